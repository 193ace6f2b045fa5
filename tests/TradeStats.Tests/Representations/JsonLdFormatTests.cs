using System.Net;
using TradeStats.Tests.Http;
using Xunit;

namespace TradeStats.Tests.Representations;

public class JsonLdFormatTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private readonly Api _api = shared.Api;

    [Fact]
    public async Task A_dataset_is_described_with_its_span_its_sources_and_its_downloads_which_answer()
    {
        var graph = (await _api.GetAsync("/v1/datasets.jsonld")).Json;
        Assert.Equal("https://schema.org/", graph.Text("@context"));
        var node = Assert.Single(graph.GetProperty("@graph").EnumerateArray());
        var row = Assert.Single(await _api.RowsAsync("/v1/datasets"));
        Assert.Equal(("Dataset", "articles", row.Text("title"), row.Text("version"), row.Text("loaded")),
            (node.Text("@type"), node.Text("identifier"), node.Text("name"), node.Text("version"), node.Text("dateModified")));
        Assert.Matches("^[0-9]{4}-01/[0-9]{4}-12$", node.Text("temporalCoverage"));
        Assert.Equal(12, node.GetProperty("citation").GetArrayLength());
        foreach (var download in node.GetProperty("distribution").EnumerateArray())
        {
            var reply = await _api.GetAsync(new Uri(download.Text("contentUrl")!).PathAndQuery);
            Assert.Equal(HttpStatusCode.OK, reply.Status);
            Assert.StartsWith(download.Text("encodingFormat")!, reply.Header("Content-Type"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_source_is_the_dataset_of_its_figures_and_based_on_the_document()
    {
        var nodes = (await _api.GetAsync("/v1/sources", ("Accept", "application/ld+json"))).Json.GetProperty("@graph").EnumerateArray().ToList();
        var rows = await _api.RowsAsync("/v1/sources");
        Assert.Equal(rows.Select(row => row.Text("id")), nodes.Select(node => node.Text("identifier")));
        Assert.Equal(rows.Select(row => row.Text("citation")), nodes.Select(node => node.Text("citation")));
        Assert.Equal(rows.Select(row => row.Text("publisher")), nodes.Select(node => node.GetProperty("isBasedOn").GetProperty("publisher").Text("name")));
    }

    [Fact]
    public async Task Rows_that_are_no_datasets_are_406() =>
        Problems.Is(await _api.GetAsync("/v1/totals.jsonld"), HttpStatusCode.NotAcceptable, "notAcceptable");
}
