using System.Net;
using Npgsql;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>Questions about one series that come at once are read together, and each has the answer that it has alone.</summary>
public class SharedReadsTests(PostgresServer server)
{
    private const string Pair = "reporter=CN&partner=VN&flow=total&commodity=TOTAL";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // A limit above what there is tells questions apart that ask for the same.
    private static IEnumerable<string> Questions =>
        from question in new[]
        {
            "totals?", "totals?period=2024", "totals?period=2023,2024", "totals?period=latest", "totals?from=2020&to=2024", "totals?frequency=annual,monthly", "totals?currency=USD",
            "totals?asOf=2025-05-01", "totals?derived=true", "totals?convert=USD", "growth?", "growth?period=2024", "growth?base=2012", "growth?derived=true&asOf=2025-05-01",
            "shares?", "shares?ofPartner=ASEAN&period=2024", "shares?ofReporter=CN-YN", "shares?derived=true&frequency=annual",
        }
        from pair in new[] { Pair, "reporter=CN&partner=ASEAN&flow=total&commodity=TOTAL", "reporter=CN-YN&partner=ASEAN&flow=total&commodity=TOTAL", "reporter=CN&partner=MY&flow=imports&commodity=85" }
        select $"/v1/{question}&{pair}".Replace("?&", "?", StringComparison.Ordinal);

    [Fact]
    public async Task Many_at_once_have_the_answers_that_they_have_one_after_another()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        var alone = new Dictionary<string, string>();
        foreach (var question in Questions)
            alone.Add(question, await DataAsync(api, question + "&limit=1000"));
        // Those of one form one after the other, and no more at once than a process may have connections.
        foreach (var together in Questions.SelectMany(question => Enumerable.Range(1001, 6).Select(limit => (question, limit))).Chunk(72))
        {
            foreach (var (question, data) in await Task.WhenAll(together.Select(async one => (one.question, Data: await DataAsync(api, $"{one.question}&limit={one.limit}")))))
                Assert.True(alone[question] == data, $"{question}: {data} and not {alone[question]}");
        }
        Assert.True(alone.Values.Count(data => data != "[]") > alone.Count / 3);
    }

    [Fact]
    public async Task While_some_are_read_the_others_wait_without_a_connection_and_one_who_leaves_takes_nothing_from_them()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        var alone = await DataAsync(api, $"/v1/totals?{Pair}");
        Assert.NotEqual("[]", alone);
        await using var held = new NpgsqlConnection(api.ConnectionString);
        await held.OpenAsync(Token);
        await using (var begin = new NpgsqlCommand("begin; lock table tradestats.observation in access exclusive mode", held))
            await begin.ExecuteNonQueryAsync(Token);
        using var client = new HttpClient();
        using var patience = new CancellationTokenSource();
        var leaves = Enumerable.Range(2000, 10).Select(limit => client.GetAsync(new Uri($"{api.Address}/v1/totals?{Pair}&limit={limit}"), patience.Token)).ToList();
        var others = Enumerable.Range(3000, 40).Select(limit => DataAsync(api, $"/v1/totals?{Pair}&limit={limit}")).ToList();
        await Task.Delay(500, Token);
        Assert.InRange(await LimitsTests.RunningAsync(api.ConnectionString), 1, Environment.ProcessorCount);
        await patience.CancelAsync();
        foreach (var one in leaves)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        await held.DisposeAsync();
        foreach (var data in await Task.WhenAll(others))
            Assert.Equal(alone, data);
    }

    [Fact]
    public async Task A_failure_is_told_to_all_who_wait_and_the_next_are_answered()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        var alone = await DataAsync(api, $"/v1/totals?{Pair}");
        await server.TakeAwayAsync(api.ConnectionString);
        foreach (var reply in await Task.WhenAll(Enumerable.Range(2000, 20).Select(limit => api.GetAsync($"/v1/totals?{Pair}&limit={limit}"))))
            Problems.Is(reply, HttpStatusCode.ServiceUnavailable, "databaseAway");
        await server.GiveBackAsync(api.ConnectionString);
        await Eventually.IsAsync(async () => (await api.GetAsync($"/v1/totals?{Pair}&limit=4000")).Status is HttpStatusCode.OK);
        Assert.Equal(alone, await DataAsync(api, $"/v1/totals?{Pair}&limit=4001"));
    }

    private static async Task<string> DataAsync(Api api, string path) => string.Join(',', (await api.RowsAsync(path)).Select(row => row.GetRawText())) is { Length: > 0 } rows ? rows : "[]";
}
