using CsCheck;
using TradeStats.Statistics;
using TradeStats.Trade;
using Xunit;
using static TradeStats.Tests.Statistics.Printed;

namespace TradeStats.Tests.Statistics;

public class AnnualRateTests
{
    [Fact]
    public void A_root_to_its_power_is_the_number_to_twenty_places() =>
        Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[1, 1000], Gen.Int[1, 60]).Sample((numerator, denominator, degree) =>
        {
            var number = (decimal)numerator / denominator;
            var root = Arithmetic.Root(number, degree);
            var power = Enumerable.Repeat(root, degree).Aggregate(1m, (product, factor) => product * factor);
            return Math.Abs((power / number) - 1) < 1e-20m;
        });

    // 1.21 is 1.1 squared; 1.331 is 1.1 cubed.
    [Theory]
    [InlineData(21, 2)]
    [InlineData(33.1, 3)]
    [InlineData(10, 1)]
    public void Ten_percent_a_year_over_the_years(double percent, int years) => Assert.Equal(10m, GrowthRates.Annual(Exact((decimal)percent), years).Number);

    // 25-fold in twelve years, 2400 percent more: the twelfth root of 25 is 1.30766048... (1.30766048^12 = 25.0000...).
    [Fact]
    public void Twenty_five_fold_in_twelve_years_is_thirty_percent_a_year()
    {
        var growth = GrowthRates.Of([Value(2000, Exact(2)), Value(2012, Exact(50))], Period.OfYear(2000), period => period == Period.OfYear(2012)).Single();
        Assert.Equal((2400m, 25m, Period.OfYear(2000)), (growth.Percent.Number.Number, growth.Multiple, growth.BasePeriod));
        Assert.Equal(30.766m, Math.Round(growth.AnnualPercent.Number!.Value, 3));
    }

    // Halved in two years: the root of 0.5 is 0.70710678..., 29.289322 percent less a year.
    [Fact]
    public void A_fall_has_a_negative_rate() => Assert.Equal(-29.289322m, GrowthRates.Annual(Exact(-50), 2).Number);

    [Fact]
    public void Against_a_later_base_the_rate_is_that_of_the_years_from_the_one_to_the_other() =>
        Assert.Equal(10m, GrowthRates.Of([Value(2022, Exact(100)), Value(2024, Exact(121))], Period.OfYear(2024), period => period == Period.OfYear(2022)).Single().AnnualPercent.Number);

    // 21 percent give or take: from 19 to 23, the roots of 1.19 and 1.23 are 1.0908712... and 1.1090536...
    [Fact]
    public void The_bounds_are_those_of_the_change_rounded_outwards() =>
        Assert.Equal(Exact(10, 9.087121m, 10.905366m), GrowthRates.Annual(Exact(21, 19, 23), 2));

    [Fact]
    public void What_falls_by_all_of_it_has_no_rate() => Assert.Null(GrowthRates.Annual(Exact(-100), 2).Number);

    [Fact]
    public void Against_itself_a_period_has_grown_by_nothing()
    {
        var growth = GrowthRates.Of([Value(2024, Exact(5, 4, 6))], Period.OfYear(2024), _ => true).Single();
        Assert.Equal((Exact(0), null), (growth.Percent.Number, growth.AnnualPercent.Number));
    }

    [Fact]
    public void Unlike_periods_are_not_compared()
    {
        Period months = new(2024 * 12, 8);
        var growth = GrowthRates.Of([Value(2023, Exact(5)), Value(2024, Exact(6)) with { Period = months }], Period.OfYear(2023), period => period == months).Single();
        Assert.Equal((null, Reason.NotAlike), (growth.Percent.Number.Number, growth.Percent.Reason));
    }

    [Fact]
    public void A_published_multiple_is_growth_against_its_base()
    {
        var multiple = Value(2012, Exact(25, 24.5m, 25.5m)) with { Measure = Measure.Multiple, Against = "2000", Currency = "" };
        var growth = GrowthRates.Of([multiple], Period.OfYear(2000), _ => true).Single();
        Assert.Equal((Exact(2400, 2350, 2450), 25m), (growth.Percent.Number, growth.Multiple));
    }

    [Fact]
    public void A_value_derived_from_the_published_growth_does_not_confirm_it()
    {
        var stated = Growth(2024, Exact(25));
        var backcast = Value(2023, Exact(80)) with { Method = Method.Backcast, Figures = ["value-2024CNY", "growth-2024CNY"] };
        var growth = GrowthRates.Of([backcast, Value(2024, Exact(100)), stated], null, period => period == Period.OfYear(2024)).Single();
        Assert.Equal((25m, null, null), (growth.Percent.Published, growth.Percent.Computed, growth.Percent.Agrees));
    }
}
