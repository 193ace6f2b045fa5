using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TradeStats.Postgres;

namespace TradeStats.Benchmarks;

/// <summary>The PostgreSQL that is measured on, and the way of psql to it.</summary>
internal static class Surroundings
{
    /// <summary>Runs the private PostgreSQL of the program, which then is there for several programs at once, until the input ends.</summary>
    public static async Task RunClusterAsync()
    {
        await using var cluster = await PrivateCluster.StartAsync(new PrivateClusterOptions(), NullLogger.Instance, CancellationToken.None);
        Console.WriteLine(cluster.Address.ToConnectionString());
        await Console.In.ReadToEndAsync();
    }

    /// <summary>Prints a connection string as the variables that psql reads.</summary>
    public static void PrintForPsql(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        (string Name, string? Value)[] variables =
        [
            ("PGHOST", settings.Host), ("PGPORT", FormattableString.Invariant($"{settings.Port}")), ("PGDATABASE", settings.Database),
            ("PGUSER", settings.Username), ("PGPASSWORD", settings.Password),
        ];
        foreach (var (name, value) in variables.Where(variable => variable.Value is { Length: > 0 }))
            Console.WriteLine($"export {name}='{value!.Replace("'", @"'\''", StringComparison.Ordinal)}'");
    }
}
