namespace TradeStats.Trade;

/// <summary>That a dimension has a value under some filters.</summary>
/// <param name="Dimension">The name of the dimension's parameter.</param>
/// <param name="Code">The value, as the parameter takes it.</param>
/// <param name="Count">The number of rows that have it.</param>
public sealed record Available(string Dimension, string Code, long Count)
{
    private static readonly string[] InOrder = ["reporter", "partner", "flow", "commodity", "period", "frequency", "currency"];

    /// <summary>The dimensions, in the order of rows.</summary>
    public static IReadOnlyList<string> Dimensions => InOrder;

    /// <summary>The place of a dimension in that order, 1 for the first.</summary>
    public static int PlaceOf(string dimension) => Array.IndexOf(InOrder, dimension) + 1;
}
