using TradeStats.Queries;

namespace TradeStats.Store;

/// <summary>
/// How many observations a dataset holds, counted when it is loaded: those of each pair of areas over all commodities, and those of each commodity over all areas. So what there is of a
/// hundred million rows is told without reading them. The literals are the numbers of <see cref="Trade.Method"/>.
/// </summary>
internal static class Holdings
{
    private const string Table = $"{TradeContext.Schema}.holding";

    private const string Kind = "flow, period_start, period_months, currency, measure";

    /// <summary>Counts a dataset anew, whose rows are all there. What is counted over has no code.</summary>
    public static string Count(DatasetSlot slot) => $"""
        delete from {Table} where dataset = {slot.Id};
        insert into {Table} (dataset, reporter, partner, commodity, {Kind}, count)
        select {slot.Id}, coalesce(reporter, ''), coalesce(partner, ''), coalesce(commodity, ''), {Kind}, count(*) from {slot.Table} where known_until is null and method in (1, 2)
        group by grouping sets ((reporter, partner, {Kind}), (commodity, {Kind}))
        """;

    /// <summary>
    /// Whether they tell what the rows of a question would: of published and computed ones that are known now, not of single commodities of single areas, nor of periods that are only added up of months.
    /// </summary>
    public static bool Tell(Question question, IReadOnlyList<Span> spans) =>
        question is { AsOf: null, Derived: false, Convert: null } && spans.Count == 0 && (question.Commodities.Count == 0 || question.Reporters.Count + question.Partners.Count == 0);

    /// <summary>The counts <c>o</c> under conditions, with no commodity where they are of pairs and no areas where they are of commodities.</summary>
    public static string Rows(Conditions conditions, string dataset) => $"select o.* from {Table} o where o.dataset = {dataset}{conditions.Sql}";
}
