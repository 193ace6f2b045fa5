using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Npgsql;
using NpgsqlTypes;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>Everything that a dataset is to hold after a load, with the code lists that come with it.</summary>
/// <param name="Id">The name of the dataset.</param>
/// <param name="Title">What it holds, in words.</param>
/// <param name="Licence">On what terms the numbers may be used.</param>
/// <param name="Areas">All areas.</param>
/// <param name="Commodities">All commodities.</param>
/// <param name="Sources">The documents behind the figures.</param>
/// <param name="Figures">The figures as published.</param>
/// <param name="Observations">What the dataset holds for each cell, with the days on which it did.</param>
/// <param name="Checks">What adds up and what does not, with the days on which it did.</param>
public sealed record DatasetContent(
    string Id,
    string Title,
    string Licence,
    IReadOnlyList<Area> Areas,
    IReadOnlyList<Commodity> Commodities,
    IReadOnlyList<Source> Sources,
    IReadOnlyList<Figure> Figures,
    IReadOnlyList<Observation> Observations,
    IReadOnlyList<Check> Checks)
{
    /// <summary>Twelve hexadecimal digits of the SHA-256 of the content.</summary>
    public string Version => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, Plain)))[..12];

    /// <summary>A digest of what the content was made from, so that a start need not make it again to see that nothing has changed; null where nobody knows.</summary>
    [JsonIgnore]
    public string? MadeFrom { get; init; }

    private static readonly JsonSerializerOptions Plain = new() { IgnoreReadOnlyProperties = true };
}

/// <summary>Replaces the content of a dataset: all of it or nothing, one load at a time, and nothing at all where it has not changed.</summary>
public static class DatasetLoad
{
    /// <summary>The version of a dataset and the numbers of its figures and sources, where it was made from the same; null where it was not, or there is none.</summary>
    public static async Task<(string Version, long Figures, long Sources)?> FindAsync(Database database, string id, string madeFrom, CancellationToken cancellation)
    {
        await using var command = database.Connections.CreateCommand(
            $"select d.version, d.figure_count, (select count(*) from {TradeContext.Schema}.source s where s.dataset = d.id) from {TradeContext.Schema}.dataset d where d.name = $1 and d.made_from = $2");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = madeFrom });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? (reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2)) : null;
    }

    /// <summary>Loads a dataset. Readers see the content before or after, whole.</summary>
    /// <returns>Whether anything was written; false where the database held this version already.</returns>
    /// <exception cref="NpgsqlException">The database cannot be reached or refuses; it keeps what it had.</exception>
    public static async Task<bool> RunAsync(Database database, DatasetContent content, CancellationToken cancellation)
    {
        await using var connection = await database.Primary.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Database.LockLoadsAsync(connection, cancellation);
        var slot = await DatasetSlot.FindAsync(connection, content.Id, cancellation);
        var (id, version) = (slot.Id, content.Version);
        if (slot.Version == version)
        {
            if (content.MadeFrom is { } madeFrom)
            {
                await connection.RunAsync($"update {TradeContext.Schema}.dataset set made_from = $2 where id = $1", cancellation, id, madeFrom);
                await transaction.CommitAsync(cancellation);
            }
            return false;
        }
        // Each before the one that it refers to.
        foreach (var table in (string[])["observation", "claim", "figure", "source", "commodity"])
            await connection.RunAsync($"delete from {TradeContext.Schema}.{table} where dataset = $1", cancellation, id);
        await connection.RunAsync($"delete from {TradeContext.Schema}.dataset where id = $1", cancellation, id);
        await connection.RunAsync($"delete from {TradeContext.Schema}.area", cancellation);

        var types = StoredJson.Default;
        await AddAsync(connection, "dataset", [Describe(id, content, version)], types.IEnumerableStoredDataset, cancellation);
        await AddAsync(connection, "area", content.Areas.Select(Rows.ToStored), types.IEnumerableStoredArea, cancellation);
        await AddAsync(connection, "commodity", content.Commodities.Select(commodity => Rows.ToStored(commodity, id)), types.IEnumerableStoredCommodity, cancellation);
        await AddAsync(connection, "source", content.Sources.Select(source => Rows.ToStored(source, id)), types.IEnumerableStoredSource, cancellation);
        await AddAsync(connection, "figure", content.Figures.Select(figure => Rows.ToStored(figure, id)), types.IEnumerableStoredFigure, cancellation);
        await AddAsync(connection, "claim", content.Checks.Select(check => Rows.ToStored(check, id)), types.IEnumerableStoredCheck, cancellation);
        if (slot.IsNew)
            await slot.OpenAsync(connection, cancellation);
        await CopyAsync(connection, slot, content.Observations, cancellation);
        if (slot.IsNew)
            await slot.CloseAsync(connection, cancellation);
        await connection.RunAsync(Holdings.Count(slot), cancellation);
        await connection.RunAsync(DatasetSlot.Counted, cancellation);
        await connection.RunAsync("select pg_notify($1, $2)", cancellation, Database.Channel, content.Id);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private static StoredDataset Describe(short id, DatasetContent content, string version)
    {
        var values = content.Observations.Where(observation => observation is { Measure: Measure.Value, IsDerived: false, KnownUntil: null }).ToList();
        return new()
        {
            Id = id,
            Name = content.Id,
            Title = content.Title,
            Version = version,
            Loaded = DateTimeOffset.UtcNow,
            ObservationCount = values.Count,
            FigureCount = content.Figures.Count,
            FirstPeriod = values.Count == 0 ? null : values.Min(observation => observation.Period).ToString(),
            LastPeriod = values.Count == 0 ? null : values.MaxBy(observation => (observation.Period.End, observation.Period.Months))!.Period.ToString(),
            Frequencies = [.. values.Select(observation => (short)observation.Period.Frequency).Distinct().Order()],
            Currencies = [.. values.Select(observation => observation.Currency).Distinct().Order(StringComparer.Ordinal)],
            Licence = content.Licence,
            MadeFrom = content.MadeFrom,
        };
    }

    // EF Core would take a second to begin with, which a new database would wait for.
    private static Task<int> AddAsync<T>(NpgsqlConnection connection, string table, IEnumerable<T> rows, JsonTypeInfo<IEnumerable<T>> type, CancellationToken cancellation) => connection.RunAsync(
        $"insert into {TradeContext.Schema}.{table} select * from jsonb_populate_recordset(null::{TradeContext.Schema}.{table}, $1::jsonb)", cancellation, JsonSerializer.Serialize(rows, type));

    private static async Task CopyAsync(NpgsqlConnection connection, DatasetSlot slot, IReadOnlyList<Observation> observations, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {slot.Table} (dataset, reporter, partner, flow, commodity, period_start, period_months, currency, measure, against, "
            + "number, low, high, qualifier, method, disputed, figures, origin, basis, sum_of, parts, missing, known_from, known_until, state) from stdin (format binary)", cancellation);
        foreach (var observation in observations)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(slot.Id, NpgsqlDbType.Smallint, cancellation);
            await copy.WriteAsync(observation.Series.Reporter, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(observation.Series.Partner, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync((short)observation.Series.Flow, NpgsqlDbType.Smallint, cancellation);
            await copy.WriteAsync(observation.Series.Commodity, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync((short)observation.Period.Start, NpgsqlDbType.Smallint, cancellation);
            await copy.WriteAsync((short)observation.Period.Months, NpgsqlDbType.Smallint, cancellation);
            await copy.WriteAsync(observation.Currency, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync((short)observation.Measure, NpgsqlDbType.Smallint, cancellation);
            await copy.WriteAsync(observation.Against, NpgsqlDbType.Text, cancellation);
            await WriteAsync(copy, observation.Number.Number, NpgsqlDbType.Numeric, cancellation);
            await WriteAsync(copy, observation.Number.Low, NpgsqlDbType.Numeric, cancellation);
            await WriteAsync(copy, observation.Number.High, NpgsqlDbType.Numeric, cancellation);
            await copy.WriteAsync((short)observation.Number.Qualifier, NpgsqlDbType.Smallint, cancellation);
            await copy.WriteAsync((short)observation.Method, NpgsqlDbType.Smallint, cancellation);
            await copy.WriteAsync(observation.Disputed, NpgsqlDbType.Boolean, cancellation);
            await copy.WriteAsync(observation.Figures.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text, cancellation);
            await WriteAsync(copy, (short?)observation.Origin, NpgsqlDbType.Smallint, cancellation);
            await (observation.Basis is { } basis ? copy.WriteAsync(basis, NpgsqlDbType.Text, cancellation) : copy.WriteNullAsync(cancellation));
            await WriteAsync(copy, (short?)observation.SumOf, NpgsqlDbType.Smallint, cancellation);
            await WriteAsync(copy, (short?)observation.Parts, NpgsqlDbType.Smallint, cancellation);
            await (observation.Missing is { Count: > 0 } missing ? copy.WriteAsync(missing.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text, cancellation) : copy.WriteNullAsync(cancellation));
            await copy.WriteAsync(observation.KnownFrom, NpgsqlDbType.Date, cancellation);
            await WriteAsync(copy, observation.KnownUntil, NpgsqlDbType.Date, cancellation);
            // Figures are stored as a list, if of none.
            await copy.WriteAsync(SentObservation.StateOf(observation.Number, observation.Method, observation.Disputed, hasMore: true), NpgsqlDbType.Smallint, cancellation);
        }
        await copy.CompleteAsync(cancellation);
    }

    private static Task WriteAsync<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type, CancellationToken cancellation) where T : struct =>
        value is { } known ? copy.WriteAsync(known, type, cancellation) : copy.WriteNullAsync(cancellation);
}
