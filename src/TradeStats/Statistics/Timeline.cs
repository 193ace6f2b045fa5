using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>
/// What was known when. For each day on which a source came out, everything is worked out anew from the sources published by then alone,
/// so that the answer of a past day stays what it was however much is loaded later.
/// </summary>
public static class Timeline
{
    /// <summary>The observations of all days, each with the days on which it is what the sources say.</summary>
    public static IReadOnlyList<Observation> Observations(IReadOnlyList<Figure> figures, IReadOnlyList<Source> sources)
    {
        var all = Of(figures, sources, At, row => (row.Series, row.Period, row.Currency, row.Measure, row.Against),
            (left, right) => left with { KnownFrom = right.KnownFrom, Figures = right.Figures } == right && left.Figures.SequenceEqual(right.Figures),
            (row, day) => row with { KnownFrom = day }, (row, day) => row with { KnownUntil = day });
        all.Sort(Cells.InOrder);
        return all;
    }

    /// <summary>The checks of all days, each with the days on which it is what the sources say.</summary>
    public static IReadOnlyList<Check> Checks(IReadOnlyList<Figure> figures, IReadOnlyList<Source> sources, Catalogue catalogue) =>
        Of(figures, sources, (known, published) => Statistics.Checks.Of(known, At(known, published), catalogue), check => check.Id,
            (left, right) => left with { KnownFrom = right.KnownFrom, Figures = right.Figures } == right && left.Figures.SequenceEqual(right.Figures),
            (check, day) => check with { KnownFrom = day }, (check, day) => check with { KnownUntil = day });

    private static IReadOnlyList<Observation> At(IReadOnlyList<Figure> figures, IReadOnlyDictionary<string, string> published)
    {
        var observed = Cells.Observe(figures, published);
        return [.. observed, .. Derivations.Derive(observed, figures)];
    }

    private static List<T> Of<T, TKey>(
        IReadOnlyList<Figure> figures,
        IReadOnlyList<Source> sources,
        Func<IReadOnlyList<Figure>, IReadOnlyDictionary<string, string>, IReadOnlyList<T>> stateAt,
        Func<T, TKey> key,
        Func<T, T, bool> isSame,
        Func<T, DateOnly, T> open,
        Func<T, DateOnly, T> close)
        where TKey : notnull
    {
        var published = sources.ToDictionary(source => source.Id, source => source.Published, StringComparer.Ordinal);
        var days = sources.ToDictionary(source => source.Id, source => source.PublishedBy, StringComparer.Ordinal);
        var closed = new List<T>();
        var current = new Dictionary<TKey, T>();
        foreach (var day in days.Values.Distinct().Order())
        {
            var state = stateAt([.. figures.Where(figure => days[figure.Source] <= day)], published).ToDictionary(key);
            foreach (var (gone, old) in current.Where(pair => !state.TryGetValue(pair.Key, out var now) || !isSame(now, pair.Value)).ToList())
            {
                closed.Add(close(old, day));
                current.Remove(gone);
            }
            foreach (var (cell, now) in state)
                current.TryAdd(cell, open(now, day));
        }
        return [.. closed, .. current.Values];
    }
}
