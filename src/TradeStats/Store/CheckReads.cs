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
    private const string WithinPair = "o.commodity, o.period_start, o.period_months, o.currency";

    /// <summary>
    /// The checks that a question filters but for verdicts and the newest period, which the comparison decides, each as a claim or as two statements to compare, by kind,
    /// reporter, partner, flow, commodity, period, currency, no currency last, and id.
    /// </summary>
    /// <param name="database">The database.</param>
    /// <param name="question">The question.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="after">The kind and cell after which comparisons are wanted; null for all. Claims, which are few, are read all the same.</param>
    /// <param name="most">As many of each kind as are needed, from the first on; null for all.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static Task<Reading<(Check? Claim, Comparison? Pair)>> ReadAsync(
        Database database, Question question, Dataset dataset, (CheckKind Kind, (Series, Period, string) Cell)? after, int? most, CancellationToken cancellation) =>
        Reading<(Check?, Comparison?)>.OpenAsync(
            database.Connections, dataset, [Claims(question, dataset), Reconciled(question, dataset, after, most), Mirrored(question, dataset, after, most)], Read, cancellation);

    /// <summary>The periods that may have checks under the other filters, among them all that have one, the newest first.</summary>
    public static async Task<IReadOnlyList<Period>> PeriodsAsync(Database database, Question question, Dataset dataset, CancellationToken cancellation)
    {
        var conditions = new Conditions();
        var known = conditions.OnDaySql(question, "o");
        conditions.AddDimensions(question).AddTime(question, []);
        var claims = $"(select o.* from {TradeContext.Schema}.claim o where o.dataset = {SqlNames.Of(dataset)} and {known}{conditions.Sql})";
        var observed = await ObservationReads.PeriodsAsync(database, question, dataset, [Measure.Value], cancellation);
        return ObservationReads.NewestFirst(observed.Union(await ObservationReads.PeriodsAsync(database, claims, conditions, cancellation)));
    }

    private static (string, IReadOnlyList<NpgsqlParameter>) Claims(Question question, Dataset dataset)
    {
        var conditions = new Conditions();
        var known = conditions.OnDaySql(question, "o");
        conditions.AddDimensions(question).AddTime(question, question.Periods);
        return ($"""
            select {SqlNames.VersionOf(dataset)}, o.kind, o.reporter, o.partner, o.flow, o.commodity, o.period_start, o.period_months, o.currency, o.id, o.statement, o.verdict, o.figures,
                o.actual, null::numeric, null::numeric, null::smallint, o.expected, o.low, o.high, o.qualifier, 0
            from {TradeContext.Schema}.claim o where o.dataset = {SqlNames.Of(dataset)} and {known}{conditions.Sql}{KindSql(conditions, question, "o.kind")}
            order by o.kind, o.reporter, o.partner, o.flow, o.commodity, o.period_start, o.period_months, nullif(o.currency, '') nulls last, o.id
            """, conditions.Parameters);
    }

    private static (string, IReadOnlyList<NpgsqlParameter>) Reconciled(Question question, Dataset dataset, (CheckKind, (Series, Period, string))? after, int? most)
    {
        var conditions = new Conditions().AddDimensions(question).AddTime(question, question.Periods);
        return ($"""
            {Pair(dataset, CheckKind.World, "o.sum_number, o.sum_low, o.sum_high, o.sum_qualifier, o.partners")}
            from (select 'WLD' collate "C" as partner, r.* from {ComputedSql.Reconciliation} r where r.dataset = {SqlNames.Of(dataset)}) o
            where true{conditions.Sql}{KindSql(conditions, question, Number(CheckKind.World))}{AfterSql(conditions, CheckKind.World, after)}
            order by o.reporter, o.flow, {WithinPair}{LimitSql(conditions, most)}
            """, conditions.Parameters);
    }

    // Gone to pair by pair of those who report of each other, in their order, and within a pair row by row: so the first ones are there at once, and never all of them in memory. ORDER BY and
    // LIMIT keep PostgreSQL from joining all before the first.
    private static (string, IReadOnlyList<NpgsqlParameter>) Mirrored(Question question, Dataset dataset, (CheckKind, (Series, Period, string))? after, int? most)
    {
        var (id, table) = (SqlNames.Of(dataset), SqlNames.Observations(dataset.Number));
        var conditions = new Conditions().AddDimensions(question).AddTime(question, question.Periods);
        var more = KindSql(conditions, question, Number(CheckKind.Mirror)) + AfterSql(conditions, CheckKind.Mirror, after);
        return ($"""
            {Pair(dataset, CheckKind.Mirror, "m.number, m.low, m.high, m.qualifier, 0")}
            from ({Holdings.Pairs(dataset, conditions, Holdings.AreBothSides(dataset))}) pair cross join lateral (
                select o.* from {table} o where o.dataset = {id} and {SqlNames.Same("o", "pair", "reporter, partner, flow")} and o.figures is null and o.measure = 1 and o.method = 1
                    {conditions.Sql}{more} order by {WithinPair}) o cross join lateral (
                select p.number, p.low, p.high, p.qualifier from {table} p where p.dataset = {id} and p.reporter = o.partner and p.partner = o.reporter and p.flow = 3 - o.flow
                    and {SqlNames.Same("p", "o", "commodity, period_start, period_months, currency")} and p.measure = 1 and p.method = 1 limit 1) m
            order by {SqlNames.Of("pair", "reporter, partner, flow")}, {WithinPair}{LimitSql(conditions, most)}
            """, conditions.Parameters);
    }

    private static string Pair(Dataset dataset, CheckKind kind, string other) => $"""
        select {SqlNames.VersionOf(dataset)}, {Number(kind)}, o.reporter, o.partner, o.flow, o.commodity, o.period_start, o.period_months, o.currency, null, null, null, null,
            o.number, o.low, o.high, o.qualifier, {other}
        """;

    private static string Number(CheckKind kind) => $"{(short)kind}::smallint";

    private static string KindSql(Conditions conditions, Question question, string kind) =>
        question.Kinds.Count == 0 ? "" : $" and {kind} = any({conditions.Bind(question.Kinds.Select(one => (short)one).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Smallint)})";

    private static string AfterSql(Conditions conditions, CheckKind kind, (CheckKind Kind, (Series, Period, string) Cell)? after) =>
        after is null || after.Value.Kind < kind ? "" : after.Value.Kind > kind ? " and false" : conditions.AddAfter(after.Value.Cell).PlaceSql;

    private static string LimitSql(Conditions conditions, int? most) => most is { } count ? $" limit {conditions.Bind(count, NpgsqlDbType.Integer)}" : "";

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
