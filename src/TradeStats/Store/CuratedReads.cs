using Microsoft.EntityFrameworkCore;
using TradeStats.Queries;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>Reads what was curated: the code lists, the figures as published, and their sources.</summary>
public static class CuratedReads
{
    /// <summary>The code lists in force.</summary>
    public static async Task<Catalogue> CatalogueAsync(Database database, CancellationToken cancellation)
    {
        await using var context = database.NewContext();
        // Read in one snapshot, so that no list belongs to another version than its neighbour.
        await using var transaction = await context.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        var areas = await context.Areas.OrderBy(row => row.Code).ToListAsync(cancellation);
        var commodities = await context.Commodities.OrderBy(row => row.Code).ToListAsync(cancellation);
        var datasets = await context.Datasets.OrderBy(row => row.Name).ToListAsync(cancellation);
        var sources = await context.Sources.OrderBy(row => row.Id).ToListAsync(cancellation);
        var indicators = await context.Figures.Select(row => row.Indicator).Distinct().ToListAsync(cancellation);
        var failing = await context.Checks.Where(row => row.Verdict == Verdict.Fails && row.KnownUntil == null).OrderBy(row => row.Kind).ThenBy(row => row.Id).ToListAsync(cancellation);
        return new(
            [.. areas.Select(Rows.FromStored)],
            [.. commodities.Select(Rows.FromStored)],
            [.. datasets.Select(Rows.FromStored)],
            [.. sources.Select(Rows.FromStored)],
            [.. indicators.Order(StringComparer.Ordinal)],
            [.. failing.Select(Rows.FromStored)]);
    }

    /// <summary>The figure of an id with its source, and its dataset; null where there is none.</summary>
    public static async Task<(Figure Figure, Source Source, Dataset Dataset)?> FigureAsync(Database database, string id, CancellationToken cancellation)
    {
        await using var context = database.NewContext();
        var row = await context.Figures.Where(figure => figure.Id == id)
            .Join(context.Sources, figure => figure.Source, source => source.Id, (figure, source) => new { figure, source })
            .Join(context.Datasets, pair => pair.figure.Dataset, dataset => dataset.Id, (pair, dataset) => new { pair.figure, pair.source, dataset })
            .SingleOrDefaultAsync(cancellation);
        return row is null ? null : (Rows.FromStored(row.figure), Rows.FromStored(row.source), Rows.FromStored(row.dataset));
    }

    /// <summary>The observations of now that rest on a figure, in the order of rows.</summary>
    public static async Task<IReadOnlyList<Observation>> RestingOnAsync(Database database, string figure, string dataset, CancellationToken cancellation)
    {
        await using var context = database.NewContext();
        var id = await context.Datasets.Where(row => row.Name == dataset).Select(row => row.Id).SingleAsync(cancellation);
        var rows = await context.Observations.Where(row => row.Dataset == id && row.KnownUntil == null && row.Figures!.Contains(figure))
            .OrderBy(row => row.Reporter).ThenBy(row => row.Partner).ThenBy(row => row.Flow).ThenBy(row => row.Commodity)
            .ThenBy(row => row.PeriodStart).ThenBy(row => row.PeriodMonths).ThenBy(row => row.Currency).ThenBy(row => row.Measure).ToListAsync(cancellation);
        return [.. rows.Select(Rows.FromStored)];
    }

    /// <summary>The figures that a question filters, by id, each with its source; only some ids where these are given; and the version of their dataset.</summary>
    public static async Task<(string Version, IReadOnlyList<(Figure Figure, Source Source)> Rows)> FiguresAsync(
        Database database, Question question, CancellationToken cancellation, IReadOnlyList<string>? ids = null)
    {
        await using var context = database.NewContext();
        await using var transaction = await context.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        var dataset = await context.Datasets.SingleAsync(row => row.Name == question.Dataset, cancellation);
        var figures = context.Figures.Where(row => row.Dataset == dataset.Id);
        if (question.Reporters.Count > 0)
            figures = figures.Where(row => question.Reporters.Contains(row.Reporter));
        if (question.Partners.Count > 0)
            figures = figures.Where(row => question.Partners.Contains(row.Partner));
        if (question.Flows.Count > 0)
            figures = figures.Where(row => row.Flow != null && question.Flows.Contains(row.Flow.Value));
        if (question.Commodities.Count > 0)
            figures = figures.Where(row => question.Commodities.Contains(row.Commodity));
        if (question.Currencies.Count > 0)
            figures = figures.Where(row => row.Currency != null && question.Currencies.Contains(row.Currency));
        if (question.Measures.Count > 0)
            figures = figures.Where(row => question.Measures.Contains(row.Measure));
        if (question.Indicators.Count > 0)
            figures = figures.Where(row => question.Indicators.Contains(row.Indicator));
        if (question.Sources.Count > 0)
            figures = figures.Where(row => question.Sources.Contains(row.Source));
        if (ids is not null)
            figures = figures.Where(row => ids.Contains(row.Id));
        if (question.AsOf is { } day)
            figures = figures.Where(row => context.Sources.Any(source => source.Id == row.Source && source.PublishedBy <= day));
        var rows = await figures.Join(context.Sources, figure => figure.Source, source => source.Id, (figure, source) => new { figure, source })
            .OrderBy(row => row.figure.Id).ToListAsync(cancellation);
        var pairs = rows.Select(row => (Figure: Rows.FromStored(row.figure), Source: Rows.FromStored(row.source)));
        return (dataset.Version, [.. Newest(pairs.Where(row => IsWithin(row.Figure.Period, question)), row => row.Figure.Period, question)]);
    }

    /// <summary>The sources of a dataset, by id, each with the number of its figures; and the version of the dataset.</summary>
    public static async Task<(string Version, IReadOnlyList<(Source Source, int FigureCount)> Rows)> SourcesAsync(
        Database database, string dataset, DateOnly? asOf, CancellationToken cancellation)
    {
        await using var context = database.NewContext();
        await using var transaction = await context.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        var stored = await context.Datasets.SingleAsync(row => row.Name == dataset, cancellation);
        var rows = await context.Sources.Where(row => row.Dataset == stored.Id && (asOf == null || row.PublishedBy <= asOf)).OrderBy(row => row.Id)
            .Select(source => new { source, count = context.Figures.Count(figure => figure.Source == source.Id) }).ToListAsync(cancellation);
        return (stored.Version, [.. rows.Select(row => (Rows.FromStored(row.source), row.count))]);
    }

    /// <summary>The checks that a question filters, by kind and id; and the version of their dataset.</summary>
    public static async Task<(string Version, IReadOnlyList<Check> Rows)> ChecksAsync(Database database, Question question, CancellationToken cancellation)
    {
        await using var context = database.NewContext();
        await using var transaction = await context.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        var dataset = await context.Datasets.SingleAsync(row => row.Name == question.Dataset, cancellation);
        var checks = context.Checks.Where(row => row.Dataset == dataset.Id);
        checks = question.AsOf is { } day
            ? checks.Where(row => row.KnownFrom <= day && (row.KnownUntil == null || row.KnownUntil > day))
            : checks.Where(row => row.KnownUntil == null);
        if (question.Reporters.Count > 0)
            checks = checks.Where(row => question.Reporters.Contains(row.Reporter));
        if (question.Partners.Count > 0)
            checks = checks.Where(row => question.Partners.Contains(row.Partner));
        if (question.Flows.Count > 0)
            checks = checks.Where(row => question.Flows.Contains(row.Flow));
        if (question.Commodities.Count > 0)
            checks = checks.Where(row => question.Commodities.Contains(row.Commodity));
        if (question.Currencies.Count > 0)
            checks = checks.Where(row => question.Currencies.Contains(row.Currency));
        if (question.Kinds.Count > 0)
            checks = checks.Where(row => question.Kinds.Contains(row.Kind));
        if (question.Verdicts.Count > 0)
            checks = checks.Where(row => question.Verdicts.Contains(row.Verdict));
        var rows = (await checks.OrderBy(row => row.Kind).ThenBy(row => row.Id).ToListAsync(cancellation)).Select(Rows.FromStored);
        return (dataset.Version, [.. Newest(rows.Where(row => IsWithin(row.Period, question)), row => row.Period, question)]);
    }

    private static bool IsWithin(Period period, Question question) =>
        (question.Periods.Count == 0 || question.Periods.Contains(period)) && (question.Frequencies.Count == 0 || question.Frequencies.Contains(period.Frequency))
        && (question.From is not { } from || period.Start >= from.Start) && (question.To is not { } to || period.End <= to.End);

    // Curated rows are few: the newest period is found among those read.
    private static IEnumerable<T> Newest<T>(IEnumerable<T> rows, Func<T, Period> period, Question question)
    {
        var all = rows.ToList();
        if (!question.Latest || all.Count == 0)
            return all;
        var newest = all.Select(period).MaxBy(one => (one.End, one.Months));
        return all.Where(row => period(row) == newest);
    }
}
