using System.Globalization;
using Npgsql;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>
/// Compares what a table calls computed with what a dataset holds after the import of that table: an import computes totals and balances itself, and must not pass
/// over in silence that the table says otherwise. Rows stream into a table of this session and are compared there.
/// </summary>
public sealed class ComputedComparison : IAsyncDisposable
{
    private const string Key = "reporter, partner, flow, commodity, period_start, period_months, currency";

    private const string Told = """
        create temp table told (reporter text collate "C" not null, partner text collate "C" not null, flow smallint not null, commodity text collate "C" not null,
            period_start smallint not null, period_months smallint not null, currency text collate "C" not null, number numeric not null, low numeric, high numeric,
            qualifier smallint not null, file integer not null, line bigint not null, place integer not null) on commit drop
        """;

    private const string Otherwise = $"""
        select t.file, t.line, t.place, t.reporter, t.partner, t.flow, t.commodity, t.period_start, t.period_months, t.currency, t.number, t.low, t.high, t.qualifier,
            o.number, o.low, o.high, o.qualifier, o.method
        from told t left join (select {Key}, number, low, high, qualifier, method from tradestats.observation
            where dataset = (select id from tradestats.dataset where name = $1) and measure = 1 and against = '' and known_until is null and method in (1, 2)) o
            using ({Key})
        where t.file <> all($2) and ((t.number, t.low, t.high, t.qualifier) is distinct from (o.number, o.low, o.high, o.qualifier) or o.method <> 2)
        order by t.file, t.line
        """;

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private CellCopy? _copy;

    private ComputedComparison(NpgsqlConnection connection, NpgsqlTransaction transaction) => (_connection, _transaction) = (connection, transaction);

    /// <summary>Begins a comparison; rows can be added.</summary>
    /// <exception cref="NpgsqlException">The database cannot be reached or refuses.</exception>
    public static async Task<ComputedComparison> BeginAsync(Database database, CancellationToken cancellation)
    {
        var connection = await database.Primary.OpenConnectionAsync(cancellation);
        var comparison = new ComputedComparison(connection, await connection.BeginTransactionAsync(cancellation));
        await using (var create = new NpgsqlCommand(Told, connection))
            await create.ExecuteNonQueryAsync(cancellation);
        comparison._copy = await CellCopy.BeginAsync(connection, "told", "file, line, place", cancellation);
        return comparison;
    }

    /// <summary>Adds a row.</summary>
    /// <exception cref="NpgsqlException">The database has gone away.</exception>
    public void Add(ImportedCell row)
    {
        var copy = _copy!;
        copy.StartRow(row);
        copy.Write(row.File);
        copy.Write(row.Line);
        copy.Write(row.Column);
    }

    /// <summary>Ends the comparison.</summary>
    /// <param name="dataset">The name of the dataset, as the import has left it.</param>
    /// <param name="faulty">The files whose rows do not count.</param>
    /// <param name="reject">Takes each row that says otherwise than the dataset: file, line, character, reason.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The number of these rows.</returns>
    /// <exception cref="NpgsqlException">The database has gone away or refuses.</exception>
    public async Task<long> CompleteAsync(string dataset, IReadOnlyList<int> faulty, Action<int, long, int, string> reject, CancellationToken cancellation)
    {
        await _copy!.CompleteAsync(cancellation);
        _copy = null;
        await using (var analyze = new NpgsqlCommand("analyze told", _connection) { CommandTimeout = 0 })
            await analyze.ExecuteNonQueryAsync(cancellation);
        await using var command = new NpgsqlCommand(Otherwise, _connection) { CommandTimeout = 0, Parameters = { new() { Value = dataset }, new() { Value = faulty.ToArray() } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var count = 0L;
        while (await reader.ReadAsync(cancellation))
        {
            count++;
            reject(reader.GetInt32(0), reader.GetInt64(1), reader.GetInt32(2), Reason(reader));
        }
        return count;
    }

    /// <summary>Ends a comparison that was not completed.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_copy is not null)
                await _copy.DisposeAsync();
            await _transaction.DisposeAsync();
        }
        catch (Exception fault) when (fault is NpgsqlException or InvalidOperationException)
        {
            // The connection is gone, and the transaction with it.
        }
        await _connection.DisposeAsync();
    }

    private static string Reason(NpgsqlDataReader row)
    {
        var cell = string.Join(' ', row.GetString(3), row.GetString(4), Words<Flow>.Of((Flow)row.GetInt16(5)), row.GetString(6), new Period(row.GetInt16(7), row.GetInt16(8)), row.GetString(9));
        var told = $"{Number(row, 10)} is told as computed";
        if (row.IsDBNull(18))
            return $"{told}, but nothing is loaded that {cell} follows from; it is not loaded";
        return (Method)row.GetInt16(18) is Method.Published
            ? $"{told}, but for {cell} {Number(row, 14)} is published; it is not loaded" : $"{told}, but {Number(row, 14)} follows for {cell}; that is loaded instead";
    }

    private static string Number(NpgsqlDataReader row, int at)
    {
        var (low, high) = (Bound(at + 1), Bound(at + 2));
        return string.Create(CultureInfo.InvariantCulture, $"{row.GetDecimal(at)} ({low} to {high}, {Words<Qualifier>.Of((Qualifier)row.GetInt16(at + 3))})");

        string Bound(int bound) => row.IsDBNull(bound) ? "open" : row.GetDecimal(bound).ToString(CultureInfo.InvariantCulture);
    }
}
