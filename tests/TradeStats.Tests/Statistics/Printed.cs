using TradeStats.Statistics;
using TradeStats.Trade;

namespace TradeStats.Tests.Statistics;

/// <summary>Figures and observations as a test needs them: China's exports to Vietnam of 2024 in yuan, unless a test says otherwise.</summary>
internal static class Printed
{
    public const string Old = "old-paper";
    public const string New = "new-paper";

    public static readonly IReadOnlyDictionary<string, string> Published = new Dictionary<string, string> { [Old] = "2024-12-31", [New] = "2025-01" };

    public static readonly Series ToVietnam = new("CN", "VN", Flow.Exports, "TOTAL");

    public static Figure Figure(string id, Bounded number) => new(
        id, Old, 1, Measure.Value, TradeStats.Trade.Figure.GoodsTrade, "CN", "VN", null, Flow.Exports, "TOTAL", Period.OfYear(2024), false, "CNY", "CNY",
        number, null, null, "as printed", false, null, null);

    public static Observation Value(int year, Bounded number, string currency = "CNY") =>
        new(ToVietnam, Period.OfYear(year), currency, Measure.Value, "", number, Method.Published, false, [$"value-{year}{currency}"]);

    public static Observation Growth(int year, Bounded percent, string currency = "CNY") =>
        new(ToVietnam, Period.OfYear(year), currency, Measure.Growth, Period.OfYear(year - 1).ToString(), percent, Method.Published, false, [$"growth-{year}{currency}"]);

    public static Observation Share(int year, Bounded percent, string currency = "CNY") =>
        new(ToVietnam, Period.OfYear(year), currency, Measure.Share, Cells.WholeKey("CN", "WLD", "TOTAL"), percent, Method.Published, false, [$"share-{year}{currency}"]);

    public static Bounded Exact(decimal number, decimal low, decimal high) => new(number, low, high, Qualifier.Exact);

    public static Bounded Exact(decimal number) => Exact(number, number, number);

    public static Bounded AtLeast(decimal number) => new(number, number, null, Qualifier.AtLeast);

    public static Bounded AtMost(decimal number) => new(number, null, number, Qualifier.AtMost);

    public static Bounded About(decimal number) => new(number, null, null, Qualifier.About);

    public static Bounded Forecast(decimal number) => new(number, null, null, Qualifier.Forecast);
}
