using TradeStats.Queries;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>Counts which values of which dimensions hold data.</summary>
public static class Availabilities
{
    private const string OfCommodities =
        "select null, null, null, commodity, null, null, null, sum(count)::bigint, min(version) from wanted where commodity <> '' group by commodity";

    /// <summary>Whether there is any observation of some measures under the filters of a question.</summary>
    public static async Task<bool> IsAnyAsync(Database database, Question question, Dataset dataset, IReadOnlyList<Measure> measures, CancellationToken cancellation)
    {
        var conditions = new Conditions().Add([.. measures]).AddKey(question).AddTime(question, question.Periods);
        var rows = ObservationSql.Rows(question, conditions, dataset, Spans.Of(question, question.Periods, dataset));
        await using var command = database.Connections.Ask($"select exists ({rows})", conditions.Parameters);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>
    /// Every value of every dimension that has observations of some measures under the filters of a question, by dimension and code, in one statement
    /// with the version of the dataset; that is null where nothing is found. Where the question asks for the latest, that is the newest period with any of them.
    /// </summary>
    public static async Task<(string? Version, IReadOnlyList<Available> Rows)> ReadAsync(
        Database database, Question question, Dataset dataset, IReadOnlyList<Measure> measures, CancellationToken cancellation)
    {
        var conditions = new Conditions().Add([.. measures]);
        // Of pairs and of commodities there are counts apart: which pairs trade a commodity only its rows tell.
        var (rows, areCounted) = Holdings.CountsOrRows(question, conditions, dataset, question.Periods, mayCount: question is { Reporters.Count: 0, Partners.Count: 0, Commodities.Count: 0 });
        var newest = question.Latest
            ? "where (period_start, period_months) = (select period_start, period_months from cell order by period_start + period_months desc, period_months desc limit 1)"
            : "";
        await using var command = database.Connections.Ask($"""
            with cell as (select o.reporter, o.partner, o.flow, o.commodity, o.period_start, o.period_months, o.currency, {(areCounted ? "o.count" : "1 as count")}, d.version
                from {TradeContext.Schema}.dataset d cross join lateral ({rows}) o where d.id = {SqlNames.Of(dataset)}),
            wanted as (select * from cell {newest})
            {(areCounted ? Grouped("commodity = ''", "null", "") + " union all " + OfCommodities : Grouped("true", "commodity", ", (commodity)"))}
            """, conditions.Parameters);
        string? version = null;
        var found = new List<Available>();
        var periods = new List<(Period Period, long Count)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var count = reader.GetInt64(7);
            version = reader.GetString(8);
            if (!reader.IsDBNull(4))
                periods.Add((new(reader.GetInt16(4), reader.GetInt16(5)), count));
            else if (!reader.IsDBNull(2))
                found.Add(new("flow", Words<Flow>.Of((Flow)reader.GetInt16(2)), count));
            else if (!reader.IsDBNull(6) && reader.GetString(6).Length > 0)
                found.Add(new("currency", reader.GetString(6), count));
            else if (!reader.IsDBNull(0))
                found.Add(new("reporter", reader.GetString(0), count));
            else if (!reader.IsDBNull(1))
                found.Add(new("partner", reader.GetString(1), count));
            else if (!reader.IsDBNull(3))
                found.Add(new("commodity", reader.GetString(3), count));
        }
        // A frequency is the sum of its periods.
        found.AddRange(periods.GroupBy(one => one.Period.Frequency).Select(kind => new Available("frequency", Words<Frequency>.Of(kind.Key), kind.Sum(one => one.Count))));
        found.AddRange(periods.Select(one => new Available("period", one.Period.ToString(), one.Count)));
        return (version, [.. found.OrderBy(value => Available.PlaceOf(value.Dimension)).ThenBy(value => value.Code, StringComparer.Ordinal)]);
    }

    private static string Grouped(string condition, string commodity, string andSet) =>
        $"select reporter, partner, flow, {commodity}, period_start, period_months, currency, sum(count)::bigint, min(version) from wanted where {condition} "
        + $"group by grouping sets ((reporter), (partner), (flow), (period_start, period_months), (currency){andSet})";
}
