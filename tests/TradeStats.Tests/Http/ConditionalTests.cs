using System.Net;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>Entity tags: an answer that a client holds is not sent again.</summary>
public class ConditionalTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private readonly Api _api = shared.Api;

    [Theory]
    [InlineData("/v1/totals?partner=MY")]
    [InlineData("/v1/growth.csv?partner=MY")]
    [InlineData("/v1/shares?period=latest")]
    [InlineData("/v1/totals?limit=1&sort=-value")]
    [InlineData("/v1/figures")]
    [InlineData("/v1/sources")]
    [InlineData("/v1/areas")]
    [InlineData("/v1/datasets.csv")]
    [InlineData("/v1/figures/yunnan-asean-trade-01")]
    [InlineData("/v1/sources/yunnan-asean-trade")]
    public async Task An_answer_that_the_client_holds_is_304_without_a_body(string path)
    {
        var whole = await _api.GetAsync(path);
        var tag = Assert.IsType<string>(whole.Header("ETag"));
        foreach (var held in new[] { tag, $"\"other\", {tag}", "*", $"W/{tag}" })
        {
            var reply = await _api.GetAsync(path, ("If-None-Match", held));
            Assert.Equal(HttpStatusCode.NotModified, reply.Status);
            Assert.Empty(reply.Body);
            Assert.Equal((tag, whole.Header("Cache-Control")), (reply.Header("ETag"), reply.Header("Cache-Control")));
            Assert.Equal("Accept, Accept-Encoding", reply.Header("Vary"));
        }
        Assert.Equal(HttpStatusCode.OK, (await _api.GetAsync(path, ("If-None-Match", "W/\"other\""))).Status);
        Assert.Equal(whole.Text, (await _api.GetAsync(path)).Text);
    }

    [Fact]
    public async Task Answers_that_differ_have_tags_that_differ_and_spellings_of_one_question_share_one()
    {
        string[] questions =
        [
            "/v1/totals", "/v1/totals.csv", "/v1/growth", "/v1/totals?limit=1", "/v1/totals?limit=2", "/v1/totals?sort=value", "/v1/totals?sort=-value",
            "/v1/totals?fields=value", "/v1/totals?partner=MY", "/v1/totals?reporter=MY", "/v1/totals?period=latest", "/v1/totals?from=2024", "/v1/totals?to=2024",
            "/v1/shares", "/v1/shares?ofPartner=ASEAN", "/v1/shares?ofReporter=CN", "/v1/figures?measure=value", "/v1/figures?source=yunnan-asean-trade",
            "/v1/figures/yunnan-asean-trade-01", "/v1/figures/yunnan-asean-trade-02",
        ];
        var tags = new List<string?>();
        foreach (var question in questions)
            tags.Add((await _api.GetAsync(question)).Header("ETag"));
        Assert.DoesNotContain(null, tags);
        Assert.Equal(questions.Length, tags.Distinct().Count());
        Assert.Equal((await _api.GetAsync("/v1/totals?partner=VN,MY")).Header("ETag"), (await _api.GetAsync("/v1/totals?partner=malaysia&partner=704")).Header("ETag"));
    }

    [Theory]
    [InlineData("/v1/totals?partner=MY")]
    [InlineData("/v1/totals.svg?reporter=CN&partner=MY&currency=USD")]
    [InlineData("/v1/areas.csv")]
    [InlineData("/v1/figures/yunnan-asean-trade-01")]
    public async Task A_client_without_a_tag_may_ask_by_date_but_the_tag_is_stronger(string path)
    {
        var whole = await _api.GetAsync(path);
        var changed = whole.Header("Last-Modified")!;
        var held = await _api.GetAsync(path, ("If-Modified-Since", changed));
        Assert.Equal((HttpStatusCode.NotModified, changed), (held.Status, held.Header("Last-Modified")));
        Assert.Equal(HttpStatusCode.OK, (await _api.GetAsync(path, ("If-Modified-Since", "Mon, 01 Jan 2024 00:00:00 GMT"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await _api.GetAsync(path, ("If-None-Match", "\"other\""), ("If-Modified-Since", changed))).Status);
    }
}
