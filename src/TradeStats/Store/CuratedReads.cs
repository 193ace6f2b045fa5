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
        var sources = await context.Sources.Select(row => row.Id).Order().ToListAsync(cancellation);
        var indicators = await context.Figures.Select(row => row.Indicator).Distinct().ToListAsync(cancellation);
        return new(
            [.. areas.Select(Rows.FromStored)],
            [.. commodities.Select(Rows.FromStored)],
            [.. datasets.Select(Rows.FromStored)],
            sources,
            [.. indicators.Order(StringComparer.Ordinal)]);
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

    /// <summary>The figures that a question filters, by id, each with its source; and the version of their dataset.</summary>
    public static async Task<(string Version, IReadOnlyList<(Figure Figure, Source Source)> Rows)> FiguresAsync(
        Database database, Question question, IReadOnlyList<Period> periods, CancellationToken cancellation)
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
        if (question.From is { } from)
            figures = figures.Where(row => row.PeriodStart >= from.Start);
        if (question.To is { } to)
            figures = figures.Where(row => row.PeriodStart + row.PeriodMonths <= to.End);
        var rows = await figures.Join(context.Sources, figure => figure.Source, source => source.Id, (figure, source) => new { figure, source })
            .OrderBy(row => row.figure.Id).ToListAsync(cancellation);
        return (dataset.Version, [.. rows.Select(row => (Rows.FromStored(row.figure), Rows.FromStored(row.source)))
            .Where(row => (periods.Count == 0 || periods.Contains(row.Item1.Period))
                && (question.Frequencies.Count == 0 || question.Frequencies.Contains(row.Item1.Period.Frequency)))]);
    }

    /// <summary>The sources of a dataset, by id, each with the number of its figures; and the version of the dataset.</summary>
    public static async Task<(string Version, IReadOnlyList<(Source Source, int FigureCount)> Rows)> SourcesAsync(
        Database database, string dataset, CancellationToken cancellation)
    {
        await using var context = database.NewContext();
        await using var transaction = await context.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        var stored = await context.Datasets.SingleAsync(row => row.Name == dataset, cancellation);
        var rows = await context.Sources.Where(row => row.Dataset == stored.Id).OrderBy(row => row.Id)
            .Select(source => new { source, count = context.Figures.Count(figure => figure.Source == source.Id) }).ToListAsync(cancellation);
        return (stored.Version, [.. rows.Select(row => (Rows.FromStored(row.source), row.count))]);
    }
}
