using System.Net;
using TradeStats.Store;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>What the API does while its database is away: each test takes away one of its own.</summary>
public class AbsenceTests(PostgresServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_the_database_is_away_questions_are_503_and_the_service_recovers_by_itself()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        var before = await api.GetAsync("/v1/totals?partner=MY");
        Assert.Equal(HttpStatusCode.OK, before.Status);
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("/health/ready")).Status);

        await server.TakeAwayAsync(api.ConnectionString);
        await IsNoticedAsync(api);

        foreach (var path in new[] { "/v1/totals?partner=MY", "/v1/growth.csv", "/v1/shares?period=latest", "/v1/figures", "/v1/sources", "/v1/figures/yunnan-asean-trade-01", "/health/ready" })
        {
            var reply = await api.GetAsync(path, ("Origin", "https://example.org"));
            Problems.Is(reply, HttpStatusCode.ServiceUnavailable, "databaseAway");
            Assert.Equal("2", reply.Header("Retry-After"));
            Assert.Equal("*", reply.Header("Access-Control-Allow-Origin"));
            Assert.DoesNotContain("Npgsql", reply.Text, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("/health/live")).Status);

        await server.GiveBackAsync(api.ConnectionString);

        await Eventually.IsAsync(async () => (await api.GetAsync("/v1/totals?partner=MY")).Status is HttpStatusCode.OK);
        Assert.Equal(before.Text, (await api.GetAsync("/v1/totals?partner=MY")).Text);
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("/health/ready")).Status);
    }

    [Fact]
    public async Task What_needs_no_database_is_answered_without_one()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        string[] held = ["/v1/totals?partner=MY", "/v1/growth.csv?partner=MY", "/v1/figures?limit=3", "/v1/sources", "/v1/shares?period=latest", "/v1/figures/yunnan-asean-trade-01"];
        var tags = new Dictionary<string, string>();
        foreach (var path in held)
            tags[path] = (await api.GetAsync(path)).Header("ETag")!;

        await server.RunAsync($"drop database {PostgresServer.NameIn(api.ConnectionString)} with (force)");
        await IsNoticedAsync(api);

        foreach (var path in held)
        {
            Assert.Equal(HttpStatusCode.NotModified, (await api.GetAsync(path, ("If-None-Match", tags[path]))).Status);
            Problems.Is(await api.GetAsync(path), HttpStatusCode.ServiceUnavailable, "databaseAway");
        }
        foreach (var (question, _, _) in ProblemTests.Faulty.Select(row => row.Data))
            Problems.Is(await api.GetAsync("/v1/" + question), HttpStatusCode.BadRequest, "badQuestion");
        foreach (var path in new[] { "/v1/areas", "/v1/commodities.csv", "/v1/datasets", "/openapi/v1.json", "/swagger/index.html", "/health/live" })
            Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(path)).Status);
    }

    [Fact]
    public async Task A_service_that_starts_before_its_database_says_so_and_answers_once_that_is_there()
    {
        var connectionString = await server.NewLoadedDatabaseAsync();
        await server.TakeAwayAsync(connectionString);
        await using var api = await Api.StartAsync(connectionString);
        Problems.Is(await api.GetAsync("/v1/totals"), HttpStatusCode.ServiceUnavailable, "databaseAway");
        Problems.Is(await api.GetAsync("/health/ready"), HttpStatusCode.ServiceUnavailable, "databaseAway");
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("/health/live")).Status);

        await server.GiveBackAsync(connectionString);

        await Eventually.IsAsync(async () => (await api.GetAsync("/v1/totals")).Status is HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_first_question_after_the_start_is_answered()
    {
        var connectionString = await server.NewLoadedDatabaseAsync();
        for (var start = 1; start <= 3; start++)
        {
            await using var api = await Api.StartAsync(connectionString);
            Assert.NotEmpty(await api.RowsAsync("/v1/totals"));
        }
    }

    [Fact]
    public async Task A_stream_that_cannot_be_finished_is_aborted_and_not_ended()
    {
        var connectionString = await server.NewEmptyDatabaseAsync();
        await using (var database = new Database(connectionString))
        {
            await database.MigrateAsync(Token);
            await DatasetLoad.RunAsync(database, Contents.Large(60_000), Token);
        }
        await using var api = await Api.StartAsync(connectionString);
        for (var page = 1; page <= 40; page++)
            Assert.NotNull((await api.GetAsync($"/v1/totals?limit={page}")).Next);
        using var response = await api.OpenAsync(HttpMethod.Get, "/v1/totals.csv");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        await server.TakeAwayAsync(connectionString);

        await Assert.ThrowsAsync<HttpRequestException>(() => response.Content.CopyToAsync(Stream.Null, Token));
    }

    // An answer that is kept is given until the connection that hears of new versions is found broken, some milliseconds later.
    private static Task IsNoticedAsync(Api api) => Eventually.IsAsync(async () => (await api.GetAsync("/v1/totals?partner=MY")).Status is HttpStatusCode.ServiceUnavailable);
}
