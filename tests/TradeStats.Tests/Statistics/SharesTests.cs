using CsCheck;
using TradeStats.Statistics;
using TradeStats.Trade;
using Xunit;
using static TradeStats.Tests.Statistics.Printed;

namespace TradeStats.Tests.Statistics;

public class SharesTests
{
    private static readonly Series World = ToVietnam with { Partner = "WLD" };

    // 1.85 of 6.99 trillion: 26.4663805... percent; at least 1.845 / 6.995 = 26.3759828..., at most 1.855 / 6.985 = 26.5569076...
    [Fact]
    public void A_share_is_the_part_over_the_whole()
    {
        var share = Only(Whole(Exact(6.99m, 6.985m, 6.995m)), Value(2024, Exact(1.85m, 1.845m, 1.855m)));
        Assert.Equal(Exact(26.466381m, 26.375982m, 26.556908m), share.Percent.Number);
        Assert.Equal((Method.Computed, null, 26.466381m, null), (share.Percent.Method, share.Percent.Published, share.Percent.Computed, share.Percent.Reason));
        Assert.Equal((1.85m, 6.99m), (share.Value.Number, share.WholeValue.Number));
        Assert.Equal((ToVietnam, World, Period.OfYear(2024), "CNY"), (share.Series, share.Whole, share.Period, share.Currency));
        Assert.Equal(["value-2024CNY", "whole"], share.Figures);
    }

    [Fact]
    public void The_published_percentage_is_chosen_and_around_25_is_not_26_and_a_half()
    {
        var share = Only(Whole(Exact(6.99m, 6.985m, 6.995m)), Value(2024, Exact(1.85m, 1.845m, 1.855m)), Share(2024, About(25)));
        Assert.Equal(About(25), share.Percent.Number);
        Assert.Equal((Method.Published, 25m, 26.466381m, false), (share.Percent.Method, share.Percent.Published, share.Percent.Computed, share.Percent.Agrees));
        Assert.Equal(["share-2024CNY", "value-2024CNY", "whole"], share.Figures);
    }

    [Theory]
    [InlineData("26.4", true)]
    [InlineData("26.5", true)]
    [InlineData("26.6", false)]
    public void The_two_agree_within_the_bounds_of_the_computed(string percent, bool agrees) =>
        Assert.Equal(agrees, Only(
            Whole(Exact(6.99m, 6.985m, 6.995m)),
            Value(2024, Exact(1.85m, 1.845m, 1.855m)),
            Share(2024, Exact(decimal.Parse(percent, System.Globalization.CultureInfo.InvariantCulture)))).Percent.Agrees);

    [Fact]
    public void The_whole_is_a_hundred_percent_of_itself_whatever_its_bounds()
    {
        var whole = Value(2024, Exact(6.99m, 6.985m, 6.995m));
        Assert.Equal(Exact(100), Shares.Of([(whole, whole)], ToVietnam, isPart: true).Single().Percent.Number);
    }

    [Fact]
    public void What_is_no_part_has_no_computed_share()
    {
        var share = Shares.Of([(Value(2024, Exact(1)), Whole(Exact(2)))], World, isPart: false).Single();
        Assert.Equal((null, null, Reason.NotAPart), (share.Percent.Number.Number, share.Percent.Method, share.Percent.Reason));
    }

    [Fact]
    public void Without_a_value_of_the_whole_there_is_no_share() =>
        Assert.Equal(Reason.NoWholeValue, Only(null, Value(2024, Exact(1))).Percent.Reason);

    public static TheoryData<Bounded, Reason> Wholes => new()
    {
        { Exact(0), Reason.ZeroWhole },
        { Exact(1, -1, 3), Reason.ZeroWhole },
        { Exact(-5, -6, -4), Reason.NegativeWhole },
        { About(-5), Reason.NegativeWhole },
    };

    [Theory]
    [MemberData(nameof(Wholes))]
    public void Of_zero_or_less_there_is_no_share(Bounded whole, Reason reason)
    {
        var share = Only(Whole(whole), Value(2024, Exact(1)));
        Assert.Equal((null, reason), (share.Percent.Number.Number, share.Percent.Reason));
    }

    // More than 1 of 4 (3.5 to 4.5): at least 1 / 4.5 = 22.2222... percent.
    [Fact]
    public void From_a_lower_bound_only_a_lower_bound_follows()
    {
        var share = Only(Whole(Exact(4, 3.5m, 4.5m)), Value(2024, AtLeast(1)));
        Assert.Equal((null, 22.222222m, null, Reason.OnlyBounds), (share.Percent.Number.Number, share.Percent.Number.Low, share.Percent.Number.High, share.Percent.Reason));
    }

    [Fact]
    public void A_published_share_stands_without_values()
    {
        var share = Only(null, Share(2024, Exact(12)));
        Assert.Equal((12m, null, null, null), (share.Percent.Published, share.Percent.Computed, share.Value.Number, share.Percent.Reason));
    }

    [Fact]
    public void A_share_in_a_currency_that_nobody_can_tell_speaks_for_the_values_in_each()
    {
        var rows = Rows(Whole(Exact(200)), Value(2024, Exact(24)), Value(2024, Exact(3), "USD"), Share(2024, Exact(12), ""));
        Assert.Equal([("CNY", 12m), ("USD", 12m)], rows.Select(row => (row.Currency!, row.Percent.Published!.Value)));
    }

    [Fact]
    public void A_share_in_a_currency_that_nobody_can_tell_stands_alone_where_there_are_no_values_and_last()
    {
        var rows = Rows(null, Share(2024, Exact(12), ""), Share(2024, Exact(13)));
        Assert.Equal([("CNY", 13m), (null, (decimal?)12)], rows.Select(row => (row.Currency, row.Percent.Published)));
    }

    [Fact]
    public void The_shares_of_all_parts_add_up_to_a_hundred() => Gen.Int[1, 1_000_000].Array[1, 30].Sample(parts =>
    {
        var whole = Whole(Exact(parts.Sum(part => (decimal)part)));
        var sum = parts.Sum(part => Only(whole, Value(2024, Exact(part))).Percent.Number.Number!.Value);
        return Math.Abs(sum - 100) <= parts.Length * 0.0000005m;
    });

    private static Observation Whole(Bounded number) => Value(2024, number) with { Series = World, Figures = ["whole"] };

    private static List<Share> Rows(Observation? whole, params Observation[] parts) =>
        [.. Shares.Of([.. parts.Select(part => (part, part.Measure is Measure.Value && part.Currency == whole?.Currency ? whole : null))], World, isPart: true)];

    private static Share Only(Observation? whole, params Observation[] parts) => Assert.Single(Rows(whole, parts));
}
