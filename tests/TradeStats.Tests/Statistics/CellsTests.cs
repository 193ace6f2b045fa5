using CsCheck;
using TradeStats.Statistics;
using TradeStats.Trade;
using Xunit;
using static TradeStats.Tests.Statistics.Printed;

namespace TradeStats.Tests.Statistics;

public class CellsTests
{
    private static readonly Figure Plain = Figure("plain", Exact(100, 95, 105));

    /// <summary>Pairs that one rule alone decides, the better first.</summary>
    public static TheoryData<string, Figure, Figure> Rules => new()
    {
        { "exact before about", Plain with { Conversion = true }, Figure("other", About(100)) with { Source = New } },
        { "about before bounds", Figure("plain", About(100)) with { Conversion = true }, Figure("other", AtLeast(100)) with { Source = New } },
        { "about before an upper bound", Figure("plain", About(100)) with { Conversion = true }, Figure("other", AtMost(100)) with { Source = New } },
        { "bounds before forecasts", Figure("plain", AtLeast(100)) with { Conversion = true }, Figure("other", Forecast(100)) with { Source = New } },
        { "own unit before a conversion, even a tighter and newer one", Plain, Figure("other", Exact(100, 99, 101)) with { Conversion = true, Source = New } },
        { "the tighter, even where older", Plain, Figure("other", Exact(100, 94, 105)) with { Source = New } },
        { "the higher of two lower bounds, even where older", Figure("plain", AtLeast(101)), Figure("other", AtLeast(100)) with { Source = New } },
        { "the lower of two upper bounds, even where older", Figure("plain", AtMost(100)), Figure("other", AtMost(101)) with { Source = New } },
        { "the newer source", Plain with { Id = "z", Source = New }, Figure("a", Exact(101, 96, 106)) },
        { "the first id where nothing else decides", Plain with { Id = "a" }, Figure("b", Exact(101, 96, 106)) },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void One_rule_after_the_other_decides_which_figure_is_best(string rule, Figure better, Figure other)
    {
        Assert.NotEmpty(rule);
        foreach (var figures in new Figure[][] { [better, other], [other, better] })
        {
            var cell = Assert.Single(Cells.Observe(figures, Published));
            Assert.Equal(better.Number, cell.Number);
            Assert.Equal([better.Id, other.Id], cell.Figures);
            Assert.Equal([better.Id], cell.Used());
            Assert.Equal(Method.Published, cell.Method);
        }
    }

    [Fact]
    public void The_order_of_the_figures_does_not_matter()
    {
        Figure[] figures =
        [
            Plain, Figure("b", About(90)), Figure("c", AtLeast(80)) with { Source = New }, Figure("d", Exact(7, 6, 8)) with { Flow = Flow.Imports },
            Figure("e", Exact(12)) with { Measure = Measure.Growth, Unit = "percent" }, Figure("f", Exact(300)) with { Period = Period.OfYear(2023) },
        ];
        var expected = Told(figures);
        Gen.Shuffle(figures).Sample(shuffled => Told(shuffled) == expected);

        static string Told(IEnumerable<Figure> figures) => string.Join('\n', Cells.Observe(figures, Published)
            .Select(cell => $"{cell with { Figures = [] }} {string.Join(' ', cell.Figures)}"));
    }

    [Fact]
    public void Two_sources_whose_bounds_do_not_overlap_are_in_dispute() =>
        Assert.True(Assert.Single(Cells.Observe([Plain, Figure("other", Exact(120, 115, 125)) with { Source = New }], Published)).Disputed);

    [Fact]
    public void Two_sources_whose_bounds_touch_are_not_in_dispute() =>
        Assert.False(Assert.Single(Cells.Observe([Plain, Figure("other", Exact(110, 105, 115)) with { Source = New }], Published)).Disputed);

    [Fact]
    public void One_source_does_not_dispute_itself() =>
        Assert.False(Assert.Single(Cells.Observe([Plain, Figure("other", Exact(120, 115, 125))], Published)).Disputed);

    [Fact]
    public void A_lower_bound_above_what_another_source_states_is_in_dispute() =>
        Assert.True(Assert.Single(Cells.Observe([Plain, Figure("other", AtLeast(106)) with { Source = New }], Published)).Disputed);

    [Theory]
    [InlineData(Qualifier.Forecast, 115, 125)]
    [InlineData(Qualifier.About, null, null)]
    public void A_forecast_and_a_rough_number_dispute_nothing(Qualifier qualifier, int? low, int? high) =>
        Assert.False(Assert.Single(Cells.Observe([Plain, Figure("other", new(120, low, high, qualifier)) with { Source = New }], Published)).Disputed);

    [Fact]
    public void A_figure_about_one_company_another_indicator_a_rank_or_a_streak_enters_no_cell() =>
        Assert.Empty(Cells.Observe(
            [
                Plain with { Entity = "One Company" },
                Plain with { Indicator = "investment" },
                Plain with { Flow = null },
                Plain with { Currency = null, Unit = "trains" },
                Plain with { Measure = Measure.Rank, Of = "partner=WLD" },
                Plain with { Measure = Measure.Streak, Of = "partner=WLD" },
                Plain with { Measure = Measure.Multiple, Of = "partner=MY" },
            ],
            Published));

    [Fact]
    public void Growth_multiples_and_shares_are_cells_of_their_own_with_what_they_are_measured_against()
    {
        var cells = Cells.Observe(
            [
                Plain,
                Plain with { Id = "growth", Measure = Measure.Growth },
                Plain with { Id = "since-2012", Measure = Measure.Growth, Base = Period.OfYear(2012) },
                Plain with { Id = "times", Measure = Measure.Multiple, Base = Period.OfYear(2000) },
                Plain with { Id = "of-world", Measure = Measure.Share, Of = "partner=WLD" },
                Plain with { Id = "of-country", Reporter = "CN-YN", Measure = Measure.Share, Of = "reporter=CN", Currency = null },
                Plain with { Id = "of-all", Commodity = "08", Measure = Measure.Share, Of = "commodity=TOTAL" },
            ],
            Published);
        Assert.Equal(
            [
                ("of-all", "CN/VN/TOTAL", "CNY"), ("plain", "", "CNY"), ("since-2012", "2012", "CNY"), ("growth", "2023", "CNY"),
                ("of-world", "CN/WLD/TOTAL", "CNY"), ("times", "2000", "CNY"), ("of-country", "CN/VN/TOTAL", ""),
            ],
            cells.Select(cell => (cell.Figures[0], cell.Against, cell.Currency)));
    }

    // Yunnan and Vietnam, billions of yuan: 3.22 is 3.215 to 3.225, 2.98 is 2.975 to 2.985.
    // Total 6.20, from 3.215 + 2.975 = 6.190 to 3.225 + 2.985 = 6.210. Balance 0.24, from 3.215 - 2.985 = 0.230 to 3.225 - 2.975 = 0.250.
    [Fact]
    public void Exports_and_imports_give_a_total_and_a_balance()
    {
        var cells = Cells.Observe([Figure("x", Exact(3.22e9m, 3.215e9m, 3.225e9m)), Figure("m", Exact(2.98e9m, 2.975e9m, 2.985e9m)) with { Flow = Flow.Imports }], Published);
        Assert.Equal([Flow.Exports, Flow.Imports, Flow.Total, Flow.Balance], cells.Select(cell => cell.Series.Flow));
        Assert.Equal(Exact(6.20e9m, 6.19e9m, 6.21e9m), cells[2].Number);
        Assert.Equal(Exact(0.24e9m, 0.23e9m, 0.25e9m), cells[3].Number);
        Assert.All(cells.Skip(2), cell => Assert.Equal(Method.Computed, cell.Method));
        Assert.All(cells.Skip(2), cell => Assert.Equal(["x", "m"], cell.Figures));
        Assert.All(cells.Skip(2), cell => Assert.Equal(["x", "m"], cell.Used()));
    }

    // China and Malaysia, billions of dollars: 101.46 - 110.57 = -9.11, from 101.455 - 110.575 = -9.12 to 101.465 - 110.565 = -9.10.
    [Fact]
    public void A_balance_is_negative_where_imports_are_larger() =>
        Assert.Equal(
            Exact(-9.11m, -9.12m, -9.10m),
            Observed(Flow.Balance, Figure("x", Exact(101.46m, 101.455m, 101.465m)), Figure("m", Exact(110.57m, 110.565m, 110.575m)) with { Flow = Flow.Imports }).Number);

    [Fact]
    public void A_total_or_balance_that_a_source_prints_is_not_computed()
    {
        var cells = Cells.Observe(
            [
                Plain,
                Figure("m", Exact(60)) with { Flow = Flow.Imports },
                Figure("t", Exact(170)) with { Flow = Flow.Total },
                Figure("b", Exact(45)) with { Flow = Flow.Balance },
            ],
            Published);
        Assert.Equal([("plain", 100m), ("m", 60m), ("t", 170m), ("b", 45m)], cells.Select(cell => (Assert.Single(cell.Figures), cell.Number.Number!.Value)));
    }

    [Fact]
    public void Only_parts_of_the_same_period_currency_and_commodity_are_added()
    {
        var imports = Figure("m", Exact(60)) with { Flow = Flow.Imports };
        foreach (var other in new[] { imports with { Period = Period.OfYear(2023) }, imports with { Currency = "USD" }, imports with { Commodity = "08" }, imports with { Partner = "MY" } })
            Assert.Equal(2, Cells.Observe([Plain, other], Published).Count);
    }

    [Fact]
    public void A_sum_of_a_lower_bound_is_a_lower_bound() =>
        Assert.Equal(AtLeast(155), Observed(Flow.Total, Plain, Figure("m", AtLeast(60)) with { Flow = Flow.Imports }).Number);

    [Fact]
    public void Where_nothing_follows_from_the_parts_there_is_no_sum() =>
        Assert.Equal(
            [Flow.Exports, Flow.Imports, Flow.Balance],
            Cells.Observe([Figure("x", AtLeast(100)), Figure("m", AtMost(60)) with { Flow = Flow.Imports }], Published).Select(cell => cell.Series.Flow));

    [Fact]
    public void What_follows_from_a_disputed_part_is_disputed() =>
        Assert.True(Observed(Flow.Total, Plain, Figure("other", Exact(120, 115, 125)) with { Source = New }, Figure("m", Exact(60)) with { Flow = Flow.Imports }).Disputed);

    [Fact]
    public void A_sum_names_only_the_best_figure_of_each_part() =>
        Assert.Equal(["plain", "m"], Observed(Flow.Total, Figure("rough", About(90)), Plain, Figure("m", Exact(60)) with { Flow = Flow.Imports }).Figures);

    [Theory]
    [InlineData("cs-CZ")] // where CH is a letter after H
    [InlineData("da-DK")] // where AA is a letter after Z
    public void Cells_stand_in_the_order_of_code_points_in_every_culture(string culture) => Cultures.In(culture, () => Assert.Equal(
        ["AAA", "CHF", "CNY", "CZK"],
        Cells.Observe(new[] { "CZK", "CNY", "AAA", "CHF" }.Select(currency => Plain with { Currency = currency }), Published).Select(cell => cell.Currency)));

    private static Observation Observed(Flow flow, params Figure[] figures) => Cells.Observe(figures, Published).Single(cell => cell.Series.Flow == flow);
}
