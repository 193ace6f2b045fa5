using TradeStats.Trade;
using Xunit;

namespace TradeStats.Tests.Trade;

public class CurrencyTests
{
    [Fact]
    public void Codes_are_three_capitals_each_once_in_order()
    {
        Assert.All(Currency.Codes, code => Assert.Matches("^[A-Z]{3}$", code));
        Assert.Equal(Currency.Codes.Order(StringComparer.Ordinal).Distinct(), Currency.Codes);
    }

    [Theory]
    [InlineData("CNY", true)]
    [InlineData("USD", true)]
    [InlineData("MYR", true)]
    [InlineData("VND", true)]
    [InlineData("EUR", true)]
    [InlineData("cny", false)]
    [InlineData("RMB", false)]
    [InlineData("DEM", false)]
    [InlineData("XAU", false)]
    [InlineData("XXX", false)]
    [InlineData("", false)]
    public void Only_currencies_in_force_are_known(string code, bool isKnown) => Assert.Equal(isKnown, Currency.IsKnown(code));
}
