using System.Diagnostics;

namespace TradeStats.Postgres;

/// <summary>
/// A PostgreSQL that belongs to this process: made on first use, started, started again when it dies, and stopped with the process,
/// even where the process is killed.
/// </summary>
public sealed partial class PrivateCluster : IAsyncDisposable
{
    private const string User = "tradestats";
    private const int Port = 5432;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    private readonly PrivateClusterOptions _options;
    private readonly ILogger _log;
    private readonly Account _account;
    private readonly Binaries _binaries;
    private readonly ClusterHome _home;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _once = new();
    private Supervised? _server;
    private Task _watch = Task.CompletedTask;
    private Task? _stopped;

    private PrivateCluster(
        PrivateClusterOptions options, ILogger log, Account account, Binaries binaries, ClusterHome home, string password)
    {
        (_options, _log, _account, _binaries, _home) = (options, log, account, binaries, home);
        var sockets = Path.Combine(TemporaryFolder(account), $"tradestats-{ClusterHome.Random()}");
        Address = new ClusterAddress(sockets, Port, User, password, "postgres");
    }

    /// <summary>Where the cluster listens. It stays the same when PostgreSQL has to be started again.</summary>
    public ClusterAddress Address { get; }

    /// <summary>The folder that holds the cluster, its password, its lock and its log.</summary>
    public string Home => _home.Folder;

    /// <summary>Starts a cluster, and makes it first where there is none.</summary>
    /// <param name="options">How it is to run.</param>
    /// <param name="log">Takes a line for each start and each death.</param>
    /// <param name="cancellationToken">Gives up the start and leaves nothing half-made behind.</param>
    /// <returns>A cluster that accepts connections.</returns>
    /// <exception cref="PrivateClusterException">It cannot run; the message says why and what to do.</exception>
    /// <exception cref="OperationCanceledException">The start was given up.</exception>
    public static async Task<PrivateCluster> StartAsync(PrivateClusterOptions options, ILogger log, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PrivateClusterException(
                $"On Windows TradeStats does not run a PostgreSQL of its own. Use docker compose, or {PrivateClusterException.OwnServer}.");
        }

        var watch = Stopwatch.StartNew();
        var account = await Account.ChooseAsync(options.Account, cancellationToken);
        var folder = options.Ephemeral
            ? Path.Combine(TemporaryFolder(account), $"tradestats-home-{ClusterHome.Random()}")
            : Path.GetFullPath(options.Home ?? Variable("TRADESTATS_HOME") ?? ClusterHome.DefaultFor(account));
        try
        {
            var asked = options.Binaries ?? Variable("TRADESTATS_PG_BIN");
            var binaries = await Binaries.FindAsync(asked, ClusterHome.DataOf(folder), ClusterHome.VersionOf(folder), cancellationToken);
            var home = await ClusterHome.OpenAsync(folder, account, cancellationToken);
            try
            {
                if (ClusterHome.VersionOf(folder) is null)
                {
                    options.WhenNew?.Invoke();
                    await MakeAsync(home, account, binaries, options.Ephemeral, cancellationToken);
                }

                var cluster = new PrivateCluster(options, log, account, binaries, home, await home.ReadPasswordAsync(cancellationToken));
                await cluster.StartServerAsync(cancellationToken);
                cluster._watch = cluster.WatchAsync();
                cluster.LogStarted(binaries.Major, home.Data, watch.ElapsedMilliseconds);
                return cluster;
            }
            catch
            {
                home.Dispose();
                throw;
            }
        }
        catch (Exception e)
        {
            if (options.Ephemeral && Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            if (e is IOException or UnauthorizedAccessException)
            {
                throw new PrivateClusterException(
                    $"The folder {folder} cannot be used for the database: {e.Message} "
                    + "Make it writable and see that its disk has room, or set TRADESTATS_HOME to another folder, "
                    + $"or {PrivateClusterException.OwnServer}.",
                    e);
            }

            throw;
        }
    }

    /// <summary>
    /// Ends all connections and stops PostgreSQL: at once as a rule, within half a minute at the worst. An ephemeral cluster is removed.
    /// Further calls wait for the first.
    /// </summary>
    public Task StopAsync()
    {
        lock (_once)
        {
            return _stopped ??= StopOnceAsync();
        }
    }

    /// <summary>The same as <see cref="StopAsync"/>.</summary>
    public async ValueTask DisposeAsync() => await StopAsync();

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    // The path of a socket must stay under 104 bytes, commas separate hosts, and another account reaches only /tmp for certain.
    private static string TemporaryFolder(Account account)
    {
        var folder = Path.GetTempPath();
        return account.SwitchTo is null && folder.Length <= 50 && !folder.Contains(',', StringComparison.Ordinal) ? folder : "/tmp";
    }

    // Under a name of its own until it is whole: a half-made cluster is never taken for one, nor in the way of the next attempt.
    private static async Task MakeAsync(
        ClusterHome home, Account account, Binaries binaries, bool ephemeral, CancellationToken cancellationToken)
    {
        await home.RenewPasswordAsync(cancellationToken);
        var unfinished = home.NewUnfinished();
        string[] locale = binaries.Major >= 17 ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            : OperatingSystem.IsMacOS() ? ["--locale=C", "--lc-ctype=UTF-8"]
            : ["--locale=C.UTF-8"];
        string[] line =
        [
            binaries.Initdb, "-D", unfinished, $"--username={User}", "--auth=scram-sha-256", $"--pwfile={home.PasswordFile}",
            "--encoding=UTF8", .. locale, .. ephemeral ? ["--no-sync"] : Array.Empty<string>(),
        ];
        Supervised? initdb = null;
        try
        {
            await account.OwnAsync([unfinished, home.PasswordFile], cancellationToken);
            initdb = Supervised.Start(account, home.Log, null, null, line);
            await initdb.Ended.WaitAsync(cancellationToken);
            if (initdb.Code != 0)
            {
                throw new PrivateClusterException($"PostgreSQL could not make a cluster in {home.Folder}: {home.LastWords()}");
            }

            Directory.Move(unfinished, home.Data);
        }
        catch
        {
            await (initdb?.StopAsync() ?? Task.CompletedTask);
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }

            throw;
        }
        finally
        {
            initdb?.Dispose();
        }
    }

    private async Task StartServerAsync(CancellationToken cancellationToken)
    {
        await PostmasterFile.EndPreviousAsync(_home.Data, cancellationToken);
        if (Directory.Exists(Address.Host))
        {
            Directory.Delete(Address.Host, recursive: true);
        }

        var scratch = _options.Ephemeral ? _home.Folder : null;
        var server = Supervised.Start(_account, _home.Log, Address.Host, scratch, [_binaries.Postgres, .. Arguments()]);
        try
        {
            var waited = Stopwatch.StartNew();
            for (var said = false; !PostmasterFile.IsReady(_home.Data);)
            {
                await Task.WhenAny(server.Ended, Task.Delay(20, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
                if (server.Ended.IsCompleted)
                {
                    throw new PrivateClusterException(
                        $"PostgreSQL does not start on {_home.Data}: {_home.LastWords()} (more in {_home.Log})");
                }

                if (!said && waited.Elapsed > TimeSpan.FromSeconds(10))
                {
                    said = true;
                    LogRecovering(_home.Log);
                }
            }

            _server = server;
        }
        catch
        {
            await server.StopAsync();
            server.Dispose();
            throw;
        }
    }

    private string[] Arguments()
    {
        string[] settings =
        [
            "listen_addresses=", $"unix_socket_directories={Address.Host}", "unix_socket_permissions=0700", $"port={Port}",
            "shared_buffers=256MB", "max_wal_size=4GB",
            "logging_collector=off", "log_destination=stderr", "log_checkpoints=off",

            // The application reports the errors of its own statements; the log is for the server's.
            "log_min_messages=log",
            .. _options.Ephemeral ? ["fsync=off", "synchronous_commit=off", "full_page_writes=off"] : Array.Empty<string>(),
            .. _options.IsFollowed ? [] : (string[])["wal_level=minimal", "max_wal_senders=0"],
        ];
        return ["-D", _home.Data, .. settings.SelectMany(setting => new[] { "-c", setting })];
    }

    private async Task WatchAsync()
    {
        var pause = FirstPause;
        while (true)
        {
            var since = Stopwatch.GetTimestamp();
            try
            {
                if (_server is { } server)
                {
                    await server.Ended.WaitAsync(_stopping.Token);
                    pause = Stopwatch.GetElapsedTime(since) > Settled ? FirstPause : pause;
                    LogDied(server.Code, pause.TotalSeconds, _home.Log);
                    _server = null;
                    server.Dispose();
                }

                await Task.Delay(pause, _stopping.Token);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                await StartServerAsync(_stopping.Token);
                LogRestarted();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e) when (e is PrivateClusterException or IOException or UnauthorizedAccessException)
            {
                LogStillDead(e.Message, pause.TotalSeconds);
            }
        }
    }

    private async Task StopOnceAsync()
    {
        await _stopping.CancelAsync();
        await _watch;
        if (_server is { } server)
        {
            await server.StopAsync();
            server.Dispose();
        }

        _home.Dispose();
        _stopping.Dispose();
        if (_options.Ephemeral && Directory.Exists(_home.Folder))
        {
            Directory.Delete(_home.Folder, recursive: true);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "PostgreSQL {Version} runs on {Data}, started in {Milliseconds} ms.")]
    private partial void LogStarted(int version, string data, long milliseconds);

    [LoggerMessage(2, LogLevel.Information, "PostgreSQL is still starting: it recovers from a sudden end. See {File}.")]
    private partial void LogRecovering(string file);

    [LoggerMessage(3, LogLevel.Error, "PostgreSQL ended with {Code} by itself; it is started again in {Seconds} s. See {File}.")]
    private partial void LogDied(int code, double seconds, string file);

    [LoggerMessage(4, LogLevel.Information, "PostgreSQL runs again.")]
    private partial void LogRestarted();

    [LoggerMessage(5, LogLevel.Error, "{Fault} The next attempt is in {Seconds} s.")]
    private partial void LogStillDead(string fault, double seconds);
}
