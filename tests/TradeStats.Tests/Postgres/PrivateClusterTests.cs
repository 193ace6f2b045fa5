using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TradeStats.Postgres;
using Xunit;

namespace TradeStats.Tests.Postgres;

[UnsupportedOSPlatform("windows")]
public sealed class PrivateClusterTests : IDisposable
{
    private readonly Scratch _scratch = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact, Trait("account", "any")]
    public async Task Data_survive_a_stop_and_a_start()
    {
        await using (var cluster = await _scratch.StartAsync())
        {
            await Scratch.AskAsync(cluster.Address, "create table kept (what text)");
            await Scratch.AskAsync(cluster.Address, "insert into kept values ('Öl')");
        }

        await using var again = await _scratch.StartAsync();
        Assert.Equal("Öl", await Scratch.AskAsync(again.Address, "select what from kept"));
        Assert.Equal("on", await Scratch.AskAsync(again.Address, "show fsync"));
    }

    [Fact]
    public async Task A_stopped_cluster_leaves_no_process_and_no_socket()
    {
        var cluster = await _scratch.StartAsync();
        Assert.NotEmpty(await Scratch.ProcessesOnAsync(_scratch.Home));
        Assert.Equal(Scratch.Mine, File.GetUnixFileMode(cluster.Address.Host));

        await Task.WhenAll(cluster.StopAsync(), cluster.DisposeAsync().AsTask());

        Assert.Empty(await Scratch.ProcessesOnAsync(_scratch.Home));
        Assert.False(Directory.Exists(cluster.Address.Host));
        Assert.False(File.Exists(Path.Combine(_scratch.Data, "postmaster.pid")));
    }

    [Fact, Trait("account", "any")]
    public async Task An_ephemeral_cluster_leaves_nothing_at_all()
    {
        var cluster = await Scratch.StartAsync(new PrivateClusterOptions { Ephemeral = true });
        Assert.Equal("off", await Scratch.AskAsync(cluster.Address, "show fsync"));
        Assert.Equal("é", await Scratch.AskAsync(cluster.Address, "select lower('É')"));

        await cluster.DisposeAsync();

        Assert.False(Directory.Exists(cluster.Home));
        Assert.False(Directory.Exists(cluster.Address.Host));
        Assert.Empty(await Scratch.ProcessesOnAsync(cluster.Home));
    }

    [Fact]
    public async Task Many_clusters_run_side_by_side()
    {
        var options = new PrivateClusterOptions { Ephemeral = true };
        var clusters = await Task.WhenAll(Scratch.StartAsync(options), Scratch.StartAsync(options));
        Assert.NotEqual(clusters[0].Address, clusters[1].Address);
        await Task.WhenAll(clusters.Select(cluster => cluster.StopAsync()));
    }

    [Fact]
    public async Task A_killed_postmaster_is_started_again_at_the_same_address()
    {
        await using var cluster = await _scratch.StartAsync();
        await using var pool = NpgsqlDataSource.Create(cluster.Address.ToConnectionString());
        for (var death = 1; death <= 2; death++)
        {
            await pool.CreateCommand("select 1").ExecuteScalarAsync(Token);
            var before = Scratch.Postmaster(_scratch.Data);
            await Scratch.RunAsync("kill", "-KILL", before);
            await Scratch.WaitForAsync(async () => HasAnother(before) && await AnswersAsync(pool));
        }
    }

    [Fact]
    public async Task A_killed_supervisor_takes_its_postgres_along_and_both_come_back()
    {
        await using var cluster = await _scratch.StartAsync();
        await using var pool = NpgsqlDataSource.Create(cluster.Address.ToConnectionString());
        var before = Scratch.Postmaster(_scratch.Data);
        var supervisor = await Scratch.RunAsync("ps", "-o", "ppid=", "-p", before);
        await Scratch.RunAsync("kill", "-KILL", supervisor.Trim());
        await Scratch.WaitForAsync(async () => HasAnother(before) && await AnswersAsync(pool));
    }

    [Fact]
    public async Task Ctrl_C_does_not_reach_postgres_before_the_application_has_drained()
    {
        await using var cluster = await _scratch.StartAsync();
        var ours = await GroupOfAsync(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        Assert.NotEqual(ours, await GroupOfAsync(Scratch.Postmaster(_scratch.Data)));

        static async Task<string> GroupOfAsync(string process) => (await Scratch.RunAsync("ps", "-o", "pgid=", "-p", process)).Trim();
    }

    [Fact]
    public async Task When_a_program_with_an_ephemeral_cluster_is_killed_nothing_of_it_stays()
    {
        // These tests themselves are such a program, once those are asked for that need a database.
        var line = Scratch.ThisProgram("--filter-class", "TradeStats.Tests.Store.LoadTests");
        var start = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true };
        start.Environment[PostgresServer.Variable] = "";
        start.Environment["DOCKER_HOST"] = "unix:///dev/null";
        using var program = Process.Start(start)!;
        var output = program.StandardOutput.ReadToEndAsync(Token);
        string? home = null;
        await Scratch.WaitForAsync(async () =>
        {
            Assert.False(program.HasExited, "The program that was to be killed has ended by itself.");
            home = await HomeOfAsync(program.Id);
            return home is not null && Scratch.Postmaster(Path.Combine(home, "data")).Length > 0;
        });

        program.Kill();

        await Scratch.WaitForAsync(async () => !Directory.Exists(home) && (await Scratch.ProcessesOnAsync(home!)).Count == 0);
        await output;
    }

    [Fact]
    public async Task A_process_number_that_has_passed_to_another_program_does_not_block_the_start()
    {
        await using (await _scratch.StartAsync())
        {
        }

        var stale = $"{Environment.ProcessId}\n{_scratch.Data}\n1700000000\n5432\n/tmp\n\n\nready   \n";
        await File.WriteAllTextAsync(Path.Combine(_scratch.Data, "postmaster.pid"), stale, Token);
        await using var cluster = await _scratch.StartAsync();
        Assert.Equal(1, await Scratch.AskAsync(cluster.Address, "select 1"));
        Assert.False(Process.GetCurrentProcess().HasExited);
    }

    [Fact]
    public async Task A_half_made_cluster_is_thrown_away()
    {
        var halves = new[] { "data.init", "data.init-0123" }.Select(name => Path.Combine(_scratch.Home, name)).ToList();
        foreach (var half in halves)
        {
            Directory.CreateDirectory(half, Scratch.Mine);
            await File.WriteAllTextAsync(Path.Combine(half, "PG_VERSION"), "15", Token);
        }

        await using var cluster = await _scratch.StartAsync();
        Assert.DoesNotContain(halves, Directory.Exists);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(500)]
    [InlineData(1000)]
    public async Task A_start_that_is_given_up_leaves_nothing_half_made(int milliseconds)
    {
        using var impatience = new CancellationTokenSource(milliseconds);
        try
        {
            await using var early = await PrivateCluster.StartAsync(
                new PrivateClusterOptions { Home = _scratch.Home }, NullLogger.Instance, impatience.Token);
        }
        catch (OperationCanceledException)
        {
        }

        Assert.Empty(await Scratch.ProcessesOnAsync(_scratch.Home));
        Assert.False(Directory.Exists(_scratch.Home) && Directory.EnumerateDirectories(_scratch.Home, "data.init*").Any());
        await using var cluster = await _scratch.StartAsync();
    }

    [Fact]
    public async Task The_password_is_its_owners_secret()
    {
        await using var cluster = await _scratch.StartAsync();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_scratch.Home, "password")));
        Assert.Empty(await Scratch.ProcessesOnAsync(cluster.Address.Password));
        Assert.DoesNotContain(cluster.Address.Password, cluster.Address.ToString(), StringComparison.Ordinal);
        var wrong = cluster.Address with { Password = "guess" };
        Assert.Equal("28P01", (await Assert.ThrowsAsync<PostgresException>(() => Scratch.AskAsync(wrong, "select 1"))).SqlState);
    }

    // The folder of the cluster whose processes descend from a program.
    private static async Task<string?> HomeOfAsync(int program)
    {
        var lines = (await Scratch.RunAsync("ps", "axww", "-o", "pid=,ppid=,command=")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries)).Where(parts => parts.Length == 3).ToList();
        var descendants = new HashSet<string> { program.ToString(CultureInfo.InvariantCulture) };
        while (lines.Any(parts => descendants.Contains(parts[1]) && descendants.Add(parts[0])))
        {
        }
        return lines.Where(parts => descendants.Contains(parts[0]))
            .Select(parts => System.Text.RegularExpressions.Regex.Match(parts[2], @"\S*/tradestats-home-[^/\s]+").Value).FirstOrDefault(folder => folder.Length > 0);
    }

    private bool HasAnother(string before) => Scratch.Postmaster(_scratch.Data) is not "" and var now && now != before;

    private static async Task<bool> AnswersAsync(NpgsqlDataSource pool)
    {
        try
        {
            return await pool.CreateCommand("select 1").ExecuteScalarAsync(Token) is 1;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
