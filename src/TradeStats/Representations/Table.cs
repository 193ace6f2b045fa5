using System.Collections.Frozen;
using TradeStats.Trade;

namespace TradeStats.Representations;

/// <summary>The rows of one endpoint: their columns in order, the first of which is the order of the rows.</summary>
/// <typeparam name="T">The row.</typeparam>
public sealed class Table<T>
{
    private readonly FrozenDictionary<string, Column<T>> _byName;

    /// <summary>Describes rows.</summary>
    /// <param name="noun">The name of the endpoint.</param>
    /// <param name="row">What one row is, in words.</param>
    /// <param name="columns">The columns, in the order of CSV.</param>
    /// <param name="key">The names of the columns that order the rows and tell them apart.</param>
    /// <param name="figures">The ids of the figures behind a row; null where rows have none.</param>
    /// <param name="cube">What the rows are as a cube; null where they are none.</param>
    public Table(string noun, string row, IReadOnlyList<Column<T>> columns, IReadOnlyList<string> key, Func<T, IReadOnlyList<string>>? figures = null, Cube<T>? cube = null)
    {
        _byName = columns.ToFrozenDictionary(column => column.Name, StringComparer.Ordinal);
        (Noun, Row, Columns, FiguresOf, Cube) = (noun, row, columns, figures ?? (_ => []), cube);
        Key = [.. key.Select(Find)];
    }

    /// <summary>The name of the endpoint.</summary>
    public string Noun { get; }

    /// <summary>What one row is, in words.</summary>
    public string Row { get; }

    /// <summary>The columns, in the order of CSV.</summary>
    public IReadOnlyList<Column<T>> Columns { get; }

    /// <summary>The columns that order the rows and tell them apart.</summary>
    public IReadOnlyList<Column<T>> Key { get; }

    /// <summary>The ids of the figures behind a row; none where rows have none.</summary>
    public Func<T, IReadOnlyList<string>> FiguresOf { get; }

    /// <summary>What the rows are as a cube; null where they are none.</summary>
    public Cube<T>? Cube { get; }

    /// <summary>The columns of some names, in the order of the names; all where no name is given.</summary>
    public IReadOnlyList<Column<T>> Select(IReadOnlyList<string> names) => names.Count == 0 ? Columns : [.. names.Select(Find)];

    /// <summary>The columns that order the rows of a question: the one to sort by, then the key.</summary>
    public IReadOnlyList<Column<T>> OrderOf(string? sort) => sort is null ? Key : [Find(sort), .. Key];

    /// <summary>
    /// Orders two rows: by the first column as asked, nulls last either way, then by the key.
    /// </summary>
    public static int Compare(IReadOnlyList<Cell> left, IReadOnlyList<Cell> right, bool firstDescending)
    {
        var order = CompareFirst(left[0], right[0], firstDescending);
        for (var i = 1; i < left.Count && order == 0; i++)
            order = Cell.Compare(left[i], right[i]);
        return order;
    }

    /// <summary>Orders two rows by the first column alone: as asked, nulls last either way.</summary>
    public static int CompareFirst(Cell left, Cell right, bool descending)
    {
        var order = Cell.Compare(left, right);
        return descending && left.Kind is not CellKind.Null && right.Kind is not CellKind.Null ? -order : order;
    }

    /// <summary>The cells of a row in some columns.</summary>
    public static IReadOnlyList<Cell> Read(T row, IReadOnlyList<Column<T>> columns, Catalogue catalogue)
    {
        var cells = new Cell[columns.Count];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = columns[i].Read(row, catalogue);
        return cells;
    }

    /// <summary>The column that embeds the figures behind a row.</summary>
    /// <param name="evidence">The figures by their id.</param>
    public Column<T> Evidence(IReadOnlyDictionary<string, (Figure Figure, Source Source)> evidence) => new(
        "evidence", ColumnType.Figures, null, "The published figures behind the row, as /v1/figures tells them.",
        (row, catalogue) => Cell.OfRows([.. FiguresOf(row).Where(evidence.ContainsKey)
            .Select(id => (IReadOnlyList<(string, Cell)>)[.. Tables.Figures.Columns.Select(column => (column.Name, column.Read(evidence[id], catalogue)))])]));

    /// <summary>The column of a name, which there is.</summary>
    public Column<T> Find(string name) => _byName[name];
}
