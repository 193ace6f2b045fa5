using System.Globalization;
using TradeStats.Representations;
using TradeStats.Store;
using TradeStats.Trade;

namespace TradeStats.Http;

/// <summary>Gathers, while the rows of an answer pass, what a reader should know about them.</summary>
/// <typeparam name="T">The row.</typeparam>
internal sealed class Notes<T>(Table<T> table, Ask ask)
{
    private const int MostValues = 20;

    private readonly HashSet<string> _figures = new(StringComparer.Ordinal);
    private readonly List<string> _disputed = [];
    private bool _isEmpty = true;

    /// <summary>The same rows.</summary>
    public async IAsyncEnumerable<T> WatchAsync(IAsyncEnumerable<T> rows)
    {
        await foreach (var row in rows)
        {
            _isEmpty = false;
            _figures.UnionWith(table.FiguresOf(row));
            if (row is Observation { Disputed: true } disputed)
                _disputed.Add(Disputed(disputed, ask.Catalogue));
            yield return row;
        }
    }

    /// <summary>After the last row: why there is none; or where sources disagree about the rows, and which checks fail that touch them.</summary>
    public async Task<IReadOnlyList<string>> AllAsync()
    {
        if (_isEmpty)
            return [ask.Question.After is null ? await EmptyAsync(ask) : "There is nothing after this cursor."];
        if (ask.Question.Noun is "checks" or "figures")
            return [];
        if (_figures.Count == 0)
            return _disputed;
        return
        [
            .. _disputed,
            .. ask.Catalogue.Failing.Where(check => check.Figures.Any(_figures.Contains) && check.IsKnown(ask.Question.AsOf))
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
        var found = measures is null ? null : await Emptiness.FindAsync(ask.Database, ask.Question, ask.Dataset, measures, ask.Cancellation);
        return found is not var (filter, instead)
            ? $"There is nothing under these filters together: {ask.Question.Rows}. Leave one out to see what there is."
            : $"There is nothing for {filter} under the filters before it. "
                + (instead.Count == 0 ? "There is nothing without it either." : $"There is {string.Join(", ", instead.Take(MostValues))}{(instead.Count > MostValues ? $" and {instead.Count - MostValues} more, see /v1/availability" : "")}.");
    }
}
