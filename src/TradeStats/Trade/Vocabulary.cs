using System.Text.Json.Serialization;

namespace TradeStats.Trade;

/// <summary>The direction of trade, as seen by the reporter. The order is the order of rows.</summary>
public enum Flow
{
    /// <summary>What the reporter sells to the partner.</summary>
    Exports = 1,

    /// <summary>What the reporter buys from the partner.</summary>
    Imports,

    /// <summary>Exports plus imports.</summary>
    Total,

    /// <summary>Exports minus imports; negative where imports are larger.</summary>
    Balance,
}

/// <summary>What a figure measures.</summary>
public enum Measure
{
    /// <summary>An amount: of money in units of its currency, or a count.</summary>
    Value = 1,

    /// <summary>A change against a base period, in percent.</summary>
    Growth,

    /// <summary>A part of a whole, in percent.</summary>
    Share,

    /// <summary>A place in an order, 1 for the largest.</summary>
    Rank,

    /// <summary>Years in a row for which something has held.</summary>
    Streak,

    /// <summary>How many times another value.</summary>
    Multiple,
}

/// <summary>How firmly a number is stated.</summary>
public enum Qualifier
{
    /// <summary>As rounded by its publisher: the true value lies within half a unit of the last printed digit.</summary>
    Exact = 1,

    /// <summary>"More than": a lower bound.</summary>
    AtLeast,

    /// <summary>"Less than": an upper bound.</summary>
    AtMost,

    /// <summary>"Around": no bounds.</summary>
    About,

    /// <summary>Expected, not observed: no bounds unless the words give one.</summary>
    Forecast,
}

/// <summary>How a number of an answer came about.</summary>
public enum Method
{
    /// <summary>Printed by a source.</summary>
    Published = 1,

    /// <summary>Follows from published operands of the same dataset by the formula of the endpoint.</summary>
    Computed,

    /// <summary>The value of a base period, from a value and the growth that a source states for it.</summary>
    Backcast,

    /// <summary>The value of a whole, from a value and the share of the whole that a source states it to be.</summary>
    Implied,

    /// <summary>Another currency, at the rate that the sources themselves imply.</summary>
    Converted,

    /// <summary>Told by the partner, with the flows swapped.</summary>
    Mirrored,
}

/// <summary>What kind of parts a value was added up of.</summary>
public enum SumOf
{
    /// <summary>Exports and imports of the same cell; for a balance the difference.</summary>
    Flows = 1,

    /// <summary>The members that a group has on the last day of the period, as far as the dataset holds them as partners.</summary>
    Members,

    /// <summary>The headings of a chapter of the Harmonized System, as far as the dataset holds them.</summary>
    Headings,

    /// <summary>The months of a longer period, every one.</summary>
    Months,
}

/// <summary>The kind of a period, which follows from its start and length.</summary>
public enum Frequency
{
    /// <summary>A calendar year.</summary>
    Annual = 1,

    /// <summary>A calendar quarter.</summary>
    Quarterly,

    /// <summary>A calendar month.</summary>
    Monthly,

    /// <summary>From January on, neither a month, a quarter nor a year.</summary>
    [JsonStringEnumMemberName("year-to-date")]
    YearToDate,

    /// <summary>Any other run of months.</summary>
    Other,
}
