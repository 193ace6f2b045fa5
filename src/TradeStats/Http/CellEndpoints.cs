using TradeStats.Queries;
using TradeStats.Representations;
using TradeStats.Statistics;
using TradeStats.Store;
using TradeStats.Trade;

namespace TradeStats.Http;

/// <summary>Totals, growth and shares: rows that are one cell each.</summary>
public static class CellEndpoints
{
    private static readonly IReadOnlyList<Measure> OfTotals = [Measure.Value];
    private static readonly IReadOnlyList<Measure> OfGrowth = [Measure.Value, Measure.Growth, Measure.Multiple];
    private static readonly IReadOnlyList<Measure> OfShares = [Measure.Value, Measure.Share];

    /// <summary>Trade values.</summary>
    public static readonly ListEndpoint<Observation> Totals = new(
        Tables.Totals,
        [.. Parameter.OfCells, .. Parameter.OfNumbers],
        "Trade values: exports, imports, total, balance",
        "One row a cell of reporter, partner, flow, commodity, period and currency, with the best of the figures that sources publish for it, or the sum or balance of published parts. "
        + "Values are in units of their currency, never in billions. low and high are what the true value can be.",
        new Dictionary<string, string> { ["reporter"] = "CN", ["partner"] = "MY,VN", ["period"] = "2024" },
        ask => NewestAsync<Observation>(ask, OfTotals, _ => true, async periods =>
        {
            var reading = await ObservationReads.ValuesAsync(ask.Database, ask.Question, ask.Dataset, periods, After(ask), ask.Most, ask.Cancellation);
            return new(ask.Question.Dataset, reading.Version, reading.RowsAsync(ask.Cancellation), reading);
        }),
        [
            ("reporter=CN&partner=ASEAN&derived=true", "derived=true: the year before, from value and growth; other currencies"),
            ("reporter=CN&partner=WLD&derived=true", "derived=true: the whole, from a part and its share"),
            ("reporter=VN&partner=CN&derived=true", "derived=true: one side told by the other"),
            ("reporter=CN&partner=ASEAN&convert=USD", "convert=USD: all rows in one currency"),
            ("reporter=CN&partner=VN&asOf=2025-05-01", "asOf=2025-05-01: what was known on a day"),
            ("reporter=CN&partner=VN&period=latest&include=figures", "include=figures: the figures behind each row"),
        ])
    { Measures = OfTotals };

    /// <summary>Growth.</summary>
    public static readonly ListEndpoint<Growth> Growth = new(
        Tables.Growth,
        [.. Parameter.OfCells, Parameter.Base, .. Parameter.OfNumbers],
        "Change against the same months one year earlier, or against a named base period",
        "One row a cell that has a value or a published growth. growthPercent is the published percentage where a source states one, else 100 * (value / baseValue - 1) of published values; "
        + "both are shown. 14.6 means 14.6 percent.",
        new Dictionary<string, string> { ["reporter"] = "CN", ["partner"] = "ASEAN", ["period"] = "2024" },
        ask => NewestAsync<Growth>(ask, OfGrowth, row => row.Percent.Number.Number is not null, async periods =>
        {
            var reading = await ObservationReads.GrowthAsync(ask.Database, ask.Question, ask.Dataset, periods, First(ask), ask.Cancellation);
            var rows = Groups.FromEach(reading.RowsAsync(ask.Cancellation), row => row.Series,
                series => GrowthRates.Of(series, ask.Question.Base, period => IsWanted(period, periods, ask.Question)));
            return new(ask.Question.Dataset, reading.Version, WithCurrency(rows, row => row.Currency, ask.Question), reading);
        }),
        [
            ("reporter=CN&partner=VN&period=2024&base=2012", "base=2012: the change over twelve years, and the yearly rate"),
            ("reporter=CN&partner=VN&period=2012&base=2000", "base=2000: a published multiple of twenty-five"),
            ("reporter=CN&partner=VN&period=2021&base=2012", "a bound where only a bound follows"),
        ])
    { Measures = OfGrowth };

    /// <summary>Shares.</summary>
    public static readonly ListEndpoint<Share> Shares = new(
        Tables.Shares,
        [.. Parameter.OfCells, Parameter.OfReporter, Parameter.OfPartner, Parameter.OfCommodity, .. Parameter.OfNumbers],
        "A part of a whole: partner of world or bloc, province of country, commodity of all",
        "One row a cell that has a value or a published share of the whole. The whole is the row's own key with ofReporter, ofPartner and ofCommodity replaced; with none given, the partner is the world. "
        + "sharePercent is the published percentage where a source states one, else 100 * value / ofValue of published values; both are shown.",
        new Dictionary<string, string> { ["reporter"] = "CN", ["partner"] = "VN", ["ofPartner"] = "ASEAN", ["period"] = "2024" },
        ask => NewestAsync<Share>(ask, OfShares, row => row.Percent.Number.Number is not null, async periods =>
        {
            var reading = await ObservationReads.SharesAsync(ask.Database, ask.Question, ask.Dataset, periods, First(ask), ask.Cancellation);
            var rows = Groups.FromEach(reading.RowsAsync(ask.Cancellation), pair => (pair.Part.Series, pair.Part.Period),
                cell => Statistics.Shares.Of(cell, ask.Question.OfReporter, ask.Question.OfPartner, ask.Question.OfCommodity, ask.Catalogue));
            return new(ask.Question.Dataset, reading.Version, WithCurrency(rows, row => row.Currency, ask.Question), reading);
        }),
        [
            ("reporter=CN&partner=ASEAN", "ASEAN in the world, as published"),
            ("reporter=CN-YN&partner=ASEAN&ofReporter=CN&period=2024", "ofReporter=CN: a province in its country"),
            ("reporter=CN-YN&partner=ASEAN&commodity=agricultural-products&ofCommodity=TOTAL", "ofCommodity=TOTAL: a commodity in all goods"),
            ("reporter=CN&partner=VN&period=2024&derived=true", "derived=true: in a whole that follows from another share"),
        ])
    { Measures = OfShares };

    /// <summary>What there is.</summary>
    public static readonly ListEndpoint<Available> Availability = new(
        Tables.Availability,
        [.. Parameter.OfCells.Select(parameter => parameter == Parameter.Commodity ? Parameter.AnyCommodity : parameter), Parameter.Derived, Parameter.Convert],
        "Which reporters, partners, flows, commodities, periods and currencies hold data",
        "One row a value of a dimension, with the number of rows of totals that have it under the filters: enough to fill the drop-downs of a dashboard.",
        new Dictionary<string, string> { ["reporter"] = "CN" },
        async ask =>
        {
            var (version, rows) = await Availabilities.ReadAsync(ask.Database, ask.Question, ask.Dataset, OfTotals, ask.Cancellation);
            return new(ask.Question.Dataset, version ?? ask.Dataset.Version, rows.ToAsyncEnumerable());
        })
    { Measures = OfTotals };

    // A percentage in no known currency answers only where no currency is asked for.
    private static IAsyncEnumerable<T> WithCurrency<T>(IAsyncEnumerable<T> rows, Func<T, string?> currency, Question question) =>
        question.Currencies.Count == 0 ? rows : rows.Where(row => currency(row) is not null);

    private static bool IsWanted(Period period, IReadOnlyList<Period> periods, Question question) =>
        (periods.Count == 0 || periods.Contains(period)) && (question.Frequencies.Count == 0 || question.Frequencies.Contains(period.Frequency)) && (question.From is not { } from || period.Start >= from.Start) && (question.To is not { } to || period.End <= to.End);

    /// <summary>Where a page ends within the cells, from the parts of its cursor that say so: reporter, partner, flow, commodity, period, currency; null where they do not.</summary>
    internal static (Series Series, Period Period, string Currency)? CellOf(IReadOnlyList<string?>? key) =>
        SeriesOf(key) is { } series && key is [_, _, _, _, { } text, { } currency, ..] && Period.TryParse(text, out var period) ? (series, period, currency) : null;

    private static Series? SeriesOf(IReadOnlyList<string?>? key) =>
        key is [{ } reporter, { } partner, { } flow, { } commodity, ..] && Words<Flow>.TryParse(flow, out var of) ? new(reporter, partner, of, commodity) : null;

    // The rows up to the cursor are passed over when paging; whole series before it need not be read at all.
    private static Series? First(Ask ask) => ask.Question.Sort is null ? SeriesOf(ask.Question.After?.Key) : null;

    // A row of totals is one cell: those up to the cursor need not be read.
    private static (Series, Period, string)? After(Ask ask) => ask.Question is { Sort: null, After.Key: { Count: 6 } key } ? CellOf(key) : null;

    /// <summary>Answers with the periods of the question, or where it asks for the latest with the newest period that has an answer.</summary>
    private static async Task<Answer<T>> NewestAsync<T>(Ask ask, IReadOnlyList<Measure> measures, Func<T, bool> isAnswered, Func<IReadOnlyList<Period>, Task<Answer<T>>> readAsync)
    {
        if (!ask.Question.Latest)
            return await readAsync(ask.Question.Periods);
        foreach (var period in await ObservationReads.PeriodsAsync(ask.Database, ask.Question, ask.Dataset, measures, ask.Cancellation))
        {
            await using var answer = await readAsync([period]);
            var rows = await answer.Rows.ToListAsync(ask.Cancellation);
            if (rows.Any(isAnswered))
                return answer with { Rows = rows.ToAsyncEnumerable(), Reading = null };
        }
        return new(ask.Question.Dataset, ask.Dataset.Version, AsyncEnumerable.Empty<T>());
    }
}
