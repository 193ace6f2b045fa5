using TradeStats.Queries;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>
/// What a dataset holds, told when it is loaded: how many observations each pair of areas has over all commodities, and each commodity over all areas; and which areas report which flows
/// with which. So what there is of a hundred million rows is told without reading them, and where they are is known before they are looked for.
/// </summary>
internal static class Holdings
{
    private const string Table = $"{TradeContext.Schema}.holding";
    private const string PairTable = $"{TradeContext.Schema}.pair";

    private const string Kind = "flow, period_start, period_months, currency, measure, method";

    /// <summary>Counts a dataset anew, whose rows are all there. What is counted over has no code, and of a pair the firmest method is kept. Only pairs tell of what is not known any more.</summary>
    public static string Count(DatasetSlot slot) => $"""
        delete from {Table} where dataset = {slot.Id};
        delete from {PairTable} where dataset = {slot.Id};
        with counted as (
            select coalesce(reporter, '') as reporter, coalesce(partner, '') as partner, coalesce(commodity, '') as commodity, {Kind}, count(*) filter (where known_until is null) as count
            from {slot.Table} group by grouping sets ((reporter, partner, {Kind}), (commodity, {Kind}))),
        paired as (
            insert into {PairTable} (dataset, reporter, partner, flow, method)
            select {slot.Id}, reporter, partner, flow, min(method) from counted where reporter <> '' group by reporter, partner, flow)
        insert into {Table} (dataset, reporter, partner, commodity, {Kind}, count) select {slot.Id}, reporter, partner, commodity, {Kind}, count from counted where count > 0
        """;

    /// <summary>Reporter, partner and flow of all rows that a question can have, each once and in their order.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="conditions">The conditions of the question.</param>
    /// <param name="more">More conditions, on rows <c>p</c>.</param>
    public static string Pairs(Dataset dataset, Conditions conditions, string more = "") =>
        $"select p.reporter, p.partner, p.flow from {PairTable} p where p.dataset = {SqlNames.Of(dataset)}{conditions.PairSql}{more} order by p.reporter, p.partner, p.flow";

    /// <summary>That both areas of a pair <c>p</c> of exports or imports have published values of the other.</summary>
    public static string AreBothSides(Dataset dataset) => $"""
         and p.flow in ({(short)Flow.Exports}, {(short)Flow.Imports}) and p.partner <> p.reporter and p.method = {(short)Method.Published} and exists (
            select from {PairTable} q where q.dataset = {SqlNames.Of(dataset)} and q.reporter = p.partner and q.partner = p.reporter and q.flow = 3 - p.flow and q.method = {(short)Method.Published})
        """;

    /// <summary>
    /// The counts <c>o</c> under the conditions of a question, with no commodity where they are of pairs and no areas where they are of commodities; or the rows, where counts do not tell
    /// what is there: they are of what is known now, not of single commodities of single areas, nor of periods that are only added up of months.
    /// </summary>
    /// <param name="question">The question.</param>
    /// <param name="conditions">The measures; takes all other conditions.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="periods">The periods wanted; none for all.</param>
    /// <param name="mayCount">Whether counts will do at all.</param>
    public static (string Sql, bool AreCounts) CountsOrRows(Question question, Conditions conditions, Dataset dataset, IReadOnlyList<Period> periods, bool mayCount = true)
    {
        var spans = Spans.Of(question, periods, dataset);
        if (!mayCount || spans.Count > 0 || question is not { AsOf: null, Convert: null } || (question.Commodities.Count > 0 && question.Reporters.Count + question.Partners.Count > 0))
            return (ObservationSql.Rows(question, conditions.AddKey(question).AddTime(question, periods), dataset, spans), false);
        return ($"select o.* from {Table} o where o.dataset = {SqlNames.Of(dataset)}{conditions.AddCounted(question).AddTime(question, periods).Sql}", true);
    }
}
