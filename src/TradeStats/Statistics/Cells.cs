using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>What a dataset holds for each cell, from the figures that sources publish: the best of several, sums and balances of published parts.</summary>
public static class Cells
{
    /// <summary>
    /// The observations that follow from published figures, in their order. Figures about one entity and indicators other than goods trade take no part,
    /// nor do ranks, streaks and multiples of another pair.
    /// <list type="bullet">
    /// <item>Published: for each cell the best figure by <see cref="BestFirst"/>; all its figures are named, the one used first.</item>
    /// <item>Computed: <c>total = exports + imports</c> and <c>balance = exports - imports</c>, each where no source prints it.</item>
    /// </list>
    /// </summary>
    /// <param name="figures">All figures of a dataset.</param>
    /// <param name="published">The date of each source by its id, to prefer the newer.</param>
    public static IReadOnlyList<Observation> Observe(IEnumerable<Figure> figures, IReadOnlyDictionary<string, string> published)
    {
        var cells = figures
            .Where(figure => figure is { Entity: null, Indicator: Figure.GoodsTrade, Flow: not null } && Against(figure) is not null)
            .GroupBy(figure => new CellKey(
                new Series(figure.Reporter, figure.Partner, figure.Flow!.Value, figure.Commodity),
                figure.Period, figure.Currency ?? "", figure.Measure, Against(figure)!))
            .Select(cell => Publish(cell.Key, [.. BestFirst(cell, published)]))
            .ToList();
        cells.AddRange(SumsAndBalances(cells));
        cells.Sort(InOrder);
        return cells;
    }

    /// <summary>
    /// The figures of one cell, the best first: exact before about before bounds before forecasts, the publisher's own unit before its own conversion of another,
    /// then the tighter bounds, then the newer source.
    /// </summary>
    public static IEnumerable<Figure> BestFirst(IEnumerable<Figure> figures, IReadOnlyDictionary<string, string> published) => figures
        .OrderBy(figure => figure.Number.Qualifier switch
        {
            Qualifier.Exact => 0,
            Qualifier.About => 1,
            Qualifier.AtLeast or Qualifier.AtMost => 2,
            _ => 3,
        })
        .ThenBy(figure => figure.Conversion)
        .ThenBy(figure => figure.Number.Width ?? decimal.MaxValue)
        .ThenByDescending(figure => figure.Number is { High: null, Low: { } low } ? low : decimal.MinValue)
        .ThenBy(figure => figure.Number is { Low: null, High: { } high } ? high : decimal.MaxValue)
        .ThenByDescending(figure => published[figure.Source], StringComparer.Ordinal)
        .ThenBy(figure => figure.Id, StringComparer.Ordinal);

    /// <summary>The whole of a share as its key, <c>reporter/partner/commodity</c>: a row's own key with some dimensions replaced.</summary>
    public static string WholeKey(string reporter, string partner, string commodity) => $"{reporter}/{partner}/{commodity}";

    /// <summary>The default order of observations.</summary>
    public static int InOrder(Observation left, Observation right)
    {
        var order = string.CompareOrdinal(left.Series.Reporter, right.Series.Reporter);
        if (order == 0)
            order = string.CompareOrdinal(left.Series.Partner, right.Series.Partner);
        if (order == 0)
            order = left.Series.Flow.CompareTo(right.Series.Flow);
        if (order == 0)
            order = string.CompareOrdinal(left.Series.Commodity, right.Series.Commodity);
        if (order == 0)
            order = left.Period.CompareTo(right.Period);
        if (order == 0)
            order = string.CompareOrdinal(left.Currency, right.Currency);
        if (order == 0)
            order = left.Measure.CompareTo(right.Measure);
        return order != 0 ? order : string.CompareOrdinal(left.Against, right.Against);
    }

    private static string? Against(Figure figure) => figure.Measure switch
    {
        Measure.Value when figure.Currency is not null => "",
        Measure.Growth => (figure.Base ?? figure.Period.YearEarlier).ToString(),
        Measure.Multiple when figure is { Base: { } period, Of: null } => period.ToString(),
        Measure.Share when figure.Of?.Split('=') is [var dimension, var code] => dimension switch
        {
            "reporter" => WholeKey(code, figure.Partner, figure.Commodity),
            "partner" => WholeKey(figure.Reporter, code, figure.Commodity),
            _ => WholeKey(figure.Reporter, figure.Partner, code),
        },
        _ => null,
    };

    private static Observation Publish(CellKey key, IReadOnlyList<Figure> bestFirst)
    {
        var stated = bestFirst.Where(figure => figure.Number.Qualifier is not Qualifier.Forecast).ToList();
        var disputed = stated.Any(one => stated.Any(other => one.Source != other.Source && !one.Number.Overlaps(other.Number)));
        return new(key.Series, key.Period, key.Currency, key.Measure, key.Against, bestFirst[0].Number, Method.Published, disputed,
            [.. bestFirst.Select(figure => figure.Id)]);
    }

    private static IEnumerable<Observation> SumsAndBalances(IEnumerable<Observation> published)
    {
        foreach (var cell in published.Where(observation => observation.Measure is Measure.Value)
            .GroupBy(observation => (observation.Series with { Flow = Flow.Total }, observation.Period, observation.Currency)))
        {
            var flows = cell.ToDictionary(observation => observation.Series.Flow);
            if (!flows.TryGetValue(Flow.Exports, out var exports) || !flows.TryGetValue(Flow.Imports, out var imports))
                continue;
            if (!flows.ContainsKey(Flow.Total) && Arithmetic.Add(exports.Number, imports.Number) is { Number: not null } sum)
                yield return Compute(Flow.Total, sum);
            if (!flows.ContainsKey(Flow.Balance) && Arithmetic.Subtract(exports.Number, imports.Number) is { Number: not null } difference)
                yield return Compute(Flow.Balance, difference);

            Observation Compute(Flow flow, Bounded number) => exports with
            {
                Series = exports.Series with { Flow = flow },
                Number = number,
                Method = Method.Computed,
                SumOf = SumOf.Flows,
                Parts = 2,
                Disputed = exports.Disputed || imports.Disputed,
                Figures = [.. exports.Used(), .. imports.Used()],
            };
        }
    }

    private readonly record struct CellKey(Series Series, Period Period, string Currency, Measure Measure, string Against);
}
