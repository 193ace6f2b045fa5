using System.Globalization;
using TradeStats.Queries;
using TradeStats.Store;
using TradeStats.Trade;

namespace TradeStats.Http;

/// <summary>Gathers, while the rows of an answer pass, what a reader should know about them.</summary>
/// <typeparam name="T">The row.</typeparam>
internal sealed class Notes<T>(ListEndpoint<T> list, Ask ask)
{
    private const int MostValues = 20;

    private readonly HashSet<string> _figures = new(StringComparer.Ordinal);
    private readonly List<string> _disputed = [];
    private bool _isEmpty = true;

    /// <summary>The same rows, each looked at as it passes.</summary>
    public async IAsyncEnumerable<T> WatchAsync(IAsyncEnumerable<T> rows)
    {
        await foreach (var row in rows)
        {
            Add(row);
            yield return row;
        }
    }

    /// <summary>Looks at a row.</summary>
    public void Add(T row)
    {
        _isEmpty = false;
        // Each is looked for in a set: none, as of imported tables, need not be.
        if (list.Table.FiguresOf(row) is { Count: > 0 } figures)
            _figures.UnionWith(figures);
        if (row is Observation { Disputed: true } disputed)
            _disputed.Add(Disputed(disputed, ask.Catalogue));
    }

    /// <summary>After the last row: why there is none; or where sources disagree about the rows, and which checks fail that touch them.</summary>
    public async Task<IReadOnlyList<string>> AllAsync()
    {
        if (_isEmpty)
            return [ask.Question.After is null ? await EmptyAsync() : "There is nothing after this cursor."];
        if (list.Measures.Count == 0)
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

    private async Task<string> EmptyAsync()
    {
        var question = list.Effective(ask.Question);
        var found = list.Measures.Count > 0
            ? await Emptiness.FindAsync(question, kept => Availabilities.IsAnyAsync(ask.Database, kept, ask.Dataset, list.Measures, ask.Cancellation), async kept =>
                (await Availabilities.ReadAsync(ask.Database, kept, ask.Dataset, list.Measures, ask.Cancellation)).Rows.Select(value => (value.Dimension, value.Code)))
            // To look for checks of millions of rows, filter by filter, would take longer than an answer may.
            : list.Parameters.Contains(Parameter.Dataset) && ask.Dataset.FigureCount > 0
                ? await Emptiness.FindAsync(question, async kept => (await ThereAsync(kept)).Any(), ThereAsync)
                : null;
        if (found is var (filter, instead))
        {
            return $"There is nothing for {filter} under the filters before it. "
                + (instead.Count == 0 ? "There is nothing without it either." : $"There is {string.Join(", ", instead.Take(MostValues))}{(instead.Count > MostValues ? $" and {instead.Count - MostValues} more{(list.Measures.Count > 0 ? ", see /v1/availability" : "")}" : "")}.");
        }
        return list.Unanswered ?? $"There is nothing under these filters together: {question.Rows}. Leave one out to see what there is.";
    }

    // The values of the columns of a list that are filters of it too.
    private async Task<IEnumerable<(string Parameter, string Value)>> ThereAsync(Question question)
    {
        await using var answer = await list.AnswerAsync(ask with { Question = question, Most = null });
        var rows = await answer.Rows.ToListAsync(ask.Cancellation);
        return from column in list.Table.Columns
               where list.Parameters.Any(parameter => parameter.Name == column.Name)
               from value in rows.Select(row => column.WriteText(column.Read(row, ask.Catalogue))).OfType<string>().Distinct().Order(StringComparer.Ordinal)
               select (column.Name, value);
    }
}
