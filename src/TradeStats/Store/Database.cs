using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace TradeStats.Store;

/// <summary>One PostgreSQL database: its connections, its tables and their migrations.</summary>
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

    // EF Core takes its time to begin with; where there is nothing for it to do it never begins.
    private readonly Lazy<DbContextOptions<TradeContext>> _options;

    /// <summary>Prepares connections to a database; none is opened yet.</summary>
    /// <param name="connectionString">An Npgsql connection string; what it says wins over the settings made here.</param>
    public Database(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!settings.ShouldSerialize("Application Name"))
            settings.ApplicationName = "TradeStats";
        if (!settings.ShouldSerialize("Max Auto Prepare"))
            settings.MaxAutoPrepare = 50;
        // On a machine of few cores more connections only take turns; measured best there.
        if (!settings.ShouldSerialize("Maximum Pool Size"))
            settings.MaxPoolSize = 16;
        Connections = NpgsqlDataSource.Create(settings);
        _options = new(() => new DbContextOptionsBuilder<TradeContext>()
            .UseNpgsql(Connections, npgsql => npgsql.MigrationsHistoryTable(History, TradeContext.Schema))
            .UseSnakeCaseNamingConvention()
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options);
    }

    internal NpgsqlDataSource Connections { get; }

    internal TradeContext NewContext() => new(_options.Value);

    /// <summary>Brings the tables to the form that this program needs; several instances at once take turns.</summary>
    /// <exception cref="NpgsqlException">The database cannot be reached or refuses.</exception>
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        if (await IsUpToDateAsync(cancellation))
            return;
        await using var context = NewContext();
        var creator = context.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellation))
            await creator.CreateAsync(cancellation);
        // EF Core's own lock ends with each migration: of several instances all would go on to apply the second.
        await using var turn = await Connections.OpenConnectionAsync(cancellation);
        await using (var take = new NpgsqlCommand($"select pg_advisory_lock({MigrationLock})", turn) { CommandTimeout = 0 })
            await take.ExecuteNonQueryAsync(cancellation);
        try
        {
            if (!await IsUpToDateAsync(cancellation))
                await context.Database.MigrateAsync(cancellation);
        }
        finally
        {
            // Not left to the pool, which would let go of it only when the connection is used again.
            await using var leave = new NpgsqlCommand($"select pg_advisory_unlock({MigrationLock})", turn);
            await leave.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    /// <summary>Lets EF Core think its migrations through, which needs no database: the same takes a fraction afterwards.</summary>
    public static async Task RehearseMigrationAsync()
    {
        await using var nowhere = new Database("Host=none");
        await using var context = nowhere.NewContext();
        context.GetService<IMigrator>().GenerateScript();
    }

    /// <summary>Asks the database for nothing, to see whether it answers.</summary>
    /// <exception cref="NpgsqlException">It does not.</exception>
    public async Task PingAsync(CancellationToken cancellation)
    {
        await using var command = Connections.CreateCommand("select 1");
        await command.ExecuteScalarAsync(cancellation);
    }

    /// <summary>Whether a failure means that the database cannot be used just now, and may be later.</summary>
    public static bool IsAway(Exception fault) => fault switch
    {
        PostgresException refused => refused.IsTransient || AwayStates.Any(state => refused.SqlState.StartsWith(state, StringComparison.Ordinal)),
        NpgsqlException or TimeoutException => true,
        _ => fault.InnerException is { } inner && IsAway(inner),
    };

    /// <summary>Whether a failure is one of the database or of the way to it.</summary>
    public static bool IsToBlame(Exception fault) => fault is NpgsqlException;

    private async Task<bool> IsUpToDateAsync(CancellationToken cancellation)
    {
        var needed = typeof(TradeContext).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Migration))).Select(type => type.GetCustomAttribute<MigrationAttribute>()!.Id);
        try
        {
            await using var command = Connections.CreateCommand($"select string_agg(migration_id, ' ') from {TradeContext.Schema}.{History}");
            return await command.ExecuteScalarAsync(cancellation) is string applied && !needed.Except(applied.Split(' ')).Any();
        }
        catch (PostgresException nothing) when (nothing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.InvalidCatalogName)
        {
            return false;
        }
    }

    internal static async Task LockLoadsAsync(TradeContext context, CancellationToken cancellation) =>
        await context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({LoadLock})", cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Connections.DisposeAsync();
}
