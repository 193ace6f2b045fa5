using NpgsqlTypes;
using TradeStats.Queries;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>
/// The observations that a question filters, as SQL: the rows of the table, and sums of months for the longer periods that the table has no
/// row for. The literals are the numbers of the enumerations of the vocabulary.
/// </summary>
internal static class ObservationSql
{
    private const string Cell = "reporter, partner, flow, commodity, period_start, period_months, currency";

    private const string InPeriod = "o.period_start >= s.period_start and o.period_start < s.period_start + s.period_months and o.period_months = 1";

    private const string Pair = "reporter, partner, flow";

    private const string WithinPair = "commodity, period_start, period_months, currency, measure, against";

    private static readonly string Columns = $"{Key("o")}, {Said("o")}, o.state";

    /// <summary>What tells rows apart, in the order of rows.</summary>
    public static string Key(string row) => SqlNames.Of(row, $"{Pair}, {WithinPair}");

    /// <summary>What a row says, but for its state.</summary>
    public static string Said(string row) => SqlNames.Of(row, "number, low, high, qualifier, method, disputed, figures, origin, basis, sum_of, parts, missing");

    /// <summary>The rows under the conditions of a question, from its place on. Where no longer periods are added up, their order costs nothing to ask for.</summary>
    /// <param name="question">The question.</param>
    /// <param name="conditions">What holds the parameters.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="spans">The longer periods to add up.</param>
    public static string Rows(Question question, Conditions conditions, Dataset dataset, IReadOnlyList<Span> spans)
    {
        var (id, table) = (SqlNames.Of(dataset), SqlNames.Observations(dataset.Number));
        var rows = Stored(question, conditions, dataset, $"{conditions.Sql}{conditions.PlaceSql}");
        if (spans.Count == 0)
            return rows;
        var periods = $"unnest({conditions.Bind(spans.Select(span => (short)span.Period.Start).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Smallint)}, "
            + $"{conditions.Bind(spans.Select(span => (short)span.Period.Months).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Smallint)}, "
            + $"{conditions.Bind(spans.Select(span => span.IsNamed).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Boolean)}) s (period_start, period_months, is_named)";
        var sums = IsOfOnePair(question)
            ? Sums($"{periods} join {table} o on {InPeriod}", $"o.dataset = {id}{conditions.KeySql}")
            : Sums(MonthsAtOnce(conditions, dataset, periods, spans), "true");
        var open = $"select * from ({sums}) o where not exists (select from {table} e where {IsWhole("e", "o", id)} and {conditions.FirmSql(question, "e")}){conditions.PlaceSql}";
        // What is derived fills cells that nothing else does: what the reporter's own months say goes before it.
        return !question.Derived ? $"{rows} union all {open}" : $"""
            with summed as ({open})
            select * from ({rows}) o where o.measure <> 1 or o.method in (1, 2) or not exists (select from summed s where {SqlNames.Same("s", "o", Cell)} and {IsFirm("s")})
                and not (o.flow in (3, 4) and exists (select from {table} e where e.dataset = {id} and {SqlNames.Same("e", "o", "reporter, partner, commodity, currency")} and e.flow in (1, 2)
                    and e.period_months = 1 and e.period_start >= o.period_start and e.period_start < o.period_start + o.period_months and e.measure = 1 and {conditions.FirmSql(question, "e")}))
            union all
            select * from summed o where {IsFirm("o")} or not exists (select from {table} e where e.dataset = {id} and {SqlNames.Same("e", "o", Cell)} and e.measure = 1 and {conditions.KnownSql(question, "e")})
            """;
    }

    /// <summary>The value of the whole of a row <c>o</c>: the row of the table, else, where sums are wanted, the sum of its months.</summary>
    /// <param name="question">The question.</param>
    /// <param name="conditions">What holds the parameters.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="whole">Reporter, partner and commodity of the whole.</param>
    /// <param name="withSums">Whether months are added up.</param>
    public static string Whole(Question question, Conditions conditions, Dataset dataset, IReadOnlyList<string> whole, bool withSums)
    {
        var same = $"o.dataset = {SqlNames.Of(dataset)} and o.reporter = {whole[0]} and o.partner = {whole[1]} and o.commodity = {whole[2]} and o.flow = part.flow and o.currency = part.currency and {conditions.KnownSql(question, "o")}";
        var table = SqlNames.Observations(dataset.Number);
        var row = $"select {Columns} from {table} o where o.measure = 1 and o.against = '' and o.period_start = part.period_start and o.period_months = part.period_months and {same}";
        if (!withSums)
            return $"({row})";
        var sum = Sums($"(select part.period_start, part.period_months, true as is_named) s join {table} o on {InPeriod}", $"part.period_months > 1 and {same}");
        return $"(select o.* from ({row} union all select * from ({sum}) o where not exists (select from {table} e where {IsWhole("e", "o", SqlNames.Of(dataset))} and {conditions.FirmSql(question, "e")})) o "
            + "order by o.number is null, o.method not in (1, 2), o.sum_of is distinct from 4 limit 1)";
    }

    // The row e for the whole of a period whose months o adds up; of totals and balances the exports or imports too, because the months of the one do not go with the whole of the other.
    private static string IsWhole(string e, string o, string dataset) =>
        $"{e}.dataset = {dataset} and {SqlNames.Same(e, o, "reporter, partner, commodity, period_start, period_months, currency")} and {e}.measure = 1 "
        + $"and {e}.flow = any(case when {o}.flow in (3, 4) then array[1::smallint, 2::smallint, {o}.flow] else array[{o}.flow] end)";

    // A sum of months that are all there, none of them derived.
    private static string IsFirm(string row) => $"({row}.method = 2 and {row}.missing is null)";

    private static bool IsOfOnePair(Question question) => question is { Reporters.Count: 1, Partners.Count: 1, Flows.Count: 1 };

    // Of so many of the commodities, of all partners and flows, that to read the others in vain takes less than to go to each pair: measured, a row costs four times as much by its pair.
    private static bool IsNearlyAll(Question question, Dataset dataset) =>
        question.Partners.Count + question.Flows.Count == 0 && (question.Commodities.Count == 0 || question.Commodities.Count * 4 >= dataset.CommodityCount);

    // The key begins with reporter, partner and flow. Rows of one pair and flow, and nearly all rows, are at one place of it.
    private static string Stored(Question question, Conditions conditions, Dataset dataset, string asked) =>
        IsOfOnePair(question) || IsNearlyAll(question, dataset)
            ? $"select {Columns} from {Observed(dataset)}{asked}"
            : PairByPair(conditions, dataset, asked);

    // Gone to pair by pair, in the order of the key. So the first rows are there at once, all of them need not be sorted, and of many commodities only the wanted ones are read. ORDER BY keeps
    // PostgreSQL from reading the table through instead.
    private static string PairByPair(Conditions conditions, Dataset dataset, string asked) => $"""
        select {SqlNames.Of("pair", Pair)}, {SqlNames.Of("o", WithinPair)}, {Said("o")}, o.state from ({Holdings.Pairs(dataset, conditions)}) pair
        cross join lateral (select o.* from {Observed(dataset)}{asked} and {SqlNames.Same("o", "pair", Pair)} order by {SqlNames.Of("o", WithinPair)}) o
        """;

    private static string Observed(Dataset dataset) => $"{SqlNames.Observations(dataset.Number)} o where o.dataset = {SqlNames.Of(dataset)}";

    // The months of all periods, each read once and then told apart by a hash. Of one pair the key leads to those of each period, but of many pairs it would be gone to again and again.
    private static string MonthsAtOnce(Conditions conditions, Dataset dataset, string periods, IReadOnlyList<Span> spans)
    {
        var months = PairByPair(conditions, dataset, $"{conditions.KeySql} and o.period_start >= {conditions.Bind((short)spans.Min(span => span.Period.Start), NpgsqlDbType.Smallint)} "
            + $"and o.period_start < {conditions.Bind((short)spans.Max(span => span.Period.End), NpgsqlDbType.Smallint)} and o.period_months = 1 and o.measure = 1");
        return $"(select s.*, month from {periods} cross join lateral generate_series(s.period_start, s.period_start + s.period_months - 1) month) s join ({months}) o on o.period_start = s.month";
    }

    // Rows that say the sum of the months o of each period s.
    private static string Sums(string months, string conditions) => $"""
        select {Key("a")}, {Said("a")}, {SentObservation.StateOf("a")} as state from (
        select o.reporter, o.partner, o.flow, o.commodity, o.period_start, o.period_months, o.currency, 1::smallint as measure, '' as against,
            case when o.parts = o.period_months then o.number end as number, case when o.parts = o.period_months then o.low end as low,
            case when o.parts = o.period_months then o.high end as high, o.qualifier, o.method, o.disputed, o.figures, null::smallint as origin, null as basis, 4::smallint as sum_of, o.parts,
            (select array_agg(lpad((month / 12)::text, 4, '0') || '-' || lpad((month % 12 + 1)::text, 2, '0') order by month)
                from generate_series(o.period_start, o.period_start + o.period_months - 1) month where month <> all (o.months)) as missing
        from (
            select o.reporter, o.partner, o.flow, o.commodity, s.period_start, s.period_months, o.currency, {BoundsSql.Sum("o")}, greatest(max(o.method), 2::smallint) as method,
                bool_or(o.disputed) as disputed, count(*)::smallint as parts, array_agg(o.period_start) as months,
                string_to_array(string_agg(array_to_string(case when o.method = 1 then o.figures[1:1] else o.figures end, ' '), ' ' order by o.period_start), ' ') as figures
            from {months}
            where {conditions} and o.measure = 1
            group by 1, 2, 3, 4, 5, 6, 7, s.is_named having count(*) = s.period_months or s.is_named) o) a
        """;
}
