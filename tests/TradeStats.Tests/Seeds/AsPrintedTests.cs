using System.Globalization;
using TradeStats.Seeds;
using Xunit;

namespace TradeStats.Tests.Seeds;

public class AsPrintedTests
{
    [Theory]
    [InlineData("6.99 trillion yuan", "6990000000000", "10000000000")]
    [InlineData("$254.05 billion", "254050000000", "10000000")]
    [InlineData("US$260 billion", "260000000000", "1000000000")]
    [InlineData("$1 trillion", "1000000000000", "1000000000000")]
    [InlineData("$396 million", "396000000", "1000000")]
    [InlineData("20.64 million yuan", "20640000", "10000")]
    [InlineData("9.0 percent", "9.0", "0.1")]
    [InlineData("25 per cent", "25", "1")]
    [InlineData("12.34%", "12.34", "0.01")]
    [InlineData("25-fold", "25", "1")]
    [InlineData("10 times", "10", "1")]
    [InlineData("double", "2", "1")]
    [InlineData("20 consecutive years", "20", "1")]
    [InlineData("five straight years", "5", "1")]
    [InlineData("largest", "1", "1")]
    [InlineData("top", "1", "1")]
    [InlineData("foremost", "1", "1")]
    [InlineData("Second-largest", "2", "1")]
    [InlineData("fourth largest", "4", "1")]
    [InlineData("fourth", "4", "1")]
    [InlineData("30,000", "30000", "1")]
    [InlineData("12,000 yuan", "12000", "1")]
    [InlineData("58 non-financial investment projects", "58", "1")]
    [InlineData("minus 3.2 percent", "-3.2", "0.1")]
    [InlineData("down 3 percent", "-3", "1")]
    [InlineData("-0.5%", "-0.5", "0.1")]
    public void Words_state_a_number_and_how_finely(string text, string number, string lastDigit)
    {
        Assert.True(AsPrinted.TryParse(text, out var printed));
        Assert.Equal((number, lastDigit), (printed.Number.ToString(CultureInfo.InvariantCulture), printed.LastDigit.ToString(CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("many")]
    [InlineData("five million")]
    [InlineData("3 hundred yuan")]
    [InlineData("3 whole million yuan")]
    [InlineData("yuan 5")]
    [InlineData("5 to 6 percent")]
    [InlineData("6,99 trillion")]
    [InlineData("1,0000")]
    [InlineData("6.99.1")]
    [InlineData("1.5e3")]
    [InlineData("٥ percent")]
    [InlineData("9.0 percent.")]
    [InlineData("9.0 percent\n")]
    public void Other_words_are_refused(string? text) => Assert.False(AsPrinted.TryParse(text, out _));

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void The_culture_of_the_machine_changes_nothing(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Assert.True(AsPrinted.TryParse("109.32 BILLION yuan", out var value));
            Assert.Equal(109_320_000_000m, value.Number);
            Assert.True(AsPrinted.TryParse("FIRST", out var rank));
            Assert.Equal(1, rank.Number);
            Assert.True(AsPrinted.TryParse("SIX YEARS", out var streak));
            Assert.Equal(6, streak.Number);
            Assert.True(AsPrinted.TryParse("30,000", out var count));
            Assert.Equal(30_000, count.Number);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
