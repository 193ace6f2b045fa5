using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace TradeStats.Store;

/// <summary>
/// One PostgreSQL database: its connections, its tables and their migrations. Where the connection string names several servers, a primary and standbys that follow it,
/// questions are read where its <c>Target Session Attributes</c> say; whatever writes, locks or listens goes to the primary.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    /// <summary>The channel on which a load tells that a dataset has a new version.</summary>
    internal const string Channel = "tradestats_version";

    private const string History = "migration";

    // Any number will do as long as nothing else in the database locks by it.
    private const long LoadLock = 0x7261_6465_7374_6174;
    private const long MigrationLock = LoadLock + 1;

    // PostgreSQL's own words for: shut down, out of resources, no such database, accepts no connections, does not let us in.
    private static readonly string[] AwayStates = ["57P", "53", "3D000", "55000", "28"];

    private static readonly IReadOnlyList<string> Needed =
        [.. typeof(TradeContext).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Migration))).Select(type => type.GetCustomAttribute<MigrationAttribute>()!.Id)];

    // What EF Core itself would run needs a context of the database, whose first second a new database would wait for.
    private static readonly Lazy<string> WholeScript = new(() => ScriptAfter(null));

    private readonly NpgsqlConnectionStringBuilder _settings;
    private readonly NpgsqlDataSource _all;
    private readonly ConcurrentDictionary<(string Host, int Port), Lazy<Database>> _servers = new();

    // EF Core takes its time to begin with; where there is nothing for it to do it never begins.
    private readonly Lazy<DbContextOptions<TradeContext>> _options;
    private readonly Lazy<DbContextOptions<TradeContext>> _writingOptions;

    /// <summary>Prepares connections to a database; none is opened yet.</summary>
    /// <param name="connectionString">An Npgsql connection string; what it says wins over the settings made here.</param>
    public Database(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!settings.ShouldSerialize("Application Name"))
            settings.ApplicationName = "TradeStats";
        if (!settings.ShouldSerialize("Max Auto Prepare"))
            settings.MaxAutoPrepare = 50;
        // Most of what a question takes of PostgreSQL would be planning it anew for its own codes, and compiling it; the key is the way to all of them.
        if (!settings.ShouldSerialize("Options"))
            settings.Options = "-c plan_cache_mode=force_generic_plan -c jit=off";
        // Nothing here sets what a session would have to forget before its next question.
        if (!settings.ShouldSerialize("No Reset On Close"))
            settings.NoResetOnClose = true;
        // On a machine of few cores more connections only take turns; measured best there.
        if (!settings.ShouldSerialize("Maximum Pool Size"))
            settings.MaxPoolSize = 16;
        // An export reads millions of rows: eight times the usual buffer spares most of the waiting for the next piece.
        if (!settings.ShouldSerialize("Read Buffer Size"))
            settings.ReadBufferSize = 64 * 1024;
        _settings = settings;
        HasSeveralServers = settings.Host?.Contains(',', StringComparison.Ordinal) is true;
        if (HasSeveralServers)
        {
            // Npgsql takes the target of each data source, and refuses one in a string that several are made of.
            var target = settings.TargetSessionAttributes is { } words
                ? Enum.Parse<TargetSessionAttributes>(words.Replace("-", "", StringComparison.Ordinal), ignoreCase: true)
                : TargetSessionAttributes.Any;
            settings.TargetSessionAttributes = null;
            var all = new NpgsqlDataSourceBuilder(settings.ConnectionString).BuildMultiHost();
            (_all, Connections, Primary) = (all, all.WithTargetSession(target), all.WithTargetSession(TargetSessionAttributes.Primary));
        }
        else
        {
            _all = Connections = Primary = NpgsqlDataSource.Create(settings);
        }
        Shared = new(Connections);
        _options = new(() => OptionsOf(Connections));
        _writingOptions = HasSeveralServers ? new(() => OptionsOf(Primary)) : _options;
    }

    /// <summary>Whether the connection string names more than one server.</summary>
    public bool HasSeveralServers { get; }

    /// <summary>Connections to read by.</summary>
    internal NpgsqlDataSource Connections { get; }

    /// <summary>Where questions about one series are read together.</summary>
    internal SharedReads Shared { get; }

    /// <summary>Connections to write, lock and listen by; the same ones where there is one server.</summary>
    internal NpgsqlDataSource Primary { get; }

    internal TradeContext NewContext() => new(_options.Value);

    internal TradeContext NewWritingContext() => new(_writingOptions.Value);

    /// <summary>
    /// This database as one server has it, one that answers. Standbys follow the primary each in its own time: what is read there belongs together, what is read
    /// here and there may not.
    /// </summary>
    /// <exception cref="NpgsqlException">No server answers.</exception>
    public async Task<Database> AtOneServerAsync(CancellationToken cancellation)
    {
        if (!HasSeveralServers)
            return this;
        var (host, port) = await FindServerAsync(cancellation);
        return _servers.GetOrAdd((host, port), server => new(() => new(
            new NpgsqlConnectionStringBuilder(_settings.ConnectionString) { Host = server.Host, Port = server.Port, LoadBalanceHosts = false }.ConnectionString))).Value;
    }

    // A connection from the pool may be to a server that has gone: only asking tells, and makes Npgsql look for another from then on.
    private async Task<(string Host, int Port)> FindServerAsync(CancellationToken cancellation)
    {
        for (var others = _settings.Host!.Count(character => character == ','); ; others--)
        {
            try
            {
                await using var connection = await Connections.OpenConnectionAsync(cancellation);
                await using var command = new NpgsqlCommand("select 1", connection);
                await command.ExecuteScalarAsync(cancellation);
                return (connection.Host!, connection.Port);
            }
            catch (NpgsqlException) when (HasSeveralServers && cancellation.IsCancellationRequested)
            {
                // Looking through several hosts Npgsql takes being stopped for one more that does not answer.
                throw new OperationCanceledException(cancellation);
            }
            catch (NpgsqlException) when (others > 0)
            {
            }
        }
    }

    /// <summary>Whether <see cref="MigrateAsync"/> is to distribute the tables as <see cref="Distribution"/> says.</summary>
    public bool IsDistributed { get; init; }

    /// <summary>Brings the tables to the form that this program needs, and makes the database where there is none; several instances at once take turns.</summary>
    /// <exception cref="NpgsqlException">The database cannot be reached or refuses; its tables are as they were.</exception>
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        // A standby that lags sends us to the primary for nothing; one that is up to date serves while the primary is away.
        if (!IsDistributed && !Needed.Except(await AppliedAsync(Connections, cancellation)).Any())
            return;
        await using var turn = await OpenOrMakeAsync(cancellation);
        try
        {
            await turn.RunAsync($"select pg_advisory_lock({MigrationLock})", cancellation);
            var applied = await AppliedAsync(Primary, cancellation);
            if (Needed.Except(applied).Any())
            {
                await using var transaction = await turn.BeginTransactionAsync(cancellation);
                await turn.RunAsync(applied is [.., var last] ? ScriptAfter(last) : WholeScript.Value, cancellation);
                await transaction.CommitAsync(cancellation);
            }
            if (IsDistributed)
                await Distribution.ApplyAsync(turn, cancellation);
        }
        finally
        {
            // Not left to the pool, which lets go of nothing; where the wait for it was given up there may be none, which does no harm.
            await turn.RunAsync($"select pg_advisory_unlock({MigrationLock})", CancellationToken.None);
        }
    }

    /// <summary>Has EF Core write out the migrations of a new database, which takes it a second and needs none.</summary>
    public static void PrepareMigration() => _ = WholeScript.Value;

    /// <summary>Asks the database for nothing, to see whether it answers.</summary>
    /// <exception cref="NpgsqlException">It does not.</exception>
    public Task PingAsync(CancellationToken cancellation) => FindServerAsync(cancellation);

    /// <summary>Whether a failure means that the database cannot be used just now, and may be later.</summary>
    public static bool IsAway(Exception fault) => fault switch
    {
        PostgresException refused => refused.IsTransient || AwayStates.Any(state => refused.SqlState.StartsWith(state, StringComparison.Ordinal)),
        NpgsqlException or TimeoutException => true,
        _ => fault.InnerException is { } inner && IsAway(inner),
    };

    /// <summary>Whether a failure is one of the database or of the way to it.</summary>
    public static bool IsToBlame(Exception fault) => fault is NpgsqlException;

    private async Task<NpgsqlConnection> OpenOrMakeAsync(CancellationToken cancellation)
    {
        try
        {
            return await Primary.OpenConnectionAsync(cancellation);
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.InvalidCatalogName)
        {
            var beside = new NpgsqlConnectionStringBuilder(_settings.ConnectionString) { Database = "postgres", Pooling = false, TargetSessionAttributes = HasSeveralServers ? "primary" : null };
            await using var connection = new NpgsqlConnection(beside.ConnectionString);
            await connection.OpenAsync(cancellation);
            try
            {
                await connection.RunAsync($"create database {new NpgsqlCommandBuilder().QuoteIdentifier(_settings.Database!)}", cancellation);
            }
            catch (PostgresException made) when (made.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
            {
                // Another instance was first.
            }
            return await Primary.OpenConnectionAsync(cancellation);
        }
    }

    // The migrations that a database has had, in their order; none where it has no tables of ours, or there is no such database.
    private static async Task<IReadOnlyList<string>> AppliedAsync(NpgsqlDataSource connections, CancellationToken cancellation)
    {
        try
        {
            await using var command = connections.CreateCommand($"select array(select migration_id from {TradeContext.Schema}.{History} order by 1)");
            return (string[])(await command.ExecuteScalarAsync(cancellation))!;
        }
        catch (PostgresException nothing) when (nothing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.InvalidCatalogName)
        {
            return [];
        }
    }

    private static string ScriptAfter(string? migration)
    {
        using var nowhere = new TradeContext(OptionsOf(NpgsqlDataSource.Create("Host=none")));
        return nowhere.GetService<IMigrator>().GenerateScript(migration, options: MigrationsSqlGenerationOptions.Script | MigrationsSqlGenerationOptions.NoTransactions);
    }

    internal static Task LockLoadsAsync(NpgsqlConnection connection, CancellationToken cancellation) => connection.RunAsync($"select pg_advisory_xact_lock({LoadLock})", cancellation);

    private static DbContextOptions<TradeContext> OptionsOf(NpgsqlDataSource connections) => new DbContextOptionsBuilder<TradeContext>()
        .UseNpgsql(connections, npgsql => npgsql.MigrationsHistoryTable(History, TradeContext.Schema).CommandTimeout(0))
        .UseSnakeCaseNamingConvention()
        .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
        .Options;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values)
            await server.Value.DisposeAsync();
        await _all.DisposeAsync();
    }
}
