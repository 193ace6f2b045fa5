using System.Runtime.CompilerServices;
using Npgsql;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>What readings of all rows have alike.</summary>
internal static class Reading
{
    /// <summary>The first column of a row in a statement that is read as its rows come; before it stands the version.</summary>
    public const int FirstColumn = 1;
}

/// <summary>The rows of one statement, with the version of the dataset that they belong to. Dispose it to free the connection; more than once does no harm.</summary>
/// <typeparam name="T">The row.</typeparam>
public abstract class Reading<T> : IAsyncDisposable
{
    private Reading(string version) => Version = version;

    /// <summary>The version of the dataset in the snapshot that the rows come from.</summary>
    public string Version { get; }

    /// <summary>The rows, once.</summary>
    public abstract IAsyncEnumerable<T> RowsAsync(CancellationToken cancellation = default);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Rows that are all there.</summary>
    internal static Reading<T> Of(string version, IReadOnlyList<T> rows) => new Whole(version, rows);

    /// <summary>
    /// Runs a statement whose first column is the version, so that version and rows come from one snapshot, and whose second is null where there is no row. One that has no row
    /// at all cannot tell the version: that is asked for then. The rows are read as they come.
    /// </summary>
    internal static async Task<Reading<T>> OpenAsync(
        NpgsqlDataSource connections, Dataset dataset, string sql, IEnumerable<NpgsqlParameter> parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        var connection = await connections.OpenConnectionAsync(cancellation);
        var command = new NpgsqlCommand(sql, connection);
        var isKept = false;
        try
        {
            foreach (var parameter in parameters)
                command.Parameters.Add(parameter);
            var reader = await command.ExecuteReaderAsync(cancellation);
            var version = await reader.ReadAsync(cancellation) ? reader.GetString(0) : null;
            isKept = version is not null && !reader.IsDBNull(Reading.FirstColumn);
            if (isKept)
                return new Coming(version!, connection, command, reader, read);
            await reader.DisposeAsync();
            if (version is null)
            {
                await using var ask = new NpgsqlCommand($"select {SqlNames.VersionOf(dataset)}", connection);
                version = await ask.ExecuteScalarAsync(cancellation) as string ?? throw Missing();
            }
            return Of(version, []);
        }
        finally
        {
            if (!isKept)
            {
                await command.DisposeAsync();
                await connection.DisposeAsync();
            }
        }
    }

    internal static InvalidOperationException Missing() => new("The dataset of a checked question is not in the database.");

    private sealed class Whole(string version, IReadOnlyList<T> rows) : Reading<T>(version)
    {
        public override IAsyncEnumerable<T> RowsAsync(CancellationToken cancellation = default) => rows.ToAsyncEnumerable();

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Coming(string version, NpgsqlConnection connection, NpgsqlCommand command, NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read) : Reading<T>(version)
    {
        // As many rows as are read through sooner than PostgreSQL is told to stop.
        private const int FewRows = 1000;

        private bool _isRead;
        private bool _isClosed;

        public override async IAsyncEnumerable<T> RowsAsync([EnumeratorCancellation] CancellationToken cancellation = default)
        {
            while (!_isRead)
            {
                yield return read(reader);
                try
                {
                    _isRead = !await reader.ReadAsync(cancellation);
                }
                catch
                {
                    // Nothing more is to come.
                    _isRead = true;
                    throw;
                }
            }
            // Who has all rows may read something else before he is done with them: he must not wait for a connection while he holds one.
            await DisposeAsync();
        }

        public override async ValueTask DisposeAsync()
        {
            // Npgsql gives a reader that is closed to the next who reads by the connection.
            if (_isClosed)
                return;
            _isClosed = true;
            try
            {
                // Without being told, PostgreSQL would send the rest of an abandoned result to its end.
                if (!_isRead && !await IsEndedAsync())
                    command.Cancel();
                await reader.DisposeAsync();
            }
            catch (NpgsqlException)
            {
                // That it was told to stop, or the failure that whoever read the rows has met already.
            }
            await command.DisposeAsync();
            await connection.DisposeAsync();
        }

        private async Task<bool> IsEndedAsync()
        {
            for (var row = 0; row < FewRows; row++)
            {
                if (!await reader.ReadAsync())
                    return true;
            }
            return false;
        }
    }
}
