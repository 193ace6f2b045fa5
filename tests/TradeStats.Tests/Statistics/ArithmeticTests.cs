using CsCheck;
using TradeStats.Statistics;
using TradeStats.Trade;
using Xunit;
using static TradeStats.Tests.Statistics.Printed;

namespace TradeStats.Tests.Statistics;

/// <summary>Whatever the operands are within their bounds, the result is within its own. The decimals are few enough for the checks to be exact.</summary>
public class ArithmeticTests
{
    private static readonly Gen<Operand> Any = Operands(Gen.Int[-2000, 2000]);

    private static readonly Gen<Operand> Positive = Operands(Gen.Int[1, 2000]).Where(operand => Arithmetic.IsPositive(operand.Stated));

    [Fact]
    public void The_true_sum_lies_within_the_bounds_of_the_sum() => Gen.Select(Any, Any).Sample((left, right) =>
        Contains(Arithmetic.Add(left.Stated, right.Stated), left.Truth + right.Truth));

    [Fact]
    public void The_true_difference_lies_within_the_bounds_of_the_difference() => Gen.Select(Any, Any).Sample((left, right) =>
        Contains(Arithmetic.Subtract(left.Stated, right.Stated), left.Truth - right.Truth));

    [Fact]
    public void The_true_product_lies_within_the_bounds_of_the_product() => Gen.Select(Any, Positive).Sample((amount, rate) =>
        rate.Stated is not { Low: > 0, High: not null } || Contains(Arithmetic.Multiply(amount.Stated, rate.Stated), amount.Truth * rate.Truth));

    // Multiplied out, because the true ratio need not be a decimal.
    [Fact]
    public void The_true_share_lies_within_the_bounds_of_the_share() => Gen.Select(Any, Positive).Sample((part, whole) =>
    {
        var share = Arithmetic.ToShare(Arithmetic.Divide(part.Stated, whole.Stated));
        return !(share.Low * whole.Truth > 100 * part.Truth) && !(share.High * whole.Truth < 100 * part.Truth);
    });

    [Fact]
    public void The_true_change_lies_within_the_bounds_of_the_change() => Gen.Select(Any, Positive).Sample((value, before) =>
    {
        var change = Arithmetic.ToChange(Arithmetic.Divide(value.Stated, before.Stated));
        return !(change.Low * before.Truth > 100 * (value.Truth - before.Truth)) && !(change.High * before.Truth < 100 * (value.Truth - before.Truth));
    });

    [Fact]
    public void Where_all_bounds_are_known_those_of_sum_difference_and_share_are_attained()
    {
        Bounded left = Exact(5, 4, 6), right = Exact(2, 1, 4);
        Assert.Equal(Exact(7, 5, 10), Arithmetic.Add(left, right));
        Assert.Equal(Exact(3, 0, 5), Arithmetic.Subtract(left, right));
        Assert.Equal(Exact(250, 100, 600), Arithmetic.ToShare(Arithmetic.Divide(left, right)));
        Assert.Equal(Exact(-250, -600, -100), Arithmetic.ToShare(Arithmetic.Divide(Exact(-5, -6, -4), right)));
        Assert.Equal(Exact(50, -400, 600), Arithmetic.ToShare(Arithmetic.Divide(Exact(1, -4, 6), right)));
    }

    [Fact]
    public void Taking_a_bound_from_an_operand_never_tightens_the_result() => Gen.Select(Any, Positive, Gen.Int[0, 3]).Sample((left, right, which) =>
    {
        var (less, lesser) = which switch
        {
            0 => (left.Stated with { Low = null }, right.Stated),
            1 => (left.Stated with { High = null }, right.Stated),
            2 => (left.Stated, right.Stated with { Low = null }),
            _ => (left.Stated, right.Stated with { High = null }),
        };
        return IsWider(Arithmetic.Add(less, lesser), Arithmetic.Add(left.Stated, right.Stated))
            && IsWider(Arithmetic.Subtract(less, lesser), Arithmetic.Subtract(left.Stated, right.Stated))
            && IsWider(Arithmetic.Divide(less, lesser), Arithmetic.Divide(left.Stated, right.Stated));
    });

    [Fact]
    public void Adding_and_taking_away_again_contains_the_original() => Gen.Select(Any, Any).Sample((left, right) =>
        IsWider(Arithmetic.Subtract(Arithmetic.Add(left.Stated, right.Stated), right.Stated), left.Stated)
        && IsWider(Arithmetic.Add(Arithmetic.Subtract(left.Stated, right.Stated), right.Stated), left.Stated));

    [Fact]
    public void Percentages_are_rounded_outwards_by_less_than_the_last_place() => Gen.Select(Any, Positive).Sample((part, whole) =>
    {
        var ratio = Arithmetic.Divide(part.Stated, whole.Stated);
        var share = Arithmetic.ToShare(ratio);
        return !(share.Low > 100 * ratio.Low) && !(100 * ratio.Low - share.Low >= 0.000001m)
            && !(share.High < 100 * ratio.High) && !(share.High - (100 * ratio.High) >= 0.000001m)
            && (share.Low is null) == (ratio.Low is null) && (share.High is null) == (ratio.High is null)
            && !(Math.Abs((share.Number - (100 * ratio.Number)) ?? 0) > 0.0000005m);
    });

    [Fact]
    public void A_third_is_rounded_down_below_and_up_above()
    {
        var third = Arithmetic.Divide(Exact(1), Exact(3));
        Assert.Equal(Exact(33.333333m, 33.333333m, 33.333334m), Arithmetic.ToShare(third));
        Assert.Equal(Exact(-66.666667m, -66.666667m, -66.666666m), Arithmetic.ToChange(third));
    }

    [Fact]
    public void Zeros_behind_the_point_are_not_kept()
    {
        Assert.Equal("12.5", Arithmetic.Round(12.50000000m, 6).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("100", Arithmetic.Round(100.000m, 2).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("0", Arithmetic.Round(0.0000001m, 6).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Numbers_are_rounded_to_the_even_neighbour() =>
        Assert.Equal([0.12m, 0.14m, -0.12m], new[] { 0.125m, 0.135m, -0.125m }.Select(number => Arithmetic.Round(number, 2)));

    [Fact]
    public void More_than_three_and_five_are_more_than_eight() =>
        Assert.Equal(AtLeast(7.5m), Arithmetic.Add(AtLeast(3), Exact(5, 4.5m, 5.5m)));

    [Fact]
    public void Less_than_three_and_five_are_less_than_eight() =>
        Assert.Equal(AtMost(8.5m), Arithmetic.Add(AtMost(3), Exact(5, 4.5m, 5.5m)));

    [Fact]
    public void Taking_more_than_three_from_five_leaves_less_than_two() =>
        Assert.Equal(AtMost(2.5m), Arithmetic.Subtract(Exact(5, 4.5m, 5.5m), AtLeast(3)));

    [Fact]
    public void More_than_one_number_and_less_than_another_add_up_to_nothing_known()
    {
        var sum = Arithmetic.Add(AtLeast(3), AtMost(5));
        Assert.Equal((null, null, null), (sum.Number, sum.Low, sum.High));
    }

    // "About five" may be less than five: together with "more than three" not even a bound follows.
    [Fact]
    public void About_five_and_more_than_three_add_up_to_nothing_known()
    {
        var sum = Arithmetic.Add(About(5), AtLeast(3));
        Assert.Equal((null, null, null), (sum.Number, sum.Low, sum.High));
    }

    [Fact]
    public void A_result_is_as_weak_as_its_weaker_operand()
    {
        Assert.Equal(About(8), Arithmetic.Add(Exact(5), About(3)));
        Assert.Equal(Forecast(8), Arithmetic.Add(Forecast(5), About(3)));
        Assert.Equal(Qualifier.Forecast, Arithmetic.Divide(Exact(5), Forecast(3)).Qualifier);
    }

    [Fact]
    public void Dividing_by_more_than_a_number_bounds_the_ratio_from_above_only() =>
        Assert.Equal(new Bounded(null, null, 2.5m, Qualifier.AtMost), Arithmetic.Divide(Exact(10), AtLeast(4)));

    [Fact]
    public void Dividing_by_less_than_a_number_bounds_the_ratio_from_below_only() =>
        Assert.Equal(new Bounded(null, 2.5m, null, Qualifier.AtLeast), Arithmetic.Divide(Exact(10), AtMost(4)));

    [Fact]
    public void Dividing_more_than_a_number_bounds_the_ratio_from_below_only() =>
        Assert.Equal(new Bounded(null, 2.5m, null, Qualifier.AtLeast), Arithmetic.Divide(AtLeast(10), Exact(4)));

    public static TheoryData<Bounded, bool, bool> Denominators => new()
    {
        { Exact(5, 4, 6), true, false },
        { Exact(5, 0, 6), false, false },
        { Exact(0), false, false },
        { Exact(-5, -6, -4), false, true },
        { Exact(-5, -6, 0), false, false },
        { AtLeast(1), true, false },
        { AtLeast(0), false, false },
        { AtLeast(-1), false, false },
        { AtMost(1), true, false },
        { AtMost(0), false, false },
        { AtMost(-1), false, true },
        { About(1), true, false },
        { About(0), false, false },
        { About(-1), false, true },
        { Forecast(1), true, false },
    };

    [Theory]
    [MemberData(nameof(Denominators))]
    public void A_denominator_is_above_zero_with_all_that_is_known_of_it(Bounded number, bool isPositive, bool isNegative)
    {
        Assert.Equal(isPositive, Arithmetic.IsPositive(number));
        Assert.Equal(isNegative, Arithmetic.IsNegative(number));
    }

    /// <summary>A truth, and what is stated of it: a rounded number, a bound, or a rough number without bounds.</summary>
    private static Gen<Operand> Operands(Gen<int> truths) => Gen.Select(truths, Gen.Int[0, 300], Gen.Int[0, 300], Gen.Int[0, 5]).Select((truth, below, above, kind) =>
    {
        var (low, high) = ((truth - below) / 10m, (truth + above) / 10m);
        return new Operand(truth / 10m, kind switch
        {
            0 => AtLeast(low),
            1 => AtMost(high),
            2 => About(high),
            3 => new(low, low, null, Qualifier.Forecast),
            _ => Exact((low + high) / 2, low, high),
        });
    });

    private static bool Contains(Bounded number, decimal truth) => !(number.Low > truth) && !(number.High < truth);

    private static bool IsWider(Bounded wide, Bounded narrow) =>
        (wide.Low is null || wide.Low <= narrow.Low) && (wide.High is null || wide.High >= narrow.High);

    private sealed record Operand(decimal Truth, Bounded Stated);
}
