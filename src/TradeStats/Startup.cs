using System.Net.Sockets;
using TradeStats.Http;
using TradeStats.Postgres;
using TradeStats.Store;

namespace TradeStats;

/// <summary>What stands between the command line and serving: the database to use, the seeds in it, and plain words where that fails.</summary>
internal static class Startup
{
    /// <summary>The name of the connection string, as in <c>ConnectionStrings__TradeStats</c>.</summary>
    public const string ConnectionName = "TradeStats";

    /// <summary>The server that the settings name, else a private one; <paramref name="whenNew"/> is called before that is made for the first time, which takes a second or two.</summary>
    /// <exception cref="StartupException">Production, and the settings name no server.</exception>
    public static async Task<(string ConnectionString, PrivateCluster? Cluster)> FindServerAsync(
        IConfiguration settings, IHostEnvironment environment, Action whenNew, ILogger log, CancellationToken cancellation)
    {
        if (settings.GetConnectionString(ConnectionName) is { Length: > 0 } own)
            return (own, null);
        if (environment.IsProduction())
        {
            throw new StartupException("In Production TradeStats runs on a PostgreSQL of your own: name it in ConnectionStrings__TradeStats, "
                + "as Host=...;Database=...;Username=...;Password=.... For a private one set ASPNETCORE_ENVIRONMENT=Development.");
        }
        var cluster = await PrivateCluster.StartAsync(new PrivateClusterOptions { WhenNew = whenNew }, log, cancellation);
        return (cluster.Address.ToConnectionString(), cluster);
    }

    /// <summary>The name of the setting that has a Citus cluster distribute the tables.</summary>
    public const string DistributedSetting = "TRADESTATS_DISTRIBUTED";

    /// <summary>The database of a connection string.</summary>
    /// <exception cref="StartupException">The connection string or a setting cannot be read.</exception>
    public static Database Open(string connectionString, IConfiguration settings)
    {
        var isDistributed = settings[DistributedSetting] is { Length: > 0 } told
            && (bool.TryParse(told, out var wanted) ? wanted : throw new StartupException($"{DistributedSetting} is '{told}': give true, or leave it out."));
        try
        {
            return new(connectionString) { IsDistributed = isDistributed };
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or NotSupportedException)
        {
            throw new StartupException($"ConnectionStrings__{ConnectionName} cannot be read: {fault.Message} It is written as Host=...;Database=...;Username=...;Password=....");
        }
    }

    /// <summary>Refuses to distribute the tables where that cannot be done, before anything is changed.</summary>
    /// <exception cref="StartupException">The settings ask for it, and the server has not what it takes.</exception>
    public static async Task CheckAsync(Database database, CancellationToken cancellation)
    {
        if (database.IsDistributed && !await Distribution.IsPossibleAsync(database, cancellation))
        {
            throw new StartupException($"{DistributedSetting} asks for tables distributed by Citus, but the PostgreSQL in use has no such extension, or not the database yet. Nothing was changed. "
                + $"Install Citus on that server and its workers and make the database there, or leave {DistributedSetting} out.");
        }
    }

    /// <summary>A failure of the start in plain words with the remedy; null where it is none that a user can mend.</summary>
    public static string? InPlainWords(Exception fault, string urls) => fault switch
    {
        StartupException or PrivateClusterException or SettingException => fault.Message,
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } =>
            $"{urls} is in use, perhaps by another TradeStats. Stop that program, or choose another port: dotnet run --project src/TradeStats -- --urls http://localhost:5081",
        IOException { InnerException: SocketException refused } => $"{urls} cannot be listened on: {refused.Message}. Choose another with --urls.",
        _ when Database.IsToBlame(fault) => $"The PostgreSQL of ConnectionStrings__{ConnectionName} cannot be used: {fault.Message} Check that it runs, and the connection string.",
        _ => null,
    };
}

/// <summary>A failure of the start that a user can mend; the message says how.</summary>
/// <param name="message">What is wrong and what to do.</param>
internal sealed class StartupException(string message) : Exception(message);
