using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text.Json;
using Npgsql;
using TradeStats.Tests.Http;
using Xunit;

namespace TradeStats.Tests.Start;

/// <summary>The program as a user starts, stops and kills it, with a PostgreSQL of its own.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class StartTests(PostgresServer server) : IDisposable
{
    private const string Question = "/v1/growth?reporter=CN&partner=ASEAN&period=2024&flow=total&currency=CNY";

    private readonly Home _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task It_serves_from_nothing_and_again_after_a_stop_a_kill_and_a_kill_of_its_PostgreSQL_too()
    {
        await using (var cold = await Application.Start(_home.Folder).ServesAsync())
        {
            Assert.Contains("95 figures of 12 articles, loaded now", cold.Said, StringComparison.Ordinal);
            Assert.Contains($"a private PostgreSQL, its data in {_home.Folder}", cold.Said, StringComparison.Ordinal);
            Assert.Contains($"{cold.Url}/swagger", cold.Said, StringComparison.Ordinal);
            Assert.Contains($"{cold.Url}/v1/totals?reporter=CN&partner=ASEAN", cold.Said, StringComparison.Ordinal);
            await AnswersAsync(cold);
            await StopsAsync(cold, "TERM");
        }

        await using (var afterStop = await ServesAsBeforeAsync())
        {
            afterStop.Signal("KILL");
            Assert.Equal(137, await afterStop.EndsAsync());
        }

        await using (var afterKill = await ServesAsBeforeAsync())
        {
            // Both at once, as when the machine loses power.
            var postmaster = _home.Postmaster;
            afterKill.Signal("KILL");
            using var kill = Process.Start("kill", ["-KILL", postmaster.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(137, await afterKill.EndsAsync());
        }

        await using var last = await ServesAsBeforeAsync();
        await StopsAsync(last, "INT");

        async Task<Application> ServesAsBeforeAsync()
        {
            var application = await Application.Start(_home.Folder).ServesAsync();
            Assert.Contains("95 figures of 12 articles, as before", application.Said, StringComparison.Ordinal);
            await AnswersAsync(application);
            return application;
        }

        async Task StopsAsync(Application application, string signal)
        {
            application.Signal(signal);
            Assert.Equal(0, await application.EndsAsync());
            Assert.False(await _home.IsInUseAsync());
        }
    }

    [Fact]
    public async Task What_stands_in_the_way_of_a_second_instance_is_said_in_plain_words()
    {
        await using var first = await Application.Start(_home.Folder).ServesAsync();

        await using (var second = Application.Start(_home.Folder))
            await EndsWithAsync(second, 1, $"already uses {_home.Folder}");

        using var other = new Home();
        await using (var samePort = Application.Start(other.Folder, ["--urls", first.Url]))
            await EndsWithAsync(samePort, 1, $"{first.Url} is in use", "--urls");
        Assert.False(await other.IsInUseAsync());

        await AnswersAsync(first);
    }

    [Fact]
    public async Task Faulty_seeds_are_all_named_and_the_database_keeps_what_it_had()
    {
        string[] faults = ["2 fault(s)", "yunnan-asean-trade.json", "ATLANTIS", "china-malaysia-trade.json", "valeu", "keeps what it had"];
        var settings = new Dictionary<string, string> { ["ConnectionStrings__TradeStats"] = await server.NewLoadedDatabaseAsync() };
        await using (var load = Application.Start(_home.Folder, ["load"], settings))
        {
            Assert.Equal(0, await load.EndsAsync());
            Assert.Contains($"95 figures of 12 articles, as before, version {Contents.Shipped.Version}", load.Said, StringComparison.Ordinal);
            Assert.DoesNotContain("Serving", load.Said, StringComparison.Ordinal);
        }

        var seeds = _home.CopyOfSeeds();
        Break("yunnan-asean-trade", "\"partner\": \"ASEAN\"", "\"partner\": \"ATLANTIS\"");
        Break("china-malaysia-trade", "\"measure\": \"value\"", "\"measure\": \"valeu\"");
        await using (var serve = Application.Start(_home.Folder, settings: new Dictionary<string, string>(settings) { ["TRADESTATS_SEEDS"] = seeds }))
            await EndsWithAsync(serve, 1, faults);
        await using (var load = Application.Start(_home.Folder, ["load", seeds], settings))
            await EndsWithAsync(load, 1, faults);

        await using var api = await Api.StartAsync(settings["ConnectionStrings__TradeStats"]);
        Assert.Equal(Contents.Shipped.Version, (await api.GetAsync("/v1/totals")).Meta.Text("version"));

        void Break(string article, string old, string changed)
        {
            var file = Path.Combine(seeds, "articles", article + ".json");
            var text = File.ReadAllText(file);
            var place = text.IndexOf(old, StringComparison.Ordinal);
            File.WriteAllText(file, string.Concat(text.AsSpan(0, place), changed, text.AsSpan(place + old.Length)));
        }
    }

    [Fact]
    public async Task What_is_missing_or_wrong_ends_the_start_with_the_remedy()
    {
        await using (var production = Application.Start(_home.Folder, settings: new Dictionary<string, string> { ["DOTNET_ENVIRONMENT"] = "Production" }))
            await EndsWithAsync(production, 1, "In Production", "ConnectionStrings__TradeStats", "ASPNETCORE_ENVIRONMENT=Development");
        await using (var binaries = Application.Start(_home.Folder, settings: new Dictionary<string, string> { ["TRADESTATS_PG_BIN"] = "/nonexistent" }))
            await EndsWithAsync(binaries, 1, "/nonexistent", "Install it", "ConnectionStrings__TradeStats");
        await using (var away = Application.Start(_home.Folder, settings: new Dictionary<string, string> { ["ConnectionStrings__TradeStats"] = "Host=127.0.0.1;Port=1;Username=x;Password=hunter2;Timeout=2" }))
        {
            await EndsWithAsync(away, 1, "The PostgreSQL of ConnectionStrings__TradeStats cannot be used");
            Assert.DoesNotContain("hunter2", away.Said, StringComparison.Ordinal);
        }
        await using (var format = Application.Start(_home.Folder, settings: new Dictionary<string, string> { ["ConnectionStrings__TradeStats"] = "Hots=localhost" }))
            await EndsWithAsync(format, 1, "ConnectionStrings__TradeStats cannot be read", "hots");
        await using (var hosts = Application.Start(_home.Folder, settings: new Dictionary<string, string> { ["ConnectionStrings__TradeStats"] = "Host=a,b;Target Session Attributes=slave" }))
            await EndsWithAsync(hosts, 1, "ConnectionStrings__TradeStats cannot be read", "target");
        await using (var distributed = Application.Start(_home.Folder, settings: new Dictionary<string, string> { ["ConnectionStrings__TradeStats"] = "Host=a", ["TRADESTATS_DISTRIBUTED"] = "yes" }))
            await EndsWithAsync(distributed, 1, "TRADESTATS_DISTRIBUTED is 'yes'", "give true");
        await using (var help = Application.Start(_home.Folder, ["--help"]))
            Assert.Equal((0, true), (await help.EndsAsync(), help.Said.Contains("load [FOLDER]", StringComparison.Ordinal)));
        await using (var unknown = Application.Start(_home.Folder, ["sevre"]))
            await EndsWithAsync(unknown, 2, "TRADESTATS_HOME");
        Assert.False(Directory.Exists(_home.Folder));
    }

    [Fact]
    public async Task Where_Citus_is_not_there_to_distribute_the_tables_the_start_says_so_and_changes_nothing()
    {
        var settings = new Dictionary<string, string> { ["ConnectionStrings__TradeStats"] = await server.NewEmptyDatabaseAsync(), ["TRADESTATS_DISTRIBUTED"] = "true" };
        await using (var there = new NpgsqlConnection(settings["ConnectionStrings__TradeStats"]))
        {
            await there.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = new NpgsqlCommand("select exists (select from pg_available_extensions where name = 'citus')", there);
            Assert.SkipWhen(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) is true, "This PostgreSQL has Citus.");
            await using (var start = Application.Start(_home.Folder, settings: settings))
                await EndsWithAsync(start, 1, "TRADESTATS_DISTRIBUTED asks for tables distributed by Citus", "Nothing was changed", "Install Citus");
            command.CommandText = "select exists (select from pg_namespace where nspname = 'tradestats')";
            Assert.Equal(false, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        }
        settings["ConnectionStrings__TradeStats"] = new NpgsqlConnectionStringBuilder(settings["ConnectionStrings__TradeStats"]) { Database = "absent" }.ConnectionString;
        await using (var absent = Application.Start(_home.Folder, settings: settings))
            await EndsWithAsync(absent, 1, "or not the database yet");
    }

    [Fact]
    public async Task A_server_of_ones_own_is_used_by_two_instances_side_by_side()
    {
        var settings = new Dictionary<string, string> { ["ConnectionStrings__TradeStats"] = await server.NewEmptyDatabaseAsync(), ["DOTNET_ENVIRONMENT"] = "Production" };
        await using var one = Application.Start(_home.Folder, settings: settings);
        await using var other = Application.Start(_home.Folder, settings: settings);
        await one.ServesAsync();
        await other.ServesAsync();
        foreach (var instance in new[] { one, other })
        {
            Assert.Contains("the PostgreSQL of ConnectionStrings__TradeStats", instance.Said, StringComparison.Ordinal);
            await AnswersAsync(instance);
        }
        Assert.Single(new[] { one, other }, instance => instance.Said.Contains("loaded now", StringComparison.Ordinal));
        Assert.False(Directory.Exists(_home.Folder));
    }

    [Fact]
    public async Task Another_account_starts_it_too()
    {
        // As root an ordinary user; as an ordinary user the one that runs the tests, whom the other tests cover.
        string[] prefix = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
        var home = Directory.CreateDirectory(_home.Beside("user"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        if (Environment.IsPrivilegedProcess)
        {
            using var own = Process.Start("chown", ["65534:65534", home]);
            await own.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        await using var application = Application.Start("", settings: new Dictionary<string, string> { ["HOME"] = home, ["XDG_DATA_HOME"] = "" }, prefix: prefix);
        await application.ServesAsync();
        Assert.Contains($"its data in {home}/", application.Said, StringComparison.Ordinal);
        await AnswersAsync(application);
        application.Signal("TERM");
        Assert.Equal(0, await application.EndsAsync());
    }

    private static async Task AnswersAsync(Application application)
    {
        var rows = JsonDocument.Parse(await application.GetAsync(Question)).RootElement.GetProperty("data").EnumerateArray();
        Assert.Equal("9.0", Assert.Single(rows).Raw("growthPercent"));
    }

    private static async Task EndsWithAsync(Application application, int code, params string[] words)
    {
        Assert.True(await application.EndsAsync() == code, application.Said);
        Assert.All(words, word => Assert.Contains(word, application.Said, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", application.Said, StringComparison.Ordinal);
    }
}
