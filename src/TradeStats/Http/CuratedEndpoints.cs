using TradeStats.Queries;
using TradeStats.Representations;
using TradeStats.Store;
using TradeStats.Trade;

namespace TradeStats.Http;

/// <summary>Figures, sources and the code lists: what was curated, as it is.</summary>
public static class CuratedEndpoints
{
    private static readonly Dictionary<string, string> NoFilter = [];

    /// <summary>Figures as published.</summary>
    public static readonly ListEndpoint<(Figure Figure, Source Source)> Figures = new(
        Tables.Figures,
        [Parameter.Measures, Parameter.Indicator, Parameter.Source, .. Parameter.OfCells.Select(parameter => parameter == Parameter.Commodity ? Parameter.AnyCommodity : parameter)],
        "The figures exactly as published, each with its source",
        "One row a number that a source prints, with document and line. Figures about one entity, investments, contracts, ranks and streaks are here too; they never enter totals.",
        new Dictionary<string, string> { ["reporter"] = "CN", ["partner"] = "VN", ["period"] = "2024" },
        async ask =>
        {
            var (version, rows) = await CuratedReads.FiguresAsync(ask.Database, ask.Question, ask.Question.Periods, ask.Cancellation);
            if (ask.Question.Latest && rows.Count > 0)
            {
                var newest = rows.MaxBy(row => (row.Figure.Period.End, row.Figure.Period.Months)).Figure.Period;
                rows = [.. rows.Where(row => row.Figure.Period == newest)];
            }
            return new(ask.Question.Dataset, version, rows.ToAsyncEnumerable());
        });

    /// <summary>The documents behind the figures.</summary>
    public static readonly ListEndpoint<(Source Source, int FigureCount)> Sources = new(
        Tables.Sources,
        [Parameter.Dataset],
        "The documents behind the figures",
        "One row a document: who published it, when as far as it is known, and what that rests on. A text that two documents print counts once.",
        NoFilter,
        async ask =>
        {
            var (version, rows) = await CuratedReads.SourcesAsync(ask.Database, ask.Question.Dataset, ask.Cancellation);
            return new(ask.Question.Dataset, version, rows.ToAsyncEnumerable());
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
    public static readonly ItemEndpoint<(Figure Figure, Source Source)> Figure = new(
        Tables.Figures, "One figure as published, with its source", "yunnan-asean-trade-01",
        async (database, id, catalogue, cancellation) => await CuratedReads.FigureAsync(database, id, cancellation) is var (figure, source, dataset)
            ? ((figure, source), dataset)
            : null,
        catalogue => []);

    /// <summary>One source.</summary>
    public static readonly ItemEndpoint<(Source Source, int FigureCount)> Source = new(
        Tables.Sources, "One document behind the figures", "yunnan-asean-trade",
        async (database, id, catalogue, cancellation) =>
        {
            foreach (var dataset in catalogue.Datasets)
            {
                var (version, rows) = await CuratedReads.SourcesAsync(database, dataset.Id, cancellation);
                foreach (var row in rows.Where(row => row.Source.Id == id))
                    return (row, dataset with { Version = version });
            }
            return null;
        },
        catalogue => catalogue.Sources);

    private static ListEndpoint<T> CodeList<T>(Table<T> table, string summary, string description, Func<Catalogue, IReadOnlyList<T>> rows) => new(
        table, [], summary, description, NoFilter, ask => Task.FromResult(new Answer<T>(null, ask.Catalogue.Version, rows(ask.Catalogue).ToAsyncEnumerable())));
}
