using System.Runtime.Versioning;
using TradeStats.Postgres;
using Xunit;

namespace TradeStats.Tests.Postgres;

[UnsupportedOSPlatform("windows")]
public sealed class FaultTests : IDisposable
{
    private readonly Scratch _scratch = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private PrivateClusterOptions Options => new() { Home = _scratch.Home };

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_second_instance_is_told_which_folder_is_taken()
    {
        await using var first = await _scratch.StartAsync();
        var fault = await Scratch.FaultOfAsync(Options);
        Assert.Contains($"already uses {_scratch.Home}.", fault, StringComparison.Ordinal);
        Assert.Contains("TRADESTATS_HOME", fault, StringComparison.Ordinal);
        Assert.Equal(1, await Scratch.AskAsync(first.Address, "select 1"));
    }

    [Fact]
    public async Task Missing_binaries_come_with_every_way_to_get_them()
    {
        var fault = await Scratch.FaultOfAsync(Options with { Binaries = _scratch.Folder });
        Assert.Contains($"not found in {_scratch.Folder}", fault, StringComparison.Ordinal);
        Assert.Contains("Install it", fault, StringComparison.Ordinal);
        Assert.Contains("TRADESTATS_PG_BIN", fault, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__TradeStats", fault, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scratch.Home));
    }

    [Fact]
    public async Task Data_of_another_version_are_left_alone_and_both_versions_named()
    {
        Directory.CreateDirectory(_scratch.Data, Scratch.Mine);
        var version = Path.Combine(_scratch.Data, "PG_VERSION");
        await File.WriteAllTextAsync(version, "9\n", Token);
        var fault = await Scratch.FaultOfAsync(Options);
        Assert.Matches(@"written by PostgreSQL 9, but what is installed is \d+ \(", fault);
        Assert.Contains($"move {_scratch.Data} away", fault, StringComparison.Ordinal);
        Assert.Equal("9\n", await File.ReadAllTextAsync(version, Token));
    }

    [Fact]
    public async Task A_data_folder_that_is_no_cluster_is_left_alone()
    {
        Directory.CreateDirectory(_scratch.Data);
        Assert.Contains("is not a PostgreSQL cluster", await Scratch.FaultOfAsync(Options), StringComparison.Ordinal);
        Assert.True(Directory.Exists(_scratch.Data));
    }

    [Fact]
    public async Task A_lost_password_is_named_with_its_file()
    {
        await using (await _scratch.StartAsync())
        {
        }

        var password = Path.Combine(_scratch.Home, "password");
        File.Delete(password);
        Assert.Contains($"{password} is missing", await Scratch.FaultOfAsync(Options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_home_that_cannot_be_made_is_named_with_the_remedy()
    {
        var fault = await Scratch.FaultOfAsync(new PrivateClusterOptions { Home = "/dev/null/home" });
        Assert.StartsWith("The folder /dev/null/home cannot be used", fault, StringComparison.Ordinal);
        Assert.Contains("TRADESTATS_HOME", fault, StringComparison.Ordinal);
    }

    [Fact, Trait("account", "any")]
    public async Task A_home_that_may_not_be_written_is_named_with_the_remedy()
    {
        Directory.CreateDirectory(_scratch.Home, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        if (Environment.IsPrivilegedProcess)
        {
            await using var cluster = await _scratch.StartAsync();
            Assert.Equal(_scratch.Home, cluster.Home);
            return;
        }

        Assert.StartsWith($"The folder {_scratch.Home} cannot be used", await Scratch.FaultOfAsync(Options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_initdb_is_quoted()
    {
        var fault = await Scratch.FaultOfAsync(Options with { Binaries = await FakeAsync("echo 'no space left'; exit 1", "exit 1") });
        Assert.Contains("could not make a cluster", fault, StringComparison.Ordinal);
        Assert.Contains("no space left", fault, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scratch.Data));
    }

    [Fact]
    public async Task A_failed_start_is_quoted()
    {
        var binaries = await FakeAsync("echo 15 > \"$2/PG_VERSION\"", "echo out of memory; exit 1");
        var fault = await Scratch.FaultOfAsync(Options with { Binaries = binaries });
        Assert.Contains($"does not start on {_scratch.Data}: out of memory", fault, StringComparison.Ordinal);
        Assert.Empty(await Scratch.ProcessesOnAsync(_scratch.Home));
    }

    private async Task<string> FakeAsync(string initdb, string postgres)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_scratch.Folder, "bin"), Scratch.Passable | UnixFileMode.OtherRead).FullName;
        var server = $"[ \"$1\" != --version ] || exec echo 'postgres (PostgreSQL) 15.1'\n{postgres}";
        foreach (var (name, body) in new[] { ("initdb", initdb), ("postgres", server) })
        {
            var path = Path.Combine(folder, name);
            await File.WriteAllTextAsync(path, $"#!/bin/sh\n{body}\n", Token);
            File.SetUnixFileMode(path, Scratch.Passable | UnixFileMode.OtherRead | UnixFileMode.GroupRead);
        }

        return folder;
    }
}
