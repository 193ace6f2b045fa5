using System.Globalization;
using TradeStats.Trade;

namespace TradeStats.Tests.Trade;

/// <summary>Code lists small enough to be seen whole.</summary>
internal static class SmallCatalogue
{
    public static readonly Catalogue Whole = Of(new Dataset(
        Dataset.Articles, "Articles", "0123456789ab", DateTimeOffset.UnixEpoch, 1, 1, Period.OfYear(2024), Period.OfYear(2025), [Frequency.Annual, Frequency.YearToDate], ["CNY", "USD"], "free"));

    public static Catalogue Of(params IReadOnlyList<Dataset> datasets) => new(
        [
            new("490", "Other Asia, not elsewhere specified", AreaKind.Other, null, "490", [], []),
            new("ASEAN", "ASEAN", AreaKind.Group, null, null, ["Association of Southeast Asian Nations"], []),
            new("CI", "Côte d'Ivoire", AreaKind.Country, "CIV", "384", ["Ivory Coast"], []),
            new("CN", "China", AreaKind.Country, "CHN", "156", ["Chinese mainland"], [new("RCEP", Day("2022-01-01"), null)]),
            new("CN-YN", "Yunnan", AreaKind.Province, null, null, [], [new("CN", null, null)]),
            new("GB", "United Kingdom", AreaKind.Country, "GBR", "826", [], [new("EU", Day("1973-01-01"), Day("2020-01-31"))]),
            new("ID", "Indonesia", AreaKind.Country, "IDN", "360", [], [new("ASEAN", Day("1967-08-08"), null)]),
            new("MY", "Malaysia", AreaKind.Country, "MYS", "458", [], [new("ASEAN", Day("1967-08-08"), null)]),
            new("RCEP", "RCEP", AreaKind.Group, null, null, [], []),
            new("TL", "Timor-Leste", AreaKind.Country, "TLS", "626", ["East Timor"], [new("ASEAN", Day("2025-10-26"), null)]),
            new("TR", "Turkey", AreaKind.Country, "TUR", "792", ["Türkiye"], []),
            new("VN", "Vietnam", AreaKind.Country, "VNM", "704", ["Viet Nam", "Việt Nam"], [new("ASEAN", Day("1995-07-28"), null), new("RCEP", Day("2022-01-01"), null)]),
            new("WLD", "World", AreaKind.Group, null, "000", ["All partners"], []),
        ],
        [
            new("08", "Fruit and nuts", "HS", "TOTAL"),
            new("TOTAL", "All goods", "HS", null),
            new("agricultural-products", "Agricultural products", "named-group", "TOTAL"),
            new("durian", "Durian", "named-group", "fruits-and-nuts"),
            new("fruits-and-nuts", "Fruits and nuts", "named-group", "agricultural-products"),
        ],
        datasets,
        [Paper("a-paper"), Paper("b-paper")],
        ["contracts", "goods-trade", "investment"],
        []);

    public static Period Months(string text) => Period.TryParse(text, out var period) ? period : throw new FormatException(text);

    private static Source Paper(string id) => new(id, $"[{id}]", "A publisher", false, null, "2025-04", false, "printed", $"{id}.txt", null, []);

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
