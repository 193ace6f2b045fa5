using System.Globalization;
using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>
/// The values that follow from published ones without being printed, for cells that nothing else fills. Each kind is made from the kinds before it
/// and never from its own: backcast and implied from published and computed values, converted from all of these, mirrored from all of these.
/// </summary>
public static class Derivations
{
    /// <summary>Decimal places that derived values keep; their bounds are rounded outwards to as many.</summary>
    public const int ValuePlaces = 2;

    // Decimal places of an exchange rate in words.
    private const int RatePlaces = 6;

    /// <summary>All derived observations.</summary>
    /// <param name="observed">What is published and computed, see <see cref="Cells.Observe"/>.</param>
    /// <param name="figures">The figures behind it, which imply the exchange rates.</param>
    public static IReadOnlyList<Observation> Derive(IReadOnlyList<Observation> observed, IReadOnlyList<Figure> figures)
    {
        var known = new HashSet<(Series, Period, string, Measure, string)>(observed.Select(Key));
        var sources = figures.ToDictionary(figure => figure.Id, figure => figure.Source, StringComparer.Ordinal);
        var rates = Rates.Implied(figures);
        var derived = new List<Observation>();
        Fill([.. Backcasts(observed), .. ImpliedWholes(observed)]);
        Fill([.. observed.Concat(derived).SelectMany(value => Conversions(value, rates, sources))]);
        Fill([.. observed.Concat(derived).Select(Mirror).OfType<Observation>()]);
        return derived;

        void Fill(IReadOnlyList<Observation> candidates)
        {
            foreach (var cell in candidates.Where(candidate => !known.Contains(Key(candidate))).GroupBy(Key).ToList())
            {
                derived.Add(cell.OrderBy(candidate => candidate.Number.Width ?? decimal.MaxValue).ThenBy(candidate => candidate.Figures[0], StringComparer.Ordinal).First());
                known.Add(cell.Key);
            }
        }
    }

    // value / (1 + growth / 100), and value / multiple of a base period.
    private static IEnumerable<Observation> Backcasts(IReadOnlyList<Observation> observed) =>
        from rate in observed
        where rate.Measure is Measure.Growth or Measure.Multiple
        join value in Values(observed) on (rate.Series, rate.Period, rate.Currency) equals (value.Series, value.Period, value.Currency)
        let factor = rate.Measure is Measure.Multiple ? rate.Number : Scale(rate.Number, percent => 1 + (percent / 100))
        where Arithmetic.IsPositive(factor) && Period.TryParse(rate.Against, out _)
        let formula = rate.Measure is Measure.Multiple ? $"{Text(rate.Number.Number)}" : $"(1 + {Text(rate.Number.Number)} / 100)"
        select Make(value, value.Series, PeriodOf(rate.Against), value.Currency, Arithmetic.Divide(value.Number, factor), Method.Backcast,
            $"backcast from {Text(value.Number.Number)} of {value.Period}: / {formula}", null, rate);

    // value / (share / 100).
    private static IEnumerable<Observation> ImpliedWholes(IReadOnlyList<Observation> observed) =>
        from share in observed
        where share.Measure is Measure.Share
        from value in Values(observed)
        where value.Series == share.Series && value.Period == share.Period && (share.Currency.Length == 0 || share.Currency == value.Currency)
        let factor = Scale(share.Number, percent => percent / 100)
        where Arithmetic.IsPositive(factor)
        let whole = share.Against.Split('/')
        select Make(value, new(whole[0], whole[1], value.Series.Flow, whole[2]), value.Period, value.Currency, Arithmetic.Divide(value.Number, factor), Method.Implied,
            $"implied by {Text(value.Number.Number)} of {value.Series.Reporter} - {value.Series.Partner}: / ({Text(share.Number.Number)} / 100)", null, share);

    private static IEnumerable<Observation> Conversions(Observation value, IReadOnlyList<ImpliedRate> rates, Dictionary<string, string> sources)
    {
        if (value.Measure is not Measure.Value)
            yield break;
        foreach (var (from, to) in rates.Select(rate => (rate.From, rate.To)).Distinct().Where(pair => pair.From == value.Currency || pair.To == value.Currency))
        {
            if (Rates.Find(rates, sources[value.Figures[0]], value.Period, from, to) is not { } rate)
                continue;
            var (target, number, sign) = from == value.Currency
                ? (to, Arithmetic.Divide(value.Number, rate.Rate), "/")
                : (from, Arithmetic.Multiply(value.Number, rate.Rate), "*");
            var shown = Arithmetic.RoundOutwards(rate.Rate, RatePlaces);
            yield return Make(value, value.Series, value.Period, target, number, Method.Converted,
                $"converted from {Text(value.Number.Number)} {value.Currency}: {sign} {Text(shown.Number)} {from} per {to}, "
                + (rate.Source.Length > 0 ? "the rate of the same source" : $"the median of the rates of the period, all of {Text(shown.Low)} to {Text(shown.High)} allowed for"),
                value.Method, rate.Figures);
        }
    }

    private static Observation? Mirror(Observation told)
    {
        if (told.Measure is not (Measure.Value or Measure.Growth) || told.Series.Partner == Area.World)
            return null;
        var flow = told.Series.Flow switch
        {
            Flow.Exports => Flow.Imports,
            Flow.Imports => Flow.Exports,
            var same => same,
        };
        return told with
        {
            Series = new(told.Series.Partner, told.Series.Reporter, flow, told.Series.Commodity),
            Number = flow is Flow.Balance ? Arithmetic.Subtract(new(0, 0, 0, Qualifier.Exact), told.Number) : told.Number,
            Method = Method.Mirrored,
            Origin = told.Method,
            SumOf = null,
            Parts = null,
            Basis = $"{Statistics.Basis.Told(told.Series.Reporter, flow)}{(told.Basis is null ? "" : $"; {told.Basis}")}",
            Figures = [.. told.Used()],
        };
    }

    private static Observation Make(
        Observation value, Series series, Period period, string currency, Bounded number, Method method, string basis, Method? origin, Observation rate) =>
        Make(value, series, period, currency, number, method, basis, origin, [.. rate.Used()]);

    private static Observation Make(
        Observation value, Series series, Period period, string currency, Bounded number, Method method, string basis, Method? origin, IReadOnlyList<string> others) => value with
        {
            Series = series,
            Period = period,
            Currency = currency,
            Number = Arithmetic.RoundOutwards(OneSided(number), ValuePlaces),
            Method = method,
            Origin = origin,
            SumOf = null,
            Parts = null,
            Basis = origin > Method.Computed ? $"{basis}; {value.Basis}" : basis,
            Figures = [.. value.Used().Union(others)],
        };

    // A value that only has one bound is told by it, as "more than" is.
    private static Bounded OneSided(Bounded number) => number switch
    {
        { Number: null, Low: { } low, High: null } => new(low, low, null, Qualifier.AtLeast),
        { Number: null, Low: null, High: { } high } => new(high, null, high, Qualifier.AtMost),
        _ => number,
    };

    private static IEnumerable<Observation> Values(IReadOnlyList<Observation> observed) => observed.Where(observation => observation.Measure is Measure.Value);

    private static Bounded Scale(Bounded number, Func<decimal, decimal> scale) => number with
    {
        Number = number.Number is { } point ? scale(point) : null,
        Low = number.Low is { } low ? scale(low) : null,
        High = number.High is { } high ? scale(high) : null,
    };

    private static Period PeriodOf(string text) => Period.TryParse(text, out var period) ? period : throw new ArgumentException($"'{text}' is no period.", nameof(text));

    private static string Text(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static (Series, Period, string, Measure, string) Key(Observation observation) =>
        (observation.Series, observation.Period, observation.Currency, observation.Measure, observation.Against);
}
