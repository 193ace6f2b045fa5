using TradeStats.Representations;
using TradeStats.Tests.Http;
using Xunit;

namespace TradeStats.Tests.Representations;

/// <summary>The cube that JSON-stat tells has the cells of the rows and no others.</summary>
public class JsonStatFormatTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private readonly Api _api = shared.Api;

    [Fact]
    public async Task A_dataset_has_the_members_of_the_standard()
    {
        var cube = (await _api.GetAsync("/v1/totals.jsonstat?reporter=CN&partner=MY&period=2024")).Json;
        Assert.Equal(("2.0", "dataset"), (cube.Text("version"), cube.Text("class")));
        Assert.Equal(["reporter", "partner", "flow", "commodity", "period", "currency", "measure"], cube.Texts("id"));
        Assert.Equal([1, 1, 4, 1, 1, 1, 4], cube.GetProperty("size").EnumerateArray().Select(size => size.GetInt32()));
        Assert.Equal(["period"], cube.GetProperty("role").Texts("time"));
        Assert.Equal(["reporter", "partner"], cube.GetProperty("role").Texts("geo"));
        Assert.Equal(["measure"], cube.GetProperty("role").Texts("metric"));
        var flow = cube.GetProperty("dimension").GetProperty("flow").GetProperty("category");
        Assert.Equal(["exports", "imports", "total", "balance"], flow.Texts("index"));
        Assert.Equal("Malaysia", cube.GetProperty("dimension").GetProperty("partner").GetProperty("category").GetProperty("label").Text("MY"));
        Assert.Equal("A", cube.GetProperty("dimension").GetProperty("period").GetProperty("extension").GetProperty("frequency").Text("2024"));
        // China's exports to Malaysia: $101.46 billion, in the first cell, and its bounds beside it.
        Assert.Equal("101460000000", cube.GetProperty("value").Raw("0"));
        Assert.Equal("101455000000", cube.GetProperty("value").Raw("1"));
        Assert.Equal("A", cube.GetProperty("status").Text("0"));
    }

    [Fact]
    public async Task The_status_follows_from_method_and_qualifier()
    {
        var rows = (await _api.GetAsync("/v1/totals?derived=true&limit=10000")).Rows;
        var cube = (await _api.GetAsync("/v1/totals.jsonstat?derived=true&fields=value")).Json;
        var found = cube.GetProperty("status").EnumerateObject().Select(status => status.Value.GetString()!).CountBy(status => status).ToDictionary();
        var expected = rows.CountBy(row => row.Text("qualifier") == "forecast" ? "F"
            : row.Text("method") == "mirrored" ? "I"
            : row.Text("qualifier") != "exact" || row.Text("method") is not ("published" or "computed") ? "E" : "A").ToDictionary();
        Assert.Equal(expected.OrderBy(status => status.Key), found.OrderBy(status => status.Key));
        Assert.True(found.Count >= 4);
    }

    [Fact]
    public async Task Fields_choose_what_is_told_and_never_the_dimensions()
    {
        var cube = (await _api.GetAsync("/v1/growth.jsonstat?reporter=CN&partner=ASEAN&fields=publishedPercent,reporter")).Json;
        Assert.Equal(["reporter", "partner", "flow", "commodity", "period", "currency", "measure"], cube.Texts("id"));
        Assert.Equal(["publishedPercent"], cube.GetProperty("dimension").GetProperty("measure").GetProperty("category").Texts("index"));
    }

    [Fact]
    public async Task No_rows_are_a_cube_without_cells_and_a_note_that_says_why()
    {
        var cube = (await _api.GetAsync("/v1/totals.jsonstat?reporter=SG&partner=IN")).Json;
        Assert.Empty(cube.GetProperty("value").EnumerateObject());
        Assert.Equal(0, cube.GetProperty("size")[0].GetInt32());
        Assert.Contains("There is nothing for", cube.Texts("note").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Code_lists_and_figures_are_no_cubes()
    {
        var format = new JsonStatFormat();
        Assert.False(format.CanTell(Tables.Areas) || format.CanTell(Tables.Figures) || format.CanTell(Tables.Sources) || format.CanTell(Tables.Checks));
        Assert.True(format.CanTell(Tables.Totals) && format.CanTell(Tables.Growth) && format.CanTell(Tables.Shares) && format.CanTell(Tables.Rankings));
    }
}
