using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>Why a percentage cannot be told.</summary>
public enum Reason
{
    /// <summary>The base period has no value.</summary>
    NoBaseValue = 1,

    /// <summary>The base value is zero, or its bounds reach zero.</summary>
    ZeroBase,

    /// <summary>The base value is negative, as a balance can be: a percentage of it means nothing.</summary>
    NegativeBase,

    /// <summary>The base period has not the same months as the row's: like is compared with like only.</summary>
    NotAlike,

    /// <summary>The whole has no value.</summary>
    NoWholeValue,

    /// <summary>The value of the whole is zero, or its bounds reach zero.</summary>
    ZeroWhole,

    /// <summary>The value of the whole is negative, as a balance can be.</summary>
    NegativeWhole,

    /// <summary>The row is not part of the whole it is measured against.</summary>
    NotAPart,

    /// <summary>An operand is a sum of months of which some are not there.</summary>
    MissingMonths,

    /// <summary>An operand only says on which side of it the truth lies: no number follows, at most a bound.</summary>
    OnlyBounds,
}

/// <summary>What endpoints of percentages share: the published and the computed number and the choice between them.</summary>
/// <param name="Number">The published percentage where a source states one, else the computed; null where neither exists.</param>
/// <param name="Method">How that came about; null with it.</param>
/// <param name="Published">What a source states.</param>
/// <param name="Computed">What follows from the operands, with bounds even where the number is null.</param>
/// <param name="Agrees">Whether the published lies within the computed bounds, give or take its own rounding, or on the side of it that "more than" says; null where either is missing.</param>
/// <param name="Reason">Why <see cref="Number"/> has no number; null where it has.</param>
public sealed record Percentage(Bounded Number, Method? Method, decimal? Published, decimal? Computed, bool? Agrees, Reason? Reason)
{
    /// <summary>Chooses between the two.</summary>
    /// <param name="stated">The observation that states the percentage; null where none does.</param>
    /// <param name="published">What it states, in percent; null with it.</param>
    /// <param name="computed">The computed percentage; null where it cannot be computed at all.</param>
    /// <param name="reason">Why <paramref name="computed"/> is null.</param>
    /// <param name="computedBy">How the computed percentage came about.</param>
    public static Percentage Choose(Observation? stated, Bounded? published, Bounded? computed, Reason? reason, Method computedBy)
    {
        if (computed is { Number: null })
            reason = Statistics.Reason.OnlyBounds;
        var agrees = published is { } said && computed is { Number: not null } followed && (followed.Low ?? followed.High) is not null
            ? (said is { Low: null, High: null } ? said with { Low = said.Number, High = said.Number } : said).Overlaps(followed)
            : (bool?)null;
        return published is { } chosen
            ? new(chosen, stated!.Method, chosen.Number, computed?.Number, agrees, null)
            : new(computed ?? default, computed?.Number is null ? null : computedBy, null, computed?.Number, null, computed?.Number is null ? reason : null);
    }

    /// <summary>The months that some operands lack, in order, each once.</summary>
    public static IReadOnlyList<string> MissingIn(Observation? one, Observation? other) => (one is { LacksMonths: true }, other is { LacksMonths: true }) switch
    {
        (false, false) => [],
        (true, false) => one!.Missing,
        (false, true) => other!.Missing,
        _ => [.. one!.Missing.Union(other!.Missing).Order(StringComparer.Ordinal)],
    };

    /// <summary>How a percentage of some operands came about: computed where all are published or computed, else as the operand that is furthest from print.</summary>
    public static Method MethodOf(Observation? one, Observation? other) =>
        (Method)Math.Max((int)Trade.Method.Computed, Math.Max((int)(one?.Method ?? 0), (int)(other?.Method ?? 0)));
}

/// <summary>The change of one cell against a base period.</summary>
/// <param name="Series">Reporter, partner, flow and commodity.</param>
/// <param name="Period">The period that changed.</param>
/// <param name="BasePeriod">The period it is compared with.</param>
/// <param name="Currency">The currency of the values; null where a published percentage does not tell.</param>
/// <param name="Percent">The change in percent.</param>
/// <param name="AnnualPercent">The constant yearly change over the years between, in percent; for one year the change itself; empty where the periods are the same.</param>
/// <param name="Value">The value of the period; empty where there is none.</param>
/// <param name="BaseValue">The value of the base period; empty where there is none.</param>
/// <param name="Missing">The months that the value or the base value lacks; empty where neither lacks any.</param>
/// <param name="Figures">The ids of the published figures used, operands included.</param>
public sealed record Growth(
    Series Series, Period Period, Period BasePeriod, string? Currency, Percentage Percent,
    Bounded AnnualPercent, Bounded Value, Bounded BaseValue, IReadOnlyList<string> Missing, IReadOnlyList<string> Figures)
{
    /// <summary>Value over base value, <c>1 + percent / 100</c>; null where the change is.</summary>
    public decimal? Multiple => Percent.Number.Number is { } known ? Arithmetic.Round(1 + (known / 100), Arithmetic.PercentPlaces + 2) : null;
}

/// <summary>One cell as a part of a whole.</summary>
/// <param name="Series">Reporter, partner, flow and commodity of the part.</param>
/// <param name="Whole">The same of the whole.</param>
/// <param name="Period">The period of both.</param>
/// <param name="Currency">The currency of the values; null where a published percentage does not tell.</param>
/// <param name="Percent">The share in percent.</param>
/// <param name="Value">The value of the part; empty where there is none.</param>
/// <param name="WholeValue">The value of the whole; empty where there is none.</param>
/// <param name="Missing">The months that the value of the part or of the whole lacks; empty where neither lacks any.</param>
/// <param name="Figures">The ids of the published figures used, operands included.</param>
public sealed record Share(
    Series Series, Series Whole, Period Period, string? Currency, Percentage Percent, Bounded Value, Bounded WholeValue, IReadOnlyList<string> Missing, IReadOnlyList<string> Figures);

/// <summary>One place of a ranking.</summary>
/// <param name="Rank">The place, 1 for the largest; equal values share the better place.</param>
/// <param name="By">What is ranked: <c>partner</c>, <c>reporter</c> or <c>commodity</c>.</param>
/// <param name="Code">What holds the place.</param>
/// <param name="Value">Its value.</param>
/// <param name="Whole">What its share is of.</param>
/// <param name="Share">Its share of the whole; null where it cannot be told.</param>
/// <param name="CumulativePercent">The share of this place and all before it together; null where a share is.</param>
/// <param name="Growth">Its growth on the same months one year earlier; null where there is no row of it.</param>
/// <param name="UndecidedWith">The codes whose bounds meet its own, so that their order is not certain.</param>
/// <param name="PublishedRank">The place that a source states; null where none does.</param>
/// <param name="StreakYears">The years in a row that a source states; null where none does.</param>
/// <param name="Figures">The ids of the published figures used.</param>
public sealed record Placing(
    int Rank, string By, string Code, Observation Value, Series Whole, Share? Share, decimal? CumulativePercent, Growth? Growth,
    IReadOnlyList<string> UndecidedWith, decimal? PublishedRank, decimal? StreakYears, IReadOnlyList<string> Figures);
