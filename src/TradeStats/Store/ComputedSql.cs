using static TradeStats.Store.SqlNames;

namespace TradeStats.Store;

/// <summary>
/// The statements that make what follows from the imported values of a dataset, each from the rows before it: chapters from headings, what all partners add up to, groups from members,
/// totals and balances from exports and imports, and what partners tell. They work on the reporters and periods in the table <see cref="Touched"/>, and never add where
/// the source itself has a row. The literals are the numbers of <see cref="Trade.Flow"/>, <see cref="Trade.Measure"/>, <see cref="Trade.Method"/>,
/// <see cref="Trade.SumOf"/> and <see cref="Trade.AreaKind"/>.
/// </summary>
internal static class ComputedSql
{
    private const string Row = "reporter, partner, flow, commodity, period_start, period_months, currency, number, low, high, qualifier, method, disputed, sum_of, parts, missing, origin";

    /// <summary>The table of the reporters and periods that are touched; like the others of this class it is gone before the transaction ends, and nobody else sees it.</summary>
    public const string Touched = $"{TradeContext.Schema}.touched";

    /// <summary>The rows for the world, each with what the partners that are listed beside it add up to.</summary>
    public const string Reconciliation = $"{TradeContext.Schema}.reconciliation";

    // Behind the name of a column with a code of an area: true of each, and tells PostgreSQL all that the key can have there.
    private const string AnyArea = $" = any(array(select code from {TradeContext.Schema}.area))";

    private const string Member = $"{TradeContext.Schema}.touched_member";
    private const string Listed = $"{TradeContext.Schema}.touched_listed";
    private const string Concerned = $"{TradeContext.Schema}.touched_rows";
    private const string Made = $"{TradeContext.Schema}.touched_made";

    private const string Time = "period_start, period_months";
    private const string Place = "reporter, " + Time;

    /// <summary>The members of each group on the last day of each period that is touched, each with all of them.</summary>
    private const string Members = $"""
        create unlogged table {Member} as
        select p.period_start, p.period_months, g.code as whole, a.code, array_agg(a.code) over (partition by p.period_start, p.period_months, g.code) as codes from (select distinct {Time} from {Touched}) p
        cross join lateral (select make_date((p.period_start + p.period_months) / 12, (p.period_start + p.period_months) % 12 + 1, 1) - 1 as day) last
        cross join tradestats.area a cross join lateral jsonb_to_recordset(a.member_of) m ("Group" text, "From" date, "Until" date)
        join tradestats.area g on g.code = m."Group" and g.kind = 3
        where a.kind = 1 and coalesce(m."From" <= last.day, true) and coalesce(m."Until" >= last.day, true);
        analyze {Member}
        """;

    /// <summary>Takes away what was made before of the reporters and periods that are touched, as reporter or as the partner who is told of.</summary>
    /// <remarks>That the other reporter is any area leads to a partner by the key: each reporter has a place for him.</remarks>
    public static IEnumerable<string> Clear(DatasetSlot slot) =>
    [
        $"delete from {slot.Table} o using {Touched} t where o.dataset = {slot.Id} and o.method in (2, 6) and {Same("o", "t", Place)}",
        $"delete from {slot.Table} o using {Touched} t where o.dataset = {slot.Id} and o.method = 6 and o.reporter{AnyArea} and o.partner = t.reporter and {Same("o", "t", Time)}",
    ];

    /// <summary>All that follows, in the order in which it is made. Without <paramref name="addsUp"/> only totals and balances are; of a new dataset all is touched.</summary>
    public static IEnumerable<string> Make(DatasetSlot slot, bool addsUp) =>
    [
        .. addsUp ? Add(slot, Headings(slot.Rows)) : [],
        .. Reconcile(slot),
        .. addsUp ? [Members, .. Add(slot, Groups(slot.Rows))] : Array.Empty<string>(),
        .. Add(slot, Flows(slot.Rows)),
        .. addsUp && !slot.IsNew ? Concern(slot.Rows) : [],
        .. addsUp ? Add(slot, Mirrored(slot.Rows, slot.IsNew ? slot.Rows : Concerned)) : [],
        $"drop table if exists {Touched}, {Listed}, {Member}, {Concerned}",
    ];

    /// <summary>Whether groups or chapters were added up before, or partners told.</summary>
    public static string IsAddedUp(DatasetSlot slot) => $"select exists (select from {slot.Table} where method in (2, 6) and flow in (1, 2))";

    /// <summary>
    /// A chapter from its headings. That a heading is not there says nothing, unless chapters and headings add up to all goods: what is left of these is the most that the
    /// headings missing can be.
    /// </summary>
    private static string Headings(string rows) => $"""
        with told as not materialized ({Told(rows)} and o.method = 1),
        alone as (select h.* from told h where {Digits("h", 4)} and not exists (select from told c where {Same("c", "h", $"reporter, partner, flow, {Time}, currency")}
            and {Digits("c", 2)} and c.commodity = left(h.commodity, 2))),
        known as (select h.reporter, h.partner, h.flow, left(h.commodity, 2) as commodity, h.period_start, h.period_months, h.currency, {BoundsSql.Sum("h")},
            trim_scale(sum(h.number)) as plain, count(*) as parts, bool_or(h.disputed) as disputed from alone h group by 1, 2, 3, 4, 5, 6, 7),
        listed as (select c.reporter, c.partner, c.flow, {Of("c", Time)}, c.currency, {BoundsSql.Side("c", "low")} as low, {BoundsSql.Side("c", "high")} as high
            from (select * from told t where {Digits("t", 2)} and exists (select from known) union all select * from alone) c group by 1, 2, 3, 4, 5, 6)
        select k.reporter, k.partner, k.flow, k.commodity, k.period_start, k.period_months, k.currency, {Open("true")}, 2, k.disputed, 3, k.parts, null::text[], null::smallint
        from known k left join listed l using (reporter, partner, flow, {Time}, currency)
        left join told w on w.commodity = 'TOTAL' and {Same("w", "k", $"reporter, partner, flow, {Time}, currency")}
        where {IsKnown("true")}
        """;

    // What the countries and other areas that are listed as partners add up to, and the rows for the world that can be held against it.
    private static string[] Reconcile(DatasetSlot slot) =>
    [
        $"analyze {slot.Table}",
        $"""
            create unlogged table {Listed} as
            select r.reporter, r.flow, r.commodity, {Of("r", Time)}, r.currency, {BoundsSql.Sum("r")}, count(*)::integer as partners
            from ({Told(slot.Rows)}) r join tradestats.area a on a.code = r.partner and a.kind in (1, 4) group by 1, 2, 3, 4, 5, 6;
            analyze {Listed}
            """,
        $"delete from {Reconciliation} r where r.dataset = {slot.Id} and {(slot.IsNew ? "true" : $"exists (select from {Touched} t where {Same("t", "r", Place)})")}",
        $"""
            insert into {Reconciliation} (dataset, reporter, flow, commodity, {Time}, currency, number, low, high, qualifier, partners, sum_number, sum_low, sum_high, sum_qualifier)
            select {slot.Id}, {Of("w", $"reporter, flow, commodity, {Time}, currency, number, low, high, qualifier")}, {Of("l", "partners, number, low, high, qualifier")}
            from ({Told(slot.Rows)} and o.partner = 'WLD' and o.method = 1) w join {Listed} l on {Same("l", "w", $"reporter, flow, commodity, {Time}, currency")}
            """,
    ];

    /// <summary>
    /// A group from its members. A member that is not there has traded nothing where all partners add up to the world; else what is left of the world is the most that
    /// the members missing can be. The reporter itself is not missed. That a row for a group is for one of them is said once more, so that the planner sees how few there are.
    /// </summary>
    private static string Groups(string rows) => $"""
        with told as not materialized ({Told(rows)}),
        known as (select r.reporter, m.whole, r.flow, r.commodity, r.period_start, r.period_months, r.currency, {BoundsSql.Sum("r")},
            trim_scale(sum(r.number)) as plain, count(*) as parts, array_agg(m.code) as there, min(m.codes) as codes, bool_or(r.disputed) as disputed
            from told r join {Member} m on m.code = r.partner and {Same("m", "r", Time)} group by 1, 2, 3, 4, 5, 6, 7)
        select k.reporter, k.whole, k.flow, k.commodity, k.period_start, k.period_months, k.currency, {Open("a.missing is not null")}, 2, k.disputed, 2, k.parts, a.missing, null::smallint
        from known k left join {Listed} l using (reporter, flow, commodity, {Time}, currency)
        left join told w on w.partner = 'WLD' and {Same("w", "k", $"reporter, flow, commodity, {Time}, currency")}
        left join told g on g.partner in (select whole from {Member}) and g.partner = k.whole and {Same("g", "k", $"reporter, flow, commodity, {Time}, currency")}
        cross join lateral (select array_agg(code order by code) as missing from unnest(k.codes) code where code <> k.reporter and code <> all (k.there)) a
        where g.reporter is null and {IsKnown("a.missing is not null")}
        """;

    /// <summary>
    /// Total and balance of the cells that have exports and imports. That published ones are of these two flows is said once more, so that the planner sees how few there are.
    /// </summary>
    private static string Flows(string rows) => $"""
        select x.reporter, x.partner, s.flow, x.commodity, x.period_start, x.period_months, x.currency, sums.number, sums.low, sums.high, sums.qualifier, 2,
            x.disputed or m.disputed, 1, 2, null::text[], null::smallint
        from ({Told(rows)} and o.flow = 1) x
        join {rows} m on {Same("m", "x", $"reporter, partner, commodity, {Time}, currency")} and m.flow = 2 and m.measure = 1 and m.method in (1, 2)
        cross join lateral (values (3::smallint, m.number, m.low, m.high), (4::smallint, -m.number, -m.high, -m.low)) s (flow, number, low, high)
        cross join lateral ({BoundsSql.SumOfTwo("x", "s", "m.qualifier")}) sums
        where sums.number is not null and not exists (select from {rows} e where {Same("e", "x", $"reporter, partner, commodity, {Time}, currency")}
            and e.flow = s.flow and e.measure = 1 and e.method = 1 and e.flow in (3, 4))
        """;

    /// <summary>
    /// What a country or group would report of a cell if it reported what its partner does, with the flows swapped, where it does not itself: no total and no balance where it reports one of the
    /// flows, which would not go with it.
    /// </summary>
    private static string Mirrored(string rows, string told) => $"""
        select o.partner, o.reporter, {Swapped("o")}, o.commodity, o.period_start, o.period_months, o.currency,
            case o.flow when 4 then -o.number else o.number end, case o.flow when 4 then -o.high else o.low end, case o.flow when 4 then -o.low else o.high end,
            case when o.flow <> 4 then o.qualifier when o.qualifier = 2 then 3 when o.qualifier = 3 then 2 else o.qualifier end, 6, o.disputed, null::smallint, null::smallint, null::text[], o.method
        from {told} o left join {rows} e on e.reporter = o.partner and e.partner = o.reporter and e.flow = any(case when o.flow in (3, 4) then array[1, 2, 3, 4]::smallint[] else array[{Swapped("o")}] end)
            and {Same("e", "o", $"commodity, {Time}, currency")} and e.measure = 1 and e.method in (1, 2)
        where o.measure = 1 and o.method in (1, 2) and o.partner <> o.reporter and e.reporter is null
            and o.partner in (select code from tradestats.area where kind in (1, 3) and code <> 'WLD')
        """;

    // Each is planned for what the one before has made. An insert keeps to one processor, and so does what reads tables of the session: so rows are made in a table of their own, by
    // all processors, and then inserted. OFFSET 0 keeps PostgreSQL from adding each number up anew wherever the state looks at it.
    private static string[] Add(DatasetSlot slot, string select) =>
    [
        $"analyze {slot.Table}",
        $"create unlogged table {Made} as select m.*, {SentObservation.StateOf("m")} as state from ({select} offset 0) m ({Row})",
        $"insert into {slot.Table} (dataset, measure, against, known_from, {Row}, state) select {slot.Id}, 1, '', '-infinity', {Row}, state from {Made}",
        $"drop table {Made}",
    ];

    // The rows that speak of those that are touched, by themselves or by others.
    private static string[] Concern(string rows) =>
    [
        $"""
            create unlogged table {Concerned} as
            select o.* from {rows} o join {Touched} t on {Same("t", "o", Place)}
            union all
            select o.* from {rows} o join {Touched} t on t.reporter = o.partner and {Same("t", "o", Time)}
                where o.reporter{AnyArea} and not exists (select from {Touched} s where {Same("s", "o", Place)})
            """,
        $"analyze {Concerned}",
    ];

    // In the order of code points digits are before letters, of which the slugs of named groups are made.
    private static string Digits(string row, int count) => $"length({row}.commodity) = {count} and {row}.commodity < 'A'";

    private static string Swapped(string row) => $"(case {row}.flow when 1 then 2 when 2 then 1 else {row}.flow end)::smallint";

    // Exports and imports of the reporters and periods that are touched, as published or computed.
    private static string Told(string rows) => $"""
        select o.reporter, o.partner, o.flow, o.commodity, o.period_start, o.period_months, o.currency, o.number, o.low, o.high, o.qualifier, o.disputed from {Touched} t
        join {rows} o on {Same("o", "t", Place)}
        where o.flow in (1, 2) and o.measure = 1 and o.method in (1, 2)
        """;

    // Number, low, high and qualifier of the sum k of what is there: of the whole w, all that is listed l leaves what the parts missing can be at most. Where what is
    // listed adds up to the whole, nothing is missing but what rounding hides.
    private static string Open(string isMissing) => $"""
        case when {IsOpen(isMissing)} then k.plain else k.number end, k.low,
        case when {isMissing} then case when w.high >= l.low then trim_scale(k.high + w.high - l.low) end else k.high end,
        case when {IsOpen(isMissing)} then 2 else k.qualifier end
        """;

    private static string IsKnown(string isMissing) => $"case when {IsOpen(isMissing)} then k.plain is not null and k.low is not null else k.number is not null end";

    private static string IsOpen(string isMissing) => $"{isMissing} and not coalesce(w.low <= l.high and w.high >= l.low, false)";
}
