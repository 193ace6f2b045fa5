namespace TradeStats.Store;

/// <summary>The statements of an import, in the order in which they run. <c>$1</c> is the dataset; the literals are the numbers of the enumerations of the vocabulary.</summary>
internal static class ImportSql
{
    private const string Key = "reporter, partner, flow, commodity, period_start, period_months, currency";

    private const string Place = "reporter, period_start, period_months";

    private const string Numbers = "number, low, high, qualifier";

    private const string Said = Numbers + ", state";

    // The rows of the edition that was chosen.
    private const string Kept = "(select staged.* from staged join chosen using (reporter, period_start, period_months) where staged.edition in (chosen.edition, -1)) k";

    private const string Hash = $"hash_record_extended(row({Key}), 0)";

    // The stored row of the cell k: a value as imported.
    private static readonly string Stored = $"{SqlNames.Same("o", "k", Key)} and o.measure = 1 and o.against = '' and o.method = 1";

    /// <summary>
    /// The table of this session that takes the cells; it is gone when the transaction ends. The statements that follow join millions of rows by keys of many texts: hashing these is
    /// always less than sorting them, and few rows of a table are enough to plan by.
    /// </summary>
    public const string Staging = """
        set local work_mem = '256MB';
        set local maintenance_work_mem = '256MB';
        set local hash_mem_multiplier = 1;
        set local enable_mergejoin = off;
        set local default_statistics_target = 10;
        create temp table staged (reporter text collate "C" not null, partner text collate "C" not null, flow smallint not null, commodity text collate "C" not null,
            period_start smallint not null, period_months smallint not null, currency text collate "C" not null, number numeric, low numeric, high numeric,
            qualifier smallint not null, state smallint not null, edition smallint not null, original boolean not null, file integer not null, line bigint not null, place integer not null) on commit drop
        """;

    /// <summary>While a table has no key, to go to it row by row is to read all of it for each; a plan that takes few rows for one would.</summary>
    public const string WithoutKeys = "set local enable_nestloop = off";

    /// <summary>How many rows tell of each reporter, period and edition of the Harmonized System.</summary>
    public const string Told = """
        create temp table told on commit drop as
        select reporter, period_start, period_months, edition, bool_or(original) as original, count(*) as count from staged group by 1, 2, 3, 4
        """;

    /// <summary>
    /// The one edition for each reporter and period: that in which the reporter itself reported before one that was converted to, then the newest. What the dataset holds takes
    /// part, so that the order of imports does not matter.
    /// </summary>
    public static string Chosen(bool replace) => $"""
        create temp table chosen on commit drop as
        select distinct on (reporter, period_start, period_months) reporter, period_start, period_months, edition, original from (
            select reporter, period_start, period_months, edition, original from told
            union all
            select reporter, period_start, period_months, edition, original from tradestats.edition where dataset = $1 and {(replace ? "false" : "true")}) known
        order by reporter, period_start, period_months, original desc, edition desc
        """;

    /// <summary>The cells of that edition that several rows tell. To look for two of one hash first takes half as long as to compare all keys.</summary>
    public static readonly string Doubled = $"""
        analyze chosen;
        analyze staged;
        create temp table suspected on commit drop as select {Hash} as hash from {Kept} group by 1 having count(*) > 1;
        analyze suspected;
        create temp table doubled on commit drop as select {Key} from {Kept} where {Hash} in (select hash from suspected) group by {Key} having count(*) > 1;
        analyze doubled
        """;

    /// <summary>The rows that were read, those of the edition that was chosen, and the cells that several of these tell.</summary>
    public const string Counts = """
        select (select coalesce(sum(count), 0)::bigint from told),
            (select coalesce(sum(count), 0)::bigint from told join chosen using (reporter, period_start, period_months) where told.edition in (chosen.edition, -1)), (select count(*) from doubled)
        """;

    /// <summary>Where each row is a cell of its own there is nothing to leave out.</summary>
    public const string AllCells = "alter table staged rename to cell";

    /// <summary>Each cell of that edition once, and apart those that several rows tell: whether these contradict each other, in which case none of them counts.</summary>
    public static readonly string Cells = $"""
        create temp table repeated on commit drop as
        select {Key}, min(number) as number, min(low) as low, min(high) as high, min(qualifier) as qualifier, min(state) as state, max(number) as other,
            min(number) is distinct from max(number) or min(low) is distinct from max(low) or min(high) is distinct from max(high) or min(qualifier) <> max(qualifier) as contradicted
        from {Kept} join doubled using ({Key}) group by {Key};
        create temp table cell on commit drop as
        select {Key}, {Said} from {Kept} where not exists (select from doubled d where {SqlNames.Same("d", "k", Key)})
        union all select {Key}, {Said} from repeated where not contradicted;
        analyze cell
        """;

    /// <summary>How many cells there are.</summary>
    public const string CellCount = "select count(*) from cell";

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

    /// <summary>The reporters and periods of which anything changes: what follows from their values is made again. Of a new dataset these are all that there are.</summary>
    public static string Touched(DatasetSlot slot) => $"""
        create unlogged table {ComputedSql.Touched} as
        {(slot.IsNew ? $"select {Place} from chosen" : $"select {Place} from changed union select {Place} from gone")};
        alter table {ComputedSql.Touched} add primary key ({Place});
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
