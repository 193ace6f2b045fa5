using TradeStats.Trade;
using Xunit;
using static TradeStats.Tests.Trade.SmallCatalogue;

namespace TradeStats.Tests.Trade;

public class CatalogueTests
{
    public static TheoryData<string> All => Cultures.All;

    [Theory]
    [InlineData("VN")]
    [InlineData("vn")]
    [InlineData("VNM")]
    [InlineData("704")]
    [InlineData("vietnam")]
    [InlineData("VIETNAM")]
    [InlineData("Viet Nam")]
    [InlineData("Việt Nam")]
    [InlineData("  viet-nam ")]
    [InlineData("Vie\u0302\u0323t Nam")] // the same letters, taken apart
    public void Code_alpha_3_number_name_and_spellings_find_an_area_in_any_case(string spelling) =>
        Assert.Equal("VN", Whole.FindArea(spelling)?.Code);

    [Theory]
    [InlineData("cote d’ivoire", "CI")]
    [InlineData("CÔTE DIVOIRE", "CI")]
    [InlineData("Turkiye", "TR")]
    [InlineData("TÜRKİYE", "TR")]
    [InlineData("cn-yn", "CN-YN")]
    [InlineData("cnyn", "CN-YN")]
    [InlineData("timor leste", "TL")]
    [InlineData("world", "WLD")]
    [InlineData("000", "WLD")]
    [InlineData("490", "490")]
    public void Diacritics_and_punctuation_do_not_matter(string spelling, string code) =>
        Assert.Equal(code, Whole.FindArea(spelling)?.Code);

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("V")]
    [InlineData("Vietnamese")]
    [InlineData("70")]
    [InlineData("VN\0VN")]
    public void What_spells_no_area_finds_none(string spelling) => Assert.Null(Whole.FindArea(spelling));

    [Fact]
    public void A_text_that_is_no_Unicode_spells_only_its_letters()
    {
        Assert.Equal("vn", Catalogue.Fold("V\uFFFEN"));
        Assert.Equal("vn", Catalogue.Fold("V\uD800N"));
        Assert.Equal("vn", Catalogue.Fold("VN\uDC00"));
        Assert.Equal("", Catalogue.Fold("\uFFFF"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Spellings_fold_the_same_in_every_culture(string culture) => Cultures.In(culture, () =>
    {
        Assert.Equal("id", Catalogue.Fold("ID"));
        Assert.Equal("id", Catalogue.Fold("İD"));
        Assert.Equal("ID", Whole.FindArea("INDONESIA")?.Code);
        Assert.Equal("ID", Whole.FindArea("idn")?.Code);
        Assert.Equal("fruits-and-nuts", Whole.FindCommodity("FRUITS AND NUTS")?.Code);
    });

    [Fact]
    public void The_letter_d_with_a_stroke_is_a_d() => Assert.Equal("daknong", Catalogue.Fold("Đắk Nông"));

    [Fact]
    public void Code_and_name_find_a_commodity()
    {
        Assert.Equal("08", Whole.FindCommodity("08")?.Code);
        Assert.Equal("08", Whole.FindCommodity("fruit and nuts")?.Code);
        Assert.Equal("TOTAL", Whole.FindCommodity("total")?.Code);
        Assert.Null(Whole.FindCommodity("8"));
    }

    [Fact]
    public void A_dataset_is_found_in_any_case()
    {
        Assert.Equal("articles", Whole.FindDataset("ARTICLES")?.Id);
        Assert.Null(Whole.FindDataset("article"));
    }

    [Fact]
    public void Codes_have_names_and_an_unlisted_code_is_its_own()
    {
        Assert.Equal("Vietnam", Whole.AreaName("VN"));
        Assert.Equal("XX", Whole.AreaName("XX"));
        Assert.Equal("All goods", Whole.CommodityName("TOTAL"));
        Assert.Equal("99", Whole.CommodityName("99"));
    }

    [Theory]
    [InlineData("2024", false)]
    [InlineData("2025-09", false)]
    [InlineData("2025-Q3", false)]
    [InlineData("2025-01/2025-08", false)]
    [InlineData("2025-10", true)]
    [InlineData("2025", true)]
    [InlineData("2025-11", true)]
    [InlineData("2026-Q1", true)]
    public void Timor_Leste_is_in_ASEAN_from_the_period_that_ends_after_it_joined(string period, bool isWithin) =>
        Assert.Equal(isWithin, Whole.IsAreaWithin("TL", "ASEAN", Months(period)));

    [Theory]
    [InlineData("1972", false)]
    [InlineData("1973", true)]
    [InlineData("2019", true)]
    [InlineData("2020-01", true)]
    [InlineData("2020-02", false)]
    [InlineData("2020", false)]
    public void A_member_that_left_is_within_no_longer(string period, bool isWithin) =>
        Assert.Equal(isWithin, Whole.IsAreaWithin("GB", "EU", Months(period)));

    [Theory]
    [InlineData("CN-YN", "CN", "2000", true)]
    [InlineData("CN-YN", "RCEP", "2024", true)]
    [InlineData("CN-YN", "RCEP", "2021", false)]
    [InlineData("CN-YN", "ASEAN", "2024", false)]
    [InlineData("CN", "CN-YN", "2024", false)]
    [InlineData("ASEAN", "VN", "2024", false)]
    [InlineData("VN", "VN", "1900", true)]
    [InlineData("VN", "WLD", "1900", true)]
    [InlineData("WLD", "WLD", "2024", true)]
    [InlineData("WLD", "VN", "2024", false)]
    [InlineData("XX", "ASEAN", "2024", false)]
    public void A_province_is_within_its_country_and_the_groups_of_that(string part, string whole, string period, bool isWithin) =>
        Assert.Equal(isWithin, Whole.IsAreaWithin(part, whole, Months(period)));

    [Theory]
    [InlineData("durian", "fruits-and-nuts", true)]
    [InlineData("durian", "agricultural-products", true)]
    [InlineData("durian", "TOTAL", true)]
    [InlineData("durian", "durian", true)]
    [InlineData("fruits-and-nuts", "durian", false)]
    [InlineData("08", "agricultural-products", false)]
    [InlineData("TOTAL", "08", false)]
    public void A_commodity_is_within_its_parents(string part, string whole, bool isWithin) =>
        Assert.Equal(isWithin, Whole.IsCommodityWithin(part, whole));

    [Fact]
    public void The_version_changes_with_that_of_a_dataset_and_only_then()
    {
        var dataset = Whole.Datasets[0];
        Assert.Equal(Whole.Version, Of(dataset with { Title = "Another title", Loaded = DateTimeOffset.UnixEpoch.AddDays(1) }).Version);
        Assert.NotEqual(Whole.Version, Of(dataset with { Version = "0123456789ac" }).Version);
        Assert.NotEqual(Whole.Version, Of(dataset, dataset with { Id = "comtrade" }).Version);
        Assert.Matches("^[0-9a-f]{12}$", Whole.Version);
    }

    [Fact]
    public void Of_two_areas_with_one_spelling_the_first_keeps_it()
    {
        Area first = new("AA", "First", AreaKind.Country, null, null, ["Shared"], []), second = first with { Code = "BB", Name = "Second" };
        Assert.Equal("AA", new Catalogue([first, second], [], [], [], [], []).FindArea("shared")?.Code);
    }
}
