using TradeStats.Trade;

namespace TradeStats.Representations;

/// <summary>What a cell holds.</summary>
public enum CellKind
{
    /// <summary>Nothing: null in JSON, empty in CSV.</summary>
    Null,

    /// <summary>Text.</summary>
    Text,

    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Several texts.</summary>
    List,

    /// <summary>Several rows of another table; only in formats that nest.</summary>
    Rows,
}

/// <summary>One value of one row, which every format can write and which orders among its like.</summary>
public readonly record struct Cell
{
    // A text, a list or rows: an answer copies its cells many times over, so they are kept small.
    private readonly object? _content;

    private Cell(CellKind kind, object? content = null, decimal number = 0) => (Kind, _content, Number) = (kind, content, number);

    /// <summary>What it holds.</summary>
    public CellKind Kind { get; }

    /// <summary>The text; null unless it holds one.</summary>
    public string? Text => _content as string;

    /// <summary>The number, 1 or 0 for a boolean, or what orders a text that is no plain text: a period, a word of the vocabulary.</summary>
    public decimal Number { get; }

    /// <summary>The texts; null unless it holds several.</summary>
    public IReadOnlyList<string>? List => _content as IReadOnlyList<string>;

    /// <summary>The rows, each as names and cells; null unless it holds several.</summary>
    public IReadOnlyList<IReadOnlyList<(string Name, Cell Cell)>>? Rows => _content as IReadOnlyList<IReadOnlyList<(string Name, Cell Cell)>>;

    /// <summary>Text; null is nothing.</summary>
    public static Cell Of(string? text) => text is null ? default : new(CellKind.Text, text);

    /// <summary>A number; null is nothing.</summary>
    public static Cell Of(decimal? number) => number is { } known ? new(CellKind.Number, number: known) : default;

    /// <summary>A boolean; null is nothing.</summary>
    public static Cell Of(bool? flag) => flag is { } known ? new(CellKind.Boolean, number: known ? 1 : 0) : default;

    /// <summary>Several texts.</summary>
    public static Cell Of(IReadOnlyList<string> list) => new(CellKind.List, list);

    /// <summary>Several rows.</summary>
    public static Cell OfRows(IReadOnlyList<IReadOnlyList<(string Name, Cell Cell)>> rows) => new(CellKind.Rows, rows);

    /// <summary>A period in its canonical spelling, in the order of time; null is nothing.</summary>
    public static Cell Of(Period? period) => period is { } known ? new(CellKind.Text, known.ToString(), (known.Start * 10_000L) + known.Months) : default;

    /// <summary>A word of the vocabulary, in the order of its declaration; null is nothing.</summary>
    public static Cell Word<T>(T? word) where T : struct, Enum => word is { } known ? new(CellKind.Text, Words<T>.Of(known), Words<T>.PlaceOf(known)) : default;

    /// <summary>The same text at a place in an order.</summary>
    public Cell At(int place) => new(Kind, _content, place);

    /// <summary>Orders two cells of one column: numbers, periods and words by their order, texts by code point, lists by their first differing text. Nothing comes last.</summary>
    public static int Compare(Cell left, Cell right)
    {
        if (left.Kind is CellKind.Null || right.Kind is CellKind.Null)
            return (left.Kind is CellKind.Null).CompareTo(right.Kind is CellKind.Null);
        if (left.List is { } lefts && right.List is { } rights)
            return string.CompareOrdinal(string.Join(' ', lefts), string.Join(' ', rights));
        return left.Number != right.Number ? left.Number.CompareTo(right.Number) : string.CompareOrdinal(left.Text, right.Text);
    }
}
