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

    /// <summary>The whole has no value.</summary>
    NoWholeValue,

    /// <summary>The value of the whole is zero, or its bounds reach zero.</summary>
    ZeroWhole,

    /// <summary>The value of the whole is negative, as a balance can be.</summary>
    NegativeWhole,

    /// <summary>The row is not part of the whole it is measured against.</summary>
    NotAPart,

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
    /// <param name="published">The stated percentage; null where no source states one.</param>
    /// <param name="computed">The computed percentage; null where it cannot be computed at all.</param>
    /// <param name="reason">Why <paramref name="computed"/> is null.</param>
    public static Percentage Choose(Bounded? published, Bounded? computed, Reason? reason)
    {
        if (computed is { Number: null })
            reason = Statistics.Reason.OnlyBounds;
        var agrees = published is { } stated && computed is { Number: not null } followed
            ? (stated is { Low: null, High: null } ? stated with { Low = stated.Number, High = stated.Number } : stated).Overlaps(followed)
            : (bool?)null;
        return published is { } chosen
            ? new(chosen, Trade.Method.Published, chosen.Number, computed?.Number, agrees, null)
            : new(computed ?? default, computed?.Number is null ? null : Trade.Method.Computed, null, computed?.Number, null, computed?.Number is null ? reason : null);
    }
}

/// <summary>The change of one cell against a base period.</summary>
/// <param name="Series">Reporter, partner, flow and commodity.</param>
/// <param name="Period">The period that changed.</param>
/// <param name="BasePeriod">The period it is compared with.</param>
/// <param name="Currency">The currency of the values; null where a published percentage does not tell.</param>
/// <param name="Percent">The change in percent.</param>
/// <param name="Multiple">Value over base value, <c>1 + percent / 100</c>; null where the change is.</param>
/// <param name="AnnualPercent">The constant yearly change over the years between, in percent; for one year the change itself.</param>
/// <param name="Value">The value of the period; null where no source gives one.</param>
/// <param name="BaseValue">The value of the base period; null where no source gives one.</param>
/// <param name="Figures">The ids of the published figures used, operands included.</param>
public sealed record Growth(
    Series Series, Period Period, Period BasePeriod, string? Currency, Percentage Percent,
    decimal? Multiple, decimal? AnnualPercent, decimal? Value, decimal? BaseValue, IReadOnlyList<string> Figures);

/// <summary>One cell as a part of a whole.</summary>
/// <param name="Series">Reporter, partner, flow and commodity of the part.</param>
/// <param name="Whole">The same of the whole.</param>
/// <param name="Period">The period of both.</param>
/// <param name="Currency">The currency of the values; null where a published percentage does not tell.</param>
/// <param name="Percent">The share in percent.</param>
/// <param name="Value">The value of the part; null where no source gives one.</param>
/// <param name="WholeValue">The value of the whole; null where no source gives one.</param>
/// <param name="Figures">The ids of the published figures used, operands included.</param>
public sealed record Share(
    Series Series, Series Whole, Period Period, string? Currency, Percentage Percent, decimal? Value, decimal? WholeValue, IReadOnlyList<string> Figures);
