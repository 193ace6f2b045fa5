using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Runtime.Versioning;
using TradeStats.Postgres;
using TradeStats.Store;
using TradeStats.Tests.Postgres;
using TradeStats.Tests.Start;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>A primary and a standby, of which either is killed, lags, or is away at the start.</summary>
[Collection(Alone.Name)]
[UnsupportedOSPlatform("windows")]
public sealed class StandbyTests(Pair pair) : IClassFixture<Pair>, IAsyncLifetime
{
    // With a limit they are read whole before they are sent.
    private static readonly string[] Questions =
    [
        "/v1/totals.csv?reporter=CN&limit=5000", "/v1/growth.csv?partner=ASEAN&limit=5000", "/v1/shares.csv?period=latest&limit=5000", "/v1/rankings.csv?reporter=CN&limit=5000",
        "/v1/checks.csv?limit=5000", "/v1/availability.csv?limit=5000", "/v1/figures.csv?limit=5000", "/v1/sources.csv?limit=5000",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await pair.ReviveAsync(pair.Primary);
        await pair.ReviveAsync(pair.Standby);
    }

    [Fact]
    public async Task Reads_go_to_the_standby_and_questions_are_answered_while_either_server_is_killed()
    {
        var connectionString = await NewLoadedDatabaseAsync("killed", "Target Session Attributes=prefer-standby;Application Name=killed");
        await using var api = await Api.StartAsync(connectionString);
        var right = new Dictionary<string, string>();
        foreach (var question in Questions)
            right[question] = (await AskAnewAsync(api, question)).Text;
        Assert.All(right.Values, text => Assert.True(text.Split("\r\n").Length > 2, text));
        Assert.Equal((0L, true), (await ReadersAsync(pair.Primary, "killed"), await ReadersAsync(pair.Standby, "killed") > 0));

        // A load goes to the primary and is read from the standby.
        await using (var database = new Database(connectionString + ";Application Name=load"))
            await DatasetLoad.RunAsync(database, Contents.WithFigures(figure => figure with { Note = "Loaded later." }), Token);
        var watch = Stopwatch.StartNew();
        await Eventually.IsAsync(async () => (await api.GetAsync("/v1/figures.csv?fields=note&limit=1")).Text.Contains("Loaded later.", StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine($"The load was read after {watch.ElapsedMilliseconds} ms.");
        Assert.Equal(0L, await ReadersAsync(pair.Primary, "killed"));
        foreach (var question in Questions)
            right[question] = (await AskAnewAsync(api, question)).Text;

        await using (var load = new Load(api, right))
        {
            await load.LastsAsync(TimeSpan.FromSeconds(1));
            await pair.KillAsync(pair.Standby);
            load.HasChanged();
            await load.LastsAsync(TimeSpan.FromSeconds(2));
            Assert.True(await ReadersAsync(pair.Primary, "killed") > 0);
        }
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("/health/ready")).Status);

        await pair.ReviveAsync(pair.Standby);
        await Eventually.IsAsync(async () =>
        {
            await AskAnewAsync(api, Questions[0]);
            return await ReadersAsync(pair.Standby, "killed") > 0;
        });

        await using (var load = new Load(api, right))
        {
            await load.LastsAsync(TimeSpan.FromSeconds(1));
            await pair.KillAsync(pair.Primary);
            load.HasChanged();
            await load.LastsAsync(TimeSpan.FromSeconds(2));
        }
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("/health/ready")).Status);
        Assert.Equal(right[Questions[0]], (await AskAnewAsync(api, Questions[0])).Text);
    }

    [Fact]
    public async Task Where_a_standby_lags_and_servers_are_asked_in_turn_no_answer_mixes_versions()
    {
        var connectionString = await NewLoadedDatabaseAsync("lags", $"Host={pair.Standby.Host},{pair.Primary.Host};Target Session Attributes=any;Load Balance Hosts=true");
        await using var api = await Api.StartAsync(connectionString);
        var before = (await api.GetAsync("/v1/figures?limit=1")).Meta.GetProperty("version").GetString();
        await Scratch.AskAsync(pair.Standby, "select pg_wal_replay_pause()");
        try
        {
            await using var database = new Database(connectionString);
            await DatasetLoad.RunAsync(database, Contents.WithFigures(figure => figure with { Note = "Loaded later." }), Token);
            var versions = new HashSet<bool>();
            for (var ask = 1; ask <= 60; ask++)
            {
                var reply = await api.GetAsync($"/v1/figures?limit={ask}");
                var isOld = reply.Meta.GetProperty("version").GetString() == before;
                versions.Add(isOld);
                Assert.All(reply.Rows, row => Assert.Equal(!isOld, row.Text("note") == "Loaded later."));
                var evidence = await api.GetAsync($"/v1/totals?include=figures&limit={ask}");
                isOld = evidence.Meta.GetProperty("version").GetString() == before;
                versions.Add(isOld);
                Assert.All(evidence.Rows.SelectMany(row => row.GetProperty("evidence").EnumerateArray()), figure => Assert.Equal(!isOld, figure.Text("note") == "Loaded later."));
            }
            Assert.Equal(2, versions.Count);
        }
        finally
        {
            await Scratch.AskAsync(pair.Standby, "select pg_wal_replay_resume()");
        }
        await Eventually.IsAsync(async () => (await api.RowsAsync("/v1/datasets")).All(row => row.Text("version") != before));
        Assert.NotEqual(before, (await api.GetAsync("/v1/figures?limit=61")).Meta.GetProperty("version").GetString());
    }

    [Fact]
    public async Task A_start_without_the_primary_serves_from_a_standby_that_is_up_to_date()
    {
        using var home = new Home();
        var settings = new Dictionary<string, string> { ["ConnectionStrings__TradeStats"] = pair.ConnectionString("start", "Target Session Attributes=prefer-standby") };
        await using (var load = Application.Start(home.Folder, ["load"], settings))
            Assert.True(await load.EndsAsync() == 0, load.Said);
        await HasCaughtUpAsync();
        await pair.KillAsync(pair.Primary);
        await using (var application = await Application.Start(home.Folder, settings: settings).ServesAsync())
        {
            Assert.Contains("as before", application.Said, StringComparison.Ordinal);
            Assert.Contains("6990000000000", await application.GetAsync("/v1/totals?reporter=CN&partner=ASEAN&period=2024"), StringComparison.Ordinal);
        }
    }

    // Asked in words that nobody has used before, so that the answer is none that was kept; the file ending decides what it is.
    private static Task<Reply> AskAnewAsync(Api api, string question) => api.GetAsync(question, ("Accept", $"text/csv, text/x-{Guid.NewGuid():n}"));

    // Made through the string of both: that a database, its tables and its rows go to the primary is part of what is tested.
    private async Task<string> NewLoadedDatabaseAsync(string name, string more)
    {
        var connectionString = pair.ConnectionString(name, more);
        await using (var database = new Database(connectionString + ";Application Name=load"))
        {
            await database.MigrateAsync(Token);
            Assert.True(await DatasetLoad.RunAsync(database, Contents.Shipped, Token));
        }
        await HasCaughtUpAsync();
        return connectionString;
    }

    private async Task HasCaughtUpAsync()
    {
        var written = await Scratch.AskAsync(pair.Primary, "select pg_current_wal_insert_lsn()::text");
        await Scratch.WaitForAsync(async () => await Scratch.AskAsync(pair.Standby, $"select pg_last_wal_replay_lsn() >= '{written}'") is true);
    }

    // The connections of an API that have read, rather than listened, asked for nothing or done nothing.
    private static async Task<long> ReadersAsync(ClusterAddress server, string application) => (long)(await Scratch.AskAsync(server,
        $"select count(*) from pg_stat_activity where application_name = '{application}' and query !~ '^(listen .*|select 1|)$'"))!;

    /// <summary>Questions, several at a time, until it is disposed of. Each answer must be right; a 503 may only be one that was begun before a server was lost or right after.</summary>
    private sealed class Load : IAsyncDisposable
    {
        private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

        private readonly CancellationTokenSource _stop = new();
        private readonly ConcurrentBag<HttpStatusCode> _answers = [];
        private readonly Task _asking;
        private long _changed;

        public Load(Api api, IReadOnlyDictionary<string, string> right) => _asking = Task.WhenAll(right.Select(pair => Task.Run(() => AskAsync(api, pair.Key, pair.Value))));

        /// <summary>Says that a server was lost just now.</summary>
        public void HasChanged() => Volatile.Write(ref _changed, Stopwatch.GetTimestamp());

        /// <summary>Lets it go on for a while.</summary>
        public async Task LastsAsync(TimeSpan time)
        {
            await Task.WhenAny(_asking, Task.Delay(time, Token));
            if (_asking.IsCompleted)
                await _asking;
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _asking;
            _stop.Dispose();
            TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", _answers.GroupBy(status => status).Select(group => $"{group.Key}: {group.Count()}")));
        }

        private async Task AskAsync(Api api, string question, string right)
        {
            while (!_stop.IsCancellationRequested)
            {
                var begun = Stopwatch.GetTimestamp();
                var reply = await AskAnewAsync(api, question);
                _answers.Add(reply.Status);
                if (reply.Status is HttpStatusCode.OK)
                {
                    Assert.Equal(right, reply.Text);
                    continue;
                }
                Problems.Is(reply, HttpStatusCode.ServiceUnavailable, "databaseAway");
                Assert.Equal("2", reply.Header("Retry-After"));
                // Killing takes a moment: until it is told of, it may have happened.
                var changed = Volatile.Read(ref _changed);
                Assert.True(changed == 0 || Stopwatch.GetElapsedTime(changed, begun) < Grace, $"{question} was not answered.");
            }
        }
    }
}
