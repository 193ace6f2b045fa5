using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>Places in an order of values, the largest first.</summary>
public static class Rankings
{
    /// <summary>
    /// Ranks candidates by value. Equal values share the better place and the next place is left out (1, 2, 2, 4). Where the bounds of two candidates meet,
    /// their order is not certain and both rows say so.
    /// </summary>
    /// <param name="by">What is ranked.</param>
    /// <param name="candidates">What is ranked: value, share of the whole, growth where there is a row of it.</param>
    /// <param name="codeOf">What holds the place of a value.</param>
    /// <param name="stated">The published ranks and streaks of the same period and flow.</param>
    /// <param name="top">The number of places; all that share the last one are told.</param>
    public static IEnumerable<Placing> Of(
        string by, IReadOnlyList<(Observation Value, Share Share, Growth? Growth)> candidates, Func<Observation, string> codeOf, IReadOnlyList<Figure> stated, int top)
    {
        var sorted = candidates.OrderByDescending(candidate => candidate.Value.Number.Number).ThenBy(candidate => codeOf(candidate.Value), StringComparer.Ordinal).ToList();
        var (rank, cumulative) = (0, (decimal?)0);
        foreach (var (index, (value, share, growth)) in sorted.Index())
        {
            if (index == 0 || value.Number.Number != sorted[index - 1].Value.Number.Number)
                rank = index + 1;
            if (rank > top)
                yield break;
            cumulative += share.Percent.Number.Number;
            var undecided = sorted.Where(other => other.Value != value && other.Value.Number.Overlaps(value.Number)).Select(other => codeOf(other.Value));
            var said = stated.Where(figure => figure.Reporter == value.Series.Reporter && figure.Partner == value.Series.Partner && figure.Commodity == value.Series.Commodity).ToList();
            yield return new(rank, by, codeOf(value), value, share.Whole, share, cumulative, growth, [.. undecided],
                said.FirstOrDefault(figure => figure.Measure is Measure.Rank)?.Number.Number,
                said.FirstOrDefault(figure => figure.Measure is Measure.Streak)?.Number.Number,
                [.. value.Used().Concat(share.Figures).Concat(growth?.Figures ?? []).Concat(said.Select(figure => figure.Id)).Distinct()]);
        }
    }
}
