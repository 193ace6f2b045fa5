using System.Globalization;
using TradeStats.Trade;

namespace TradeStats.Imports;

/// <summary>Decides of each row of a UN Comtrade table what becomes of it.</summary>
internal sealed class ComtradeRows : TableRows
{
    // UN Comtrade's number of "Europe EU, not elsewhere specified", which is that of Monaco in M49.
    private const int PartsOfEurope = 492;

    // Forty times the trade of the world in a year.
    private const int MostDigits = 15;

    // Answers have eight decimals at most, and the bounds of a value one more than the value.
    private const int MostDecimals = 7;

    private readonly string?[] _areas = new string?[1000];

    /// <param name="areas">The areas to find numbers among: an M49 number, or a spelling of three digits.</param>
    public ComtradeRows(IEnumerable<Area> areas)
    {
        foreach (var area in areas)
        {
            foreach (var spelling in Catalogue.SpellingsOf(area).Where(spelling => spelling.Length == 3 && spelling.All(char.IsAsciiDigit)))
                _areas[int.Parse(spelling, CultureInfo.InvariantCulture)] ??= area.Code;
        }
        _areas[PartsOfEurope] = null;
    }

    /// <inheritdoc/>
    public override Heading Heading => Heading.Comtrade;

    /// <inheritdoc/>
    public override Judgement Judge(Table row, int file)
    {
        if (Text(row, Field.TypeCode) is [(byte)'S' or (byte)'s'])
            return Judgement.Skip(Skipped.Services);
        if (Edition(row) is not { } edition)
            return Judgement.Skip(Skipped.OtherClassification);
        if (FlowOf(row) is not { } flow)
            return FlowNotLoaded(row);
        if (!IsTotal(row, Field.Partner2Code))
            return Judgement.Skip(Skipped.SecondPartner);
        if (!IsTotal(row, Field.CustomsCode))
            return Judgement.Skip(Skipped.CustomsProcedure);
        if (!IsTotal(row, Field.MotCode))
            return Judgement.Skip(Skipped.TransportMode);
        if (!IsTotal(row, Field.MosCode))
            return Judgement.Skip(Skipped.SupplyMode);

        if (!TryArea(row, Field.ReporterCode, out var reporter, out var fault))
            return Judgement.Reject(Field.ReporterCode, fault!);
        if (!TryArea(row, Field.PartnerCode, out var partner, out fault))
            return Judgement.Reject(Field.PartnerCode, fault!);
        if (PeriodOf(row) is not { } period)
            return Reject(row, Field.Period, "is no year as 2024 and no month as 202401 that agrees with freqCode");
        if (HarmonizedCode(Text(row, Field.CmdCode)) is not { } commodity)
            return Reject(row, Field.CmdCode, "is neither TOTAL nor 2, 4 or 6 digits of the Harmonized System");
        if (Text(row, Field.PrimaryValue).IsEmpty)
            return Judgement.Skip(Skipped.NoValue);
        if (!PlainNumber.TryRead(Text(row, Field.PrimaryValue), MostDigits, MostDecimals, trim: true, out var value, out var wrong))
            return Reject(row, Field.PrimaryValue, wrong!);
        if (IsOriginal(Text(row, Field.IsOriginalClassification)) is not { } isOriginal)
            return Reject(row, Field.IsOriginalClassification, "is neither true nor false, nor 1 nor 0");
        var (line, column) = row.PlaceOf(Field.PrimaryValue);
        return Judgement.Load(new(reporter, partner, flow, commodity, period, "USD", Bound(value), edition, isOriginal, file, line, column));
    }

    // Half a unit of the last digit that the source gives; whole cents are as given, because there is no smaller money.
    private static Bounded Bound(decimal value)
    {
        var half = value.Scale == 2 ? 0 : new decimal(5, 0, 0, false, (byte)(value.Scale + 1));
        return new(value, Math.Max(value - half, 0), value + half, Qualifier.Exact);
    }

    /// <summary>-1 for the Harmonized System without an edition, or where the table does not tell; null for another classification.</summary>
    private static short? Edition(Table row)
    {
        var code = Text(row, Field.ClassificationCode);
        if (code.IsEmpty)
            code = Text(row, Field.ClassificationSearchCode);
        return code switch
        {
            [] or [(byte)'H' or (byte)'h', (byte)'S' or (byte)'s'] => -1,
            [(byte)'H' or (byte)'h', >= (byte)'0' and <= (byte)'9' and var edition] => (short)(edition - '0'),
            _ => null,
        };
    }

    // Where the table does not tell, the rows count as converted.
    private static bool? IsOriginal(ReadOnlySpan<byte> text) => text switch
    {
        [] or [(byte)'0'] => false,
        [(byte)'1'] => true,
        _ when System.Text.Ascii.EqualsIgnoreCase(text, "true"u8) => true,
        _ when System.Text.Ascii.EqualsIgnoreCase(text, "false"u8) => false,
        _ => null,
    };

    private static Flow? FlowOf(Table row) => Text(row, Field.FlowCode) switch
    {
        [(byte)'X' or (byte)'x'] => Flow.Exports,
        [(byte)'M' or (byte)'m'] => Flow.Imports,
        _ => null,
    };

    private static Judgement FlowNotLoaded(Table row) => Table.Decode(Text(row, Field.FlowCode)).ToUpperInvariant() switch
    {
        "RX" => Judgement.Skip(Skipped.ReExports),
        "RM" => Judgement.Skip(Skipped.ReImports),
        "DX" or "FM" => Judgement.Skip(Skipped.DomesticOrForeign),
        "MIP" or "XIP" or "MOP" or "XOP" => Judgement.Skip(Skipped.Processing),
        _ => Reject(row, Field.FlowCode, "is no flow: M, X, RM, RX, DX, FM, MIP, XIP, MOP, XOP are"),
    };

    // What is absent says nothing about parts: the row is taken for a total.
    private static bool IsTotal(Table row, Field field)
    {
        var code = Text(row, field);
        return field is Field.CustomsCode && code is [(byte)'C' or (byte)'c', ..] ? !code[1..].ContainsAnyExcept((byte)'0') : !code.ContainsAnyExcept((byte)'0');
    }

    private bool TryArea(Table row, Field field, out string code, out string? fault)
    {
        code = "";
        fault = null;
        if (PlainNumber.Whole(Text(row, field)) is not { } number || number >= _areas.Length)
            fault = $"{Fields.NameOf(field)}: {Quoted(row, field)} is no number of an area";
        else if (number == PartsOfEurope)
            fault = FormattableString.Invariant($"{Fields.NameOf(field)}: {number} stands for parts of the European Union here and for Monaco in M49: it has no code");
        else if (_areas[number] is { } known)
            code = known;
        else
            fault = FormattableString.Invariant($"{Fields.NameOf(field)}: no area has the number {number:000}; the known ones are in /v1/areas (m49)");
        return fault is null;
    }

    private static Period? PeriodOf(Table row)
    {
        var text = Text(row, Field.Period);
        var frequency = Text(row, Field.FreqCode);
        if (PlainNumber.Whole(text) is not { } number)
            return null;
        var period = text.Length switch
        {
            4 when frequency is [] or [(byte)'A' or (byte)'a'] => Period.OfYear(number),
            6 when frequency is [] or [(byte)'M' or (byte)'m'] && number % 100 is >= 1 and <= 12 => new Period((number / 100 * 12) + (number % 100) - 1, 1),
            _ => default,
        };
        return period.Months > 0 && period.Start >= Period.FirstYear * 12 && period.End <= (Period.LastYear + 1) * 12 ? period : null;
    }
}
