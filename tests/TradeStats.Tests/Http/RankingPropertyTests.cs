using System.Text.Json;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>A ranking tells nothing that totals, shares and growth do not tell, put in order.</summary>
public class RankingPropertyTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private readonly Api _api = shared.Api;

    [Theory]
    [InlineData("partner")]
    [InlineData("reporter")]
    [InlineData("commodity")]
    public async Task Rankings_are_totals_in_order_with_their_shares_and_growth(string by)
    {
        var random = new Random(20_251_026);
        var kinds = (await _api.RowsAsync("/v1/areas?limit=10000")).ToDictionary(row => row.Text("code")!, row => row.Text("kind")!);
        var parents = (await _api.RowsAsync("/v1/commodities?limit=10000")).ToDictionary(row => row.Text("code")!, row => row.Text("parent"));
        var cells = await _api.RowsAsync($"/v1/totals?derived=true&limit=10000&commodity={string.Join(',', parents.Keys.Where(code => !char.IsDigit(code[0])))}");
        var (told, tied) = (0, 0);
        for (var i = 0; i < 60; i++)
        {
            var near = cells[random.Next(cells.Count)];
            var names = random.Next(2) == 0 ? [] : cells.Where(_ => random.Next(4) == 0).Select(row => row.Text(by)!).Append(near.Text(by)!).Distinct().Take(20).ToList();
            var key = string.Join('&', new[] { "reporter", "partner", "commodity" }.Where(dimension => dimension != by).Select(dimension => $"{dimension}={near.Text(dimension)}"));
            key += $"&flow={near.Text("flow")}&period={Uri.EscapeDataString(near.Text("period")!)}";
            key += random.Next(3) == 0 ? $"&convert={near.Text("currency")}" : $"&currency={near.Text("currency")}{(random.Next(2) == 0 ? "&derived=true" : "")}";
            var named = names.Count == 0 ? "" : $"&{by}={string.Join(',', names)}";
            var whole = random.Next(3) switch { 0 => "&ofPartner=ASEAN", 1 => "&ofPartner=WLD", _ => "" };
            var of = whole.Length > 0 ? whole : by switch { "partner" => "&ofPartner=WLD", "reporter" => "&ofReporter=WLD", _ => "&ofCommodity=TOTAL" };
            // Without names a list by commodity would take TOTAL alone.
            var all = named.Length == 0 && by == "commodity" ? $"&commodity={string.Join(',', parents.Keys)}" : named;

            var places = await _api.RowsAsync($"/v1/rankings?by={by}&top=1000&limit=10000&{key}{named}{whole}");
            var shares = (await _api.RowsAsync($"/v1/shares?limit=10000&{key}{all}{of}")).ToDictionary(row => row.Text(by)!);
            var growth = (await _api.RowsAsync($"/v1/growth?limit=10000&{key}{all}")).ToDictionary(row => row.Text(by)!);
            var rows = (await _api.RowsAsync($"/v1/totals?limit=10000&{key}{all}"))
                .Where(row => row.Number("value") is not null && shares[row.Text(by)!].Text("reason") != "notAPart" && (names.Count > 0 || IsRanked(row.Text(by)!)))
                .OrderByDescending(row => row.Number("value")).ThenBy(row => row.Text(by), StringComparer.Ordinal).ToList();

            Assert.True(rows.Count == places.Count, $"{by} {key}{named}{whole}: {places.Count} places, not {rows.Count}.");
            var sum = (decimal?)0;
            foreach (var (place, row) in places.Zip(rows))
            {
                var code = row.Text(by)!;
                Assert.Equal(code, place.Text("code"));
                Assert.Equal(1 + rows.Count(other => other.Number("value") > row.Number("value")), place.Number("rank"));
                foreach (var field in new[] { "value", "low", "high", "qualifier", "method", "reporter", "partner", "flow", "commodity", "period", "currency" })
                    Assert.Equal(row.Raw(field), place.Raw(field));
                Assert.Equal(shares[code].Raw("sharePercent"), place.Raw("sharePercent"));
                Assert.Equal((shares[code].Text("ofReporter"), shares[code].Text("ofPartner"), shares[code].Text("ofCommodity")), (place.Text("ofReporter"), place.Text("ofPartner"), place.Text("ofCommodity")));
                Assert.Equal(growth[code].Raw("growthPercent"), place.Raw("growthPercent"));
                Assert.Equal(sum += shares[code].Number("sharePercent"), place.Number("cumulativePercent"));
                Assert.Equal(rows.Where(other => other.Text(by) != code && Meet(row, other)).Select(other => other.Text(by)), place.Texts("undecidedWith"));
            }
            told += rows.Count > 0 ? 1 : 0;
            tied += rows.Count > rows.Select(row => row.Number("value")).Distinct().Count() ? 1 : 0;

            bool IsRanked(string code) => by == "commodity" ? parents[code] == "TOTAL" : kinds[code] is "country" or "other";
        }
        Assert.True(told >= 10, $"Only {told} of 60 rankings had a place.");
        // "$100 billion each" makes ties of partners and, told by these, of reporters.
        Assert.True(tied > 0 || by == "commodity");
    }

    [Fact]
    public async Task Fewer_places_are_the_first_of_more_and_all_that_tie_for_the_last()
    {
        const string path = "/v1/rankings?reporter=CN&period=2024&currency=USD&top=";
        var all = await _api.RowsAsync(path + "1000");
        for (var top = 1; top <= all.Count + 1; top++)
            Assert.Equal(all.Where(row => row.Number("rank") <= top).Select(row => row.GetRawText()), (await _api.RowsAsync(path + top)).Select(row => row.GetRawText()));
    }

    private static bool Meet(JsonElement one, JsonElement other) => !(one.Number("high") < other.Number("low")) && !(other.Number("high") < one.Number("low"));
}
