using System.Globalization;
using System.Net;
using System.Xml.Linq;
using TradeStats.Representations;
using TradeStats.Tests.Http;
using TradeStats.Trade;
using Xunit;

namespace TradeStats.Tests.Representations;

/// <summary>Charts hold the numbers of the rows, exactly, and nothing that a page would run or fetch.</summary>
public class SvgFormatTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly Api _api = shared.Api;

    [Theory]
    [InlineData("rankings", "reporter=CN&period=2024", "value")]
    [InlineData("totals", "reporter=CN&partner=ASEAN", "value")]
    [InlineData("totals", "reporter=CN&partner=VN&derived=true&flow=total", "value")]
    [InlineData("growth", "reporter=CN&partner=ASEAN&derived=true", "growthPercent")]
    [InlineData("shares", "reporter=CN&partner=VN,MY&ofPartner=ASEAN", "sharePercent")]
    public async Task Every_row_with_a_number_or_a_bound_has_a_mark_with_its_exact_numbers(string noun, string question, string value)
    {
        var rows = await _api.RowsAsync($"/v1/{noun}?{question}");
        var marks = Marks(await DrawAsync(noun, question));
        var expected = rows.Select(row => (row.Text("period"), row.Number(value), row.Number("low"), row.Number("high")))
            .Where(row => (row.Item2 ?? row.Item3 ?? row.Item4) is not null);
        Assert.Equal(expected.Order(), marks.Select(mark => ((string?)mark.Attribute("data-period"), Number(mark, "data-value"), Number(mark, "data-low"), Number(mark, "data-high"))).Order());
    }

    [Fact]
    public async Task A_ranking_is_bars_in_its_order_and_several_periods_are_lines()
    {
        var ranking = await DrawAsync("rankings", "reporter=CN&period=2024&currency=USD");
        Assert.Equal(["Vietnam", "Malaysia"], Marks(ranking).Take(2).Select(mark => (string?)mark.Attribute("data-series")));
        Assert.Empty(ranking.Descendants(Svg + "polyline"));
        Assert.Equal(Marks(ranking).Count(), ranking.Descendants(Svg + "g").Elements(Svg + "rect").Count());
        Assert.NotEmpty((await DrawAsync("totals", "reporter=CN&partner=VN&flow=total&frequency=annual&currency=USD")).Descendants(Svg + "polyline"));
    }

    [Fact]
    public async Task A_chart_says_its_unit_its_sources_and_has_a_dark_side()
    {
        var text = (await _api.GetAsync("/v1/rankings.svg?reporter=CN&period=2024&currency=USD")).Text;
        Assert.Contains("billion USD", text, StringComparison.Ordinal);
        Assert.Contains("Sources: ", text, StringComparison.Ordinal);
        Assert.Contains("Global Times 2025-09-08", text, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme:dark", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_name_cannot_become_part_of_the_drawing()
    {
        const string name = "<script>\"&'ệ</script>";
        var catalogue = new Catalogue([new("XX", name, AreaKind.Country, null, null, [], [])], [], [], [], [], []);
        var row = new Observation(new("XX", "CN", Flow.Total, "TOTAL"), Period.OfYear(2024), "USD", Measure.Value, "", new(5, 4, 6, Qualifier.Exact), Method.Published, false, []);
        var meta = new Meta("articles", "v", DateTimeOffset.UnixEpoch, "Trade", "totals", "http://host/?a=1&b=<", "http://host", null);
        using var stream = new MemoryStream();
        await new SvgFormat().WriteAsync(stream, new Selection<Observation>(Tables.Totals, Tables.Totals.Columns, new[] { row }.ToAsyncEnumerable(), catalogue, meta, () => Task.FromResult<IReadOnlyList<string>>([])), CancellationToken.None);
        stream.Position = 0;
        var chart = await XElement.LoadAsync(stream, LoadOptions.None, TestContext.Current.CancellationToken);
        Assert.Empty(chart.Descendants(Svg + "script"));
        Assert.Contains(name, chart.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_a_chart_that_says_so()
    {
        var chart = await DrawAsync("totals", "reporter=SG&partner=IN");
        Assert.Contains("There is nothing to draw", chart.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_reader_could_not_tell_apart_is_413_with_the_remedy()
    {
        var problem = Problems.Is(await _api.GetAsync("/v1/totals.svg"), HttpStatusCode.RequestEntityTooLarge, "tooLarge");
        Assert.Contains("To ask for less", problem.Text("detail"), StringComparison.Ordinal);
    }

    private static IEnumerable<XElement> Marks(XElement chart) => chart.Descendants(Svg + "g").Where(mark => mark.Attribute("data-period") is not null);

    private static decimal? Number(XElement mark, string name) => mark.Attribute(name)!.Value is { Length: > 0 } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;

    private async Task<XElement> DrawAsync(string noun, string question)
    {
        var reply = await _api.GetAsync($"/v1/{noun}.svg?{question}");
        Assert.Equal((HttpStatusCode.OK, "image/svg+xml"), (reply.Status, reply.Header("Content-Type")));
        return XDocument.Parse(reply.Text).Root!;
    }
}
