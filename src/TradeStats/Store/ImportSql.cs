namespace TradeStats.Store;

/// <summary>The statements of an import, in the order in which they run. <c>$1</c> is the dataset.</summary>
internal static class ImportSql
{
    private const string Key = "reporter, partner, flow, commodity, period_start, period_months, currency";

    private const string Row = "dataset, reporter, partner, flow, commodity, period_start, period_months, currency, measure, against, number, low, high, qualifier, method, disputed, known_from";

    private const string KeyOfRow = "dataset, reporter, partner, flow, commodity, period_start, period_months, currency, measure, against, known_from";

    // The stored values of the cell k, but for the flow.
    private const string Stored = "o.dataset = $1 and o.reporter = k.reporter and o.partner = k.partner and o.commodity = k.commodity and o.period_start = k.period_start "
        + "and o.period_months = k.period_months and o.currency = k.currency and o.measure = 1 and o.against = '' and o.known_from = '-infinity'";

    /// <summary>The table of this session that takes the cells; it is gone when the transaction ends.</summary>
    public const string Staging = """
        set local work_mem = '128MB';
        create temp table staged (reporter text collate "C" not null, partner text collate "C" not null, flow smallint not null, commodity text collate "C" not null,
            period_start smallint not null, period_months smallint not null, currency text collate "C" not null, value numeric not null, low numeric, high numeric,
            qualifier smallint not null, edition smallint not null, original boolean not null, file integer not null, line bigint not null, place integer not null) on commit drop
        """;

    public const string Copy = $"copy staged ({Key}, value, low, high, qualifier, edition, original, file, line, place) from stdin (format binary)";

    /// <summary>
    /// The one edition of the Harmonized System for each reporter and period: that in which the reporter itself reported before one that was converted to, then
    /// the newest. What the dataset holds takes part, so that the order of imports does not matter.
    /// </summary>
    public static string Chosen(bool replace) => $"""
        create temp table chosen on commit drop as
        select distinct on (reporter, period_start, period_months) reporter, period_start, period_months, edition, original from (
            select reporter, period_start, period_months, edition, bool_or(original) as original from staged group by 1, 2, 3, 4
            union all
            select reporter, period_start, period_months, edition, original from tradestats.edition where dataset = $1 and {(replace ? "false" : "true")}) known
        order by reporter, period_start, period_months, original desc, edition desc
        """;

    /// <summary>Each cell of that edition once, with the least and the greatest value that is stated for it, how often, and whether all say the same.</summary>
    public const string Cells = $"""
        create temp table cell on commit drop as
        select {Key}, min(value) as value, min(low) as low, min(high) as high, min(qualifier) as qualifier, max(value) as other, count(*) as times,
            min(value) = max(value) and min(qualifier) = max(qualifier) and count(low) in (0, count(*)) and coalesce(min(low) = max(low), true)
                and count(high) in (0, count(*)) and coalesce(min(high) = max(high), true) as agreed
        from staged join chosen using (reporter, period_start, period_months, edition)
        group by {Key};
        analyze cell
        """;

    public const string Contradictions = $"""
        select s.file, s.line, s.place, s.value, k.reporter, k.partner, k.flow, k.commodity, k.period_start, k.period_months, k.value, k.other
        from cell k join staged s using ({Key}) join chosen c using (reporter, period_start, period_months)
        where not k.agreed and s.edition = c.edition order by k.reporter, k.partner, k.flow, k.commodity, k.period_start, k.period_months, k.currency, s.file, s.line
        """;

    /// <summary>The stored cells that are to go: of an edition that another takes the place of; or all that the files do not hold.</summary>
    public static string Gone(bool replace) => $"""
        create temp table gone on commit drop as
        select o.reporter, o.partner, o.flow, o.commodity, o.period_start, o.period_months, o.currency from tradestats.observation o
        where o.dataset = $1 and o.method = 1 and not exists (select from cell k where {Stored} and k.flow = o.flow)
        """ + (replace ? "" : """
             and exists (select from tradestats.edition e join chosen c using (reporter, period_start, period_months)
                where e.dataset = $1 and e.edition <> c.edition and e.reporter = o.reporter and e.period_start = o.period_start and e.period_months = o.period_months)
            """);

    /// <summary>The cells that are not stored as published, or with another value, other bounds or another qualifier.</summary>
    public static string Changed(bool isNew) => isNew
        ? $"create temp table changed on commit drop as select {Key}, value, low, high, qualifier from cell where $1::smallint is not null"
        : $"""
            create temp table changed on commit drop as
            select k.reporter, k.partner, k.flow, k.commodity, k.period_start, k.period_months, k.currency, k.value, k.low, k.high, k.qualifier
            from cell k left join tradestats.observation o on {Stored} and o.flow = k.flow and o.method = 1
            where (o.number, o.low, o.high, o.qualifier) is distinct from (k.value, k.low, k.high, k.qualifier)
            """;

    public const string Differences = """
        select (select count(*) from changed), (select count(*) from gone),
            (select count(*) from chosen c full join (select * from tradestats.edition where dataset = $1) e using (reporter, period_start, period_months)
                where (e.edition, e.original) is distinct from (c.edition, c.original))
        """;

    public const string DeleteGone = $"delete from tradestats.observation o using gone k where {Stored} and o.flow = k.flow";

    /// <summary>With a cell that goes or changes, the total and the balance go that were made of it.</summary>
    public const string DeleteComputed = $"""
        delete from tradestats.observation o using (select {Key} from gone union all select {Key} from changed) k where {Stored} and o.method = 2
        """;

    public const string Insert = $"""
        insert into tradestats.observation ({Row})
        select $1, {Key}, 1, '', value, low, high, qualifier, 1, false, '-infinity' from changed order by {Key}
        on conflict ({KeyOfRow}) do update set number = excluded.number, low = excluded.low, high = excluded.high, qualifier = excluded.qualifier, method = excluded.method
        """;

    /// <summary>
    /// Total and balance of the cells that have exports and imports, with the bounds and the qualifier that follow from theirs as in <c>Arithmetic</c>, where none is
    /// published.
    /// </summary>
    public static string InsertComputed(bool isNew) => $"""
        insert into tradestats.observation ({Row})
        select $1, x.reporter, x.partner, made.flow, x.commodity, x.period_start, x.period_months, x.currency, 1, '',
            case when firm.qualifier in (2, 3) then coalesce(made.low, made.high) when x.qualifier not in (2, 3) and m.qualifier not in (2, 3) then made.number end,
            made.low, made.high, case when firm.qualifier in (2, 3) then case when made.low is null then 3 else 2 end else firm.qualifier end, 2, false, '-infinity'
        from {(isNew ? Pairs : ChangedPairs)}
        cross join lateral (values (3::smallint, x.number + m.number, x.low + m.low, x.high + m.high), (4::smallint, x.number - m.number, x.low - m.high, x.high - m.low))
            made (flow, number, low, high)
        cross join lateral (select case when {Weakness("x")} >= {Weakness("m")} then x.qualifier else m.qualifier end) firm (qualifier)
        where case when firm.qualifier in (2, 3) then coalesce(made.low, made.high) when x.qualifier not in (2, 3) and m.qualifier not in (2, 3) then made.number end is not null
        on conflict ({KeyOfRow}) do nothing
        """;

    private const string Number = "select reporter, partner, flow, commodity, period_start, period_months, currency, value as number, low, high, qualifier from changed";

    private const string Pairs = $"({Number} where flow = 1) x join ({Number} where flow = 2) m using (reporter, partner, commodity, period_start, period_months, currency)";

    private const string ChangedPairs = """
        (select reporter, partner, commodity, period_start, period_months, currency from changed union
            select reporter, partner, commodity, period_start, period_months, currency from gone) k
        join tradestats.observation x on x.dataset = $1 and x.flow = 1 and x.reporter = k.reporter and x.partner = k.partner and x.commodity = k.commodity
            and x.period_start = k.period_start and x.period_months = k.period_months and x.currency = k.currency
        join tradestats.observation m on m.dataset = $1 and m.flow = 2 and m.reporter = k.reporter and m.partner = k.partner and m.commodity = k.commodity
            and m.period_start = k.period_start and m.period_months = k.period_months and m.currency = k.currency
        """;

    private static string Weakness(string row) => $"case {row}.qualifier when 1 then 0 when 2 then 1 when 3 then 1 when 4 then 2 else 3 end";

    /// <summary>
    /// Version, number of values, first and last period. The version is a sum over the rows and the names of commodities, so it does not depend on the order in which
    /// they came; months since year 0 and lengths are packed into one number each to be compared together.
    /// </summary>
    public const string Summary = """
        with summed as (
            select sum(hash_record_extended(row(reporter, partner, flow, commodity, period_start, period_months, currency, number, low, high, qualifier, method), 0) & 281474976710655) as hash,
                count(*) as count, min(period_start * 10000 + period_months) as first, max((period_start + period_months) * 10000 + period_months) as last
            from tradestats.observation where dataset = $1),
        named as (select sum(hash_record_extended(row(code, name, parent), 1) & 281474976710655) as hash from tradestats.commodity where dataset = $1)
        select lpad(to_hex(((coalesce(summed.hash, 0) + coalesce(named.hash, 0)) % 281474976710656)::bigint), 12, '0'), count,
            first / 10000, first % 10000, last / 10000, last % 10000 from summed, named
        """;
}
