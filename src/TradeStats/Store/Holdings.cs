using TradeStats.Queries;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>
/// How many observations a dataset holds, counted when it is loaded: those of each pair of areas over all commodities, and those of each commodity over all areas. So what there is of a
/// hundred million rows is told without reading them. The literals are the numbers of <see cref="Method"/>.
/// </summary>
internal static class Holdings
{
    /// <summary>The counts.</summary>
    public const string Table = $"{TradeContext.Schema}.holding";

    private const string Kind = "flow, period_start, period_months, currency, measure";

    /// <summary>Counts a dataset anew, whose rows are all there. What is counted over has no code.</summary>
    public static string Count(DatasetSlot slot) => $"""
        delete from {Table} where dataset = {slot.Id};
        insert into {Table} (dataset, reporter, partner, commodity, {Kind}, count)
        select {slot.Id}, coalesce(reporter, ''), coalesce(partner, ''), coalesce(commodity, ''), {Kind}, count(*) from {slot.Table} where known_until is null and method in (1, 2)
        group by grouping sets ((reporter, partner, {Kind}), (commodity, {Kind}))
        """;

    /// <summary>
    /// The counts <c>o</c> under the conditions of a question, with no commodity where they are of pairs and no areas where they are of commodities; or the rows, all of them in any order,
    /// where counts do not tell what is there: they are of published and computed rows that are known now, not of single commodities of single areas, nor of periods that are only added up of months.
    /// </summary>
    /// <param name="question">The question.</param>
    /// <param name="conditions">The measures; takes all other conditions.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="periods">The periods wanted; none for all.</param>
    /// <param name="mayCount">Whether counts will do at all.</param>
    public static (string Sql, bool AreCounts) CountsOrRows(Question question, Conditions conditions, Dataset dataset, IReadOnlyList<Period> periods, bool mayCount = true)
    {
        var spans = Spans.Of(question, periods, dataset);
        if (!mayCount || spans.Count > 0 || question is not { AsOf: null, Derived: false, Convert: null } || (question.Commodities.Count > 0 && question.Reporters.Count + question.Partners.Count > 0))
            return (ObservationSql.Rows(question, conditions.AddKey(question, areAllRead: true).AddTime(question, periods), dataset, spans, areAllRead: true), false);
        return ($"select o.* from {Table} o where o.dataset = {SqlNames.Of(dataset)}{conditions.AddObserved(question).AddTime(question, periods).Sql}", true);
    }
}
