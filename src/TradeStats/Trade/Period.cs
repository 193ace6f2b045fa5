using System.Globalization;
using System.Text.RegularExpressions;

namespace TradeStats.Trade;

/// <summary>
/// A run of whole calendar months. One period has one canonical spelling: <c>2024</c>, <c>2025-Q1</c>, <c>2025-02</c>,
/// else the range <c>2025-01/2025-08</c>. Periods sort by their first month, then by their length.
/// </summary>
/// <param name="Start">The first month, counted from January of year 0: year * 12 + month - 1.</param>
/// <param name="Months">The number of months, 1 or more.</param>
public readonly partial record struct Period(int Start, int Months) : IComparable<Period>
{
    /// <summary>The first year that a period may touch.</summary>
    public const int FirstYear = 1900;

    /// <summary>The last year that a period may touch.</summary>
    public const int LastYear = 2199;

    /// <summary>The spellings understood, for messages and documentation.</summary>
    public const string Spellings = "2024, 2025-Q1, 2025-02, 2025-01/2025-08, or the SDMX spellings 2024-A1, 2024-S1, 2025-M02, 2025-01-01/P8M";

    // The spellings of the usual periods, as far as they were needed: every row of an answer has one.
    private static readonly string?[] Usual = new string?[3 * 12 * (LastYear - FirstYear + 1)];

    /// <summary>The month after the last one, counted like <see cref="Start"/>.</summary>
    public int End => Start + Months;

    /// <summary>The kind of period.</summary>
    public Frequency Frequency => (Months, Start % 12) switch
    {
        (12, 0) => Frequency.Annual,
        (3, 0 or 3 or 6 or 9) => Frequency.Quarterly,
        (1, _) => Frequency.Monthly,
        ( < 12, 0) => Frequency.YearToDate,
        _ => Frequency.Other,
    };

    /// <summary>The code of the frequency in the SDMX code list CL_FREQ 2.1: A, S, Q, M, or _O for any other run of months.</summary>
    public string FrequencyCode => (Frequency, Months, Start % 12) switch
    {
        (Frequency.Annual, _, _) => "A",
        (Frequency.Quarterly, _, _) => "Q",
        (Frequency.Monthly, _, _) => "M",
        (_, 6, 0 or 6) => "S",
        _ => "_O",
    };

    /// <summary>The same months one year earlier.</summary>
    public Period YearEarlier => this with { Start = Start - 12 };

    /// <summary>Whether all months of another period lie within this one.</summary>
    public bool Contains(Period other) => Start <= other.Start && other.End <= End;

    /// <summary>A calendar year.</summary>
    public static Period OfYear(int year) => new(year * 12, 12);

    /// <summary>By first month, then by length.</summary>
    public int CompareTo(Period other) => Start != other.Start ? Start.CompareTo(other.Start) : Months.CompareTo(other.Months);

    /// <summary>The canonical spelling.</summary>
    public override string ToString()
    {
        var kind = Frequency switch { Frequency.Annual => 0, Frequency.Quarterly => 1, Frequency.Monthly => 2, _ => -1 };
        var place = Start - (FirstYear * 12);
        return kind < 0 || place < 0 || place >= Usual.Length / 3 ? Spell() : Usual[(3 * place) + kind] ??= Spell();
    }

    /// <summary>Reads any of the <see cref="Spellings"/>; false where the text is none of them, is empty of months or leaves the years allowed.</summary>
    public static bool TryParse(string? text, out Period period)
    {
        period = default;
        if (text is null)
            return false;
        var parts = text.Split('/');
        if (parts is not ([_] or [_, _]) || !TryParseUnit(parts[0], out period))
            return false;
        if (parts is [_, var end])
        {
            if (Duration().Match(end) is { Success: true } duration && FullDate().IsMatch(parts[0]))
                period = period with { Months = (Number(duration.Groups["years"]) * 12) + Number(duration.Groups["months"]) };
            else if (TryParseUnit(end, out var last))
                period = period with { Months = last.End - period.Start };
            else
                return false;
        }
        return period.Months > 0 && period.Start >= FirstYear * 12 && period.End <= (LastYear + 1) * 12;
    }

    private string Spell() => Frequency switch
    {
        Frequency.Annual => Year(Start),
        Frequency.Quarterly => $"{Year(Start)}-Q{(Start % 12 / 3) + 1}",
        Frequency.Monthly => Month(Start),
        _ => $"{Month(Start)}/{Month(End - 1)}",
    };

    private static bool TryParseUnit(string text, out Period period)
    {
        period = default;
        if (Unit().Match(text) is not { Success: true } match)
            return false;
        var start = Number(match.Groups["year"]) * 12;
        var length = (match.Groups["kind"].Value.ToUpperInvariant(), Number(match.Groups["number"]));
        period = length switch
        {
            ("", 0) when match.Groups["number"].Length == 0 => new Period(start, 12),
            ("A", 1) => new Period(start, 12),
            ("S", >= 1 and <= 2) => new Period(start + ((length.Item2 - 1) * 6), 6),
            ("Q", >= 1 and <= 4) => new Period(start + ((length.Item2 - 1) * 3), 3),
            ("M" or "", >= 1 and <= 12) => new Period(start + length.Item2 - 1, 1),
            _ => default,
        };
        return period.Months > 0;
    }

    private static int Number(Group group) => group.Length == 0 ? 0 : int.Parse(group.Value, CultureInfo.InvariantCulture);

    private static string Year(int month) => (month / 12).ToString("0000", CultureInfo.InvariantCulture);

    private static string Month(int month) => $"{Year(month)}-{(month % 12) + 1:00}";

    [GeneratedRegex(@"^(?<year>[0-9]{4})(-((?<kind>[AaSsQq])(?<number>[0-9])|(?<kind>[Mm]?)(?<number>[0-9]{2})(-01)?))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Unit();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-01\z", RegexOptions.ExplicitCapture)]
    private static partial Regex FullDate();

    [GeneratedRegex(@"^[Pp]((?<years>[0-9]{1,3})[Yy])?((?<months>[0-9]{1,4})[Mm])?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Duration();
}
