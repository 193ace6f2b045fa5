using System.Globalization;
using System.Text.Json;
using TradeStats.Trade;

namespace TradeStats.Representations;

/// <summary>The type of all values of a column.</summary>
public enum ColumnType
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A period in its canonical spelling.</summary>
    Period,

    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Several codes, none with a space; joined by a space where a format has no lists.</summary>
    List,

    /// <summary>Several texts; joined by "; " where a format has no lists.</summary>
    Texts,

    /// <summary>Several rows of figures; only in formats that nest.</summary>
    Figures,
}

/// <summary>One field of a row, as all formats and the documentation see it.</summary>
/// <typeparam name="T">The row.</typeparam>
/// <param name="Name">The name, the same in every format.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="Unit">The unit, in words; null where there is none.</param>
/// <param name="Description">Meaning, and when it is null.</param>
/// <param name="Read">Its value in a row; names of codes come from the catalogue.</param>
/// <param name="IsNullable">Whether a row can have none.</param>
/// <param name="Words">All values it can have, where they are words of the vocabulary, in their order; else null.</param>
public sealed record Column<T>(
    string Name,
    ColumnType Type,
    string? Unit,
    string Description,
    Func<T, Catalogue, Cell> Read,
    bool IsNullable = false,
    IReadOnlyList<string>? Words = null)
{
    /// <summary>The name as JSON writes it.</summary>
    public JsonEncodedText JsonName { get; } = JsonEncodedText.Encode(Name);

    /// <summary>The text of a cell of this column in a cursor; null for nothing.</summary>
    public string? WriteText(Cell cell) => cell.Kind switch
    {
        CellKind.Number or CellKind.Boolean => cell.Number.ToString(CultureInfo.InvariantCulture),
        CellKind.List => Join(cell),
        _ => cell.Text,
    };

    /// <summary>The texts of a list in one.</summary>
    public string Join(Cell list) => string.Join(Type is ColumnType.Texts ? "; " : " ", list.List!);

    /// <summary>The cell that a text of a cursor stands for; null where it stands for none of this column's.</summary>
    public Cell? ReadText(string? text)
    {
        if (text is null)
            return default(Cell);
        if (Words is not null)
            return Words.Contains(text) ? Cell.Of(text).At(Words.ToList().IndexOf(text) + 1) : null;
        return Type switch
        {
            ColumnType.Number or ColumnType.Integer => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? Cell.Of(number) : null,
            ColumnType.Boolean => Cell.Of(text == "1"),
            ColumnType.Period => Period.TryParse(text, out var period) ? Cell.Of((Period?)period) : null,
            ColumnType.List => Cell.Of(text.Split(' ')),
            ColumnType.Texts => Cell.Of(text.Split("; ")),
            _ => Cell.Of(text),
        };
    }
}
