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

    // Of a page no more than twice its rows are held, however many there are. Rows come in the order of the key: their place tells it.
    private static async IAsyncEnumerable<T> SortAsync<T>(IAsyncEnumerable<T> rows, IReadOnlyList<Column<T>> order, IReadOnlyList<Cell>? cursor, Ask ask, int? most)
    {
        var descending = ask.Question.Descending;
        var held = new List<(Cell First, long Place, T Row)>();
        Cell? last = null;
        var place = 0L;
        await foreach (var row in rows.WithCancellation(ask.Cancellation))
        {
            place++;
            var first = order[0].Read(row, ask.Catalogue);
            if ((last is { } end && Table<T>.CompareFirst(first, end, descending) >= 0)
                || (cursor is not null && Table<T>.Compare(Table<T>.Read(row, order, ask.Catalogue), cursor, descending) <= 0))
            {
                continue;
            }
            held.Add((first, place, row));
            if (most is null && held.Count > MostSorted)
            {
                throw new ProblemException(new(ProblemCode.TooLarge,
                    $"More than {MostSorted} rows would have to be sorted. Filter them by reporter, partner or period, name a {Parameter.Limit.Name}, or leave sort out: in their own order all rows can be read."));
            }
            if (most is { } count && held.Count == 2 * count)
            {
                Sort();
                held.RemoveRange(count, count);
                last = held[^1].First;
            }
        }
        Sort();
        foreach (var (_, _, row) in held)
            yield return row;

        void Sort() => held.Sort((left, right) =>
        {
            var compared = Table<T>.CompareFirst(left.First, right.First, descending);
            return compared != 0 ? compared : left.Place.CompareTo(right.Place);
        });
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
