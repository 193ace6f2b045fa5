using System.Globalization;
using TradeStats.Store;
using TradeStats.Trade;

namespace TradeStats.Http;

/// <summary>What a reader should know about an answer.</summary>
public static class Notes
{
    private const int MostValues = 20;

    /// <summary>Why there is nothing; or where sources disagree about the rows of a page, and which checks fail that touch them.</summary>
    public static async Task<IReadOnlyList<string>> OnAsync<T>(IReadOnlyList<T> page, Func<T, IReadOnlyList<string>> figures, Ask ask)
    {
        if (page.Count == 0)
            return [ask.Question.After is null ? await EmptyAsync(ask) : "There is nothing after this cursor."];
        if (ask.Question.Noun is "checks" or "figures")
            return [];
        var used = page.SelectMany(figures).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. page.OfType<Observation>().Where(row => row.Disputed).Select(row => Disputed(row, ask.Catalogue)),
            .. ask.Catalogue.Failing.Where(check => check.Figures.Any(used.Contains) && check.IsKnown(ask.Question.AsOf))
                .Select(check => $"A check fails ({check.Id}): {check.Statement} Expected {Text(check.Expected)}, found {check.Actual?.ToString(CultureInfo.InvariantCulture)}."),
        ];
    }

    private static string Disputed(Observation row, Catalogue catalogue) =>
        $"Sources disagree about {catalogue.AreaName(row.Series.Reporter)} - {catalogue.AreaName(row.Series.Partner)}, {Words<Flow>.Of(row.Series.Flow)}, "
        + $"{row.Period}, {row.Currency}: compare the figures {string.Join(", ", row.Figures)}.";

    private static string Text(Bounded number) =>
        FormattableString.Invariant($"{(number.Number is { } known ? $"{known}, " : "")}from {(number.Low is { } low ? $"{low}" : "...")} to {(number.High is { } high ? $"{high}" : "...")}");

    private static async Task<string> EmptyAsync(Ask ask)
    {
        IReadOnlyList<Measure>? measures = ask.Question.Noun switch
        {
            "totals" or "rankings" or "availability" => [Measure.Value],
            "growth" => [Measure.Value, Measure.Growth, Measure.Multiple],
            "shares" => [Measure.Value, Measure.Share],
            _ => null,
        };
        var found = measures is null ? null : await Emptiness.FindAsync(ask.Database, ask.Question, measures, ask.Cancellation);
        return found is not var (filter, instead)
            ? $"There is nothing under these filters together: {ask.Question.Rows}. Leave one out to see what there is."
            : $"There is nothing for {filter} under the filters before it. "
                + (instead.Count == 0 ? "There is nothing without it either." : $"There is {string.Join(", ", instead.Take(MostValues))}{(instead.Count > MostValues ? $" and {instead.Count - MostValues} more, see /v1/availability" : "")}.");
    }
}
