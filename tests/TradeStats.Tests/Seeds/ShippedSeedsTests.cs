using System.Globalization;
using System.Text.Json;
using TradeStats.Seeds;
using TradeStats.Trade;
using Xunit;

namespace TradeStats.Tests.Seeds;

public class ShippedSeedsTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "seeds");

    private static readonly SeedReading Reading = SeedFolder.Read(Folder);

    private static SeedContent Content => Reading.Content!;

    [Fact]
    public void The_seeds_have_no_fault() => Assert.Empty(Reading.Faults);

    [Fact]
    public void Every_article_has_the_figures_counted_by_hand() =>
        Assert.Equal(
            new Dictionary<string, int>
            {
                ["china-malaysia-trade"] = 22,
                ["china-vietnam-ties"] = 8,
                ["cooperation-remains-strong"] = 20,
                ["hainan-ftp-operations"] = 5,
                ["hainan-opening-up"] = 3,
                ["kuala-lumpur-forum"] = 0,
                ["rcep-opinion"] = 0,
                ["rceptt-consensus"] = 0,
                ["vietnam-pillar-interview"] = 5,
                ["vietnam-ties-elevated"] = 11,
                ["vietnam-visit-editorial"] = 3,
                ["yunnan-asean-trade"] = 18,
            },
            Content.Sources.ToDictionary(source => source.Id, source => Content.Figures.Count(figure => figure.Source == source.Id)));

    [Theory]
    [InlineData("yunnan-asean-trade-01", "CN-YN ASEAN total 2024", "rank", "1 1 1")]
    [InlineData("yunnan-asean-trade-02", "CN-YN ASEAN total 2024", "years", "20 20 20")]
    [InlineData("yunnan-asean-trade-03", "CN-YN ASEAN total 2024", "CNY", "109320000000 109315000000 109325000000")]
    [InlineData("yunnan-asean-trade-04", "CN-YN ASEAN total 2024", "USD", "15100000000 15050000000 15150000000")]
    [InlineData("yunnan-asean-trade-10", "CN-YN ASEAN exports 2025-Q1", "percent", "132.6 132.55 132.65")]
    [InlineData("yunnan-asean-trade-12", "CN ASEAN total 2024", "CNY", "6990000000000 6985000000000 6995000000000")]
    [InlineData("yunnan-asean-trade-13", "CN ASEAN total 2024", "percent", "9.0 8.95 9.05")]
    [InlineData("yunnan-asean-trade-14", "CN ASEAN total 2024", "percent", "15.9 15.85 15.95")]
    [InlineData("yunnan-asean-trade-15", "CN ASEAN exports 2024", "CNY", "4170000000000 4165000000000 4175000000000")]
    [InlineData("yunnan-asean-trade-17", "CN ASEAN imports 2024", "CNY", "2820000000000 2815000000000 2825000000000")]
    [InlineData("china-malaysia-trade-01", "CN MY total 2024", "USD", "212030000000 212025000000 212035000000")]
    [InlineData("china-malaysia-trade-09", "CN MY total 2024", "rank", "2 2 2")]
    [InlineData("china-malaysia-trade-11", "CN-GX MY total 2025-01/2025-02", "CNY", "2900000000 2850000000 2950000000")]
    [InlineData("china-malaysia-trade-12", "CN-GX MY total 2025-01/2025-02", "USD", "396000000 395500000 396500000")]
    [InlineData("china-malaysia-trade-14", "CN-GX MY - 2025-03", "projects", "58 58 58")]
    [InlineData("china-malaysia-trade-18", "CN-GX MY - 2024-12", "CNY", "340000000000 340000000000 -")]
    [InlineData("china-malaysia-trade-22", "MY CN - 2004-01/2024-12", "USD", "1400000000 1400000000 -")]
    [InlineData("vietnam-visit-editorial-01", "VN CN total 2024", "years", "20 20 -")]
    [InlineData("china-vietnam-ties-03", "CN VN total 2024", "CNY", "1850000000000 1845000000000 1855000000000")]
    [InlineData("china-vietnam-ties-04", "CN VN total 2024", "USD", "254050000000 254045000000 254055000000")]
    [InlineData("china-vietnam-ties-06", "CN VN total 2025-01/2025-02", "CNY", "270960000000 270955000000 270965000000")]
    [InlineData("china-vietnam-ties-08", "CN-ZJ VN exports 2025-01/2025-02", "CNY", "20640000 20635000 20645000")]
    [InlineData("vietnam-ties-elevated-04", "CN VN total 2012", "USD", "50000000000 49500000000 50500000000")]
    [InlineData("vietnam-ties-elevated-05", "CN VN total 2012", "times", "25 24.5 25.5")]
    [InlineData("vietnam-ties-elevated-08", "CN VN total 2022", "USD", "200000000000 200000000000 -")]
    [InlineData("cooperation-remains-strong-08", "CN ASEAN total 2025-01/2025-08", "CNY", "4930000000000 4925000000000 4935000000000")]
    [InlineData("cooperation-remains-strong-18", "CN MY total 2024", "USD", "200000000000 200000000000 -")]
    [InlineData("vietnam-pillar-interview-01", "CN VN total 2024", "USD", "260000000000 260000000000 -")]
    [InlineData("vietnam-pillar-interview-02", "CN VN total 2024", "times", "2 1.5 2.5")]
    [InlineData("vietnam-pillar-interview-04", "CN ASEAN total 2025", "USD", "1000000000000 1000000000000 -")]
    [InlineData("vietnam-pillar-interview-05", "CN VN total 2024", "percent", "25 - -")]
    [InlineData("hainan-ftp-operations-04", "CN-HI WLD - 2018", "percent", "17.3 17.25 17.35")]
    public void Figures_worked_by_hand_come_out(string id, string key, string unit, string numbers)
    {
        var figure = Content.Figures.Single(figure => figure.Id == id);
        var flow = figure.Flow is { } of ? Words<Flow>.Of(of) : "-";
        Assert.Equal(key, $"{figure.Reporter} {figure.Partner} {flow} {figure.Period}");
        Assert.Equal(unit, figure.Unit);
        Assert.Equal(numbers, $"{Text(figure.Number.Number)} {Text(figure.Number.Low)} {Text(figure.Number.High)}");
    }

    [Fact]
    public void A_growth_without_a_base_is_against_a_year_earlier()
    {
        Assert.Equal("2024-Q1", Content.Figures.Single(figure => figure.Id == "yunnan-asean-trade-10").Base.ToString());
        Assert.Equal("2000", Content.Figures.Single(figure => figure.Id == "vietnam-ties-elevated-05").Base.ToString());
        Assert.All(Content.Figures, figure => Assert.True(figure.Base is null || figure.Measure is Measure.Growth or Measure.Multiple));
    }

    [Fact]
    public void Every_country_is_an_area()
    {
        Assert.Equal(249, Content.Areas.Count(area => area.Kind == AreaKind.Country));
        Assert.Equal(4, Content.Areas.Count(area => area.Kind == AreaKind.Province));
        Assert.Equal("704", Content.Areas.Single(area => area.Code == "VN").M49);
    }

    [Theory]
    [InlineData("ASEAN", "2024-12-31", 10)]
    [InlineData("ASEAN", "2025-10-26", 11)]
    [InlineData("ASEAN", "1967-08-08", 5)]
    [InlineData("RCEP", "2022-01-01", 10)]
    [InlineData("RCEP", "2023-06-02", 15)]
    public void Groups_had_their_members_on_a_day(string group, string day, int members)
    {
        var on = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(members, Content.Areas.Count(area => area.MemberOf.Any(membership => membership.Group == group && membership.From <= on)));
    }

    [Fact]
    public void Every_chapter_of_the_Harmonized_System_is_a_commodity() =>
        Assert.Equal(
            Enumerable.Range(1, 97).Where(chapter => chapter != 77).Select(chapter => chapter.ToString("00", CultureInfo.InvariantCulture)),
            Content.Commodities.Where(commodity => commodity.Code.Length == 2).Select(commodity => commodity.Code));

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void The_culture_of_the_machine_changes_nothing(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var reading = SeedFolder.Read(Folder);
            Assert.Empty(reading.Faults);
            Assert.Equal(Content.Figures, reading.Content!.Figures);
            using var small = new SmallSeeds().Change(SmallSeeds.Article, "\"number\": 9.0", "\"number\": 9.5");
            Assert.Equal("articles/one.json:18, figure one-03, number: found 9.5, expected 9.0, as printed", Assert.Single(small.Read().Faults).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("areas.schema.json", "", SmallSeeds.Areas, "\"areas\": [", "")]
    [InlineData("areas.schema.json", "area", SmallSeeds.Areas, "\"code\": \"CN\"", "CN.")]
    [InlineData("areas.schema.json", "membership", SmallSeeds.Areas, "\"group\": \"ASEAN\"", "VN.memberOf[0].")]
    [InlineData("commodities.schema.json", "", SmallSeeds.Commodities, "\"commodities\": [", "")]
    [InlineData("commodities.schema.json", "commodity", SmallSeeds.Commodities, "\"code\": \"08\"", "08.")]
    [InlineData("article.schema.json", "", SmallSeeds.Article, "\"id\": \"one\"", "")]
    [InlineData("article.schema.json", "place", SmallSeeds.Article, "\"document\": \"other.txt\"", "alsoIn[0].")]
    [InlineData("article.schema.json", "figure", SmallSeeds.Article, "\"id\": \"one-01\"", "")]
    public void The_schemas_name_the_properties_that_are_read(string schema, string definition, string file, string property, string way)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, schema)));
        var described = definition.Length == 0 ? json.RootElement : json.RootElement.GetProperty("$defs").GetProperty(definition);
        using var seeds = new SmallSeeds().Change(file, property, $"\"another\": 1, {property}");
        var fault = Assert.Single(seeds.Read().Faults);
        Assert.Equal(way + "another", fault.Field);
        Assert.Equal(
            described.GetProperty("properties").EnumerateObject().Select(one => one.Name).Order(StringComparer.Ordinal),
            fault.Expected["one of ".Length..].Split(", ").Order(StringComparer.Ordinal));
    }

    private static string Text(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "-";
}
