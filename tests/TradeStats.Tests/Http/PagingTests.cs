using System.Net;
using System.Text;
using Xunit;

namespace TradeStats.Tests.Http;

public class PagingTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private readonly Api _api = shared.Api;

    [Theory]
    [InlineData("totals?x", 1)]
    [InlineData("totals?x", 2)]
    [InlineData("totals?x", 3)]
    [InlineData("totals?sort=-value", 2)]
    [InlineData("totals?sort=high", 1)]
    [InlineData("totals?sort=-period", 3)]
    [InlineData("totals?sort=figures", 2)]
    [InlineData("totals?sort=-disputed", 2)]
    [InlineData("growth?x", 1)]
    [InlineData("growth?x", 2)]
    [InlineData("growth?sort=-growthPercent", 1)]
    [InlineData("growth?sort=reason", 2)]
    [InlineData("growth?period=latest&reporter=CN&sort=flow", 1)]
    [InlineData("shares?x", 2)]
    [InlineData("shares?sort=sharePercent", 1)]
    [InlineData("shares?ofPartner=ASEAN&sort=-agrees", 1)]
    [InlineData("totals?derived=true", 5)]
    [InlineData("growth?derived=true&sort=-method", 4)]
    [InlineData("rankings?reporter=CN&period=2024", 1)]
    [InlineData("rankings?reporter=CN&period=2024&sort=name", 2)]
    [InlineData("checks?x", 3)]
    [InlineData("checks?sort=-verdict", 4)]
    [InlineData("availability?x", 2)]
    [InlineData("availability?sort=-count", 5)]
    [InlineData("figures?x", 7)]
    [InlineData("figures?sort=note", 9)]
    [InlineData("figures?sort=-base", 8)]
    [InlineData("sources?x", 1)]
    [InlineData("sources?sort=-figureCount", 2)]
    [InlineData("sources?sort=alsoIn", 2)]
    [InlineData("areas?x", 30)]
    [InlineData("areas?sort=spellings", 40)]
    [InlineData("areas?sort=-memberOf", 40)]
    [InlineData("commodities?x", 3)]
    [InlineData("commodities?sort=-parent", 20)]
    [InlineData("datasets?x", 1)]
    public Task Pages_one_after_the_other_tell_every_row_once_and_in_order(string question, int limit) =>
        WalkAsync("/v1/" + question.Replace("?x", "?", StringComparison.Ordinal), limit);

    // A question of one series is read in another way than one of many.
    [Theory]
    [InlineData("growth?derived=true")]
    [InlineData("growth?base=2012")]
    [InlineData("shares?derived=true")]
    [InlineData("shares?ofPartner=ASEAN&derived=true")]
    [InlineData("shares?ofReporter=CN")]
    [InlineData("shares?convert=USD")]
    [InlineData("shares?currency=CNY&asOf=2025-06-30")]
    [InlineData("shares?frequency=annual&from=2023&to=2024")]
    [InlineData("shares?period=2024,2025-Q1")]
    public async Task Rows_of_many_series_are_those_of_one_at_a_time(string question)
    {
        var commodities = string.Join(',', (await _api.RowsAsync("/v1/commodities?limit=10000&fields=code")).Where(row => !char.IsAsciiDigit(row.Text("code")![0])).Select(row => row.Text("code")));
        var all = await _api.RowsAsync($"/v1/{question}&limit=10000&commodity={commodities}");
        var series = all.Select(row => $"reporter={row.Text("reporter")}&partner={row.Text("partner")}&flow={row.Text("flow")}&commodity={row.Text("commodity")}").Distinct().ToList();
        Assert.NotEmpty(series);
        var oneByOne = new List<string>();
        foreach (var one in series)
            oneByOne.AddRange((await _api.RowsAsync($"/v1/{question}&{one}")).Select(row => row.GetRawText()));
        Assert.Equal(all.Select(row => row.GetRawText()), oneByOne);
    }

    [Theory]
    [InlineData("totals")]
    [InlineData("totals?derived=true")]
    [InlineData("growth")]
    [InlineData("shares")]
    public async Task Rows_of_all_commodities_are_those_of_a_few_at_a_time(string list)
    {
        var codes = (await _api.RowsAsync("/v1/commodities?limit=10000")).Select(row => row.Text("code")).ToList();
        // Fewer than the quarter from which on rows are read along the key, not pair by pair.
        var few = new List<string>();
        foreach (var some in codes.Chunk(codes.Count / 8))
            few.AddRange((await _api.RowsAsync($"{Of(some)}&limit=10000")).Select(row => row.GetRawText()));
        Assert.Equal(few.Order(StringComparer.Ordinal), (await WalkAsync(Of(codes), 7)).Order(StringComparer.Ordinal));

        string Of(IEnumerable<string?> commodities) => $"/v1/{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}commodity={string.Join(',', commodities)}";
    }

    [Fact]
    public async Task CSV_is_whole_unless_a_limit_is_given_and_pages_through_the_Link_header_then()
    {
        var whole = (await _api.GetAsync("/v1/areas.csv")).Text;
        var told = new StringBuilder();
        for (var path = "/v1/areas.csv?limit=100"; path is not null;)
        {
            var page = await _api.GetAsync(path);
            told.Append(told.Length == 0 ? page.Text : page.Text[(page.Text.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
            path = page.Header("Link") is { } link && link.Contains("rel=\"next\"", StringComparison.Ordinal) ? new Uri(link.Split('<', '>')[1]).PathAndQuery : null;
        }
        Assert.Equal(whole, told.ToString());
        Assert.Equal((await _api.RowsAsync("/v1/areas?limit=10000")).Count, whole.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1);
    }

    [Fact]
    public async Task A_cursor_goes_on_with_other_fields_and_another_limit_and_format()
    {
        var whole = await _api.RowsAsync("/v1/totals");
        var next = (await _api.GetAsync("/v1/totals?limit=2")).Next!.Replace("limit=2", "limit=3", StringComparison.Ordinal);
        var rest = await _api.RowsAsync($"{next}&fields=value");
        Assert.Equal(whole.Skip(2).Take(3).Select(row => row.Raw("value")), rest.Select(row => row.Raw("value")));
        Assert.Equal(4, (await _api.GetAsync($"{next}&format=csv")).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("/v1/totals?partner=VN")]
    [InlineData("/v1/totals?sort=value")]
    [InlineData("/v1/growth?")]
    public async Task A_cursor_of_another_question_is_refused(string other)
    {
        var next = (await _api.GetAsync("/v1/totals?limit=2")).Next!;
        var cursor = next[next.IndexOf("after=", StringComparison.Ordinal)..];
        var problem = Problems.Is(await _api.GetAsync($"{other}&{cursor}"), HttpStatusCode.BadRequest, "badQuestion");
        Assert.Equal(["after invalidCursor"], Problems.Faults(problem));
    }

    [Fact]
    public async Task The_next_page_is_asked_for_under_the_name_that_the_client_used()
    {
        var reply = await _api.GetAsync("/v1/totals?limit=1", ("Host", "stats.example:8080"));
        Assert.StartsWith("http://stats.example:8080/v1/totals?limit=1&after=", reply.Meta.Text("next"), StringComparison.Ordinal);
    }

    private async Task<List<string>> WalkAsync(string question, int limit)
    {
        var whole = (await _api.RowsAsync($"{question}&limit=10000")).Select(row => row.GetRawText()).ToList();
        Assert.NotEmpty(whole);
        Assert.Equal(whole.Count, whole.Distinct().Count());
        var told = new List<string>();
        for (var path = $"{question}&limit={limit}"; path is not null;)
        {
            var page = await _api.GetAsync(path);
            told.AddRange(page.Rows.Select(row => row.GetRawText()));
            Assert.True(told.Count <= whole.Count, "The pages have no end.");
            Assert.Equal(page.Next is null ? null : $"<{page.Meta.Text("next")}>; rel=\"next\"", page.Header("Link"));
            Assert.Equal(page.Next is not null, page.Rows.Count == limit && told.Count < whole.Count);
            path = page.Next;
        }
        Assert.Equal(whole, told);
        return told;
    }
}
