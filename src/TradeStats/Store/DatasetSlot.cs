using Npgsql;

namespace TradeStats.Store;

/// <summary>
/// The place of one dataset: its number, and the part of the observation table that holds its rows alone, so that a new one is filled without a key to
/// keep up and one that goes takes nothing else with it.
/// </summary>
/// <param name="Id">The number of the dataset.</param>
/// <param name="Version">The version that the dataset has; null where there is none yet.</param>
internal sealed record DatasetSlot(short Id, string? Version)
{
    /// <summary>
    /// Tells the planner how few datasets there are, which PostgreSQL does not do of itself for so small a table: else each question goes to its version by the key, which takes
    /// longer than to look at all of them.
    /// </summary>
    public const string Counted = $"analyze {TradeContext.Schema}.dataset";

    private const string Key = "dataset, reporter, partner, flow, commodity, period_start, period_months, currency, measure, against, known_from";

    /// <summary>Whether the dataset has no rows and no part of the table yet.</summary>
    public bool IsNew => Version is null;

    /// <summary>The table of its observations.</summary>
    public string Table => SqlNames.Observations(Id);

    /// <summary>Its rows, to be read: told with the dataset, as the key begins, without which no part of the key is of use.</summary>
    public string Rows => $"(select * from {Table} where dataset = {Id})";

    /// <summary>The place of a dataset of some name; a number that no other has where there is none yet. The caller holds the lock of loads.</summary>
    public static async Task<DatasetSlot> FindAsync(NpgsqlConnection connection, string dataset, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"select d.id, d.version, n.next from (select coalesce(max(id), 0) + 1 as next from {TradeContext.Schema}.dataset) n left join {TradeContext.Schema}.dataset d on d.name = $1", connection);
        command.Parameters.AddWithValue(dataset);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return reader.IsDBNull(0) ? new((short)reader.GetInt32(2), null) : new(reader.GetInt16(0), reader.GetString(1));
    }

    /// <summary>Makes the table of a new dataset, without a key: it can be filled, but no question sees it.</summary>
    public Task OpenAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.RunAsync($"create table {Table} (like {TradeContext.Schema}.observation, constraint observation_{Id}_dataset check (dataset = {Id}))", cancellation);

    /// <summary>Gives the filled table its key and makes it part of the observations; readers of other datasets do not wait.</summary>
    public Task CloseAsync(NpgsqlConnection connection, CancellationToken cancellation) => connection.RunAsync($"""
        alter table {Table} add constraint pk_observation_{Id} primary key ({Key});
        alter table {TradeContext.Schema}.observation attach partition {Table} for values in ({Id});
        alter table {Table} drop constraint observation_{Id}_dataset
        """, cancellation);
}
