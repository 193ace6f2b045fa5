using TradeStats.Trade;
using static System.FormattableString;

namespace TradeStats.Imports;

/// <summary>
/// Decides of each row of our own CSV of /v1/totals what becomes of it: what a source publishes is loaded as it stands, what is computed from it is compared with what
/// follows, and derived rows are left to be derived again.
/// </summary>
internal sealed class TotalsRows : TableRows
{
    // Answers hold 28 digits, 8 of them decimals, exactly: what leaves room for the sum of some hundred.
    private const int MostDigits = 18;
    private const int MostDecimals = 8;

    // There are a few hundred periods in use; a file that is made to do harm could name a million.
    private const int MostPeriods = 10_000;

    private readonly KnownCodes _areas;
    private readonly KnownCodes _groups;
    private readonly KnownCodes _currencies = new(Currency.Codes);
    private readonly Dictionary<string, Period> _periods = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Period>.AlternateLookup<ReadOnlySpan<char>> _periodOf;

    /// <param name="areas">The areas that rows can name.</param>
    /// <param name="groups">The groups of commodities that they can name; codes of the Harmonized System need not be listed.</param>
    public TotalsRows(IEnumerable<Area> areas, IEnumerable<Commodity> groups)
    {
        (_areas, _groups) = (new(areas.Select(area => area.Code)), new(groups.Select(group => group.Code)));
        _periodOf = _periods.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <inheritdoc/>
    public override Heading Heading => Heading.Totals;

    /// <inheritdoc/>
    public override Judgement Judge(Table row, int file)
    {
        if (!TryWord<Method>(row, Field.Method, out var method, out var refusal))
            return refusal;
        if (method > Method.Computed)
            return Judgement.Skip(Skipped.Derived);
        if (AreaOf(row, Field.Reporter) is not { } reporter)
            return Reject(row, Field.Reporter, "is no code of an area; they are in /v1/areas");
        if (AreaOf(row, Field.Partner) is not { } partner)
            return Reject(row, Field.Partner, "is no code of an area; they are in /v1/areas");
        if (!TryWord<Flow>(row, Field.Flow, out var flow, out refusal))
            return refusal;
        if ((_groups.Find(Text(row, Field.Commodity)) ?? HarmonizedCode(Text(row, Field.Commodity))) is not { } commodity)
            return Reject(row, Field.Commodity, "is neither TOTAL nor 2, 4 or 6 digits of the Harmonized System, nor a group in /v1/commodities");
        if (PeriodOf(Text(row, Field.Period)) is not { } period)
            return Reject(row, Field.Period, "is no period as 2024, 2025-Q1, 2025-02 or 2025-01/2025-08");
        if (_currencies.Find(Text(row, Field.Currency)) is not { } currency)
            return Reject(row, Field.Currency, "is no currency of ISO 4217");
        if (!TryBounded(row, flow, out var number, out refusal))
            return refusal;
        if (number.Number is null)
            return Judgement.Skip(Skipped.NoValue);
        // What is left of a whole bounds a sum that parts are missing of; what a source says is at least that much has no other side.
        if (method is Method.Published && number is { Qualifier: Qualifier.AtLeast } and ({ Low: null } or { High: not null }))
            return Reject(row, Field.Qualifier, "goes with a low and without a high");
        if (method is Method.Published && number is { Qualifier: Qualifier.AtMost } and ({ High: null } or { Low: not null }))
            return Reject(row, Field.Qualifier, "goes with a high and without a low");
        var (line, column) = row.PlaceOf(Field.Value);
        // No edition of the Harmonized System is told, so that a table that tells one takes the place of this.
        var cell = new ImportedCell(reporter, partner, flow, commodity, period, currency, number, -1, false, file, line, column);
        return method is Method.Computed ? Judgement.Compare(cell) : Judgement.Load(cell);
    }

    private string? AreaOf(Table row, Field field)
    {
        var text = Text(row, field);
        // Some areas have a number for a code, and spreadsheets take its zeros away.
        return _areas.Find(text) ?? (text.Length < 3 && PlainNumber.Whole(text) is { } number ? _areas.Find(System.Text.Encoding.ASCII.GetBytes(Invariant($"{number:000}"))) : null);
    }

    private Period? PeriodOf(ReadOnlySpan<byte> text)
    {
        Span<char> characters = stackalloc char[32];
        if (text.Length > characters.Length || System.Text.Ascii.ToUtf16(text, characters, out var length) is not System.Buffers.OperationStatus.Done)
            return null;
        if (_periodOf.TryGetValue(characters[..length], out var known))
            return known;
        if (!Period.TryParse(characters[..length].ToString(), out var period))
            return null;
        if (_periods.Count == MostPeriods)
            _periods.Clear();
        _periods.Add(characters[..length].ToString(), period);
        return period;
    }

    private static bool TryWord<T>(Table row, Field field, out T word, out Judgement refusal) where T : struct, Enum
    {
        var isWord = Words<T>.TryParse(Table.Decode(Text(row, field)), out word);
        refusal = isWord ? default : Reject(row, field, $"is none of {string.Join(", ", Words<T>.All)}");
        return isWord;
    }

    private static bool TryBounded(Table row, Flow flow, out Bounded number, out Judgement refusal)
    {
        number = default;
        if (!TryWord<Qualifier>(row, Field.Qualifier, out var qualifier, out refusal) || !TryNumber(row, Field.Value, out var value, out refusal)
            || !TryNumber(row, Field.Low, out var low, out refusal) || !TryNumber(row, Field.High, out var high, out refusal))
        {
            return false;
        }
        number = new(value, low, high, qualifier);
        if (value < 0 && flow is not Flow.Balance)
            refusal = Reject(row, Field.Value, "is below zero, as only a balance can be");
        else if (low > value)
            refusal = Reject(row, Field.Low, Invariant($"is above the value {value}"));
        else if (high < value)
            refusal = Reject(row, Field.High, Invariant($"is below the value {value}"));
        return refusal.Fault is null;
    }

    // Null, which is true, where the field is empty: an open side, or no value.
    private static bool TryNumber(Table row, Field field, out decimal? number, out Judgement refusal)
    {
        (number, refusal) = (null, default);
        var text = Text(row, field);
        if (text.IsEmpty)
            return true;
        var isNegative = text is [(byte)'-', _, ..];
        // As it is printed, zeros and all, so that it is printed the same again.
        if (!PlainNumber.TryRead(isNegative ? text[1..] : text, MostDigits, MostDecimals, trim: false, out var size, out var fault))
        {
            refusal = Reject(row, field, fault!);
            return false;
        }
        number = isNegative ? -size : size;
        return true;
    }
}
