using TradeStats.Trade;
using Xunit;

namespace TradeStats.Tests.Trade;

public class WordsTests
{
    public static TheoryData<string> All => Cultures.All;

    [Fact]
    public void The_words_are_those_of_the_contract()
    {
        Assert.Equal(["exports", "imports", "total", "balance"], Words<Flow>.All);
        Assert.Equal(["value", "growth", "share", "rank", "streak", "multiple"], Words<Measure>.All);
        Assert.Equal(["exact", "atLeast", "atMost", "about", "forecast"], Words<Qualifier>.All);
        Assert.Equal(["annual", "quarterly", "monthly", "year-to-date", "other"], Words<Frequency>.All);
        Assert.Equal(["published", "computed", "backcast", "implied", "converted", "mirrored"], Words<Method>.All);
        Assert.Equal(["holds", "fails", "undecided"], Words<Verdict>.All);
        Assert.Equal(["sum", "growth", "share", "sources", "rate", "parts", "rank", "multiple", "world", "mirror"], Words<CheckKind>.All);
        Assert.Equal(["country", "province", "group", "other"], Words<AreaKind>.All);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Words_are_read_in_any_case_in_every_culture(string culture) => Cultures.In(culture, () =>
    {
        Assert.True(Words<Flow>.TryParse("IMPORTS", out var flow));
        Assert.Equal(Flow.Imports, flow);
        Assert.True(Words<Qualifier>.TryParse("ATLEAST", out var qualifier));
        Assert.Equal(Qualifier.AtLeast, qualifier);
        Assert.True(Words<Frequency>.TryParse("Year-To-Date", out var frequency));
        Assert.Equal(Frequency.YearToDate, frequency);
        Assert.Equal("imports", Words<Flow>.Of(Flow.Imports));
    });

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("export")]
    [InlineData("exports ")]
    [InlineData("exports,imports")]
    public void Nothing_but_the_words_is_read(string word) => Assert.False(Words<Flow>.TryParse(word, out _));

    [Theory]
    [InlineData("YearToDate")]
    [InlineData("yearToDate")]
    public void The_name_in_the_code_is_no_word_where_another_is_given(string word) => Assert.False(Words<Frequency>.TryParse(word, out _));
}
