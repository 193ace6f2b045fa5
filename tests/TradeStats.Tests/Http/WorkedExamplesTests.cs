using System.Net;
using System.Text.Json;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>Answers worked by hand from the articles.</summary>
public class WorkedExamplesTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private readonly Api _api = shared.Api;

    [Fact]
    public async Task Growth_of_China_ASEAN_2024_is_the_published_nine_percent_down_to_its_printed_zero()
    {
        var row = (await _api.RowsAsync("/v1/growth?reporter=CN&partner=ASEAN&period=2024&flow=total&currency=CNY")).Where();
        Assert.Equal("9.0", row.Raw("growthPercent"));
        Assert.Equal("9.0", row.Raw("publishedPercent"));
        Assert.Equal((8.95m, 9.05m), (row.Number("low"), row.Number("high")));
        Assert.Equal(("published", "2023", "CNY"), (row.Text("method"), row.Text("basePeriod"), row.Text("currency")));
        Assert.Equal((1.09m, 9.0m), (row.Number("multiple"), row.Number("annualPercent")));
        Assert.Equal((6_990_000_000_000m, null), (row.Number("value"), row.Number("baseValue")));
        Assert.Null(row.Number("computedPercent"));
        Assert.Null(row.Flag("agrees"));
        Assert.Null(row.Text("reason"));
        Assert.Equal(["yunnan-asean-trade-13", "yunnan-asean-trade-12"], row.Texts("figures"));
    }

    [Fact]
    public async Task Growth_that_nobody_publishes_and_no_base_value_allows_is_null_with_the_reason()
    {
        var row = (await _api.RowsAsync("/v1/growth?reporter=CN-YN&partner=ASEAN&period=2024&currency=CNY")).Where();
        Assert.Null(row.Number("growthPercent"));
        Assert.Null(row.Text("method"));
        Assert.Equal("noBaseValue", row.Text("reason"));
        Assert.Equal(109_320_000_000m, row.Number("value"));
    }

    [Fact]
    public async Task The_dollar_values_of_China_Malaysia_and_China_Vietnam_2024_keep_the_bounds_of_their_print()
    {
        var rows = await _api.RowsAsync("/v1/totals?reporter=CN&partner=MY,VN&period=2024&currency=USD");
        var malaysia = rows.Where(("partner", "MY"), ("flow", "total"));
        Assert.Equal("212030000000", malaysia.Raw("value"));
        Assert.Equal((212_025_000_000m, 212_035_000_000m), (malaysia.Number("low"), malaysia.Number("high")));
        Assert.Equal(("exact", "published", false), (malaysia.Text("qualifier"), malaysia.Text("method"), malaysia.Flag("disputed")));
        Assert.Equal(("China", "Malaysia", "All goods"), (malaysia.Text("reporterName"), malaysia.Text("partnerName"), malaysia.Text("commodityName")));
        var vietnam = rows.Where(("partner", "VN"), ("flow", "total"));
        Assert.Equal((254_050_000_000m, 254_045_000_000m, 254_055_000_000m), (vietnam.Number("value"), vietnam.Number("low"), vietnam.Number("high")));
    }

    [Fact]
    public async Task The_balance_of_China_Malaysia_2024_is_exports_less_imports_and_its_bounds_widen()
    {
        var row = (await _api.RowsAsync("/v1/totals?reporter=CN&partner=MY&period=2024&currency=USD&flow=balance")).Where();
        Assert.Equal((-9_110_000_000m, -9_120_000_000m, -9_100_000_000m), (row.Number("value"), row.Number("low"), row.Number("high")));
        Assert.Equal(("computed", "exact"), (row.Text("method"), row.Text("qualifier")));
        Assert.Equal(["china-malaysia-trade-03", "china-malaysia-trade-05"], row.Texts("figures"));
    }

    [Fact]
    public async Task A_base_of_another_frequency_than_the_rows_is_not_alike_and_its_value_is_shown()
    {
        var row = Assert.Single(await _api.RowsAsync("/v1/growth?reporter=CN&partner=ASEAN&flow=total&currency=CNY&frequency=year-to-date&base=2024"));
        Assert.Equal(("2025-01/2025-08", "2024", "notAlike"), (row.Text("period"), row.Text("basePeriod"), row.Text("reason")));
        Assert.Equal((null, 4_930_000_000_000m, 6_990_000_000_000m), (row.Number("growthPercent"), row.Number("value"), row.Number("baseValue")));
    }

    // Two outlets print yuan and dollars of 2024: 1850 / 254.05 = 7.282031 and 109.32 / 15.1 = 7.239735, 7.260883 in the middle. The first can be 1855 / 254.045
    // at most, the second 109.315 / 15.15 at least. China Daily on Malaysia prints dollars alone: 212.03 * 7.260883..., from 212.025 * 7.215511... to 212.035 * 7.301855...
    [Fact]
    public async Task China_Malaysia_2024_in_yuan_is_at_the_median_rate_and_its_bounds_allow_for_every_rate()
    {
        var row = (await _api.RowsAsync("/v1/totals?reporter=CN&partner=MY&period=2024&flow=total&currency=CNY&derived=true")).Where();
        Assert.Equal((1_539_525_043_224.27m, 1_529_868_836_633.66m, 1_548_249_030_683.55m), (row.Number("value"), row.Number("low"), row.Number("high")));
        Assert.Equal("converted", row.Text("method"));
        Assert.Equal(["china-malaysia-trade-01", "china-vietnam-ties-03", "china-vietnam-ties-04", "yunnan-asean-trade-03", "yunnan-asean-trade-04"], row.Texts("figures"));
    }

    [Fact]
    public async Task A_total_that_nobody_prints_is_the_sum_of_what_is_printed()
    {
        var row = (await _api.RowsAsync("/v1/totals?reporter=CN-YN&partner=ASEAN&period=2025-Q1&commodity=agricultural-products&flow=total")).Where();
        Assert.Equal((6_200_000_000m, 6_190_000_000m, 6_210_000_000m), (row.Number("value"), row.Number("low"), row.Number("high")));
        Assert.Equal("computed", row.Text("method"));
    }

    [Fact]
    public async Task What_sources_dispute_is_marked_and_a_note_names_the_figures_to_compare()
    {
        var reply = await _api.GetAsync("/v1/totals?reporter=CN&partner=VN&period=2024&currency=USD");
        var row = reply.Rows.Where();
        Assert.True(row.Flag("disputed"));
        Assert.Equal("china-vietnam-ties-04", row.Texts("figures")[0]);
        Assert.Contains("vietnam-pillar-interview-01", row.Texts("figures"));
        Assert.Equal(2, reply.Notes.Count);
        var note = reply.Notes[0];
        Assert.StartsWith("A check fails (sources:china-vietnam-ties-04:vietnam-pillar-interview-01)", reply.Notes[1], StringComparison.Ordinal);
        Assert.StartsWith("Sources disagree about China - Vietnam, total, 2024, USD", note, StringComparison.Ordinal);
        Assert.Contains("china-vietnam-ties-04, ", note, StringComparison.Ordinal);
        Assert.Contains("vietnam-pillar-interview-01", note, StringComparison.Ordinal);
        Assert.Empty((await _api.GetAsync("/v1/totals?reporter=CN&partner=MY&period=2024&currency=USD")).Notes);
    }

    [Fact]
    public async Task The_share_of_ASEAN_in_the_trade_of_China_is_measured_against_the_world_unless_told()
    {
        var row = (await _api.RowsAsync("/v1/shares?reporter=CN&partner=ASEAN&period=2024&flow=total&currency=CNY")).Where();
        Assert.Equal("15.9", row.Raw("sharePercent"));
        Assert.Equal((15.85m, 15.95m, "published"), (row.Number("low"), row.Number("high"), row.Text("method")));
        Assert.Equal(("CN", "WLD", "TOTAL"), (row.Text("ofReporter"), row.Text("ofPartner"), row.Text("ofCommodity")));
    }

    [Fact]
    public async Task The_share_of_Vietnam_in_ASEAN_is_shown_as_printed_and_as_computed_and_they_disagree()
    {
        var row = (await _api.RowsAsync("/v1/shares?reporter=CN&partner=VN&ofPartner=ASEAN&period=2024&currency=CNY")).Where();
        Assert.Equal((25m, 25m, 26.466381m), (row.Number("sharePercent"), row.Number("publishedPercent"), row.Number("computedPercent")));
        Assert.False(row.Flag("agrees"));
        Assert.Equal((1_850_000_000_000m, 6_990_000_000_000m), (row.Number("value"), row.Number("ofValue")));
        Assert.Equal(["vietnam-pillar-interview-05", "china-vietnam-ties-03", "yunnan-asean-trade-12"], row.Texts("figures"));
    }

    [Fact]
    public async Task A_figure_is_shown_as_printed_with_its_source()
    {
        var reply = await _api.GetAsync("/v1/figures/yunnan-asean-trade-12");
        var figure = reply.Json.GetProperty("data");
        Assert.Equal((6_990_000_000_000m, 6_985_000_000_000m, 6_995_000_000_000m), (figure.Number("number"), figure.Number("low"), figure.Number("high")));
        Assert.Equal(("6.99 trillion yuan", "yunnan-asean-trade"), (figure.Text("asPrinted"), figure.Text("source")));
        var list = (await _api.RowsAsync("/v1/figures?source=yunnan-asean-trade&measure=value")).Where(("id", "yunnan-asean-trade-12"));
        Assert.Equal(list.GetRawText()[..^1], figure.GetRawText()[..(list.GetRawText().Length - 1)]);
        Assert.Contains("/v1/totals?reporter=CN&partner=ASEAN&flow=total&commodity=TOTAL&period=2024&currency=CNY", figure.Texts("answers"));
        Assert.Equal("articles", reply.Meta.Text("dataset"));
        var source = (await _api.GetAsync("/v1/sources/yunnan-asean-trade")).Json.GetProperty("data");
        Assert.Equal((figure.Text("sourceTitle"), 18m), (source.Text("title"), source.Number("figureCount")));
    }

    [Fact]
    public async Task Figures_of_one_company_and_of_investment_are_told_but_enter_no_total()
    {
        Assert.NotEmpty(await _api.RowsAsync("/v1/figures?reporter=CN-GX&partner=MY&period=2025-03&indicator=investment"));
        Assert.Empty(await _api.RowsAsync("/v1/totals?reporter=CN-GX&partner=MY&period=2025-03"));
    }

    [Fact]
    public async Task The_datasets_count_what_they_hold()
    {
        var articles = (await _api.RowsAsync("/v1/datasets")).Where(("id", "articles"));
        Assert.Equal(95m, articles.Number("figureCount"));
        var all = await _api.GetAsync("/v1/totals?commodity=TOTAL,agricultural-products,fruits-and-nuts&limit=10000");
        Assert.Equal(all.Rows.Count, articles.Number("observationCount"));
        Assert.Equal(["CNY", "USD"], articles.Texts("currencies"));
        Assert.Equal(("2012", "2025"), (articles.Text("firstPeriod"), articles.Text("lastPeriod")));
        Assert.Equal(articles.Text("version"), all.Meta.Text("version"));
        Assert.Equal(JsonValueKind.Null, (await _api.GetAsync("/v1/areas")).Meta.GetProperty("dataset").ValueKind);
    }

    [Fact]
    public async Task The_root_leads_to_the_page_to_try_it_on()
    {
        var root = await _api.GetAsync("/");
        Assert.Equal((HttpStatusCode.Redirect, "/swagger"), (root.Status, root.Header("Location")));
        var page = await _api.GetAsync("/swagger/index.html");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("<title>TradeStats</title>", page.Text, StringComparison.Ordinal);
    }
}
