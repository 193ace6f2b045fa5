using TradeStats.Queries;
using TradeStats.Representations;
using TradeStats.Statistics;
using TradeStats.Store;
using TradeStats.Trade;

namespace TradeStats.Http;

/// <summary>Rankings: the cells of one period, flow and currency in order of value.</summary>
public static class RankingEndpoint
{
    private static readonly IReadOnlyList<Measure> OfRows = [Measure.Value];

    /// <summary>Rankings.</summary>
    public static readonly ListEndpoint<Placing> Rankings = new(
        Tables.Rankings,
        [Parameter.By, Parameter.Top, .. Parameter.OfCells, Parameter.OfReporter, Parameter.OfPartner, Parameter.OfCommodity, .. Parameter.OfNumbers],
        "Partners, reporters or commodities in order of value",
        "One row a place. It takes one reporter (with by=partner), one partner (with by=reporter) or both (with by=commodity); one period, the latest unless told; one flow, total unless told; "
        + "one currency, unless told the one that most candidates have. Unless candidates are named, countries are ranked, or the commodities right below the whole, so that nothing is counted twice. "
        + "The share is of ofReporter, ofPartner, ofCommodity, the world unless told.",
        new Dictionary<string, string> { ["reporter"] = "CN", ["period"] = "2024", ["ofPartner"] = "ASEAN" },
        AnswerAsync)
    {
        Measures = OfRows,
        Effective = Effective,
        Unanswered = "There are rows under these filters, but none with a value that can be ranked: /v1/totals has them.",
    };

    // The flow that a ranking is of unless told.
    private static Question Effective(Question question) => question with { Flows = question.Flows.Count == 0 ? [Flow.Total] : question.Flows };

    private static async Task<Answer<Placing>> AnswerAsync(Ask ask)
    {
        var question = Effective(ask.Question) with { Sort = null };
        var periods = question.Periods.Count > 0
            ? question.Periods
            : await ObservationReads.PeriodsAsync(ask.Database, question, ask.Dataset, OfRows, ask.Cancellation);
        foreach (var period in periods)
        {
            var (version, rows) = await RankAsync(ask with { Question = question }, period);
            if (rows.Count > 0)
                return new(question.Dataset, version, rows.ToAsyncEnumerable());
        }
        return new(question.Dataset, ask.Dataset.Version, AsyncEnumerable.Empty<Placing>());
    }

    private static async Task<(string Version, IReadOnlyList<Placing> Rows)> RankAsync(Ask ask, Period period)
    {
        var question = ask.Question with { Periods = [period] };
        await using var reading = await ObservationReads.SharesAndGrowthAsync(ask.Database, question, ask.Dataset, question.Periods, ask.Cancellation);
        var all = await Groups.FromEach(reading.RowsAsync(ask.Cancellation), pair => pair.Part.Series,
                series => Statistics.Rankings.CandidatesOf(period, series, cell => Shares.Of(cell, question.OfReporter, question.OfPartner, question.OfCommodity, ask.Catalogue)))
            .ToListAsync(ask.Cancellation);
        var areNamed = (question.By switch { "partner" => question.Partners, "reporter" => question.Reporters, _ => question.Commodities }).Count > 0;
        var candidates = all.Where(candidate => areNamed
            || Statistics.Rankings.IsRankedUnnamed(question.By, candidate.Value.Series, question.OfCommodity ?? Commodity.Total, ask.Catalogue)).ToList();
        var currency = question.Currencies.Count > 0 ? question.Currencies[0] : Statistics.Rankings.CurrencyOf(candidates);
        if (currency is null)
            return (reading.Version, []);
        var (version, stated) = await CuratedReads.FiguresAsync(ask.Database,
            question with { Currencies = [], Measures = [Measure.Rank, Measure.Streak], Indicators = [Figure.GoodsTrade], Latest = false }, ask.Cancellation);
        var rows = Statistics.Rankings.Of(question.By, candidates.Where(candidate => candidate.Value.Currency == currency),
            [.. stated.Select(row => row.Figure).Where(figure => figure.Entity is null)], question.Top);
        // Two reads that do not agree on the version are no answer: the question starts over.
        return (reading.Version == version ? version : "", [.. rows]);
    }
}
