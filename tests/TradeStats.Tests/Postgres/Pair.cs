using System.Runtime.Versioning;
using Npgsql;
using TradeStats.Postgres;
using Xunit;

namespace TradeStats.Tests.Postgres;

/// <summary>A primary and a standby that follows it, both of the server programs on this machine, which can be killed and brought back.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class Pair : IAsyncLifetime
{
    private readonly Scratch _first = new();
    private readonly Scratch _second = new();
    private readonly Dictionary<ClusterAddress, string> _stopped = [];
    private PrivateCluster? _primary;
    private PrivateCluster? _standby;

    /// <summary>The server that is written to.</summary>
    public ClusterAddress Primary => _primary!.Address;

    /// <summary>The server that follows it.</summary>
    public ClusterAddress Standby => _standby!.Address;

    public async ValueTask InitializeAsync()
    {
        _primary = await _first.StartAsync(isFollowed: true);
        var folder = await Scratch.AskAsync(Primary, "select setting from pg_config where name = 'BINDIR'");
        Directory.CreateDirectory(_second.Home, Scratch.Passable);
        await Scratch.RunAsync($"{folder}/pg_basebackup", "-D", _second.Data, "-d", $"host={Primary.Host} user={Primary.User} password={Primary.Password}", "-R", "-X", "stream", "-c", "fast", "--no-sync");
        File.Copy(Path.Combine(_first.Home, "password"), Path.Combine(_second.Home, "password"));
        _standby = await _second.StartAsync(isFollowed: true);
        Assert.Equal(true, await Scratch.AskAsync(Standby, "select pg_is_in_recovery()"));
    }

    /// <summary>The connection string of a database of both; the primary is named first.</summary>
    /// <param name="database">The name of the database.</param>
    /// <param name="more">What else it says.</param>
    public string ConnectionString(string database, string more) => new NpgsqlConnectionStringBuilder((Primary with { Database = database }).ToConnectionString())
    {
        Host = $"{Primary.Host},{Standby.Host}",
        HostRecheckSeconds = 1,
    }.ConnectionString + ";" + more;

    /// <summary>Kills a server at once, which stays dead until it is revived.</summary>
    public async Task KillAsync(ClusterAddress server)
    {
        var postmaster = Scratch.Postmaster(DataOf(server));
        // Its supervisor would notice, and have it started again.
        var supervisor = (await Scratch.RunAsync("ps", "-o", "ppid=", "-p", postmaster)).Trim();
        await Scratch.RunAsync("kill", "-STOP", supervisor);
        _stopped[server] = supervisor;
        await Scratch.RunAsync("kill", "-KILL", postmaster);
    }

    /// <summary>Brings a killed server back; does nothing where it lives.</summary>
    public async Task ReviveAsync(ClusterAddress server)
    {
        if (!_stopped.Remove(server, out var supervisor))
            return;
        await Scratch.RunAsync("kill", "-CONT", supervisor);
        await Scratch.WaitForAsync(async () =>
        {
            try
            {
                return await Scratch.AskAsync(server, "select 1") is 1;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in new[] { _standby, _primary }.OfType<PrivateCluster>())
        {
            await ReviveAsync(server.Address);
            await server.DisposeAsync();
        }
        _first.Dispose();
        _second.Dispose();
    }

    private string DataOf(ClusterAddress server) => server == Primary ? _first.Data : _second.Data;
}
