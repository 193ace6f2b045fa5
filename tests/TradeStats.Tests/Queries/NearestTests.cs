using TradeStats.Queries;
using Xunit;

namespace TradeStats.Tests.Queries;

public class NearestTests
{
    private static readonly string[] Words = ["exports", "imports", "total", "balance", "partner", "period", "Việt Nam", "Vietnam", "Viet Nam"];

    [Theory]
    [InlineData("exprots", "exports")] // two letters changed places
    [InlineData("expots", "exports")] // one is missing
    [InlineData("exportss", "exports")] // one too many
    [InlineData("ixports", "exports,imports")] // one changed; two, further away
    [InlineData("EXPORTS", "exports,imports")] // in other letters; two changed
    [InlineData("parnter", "partner")]
    [InlineData("tot", "total")] // the start
    [InlineData("bal", "balance")]
    [InlineData("ba", "")] // too little of it
    [InlineData("Vietnm", "Việt Nam")] // one spelling of several that read the same, the first
    [InlineData("surplus", "")]
    [InlineData("x", "")]
    [InlineData("", "")]
    [InlineData("---", "")]
    [InlineData("\uFFFE", "")]
    public void The_nearest_spellings_come_first(string text, string nearest) => Assert.Equal(nearest, string.Join(',', Nearest.To(text, Words)));

    [Fact]
    public void There_are_three_at_most_the_nearer_first_then_by_code_point() =>
        Assert.Equal(["abcdef", "abcdeX", "abcdeY"], Nearest.To("abcdef", ["abcdeZ", "abcdeY", "abcdeX", "abcdef"]));

    [Fact]
    public void A_third_of_the_letters_may_differ_and_no_more()
    {
        Assert.Equal(["abcdxx"], Nearest.To("abcdef", ["abcdxx"]));
        Assert.Empty(Nearest.To("abcdef", ["abcxxx"]));
        Assert.Equal(["ab"], Nearest.To("ax", ["ab"]));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public void The_culture_does_not_matter(string culture) => Cultures.In(culture, () => Assert.Equal(["imports"], Nearest.To("IMPROTS", Words)));
}
