using TradeStats.Trade;
using Xunit;

namespace TradeStats.Tests.Trade;

public class PeriodTests
{
    [Theory]
    [InlineData("2024", "2024", Frequency.Annual)]
    [InlineData("2024-A1", "2024", Frequency.Annual)]
    [InlineData("2024-01/2024-12", "2024", Frequency.Annual)]
    [InlineData("2025-01/2025-03", "2025-Q1", Frequency.Quarterly)]
    [InlineData("2025-q4", "2025-Q4", Frequency.Quarterly)]
    [InlineData("2025-M02", "2025-02", Frequency.Monthly)]
    [InlineData("2025-02", "2025-02", Frequency.Monthly)]
    [InlineData("2025-02/2025-02", "2025-02", Frequency.Monthly)]
    [InlineData("2025-01-01/P8M", "2025-01/2025-08", Frequency.YearToDate)]
    [InlineData("2024-01-01/P1Y", "2024", Frequency.Annual)]
    [InlineData("2024-S1", "2024-01/2024-06", Frequency.YearToDate)]
    [InlineData("2024-S2", "2024-07/2024-12", Frequency.Other)]
    [InlineData("2025-Q1/2025-Q2", "2025-01/2025-06", Frequency.YearToDate)]
    [InlineData("2012/2017", "2012-01/2017-12", Frequency.Other)]
    public void Every_spelling_has_one_canonical_form(string text, string canonical, Frequency frequency)
    {
        Assert.True(Period.TryParse(text, out var period));
        Assert.Equal(canonical, period.ToString());
        Assert.Equal(frequency, period.Frequency);
        Assert.True(Period.TryParse(period.ToString(), out var again));
        Assert.Equal(period, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("24")]
    [InlineData("2024-13")]
    [InlineData("2024-00")]
    [InlineData("2024-Q5")]
    [InlineData("2024-Q0")]
    [InlineData("2024-S3")]
    [InlineData("2024-A2")]
    [InlineData("2025-08/2025-01")]
    [InlineData("2025-01/2025-08/2025-09")]
    [InlineData("2025-01-02/P8M")]
    [InlineData("2025-01-01/P")]
    [InlineData("2025-01-01/P0M")]
    [InlineData("2025-01-01/PY8M")]
    [InlineData("2025-01-01/P1YM")]
    [InlineData("2025/P8M")]
    [InlineData("1899")]
    [InlineData("2199-12-01/P2M")]
    [InlineData("2024 ")]
    [InlineData("2024\n")]
    [InlineData("٢٠٢٤")]
    public void What_is_no_period_is_refused(string text) => Assert.False(Period.TryParse(text, out _));

    [Fact]
    public void A_year_earlier_is_the_same_months() =>
        Assert.Equal("2024-01/2024-08", Parse("2025-01/2025-08").YearEarlier.ToString());

    [Fact]
    public void Periods_sort_by_first_month_then_length() =>
        Assert.Equal(
            ["2024-Q1", "2024", "2024-02", "2025-01/2025-02"],
            new[] { "2025-01/2025-02", "2024", "2024-02", "2024-Q1" }.Select(Parse).Order().Select(period => period.ToString()));

    private static Period Parse(string text) => Period.TryParse(text, out var period) ? period : throw new FormatException(text);
}
