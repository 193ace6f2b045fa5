using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>
/// Growth against the same months one year earlier: <c>100 * (value / base - 1)</c>, the year-on-year rate of
/// the IMF's Export and Import Price Index Manual and of customs releases.
/// </summary>
public static class GrowthRates
{
    /// <summary>
    /// The growth of one series, a row for each period and currency that has a value or a published growth, by period and currency, no currency last.
    /// A published percentage whose currency nobody can tell speaks for the values of its period in any currency, else stands alone.
    /// </summary>
    /// <param name="series">The observations of one series in their order: values, those of the base periods too, and published growth.</param>
    /// <param name="isWanted">The periods to answer; others serve as base only.</param>
    public static IEnumerable<Growth> Of(IReadOnlyList<Observation> series, Func<Period, bool> isWanted)
    {
        var values = series.Where(observation => observation.Measure is Measure.Value)
            .ToDictionary(observation => (observation.Period, observation.Currency));
        var published = series.Where(observation => observation.Measure is Measure.Growth && observation.Against == observation.Period.YearEarlier.ToString())
            .ToDictionary(observation => (observation.Period, observation.Currency));
        foreach (var (period, currency) in values.Keys.Union(published.Keys).Where(key => isWanted(key.Period))
            .OrderBy(key => key.Period).ThenBy(key => key.Currency.Length == 0).ThenBy(key => key.Currency, StringComparer.Ordinal))
        {
            if (currency.Length == 0 && values.Keys.Any(key => key.Period == period))
                continue;
            var value = values.GetValueOrDefault((period, currency));
            var before = values.GetValueOrDefault((period.YearEarlier, currency));
            var stated = published.GetValueOrDefault((period, currency)) ?? published.GetValueOrDefault((period, ""));
            yield return Row(series[0].Series, period, currency, value, before, stated);
        }
    }

    private static Growth Row(Series series, Period period, string currency, Observation? value, Observation? before, Observation? stated)
    {
        var (computed, reason) = Compute(value, before);
        var percent = Percentage.Choose(stated?.Number, computed, reason);
        var multiple = percent.Number.Number is { } known ? Arithmetic.Round(1 + (known / 100), Arithmetic.PercentPlaces + 2) : (decimal?)null;
        return new(series, period, period.YearEarlier, currency.Length == 0 ? null : currency, percent, multiple, percent.Number.Number,
            value?.Number.Number, before?.Number.Number, Observation.UsedIn(stated, value, before));
    }

    private static (Bounded? Percent, Reason? Reason) Compute(Observation? value, Observation? before) => (value, before) switch
    {
        (null, _) => (null, null),
        (_, null) => (null, Reason.NoBaseValue),
        _ when Arithmetic.IsPositive(before.Number) => (Arithmetic.ToChange(Arithmetic.Divide(value.Number, before.Number)), null),
        _ => (null, Arithmetic.IsNegative(before.Number) ? Reason.NegativeBase : Reason.ZeroBase),
    };
}
