using System.Data;
using System.Runtime.CompilerServices;
using Npgsql;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>What readings of all rows have alike.</summary>
internal static class Reading
{
    /// <summary>The first column of a row in a statement that is read as its rows come; before it stands the version.</summary>
    public const int FirstColumn = 1;

    /// <summary>That the dataset of a question is not there, which the code lists say it is.</summary>
    public static InvalidOperationException Missing() => new("The dataset of a checked question is not in the database.");
}

/// <summary>The rows of a statement, or of several in turn, with the version of the dataset that they belong to. Dispose it to free the connection; more than once does no harm.</summary>
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

    /// <summary>Runs one statement, as the other overload runs several.</summary>
    internal static Task<Reading<T>> OpenAsync(
        NpgsqlDataSource connections, Dataset dataset, string sql, IReadOnlyList<NpgsqlParameter> parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellation) =>
        OpenAsync(connections, dataset, [(sql, parameters)], read, cancellation);

    /// <summary>
    /// Runs statements whose first column is the version, so that version and rows come from one snapshot, and whose second is never null. Where there is no row at all none can tell the
    /// version: that is asked for then. The rows are read as they come, those of one statement after those of the one before.
    /// </summary>
    internal static async Task<Reading<T>> OpenAsync(
        NpgsqlDataSource connections, Dataset dataset, IReadOnlyList<(string Sql, IReadOnlyList<NpgsqlParameter> Parameters)> statements, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        var connection = await connections.OpenConnectionAsync(cancellation);
        // Whoever asks has a limit of his own, until the first row: for the next ones the statement may take its time.
        var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        var isKept = false;
        try
        {
            // Several statements have one snapshot only so; the end of the connection ends it.
            if (statements.Count > 1)
                await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            foreach (var (sql, parameters) in statements)
            {
                var command = new NpgsqlBatchCommand(sql);
                foreach (var parameter in parameters)
                    command.Parameters.Add(parameter);
                batch.BatchCommands.Add(command);
            }
            var reader = await batch.ExecuteReaderAsync(cancellation);
            isKept = await reader.ReadAsync(cancellation) || await IsMoreAsync(reader, cancellation);
            if (isKept)
                return new Coming(reader.GetString(0), connection, batch, reader, read);
            await reader.DisposeAsync();
            await using var ask = new NpgsqlCommand($"select {SqlNames.VersionOf(dataset)}", connection) { CommandTimeout = 0 };
            return Of(await ask.ExecuteScalarAsync(cancellation) as string ?? throw Reading.Missing(), []);
        }
        finally
        {
            if (!isKept)
            {
                await batch.DisposeAsync();
                await connection.DisposeAsync();
            }
        }
    }

    // Behind the last row of a statement: whether another one has a row, which is read then.
    private static async Task<bool> IsMoreAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        while (await reader.NextResultAsync(cancellation))
        {
            if (await reader.ReadAsync(cancellation))
                return true;
        }
        return false;
    }

    private sealed class Whole(string version, IReadOnlyList<T> rows) : Reading<T>(version)
    {
        public override IAsyncEnumerable<T> RowsAsync(CancellationToken cancellation = default) => rows.ToAsyncEnumerable();

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Coming(string version, NpgsqlConnection connection, NpgsqlBatch batch, NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read) : Reading<T>(version)
    {
        // As many rows of one statement as are read through sooner than PostgreSQL is told to stop.
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
                    _isRead = !await reader.ReadAsync(cancellation) && !await IsMoreAsync(reader, cancellation);
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
                if (!_isRead && (batch.BatchCommands.Count > 1 || !await IsEndedAsync()))
                    batch.Cancel();
                await reader.DisposeAsync();
            }
            catch (NpgsqlException)
            {
                // That it was told to stop, or the failure that whoever read the rows has met already.
            }
            await batch.DisposeAsync();
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
