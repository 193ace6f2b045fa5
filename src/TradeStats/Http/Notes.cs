using TradeStats.Store;
using TradeStats.Trade;

namespace TradeStats.Http;

/// <summary>What a reader should know about an answer.</summary>
public static class Notes
{
    /// <summary>Why there is nothing, or where sources disagree about the rows of a page.</summary>
    public static async Task<IReadOnlyList<string>> OnAsync<T>(IReadOnlyList<T> page, Ask ask)
    {
        if (page.Count == 0)
            return [ask.Question.After is null ? await EmptyAsync(ask) : "There is nothing after this cursor."];
        return [.. page.OfType<Observation>().Where(row => row.Disputed).Select(row => Disputed(row, ask.Catalogue))];
    }

    private static string Disputed(Observation row, Catalogue catalogue) =>
        $"Sources disagree about {catalogue.AreaName(row.Series.Reporter)} - {catalogue.AreaName(row.Series.Partner)}, {Words<Flow>.Of(row.Series.Flow)}, "
        + $"{row.Period}, {row.Currency}: compare the figures {string.Join(", ", row.Figures)}.";

    private static async Task<string> EmptyAsync(Ask ask)
    {
        var filter = ask.Question.Noun is "totals" or "growth" or "shares" ? await Emptiness.FindAsync(ask.Database, ask.Question, ask.Cancellation) : null;
        return filter is null
            ? $"There is nothing under these filters together: {ask.Question.Rows}. Leave one out to see what there is."
            : $"There is nothing: {filter} leaves nothing of what the filters before it leave. Ask for other values of it, or leave it out.";
    }
}
