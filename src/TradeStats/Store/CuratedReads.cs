using System.Data;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TradeStats.Queries;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>Reads what was curated: the code lists, the figures as published, and their sources.</summary>
public static class CuratedReads
{
    /// <summary>The code lists in force. Nothing is answered before they are read, and the first use of EF Core takes longer than the rest of a start: they are read without it.</summary>
    public static async Task<Catalogue> CatalogueAsync(Database database, CancellationToken cancellation)
    {
        const string schema = TradeContext.Schema;
        await using var connection = await database.Connections.OpenConnectionAsync(cancellation);
        // Read in one snapshot, so that no list belongs to another version than its neighbour.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await using var lists = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                new($"select code, name, kind, alpha3, m49, spellings, member_of from {schema}.area order by code"),
                // What the articles call a commodity is its name here, whatever imported tables call it; one that has only its code for a name leaves it to the others.
                new($"select distinct on (c.code) c.code, c.name, c.classification, c.parent from {schema}.commodity c join {schema}.dataset d on d.id = c.dataset "
                    + $"order by c.code, d.name <> '{Dataset.Articles}', c.name = 'HS ' || c.code, c.dataset"),
                new($"select name, title, version, loaded, observation_count, figure_count, first_period, last_period, frequencies, currencies, licence, id, "
                    + $"(select count(*) from {schema}.commodity c where c.dataset = d.id) from {schema}.dataset d order by name"),
                new($"select id, title, publisher, publisher_inferred, author, published, published_inferred, date_evidence, document, url, also_in from {schema}.source order by id"),
                new($"select distinct indicator from {schema}.figure"),
                new("select id, kind, reporter, partner, flow, commodity, period_start, period_months, currency, statement, expected, low, high, qualifier, actual, verdict, figures, known_from, known_until "
                    + $"from {schema}.claim where verdict = {(short)Verdict.Fails} order by kind, id, known_from"),
            },
        };
        await using var reader = await lists.ExecuteReaderAsync(cancellation);
        return new(
            await ListAsync(reader, Rows.ReadArea, cancellation),
            await ListAsync(reader, Rows.ReadCommodity, cancellation),
            await ListAsync(reader, Rows.ReadDataset, cancellation),
            await ListAsync(reader, Rows.ReadSource, cancellation),
            [.. (await ListAsync(reader, row => row.GetString(0), cancellation)).Order(StringComparer.Ordinal)],
            await ListAsync(reader, Rows.ReadCheck, cancellation));
    }

    /// <summary>The version of the code lists in force, without reading them.</summary>
    public static async Task<string> CatalogueVersionAsync(Database database, CancellationToken cancellation)
    {
        await using var command = database.Connections.CreateCommand($"select name, version from {TradeContext.Schema}.dataset order by name");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return Catalogue.VersionOf(await ListAsync(reader, row => (row.GetString(0), row.GetString(1)), cancellation));
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
        await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var dataset = await context.Datasets.SingleAsync(row => row.Name == question.Dataset, cancellation);
        var figures = context.Figures.Where(row => row.Dataset == dataset.Id)
            .Among(question.Reporters, row => row.Reporter)
            .Among(question.Partners, row => row.Partner)
            .Among([.. question.Flows.Cast<Flow?>()], row => row.Flow)
            .Among(question.Commodities, row => row.Commodity)
            .Among(question.Currencies, row => row.Currency)
            .Among(question.Measures, row => row.Measure)
            .Among(question.Indicators, row => row.Indicator)
            .Among(question.Sources, row => row.Source)
            .Among(ids ?? [], row => row.Id);
        if (question.AsOf is { } day)
            figures = figures.Where(row => context.Sources.Any(source => source.Id == row.Source && source.PublishedBy <= day));
        var rows = await figures.Join(context.Sources, figure => figure.Source, source => source.Id, (figure, source) => new { figure, source })
            .OrderBy(row => row.figure.Id).ToListAsync(cancellation);
        return (dataset.Version, InTime(rows.Select(row => (Figure: Rows.FromStored(row.figure), Source: Rows.FromStored(row.source))), row => row.Figure.Period, question));
    }

    /// <summary>The sources of a dataset, by id, each with the number of its figures; and the version of the dataset.</summary>
    public static async Task<(string Version, IReadOnlyList<(Source Source, int FigureCount)> Rows)> SourcesAsync(
        Database database, string dataset, DateOnly? asOf, CancellationToken cancellation)
    {
        await using var context = database.NewContext();
        await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var stored = await context.Datasets.SingleAsync(row => row.Name == dataset, cancellation);
        var rows = await context.Sources.Where(row => row.Dataset == stored.Id && (asOf == null || row.PublishedBy <= asOf)).OrderBy(row => row.Id)
            .Select(source => new { source, count = context.Figures.Count(figure => figure.Source == source.Id) }).ToListAsync(cancellation);
        return (stored.Version, [.. rows.Select(row => (Rows.FromStored(row.source), row.count))]);
    }

    private static async Task<IReadOnlyList<T>> ListAsync<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
            rows.Add(read(reader));
        await reader.NextResultAsync(cancellation);
        return rows;
    }

    // One filter of a question: no values filter nothing.
    private static IQueryable<T> Among<T, TValue>(this IQueryable<T> rows, IReadOnlyList<TValue> values, Expression<Func<T, TValue>> column)
    {
        if (values.Count == 0)
            return rows;
        // Named by an expression, the values become a parameter of the statement, which is then the same for any of them.
        Expression<Func<IEnumerable<TValue>>> named = () => values;
        var isAmong = Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(TValue)], named.Body, column.Body);
        return rows.Where(Expression.Lambda<Func<T, bool>>(isAmong, column.Parameters));
    }

    // Curated rows are few: the periods asked for, and the newest, are found among those read.
    private static List<T> InTime<T>(IEnumerable<T> rows, Func<T, Period> period, Question question)
    {
        var within = rows.Where(row => IsWithin(period(row), question)).ToList();
        if (!question.Latest || within.Count == 0)
            return within;
        var newest = within.Select(period).MaxBy(one => (one.End, one.Months));
        return [.. within.Where(row => period(row) == newest)];
    }

    private static bool IsWithin(Period period, Question question) =>
        (question.Periods.Count == 0 || question.Periods.Contains(period)) && (question.Frequencies.Count == 0 || question.Frequencies.Contains(period.Frequency))
        && (question.From is not { } from || period.Start >= from.Start) && (question.To is not { } to || period.End <= to.End);
}
