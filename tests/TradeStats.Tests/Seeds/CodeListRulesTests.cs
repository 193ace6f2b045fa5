using TradeStats.Seeds;
using Xunit;

namespace TradeStats.Tests.Seeds;

public class CodeListRulesTests
{
    private const string AreaCode =
        "an ISO 3166-1 code for a country, ISO 3166-2 for a province, three capital letters or more for a group, three digits for another";

    private const string Whole = "the code of a group but the world, of which all are part, or of the country of a province";
    private const string Contained = "the code of the commodity that contains it; nothing for TOTAL alone";

    [Theory]
    [InlineData("\"kind\": \"country\"", "\"kind\": \"nation\"", "CN.kind", "\"nation\"", "one of country, province, group, other")]
    [InlineData("\"ASEAN\", \"name\"", "\"A\", \"name\"", "A.code", "\"A\"", AreaCode)]
    [InlineData("\"name\": \"China\"", "\"name\": \" China\"", "CN.name", "\" China\"", "a name")]
    [InlineData(", \"alpha3\": \"CHN\"", "", "CN.alpha3", "nothing", "three capital letters for a country, nothing for another")]
    [InlineData("\"CHN\"", "\"chn\"", "CN.alpha3", "\"chn\"", "three capital letters for a country, nothing for another")]
    [InlineData(", \"m49\": \"156\"", "", "CN.m49", "nothing", "three digits")]
    [InlineData("\"156\"", "\"0156\"", "CN.m49", "\"0156\"", "three digits")]
    [InlineData("\"Viet Nam\"", "\"China\"", "VN.spellings[0]", "\"China\"", "a spelling that CN does not have")]
    [InlineData("\"Viet Nam\"", "\"ÇHÏNA.\"", "VN.spellings[0]", "\"ÇHÏNA.\"", "a spelling that CN does not have")]
    [InlineData("\"Viet Nam\"", "\"156\"", "VN.spellings[0]", "\"156\"", "a spelling that CN does not have")]
    [InlineData("\"Viet Nam\"", "\"?\"", "VN.spellings[0]", "\"?\"", "letters or digits")]
    [InlineData("\"group\": \"ASEAN\"", "\"group\": \"EU\"", "VN.memberOf[0].group", "\"EU\"", Whole)]
    [InlineData("\"group\": \"ASEAN\"", "\"group\": \"WLD\"", "VN.memberOf[0].group", "\"WLD\"", Whole)]
    [InlineData("\"group\": \"ASEAN\"", "\"group\": \"CN\"", "VN.memberOf[0].group", "\"CN\"", Whole)]
    [InlineData("\"group\": \"CN\"", "\"group\": \"VN\"", "CN-YN.memberOf[0].group", "\"VN\"", Whole)]
    [InlineData("\"1995-07-28\"", "\"1995-07\"", "VN.memberOf[0].from", "\"1995-07\"", "a day as 2025-10-26")]
    [InlineData("\"1995-07-28\"", "\"1995-07-28\", \"until\": \"ever\"", "VN.memberOf[0].until", "\"ever\"", "a day as 2025-10-26")]
    [InlineData("\"1995-07-28\"", "\"1995-07-28\", \"until\": \"1995-07-27\"", "VN.memberOf[0].until", "\"1995-07-27\"", "no day before the first")]
    [InlineData("[\"Viet Nam\"]", "[7]", "VN.spellings[0]", "7", "a text")]
    public void An_area_keeps_its_rules(string old, string changed, string field, string found, string expected)
    {
        using var seeds = new SmallSeeds().Change(SmallSeeds.Areas, old, changed);
        var fault = Assert.Single(seeds.Read().Faults, fault => fault.File == SmallSeeds.Areas && fault.Field == field);
        Assert.Equal((found, expected), (fault.Found, fault.Expected));
    }

    [Fact]
    public void The_world_is_among_the_areas()
    {
        using var seeds = new SmallSeeds().Change(SmallSeeds.Areas, "\"WLD\"", "\"EARTH\"");
        Assert.Contains(new SeedFault(SmallSeeds.Areas, null, null, "areas", "no area WLD", "the world among the areas"), seeds.Read().Faults);
    }

    [Theory]
    [InlineData("\"HS\", \"parent\": \"TOTAL\"", "\"SITC\", \"parent\": \"TOTAL\"", "08.classification", "\"SITC\"", "one of HS, named-group")]
    [InlineData("\"08\"", "\"008\"", "008.code", "\"008\"", "TOTAL or 2, 4 or 6 digits for HS, a lower-case slug for a named group")]
    [InlineData("\"08\"", "\"TOTAL\"", "TOTAL.code", "\"TOTAL\"", "a code that no other commodity has")]
    [InlineData("\"Fruit and nuts\"", "\"\"", "08.name", "\"\"", "a name")]
    [InlineData("\"HS\", \"parent\": \"TOTAL\"", "\"HS\", \"parent\": null", "08.parent", "nothing", Contained)]
    [InlineData("\"HS\", \"parent\": \"TOTAL\"", "\"HS\", \"parent\": \"food\"", "08.parent", "\"food\"", "the code of a commodity in commodities.json")]
    [InlineData("\"HS\", \"parent\": \"TOTAL\"", "\"HS\", \"parent\": \"08\"", "08.parent", "\"08\"", "a parent that leads to TOTAL")]
    [InlineData("\"HS\", \"parent\": null", "\"HS\", \"parent\": \"08\"", "TOTAL.parent", "\"08\"", Contained)]
    public void A_commodity_keeps_its_rules(string old, string changed, string field, string found, string expected)
    {
        using var seeds = new SmallSeeds().Change(SmallSeeds.Commodities, old, changed);
        var fault = Assert.Single(seeds.Read().Faults, fault => fault.File == SmallSeeds.Commodities && fault.Field == field);
        Assert.Equal((found, expected), (fault.Found, fault.Expected));
    }

    [Fact]
    public void All_goods_are_among_the_commodities()
    {
        using var seeds = new SmallSeeds();
        seeds.Write(SmallSeeds.Commodities, """{ "commodities": [] }""");
        Assert.Contains(
            new SeedFault(SmallSeeds.Commodities, null, null, "commodities", "no commodity TOTAL", "all goods among the commodities"), seeds.Read().Faults);
    }
}
