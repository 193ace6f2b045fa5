using CsCheck;
using TradeStats.Statistics;
using TradeStats.Trade;
using Xunit;
using static TradeStats.Tests.Statistics.Printed;

namespace TradeStats.Tests.Statistics;

public class DerivationsTests
{
    private static readonly Figure Yuan = Figure("yuan", Exact(1850, 1845, 1855));

    private static readonly Figure Dollars = Figure("dollars", Exact(254.05m, 254.045m, 254.055m)) with { Currency = "USD", Unit = "USD", Conversion = true };

    // 6.99 / 1.09 = 6.412844...; at least 6.985 / 1.0905 = 6.405318..., rounded down; at most 6.995 / 1.0895 = 6.420376..., rounded up.
    [Fact]
    public void The_year_before_follows_from_value_and_growth()
    {
        var before = Derived(Value(2024, Exact(6.99m, 6.985m, 6.995m)), Growth(2024, Exact(9.0m, 8.95m, 9.05m))).Single(row => row.Method is Method.Backcast);
        Assert.Equal((Period.OfYear(2023), "CNY", Exact(6.41m, 6.40m, 6.43m)), (before.Period, before.Currency, before.Number));
        Assert.Equal(["value-2024CNY", "growth-2024CNY"], before.Figures);
        Assert.Equal("backcast from 6.99 of 2024: / (1 + 9.0 / 100)", before.Basis);
    }

    // 50 / 25 = 2; at least 49.5 / 25.5 = 1.941...; at most 50.5 / 24.5 = 2.0612...
    [Fact]
    public void A_base_period_follows_from_value_and_multiple()
    {
        var multiple = Growth(2012, Exact(25, 24.5m, 25.5m)) with { Measure = Measure.Multiple, Against = "2000" };
        var before = Derived(Value(2012, Exact(50, 49.5m, 50.5m)), multiple).Single(row => row.Method is Method.Backcast);
        Assert.Equal((Period.OfYear(2000), Exact(2, 1.94m, 2.07m)), (before.Period, before.Number));
    }

    // 6990 / 0.159 = 43962.264...; at least 6985 / 0.1595 = 43793.103..., at most 6995 / 0.1585 = 44132.492...
    [Fact]
    public void The_whole_follows_from_a_part_and_its_share()
    {
        var whole = Derived(Value(2024, Exact(6990, 6985, 6995)), Share(2024, Exact(15.9m, 15.85m, 15.95m))).Single(row => row.Method is Method.Implied);
        Assert.Equal((ToVietnam with { Partner = "WLD" }, Exact(43962.26m, 43793.10m, 44132.50m)), (whole.Series, whole.Number));
    }

    [Fact]
    public void A_lower_bound_stays_a_lower_bound()
    {
        var before = Derived(Value(2024, AtLeast(260)), Growth(2024, Exact(30, 29.5m, 30.5m))).Single(row => row.Method is Method.Backcast);
        Assert.Equal(new(199.23m, 199.23m, null, Qualifier.AtLeast), before.Number);
    }

    // 1850 / 254.05 = 7.28203...: 1000 yuan are 137.32 dollars.
    [Fact]
    public void Another_currency_follows_at_the_rate_of_the_same_source()
    {
        var (own, other) = (Figure("own", Exact(1000)) with { Flow = Flow.Imports }, Figure("other", Exact(1000)) with { Flow = Flow.Total, Source = New });
        Figure[] second = [Figure("yuan2", Exact(730)) with { Source = New, Reporter = "CN-YN" }, Figure("dollars2", Exact(100)) with { Source = New, Reporter = "CN-YN", Currency = "USD", Conversion = true }];
        Figure[] figures = [Yuan, Dollars, own, other, .. second];
        var derived = Derivations.Derive(Cells.Observe(figures, Published), figures).Where(row => row.Method is Method.Converted && row.Series.Reporter == "CN").ToList();
        Assert.Equal(137.32m, derived.Single(row => row.Figures[0] == "own").Number.Number);
        Assert.Equal(136.99m, derived.Single(row => row.Figures[0] == "other").Number.Number); // 1000 / 7.3, the rate of its own source
        Assert.Equal((Method.Published, "USD"), (derived[0].Origin!.Value, derived[0].Currency));
    }

    // 7.28203... (7.26220... to 7.30185...) and 7.3: the median is 7.29101..., and 1000 yuan are 137.155... dollars, from 1000 / 7.30185... to 1000 / 7.26220...
    [Fact]
    public void A_source_without_a_rate_is_converted_at_the_median_and_every_rate_lies_within_the_bounds()
    {
        Figure[] figures =
        [
            Yuan, Dollars, Figure("other", Exact(1000)) with { Flow = Flow.Total, Source = "third-paper" },
            Figure("yuan2", Exact(730)) with { Source = New, Reporter = "CN-YN" }, Figure("dollars2", Exact(100)) with { Source = New, Reporter = "CN-YN", Currency = "USD", Conversion = true },
        ];
        var published = new Dictionary<string, string>(Published) { ["third-paper"] = "2025" };
        var row = Derivations.Derive(Cells.Observe(figures, published), figures).Single(row => row.Method is Method.Converted && row.Figures[0] == "other");
        Assert.Equal(Exact(137.16m, 136.95m, 137.70m), row.Number);
        Assert.Equal(["other", "yuan", "dollars", "yuan2", "dollars2"], row.Figures);
        Assert.EndsWith("/ 7.291016 CNY per USD, the median of the rates of the period, all of 7.262207 to 7.301856 allowed for", row.Basis, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_rate_of_the_period_nothing_is_converted() =>
        Assert.DoesNotContain(
            Derivations.Derive([Value(2023, Exact(5))], [Yuan, Dollars, Figure("value-2023CNY", Exact(5)) with { Period = Period.OfYear(2023) }]),
            row => row.Method is Method.Converted);

    [Fact]
    public void The_partner_tells_the_same_with_flows_swapped()
    {
        var told = Derived(Value(2024, Exact(5)), Value(2024, Exact(3)) with { Series = ToVietnam with { Flow = Flow.Imports } }, Value(2024, Exact(2)) with { Series = ToVietnam with { Flow = Flow.Balance }, Method = Method.Computed })
            .Where(row => row.Method is Method.Mirrored).ToList();
        Assert.All(told, row => Assert.Equal(("VN", "CN"), (row.Series.Reporter, row.Series.Partner)));
        Assert.Equal([(Flow.Imports, 5m), (Flow.Exports, 3m), (Flow.Balance, -2m)], told.Select(row => (row.Series.Flow, row.Number.Number!.Value)));
    }

    [Fact]
    public void Nothing_derived_stands_in_a_cell_that_is_published_and_none_is_made_of_its_own_kind()
    {
        var now = Contents.Shipped.Observations.Where(row => row.KnownUntil is null).ToList();
        Assert.Equal(now.Count, now.Select(row => (row.Series, row.Period, row.Currency, row.Measure, row.Against)).Distinct().Count());
        Assert.All(now.Where(row => row.IsDerived), row => Assert.NotEqual(row.Method, row.Origin));
        Assert.All(now.Where(row => row.IsDerived), row => Assert.NotNull(row.Basis));
        Assert.All(Enum.GetValues<Method>(), method => Assert.Contains(now, row => row.Method == method));
    }

    [Fact]
    public void Converted_there_and_back_a_value_lies_within_its_bounds_again() =>
        Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[0, 500], Gen.Int[100, 2000], Gen.Int[0, 50]).Sample((value, around, rate, rounding) =>
        {
            var amount = Exact(value, value - (around / 1000m * value), value + (around / 1000m * value));
            var factor = Exact(rate / 100m, (rate - (rounding / 2m)) / 100m, (rate + (rounding / 2m)) / 100m);
            var back = Arithmetic.Multiply(Arithmetic.Divide(amount, factor), factor);
            Assert.True(back.Low <= amount.Low + 0.000001m && back.High >= amount.High - 0.000001m);
        });

    [Fact]
    public void The_growth_against_a_backcast_contains_the_growth_that_it_was_made_from() =>
        Gen.Select(Gen.Int[100, 1_000_000], Gen.Int[-900, 3000]).Sample((value, tenths) =>
        {
            var growth = Exact(tenths / 10m, (tenths / 10m) - 0.05m, (tenths / 10m) + 0.05m);
            var before = Derived(Value(2024, Exact(value, value - 0.5m, value + 0.5m)), Growth(2024, growth)).Single(row => row.Method is Method.Backcast);
            var again = Arithmetic.ToChange(Arithmetic.Divide(Exact(value, value - 0.5m, value + 0.5m), before.Number));
            Assert.True(again.Low <= growth.Low && again.High >= growth.High);
        });

    private static IReadOnlyList<Observation> Derived(params Observation[] observed) =>
        Derivations.Derive(observed, [.. observed.SelectMany(row => row.Figures).Distinct().Select(id => Figure(id, Exact(1)))]);
}
