using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>What the parameters of a question mean.</summary>
public class QuestionTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private readonly Api _api = shared.Api;

    [Theory]
    [InlineData("VNM")]
    [InlineData("704")]
    [InlineData("vietnam")]
    [InlineData("Viet Nam")]
    [InlineData("Việt Nam")]
    [InlineData("viet-nam")]
    [InlineData("vn")]
    [InlineData("VN,704,VNM")]
    public async Task An_area_answers_to_every_spelling(string spelling)
    {
        var expected = await _api.GetAsync("/v1/totals?partner=VN");
        Assert.NotEmpty(expected.Rows);
        Assert.Equal(expected.Text, (await _api.GetAsync($"/v1/totals?partner={Uri.EscapeDataString(spelling)}")).Text);
    }

    [Theory]
    [InlineData("2024", "2024")]
    [InlineData("2024", "2024-A1")]
    [InlineData("2024", "2024-01/2024-12")]
    [InlineData("2024", "2024-Q1/2024-Q4")]
    [InlineData("2024", "2024-01-01/P1Y")]
    [InlineData("2024", "2024-01-01/P12M")]
    [InlineData("2025-Q1", "2025-01/2025-03")]
    [InlineData("2025-Q1", "2025-q1")]
    [InlineData("2025-Q1", "2025-01-01/P3M")]
    [InlineData("2025-01/2025-08", "2025-01-01/P8M")]
    [InlineData("2025-01/2025-08", "2025-M01/2025-M08")]
    [InlineData("2025-01/2025-02", "2025-01%2F2025-02")]
    public async Task A_period_answers_to_every_spelling_and_is_told_in_the_canonical_one(string canonical, string spelling)
    {
        var rows = await _api.RowsAsync($"/v1/totals?period={spelling}");
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(canonical, row.Text("period")));
        Assert.Equal((await _api.GetAsync($"/v1/totals?period={canonical}")).Text, (await _api.GetAsync($"/v1/totals?period={spelling}")).Text);
    }

    [Theory]
    [InlineData("/v1/totals?reporter=CN&partner=ASEAN&period=latest", "2025")]
    [InlineData("/v1/totals?reporter=CN&partner=ASEAN&period=latest&currency=CNY", "2025-01/2025-08")]
    [InlineData("/v1/totals?reporter=CN&partner=MY&period=LATEST", "2024")]
    [InlineData("/v1/totals?reporter=CN&partner=ASEAN&period=latest&to=2024", "2024")]
    [InlineData("/v1/growth?reporter=CN&partner=ASEAN&period=latest", "2025-01/2025-08")]
    [InlineData("/v1/growth?reporter=CN&partner=VN&period=latest&frequency=annual", "2024")]
    [InlineData("/v1/shares?reporter=CN&partner=ASEAN&period=latest", "2025-01/2025-08")]
    [InlineData("/v1/figures?reporter=CN-YN&period=latest", "2025-Q1")]
    public async Task Latest_is_the_newest_period_that_answers_the_other_filters(string question, string period)
    {
        var rows = await _api.RowsAsync(question);
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(period, row.Text("period")));
        var named = question.Replace("latest", period, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((await _api.RowsAsync(named)).Select(row => row.GetRawText()), rows.Select(row => row.GetRawText()));
    }

    [Theory]
    [InlineData("partner=VN,MY", "partner=VN&partner=MY")]
    [InlineData("partner=VN,MY", "partner=MY&partner=VN")]
    [InlineData("partner=VN,MY", "partner=VN,%20MY")]
    [InlineData("flow=exports,imports&period=2024,2025-Q1", "period=2025-Q1&flow=imports&period=2024&flow=exports")]
    [InlineData("currency=CNY", "currency=cny")]
    [InlineData("flow=total", "flow=TOTAL")]
    public async Task Several_values_stand_between_commas_or_the_parameter_stands_again(string one, string other)
    {
        var reply = await _api.GetAsync($"/v1/totals?{one}");
        Assert.NotEmpty(reply.Rows);
        Assert.Equal(reply.Text, (await _api.GetAsync($"/v1/totals?{other}")).Text);
    }

    [Fact]
    public async Task All_goods_are_meant_unless_a_commodity_is_named()
    {
        Assert.All(await _api.RowsAsync("/v1/totals"), row => Assert.Equal("TOTAL", row.Text("commodity")));
        Assert.All(await _api.RowsAsync("/v1/growth"), row => Assert.Equal("TOTAL", row.Text("commodity")));
        Assert.Equal((await _api.GetAsync("/v1/totals?commodity=TOTAL")).Text, (await _api.GetAsync("/v1/totals")).Text);
        Assert.Contains(await _api.RowsAsync("/v1/figures"), row => row.Text("commodity") != "TOTAL");
        Assert.NotEmpty(await _api.RowsAsync("/v1/totals?commodity=agricultural-products"));
    }

    [Fact]
    public async Task From_and_to_leave_out_what_begins_before_or_ends_after()
    {
        var all = await _api.RowsAsync("/v1/totals");
        var kept = await _api.RowsAsync("/v1/totals?from=2021&to=2025-06");
        Assert.Equal(["2021", "2022", "2024", "2025-01/2025-02", "2025-Q1"], kept.Select(row => row.Text("period")).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            all.Where(row => string.CompareOrdinal(row.Text("period"), "2021") >= 0 && row.Text("period") is not ("2025" or "2025-01/2025-08")).Select(row => row.GetRawText()),
            kept.Select(row => row.GetRawText()));
    }

    [Theory]
    [InlineData("annual", "2012 2017 2021 2022 2024 2025")]
    [InlineData("quarterly", "2025-Q1")]
    [InlineData("year-to-date", "2025-01/2025-02 2025-01/2025-08")]
    [InlineData("monthly", "")]
    [InlineData("other", "")]
    public async Task Frequency_keeps_periods_of_its_kind(string frequency, string periods)
    {
        var rows = await _api.RowsAsync($"/v1/totals?frequency={frequency}");
        Assert.All(rows, row => Assert.Equal(frequency, row.Text("frequency")));
        Assert.Equal(periods, string.Join(' ', rows.Select(row => row.Text("period")).Distinct().Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Growth_is_told_of_the_periods_asked_for_and_not_of_their_bases()
    {
        var rows = await _api.RowsAsync("/v1/growth?reporter=CN&partner=VN&currency=USD&from=2022");
        Assert.Equal(["2022", "2024"], rows.Select(row => row.Text("period")));
        Assert.Equal(200_000_000_000m, rows[0].Number("baseValue"));
        Assert.Equal("onlyBounds", rows[0].Text("reason"));
    }

    [Theory]
    [InlineData("totals", "value")]
    [InlineData("totals", "high")]
    [InlineData("totals", "period")]
    [InlineData("totals", "qualifier")]
    [InlineData("growth", "growthPercent")]
    [InlineData("shares", "reason")]
    [InlineData("figures", "line")]
    [InlineData("figures", "entity")]
    [InlineData("areas", "m49")]
    public async Task Rows_are_sorted_either_way_with_nulls_last(string noun, string field)
    {
        var rows = await _api.RowsAsync($"/v1/{noun}?limit=10000");
        var up = await _api.RowsAsync($"/v1/{noun}?limit=10000&sort={field}");
        var down = await _api.RowsAsync($"/v1/{noun}?limit=10000&sort=-{field}");
        var all = rows.Select(row => row.GetRawText()).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(all, up.Select(row => row.GetRawText()).Order(StringComparer.Ordinal));
        Assert.Equal(all, down.Select(row => row.GetRawText()).Order(StringComparer.Ordinal));
        var known = up.Select(row => row.Raw(field)).TakeWhile(value => value != "null").ToList();
        Assert.True(known.Count > 1);
        Assert.All(up.Skip(known.Count), row => Assert.Equal("null", row.Raw(field)));
        Assert.All(down.Skip(known.Count), row => Assert.Equal("null", row.Raw(field)));
        Assert.Equal(known.Distinct().Reverse(), down.Take(known.Count).Select(row => row.Raw(field)).Distinct());
        if (field is "value" or "high" or "growthPercent" or "line")
            Assert.Equal(up.Take(known.Count).Select(row => row.Number(field)!.Value).Order(), up.Take(known.Count).Select(row => row.Number(field)!.Value));
    }

    [Fact]
    public async Task Where_nothing_is_left_a_note_names_the_filter_that_left_nothing()
    {
        await NamesAsync("/v1/totals?reporter=CN&partner=MY&period=2019", "period=2019");
        await NamesAsync("/v1/totals?reporter=CN&partner=MY&currency=EUR", "currency=EUR");
        await NamesAsync("/v1/totals?reporter=TH", "reporter=TH");
        await NamesAsync("/v1/totals?reporter=CN&partner=MY&frequency=monthly", "frequency=monthly");
        await NamesAsync("/v1/growth?reporter=CN&partner=ID&flow=exports", "flow=exports");
        await NamesAsync("/v1/shares?reporter=CN&partner=MY&to=2020", "to=2020");
        await NamesAsync("/v1/figures?reporter=TH", "There is nothing for reporter=TH under");
        await NamesAsync("/v1/figures?reporter=CN&partner=VN&measure=rank&indicator=contracts", "There is nothing for indicator=contracts under the filters before it. There is goods-trade.");
        await NamesAsync("/v1/figures?reporter=CN&partner=MY&period=1999", "There is nothing for period=1999 under");
        await NamesAsync("/v1/checks?reporter=CN&partner=MY&kind=multiple", "There is nothing for kind=multiple under");
        await NamesAsync("/v1/checks?kind=sum&verdict=fails", "There is nothing for verdict=fails under the filters before it. There is holds.");
        await NamesAsync("/v1/rankings?reporter=CN&period=2001", "There is nothing for period=2001 under the filters before it. There is 2012, ");

        async Task NamesAsync(string question, string filter)
        {
            var reply = await _api.GetAsync(question);
            Assert.Empty(reply.Rows);
            Assert.Contains(filter, Assert.Single(reply.Notes), StringComparison.Ordinal);
        }
    }
}
