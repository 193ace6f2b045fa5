using Npgsql;

namespace TradeStats.Store;

/// <summary>
/// The tables spread over the workers of a Citus cluster: observations by the area that reports, which is part of their primary key; all others, which are small, whole on
/// every worker. PostgreSQL must have the extension: <see cref="IsPossibleAsync"/> tells.
/// </summary>
public static class Distribution
{
    // A table comes after those that it refers to.
    private static readonly string[] Everywhere = ["dataset", "area", "commodity", "edition", "holding", "pair", "reconciliation", "source", "figure", "claim"];

    // Each does nothing where it is done already. Citus also knows tables that it has not distributed, for their references to others: these are told by their kind.
    private static IEnumerable<string> Statements =>
    [
        "create extension if not exists citus",
        .. Everywhere.Select(table => $"select create_reference_table('{TradeContext.Schema}.{table}') where not exists "
            + $"(select from pg_dist_partition where logicalrelid = '{TradeContext.Schema}.{table}'::regclass and partmethod = 'n' and repmodel = 't')"),
        $"select create_distributed_table('{TradeContext.Schema}.observation', 'reporter') where not exists "
            + $"(select from pg_dist_partition where logicalrelid = '{TradeContext.Schema}.observation'::regclass and partmethod = 'h')",
    ];

    /// <summary>Whether the database is there and its server has the extension to distribute tables by. Changes nothing.</summary>
    /// <exception cref="NpgsqlException">The server cannot be reached or refuses.</exception>
    public static async Task<bool> IsPossibleAsync(Database database, CancellationToken cancellation)
    {
        try
        {
            await using var command = database.Primary.CreateCommand("select exists (select from pg_available_extensions where name = 'citus')");
            return await command.ExecuteScalarAsync(cancellation) is true;
        }
        catch (PostgresException nothing) when (nothing.SqlState is PostgresErrorCodes.InvalidCatalogName)
        {
            return false;
        }
    }

    /// <summary>Distributes the tables that are not distributed yet: all of them or none.</summary>
    internal static async Task ApplyAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        foreach (var statement in Statements)
            await connection.RunAsync(statement, cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
