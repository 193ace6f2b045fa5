using Npgsql;
using NpgsqlTypes;
using TradeStats.Queries;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>Two statements of an imported table that can be held against each other.</summary>
/// <param name="Kind">Partners against the world, or both sides of a trade.</param>
/// <param name="Series">The row that is checked.</param>
/// <param name="Period">Its period.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Told">What it says.</param>
/// <param name="Other">The sum of the partners, or what the partner says.</param>
/// <param name="Parts">How many partners there are.</param>
public sealed record Comparison(CheckKind Kind, Series Series, Period Period, string Currency, Bounded Told, Bounded Other, int Parts);

/// <summary>Reads checks: the claims about published figures as they were loaded, and what the rows of imported tables say against each other.</summary>
public static class CheckReads
{
    private const string Table = $"{TradeContext.Schema}.observation";

    /// <summary>
    /// The checks that a question filters but for verdicts and the newest period, which the comparison decides, each as a claim or as two statements to compare, by kind,
    /// reporter, partner, flow, commodity, period, currency, no currency last, and id.
    /// </summary>
    /// <param name="database">The database.</param>
    /// <param name="question">The question.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="most">As many as are needed, from the first on; null for all.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static Task<Reading<(Check? Claim, Comparison? Pair)>> ReadAsync(Database database, Question question, Dataset dataset, int? most, CancellationToken cancellation)
    {
        var conditions = new Conditions();
        // Of each kind no more can be needed, and the key has them in order.
        var first = most is { } count ? $"order by 2, 3, 4, 5, 6, 7, 8 limit {conditions.Bind(count, NpgsqlDbType.Integer)}" : "";
        var id = SqlNames.Of(dataset);
        var claims = Filter(conditions, question);
        var known = conditions.OnDaySql(question, "o");
        var sql = $"""
            with d as (select id, version from {TradeContext.Schema}.dataset where id = {id}),
            found as (
                select o.kind, o.reporter, o.partner, o.flow, o.commodity, o.period_start, o.period_months, o.currency, o.id, o.statement, o.verdict, o.figures,
                    o.actual as told, null::numeric as told_low, null::numeric as told_high, null::smallint as told_qualifier, o.expected as number, o.low, o.high, o.qualifier, 0 as parts
                from {TradeContext.Schema}.claim o where o.dataset = {id} and {known}{claims}
                union all
                ({Imported(9, id, claims, known, $"""
                    cross join lateral (
                        select count(*)::integer as listed, {BoundsSql.Sum("p")} from {TradeContext.Schema}.area a join {Table} p on p.partner = a.code and a.kind in (1, 4)
                        where {SqlNames.Same("p", "o", "dataset, reporter, flow, commodity, period_start, period_months, currency")} and p.measure = 1 and p.method = 1) m
                    """)} and o.partner = 'WLD' and m.listed > 0 {first})
                union all
                ({Imported(10, id, claims, known, $"""
                    join (select 0 as listed, p.* from {Table} p) m on m.reporter = o.partner and m.partner = o.reporter and m.flow = 3 - o.flow
                        and {SqlNames.Same("m", "o", "dataset, commodity, period_start, period_months, currency")} and m.measure = 1 and m.method = 1
                    """)} and o.partner <> o.reporter {first}))
            select d.version, c.* from d left join found c on true
            order by c.kind, c.reporter, c.partner, c.flow, c.commodity, c.period_start, c.period_months, nullif(c.currency, '') nulls last, c.id
            """;
        return Reading<(Check?, Comparison?)>.OpenAsync(database.Connections, dataset, sql, conditions.Parameters, Read, cancellation);
    }

    // Tables say what they say whatever the day: they have no date of publication.
    private static string Imported(short kind, string id, string filter, string known, string join) => $"""
        select {kind}::smallint, o.reporter, o.partner, o.flow, o.commodity, o.period_start, o.period_months, o.currency, null, null, null, null,
            o.number, o.low, o.high, o.qualifier, m.number, m.low, m.high, m.qualifier, m.listed
        from {Table} o {join}
        where o.dataset = {id} and o.figures is null and o.measure = 1 and o.method = 1 and o.flow in (1, 2) and {known}{filter.Replace("o.kind", $"{kind}::smallint", StringComparison.Ordinal)}
        """;

    private static string Filter(Conditions conditions, Question question) =>
        conditions.AddDimensions(question).AddTime(question, question.Periods).Sql
        + (question.Kinds.Count == 0 ? "" : $" and o.kind = any({conditions.Bind(question.Kinds.Select(kind => (short)kind).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Smallint)})");

    private static (Check? Claim, Comparison? Pair) Read(NpgsqlDataReader row)
    {
        var (kind, series) = ((CheckKind)row.GetInt16(1), new Series(row.GetString(2), row.GetString(3), (Flow)row.GetInt16(4), row.GetString(5)));
        var (period, currency) = (new Period(row.GetInt16(6), row.GetInt16(7)), row.GetString(8));
        var other = new Bounded(Rows.NumberOrNull(row, 17), Rows.NumberOrNull(row, 18), Rows.NumberOrNull(row, 19), (Qualifier)row.GetInt16(20));
        if (!row.IsDBNull(9))
            return (new(row.GetString(9), kind, series, period, currency, row.GetString(10), other, Rows.NumberOrNull(row, 13), (Verdict)row.GetInt16(11), row.GetFieldValue<string[]>(12)), null);
        var told = new Bounded(Rows.NumberOrNull(row, 13), Rows.NumberOrNull(row, 14), Rows.NumberOrNull(row, 15), (Qualifier)row.GetInt16(16));
        return (null, new(kind, series, period, currency, told, other, row.GetInt32(21)));
    }
}
