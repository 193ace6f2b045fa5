using TradeStats.Queries;
using TradeStats.Representations;
using TradeStats.Statistics;
using TradeStats.Store;
using TradeStats.Trade;

namespace TradeStats.Http;

/// <summary>Rankings: the cells of one period, flow and currency in order of value.</summary>
public static class RankingEndpoint
{
    /// <summary>Rankings.</summary>
    public static readonly ListEndpoint<Placing> Rankings = new(
        Tables.Rankings,
        [Parameter.By, Parameter.Top, .. Parameter.OfCells, Parameter.OfReporter, Parameter.OfPartner, Parameter.OfCommodity, .. Parameter.OfNumbers],
        "Partners, reporters or commodities in order of value",
        "One row a place. It takes one reporter (with by=partner), one partner (with by=reporter) or both (with by=commodity); one period, the latest unless told; one flow, total unless told; "
        + "one currency, unless told the one that most candidates have. Unless candidates are named, countries are ranked, or the commodities right below the whole, so that nothing is counted twice. "
        + "The share is of ofReporter, ofPartner, ofCommodity, the world unless told.",
        new Dictionary<string, string> { ["reporter"] = "CN", ["period"] = "2024", ["ofPartner"] = "ASEAN" },
        AnswerAsync);

    private static async Task<Answer<Placing>> AnswerAsync(Ask ask)
    {
        var question = ask.Question with { Flows = ask.Question.Flows.Count == 0 ? [Flow.Total] : ask.Question.Flows, Sort = null };
        if (question.By == "commodity" && question is { OfReporter: null, OfPartner: Area.World, OfCommodity: null })
            question = question with { OfPartner = null, OfCommodity = Commodity.Total };
        if (question.By == "reporter" && question is { OfReporter: null, OfPartner: Area.World, OfCommodity: null })
            question = question with { OfPartner = null, OfReporter = Area.World };
        var periods = question.Periods.Count > 0
            ? question.Periods
            : await ObservationReads.PeriodsAsync(ask.Database, question, [Measure.Value], ask.Cancellation);
        foreach (var period in periods)
        {
            var (version, rows) = await RankAsync(ask with { Question = question with { Periods = [period] } });
            if (rows.Count > 0)
                return new(question.Dataset, version, rows.ToAsyncEnumerable());
        }
        return new(question.Dataset, ask.Catalogue.FindDataset(question.Dataset)!.Version, AsyncEnumerable.Empty<Placing>());
    }

    private static async Task<(string Version, IReadOnlyList<Placing> Rows)> RankAsync(Ask ask)
    {
        var question = ask.Question;
        await using var parts = await ObservationReads.SharesAsync(ask.Database, question, question.Periods, null, ask.Cancellation);
        var cells = await Groups.Adjacent(parts.RowsAsync(ask.Cancellation), pair => pair.Part.Series).ToListAsync(ask.Cancellation);
        var candidates = cells
            .SelectMany(cell => CellEndpoints.OfWhole(cell, ask).Select(share => (Share: share, Value: cell.FirstOrDefault(pair => pair.Part.Measure is Measure.Value && pair.Part.Currency == share.Currency).Part)))
            .Where(candidate => candidate.Value is { Number.Number: not null } && candidate.Share.Percent.Reason is not Reason.NotAPart && IsCandidate(candidate.Value, candidate.Share, ask))
            .ToList();
        if (candidates.Count == 0)
            return (parts.Version, []);
        var currency = question.Currencies.Count > 0 ? question.Currencies[0]
            : candidates.GroupBy(candidate => candidate.Value.Currency).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).First().Key;

        await using var growth = await ObservationReads.GrowthAsync(ask.Database, question with { Currencies = [currency] }, question.Periods, null, ask.Cancellation);
        var rates = await Groups.Adjacent(growth.RowsAsync(ask.Cancellation), row => row.Series)
            .SelectMany(series => GrowthRates.Of(series, null, question.Periods.Contains))
            .Where(row => row.Currency == currency)
            .ToDictionaryAsync(row => row.Series, cancellationToken: ask.Cancellation);
        var (version, stated) = await CuratedReads.FiguresAsync(ask.Database, question with { Currencies = [], Measures = [Measure.Rank, Measure.Streak], Indicators = [Figure.GoodsTrade], Latest = false }, ask.Cancellation);
        var rows = Statistics.Rankings.Of(
            question.By,
            [.. candidates.Where(candidate => candidate.Value.Currency == currency).Select(candidate => (candidate.Value, candidate.Share, rates.GetValueOrDefault(candidate.Value.Series)))],
            value => CodeOf(value.Series, question.By),
            [.. stated.Select(row => row.Figure).Where(figure => figure.Entity is null)],
            question.Top);
        // Three reads that do not agree on the version are no answer: the question starts over.
        return (parts.Version == growth.Version && growth.Version == version ? version : "", [.. rows]);
    }

    private static string CodeOf(Series series, string by) => by switch
    {
        "partner" => series.Partner,
        "reporter" => series.Reporter,
        _ => series.Commodity,
    };

    private static bool IsCandidate(Observation value, Share share, Ask ask) => ask.Question.By switch
    {
        "partner" => ask.Question.Partners.Count > 0 || IsCountry(value.Series.Partner, ask.Catalogue),
        "reporter" => ask.Question.Reporters.Count > 0 || IsCountry(value.Series.Reporter, ask.Catalogue),
        _ => ask.Question.Commodities.Count > 0 || ask.Catalogue.Commodities.Any(commodity => commodity.Code == value.Series.Commodity && commodity.Parent == share.Whole.Commodity),
    };

    private static bool IsCountry(string code, Catalogue catalogue) => catalogue.Areas.Any(area => area.Code == code && area.Kind is (AreaKind.Country or AreaKind.Other));
}
