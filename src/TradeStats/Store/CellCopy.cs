using Npgsql;
using NpgsqlTypes;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>Writes imported cells by binary COPY.</summary>
internal static class CellCopy
{
    /// <summary>Writes the columns reporter, partner, flow, commodity, period_start, period_months, currency, number, low, high and qualifier of a row that has begun.</summary>
    public static void Write(NpgsqlBinaryImporter copy, in ImportedCell cell)
    {
        copy.Write(cell.Reporter, NpgsqlDbType.Text);
        copy.Write(cell.Partner, NpgsqlDbType.Text);
        copy.Write((short)cell.Flow, NpgsqlDbType.Smallint);
        copy.Write(cell.Commodity, NpgsqlDbType.Text);
        copy.Write((short)cell.Period.Start, NpgsqlDbType.Smallint);
        copy.Write((short)cell.Period.Months, NpgsqlDbType.Smallint);
        copy.Write(cell.Currency, NpgsqlDbType.Text);
        Write(copy, cell.Number.Number);
        Write(copy, cell.Number.Low);
        Write(copy, cell.Number.High);
        copy.Write((short)cell.Number.Qualifier, NpgsqlDbType.Smallint);
    }

    private static void Write(NpgsqlBinaryImporter copy, decimal? value)
    {
        if (value is { } known)
            copy.Write(known, NpgsqlDbType.Numeric);
        else
            copy.WriteNull();
    }
}
