namespace TradeStats.Store;

/// <summary>The statements of an import, in the order in which they run. <c>$1</c> is the dataset; the literals are the numbers of the enumerations of the vocabulary.</summary>
internal static class ImportSql
{
    private const string Key = "reporter, partner, flow, commodity, period_start, period_months, currency";

    private const string Numbers = "number, low, high, qualifier";

    private const string Said = Numbers + ", state";

    // The rows of the edition that was chosen.
    private const string Kept = "(select staged.* from staged join chosen using (reporter, period_start, period_months) where staged.edition in (chosen.edition, -1)) k";

    // The stored row of the cell k: a value as imported.
    private const string Stored = "o.reporter = k.reporter and o.partner = k.partner and o.flow = k.flow and o.commodity = k.commodity and o.period_start = k.period_start "
        + "and o.period_months = k.period_months and o.currency = k.currency and o.measure = 1 and o.against = '' and o.method = 1";

    /// <summary>
    /// The table of this session that takes the cells; it is gone when the transaction ends. The statements that follow join millions of rows by keys of many texts: hashing these is
    /// always less than sorting them, and few rows of a table are enough to plan by.
    /// </summary>
    public const string Staging = """
        set local work_mem = '256MB';
        set local maintenance_work_mem = '256MB';
        set local hash_mem_multiplier = 1;
        set local jit = off;
        set local enable_mergejoin = off;
        set local default_statistics_target = 10;
        create temp table staged (reporter text collate "C" not null, partner text collate "C" not null, flow smallint not null, commodity text collate "C" not null,
            period_start smallint not null, period_months smallint not null, currency text collate "C" not null, number numeric, low numeric, high numeric,
            qualifier smallint not null, state smallint not null, edition smallint not null, original boolean not null, file integer not null, line bigint not null, place integer not null) on commit drop
        """;

    /// <summary>While a table has no key, to go to it row by row is to read all of it for each; a plan that takes few rows for one would.</summary>
    public const string WithoutKeys = "set local enable_nestloop = off";

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

    /// <summary>
    /// Each cell of that edition once, and apart those that several rows tell: how many, and whether they contradict each other, in which case none of them counts. To find these by
    /// their keys alone and to look at their numbers then takes half as long as to compare the numbers of all.
    /// </summary>
    public static readonly string Cells = $"""
        create temp table doubled on commit drop as select {Key} from {Kept} group by {Key} having count(*) > 1;
        analyze doubled;
        create temp table repeated on commit drop as
        select {Key}, min(number) as number, min(low) as low, min(high) as high, min(qualifier) as qualifier, min(state) as state, max(number) as other, count(*) as times,
            min(number) is distinct from max(number) or min(low) is distinct from max(low) or min(high) is distinct from max(high) or min(qualifier) <> max(qualifier) as contradicted
        from {Kept} join doubled using ({Key}) group by {Key};
        create temp table cell on commit drop as
        select {Key}, {Said} from {Kept} where not exists (select from doubled d where ({SqlNames.Of("d", Key)}) = ({SqlNames.Of("k", Key)}))
        union all select {Key}, {Said} from repeated where not contradicted;
        analyze cell
        """;

    /// <summary>The rows that were read, those that tell of a cell or repeat it, and the cells.</summary>
    public const string Counts = """
        select (select count(*) from staged),
            (select count(*) from cell) + (select coalesce(sum(times), 0)::bigint - count(*) filter (where not contradicted) from repeated), (select count(*) from cell)
        """;

    public const string Contradictions = $"""
        select s.file, s.line, s.place, s.number, r.reporter, r.partner, r.flow, r.commodity, r.period_start, r.period_months, r.number, r.other
        from repeated r join (select {Key}, number, file, line, place from {Kept}) s using ({Key})
        where r.contradicted order by r.reporter, r.partner, r.flow, r.commodity, r.period_start, r.period_months, s.file, s.line
        """;

    /// <summary>The stored cells that are to go: of an edition that another takes the place of; or all that the files do not hold.</summary>
    public static string Gone(DatasetSlot slot, bool replace) => $"""
        create temp table gone on commit drop as
        select {SqlNames.Of("o", Key)} from {slot.Rows} o
        where o.method = 1 and not exists (select from cell k where {Stored})
        """ + (replace ? "" : """
             and exists (select from tradestats.edition e join chosen c using (reporter, period_start, period_months)
                where e.dataset = $1 and e.edition <> c.edition and e.reporter = o.reporter and e.period_start = o.period_start and e.period_months = o.period_months)
            """);

    /// <summary>The cells that are not stored, or with another value.</summary>
    public static string Changed(DatasetSlot slot) => $"""
        create temp table changed on commit drop as
        select {SqlNames.Of("k", Key)}, {SqlNames.Of("k", Said)}, o.reporter is not null as stored from cell k left join {slot.Rows} o on {Stored}
        where o.reporter is null or ({SqlNames.Of("o", Numbers)}) is distinct from ({SqlNames.Of("k", Numbers)})
        """;

    /// <summary>Where nothing is stored, nothing goes and all cells are new.</summary>
    public const string AllNew = $"""
        create temp table gone on commit drop as select {Key} from cell where false;
        alter table cell rename to changed
        """;

    public const string Differences = """
        select (select count(*) from changed), (select count(*) from gone),
            (select count(*) from chosen c full join (select * from tradestats.edition where dataset = $1) e using (reporter, period_start, period_months)
                where (e.edition, e.original) is distinct from (c.edition, c.original))
        """;

    /// <summary>The reporters and periods of which anything changes: what follows from their values is made again.</summary>
    public const string Touched = $"""
        create unlogged table {ComputedSql.Touched} as
        select reporter, period_start, period_months from changed union select reporter, period_start, period_months from gone;
        alter table {ComputedSql.Touched} add primary key (reporter, period_start, period_months);
        analyze {ComputedSql.Touched}
        """;

    /// <summary>Takes the stored cells away that go, and those that change.</summary>
    public static IEnumerable<string> Delete(DatasetSlot slot) =>
    [
        $"delete from {slot.Table} o using gone k where o.dataset = {slot.Id} and {Stored}",
        $"delete from {slot.Table} o using changed k where k.stored and o.dataset = {slot.Id} and {Stored}",
    ];

    /// <summary>Adds what has changed, each series together, as questions read it. One text is sorted in a third of the time that its parts take.</summary>
    public static string Insert(string table) => $"""
        insert into {table} (dataset, {Key}, measure, against, {Said}, method, disputed, known_from)
        select $1, {Key}, 1, '', {Said}, 1, false, '-infinity' from changed
        order by reporter || ' ' || partner || ' ' || flow || ' ' || commodity, period_start
        """;

    /// <summary>
    /// Version, number of values, first and last period, frequencies, currencies. The version is a sum over the rows and the names of commodities, so it does not depend
    /// on the order in which they came; months since year 0 and lengths are packed into one number each to be compared together.
    /// </summary>
    public static string Summary(string table) => $"""
        with part as (
            select currency, case when period_months = 12 and period_start % 12 = 0 then 1::smallint when period_months = 3 and period_start % 3 = 0 then 2
                    when period_months = 1 then 3 when period_months < 12 and period_start % 12 = 0 then 4 else 5 end as frequency,
                sum(hash_record_extended(row({Key}, {Numbers}, method), 0) & 281474976710655) as hash, count(*) filter (where method in (1, 2)) as count,
                min(period_start * 10000 + period_months) as first, max((period_start + period_months) * 10000 + period_months) as last
            from {table} group by 1, 2),
        summed as (select sum(hash) as hash, coalesce(sum(count), 0)::bigint as count, min(first) as first, max(last) as last from part),
        named as (select sum(hash_record_extended(row(code, name, parent), 1) & 281474976710655) as hash from tradestats.commodity where dataset = $1)
        select lpad(to_hex(((coalesce(summed.hash, 0) + coalesce(named.hash, 0)) % 281474976710656)::bigint), 12, '0'), count,
            first / 10000, first % 10000, last / 10000, last % 10000, array(select distinct frequency from part order by 1), array(select distinct currency from part order by 1)
        from summed, named
        """;
}
