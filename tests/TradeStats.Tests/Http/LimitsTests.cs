using System.Diagnostics;
using System.Net;
using Npgsql;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>What one client may ask, how long an answer may take, and what every answer carries.</summary>
public class LimitsTests(PostgresServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_has_so_many_answers_a_minute_and_what_it_holds_already_is_not_counted()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync(), "--TRADESTATS_REQUESTS_PER_MINUTE", "3");
        await api.GetAsync("/v1/areas?limit=1");
        // The test would not see its third answer refused if a new minute began in between.
        if (int.Parse((await api.GetAsync("/v1/areas?limit=1")).Header("RateLimit-Reset")!, null) < 10)
            await Task.Delay(TimeSpan.FromSeconds(10), Token);
        await SpendAsync(api);

        var first = await api.GetAsync("/v1/totals?partner=MY");
        var problem = Problems.Is(first, HttpStatusCode.TooManyRequests, "tooManyRequests");
        Assert.Contains("3 times", problem.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(first.Header("RateLimit-Reset"), first.Header("Retry-After"));
        Assert.InRange(int.Parse(first.Header("Retry-After")!, null), 1, 60);
        Assert.Equal(("3", "0", "3;w=60"), (first.Header("RateLimit-Limit"), first.Header("RateLimit-Remaining"), first.Header("RateLimit-Policy")));
        Problems.Is(await api.GetAsync("/v1/figures/yunnan-asean-trade-01"), HttpStatusCode.TooManyRequests, "tooManyRequests");
    }

    [Fact]
    public async Task What_costs_nothing_is_not_counted_and_not_refused()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync(), "--TRADESTATS_REQUESTS_PER_MINUTE", "2");
        var held = await api.GetAsync("/v1/totals?partner=MY");
        Assert.Equal("1", held.Header("RateLimit-Remaining"));
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.NotModified, (await api.GetAsync("/v1/totals?partner=MY", ("If-None-Match", held.Header("ETag")!))).Status);
            Assert.Equal(HttpStatusCode.BadRequest, (await api.GetAsync("/v1/totals?partner=nowhere")).Status);
            Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("/health/ready")).Status);
        }
    }

    [Theory]
    [InlineData("TRADESTATS_REQUESTS_PER_MINUTE", "many")]
    [InlineData("TRADESTATS_REQUESTS_PER_MINUTE", "-1")]
    [InlineData("TRADESTATS_TIMEOUT_SECONDS", "0")]
    public async Task A_setting_that_cannot_be_used_is_named(string name, string value)
    {
        var fault = await Assert.ThrowsAsync<TradeStats.Http.SettingException>(() => Api.StartAsync("Host=localhost", $"--{name}", value));
        Assert.Contains($"{name} is '{value}'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_does_not_begin_in_time_is_504_and_its_query_ends()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync(), "--TRADESTATS_TIMEOUT_SECONDS", "1");
        await using var held = await LockAsync(api.ConnectionString);
        foreach (var path in new[] { "/v1/totals?partner=MY", "/v1/growth.csv", "/v1/shares.svg?reporter=CN" })
        {
            var reply = await api.GetAsync(path, ("Origin", "https://example.org"));
            Problems.Is(reply, HttpStatusCode.GatewayTimeout, "timedOut");
            Assert.Equal("*", reply.Header("Access-Control-Allow-Origin"));
        }
        await Eventually.IsAsync(async () => await RunningAsync(api.ConnectionString) == 0);
    }

    [Fact]
    public async Task What_keeps_an_empty_answer_from_saying_why_it_is_empty_is_told_as_of_any_other()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync(), "--TRADESTATS_TIMEOUT_SECONDS", "1");
        const string question = "reporter=TH&frequency=monthly";
        Assert.Contains("nothing for reporter=TH", Assert.Single((await api.GetAsync($"/v1/totals?{question}")).Notes), StringComparison.Ordinal);
        // Only what there is instead is looked up here.
        await using var held = await LockAsync(api.ConnectionString, "holding");
        foreach (var path in new[] { "/v1/totals?limit=2", "/v1/shares?limit=2", "/v1/totals.xlsx?limit=2" })
            Problems.Is(await api.GetAsync($"{path}&{question}"), HttpStatusCode.GatewayTimeout, "timedOut");
    }

    [Fact]
    public async Task Only_the_limit_of_answers_ends_a_question_that_takes_long()
    {
        await using var api = await Api.StartAsync($"{await server.NewLoadedDatabaseAsync()};Command Timeout=1", "--TRADESTATS_TIMEOUT_SECONDS", "2");
        await using var held = await LockAsync(api.ConnectionString);
        foreach (var path in new[] { "/v1/totals?partner=MY", "/v1/totals?reporter=CN&partner=MY&flow=exports", "/v1/availability?commodity=TOTAL&reporter=CN", "/v1/checks" })
            Problems.Is(await api.GetAsync(path), HttpStatusCode.GatewayTimeout, "timedOut");
    }

    [Fact]
    public async Task One_connection_is_enough_for_many_who_ask_what_is_read_in_several_steps()
    {
        // The other one waits for news of loads.
        await using var api = await Api.StartAsync($"{await server.NewLoadedDatabaseAsync()};Maximum Pool Size=2;Timeout=5");
        string[] asked =
        [
            "totals?reporter=SG", "totals.xlsx?reporter=SG", "totals?reporter=CN&partner=SG&flow=total&commodity=TOTAL", "growth?reporter=SG", "shares?reporter=SG", "rankings?reporter=SG", "rankings?reporter=CN&period=2024", "checks?period=1950",
            "totals?reporter=CN&include=figures&limit=1", "growth?include=figures&limit=1", "totals?period=latest", "checks?period=latest", "totals.zip?reporter=CN",
        ];
        foreach (var reply in await Task.WhenAll(asked.Concat(asked).Select((path, place) => api.GetAsync($"/v1/{path}&currency={(place < asked.Length ? "USD" : "CNY")}"))))
            Assert.True(reply.Status is HttpStatusCode.OK, $"{reply.Path}: {reply.Text}");
    }

    [Fact]
    public async Task The_query_of_an_abandoned_question_ends_within_two_seconds()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        await using var held = await LockAsync(api.ConnectionString);
        foreach (var path in new[] { "/v1/totals?partner=MY", "/v1/totals?reporter=CN&partner=MY&flow=exports", "/v1/growth.ndjson", "/v1/rankings?reporter=CN&period=2024" })
        {
            using var client = new HttpClient();
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var asked = client.GetAsync(new Uri(api.Address + path), patience.Token);
            await Eventually.IsAsync(async () => await RunningAsync(api.ConnectionString) > 0);
            await patience.CancelAsync();
            var watch = Stopwatch.StartNew();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
            await Eventually.IsAsync(async () => await RunningAsync(api.ConnectionString) == 0);
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{path} was still running after {watch.Elapsed}.");
        }
    }

    [Fact]
    public async Task Every_answer_of_the_application_may_be_read_from_any_origin_and_is_what_it_says_it_is()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync(), "--TRADESTATS_REQUESTS_PER_MINUTE", "1000");
        var tag = (await api.GetAsync("/v1/totals")).Header("ETag")!;
        foreach (var (method, path, status) in new[]
        {
            ("GET", "/v1/totals", 200), ("HEAD", "/v1/totals", 200), ("GET", "/v1/totals.svg?reporter=CN&partner=MY&currency=USD", 200), ("GET", "/swagger/index.html", 200), ("GET", "/openapi/v1.json", 200), ("HEAD", "/openapi/v1.json", 200), ("GET", "/health/live", 200),
            ("GET", "/v1/totals?x=1", 400), ("GET", "/v1/nothing", 404), ("GET", "/v1/figures/nothing", 404), ("POST", "/v1/totals", 405), ("GET", "/v1/totals.docbook", 406), ("GET", "/v1/totals.svg", 413), ("GET", "/", 302),
        })
        {
            var reply = await api.SendAsync(new HttpMethod(method), path, ("Origin", "https://example.org"));
            Assert.Equal((path, status), (reply.Path, (int)reply.Status));
            Assert.Equal("*", reply.Header("Access-Control-Allow-Origin"));
            Assert.Equal("nosniff", reply.Header("X-Content-Type-Options"));
        }
        // A cache in between may give a page what it has kept of a script, which names no origin.
        Assert.Equal("*", (await api.GetAsync("/v1/totals")).Header("Access-Control-Allow-Origin"));
        var preflight = await api.SendAsync(HttpMethod.Options, "/v1/totals", ("Origin", "https://example.org"), ("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Headers", "if-none-match"));
        Assert.Equal((HttpStatusCode.NoContent, "*", "GET,HEAD"), (preflight.Status, preflight.Header("Access-Control-Allow-Origin"), preflight.Header("Access-Control-Allow-Methods")));
        var held = await api.GetAsync("/v1/totals", ("Origin", "https://example.org"), ("If-None-Match", tag));
        Assert.Equal((HttpStatusCode.NotModified, "*"), (held.Status, held.Header("Access-Control-Allow-Origin")));
        var exposed = held.Header("Access-Control-Expose-Headers")!.Split(',');
        Assert.All(["ETag", "Last-Modified", "Link", "Content-Disposition", "Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"], header => Assert.Contains(header, exposed));
    }

    [Fact]
    public async Task A_page_may_run_only_what_the_service_sends_and_be_framed_by_nobody()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        var policy = (await api.GetAsync("/swagger/index.html")).Header("Content-Security-Policy")!;
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'", (await api.GetAsync("/v1/rankings.svg?reporter=CN&period=2024")).Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_without_end_are_refused_and_a_body_is_not_read()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, (await api.GetAsync("/v1/totals", ("X-Long", new string('x', 20_000)))).Status);
        Assert.Equal(HttpStatusCode.RequestUriTooLong, (await api.GetAsync("/v1/totals?partner=" + new string('x', 10_000))).Status);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, api.Address + "/v1/totals?partner=MY") { Content = new StringContent(new string('x', 100_000)) };
        using var response = await client.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    // The answers that are left of this minute.
    private static async Task SpendAsync(Api api)
    {
        for (var i = 0; i < 3; i++)
            await api.GetAsync("/v1/areas?limit=1");
    }

    // Whoever reads observations waits as long as this is held.
    private static async Task<NpgsqlConnection> LockAsync(string connectionString, string table = "observation")
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Token);
        await using var begin = new NpgsqlCommand($"begin; lock table tradestats.{table} in access exclusive mode", connection);
        await begin.ExecuteNonQueryAsync(Token);
        return connection;
    }

    /// <summary>The statements on observations that run in a database. PostgreSQL shows the first thousand characters of one: they name columns, perhaps not the table.</summary>
    internal static async Task<long> RunningAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(
            "select count(*) from pg_stat_activity where datname = current_database() and state = 'active' and pid <> pg_backend_pid() and query like '%period_start%'", connection);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
