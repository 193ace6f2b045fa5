using System.Text.RegularExpressions;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>The links that the documentation offers lead to answers.</summary>
public partial class TryAlsoTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private readonly Api _api = shared.Api;

    [Fact]
    public async Task Every_link_of_a_description_answers_with_data()
    {
        var document = (await _api.GetAsync("/openapi/v1.json")).Json;
        var links = document.GetProperty("paths").EnumerateObject().SelectMany(path => Link().Matches(path.Value.GetProperty("get").Text("description")!)).Select(link => link.Groups["path"].Value).ToList();
        Assert.True(links.Count >= 10, $"Only {links.Count} links are left.");
        foreach (var link in links)
            Assert.True((await _api.RowsAsync(link)).Count > 0, $"{link} has no rows.");
    }

    // What a link promises in words must be there to see.
    [Theory]
    [InlineData("/v1/totals?reporter=CN&partner=ASEAN&derived=true", "backcast", "converted")]
    [InlineData("/v1/totals?reporter=CN&partner=WLD&derived=true", "implied")]
    [InlineData("/v1/totals?reporter=VN&partner=CN&derived=true", "mirrored")]
    [InlineData("/v1/totals?reporter=CN&partner=ASEAN&convert=USD", "converted", "published")]
    public async Task What_it_promises_is_there(string link, params string[] methods)
    {
        var rows = await _api.RowsAsync(link);
        Assert.All(methods, method => Assert.Contains(rows, row => row.Text("method") == method));
    }

    [GeneratedRegex(@"\]\((?<path>/v1/[^)]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
