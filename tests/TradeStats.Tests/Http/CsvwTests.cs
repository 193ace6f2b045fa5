using System.Net;
using System.Text.Json;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>The metadata of the CSV of lists.</summary>
public class CsvwTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private readonly Api _api = shared.Api;

    [Theory]
    [InlineData("totals?reporter=CN&partner=Vi%E1%BB%87t+Nam&limit=2")]
    [InlineData("growth?fields=period,growthPercent")]
    [InlineData("shares")]
    [InlineData("rankings?reporter=CN")]
    [InlineData("checks")]
    [InlineData("availability")]
    [InlineData("figures?sort=-number")]
    [InlineData("sources")]
    [InlineData("areas")]
    [InlineData("commodities")]
    [InlineData("datasets")]
    public async Task Every_CSV_links_to_metadata_that_names_its_header_and_its_address(string list)
    {
        var csv = await _api.GetAsync("/v1/" + list.Replace("?", ".csv?", StringComparison.Ordinal) + (list.Contains('?', StringComparison.Ordinal) ? "" : ".csv"));
        Assert.Equal(HttpStatusCode.OK, csv.Status);
        var link = csv.Header("Link")!.Split(", ").Single(one => one.EndsWith("; rel=\"describedby\"; type=\"application/csvm+json\"", StringComparison.Ordinal)).Split('<', '>')[1];
        var metadata = await _api.GetAsync(link[_api.Address.Length..]);
        Assert.Equal((HttpStatusCode.OK, "application/csvm+json"), (metadata.Status, metadata.Header("Content-Type")));
        Assert.Equal(csv.Text.Split("\r\n")[0].Split(','), metadata.Json.GetProperty("tableSchema").GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("name").GetString()));
        Assert.Equal(_api.Address + csv.Path, metadata.Json.GetProperty("url").GetString());
        Assert.Equal(JsonValueKind.String, metadata.Json.GetProperty("schema:version").ValueKind);
    }

    [Fact]
    public async Task The_link_is_beside_that_to_the_next_page_and_names_the_same_question()
    {
        var link = (await _api.GetAsync("/v1/totals?format=csv&limit=1&reporter=CN")).Header("Link")!;
        Assert.Contains("rel=\"next\"", link, StringComparison.Ordinal);
        Assert.Contains($"<{_api.Address}/v1/totals.csv-metadata.json?limit=1&reporter=CN>; rel=\"describedby\"", link, StringComparison.Ordinal);
        Assert.DoesNotContain("describedby", (await _api.GetAsync("/v1/totals?limit=1")).Header("Link"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_tells_version_and_terms_of_the_dataset_and_is_held()
    {
        var metadata = await _api.GetAsync("/v1/totals.csv-metadata.json?reporter=CN");
        Assert.Equal((await _api.GetAsync("/v1/totals?reporter=CN&limit=1")).Meta.Text("version"), metadata.Json.Text("schema:version"));
        Assert.Equal("articles", metadata.Json.GetProperty("dc:isPartOf").Text("dc:identifier"));
        Assert.Equal(HttpStatusCode.NotModified, (await _api.GetAsync("/v1/totals.csv-metadata.json?reporter=CN", ("If-None-Match", metadata.Header("ETag")!))).Status);
        Assert.Empty((await _api.SendAsync(HttpMethod.Head, "/v1/totals.csv-metadata.json?reporter=CN")).Body);
    }

    [Theory]
    [InlineData("?reporter=Atlantis", "reporter unknownValue")]
    [InlineData("?nonsense=1", "nonsense unknownParameter")]
    [InlineData("?format=json", "format conflict")]
    [InlineData("?include=figures", "include conflict")]
    public async Task A_question_with_faults_has_no_metadata(string query, string fault) =>
        Assert.Equal([fault], Problems.Faults(Problems.Is(await _api.GetAsync("/v1/totals.csv-metadata.json" + query), HttpStatusCode.BadRequest, "badQuestion")));
}
