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

    private static readonly string Columns = $"{Key("o")}, {Said("o")}, o.state";

    /// <summary>What tells rows apart, in the order of rows.</summary>
    public static string Key(string row) => SqlNames.Of(row, "reporter, partner, flow, commodity, period_start, period_months, currency, measure, against");

    /// <summary>What a row says, but for its state.</summary>
    public static string Said(string row) => SqlNames.Of(row, "number, low, high, qualifier, method, disputed, figures, origin, basis, sum_of, parts, missing");

    /// <summary>The rows under the conditions of a question.</summary>
    /// <param name="question">The question.</param>
    /// <param name="conditions">What holds the parameters.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="spans">The longer periods to add up.</param>
    /// <param name="areAllRead">Whether all rows are needed, in any order, rather than the first of them.</param>
    public static string Rows(Question question, Conditions conditions, Dataset dataset, IReadOnlyList<Span> spans, bool areAllRead = false)
    {
        var (id, table) = (SqlNames.Of(dataset), SqlNames.Observations(dataset.Number));
        var pairs = PairsSql(question, table, id, areAllRead);
        var rows = $"{Stored(table)} where o.dataset = {id}{conditions.Sql}{pairs}";
        if (spans.Count == 0)
            return rows;
        var periods = $"unnest({conditions.Bind(spans.Select(span => (short)span.Period.Start).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Smallint)}, "
            + $"{conditions.Bind(spans.Select(span => (short)span.Period.Months).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Smallint)}, "
            + $"{conditions.Bind(spans.Select(span => span.IsNamed).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Boolean)}) s (period_start, period_months, is_named)";
        var asked = $"o.dataset = {id}{conditions.KeySql}{pairs}";
        var sums = question is { Reporters.Count: 1, Partners.Count: 1 } ? Sums($"{periods} join {table} o on {InPeriod}", asked) : Sums(MonthsAtOnce(conditions, table, asked, periods, spans), "true");
        var open = $"select * from ({sums}) o where not exists (select from {table} e where {IsWhole("e", "o", id)} and {conditions.FirmSql(question, "e")})";
        // What is derived fills cells that nothing else does: what the reporter's own months say goes before it.
        return !question.Derived ? $"{rows} union all {open}" : $"""
            with summed as ({open})
            {rows} and (o.measure <> 1 or o.method in (1, 2) or not exists (select from summed s where {SqlNames.Same("s", "o", Cell)} and {IsFirm("s")})
                and not (o.flow in (3, 4) and exists (select from {table} e where e.dataset = {id} and {SqlNames.Same("e", "o", "reporter, partner, commodity, currency")} and e.flow in (1, 2)
                    and e.period_months = 1 and e.period_start >= o.period_start and e.period_start < o.period_start + o.period_months and e.measure = 1 and {conditions.FirmSql(question, "e")})))
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
        var row = $"{Stored(table)} where o.measure = 1 and o.against = '' and o.period_start = part.period_start and o.period_months = part.period_months and {same}";
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

    // A question about a commodity that names no area, at some time or as a whole: gone to pair by pair, as its key is, instead of reading all rows through. The pairs are found
    // in the key by looking for the next one behind each, because no other table has them.
    private static string PairsSql(Question question, string table, string id, bool areAllRead)
    {
        var isWide = question.Commodities.Count > 0 && question.Reporters.Count + question.Partners.Count == 0
            && (areAllRead || question.Latest || question.Periods.Count + question.Frequencies.Count > 0);
        if (!isWide)
            return "";
        var next = $"select p.reporter, p.partner from {table} p where p.dataset = {id}";
        return $"""
             and (o.reporter, o.partner, o.flow) in (
                with recursive pair as (
                    ({next} order by p.reporter, p.partner limit 1)
                    union all select n.* from pair cross join lateral ({next} and (p.reporter, p.partner) > (pair.reporter, pair.partner) order by p.reporter, p.partner limit 1) n)
                select reporter, partner, flow from pair cross join unnest(array[1, 2, 3, 4]::smallint[]) flow)
            """;
    }

    private static string Stored(string table) => $"select {Columns} from {table} o";

    // The months of all periods, each read once and then told apart by a hash. Of one pair the key leads to those of each period, but of many pairs it would be gone to again and again:
    // OFFSET 0 keeps PostgreSQL from it.
    private static string MonthsAtOnce(Conditions conditions, string table, string asked, string periods, IReadOnlyList<Span> spans) =>
        $"(select s.*, month from {periods} cross join lateral generate_series(s.period_start, s.period_start + s.period_months - 1) month) s join (select * from {table} o where {asked} "
            + $"and o.period_start >= {conditions.Bind((short)spans.Min(span => span.Period.Start), NpgsqlDbType.Smallint)} "
            + $"and o.period_start < {conditions.Bind((short)spans.Max(span => span.Period.End), NpgsqlDbType.Smallint)} and o.period_months = 1 and o.measure = 1 offset 0) o on o.period_start = s.month";

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
