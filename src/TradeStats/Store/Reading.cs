using System.Runtime.CompilerServices;
using Npgsql;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>The rows of one statement, read as they come, with the version of the dataset that they belong to. Dispose it to free the connection.</summary>
/// <typeparam name="T">The row.</typeparam>
public sealed class Reading<T> : IAsyncDisposable
{
    // As many rows as are read through sooner than PostgreSQL is told to stop.
    private const int FewRows = 1000;

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _command;
    private readonly NpgsqlDataReader _reader;
    private readonly Func<NpgsqlDataReader, T> _read;
    private readonly bool _isEmpty;
    private bool _isRead;

    private Reading(NpgsqlConnection connection, NpgsqlCommand command, NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, string version, bool isEmpty) =>
        (_connection, _command, _reader, _read, Version, _isEmpty) = (connection, command, reader, read, version, isEmpty);

    /// <summary>The version of the dataset in the snapshot that the rows come from.</summary>
    public string Version { get; }

    /// <summary>The rows, once.</summary>
    public async IAsyncEnumerable<T> RowsAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (_isEmpty)
            yield break;
        while (!_isRead)
        {
            yield return _read(_reader);
            try
            {
                _isRead = !await _reader.ReadAsync(cancellation);
            }
            catch
            {
                // Nothing more is to come.
                _isRead = true;
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            // Without being told, PostgreSQL would send the rest of an abandoned result to its end.
            if (!_isEmpty && !_isRead && !await IsEndedAsync())
                _command.Cancel();
            await _reader.DisposeAsync();
        }
        catch (NpgsqlException)
        {
            // That it was told to stop, or the failure that whoever read the rows has met already.
        }
        await _command.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task<bool> IsEndedAsync()
    {
        for (var row = 0; row < FewRows; row++)
        {
            if (!await _reader.ReadAsync())
                return true;
        }
        return false;
    }

    /// <summary>
    /// Runs a statement whose first column is the version, so that version and rows come from one snapshot, and whose second is null where there is no row. One that has no row
    /// at all cannot tell the version: that is asked for then.
    /// </summary>
    internal static async Task<Reading<T>> OpenAsync(
        NpgsqlDataSource connections, Dataset dataset, string sql, IEnumerable<NpgsqlParameter> parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        var connection = await connections.OpenConnectionAsync(cancellation);
        var command = new NpgsqlCommand(sql, connection);
        try
        {
            foreach (var parameter in parameters)
                command.Parameters.Add(parameter);
            var reader = await command.ExecuteReaderAsync(cancellation);
            if (await reader.ReadAsync(cancellation))
                return new(connection, command, reader, read, reader.GetString(0), reader.IsDBNull(1));
            await reader.DisposeAsync();
            await using var ask = new NpgsqlCommand($"select version from {TradeContext.Schema}.dataset where id = $1", connection) { Parameters = { new() { Value = dataset.Number } } };
            var version = await ask.ExecuteScalarAsync(cancellation) as string ?? throw new InvalidOperationException("The dataset of a checked question is not in the database.");
            return new(connection, command, reader, read, version, isEmpty: true);
        }
        catch
        {
            await command.DisposeAsync();
            await connection.DisposeAsync();
            throw;
        }
    }
}
