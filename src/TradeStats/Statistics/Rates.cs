using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>An exchange rate that a source implies by printing one amount in two currencies.</summary>
/// <param name="Source">The id of the source; empty for the median of the period.</param>
/// <param name="Period">The period of the amount.</param>
/// <param name="From">The currency of the amount.</param>
/// <param name="To">The currency it is converted into.</param>
/// <param name="Rate">Units of <paramref name="From"/> for one of <paramref name="To"/>.</param>
/// <param name="Figures">The ids of the figures behind it.</param>
public sealed record ImpliedRate(string Source, Period Period, string From, string To, Bounded Rate, IReadOnlyList<string> Figures);

/// <summary>The exchange rates that sources imply: <c>amount / converted amount</c>, bounded by the rounding of both.</summary>
public static class Rates
{
    /// <summary>Every rate that a figure and the outlet's own conversion of it imply, in the order of figures; whatever the indicator.</summary>
    public static IReadOnlyList<ImpliedRate> Implied(IReadOnlyList<Figure> figures) =>
    [
        .. from converted in figures
           where converted is { Conversion: true, Measure: Measure.Value, Currency: not null, Number.Qualifier: Qualifier.Exact }
           from amount in figures
           where amount is { Conversion: false, Measure: Measure.Value, Currency: not null, Number.Qualifier: Qualifier.Exact } && IsSameAmount(amount, converted)
           select new ImpliedRate(converted.Source, converted.Period, amount.Currency!, converted.Currency!,
               Arithmetic.Divide(amount.Number, converted.Number), [amount.Id, converted.Id]),
    ];

    /// <summary>
    /// The rate to convert an amount by: that of its own source for its period, else the median of all for the period, else null.
    /// The median is bounded by the hull of all, the lowest low to the highest high: sources differ by percents within a year,
    /// and which of them the amount was converted by nobody knows.
    /// </summary>
    public static ImpliedRate? Find(IReadOnlyList<ImpliedRate> rates, string source, Period period, string from, string to)
    {
        var known = rates.Where(rate => rate.Period == period && rate.From == from && rate.To == to).ToList();
        if (known.Count == 0)
            return null;
        return known.FirstOrDefault(rate => rate.Source == source)
            ?? new("", period, from, to,
                new(Median([.. known.Select(rate => rate.Rate.Number!.Value).Order()]), known.Min(rate => rate.Rate.Low), known.Max(rate => rate.Rate.High), Qualifier.Exact),
                [.. known.SelectMany(rate => rate.Figures)]);
    }

    private static bool IsSameAmount(Figure amount, Figure converted) =>
        amount.Source == converted.Source && amount.Currency != converted.Currency && amount.Period == converted.Period && amount.Indicator == converted.Indicator
        && amount.Entity == converted.Entity && amount.Reporter == converted.Reporter && amount.Partner == converted.Partner
        && amount.Flow == converted.Flow && amount.Commodity == converted.Commodity;

    private static decimal Median(IReadOnlyList<decimal> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}
