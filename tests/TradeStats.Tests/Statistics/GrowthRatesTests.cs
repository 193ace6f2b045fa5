using TradeStats.Statistics;
using TradeStats.Trade;
using Xunit;
using static TradeStats.Tests.Statistics.Printed;

namespace TradeStats.Tests.Statistics;

public class GrowthRatesTests
{
    // 254.05 / 50 = 5.081, that is 408.1 percent more.
    // At least 254.045 / 50.5 = 5.03059405940594..., 403.059405 rounded down; at most 254.055 / 49.5 = 5.13242424..., 413.242425 rounded up.
    [Fact]
    public void Growth_is_the_value_over_that_of_a_year_earlier()
    {
        var growth = Only(Value(2023, Exact(50, 49.5m, 50.5m)), Value(2024, Exact(254.05m, 254.045m, 254.055m)));
        Assert.Equal(Exact(408.1m, 403.059405m, 413.242425m), growth.Percent.Number);
        Assert.Equal((Method.Computed, null, 408.1m), (growth.Percent.Method, growth.Percent.Published, growth.Percent.Computed));
        Assert.Equal((254.05m, 50m), (growth.Value.Number, growth.BaseValue.Number));
        Assert.Equal((5.081m, 408.1m), (growth.Multiple, growth.AnnualPercent.Number));
        Assert.Equal((Period.OfYear(2024), Period.OfYear(2023), "CNY"), (growth.Period, growth.BasePeriod, growth.Currency));
        Assert.Null(growth.Percent.Agrees);
        Assert.Null(growth.Percent.Reason);
        Assert.Equal(["value-2024CNY", "value-2023CNY"], growth.Figures);
    }

    // 6 / 9 = 0.666..., a third less.
    [Fact]
    public void A_fall_is_negative_growth()
    {
        var growth = Only(Value(2023, Exact(9)), Value(2024, Exact(6)));
        Assert.Equal(Exact(-33.333333m, -33.333334m, -33.333333m), growth.Percent.Number);
        Assert.Equal(0.66666667m, growth.Multiple);
    }

    [Fact]
    public void The_published_percentage_is_chosen_and_the_computed_stays_beside_it()
    {
        var growth = Only(Value(2023, Exact(100)), Value(2024, Exact(109.02m)), Growth(2024, Exact(9.0m, 8.95m, 9.05m)));
        Assert.Equal(Exact(9.0m, 8.95m, 9.05m), growth.Percent.Number);
        Assert.Equal((Method.Published, 9.0m, 9.02m, true), (growth.Percent.Method, growth.Percent.Published, growth.Percent.Computed, growth.Percent.Agrees));
        Assert.Equal(1.09m, growth.Multiple);
        Assert.Equal(["growth-2024CNY", "value-2024CNY", "value-2023CNY"], growth.Figures);
    }

    // "9.0 percent" is 8.95 to 9.05.
    [Theory]
    [InlineData("109.05", true)]
    [InlineData("109.0501", false)]
    [InlineData("108.95", true)]
    [InlineData("108.9499", false)]
    public void The_two_agree_up_to_the_rounding_of_the_published(string value, bool agrees) =>
        Assert.Equal(agrees, Only(
            Value(2023, Exact(100)),
            Value(2024, Exact(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture))),
            Growth(2024, Exact(9.0m, 8.95m, 9.05m))).Percent.Agrees);

    // 110 / 100 with 100 from 99.5 to 100.5: from 9.45... to 10.55... percent.
    [Theory]
    [InlineData("9.3", false)]
    [InlineData("9.5", true)]
    [InlineData("10.5", true)]
    [InlineData("10.7", false)]
    public void The_two_agree_within_the_bounds_of_the_computed(string percent, bool agrees) =>
        Assert.Equal(agrees, Only(
            Value(2023, Exact(100, 99.5m, 100.5m)),
            Value(2024, Exact(110)),
            Growth(2024, Exact(decimal.Parse(percent, System.Globalization.CultureInfo.InvariantCulture)))).Percent.Agrees);

    // A balance of -5 is no base, not even of itself; a value is.
    [Theory]
    [InlineData(-5, null, Reason.NegativeBase)]
    [InlineData(0, null, Reason.ZeroBase)]
    [InlineData(5, 0, null)]
    public void Against_its_own_period_a_value_has_not_grown_where_it_can_be_a_base_at_all(int value, int? percent, Reason? reason)
    {
        var row = GrowthRates.Of([Value(2024, Exact(value)) with { Series = ToVietnam with { Flow = Flow.Balance } }], Period.OfYear(2024), _ => true).Single();
        Assert.Equal((percent, reason), (row.Percent.Number.Number, row.Percent.Reason));
    }

    public static TheoryData<Bounded, bool> Stated => new()
    {
        { AtLeast(25), true },
        { AtLeast(27), false },
        { AtMost(27), true },
        { AtMost(25), false },
        { About(26.5m), true },
        { About(25), false },
        { new(25, 24, 27, Qualifier.About), true },
        { new(25, 25, null, Qualifier.Forecast), true },
    };

    // 126.5 over 100 is 26.5 percent: "more than 25 percent" is true of it, "around 25 percent" says a number of its own.
    [Theory]
    [MemberData(nameof(Stated))]
    public void More_than_and_less_than_agree_with_what_lies_on_their_side(Bounded stated, bool agrees) =>
        Assert.Equal(agrees, Only(Value(2023, Exact(100)), Value(2024, Exact(126.5m)), Growth(2024, stated)).Percent.Agrees);

    [Fact]
    public void A_published_growth_stands_without_values()
    {
        var growth = Only(Growth(2024, Exact(9.0m, 8.95m, 9.05m), "USD"));
        Assert.Equal(("USD", 9.0m, null, null), (growth.Currency, growth.Percent.Published, growth.Percent.Computed, growth.Percent.Agrees));
        Assert.Equal((null, null), (growth.Value.Number, growth.BaseValue.Number));
        Assert.Null(growth.Percent.Reason);
        Assert.Equal(["growth-2024USD"], growth.Figures);
    }

    [Fact]
    public void Growth_in_dollars_says_nothing_about_yuan()
    {
        var rows = Rows(Value(2023, Exact(100)), Value(2024, Exact(120)), Growth(2024, Exact(9), "USD"));
        Assert.Equal([("CNY", null), ("CNY", 20m), ("USD", (decimal?)9)], rows.Select(row => (row.Currency!, row.Percent.Number.Number)));
    }

    [Fact]
    public void Growth_in_a_currency_that_nobody_can_tell_speaks_for_the_values_in_each()
    {
        var rows = Rows(Value(2024, Exact(100)), Value(2024, Exact(14), "USD"), Growth(2024, Exact(9), ""));
        Assert.Equal([("CNY", 9m), ("USD", 9m)], rows.Select(row => (row.Currency!, row.Percent.Published!.Value)));
    }

    [Fact]
    public void Growth_in_a_currency_that_nobody_can_tell_stands_alone_where_there_are_no_values_and_last()
    {
        var rows = Rows(Growth(2024, Exact(9), ""), Growth(2024, Exact(10)), Value(2023, Exact(100)));
        Assert.Equal([(2023, "CNY", null), (2024, "CNY", 10m), (2024, null, (decimal?)9)], rows.Select(row => (row.Period.Start / 12, row.Currency, row.Percent.Published)));
    }

    public static TheoryData<Bounded, Reason> Bases => new()
    {
        { Exact(0), Reason.ZeroBase },
        { Exact(1, -1, 3), Reason.ZeroBase },
        { Exact(1, 0, 2), Reason.ZeroBase },
        { AtLeast(0), Reason.ZeroBase },
        { Exact(-5, -6, -4), Reason.NegativeBase },
        { About(-5), Reason.NegativeBase },
    };

    [Theory]
    [MemberData(nameof(Bases))]
    public void Against_zero_or_less_there_is_no_growth(Bounded before, Reason reason)
    {
        var growth = Only(Value(2023, before), Value(2024, Exact(6)));
        Assert.Equal((null, null, reason), (growth.Percent.Number.Number, growth.Percent.Method, growth.Percent.Reason));
        Assert.Equal((null, null), (growth.Multiple, growth.AnnualPercent.Number));
        Assert.Equal((6m, before.Number), (growth.Value.Number, growth.BaseValue.Number));
    }

    [Fact]
    public void Without_a_value_of_the_year_before_there_is_no_growth()
    {
        var growth = Only(Value(2022, Exact(5)), Value(2024, Exact(6)));
        Assert.Equal((null, Reason.NoBaseValue), (growth.Percent.Number.Number, growth.Percent.Reason));
        Assert.Equal(["value-2024CNY"], growth.Figures);
    }

    [Fact]
    public void A_value_in_another_currency_is_no_base() =>
        Assert.Equal(Reason.NoBaseValue, Only(Value(2023, Exact(5), "USD"), Value(2024, Exact(6))).Percent.Reason);

    // More than 120 against 100 (99.5 to 100.5): at least 120 / 100.5 = 1.19402985..., 19.402985 percent rounded down.
    [Fact]
    public void From_a_lower_bound_only_a_lower_bound_follows()
    {
        var growth = Only(Value(2023, Exact(100, 99.5m, 100.5m)), Value(2024, AtLeast(120)));
        Assert.Equal((null, 19.402985m, null), (growth.Percent.Number.Number, growth.Percent.Number.Low, growth.Percent.Number.High));
        Assert.Equal((null, null, Reason.OnlyBounds), (growth.Percent.Method, growth.Percent.Computed, growth.Percent.Reason));
        Assert.Null(growth.Multiple);
    }

    // 120 against more than 100: less than 20 percent.
    [Fact]
    public void Against_a_lower_bound_only_an_upper_bound_follows()
    {
        var growth = Only(Value(2023, AtLeast(100)), Value(2024, Exact(120)));
        Assert.Equal((null, null, 20m, Reason.OnlyBounds), (growth.Percent.Number.Number, growth.Percent.Number.Low, growth.Percent.Number.High, growth.Percent.Reason));
    }

    [Fact]
    public void Where_a_source_states_the_growth_no_reason_is_given()
    {
        var growth = Only(Value(2024, AtLeast(120)), Growth(2024, Exact(9)));
        Assert.Equal((9m, null, null), (growth.Percent.Number.Number, growth.Percent.Agrees, growth.Percent.Reason));
    }

    [Fact]
    public void Growth_against_another_base_period_answers_no_year_on_year() =>
        Assert.Empty(Rows(Growth(2024, Exact(9)) with { Against = "2012" }));

    [Fact]
    public void Like_is_compared_with_like()
    {
        Period months = new(2024 * 12, 8), year = Period.OfYear(2023);
        Observation[] series = [Value(2023, Exact(300)), Value(2023, Exact(100)) with { Period = months.YearEarlier }, Value(2024, Exact(150)) with { Period = months }];
        var growth = GrowthRates.Of(InOrder(series), null, period => period == months).Single();
        Assert.Equal(("2023-01/2023-08", 50m), (growth.BasePeriod.ToString(), growth.Percent.Number.Number!.Value));
        Assert.NotEqual(year, growth.BasePeriod);
    }

    [Fact]
    public void Only_wanted_periods_are_answered() =>
        Assert.Equal([2024], GrowthRates.Of([Value(2022, Exact(1)), Value(2023, Exact(2)), Value(2024, Exact(3))], null, period => period == Period.OfYear(2024))
            .Select(growth => growth.Period.Start / 12));

    [Theory]
    [InlineData("")]
    [InlineData("cs-CZ")] // where CH is a letter after H
    public void Rows_stand_by_period_and_then_by_the_code_points_of_the_currency(string culture) => Cultures.In(culture, () => Assert.Equal(
        [(2023, "CZK"), (2024, "CHF"), (2024, "CNY"), (2024, "CZK")],
        Rows(Value(2024, Exact(1), "CZK"), Value(2024, Exact(1), "CHF"), Value(2023, Exact(1), "CZK"), Value(2024, Exact(1))).Select(row => (row.Period.Start / 12, row.Currency!))));

    private static List<Growth> Rows(params Observation[] series) => [.. GrowthRates.Of(InOrder(series), null, _ => true)];

    private static Growth Only(params Observation[] series) => Assert.Single(GrowthRates.Of(InOrder(series), null, period => period == Period.OfYear(2024)));

    private static List<Observation> InOrder(IEnumerable<Observation> series)
    {
        var sorted = series.ToList();
        sorted.Sort(Cells.InOrder);
        return sorted;
    }
}
