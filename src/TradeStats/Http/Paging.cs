using TradeStats.Queries;
using TradeStats.Representations;

namespace TradeStats.Http;

/// <summary>Cuts the page out of the rows that a question asks for, in the order it asks for.</summary>
public static class Paging
{
    /// <summary>The most rows that can be brought into another order than their own, where all of them are wanted.</summary>
    public const int MostSorted = 1_000_000;

    /// <summary>The rows after the question's cursor, in the question's order: all of them, or at least the first <paramref name="most"/>.</summary>
    /// <exception cref="ProblemException">The cursor cannot be read, or there are too many rows to sort.</exception>
    public static IAsyncEnumerable<T> RowsAsync<T>(IAsyncEnumerable<T> rows, Table<T> table, Ask ask, int? most)
    {
        var order = table.OrderOf(ask.Question.Sort);
        var cursor = ReadCursor(ask.Question.After, order);
        if (ask.Question.Sort is not null)
            return SortAsync(rows, order, cursor, ask, most);
        return cursor is null ? rows : rows.SkipWhile(row => Table<T>.Compare(Table<T>.Read(row, order, ask.Catalogue), cursor, ask.Question.Descending) <= 0);
    }

    /// <summary>The first rows and whether there are more.</summary>
    public static async Task<(IReadOnlyList<T> Rows, bool HasMore)> TakeAsync<T>(IAsyncEnumerable<T> rows, int limit, CancellationToken cancellation)
    {
        var page = new List<T>();
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            if (page.Count == limit)
                return (page, true);
            page.Add(row);
        }
        return (page, false);
    }

    /// <summary>The URL of the page after a row.</summary>
    public static string NextUrl<T>(HttpRequest request, T last, Table<T> table, Ask ask)
    {
        var key = table.OrderOf(ask.Question.Sort).Select(column => column.WriteText(column.Read(last, ask.Catalogue)));
        var others = (request.QueryString.Value ?? "").TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part.Split('=')[0] != Parameter.After.Name);
        var query = string.Join('&', others.Append($"{Parameter.After.Name}={new Cursor([.. key]).Write(ask.Question.Rows)}"));
        return $"{request.Scheme}://{request.Host}{request.PathBase}{request.Path}?{query}";
    }

    // Of a page no more than twice its rows are held, however many there are. Rows come in the order of the key, and what is equal stays in it: the first column alone tells more.
    private static async IAsyncEnumerable<T> SortAsync<T>(IAsyncEnumerable<T> rows, IReadOnlyList<Column<T>> order, IReadOnlyList<Cell>? cursor, Ask ask, int? most)
    {
        var descending = ask.Question.Descending;
        var byFirst = Comparer<Cell>.Create((left, right) => Table<T>.CompareFirst(left, right, descending));
        var held = new List<T>();
        Cell? last = null;
        await foreach (var row in rows.WithCancellation(ask.Cancellation))
        {
            if ((last is { } end && byFirst.Compare(First(row), end) >= 0)
                || (cursor is not null && Table<T>.Compare(Table<T>.Read(row, order, ask.Catalogue), cursor, descending) <= 0))
            {
                continue;
            }
            held.Add(row);
            if (most is null && held.Count > MostSorted)
            {
                throw new ProblemException(new(ProblemCode.TooLarge,
                    $"More than {MostSorted} rows would have to be sorted. Filter them by reporter, partner or period, name a {Parameter.Limit.Name}, or leave sort out: in their own order all rows can be read."));
            }
            if (most is { } count && held.Count == 2 * count)
            {
                held = [.. Sorted().Take(count)];
                last = First(held[^1]);
            }
        }
        foreach (var row in Sorted())
            yield return row;

        Cell First(T row) => order[0].Read(row, ask.Catalogue);

        IEnumerable<T> Sorted() => held.OrderBy(First, byFirst);
    }

    private static List<Cell>? ReadCursor<T>(Cursor? cursor, IReadOnlyList<Column<T>> order)
    {
        if (cursor is null)
            return null;
        var cells = order.Zip(cursor.Key, (column, text) => column.ReadText(text)).ToList();
        return cells.All(cell => cell is not null)
            ? [.. cells.Select(cell => cell!.Value)]
            : throw new ProblemException(new(ProblemCode.BadQuestion, "The cursor cannot be read.",
                [new(Parameter.After.Name, null, FaultCode.InvalidCursor, "Take the cursor from meta.next of the page before, unchanged.", [])]));
    }
}
