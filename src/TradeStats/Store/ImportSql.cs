namespace TradeStats.Store;

/// <summary>The statements of an import, in the order in which they run. <c>$1</c> is the dataset.</summary>
internal static class ImportSql
{
    private const string Key = "reporter, partner, flow, commodity, period_start, period_months";

    private const string Row = "dataset, reporter, partner, flow, commodity, period_start, period_months, currency, measure, against, number, low, high, qualifier, method, disputed, known_from";

    private const string KeyOfRow = "dataset, reporter, partner, flow, commodity, period_start, period_months, currency, measure, against, known_from";

    // The stored value of the cell k: exports or imports as imported.
    private const string Stored = "o.dataset = $1 and o.reporter = k.reporter and o.partner = k.partner and o.commodity = k.commodity and o.period_start = k.period_start "
        + "and o.period_months = k.period_months and o.currency = 'USD' and o.measure = 1 and o.against = '' and o.known_from = '-infinity'";

    // Half a unit of the last digit that the source gives; whole cents are as given, because there is no smaller money.
    private const string Half = "(array[0.5, 0.05, 0, 0.0005, 0.00005, 0.000005, 0.0000005, 0.00000005])[scale(value) + 1]";

    /// <summary>The table of this session that takes the cells; it is gone when the transaction ends.</summary>
    public const string Staging = """
        set local work_mem = '128MB';
        create temp table staged (reporter text collate "C" not null, partner text collate "C" not null, flow smallint not null, commodity text collate "C" not null,
            period_start smallint not null, period_months smallint not null, value numeric not null, edition smallint not null, original boolean not null,
            file integer not null, line bigint not null, place integer not null) on commit drop
        """;

    public const string Copy = $"copy staged ({Key}, value, edition, original, file, line, place) from stdin (format binary)";

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

    /// <summary>Each cell of that edition once, with the least and the greatest value that is stated for it and how often.</summary>
    public const string Cells = $"""
        create temp table cell on commit drop as
        select {Key}, min(value) as value, max(value) as other, count(*) as times from staged join chosen using (reporter, period_start, period_months, edition)
        group by {Key};
        analyze cell
        """;

    public const string Contradictions = """
        select s.file, s.line, s.place, s.value, k.reporter, k.partner, k.flow, k.commodity, k.period_start, k.period_months, k.value, k.other
        from cell k join staged s using (reporter, partner, flow, commodity, period_start, period_months) join chosen c using (reporter, period_start, period_months)
        where k.value <> k.other and s.edition = c.edition order by k.reporter, k.partner, k.flow, k.commodity, k.period_start, k.period_months, s.file, s.line
        """;

    /// <summary>The stored cells that are to go: of an edition that another takes the place of; or all that the files do not hold.</summary>
    public static string Gone(bool replace) => $"""
        create temp table gone on commit drop as
        select o.reporter, o.partner, o.flow, o.commodity, o.period_start, o.period_months from tradestats.observation o
        where o.dataset = $1 and o.flow in (1, 2) and not exists (select from cell k where {Stored} and k.flow = o.flow)
        """ + (replace ? "" : """
             and exists (select from tradestats.edition e join chosen c using (reporter, period_start, period_months)
                where e.dataset = $1 and e.edition <> c.edition and e.reporter = o.reporter and e.period_start = o.period_start and e.period_months = o.period_months)
            """);

    /// <summary>The cells that are not stored, or with another value.</summary>
    public static string Changed(bool isNew) => isNew
        ? $"create temp table changed on commit drop as select $1::smallint, {Key}, value from cell"
        : $"create temp table changed on commit drop as select k.reporter, k.partner, k.flow, k.commodity, k.period_start, k.period_months, k.value from cell k left join tradestats.observation o on {Stored} and o.flow = k.flow where o.number is distinct from k.value";

    public const string Differences = """
        select (select count(*) from changed), (select count(*) from gone),
            (select count(*) from chosen c full join (select * from tradestats.edition where dataset = $1) e using (reporter, period_start, period_months)
                where (e.edition, e.original) is distinct from (c.edition, c.original))
        """;

    /// <summary>With a cell that goes, the total and the balance go that were made of it.</summary>
    public const string DeleteGone = $"delete from tradestats.observation o using gone k where {Stored} and o.flow in (k.flow, 3, 4)";

    public const string Insert = $"""
        insert into tradestats.observation ({Row})
        select $1, {Key}, 'USD', 1, '', value, greatest(value - {Half}, 0), value + {Half}, 1, 1, false, '-infinity' from changed order by {Key}
        on conflict ({KeyOfRow}) do update set number = excluded.number, low = excluded.low, high = excluded.high
        """;

    /// <summary>Total and balance of the cells that have exports and imports, with the bounds that follow from theirs.</summary>
    public static string InsertComputed(bool isNew) => $"""
        insert into tradestats.observation ({Row})
        select $1, x.reporter, x.partner, computed.flow, x.commodity, x.period_start, x.period_months, 'USD', 1, '', computed.number, computed.low, computed.high, 1, 2, false, '-infinity'
        from {(isNew ? Pairs : ChangedPairs)}
        cross join lateral (values (3::smallint, x.number + m.number, x.low + m.low, x.high + m.high), (4::smallint, x.number - m.number, x.low - m.high, x.high - m.low))
            computed (flow, number, low, high)
        on conflict ({KeyOfRow}) do update set number = excluded.number, low = excluded.low, high = excluded.high
        """;

    private const string Bounded = $"select {Key}, value as number, greatest(value - {Half}, 0) as low, value + {Half} as high from changed";

    private const string Pairs = $"({Bounded} where flow = 1) x join ({Bounded} where flow = 2) m using (reporter, partner, commodity, period_start, period_months)";

    private const string ChangedPairs = """
        (select distinct reporter, partner, commodity, period_start, period_months from changed) k
        join tradestats.observation x on x.dataset = $1 and x.flow = 1 and x.reporter = k.reporter and x.partner = k.partner and x.commodity = k.commodity
            and x.period_start = k.period_start and x.period_months = k.period_months
        join tradestats.observation m on m.dataset = $1 and m.flow = 2 and m.reporter = k.reporter and m.partner = k.partner and m.commodity = k.commodity
            and m.period_start = k.period_start and m.period_months = k.period_months
        """;

    /// <summary>
    /// Version, number of values, first and last period. The version is a sum over the rows and the names of commodities, so it does not depend on the order in which
    /// they came; months since year 0 and lengths are packed into one number each to be compared together.
    /// </summary>
    public const string Summary = """
        with summed as (
            select sum(hash_record_extended(row(reporter, partner, flow, commodity, period_start, period_months, number, low, high), 0) & 281474976710655) as hash,
                count(*) as count, min(period_start * 10000 + period_months) as first, max((period_start + period_months) * 10000 + period_months) as last
            from tradestats.observation where dataset = $1),
        named as (select sum(hash_record_extended(row(code, name, parent), 1) & 281474976710655) as hash from tradestats.commodity where dataset = $1)
        select lpad(to_hex(((coalesce(summed.hash, 0) + coalesce(named.hash, 0)) % 281474976710656)::bigint), 12, '0'), count,
            first / 10000, first % 10000, last / 10000, last % 10000 from summed, named
        """;
}
