using TradeStats.Queries;
using TradeStats.Representations;
using TradeStats.Statistics;
using TradeStats.Store;
using TradeStats.Trade;

namespace TradeStats.Http;

/// <summary>Figures, sources and the code lists: what was curated, as it is.</summary>
public static class CuratedEndpoints
{
    private static readonly Dictionary<string, string> NoFilter = [];

    private static readonly IReadOnlyList<Parameter> WithAnyCommodity =
        [.. Parameter.OfCells.Select(parameter => parameter == Parameter.Commodity ? Parameter.AnyCommodity : parameter)];

    /// <summary>Figures as published.</summary>
    public static readonly ListEndpoint<(Figure Figure, Source Source)> Figures = new(
        Tables.Figures,
        [Parameter.Measures, Parameter.Indicator, Parameter.Source, .. WithAnyCommodity],
        "The figures exactly as published, each with its source",
        "One row a number that a source prints, with document and line. Figures about one entity, investments, contracts, ranks and streaks are here too; they never enter totals.",
        new Dictionary<string, string> { ["reporter"] = "CN", ["partner"] = "VN", ["period"] = "2024" },
        async ask =>
        {
            var (version, rows) = await CuratedReads.FiguresAsync(ask.Database, ask.Question, ask.Cancellation);
            return new(ask.Question.Dataset, version, rows.ToAsyncEnumerable());
        });

    /// <summary>The documents behind the figures.</summary>
    public static readonly ListEndpoint<(Source Source, int FigureCount)> Sources = new(
        Tables.Sources,
        [Parameter.Dataset, Parameter.AsOf],
        "The documents behind the figures",
        "One row a document: who published it, when as far as it is known, and what that rests on. A text that two documents print counts once.",
        NoFilter,
        async ask =>
        {
            var (version, rows) = await CuratedReads.SourcesAsync(ask.Database, ask.Question.Dataset, ask.Question.AsOf, ask.Cancellation);
            return new(ask.Question.Dataset, version, rows.ToAsyncEnumerable());
        });

    /// <summary>Checks.</summary>
    public static readonly ListEndpoint<Check> Checks = new(
        Tables.Checks,
        [Parameter.Kind, Parameter.Verdicts, .. WithAnyCommodity],
        "What adds up and what does not",
        "One row a claim about published figures, or about a row of an imported table: what the others make of it (expected, low, high), what is stated (actual), and whether both can be true. "
        + "holds: the bounds of both meet; fails: they have nothing in common; undecided: what is known does not tell.",
        new Dictionary<string, string> { ["verdict"] = "fails" },
        async ask =>
        {
            if (!ask.Question.Latest)
                return await ChecksAsync(ask);
            // Mostly there are checks of the newest period that there are rows of; only where there are none all checks are looked through.
            if (await CheckReads.PeriodsAsync(ask.Database, ask.Question, ask.Dataset, ask.Cancellation) is [var newest, ..])
            {
                var ofNewest = ask with { Question = ask.Question with { Latest = false, Periods = [newest] } };
                if (await AreThereChecksAsync(ofNewest))
                    return await ChecksAsync(ofNewest);
            }
            var all = await ChecksAsync(ask with { Question = ask.Question with { After = null }, Most = null });
            return all with { Rows = NewestAsync(all.Rows) };
        });

    /// <summary>Areas.</summary>
    public static readonly ListEndpoint<Area> Areas = CodeList(Tables.Areas, "The areas: countries, provinces, groups",
        "Every area that a question may name, with its codes, its other spellings and the groups that it belongs to.", catalogue => catalogue.Areas);

    /// <summary>Commodities.</summary>
    public static readonly ListEndpoint<Commodity> Commodities = CodeList(Tables.Commodities, "The commodities",
        "Every commodity that a question may name: all goods, the chapters of the Harmonized System, and groups that articles name.", catalogue => catalogue.Commodities);

    /// <summary>Datasets.</summary>
    public static readonly ListEndpoint<Dataset> Datasets = CodeList(Tables.Datasets, "The datasets",
        "Every dataset that a question may name, with its version, size and span.", catalogue => catalogue.Datasets);

    /// <summary>One figure.</summary>
    public static readonly ItemEndpoint<(Figure Figure, Source Source, IReadOnlyList<string> Answers)> Figure = new(
        Tables.FigureWithAnswers, "One figure as published, with its source and the answers that it takes part in", "yunnan-asean-trade-12",
        async (database, id, catalogue, cancellation) =>
        {
            if (await CuratedReads.FigureAsync(database, id, cancellation) is not var (figure, source, dataset))
                return null;
            var resting = await CuratedReads.RestingOnAsync(database, id, dataset.Id, cancellation);
            return ((figure, source, [.. resting.Select(AnswerUrl).Distinct()]), dataset);
        },
        catalogue => [],
        "FigureWithAnswers");

    /// <summary>One source.</summary>
    public static readonly ItemEndpoint<(Source Source, int FigureCount)> Source = new(
        Tables.Sources, "One document behind the figures", "yunnan-asean-trade",
        async (database, id, catalogue, cancellation) =>
        {
            foreach (var dataset in catalogue.Datasets)
            {
                var (version, rows) = await CuratedReads.SourcesAsync(database, dataset.Id, asOf: null, cancellation);
                foreach (var row in rows.Where(row => row.Source.Id == id))
                    return (row, dataset with { Version = version });
            }
            return null;
        },
        catalogue => [.. catalogue.Sources.Select(source => source.Id)]);

    private static ListEndpoint<T> CodeList<T>(Table<T> table, string summary, string description, Func<Catalogue, IReadOnlyList<T>> rows) => new(
        table, [], summary, description, NoFilter, ask => Task.FromResult(new Answer<T>(null, ask.Catalogue.Version, rows(ask.Catalogue).ToAsyncEnumerable())));

    private static async Task<Answer<Check>> ChecksAsync(Ask ask)
    {
        var most = ask.Question.Verdicts is [] ? ask.Most : null;
        var reading = await CheckReads.ReadAsync(ask.Database, ask.Question, ask.Dataset, After(ask.Question), most, ask.Cancellation);
        var rows = reading.RowsAsync(ask.Cancellation).Select(row => row.Claim ?? Compare(row.Pair!, ask.Catalogue))
            .Where(check => ask.Question.Verdicts.Count == 0 || ask.Question.Verdicts.Contains(check.Verdict));
        return new(ask.Question.Dataset, reading.Version, rows, reading);
    }

    // Its connection is free again before anything else is read.
    private static async Task<bool> AreThereChecksAsync(Ask ask)
    {
        await using var checks = await ChecksAsync(ask with { Question = ask.Question with { After = null }, Most = 1 });
        return await checks.Rows.AnyAsync(ask.Cancellation);
    }

    // Rows of imported tables that were on the pages before need not be read.
    private static (CheckKind, (Series, Period, string))? After(Question question) =>
        question is { Sort: null, After.Key: [{ } kind, ..] key } && Words<CheckKind>.TryParse(kind, out var of) && CellEndpoints.CellOf([.. key.Skip(1)]) is { } cell ? (of, cell) : null;

    private static Check Compare(Comparison pair, Catalogue catalogue) => pair.Kind is CheckKind.World
        ? WorldChecks.Of(pair.Series, pair.Period, pair.Currency, pair.Told, pair.Other, pair.Parts, catalogue)
        : MirrorChecks.Of(pair.Series, pair.Period, pair.Currency, pair.Told, pair.Other, catalogue);

    private static async IAsyncEnumerable<Check> NewestAsync(IAsyncEnumerable<Check> checks)
    {
        var newest = new List<Check>();
        await foreach (var check in checks)
        {
            var later = newest.Count == 0 ? 1 : (check.Period.End, check.Period.Months).CompareTo((newest[0].Period.End, newest[0].Period.Months));
            if (later > 0)
                newest.Clear();
            if (later >= 0)
                newest.Add(check);
        }
        foreach (var check in newest)
            yield return check;
    }

    private static string AnswerUrl(Observation row)
    {
        var noun = row.Measure switch
        {
            Measure.Value => "totals",
            Measure.Share => "shares",
            _ => "growth",
        };
        var whole = row.Measure is Measure.Share ? row.Against.Split('/') : null;
        return $"/v1/{noun}?reporter={row.Series.Reporter}&partner={row.Series.Partner}&flow={Words<Flow>.Of(row.Series.Flow)}&commodity={row.Series.Commodity}&period={row.Period}"
            + (row.Currency.Length > 0 ? $"&currency={row.Currency}" : "")
            + (whole is null ? "" : $"&ofReporter={whole[0]}&ofPartner={whole[1]}&ofCommodity={whole[2]}")
            + (row.Measure is Measure.Multiple ? $"&base={row.Against}" : "")
            + (row.IsDerived ? "&derived=true" : "");
    }
}
