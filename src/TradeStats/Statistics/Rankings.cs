using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>What may hold a place of a ranking.</summary>
/// <param name="Value">Its value, which has a number.</param>
/// <param name="Share">Its share of the whole.</param>
/// <param name="Growth">Its growth on the same months one year earlier; null where there is no row of it.</param>
public sealed record Candidate(Observation Value, Share Share, Growth? Growth);

/// <summary>Places in an order of values, the largest first.</summary>
public static class Rankings
{
    /// <summary>What holds the place of a series in a ranking: its partner, reporter or commodity.</summary>
    /// <param name="by">What is ranked: <c>partner</c>, <c>reporter</c> or <c>commodity</c>.</param>
    /// <param name="series">The series.</param>
    public static string CodeOf(string by, Series series) => by switch
    {
        "partner" => series.Partner,
        "reporter" => series.Reporter,
        _ => series.Commodity,
    };

    /// <summary>
    /// Whether a series is ranked where the question names no candidates: countries (and areas of trade statistics that are none), or the commodities right
    /// below the whole, so that nothing is counted twice.
    /// </summary>
    /// <param name="by">What is ranked.</param>
    /// <param name="series">The series.</param>
    /// <param name="ofCommodity">The commodity of the whole.</param>
    /// <param name="catalogue">The kinds of areas and the parents of commodities.</param>
    public static bool IsRankedUnnamed(string by, Series series, string ofCommodity, Catalogue catalogue) => by is "commodity"
        ? catalogue.IsRightBelow(series.Commodity, ofCommodity)
        : catalogue.Areas.Any(area => area.Code == CodeOf(by, series) && area.Kind is AreaKind.Country or AreaKind.Other);

    /// <summary>The candidates of one series, one a currency: those that have a number and are part of the whole.</summary>
    /// <param name="period">The period of the ranking.</param>
    /// <param name="series">The observations of one series in their order, each value with that of its whole: of the period, and values and published growth to compare with.</param>
    /// <param name="shares">The shares of the observations of the period, which are never none.</param>
    public static IEnumerable<Candidate> CandidatesOf(
        Period period,
        IReadOnlyList<(Observation Part, Observation? Whole)> series,
        Func<IReadOnlyList<(Observation Part, Observation? Whole)>, IEnumerable<Share>> shares)
    {
        var cell = series.Where(pair => pair.Part.Period == period && pair.Part.Measure is Measure.Value or Measure.Share).ToList();
        if (cell.Count == 0)
            return [];
        var growth = GrowthRates.Of([.. series.Select(pair => pair.Part).Where(row => row.Measure is not Measure.Share)], null, wanted => wanted == period).ToList();
        return from share in shares(cell)
               where share.Percent.Reason is not Reason.NotAPart
               from pair in cell
               where pair.Part.Measure is Measure.Value && pair.Part.Currency == share.Currency && pair.Part.Number.Number is not null
               select new Candidate(pair.Part, share, growth.FirstOrDefault(row => row.Currency == share.Currency));
    }

    /// <summary>The currency that most candidates have, of several such the first by code point; null where there are no candidates.</summary>
    public static string? CurrencyOf(IEnumerable<Candidate> candidates) => candidates.GroupBy(candidate => candidate.Value.Currency)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;

    /// <summary>
    /// Ranks candidates by value. Equal values share the better place and the next place is left out (1, 2, 2, 4). Where the bounds of two candidates meet,
    /// their order is not certain and both rows say so.
    /// </summary>
    /// <param name="by">What is ranked.</param>
    /// <param name="candidates">What is ranked, in one currency.</param>
    /// <param name="stated">The published ranks and streaks of the same period and flow.</param>
    /// <param name="top">The number of places; all that share the last one are told.</param>
    public static IEnumerable<Placing> Of(string by, IEnumerable<Candidate> candidates, IReadOnlyList<Figure> stated, int top)
    {
        var sorted = candidates.OrderByDescending(candidate => candidate.Value.Number.Number).ThenBy(candidate => CodeOf(by, candidate.Value.Series), StringComparer.Ordinal).ToList();
        var (rank, cumulative) = (0, (decimal?)0);
        foreach (var (index, (value, share, growth)) in sorted.Index())
        {
            if (index == 0 || value.Number.Number != sorted[index - 1].Value.Number.Number)
                rank = index + 1;
            if (rank > top)
                yield break;
            cumulative += share.Percent.Number.Number;
            var undecided = sorted.Where(other => other.Value != value && other.Value.Number.Overlaps(value.Number)).Select(other => CodeOf(by, other.Value.Series));
            var said = stated.Where(figure => figure.Reporter == value.Series.Reporter && figure.Partner == value.Series.Partner && figure.Commodity == value.Series.Commodity).ToList();
            yield return new(rank, by, CodeOf(by, value.Series), value, share.Whole, share, cumulative, growth, [.. undecided],
                said.FirstOrDefault(figure => figure.Measure is Measure.Rank)?.Number.Number,
                said.FirstOrDefault(figure => figure.Measure is Measure.Streak)?.Number.Number,
                [.. value.Used().Concat(share.Figures).Concat(growth?.Figures ?? []).Concat(said.Select(figure => figure.Id)).Distinct()]);
        }
    }
}
