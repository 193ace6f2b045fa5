using System.Diagnostics;
using System.Runtime.Versioning;
using TradeStats.Postgres;
using Xunit;

namespace TradeStats.Tests.Postgres;

/// <summary>PostgreSQL under root and under ordinary accounts, whichever of them runs these tests.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class AccountTests : IDisposable
{
    private readonly Scratch _scratch = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private PrivateClusterOptions AsNobody => new() { Home = _scratch.Home, Account = "nobody" };

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Root_runs_postgres_as_the_account_it_chooses_and_nobody_else_can()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.StartsWith("Only root can run PostgreSQL as nobody", await Scratch.FaultOfAsync(AsNobody), StringComparison.Ordinal);
            return;
        }

        await using (var cluster = await Scratch.StartAsync(AsNobody))
        {
            await Scratch.AskAsync(cluster.Address, "create table kept as select 1 as what");
            Assert.Equal("nobody", (await Scratch.RunAsync("ps", "-o", "user=", "-p", Scratch.Postmaster(_scratch.Data))).Trim());
        }

        await using (var root = await _scratch.StartAsync())
        {
            Assert.Equal(1, await Scratch.AskAsync(root.Address, "select what from kept"));
        }

        await using var again = await Scratch.StartAsync(AsNobody);
        Assert.Equal(1, await Scratch.AskAsync(again.Address, "select what from kept"));
    }

    [Fact]
    public async Task An_ephemeral_cluster_of_another_account_leaves_nothing_either()
    {
        var account = Environment.IsPrivilegedProcess ? "nobody" : Environment.UserName;
        var cluster = await Scratch.StartAsync(new PrivateClusterOptions { Ephemeral = true, Account = account });
        await cluster.DisposeAsync();
        Assert.False(Directory.Exists(cluster.Home));
        Assert.False(Directory.Exists(cluster.Address.Host));
    }

    [Fact]
    public async Task An_unknown_account_is_refused() => Assert.Contains(
        "nobody-of-this-name", await Scratch.FaultOfAsync(AsNobody with { Account = "nobody-of-this-name" }), StringComparison.Ordinal);

    [Fact]
    public async Task A_folder_that_the_account_does_not_reach_is_named_with_the_remedy()
    {
        File.SetUnixFileMode(_scratch.Folder, Scratch.Mine);
        if (!Environment.IsPrivilegedProcess)
        {
            await using var cluster = await _scratch.StartAsync();
            Assert.Equal(_scratch.Home, cluster.Home);
            return;
        }

        var fault = await Scratch.FaultOfAsync(AsNobody);
        Assert.Contains($"does not reach {_scratch.Home}", fault, StringComparison.Ordinal);
        Assert.Contains("chmod o+x", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_other_kind_of_account_gets_a_cluster_too()
    {
        string[] other = Environment.IsPrivilegedProcess
            ? ["unshare", "--user", "--map-user=65534", "--map-group=65534"]
            : ["unshare", "--user", "--map-root-user"];
        var line = Scratch.ThisProgram("--filter-trait", "account=any");
        var start = new ProcessStartInfo { RedirectStandardOutput = true };
        if (await SucceedsAsync([.. other, "true"]))
        {
            line = [.. other, .. line];
        }
        else
        {
            Assert.SkipUnless(
                Environment.IsPrivilegedProcess, "An ordinary account becomes root only in a user namespace, which is not allowed here.");
            start.UserName = "nobody";
        }

        start.FileName = line[0];
        line[1..].ToList().ForEach(start.ArgumentList.Add);
        using var tests = Process.Start(start)!;
        var output = await tests.StandardOutput.ReadToEndAsync(Token);
        await tests.WaitForExitAsync(Token);
        Assert.True(tests.ExitCode == 0, output);
        Assert.Matches(@"succeeded: [1-9]", output);
    }

    private static async Task<bool> SucceedsAsync(string[] line)
    {
        try
        {
            using var process = Process.Start(line[0], line[1..]);
            await process.WaitForExitAsync(Token);
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
