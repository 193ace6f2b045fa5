using System.Globalization;
using TradeStats.Trade;

namespace TradeStats.Imports;

/// <summary>Decides of each row of a UN Comtrade table what becomes of it.</summary>
internal sealed class ComtradeRows
{
    // UN Comtrade's number of "Europe EU, not elsewhere specified", which is that of Monaco in M49.
    private const int PartsOfEurope = 492;

    // Forty times the trade of the world in a year.
    private const int MostDigits = 15;

    private const string Dollars = "USD";

    // Answers have eight decimals at most, and the bounds of a value one more than the value.
    private const int MostDecimals = 7;

    private readonly string?[] _areas = new string?[1000];
    private readonly Dictionary<int, string> _commodities = [];

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

    /// <summary>Judges a sound row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="file">The number of the file.</param>
    public Judgement Judge(Table row, int file)
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
        if (CommodityOf(row) is not { } commodity)
            return Reject(row, Field.CmdCode, "is neither TOTAL nor 2, 4 or 6 digits of the Harmonized System");
        if (Text(row, Field.PrimaryValue).IsEmpty)
            return Judgement.Skip(Skipped.NoValue);
        if (!TryValue(Text(row, Field.PrimaryValue), out var value, out var wrong))
            return Reject(row, Field.PrimaryValue, wrong!);
        var (line, column) = row.PlaceOf(Field.PrimaryValue);
        var isOriginal = Text(row, Field.IsOriginalClassification) is [(byte)'1'] or [(byte)'t' or (byte)'T', ..];
        return Judgement.Load(new(reporter, partner, flow, commodity, period, Dollars, AsPrinted(value), edition, isOriginal, file, line, column));
    }

    private static Judgement Reject(Table row, Field field, string what) => Judgement.Reject(field, $"{Fields.NameOf(field)}: {Quoted(row, field)} {what}");

    private static string Quoted(Table row, Field field)
    {
        var text = Table.Decode(Text(row, field));
        return $"'{(text.Length > 40 ? $"{text[..40]}..." : text)}'";
    }

    private static ReadOnlySpan<byte> Text(Table row, Field field) => row[field].Trim(" \t"u8);

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
        if (Whole(Text(row, field)) is not { } number || number >= _areas.Length)
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
        if (Whole(text) is not { } number)
            return null;
        var period = text.Length switch
        {
            4 when frequency is [] or [(byte)'A' or (byte)'a'] => Period.OfYear(number),
            6 when frequency is [] or [(byte)'M' or (byte)'m'] && number % 100 is >= 1 and <= 12 => new Period((number / 100 * 12) + (number % 100) - 1, 1),
            _ => default,
        };
        return period.Months > 0 && period.Start >= Period.FirstYear * 12 && period.End <= (Period.LastYear + 1) * 12 ? period : null;
    }

    private string? CommodityOf(Table row)
    {
        var text = Text(row, Field.CmdCode);
        if (text is [(byte)'T' or (byte)'t', ..])
            return text.Length == 5 && System.Text.Ascii.EqualsIgnoreCase(text, "TOTAL"u8) ? Commodity.Total : null;
        if (text.Length > 6 || Whole(text) is not { } number)
            return null;
        // Spreadsheets take the zero away that the first nine chapters begin with: no code has an odd number of digits.
        var digits = text.Length + (text.Length % 2);
        var chapter = number / (digits == 2 ? 1 : digits == 4 ? 100 : 10_000);
        if (chapter == 0)
            return null;
        var key = (digits * 1_000_000) + number;
        if (!_commodities.TryGetValue(key, out var code))
            _commodities.Add(key, code = number.ToString($"D{digits}", CultureInfo.InvariantCulture));
        return code;
    }

    // Half a unit of the last digit to each side; whole cents are as given, because there is no smaller money. Trade is never below zero.
    private static Bounded AsPrinted(decimal value)
    {
        var half = value.Scale == 2 ? 0 : new decimal(5, 0, 0, false, (byte)(value.Scale + 1));
        return new(value, Math.Max(value - half, 0), value + half, Qualifier.Exact);
    }

    private static int? Whole(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text.Length > 8)
            return null;
        var number = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return null;
            number = (number * 10) + digit - '0';
        }
        return number;
    }

    /// <summary>
    /// A plain decimal, as printed. Zeros at the end of the decimals are dropped: files that print floating numbers have them whether the source has cents or not.
    /// </summary>
    private static bool TryValue(ReadOnlySpan<byte> text, out decimal value, out string? fault)
    {
        value = 0;
        fault = text.ContainsAny((byte)'e', (byte)'E') ? "has an exponent: digits were lost on the way" : text[0] is (byte)'-' ? "is below zero" : null;
        if (fault is not null)
            return false;
        var point = text.IndexOf((byte)'.');
        var whole = (point < 0 ? text : text[..point]).TrimStart((byte)'0');
        var decimals = point < 0 ? [] : text[(point + 1)..].TrimEnd((byte)'0');
        if (text is [(byte)'.'] || whole.ContainsAnyExceptInRange((byte)'0', (byte)'9') || decimals.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            fault = "is no plain decimal number";
        else if (whole.Length > MostDigits)
            fault = "is more than the world trades";
        else if (decimals.Length > MostDecimals)
            fault = FormattableString.Invariant($"has more than {MostDecimals} decimals");
        if (fault is not null)
            return false;
        UInt128 digits = 0;
        foreach (var digit in whole)
            digits = (digits * 10) + (uint)(digit - '0');
        foreach (var digit in decimals)
            digits = (digits * 10) + (uint)(digit - '0');
        value = new decimal((int)(uint)digits, (int)(uint)(digits >> 32), (int)(uint)(digits >> 64), false, (byte)decimals.Length);
        return true;
    }
}
