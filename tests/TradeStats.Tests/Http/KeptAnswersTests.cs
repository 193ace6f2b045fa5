using System.Net;
using Npgsql;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>An answer that was given before is given again without asking the database, and nobody can tell the difference.</summary>
public class KeptAnswersTests(PostgresServer server)
{
    private static readonly string[] PerRequest = ["Date", "Transfer-Encoding", "Content-Length"];

    [Fact]
    public async Task An_answer_given_again_has_the_same_bytes_and_headers_also_compressed_in_parts_and_without_its_body()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        foreach (var path in new[] { "/v1/totals?partner=MY", "/v1/totals?limit=1", "/v1/growth.csv", "/v1/totals.svg?reporter=CN&partner=MY&currency=USD", "/v1/totals.parquet", "/v1/figures/yunnan-asean-trade-01", "/v1/totals.csv-metadata.json" })
        {
            foreach (var coding in new[] { "identity", "gzip", "br" })
            {
                (string, string)[] headers = [("Accept-Encoding", coding), ("Origin", "https://example.org")];
                var head = await api.SendAsync(HttpMethod.Head, path, headers);
                var first = await api.GetAsync(path, headers);
                var again = await api.GetAsync(path, headers);
                Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.Status, again.Status));
                Assert.Equal(first.Body, again.Body);
                Assert.Equal(Headers(first), Headers(again));
                Assert.Equal(Headers(head), Headers(await api.SendAsync(HttpMethod.Head, path, headers)));
                var held = await api.GetAsync(path, [.. headers, ("If-None-Match", first.Header("ETag")!)]);
                Assert.Equal((HttpStatusCode.NotModified, 0), (held.Status, held.Body.Length));
            }
        }
        var part = await api.GetAsync("/v1/totals.parquet", ("Accept-Encoding", "identity"), ("Range", "bytes=2-5"));
        Assert.Equal((HttpStatusCode.PartialContent, 4), (part.Status, part.Body.Length));
    }

    [Fact]
    public async Task A_question_asked_again_does_not_reach_the_database_and_its_spellings_and_forms_are_told_apart()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        string[] paths = ["/v1/totals?partner=VN,MY&limit=1", "/v1/totals?partner=malaysia&partner=704&limit=1", "/v1/totals.csv?partner=VN", "/v1/totals.json?partner=VN"];
        var given = new List<string>();
        foreach (var path in paths)
            given.Add((await api.GetAsync(path)).Text);
        Assert.Equal(paths.Length, given.Distinct().Count());
        await using var held = await LockAsync(api.ConnectionString);
        foreach (var (path, text) in paths.Zip(given))
            Assert.Equal(text, (await api.GetAsync(path)).Text);
    }

    [Fact]
    public async Task Who_holds_an_answer_is_told_so_before_and_after_it_is_kept_and_who_holds_an_old_one_has_it_kept()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        const string path = "/v1/totals?partner=VN";
        (string, string)[] coding = [("Accept-Encoding", "identity")];
        // Nothing is kept of what is asked for without its body.
        var head = await api.SendAsync(HttpMethod.Head, path, coding);
        var (tag, changed) = (head.Header("ETag")!, head.Header("Last-Modified")!);
        var first = await api.GetAsync(path, [.. coding, ("If-None-Match", tag)]);
        Assert.Equal((HttpStatusCode.NotModified, tag), (first.Status, first.Header("ETag")));
        foreach (var held in new[] { ("If-None-Match", tag), ("If-None-Match", $"\"old\", {tag}"), ("If-None-Match", "*"), ("If-Modified-Since", changed) })
        {
            var again = await api.GetAsync(path, [.. coding, held]);
            Assert.Equal((HttpStatusCode.NotModified, 0), (again.Status, again.Body.Length));
            Assert.Equal(Headers(first), Headers(again));
        }
        Assert.NotEmpty((await api.GetAsync(path, [.. coding, ("If-None-Match", "\"old\"")])).Rows);
        await using var locked = await LockAsync(api.ConnectionString);
        Assert.NotEmpty((await api.GetAsync(path, [.. coding, ("If-None-Match", "\"old\"")])).Rows);
        Assert.NotEmpty((await api.GetAsync(path, coding)).Rows);
        Assert.Equal(HttpStatusCode.NotModified, (await api.GetAsync(path, [.. coding, ("If-None-Match", tag)])).Status);
    }

    [Fact]
    public async Task Many_who_ask_at_once_have_one_query_and_one_who_leaves_takes_it_from_nobody()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        await using var held = await LockAsync(api.ConnectionString);
        using var client = new HttpClient();
        using var patience = new CancellationTokenSource();
        var leaves = client.GetAsync(new Uri(api.Address + "/v1/totals?partner=MY"), patience.Token);
        await Eventually.IsAsync(async () => await LimitsTests.RunningAsync(api.ConnectionString) == 1);
        var others = Enumerable.Range(0, 20).Select(_ => api.GetAsync("/v1/totals?partner=MY")).ToList();
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.Equal(1, await LimitsTests.RunningAsync(api.ConnectionString));
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.Equal(1, await LimitsTests.RunningAsync(api.ConnectionString));
        await held.DisposeAsync();
        foreach (var reply in await Task.WhenAll(others))
            Assert.NotEmpty(reply.Rows);
    }

    [Fact]
    public async Task Errors_are_not_kept()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        await server.TakeAwayAsync(api.ConnectionString);
        Problems.Is(await api.GetAsync("/v1/totals?partner=MY"), HttpStatusCode.ServiceUnavailable, "databaseAway");
        await server.GiveBackAsync(api.ConnectionString);
        await Eventually.IsAsync(async () => (await api.GetAsync("/v1/totals?partner=MY")).Status is HttpStatusCode.OK);
        var bad = await api.GetAsync("/v1/totals?partner=nowhere");
        Assert.NotEqual(bad.Text, (await api.GetAsync("/v1/totals?partner=nowhere")).Text);
    }

    private static List<string> Headers(Reply reply) =>
        [.. reply.Headers.Where(header => !PerRequest.Contains(header.Key)).Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal)];

    private static async Task<NpgsqlConnection> LockAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var begin = new NpgsqlCommand("begin; lock table tradestats.observation in access exclusive mode", connection);
        await begin.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }
}
