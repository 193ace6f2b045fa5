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
    public void The_nearest_spellings_come_first(string text, string nearest) => Assert.Equal(nearest, string.Join(',', new Nearest(Words).To(text)));

    [Fact]
    public void There_are_three_at_most_the_nearer_first_then_by_code_point() =>
        Assert.Equal(["abcdef", "abcdeX", "abcdeY"], new Nearest(["abcdeZ", "abcdeY", "abcdeX", "abcdef"]).To("abcdef"));

    [Fact]
    public void A_third_of_the_letters_may_differ_and_no_more()
    {
        Assert.Equal(["abcdxx"], new Nearest(["abcdxx"]).To("abcdef"));
        Assert.Empty(new Nearest(["abcxxx"]).To("abcdef"));
        Assert.Equal(["ab"], new Nearest(["ab"]).To("ax"));
    }

    [Fact]
    public void What_is_too_far_away_is_told_as_by_counting_all_edits()
    {
        var random = new Random(1);
        for (var round = 0; round < 3000; round++)
        {
            var (text, candidate) = (Word(), Word());
            var isNear = candidate.Length > text.Length && text.Length >= 3 && candidate.StartsWith(text, StringComparison.Ordinal) || Edits(text, candidate, text.Length, candidate.Length) <= Math.Max(1, text.Length / 3);
            Assert.True(isNear == new Nearest([candidate]).To(text).Count > 0, $"{text} {candidate}");
        }

        string Word() => string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => "abc"[random.Next(3)]));

        // By the definition: the edits from the first letters of the one to those of the other.
        static int Edits(string one, string other, int i, int j)
        {
            if (i == 0 || j == 0)
                return i + j;
            var least = Math.Min(Edits(one, other, i - 1, j), Edits(one, other, i, j - 1)) + 1;
            least = Math.Min(least, Edits(one, other, i - 1, j - 1) + (one[i - 1] == other[j - 1] ? 0 : 1));
            return i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] ? Math.Min(least, Edits(one, other, i - 2, j - 2) + 1) : least;
        }
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public void The_culture_does_not_matter(string culture) => Cultures.In(culture, () => Assert.Equal(["imports"], new Nearest(Words).To("IMPROTS")));
}
