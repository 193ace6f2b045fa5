using System.IO.Compression;
using System.Net;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>In which form an answer comes, and what its headers say.</summary>
public class NegotiationTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private const string Json = "application/json; charset=utf-8";
    private const string Csv = "text/csv; charset=utf-8; header=present";
    private const string Question = "reporter=CN&partner=MY,VN&period=2024";

    private static readonly string[] Lists = ["totals", "growth", "shares", "checks", "availability", "figures", "sources", "areas", "commodities", "datasets"];

    private readonly Api _api = shared.Api;

    [Fact]
    public async Task Every_list_answers_under_a_file_ending_as_under_the_parameter_format()
    {
        foreach (var list in Lists)
        {
            foreach (var (ending, type) in new[] { ("csv", Csv), ("CSV", Csv), ("json", Json) })
            {
                var reply = await _api.GetAsync($"/v1/{list}.{ending}");
                Assert.Equal((HttpStatusCode.OK, type), (reply.Status, reply.Header("Content-Type")));
                Assert.Equal((await _api.GetAsync($"/v1/{list}?format={ending}")).Text, reply.Text);
            }
        }
    }

    [Theory]
    [InlineData(null, Json)]
    [InlineData("", Json)]
    [InlineData("*/*", Json)]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", Json)]
    [InlineData("text/csv", Csv)]
    [InlineData("TEXT/CSV", Csv)]
    [InlineData("text/*", Csv)]
    [InlineData("text/csv;q=0.5, application/json;q=0.4", Csv)]
    [InlineData("text/csv;q=0.4, application/json;q=0.5", Json)]
    [InlineData("application/json;q=0.1, */*;q=0.5", Csv)]
    [InlineData("application/json;q=0, */*", Csv)]
    [InlineData("text/csv, application/json", Json)]
    [InlineData("text/csv; charset=utf-8", Csv)]
    public async Task The_Accept_header_chooses_by_its_qualities(string? accept, string type)
    {
        var reply = await _api.GetAsync($"/v1/totals?{Question}", accept is null ? [] : [("Accept", accept)]);
        Assert.Equal((HttpStatusCode.OK, type), (reply.Status, reply.Header("Content-Type")));
        Assert.Contains("Accept", reply.Header("Vary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_path_or_the_parameter_names_is_stronger_than_Accept()
    {
        Assert.Equal(Csv, (await _api.GetAsync("/v1/totals.csv", ("Accept", "application/json"))).Header("Content-Type"));
        Assert.Equal(Json, (await _api.GetAsync("/v1/totals?format=json", ("Accept", "text/csv"))).Header("Content-Type"));
    }

    [Theory]
    [InlineData("/v1/totals", "application/xml", "json csv ndjson")]
    [InlineData("/v1/totals", "application/json;q=0", "json csv ndjson")]
    [InlineData("/v1/totals?format=cvs", "*/*", "csv")]
    [InlineData("/v1/totals.docbook", "*/*", "json csv ndjson")]
    public async Task A_form_that_there_is_not_is_406_and_the_answer_names_those_that_there_are(string path, string accept, string suggestions)
    {
        var problem = Problems.Is(await _api.GetAsync(path, ("Accept", accept)), HttpStatusCode.NotAcceptable, "notAcceptable");
        Assert.Equal(["format unknownValue"], Problems.Faults(problem));
        Assert.StartsWith(suggestions, string.Join(' ', Problems.Suggestions(problem)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/totals?" + Question)]
    [InlineData("/v1/totals.csv?" + Question)]
    [InlineData("/v1/totals?limit=1")]
    [InlineData("/v1/areas")]
    [InlineData("/v1/figures/yunnan-asean-trade-01")]
    [InlineData("/v1/totals?nonsense=1")]
    [InlineData("/v1/totals?format=xml")]
    [InlineData("/v1/figures/none")]
    [InlineData("/nowhere")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task HEAD_answers_as_GET_does_without_the_body(string path)
    {
        foreach (var encoding in new[] { "identity", "gzip" })
        {
            var get = await _api.SendAsync(HttpMethod.Get, path, ("Accept-Encoding", encoding), ("Origin", "https://example.org"));
            var head = await _api.SendAsync(HttpMethod.Head, path, ("Accept-Encoding", encoding), ("Origin", "https://example.org"));
            Assert.Equal(get.Status, head.Status);
            Assert.Empty(head.Body);
            Assert.Equal(Compared(get), Compared(head));
        }

        // How the body is framed is not said where there is no body.
        static IEnumerable<string> Compared(Reply reply) => reply.Headers
            .Where(header => header.Key is not ("Date" or "Transfer-Encoding" or "Content-Length"))
            .Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("/v1/areas?limit=500")]
    [InlineData("/v1/areas.csv")]
    public async Task A_compressed_answer_is_the_same_answer(string path)
    {
        var plain = await _api.GetAsync(path);
        Assert.Null(plain.Header("Content-Encoding"));
        var brotli = await _api.GetAsync(path, ("Accept-Encoding", "gzip, br"));
        Assert.Equal("br", brotli.Header("Content-Encoding"));
        Assert.Equal(plain.Body, Decoded(new BrotliStream(new MemoryStream(brotli.Body), CompressionMode.Decompress)));
        var gzip = await _api.GetAsync(path, ("Accept-Encoding", "gzip"));
        Assert.Equal("gzip", gzip.Header("Content-Encoding"));
        Assert.Equal(plain.Body, Decoded(new GZipStream(new MemoryStream(gzip.Body), CompressionMode.Decompress)));
        Assert.True(brotli.Body.Length < plain.Body.Length / 2);
        Assert.Contains("Accept-Encoding", brotli.Header("Vary"), StringComparison.Ordinal);
        // The bytes differ, and so do the strong tags: each answers its own If-None-Match.
        var tags = new[] { plain, brotli, gzip }.Select(reply => reply.Header("ETag")).ToList();
        Assert.Equal(3, tags.Distinct().Count());
        Assert.All(tags, tag => Assert.StartsWith("\"", tag, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotModified, (await _api.GetAsync(path, ("Accept-Encoding", "br"), ("If-None-Match", tags[1]!))).Status);
        Assert.Equal(HttpStatusCode.OK, (await _api.GetAsync(path, ("If-None-Match", tags[1]!))).Status);

        static byte[] Decoded(Stream stream)
        {
            using var decoded = new MemoryStream();
            using (stream)
                stream.CopyTo(decoded);
            return decoded.ToArray();
        }
    }

    [Theory]
    [InlineData("GET", "/v1/totals?partner=MY", 200)]
    [InlineData("HEAD", "/v1/totals?partner=MY", 200)]
    [InlineData("GET", "/v1/totals?partner=Atlantis", 400)]
    [InlineData("GET", "/v1/figures/none", 404)]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("POST", "/v1/totals", 405)]
    [InlineData("GET", "/v1/totals.xml", 406)]
    [InlineData("GET", "/openapi/v1.json", 200)]
    public async Task Pages_of_any_origin_may_read_every_answer(string method, string path, int status)
    {
        var reply = await _api.SendAsync(new(method), path, ("Origin", "https://example.org"));
        Assert.Equal((HttpStatusCode)status, reply.Status);
        MayRead(reply);
        if (status == 200 && reply.Header("ETag") is { } tag)
        {
            var held = await _api.SendAsync(new(method), path, ("Origin", "https://example.org"), ("If-None-Match", tag));
            Assert.Equal(HttpStatusCode.NotModified, held.Status);
            MayRead(held);
        }

        static void MayRead(Reply reply)
        {
            Assert.Equal("*", reply.Header("Access-Control-Allow-Origin"));
            foreach (var exposed in new[] { "ETag", "Link", "Content-Disposition", "Retry-After" })
                Assert.Contains(exposed, reply.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_browser_may_ask_before_it_sends_headers_of_its_own()
    {
        var reply = await _api.SendAsync(HttpMethod.Options, "/v1/totals",
            ("Origin", "https://example.org"), ("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Headers", "if-none-match"));
        Assert.Equal(HttpStatusCode.NoContent, reply.Status);
        Assert.Equal("if-none-match", reply.Header("Access-Control-Allow-Headers"));
        Assert.Equal("GET,HEAD", reply.Header("Access-Control-Allow-Methods"));
    }

    [Theory]
    [InlineData("/v1/totals.csv?reporter=CN&partner=Việt Nam&period=2025-01/2025-02", "totals-reporter-CN-partner-VN-period-2025-01-2025-02.csv")]
    [InlineData("/v1/growth.csv?reporter=CN&limit=2", "growth-reporter-CN-commodity-TOTAL.csv")]
    [InlineData("/v1/areas.csv?", "areas.csv")]
    public async Task A_file_is_named_after_its_question(string path, string name)
    {
        var encoded = path.Replace("Việt Nam", Uri.EscapeDataString("Việt Nam"), StringComparison.Ordinal);
        var found = (await _api.GetAsync(encoded)).Header("Content-Disposition");
        Assert.Equal($"attachment; filename=\"{name}\"", found?.Replace("-commodity-TOTAL-period", "-period", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Caches_may_keep_answers_and_must_not_keep_errors()
    {
        Assert.Equal("public, max-age=60", (await _api.GetAsync("/v1/totals")).Header("Cache-Control"));
        Assert.Equal("public, max-age=60", (await _api.GetAsync("/v1/figures/yunnan-asean-trade-01")).Header("Cache-Control"));
        Assert.Equal("no-store", (await _api.GetAsync("/health/live")).Header("Cache-Control"));
        Assert.Null((await _api.GetAsync("/v1/totals")).Header("Server"));
    }
}
