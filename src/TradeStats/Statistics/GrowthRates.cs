using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>
/// Growth against a base period: <c>100 * (value / base - 1)</c>. Against the same months one year earlier it is the year-on-year rate of customs releases;
/// over several years <c>annualPercent</c> is the constant yearly rate, the compound annual growth rate <c>100 * ((value / base)^(1 / years) - 1)</c>
/// (IMF, Export and Import Price Index Manual, 2009, glossary).
/// </summary>
public static class GrowthRates
{
    /// <summary>
    /// The growth of one series, a row for each period and currency that has a value or a published growth, by period and currency, no currency last.
    /// A published percentage whose currency nobody can tell speaks for the values of its period in any currency, else stands alone.
    /// </summary>
    /// <param name="series">The observations of one series in their order: values, those of the base periods too, published growth and multiples.</param>
    /// <param name="basePeriod">The period to compare with; null for one year before each row's.</param>
    /// <param name="isWanted">The periods to answer; others serve as base only.</param>
    public static IEnumerable<Growth> Of(IReadOnlyList<Observation> series, Period? basePeriod, Func<Period, bool> isWanted)
    {
        for (var (start, end) = (0, 0); start < series.Count; start = end)
        {
            var period = series[start].Period;
            end = EndOf(series, start);
            if (!isWanted(period))
                continue;
            var before = basePeriod ?? period.YearEarlier;
            // No currency comes first in the order of observations, and last in that of rows.
            for (var at = start; at < end; at++)
            {
                if (series[at].Currency.Length > 0 && (at == start || series[at - 1].Currency != series[at].Currency) && Of(start, series[at].Currency) is { } row)
                    yield return row;
            }
            if (series[start].Currency.Length == 0 && !series.Skip(start).Take(end - start).Any(observation => observation.Measure is Measure.Value) && Of(start, "") is { } alone)
                yield return alone;

            Growth? Of(int at, string currency)
            {
                var value = Find(series, at, currency, Measure.Value, "");
                var stated = Stated(at, currency);
                return value is null && stated is null
                    ? null
                    : Row(series[0].Series, period, before, currency, value, Find(series, FirstOf(series, before), currency, Measure.Value, ""), stated ?? Stated(at, ""));
            }

            Observation? Stated(int at, string currency) =>
                Find(series, at, currency, Measure.Growth, before.ToString()) ?? Find(series, at, currency, Measure.Multiple, before.ToString());
        }
    }

    /// <summary>
    /// The constant yearly rate in percent that a change amounts to: <c>100 * ((1 + percent / 100)^(1 / years) - 1)</c>, with bounds.
    /// </summary>
    /// <param name="percent">The change in percent, above -100.</param>
    /// <param name="years">The years between; negative where the base is the later one, not zero.</param>
    public static Bounded Annual(Bounded percent, int years)
    {
        var (low, high) = years > 0 ? (percent.Low, percent.High) : (percent.High, percent.Low);
        return years is 1 ? percent : Arithmetic.RoundOutwards(percent with { Number = Rate(percent.Number), Low = Rate(low), High = Rate(high) }, Arithmetic.PercentPlaces);

        decimal? Rate(decimal? change) => change is { } known && 1 + (known / 100) is > 0 and var ratio
            ? 100 * (Arithmetic.Root(years > 0 ? ratio : 1 / ratio, Math.Abs(years)) - 1)
            : null;
    }

    // What one period of a series, whose first observation is at some place, says in a currency; a series is in order, and short.
    private static Observation? Find(IReadOnlyList<Observation> series, int first, string currency, Measure measure, string against)
    {
        for (var at = first; at < series.Count && series[at].Period == series[first].Period; at++)
        {
            if (series[at].Measure == measure && series[at].Currency == currency && series[at].Against == against)
                return series[at];
        }
        return null;
    }

    private static int EndOf(IReadOnlyList<Observation> series, int start)
    {
        var end = start + 1;
        while (end < series.Count && series[end].Period == series[start].Period)
            end++;
        return end;
    }

    // The place of the first observation of a period; behind the last where there is none.
    private static int FirstOf(IReadOnlyList<Observation> series, Period period)
    {
        var (least, most) = (0, series.Count);
        while (least < most)
        {
            var middle = (least + most) / 2;
            if (series[middle].Period.CompareTo(period) < 0)
                least = middle + 1;
            else
                most = middle;
        }
        return least < series.Count && series[least].Period == period ? least : series.Count;
    }

    private static Growth Row(Series series, Period period, Period basePeriod, string currency, Observation? value, Observation? before, Observation? stated)
    {
        var published = stated is null ? (Bounded?)null : stated.Measure is Measure.Multiple ? Arithmetic.ToChange(stated.Number) : stated.Number;
        var (computed, reason) = IsLike(period, basePeriod) ? Compute(value, before, stated) : (null, Reason.NotAlike);
        var percent = Percentage.Choose(stated, published, computed, reason, Percentage.MethodOf(value, before));
        var years = (period.Start - basePeriod.Start) / 12;
        var annual = years == 0 ? default : Annual(percent.Number, years);
        return new(series, period, basePeriod, currency.Length == 0 ? null : currency, percent, annual,
            value?.Number ?? default, before?.Number ?? default, Percentage.MissingIn(value, before), Observation.UsedIn(stated, value, before));
    }

    // January to August with January to August, a year with a year.
    private static bool IsLike(Period period, Period basePeriod) => period.Months == basePeriod.Months && (period.Start - basePeriod.Start) % 12 == 0;

    private static (Bounded? Percent, Reason? Reason) Compute(Observation? value, Observation? before, Observation? stated) => (value, before) switch
    {
        (null, _) => (null, null),
        _ when value.LacksMonths || before is { LacksMonths: true } => (null, Reason.MissingMonths),
        (_, null) => (null, Reason.NoBaseValue),
        _ when value.RestsOn(stated) || before.RestsOn(stated) => (null, null),
        _ when !Arithmetic.IsPositive(before) => (null, Arithmetic.IsNegative(before.Number) ? Reason.NegativeBase : Reason.ZeroBase),
        _ when value.Period == before.Period => (new Bounded(0, 0, 0, Qualifier.Exact), null),
        _ => (Arithmetic.ToChange(Arithmetic.Divide(value.Number, before.Number)), null),
    };
}
