using TradeStats.Statistics;
using TradeStats.Trade;
using Xunit;
using static TradeStats.Tests.Statistics.Printed;

namespace TradeStats.Tests.Statistics;

public class ChecksTests
{
    public static TheoryData<string, Bounded, Bounded, Verdict> Sides => new()
    {
        { "roundings meet", Exact(9.0m, 8.95m, 9.05m), Exact(9.04m, 9.0m, 9.1m), Verdict.Holds },
        { "roundings do not meet", Exact(9.0m, 8.95m, 9.05m), Exact(9.2m, 9.1m, 9.3m), Verdict.Fails },
        { "more than 200, and it is 212", AtLeast(200), Exact(212, 211, 213), Verdict.Holds },
        { "more than 260, and it is 254", AtLeast(260), Exact(254, 253, 255), Verdict.Fails },
        { "more than 212, and it is about there", AtLeast(212), Exact(212, 211, 213), Verdict.Undecided },
        { "exactly 212, and it is more than 200", Exact(212, 211, 213), AtLeast(200), Verdict.Undecided },
        { "around 25, and it is between 24 and 26", About(25), Exact(25, 24, 26), Verdict.Holds },
        { "around 25, and it is 26.5", About(25), Exact(26.5m, 26.4m, 26.6m), Verdict.Undecided },
    };

    [Theory]
    [MemberData(nameof(Sides))]
    public void A_claim_is_judged_by_the_bounds_of_both_sides(string sides, Bounded claim, Bounded follows, Verdict verdict)
    {
        Assert.NotEmpty(sides);
        Assert.Equal(verdict, Checks.Judge(claim, follows));
    }

    [Theory]
    [InlineData("sum:CN:ASEAN:total:TOTAL:2024:CNY", Verdict.Holds)]
    [InlineData("sum:CN:MY:total:TOTAL:2024:USD", Verdict.Holds)]
    [InlineData("growth:CN:ASEAN:total:TOTAL:2024:CNY:parts", Verdict.Holds)]
    [InlineData("growth:CN:MY:total:TOTAL:2024:USD:parts", Verdict.Holds)]
    [InlineData("share:CN:VN:total:TOTAL:2024:CNY:CN/ASEAN/TOTAL", Verdict.Undecided)]
    [InlineData("sources:china-vietnam-ties-04:vietnam-pillar-interview-01", Verdict.Fails)]
    [InlineData("sources:china-vietnam-ties-04:cooperation-remains-strong-17", Verdict.Holds)]
    [InlineData("rate:china-malaysia-trade-12:cooperation-remains-strong-09", Verdict.Fails)]
    [InlineData("rate:china-vietnam-ties-04:yunnan-asean-trade-04", Verdict.Holds)]
    [InlineData("rate:vietnam-pillar-interview-03:yunnan-asean-trade-12", Verdict.Fails)]
    [InlineData("parts:CN:ASEAN:total:TOTAL:2024:CNY:partners", Verdict.Holds)]
    [InlineData("rank:china-malaysia-trade-10:vietnam-visit-editorial-03", Verdict.Undecided)]
    public void The_knots_of_the_articles_come_out_as_such(string id, Verdict verdict) =>
        Assert.Equal(verdict, Assert.Single(Contents.Shipped.Checks, check => check.Id == id && check.KnownUntil is null).Verdict);

    [Fact]
    public void Every_check_has_an_id_of_its_own_a_statement_and_figures()
    {
        var now = Contents.Shipped.Checks.Where(check => check.KnownUntil is null).ToList();
        Assert.Equal(now.Count, now.Select(check => check.Id).Distinct().Count());
        Assert.All(now, check => Assert.NotEmpty(check.Figures));
        Assert.All(now, check => Assert.EndsWith(".", check.Statement, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_known_on_a_day_is_what_its_sources_alone_say()
    {
        var (seeds, shipped) = (Contents.Seeds, Contents.Shipped);
        var published = seeds.Sources.ToDictionary(source => source.Id, source => source.Published);
        foreach (var day in seeds.Sources.Select(source => source.PublishedBy).Distinct())
        {
            var sources = seeds.Sources.Where(source => source.PublishedBy <= day).Select(source => source.Id).ToHashSet();
            List<Figure> figures = [.. seeds.Figures.Where(figure => sources.Contains(figure.Source))];
            var observed = Cells.Observe(figures, published);
            var expected = observed.Concat(Derivations.Derive(observed, figures)).Select(Line).Order(StringComparer.Ordinal);
            Assert.Equal(expected, shipped.Observations.Where(row => row.KnownFrom <= day && !(row.KnownUntil <= day)).Select(Line).Order(StringComparer.Ordinal));
        }

        static string Line(Observation row) => $"{row.Series} {row.Period} {row.Currency} {row.Measure} {row.Against} {row.Number} {row.Method} {row.Disputed} {string.Join(' ', row.Figures)}";
    }
}
