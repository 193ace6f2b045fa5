using CsCheck;
using TradeStats.Statistics;
using TradeStats.Tests.Trade;
using TradeStats.Trade;
using Xunit;
using static TradeStats.Tests.Statistics.Printed;

namespace TradeStats.Tests.Statistics;

public class RankingsTests
{
    private static readonly Series World = ToVietnam with { Partner = "WLD" };

    [Fact]
    public void Equal_values_share_the_better_place_and_the_next_is_left_out() =>
        Assert.Equal([(1, "MY"), (2, "ID"), (2, "VN"), (4, "TL")], Placed(10, ("VN", 5), ("TL", 1), ("ID", 5), ("MY", 9)));

    [Fact]
    public void All_that_share_the_last_place_are_told() =>
        Assert.Equal([(1, "MY"), (2, "ID"), (2, "VN")], Placed(2, ("VN", 5), ("TL", 1), ("ID", 5), ("MY", 9)));

    // 9, 5 and 2 of 20: 45, 25 and 10 percent; together 45, 70 and 80.
    [Fact]
    public void Shares_add_up_from_place_to_place()
    {
        var rows = Ranked(10, Candidate("VN", Exact(5), 20), Candidate("MY", Exact(9), 20), Candidate("ID", Exact(2), 20));
        Assert.Equal([45m, 25m, 10m], rows.Select(row => row.Share!.Percent.Number.Number!.Value));
        Assert.Equal([45m, 70m, 80m], rows.Select(row => row.CumulativePercent!.Value));
    }

    [Fact]
    public void Behind_a_share_that_is_not_known_no_sum_is()
    {
        var rows = Ranked(10, Candidate("VN", Exact(5), 20), Candidate("MY", Exact(9), null), Candidate("ID", Exact(2), 20));
        Assert.Equal([null, null, null], rows.Select(row => row.CumulativePercent));
    }

    [Fact]
    public void Where_bounds_meet_the_order_is_not_certain_and_both_say_so()
    {
        var rows = Ranked(10, Candidate("VN", Exact(5, 4, 6), 20), Candidate("MY", Exact(7, 6, 8), 20), Candidate("ID", Exact(1), 20));
        Assert.Equal(["MY:VN", "VN:MY", "ID:"], rows.Select(row => $"{row.Code}:{string.Join(' ', row.UndecidedWith)}"));
    }

    [Fact]
    public void What_a_source_states_of_rank_and_streak_stands_beside_the_computed()
    {
        var rank = Figure("rank", Exact(2)) with { Measure = Measure.Rank, Of = "partner=WLD" };
        var streak = Figure("streak", Exact(8)) with { Measure = Measure.Streak, Of = "partner=WLD" };
        var row = Rankings.Of("partner", [Candidate("VN", Exact(5), 20), Candidate("MY", Exact(3), 20)], [rank, streak], 1).Single();
        Assert.Equal((1, 2m, 8m), (row.Rank, row.PublishedRank!.Value, row.StreakYears!.Value));
        Assert.Equal(["value-2024CNY", "whole", "rank", "streak"], row.Figures);
    }

    [Fact]
    public void The_order_of_the_candidates_does_not_matter()
    {
        (string, int)[] values = [("VN", 5), ("TL", 1), ("ID", 5), ("MY", 9), ("TR", 1), ("CI", 7)];
        var expected = Placed(10, values);
        Gen.Shuffle(values).Sample(shuffled => Placed(10, shuffled).SequenceEqual(expected));
    }

    [Theory]
    [InlineData("partner", "VN", true)] // a country
    [InlineData("partner", "490", true)] // an area of trade statistics
    [InlineData("partner", "ASEAN", false)] // its members are ranked
    [InlineData("partner", "CN-YN", false)] // its country is ranked
    [InlineData("reporter", "MY", true)]
    [InlineData("reporter", "WLD", false)]
    [InlineData("commodity", "agricultural-products", true)] // right below all goods
    [InlineData("commodity", "fruits-and-nuts", false)] // within agricultural products
    [InlineData("commodity", "TOTAL", false)]
    public void Nothing_is_ranked_twice(string by, string code, bool isRanked)
    {
        var series = by switch { "partner" => ToVietnam with { Partner = code }, "reporter" => ToVietnam with { Reporter = code }, _ => ToVietnam with { Commodity = code } };
        Assert.Equal(code, Rankings.CodeOf(by, series));
        Assert.Equal(isRanked, Rankings.IsRankedUnnamed(by, series, "TOTAL", SmallCatalogue.Whole));
    }

    [Fact]
    public void Right_below_a_commodity_is_what_it_contains_itself()
    {
        Assert.True(Rankings.IsRankedUnnamed("commodity", ToVietnam with { Commodity = "fruits-and-nuts" }, "agricultural-products", SmallCatalogue.Whole));
        Assert.False(Rankings.IsRankedUnnamed("commodity", ToVietnam with { Commodity = "durian" }, "agricultural-products", SmallCatalogue.Whole));
    }

    [Fact]
    public void The_currency_is_the_one_that_most_have_and_of_several_the_first()
    {
        var (yuan, dollars, more) = (Candidate("VN", Exact(5), 20), InDollars(Candidate("VN", Exact(1), 3)), InDollars(Candidate("MY", Exact(2), 3)));
        Assert.Equal("CNY", Rankings.CurrencyOf([dollars, yuan]));
        Assert.Equal("USD", Rankings.CurrencyOf([yuan, dollars, more]));
        Assert.Null(Rankings.CurrencyOf([]));

        static Candidate InDollars(Candidate candidate) => candidate with { Value = candidate.Value with { Currency = "USD" } };
    }

    // 110 after 100 is 10 percent more.
    [Fact]
    public void A_series_is_a_candidate_in_every_currency_that_has_a_number_with_its_share_and_growth()
    {
        (Observation, Observation?)[] series =
        [
            (Value(2023, Exact(100)), null), (Value(2024, Exact(110)), Value(2024, Exact(440)) with { Series = World }),
            (Value(2024, new(null, 5, 9, Qualifier.Exact), "EUR"), null), (Value(2024, Exact(16), "USD"), null),
        ];
        var found = Rankings.CandidatesOf(Period.OfYear(2024), series, cell => Shares.Of(cell, World, isPart: true)).ToList();
        Assert.Equal(["CNY", "USD"], found.Select(candidate => candidate.Value.Currency));
        Assert.Equal([(25m, 10m), (null, null)], found.Select(candidate => (candidate.Share.Percent.Number.Number, candidate.Growth?.Percent.Number.Number)));
    }

    [Fact]
    public void What_is_no_part_of_the_whole_or_has_nothing_in_the_period_is_no_candidate()
    {
        (Observation, Observation?)[] series = [(Value(2024, Exact(110)), null)];
        Assert.Empty(Rankings.CandidatesOf(Period.OfYear(2024), series, cell => Shares.Of(cell, World, isPart: false)));
        Assert.Empty(Rankings.CandidatesOf(Period.OfYear(2025), series, cell => Shares.Of(cell, World, isPart: true)));
    }

    private static List<(int Rank, string Code)> Placed(int top, params (string Partner, int Number)[] values) =>
        [.. Ranked(top, [.. values.Select(value => Candidate(value.Partner, Exact(value.Number), 100))]).Select(row => (row.Rank, row.Code))];

    private static List<Placing> Ranked(int top, params Candidate[] candidates) =>
        [.. Rankings.Of("partner", candidates, [], top)];

    private static Candidate Candidate(string partner, Bounded number, decimal? whole)
    {
        var value = Value(2024, number) with { Series = ToVietnam with { Partner = partner } };
        var all = whole is { } known ? Value(2024, Exact(known)) with { Series = World, Figures = ["whole"] } : null;
        return new(value, Shares.Of([(value, all)], World, isPart: true).Single(), null);
    }
}
