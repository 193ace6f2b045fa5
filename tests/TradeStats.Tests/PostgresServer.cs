using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Testcontainers.PostgreSql;
using TradeStats.Postgres;
using TradeStats.Store;
using TradeStats.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace TradeStats.Tests;

/// <summary>
/// The PostgreSQL of a test run, found on first use: the one that <c>TRADESTATS_TEST_CONNECTION</c> names, else one in Docker, else one of the
/// binaries on this machine. Every database that it makes is gone after the run.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    /// <summary>Names a server of your own; its account must be allowed to make databases.</summary>
    public const string Variable = "TRADESTATS_TEST_CONNECTION";

    private readonly Lazy<Task<Found>> _found = new(FindAsync);
    private readonly Lazy<Task<string>> _template;
    private readonly Lazy<Task<Api>> _readers;
    private readonly ConcurrentBag<string> _databases = [];
    private readonly SemaphoreSlim _oneAtATime = new(1);

    public PostgresServer() => (_template, _readers) = (new(MakeTemplateAsync), new(StartReadersAsync));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The API that all tests share which write nothing.</summary>
    public Task<Api> ReadersAsync() => _readers.Value;

    /// <summary>A new database, migrated, with the shipped seeds loaded; its connection string.</summary>
    public async Task<string> NewLoadedDatabaseAsync() => await MakeAsync(await _template.Value);

    /// <summary>A new database with nothing in it; its connection string.</summary>
    public Task<string> NewEmptyDatabaseAsync() => MakeAsync("template0");

    /// <summary>The connection string of a database that is not there yet.</summary>
    public async Task<string> NoDatabaseAsync() => Named(NewName(), await _found.Value);

    /// <summary>Runs a statement on the server, outside the databases of tests.</summary>
    public async Task RunAsync(string statement)
    {
        await using var connection = new NpgsqlConnection((await _found.Value).ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The name of the database in a connection string, quoted for SQL.</summary>
    public static string NameIn(string connectionString) => $"\"{new NpgsqlConnectionStringBuilder(connectionString).Database}\"";

    /// <summary>Takes a database away: nobody may connect, and who is connected is cut off.</summary>
    public async Task TakeAwayAsync(string connectionString)
    {
        var name = NameIn(connectionString);
        await RunAsync($"alter database {name} allow_connections false");
        await RunAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name.Trim('"')}'");
    }

    /// <summary>Gives a database back that was taken away.</summary>
    public Task GiveBackAsync(string connectionString) => RunAsync($"alter database {NameIn(connectionString)} allow_connections true");

    public async ValueTask DisposeAsync()
    {
        if (_readers.IsValueCreated)
            await (await _readers.Value).DisposeAsync();
        if (_found.IsValueCreated)
        {
            foreach (var database in _databases)
                await RunAsync($"drop database if exists \"{database}\" with (force)");
            await using var server = (await _found.Value).Server;
        }
        _oneAtATime.Dispose();
    }

    private async Task<string> MakeTemplateAsync()
    {
        var connectionString = await MakeAsync("template0");
        await using var database = new Database(connectionString);
        await database.MigrateAsync(CancellationToken.None);
        await DatasetLoad.RunAsync(database, Contents.Shipped, CancellationToken.None);
        return new NpgsqlConnectionStringBuilder(connectionString).Database!;
    }

    private async Task<Api> StartReadersAsync() => await Api.StartAsync(await NewLoadedDatabaseAsync());

    private async Task<string> MakeAsync(string template)
    {
        var name = NewName();
        // PostgreSQL refuses to copy a template while another copy of it begins.
        await _oneAtATime.WaitAsync();
        try
        {
            await RunAsync($"create database \"{name}\" template \"{template}\" encoding 'UTF8'");
        }
        finally
        {
            _oneAtATime.Release();
        }
        return Named(name, await _found.Value);
    }

    private string NewName()
    {
        var name = $"tradestats_test_{Guid.NewGuid():n}";
        _databases.Add(name);
        return name;
    }

    // A server takes a hundred connections; each test that runs has a pool of its own.
    private static string Named(string name, Found server) =>
        new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name, Pooling = true, MaxPoolSize = 8 }.ConnectionString;

    private static async Task<Found> FindAsync()
    {
        var found = await FindOwnAsync() ?? await FindInDockerAsync() ?? await FindBinariesAsync();
        Console.WriteLine($"The tests use {found.Name}.");
        return found with { ConnectionString = new NpgsqlConnectionStringBuilder(found.ConnectionString) { Pooling = false }.ConnectionString };
    }

    private static Task<Found?> FindOwnAsync() => Task.FromResult(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } own
        ? new Found($"the PostgreSQL that {Variable} names", own, null)
        : null);

    // Whatever keeps Docker from answering, the machine may still have PostgreSQL itself.
    private static async Task<Found?> FindInDockerAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            var container = new PostgreSqlBuilder("postgres:17").WithCommand("-c", "fsync=off").Build();
            await container.StartAsync(limit.Token);
            return new("postgres:17 in Docker", container.GetConnectionString(), container);
        }
        catch (Exception fault)
        {
            Console.WriteLine($"No Docker here: {fault.Message.Split('\n')[0]}");
            return null;
        }
    }

    private static async Task<Found> FindBinariesAsync()
    {
        var cluster = await PrivateCluster.StartAsync(new PrivateClusterOptions { Ephemeral = true }, NullLogger.Instance, CancellationToken.None);
        return new("the PostgreSQL installed on this machine, in a temporary folder", cluster.Address.ToConnectionString(), cluster);
    }

    private sealed record Found(string Name, string ConnectionString, IAsyncDisposable? Server);
}
