namespace TradeStats.Trade;

/// <summary>One value that a line of an imported table states, on its way into a dataset.</summary>
/// <param name="Reporter">The code of the area that reports.</param>
/// <param name="Partner">The code of the area it trades with.</param>
/// <param name="Flow">The flow; a total or a balance is one that the table publishes, rather than one that follows.</param>
/// <param name="Commodity">The code of the commodity.</param>
/// <param name="Period">The period.</param>
/// <param name="Currency">ISO 4217 code of the currency of the value.</param>
/// <param name="Number">The value with its bounds, in units of the currency; it has a number, which lies within them and is below zero for a balance only.</param>
/// <param name="Edition">The edition of the Harmonized System that the commodity belongs to, 0 for 1988 to 6 for 2022; -1 where the table does not tell.</param>
/// <param name="IsOriginal">Whether the reporter itself used that edition, rather than that the figures were converted to it.</param>
/// <param name="File">The number of the file, counted from 0 as they were read.</param>
/// <param name="Line">The line of that file, counted from 1.</param>
/// <param name="Column">The character of that line at which the value begins, counted from 1.</param>
public readonly record struct ImportedCell(
    string Reporter, string Partner, Flow Flow, string Commodity, Period Period, string Currency, Bounded Number, short Edition, bool IsOriginal, int File, long Line, int Column);

/// <summary>A line of a file that is not loaded although it should be, or a whole file, with the reason.</summary>
/// <param name="File">The path of the file.</param>
/// <param name="Line">The line, counted from 1; null where the fault is of the file as a whole.</param>
/// <param name="Column">The character of the line, counted from 1; null like the line.</param>
/// <param name="Reason">What is wrong, in words.</param>
public sealed record Rejection(string File, long? Line, int? Column, string Reason)
{
    /// <summary>In one line, as <c>file.csv:12:40: primaryValue: ...</c>.</summary>
    public override string ToString() => Line is { } line ? FormattableString.Invariant($"{File}:{line}:{Column ?? 1}: {Reason}") : $"{File}: {Reason}";
}
