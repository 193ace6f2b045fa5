using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>What an import is to make of a dataset.</summary>
/// <param name="Dataset">The name of the dataset.</param>
/// <param name="Title">What it holds, in words.</param>
/// <param name="Licence">On what terms the numbers may be used.</param>
/// <param name="AddsUp">
/// Whether its tables list all that a reporter trades, as those of UN Comtrade do, so that groups and chapters are added up and partners tell what others do not report.
/// A dataset for which that was done keeps to it.
/// </param>
/// <param name="Replace">Whether it is to hold exactly these cells, rather than these in addition to what it holds.</param>
/// <param name="IsDry">Whether nothing is to be written, only told what would be.</param>
public sealed record ImportOrder(string Dataset, string Title, string Licence, bool AddsUp, bool Replace, bool IsDry);

/// <summary>What an import has done, or would have.</summary>
/// <param name="Cells">The exports and imports that the files hold.</param>
/// <param name="Written">Those of them that the dataset did not hold, or with another value.</param>
/// <param name="Removed">The exports and imports that the dataset held and holds no more.</param>
/// <param name="OtherEdition">Rows left out because their reporter's period is there in another edition of the Harmonized System.</param>
/// <param name="SameAgain">Rows that say the same as another.</param>
/// <param name="Contradicting">Rows that say something else about the same cell than another; none of them is loaded.</param>
/// <param name="Version">The version of the dataset afterwards; null where there is no such dataset.</param>
/// <param name="IsChanged">Whether anything was written, or would have been.</param>
public sealed record ImportOutcome(long Cells, long Written, long Removed, long OtherEdition, long SameAgain, long Contradicting, string? Version, bool IsChanged);

/// <summary>
/// Loads values of imported tables into a dataset: all or nothing. They stream into a staging table of this session, which is compared with what is there; until
/// <see cref="CompleteAsync"/> has ended nobody sees a difference, and whatever ends the program before leaves the dataset as it was.
/// </summary>
public sealed class ImportLoad : IAsyncDisposable
{
    private const int CellsAtOnce = 256;
    private const int MostWaiting = 16;

    private readonly TradeContext _context;
    private readonly IDbContextTransaction _transaction;
    private readonly NpgsqlConnection _connection;
    private readonly CellCopy _copy;

    // Whoever reads the files goes on reading while another thread sends what he has read.
    private readonly BlockingCollection<ImportedCell[]> _waiting = new(MostWaiting);
    private readonly Task _sending;
    private readonly List<ImportedCell> _read = new(CellsAtOnce);
    private bool _isSent;

    private ImportLoad(TradeContext context, IDbContextTransaction transaction, CellCopy copy)
    {
        (_context, _transaction, _connection, _copy) = (context, transaction, (NpgsqlConnection)context.Database.GetDbConnection(), copy);
        _sending = Task.Factory.StartNew(Send, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Begins an import; cells can be added.</summary>
    /// <exception cref="NpgsqlException">The database cannot be reached or refuses.</exception>
    public static async Task<ImportLoad> BeginAsync(Database database, CancellationToken cancellation)
    {
        var context = database.NewWritingContext();
        // A table of a hundred million rows takes its time.
        context.Database.SetCommandTimeout(0);
        var transaction = await context.Database.BeginTransactionAsync(cancellation);
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        await connection.RunAsync(ImportSql.Staging, cancellation);
        return new(context, transaction, await CellCopy.BeginAsync(connection, "staged", "state, edition, original, file, line, place", cancellation));
    }

    /// <summary>Adds a cell.</summary>
    /// <exception cref="NpgsqlException">The database has gone away.</exception>
    public void Add(ImportedCell cell)
    {
        _read.Add(cell);
        if (_read.Count == CellsAtOnce)
            HandOver();
    }

    /// <summary>Ends the import: compares the cells with what the dataset holds, and writes the difference.</summary>
    /// <param name="order">What is to be made of the dataset.</param>
    /// <param name="faulty">The files whose cells do not count.</param>
    /// <param name="describe">The commodities of some codes, with all that contain them, and those that the dataset has and keeps.</param>
    /// <param name="reject">Takes each row that contradicts another: file, line, character, reason.</param>
    /// <param name="cancellation">Ends the import; nothing is written.</param>
    /// <exception cref="NpgsqlException">The database has gone away or refuses; nothing is written.</exception>
    public async Task<ImportOutcome> CompleteAsync(
        ImportOrder order, IReadOnlyList<int> faulty, Func<IEnumerable<string>, IReadOnlyList<Commodity>, IReadOnlyList<Commodity>> describe, Action<int, long, int, string> reject, CancellationToken cancellation)
    {
        HandOver();
        _waiting.CompleteAdding();
        await _sending.WaitAsync(cancellation);
        await _copy.CompleteAsync(cancellation);
        _isSent = true;
        if (faulty.Count > 0)
            await RunAsync("delete from staged where file = any($1)", cancellation, faulty.ToArray());
        await Database.LockLoadsAsync(_connection, cancellation);
        var slot = await DatasetSlot.FindAsync(_connection, order.Dataset, cancellation);
        await RunAsync(ImportSql.Told, cancellation);
        await RunAsync(ImportSql.Chosen(order.Replace), cancellation, slot.Id);
        await RunAsync(ImportSql.Doubled, cancellation);
        var (rows, kept, doubled) = await CountsAsync(ImportSql.Counts, cancellation);
        var (cells, contradicting) = (rows, 0L);
        if (kept == rows && doubled == 0)
        {
            await RunAsync(ImportSql.AllCells, cancellation);
        }
        else
        {
            await RunAsync(ImportSql.Cells, cancellation);
            cells = await AskAsync<long>(ImportSql.CellCount, cancellation);
            contradicting = await RejectAsync(reject, cancellation);
        }
        var commodities = await CommoditiesAsync(slot.Id, order.Replace, describe, cancellation);
        if (slot.IsNew)
        {
            await RunAsync(ImportSql.AllNew, cancellation);
        }
        else
        {
            await RunAsync(ImportSql.Gone(slot, order.Replace), cancellation, slot.Id);
            await RunAsync(ImportSql.Changed(slot), cancellation);
        }
        var (written, removed, editions) = await CountsAsync(ImportSql.Differences, cancellation, slot.Id);
        var isChanged = written > 0 || removed > 0 || editions > 0 || commodities is not null;
        // A dataset of nothing is not made.
        var isWritten = !order.IsDry && isChanged && !(slot.IsNew && cells == 0);
        var version = slot.Version;
        if (isWritten)
            version = await WriteAsync(order, slot, commodities, cancellation);
        else
            await _transaction.RollbackAsync(cancellation);
        return new(cells, written, removed, rows - kept, kept - contradicting - cells, contradicting, version, isChanged);
    }

    /// <summary>Ends an import that was not completed: nothing is written.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_isSent)
            {
                _waiting.CompleteAdding();
                await _sending;
                await _copy.DisposeAsync();
            }
            await _transaction.DisposeAsync();
        }
        catch (Exception fault) when (fault is NpgsqlException or InvalidOperationException)
        {
            // The connection is gone, and the transaction with it.
        }
        await _context.DisposeAsync();
        _waiting.Dispose();
    }

    private void HandOver()
    {
        ImportedCell[] cells = [.. _read];
        _read.Clear();
        while (!_waiting.TryAdd(cells, TimeSpan.FromMilliseconds(100)))
        {
            // Nobody takes any more where sending has failed.
            if (_sending.IsFaulted)
                _sending.GetAwaiter().GetResult();
        }
    }

    private void Send()
    {
        foreach (var cells in _waiting.GetConsumingEnumerable())
        {
            foreach (var cell in cells)
            {
                _copy.StartRow(cell);
                _copy.Write(SentObservation.StateOf(cell.Number, Method.Published, isDisputed: false, hasMore: false));
                _copy.Write(cell.Edition);
                _copy.Write(cell.IsOriginal);
                _copy.Write(cell.File);
                _copy.Write(cell.Line);
                _copy.Write(cell.Column);
            }
        }
    }

    private async Task<long> RejectAsync(Action<int, long, int, string> reject, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(ImportSql.Contradictions, _connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var count = 0L;
        while (await reader.ReadAsync(cancellation))
        {
            count++;
            var cell = string.Join(' ', reader.GetString(4), reader.GetString(5), Words<Flow>.Of((Flow)reader.GetInt16(6)), reader.GetString(7), new Period(reader.GetInt16(8), reader.GetInt16(9)));
            var (here, least, most) = (reader.GetDecimal(3), reader.GetDecimal(10), reader.GetDecimal(11));
            var elsewhere = least == most ? "the same with other bounds" : (here == least ? most : least).ToString(CultureInfo.InvariantCulture);
            reject(reader.GetInt32(0), reader.GetInt64(1), reader.GetInt32(2), string.Create(CultureInfo.InvariantCulture, $"{here} here, but these files also say {elsewhere} for {cell}; neither is loaded"));
        }
        return count;
    }

    // The commodities that the dataset is to name; null where it names them already.
    private async Task<IReadOnlyList<Commodity>?> CommoditiesAsync(short id, bool replace, Func<IEnumerable<string>, IReadOnlyList<Commodity>, IReadOnlyList<Commodity>> describe, CancellationToken cancellation)
    {
        var codes = new List<string>();
        await using (var command = new NpgsqlCommand("select distinct commodity from cell", _connection) { CommandTimeout = 0 })
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
                codes.Add(reader.GetString(0));
        }
        var stored = (await _context.Commodities.Where(row => row.Dataset == id).ToListAsync(cancellation)).ConvertAll(row => new Commodity(row.Code, row.Name, row.Classification, row.Parent));
        var wanted = describe(codes, replace ? [] : stored);
        return wanted.SequenceEqual(stored.OrderBy(commodity => commodity.Code, StringComparer.Ordinal)) ? null : wanted;
    }

    private async Task<string> WriteAsync(ImportOrder order, DatasetSlot slot, IReadOnlyList<Commodity>? commodities, CancellationToken cancellation)
    {
        if (slot.IsNew)
        {
            _context.Add(new StoredDataset { Id = slot.Id, Name = order.Dataset, Title = order.Title, Version = "", Loaded = DateTimeOffset.UtcNow, Frequencies = [], Currencies = [], Licence = order.Licence });
            await _context.SaveChangesAsync(cancellation);
            await slot.OpenAsync(_connection, cancellation);
            await RunAsync(ImportSql.WithoutKeys, cancellation);
        }
        await RunAsync(ImportSql.Touched(slot), cancellation);
        // Asked before what was made is taken away.
        var addsUp = order.AddsUp || (!slot.IsNew && await AskAsync<bool>(ComputedSql.IsAddedUp(slot), cancellation));
        foreach (var statement in slot.IsNew ? [] : ImportSql.Delete(slot).Concat(ComputedSql.Clear(slot)))
            await RunAsync(statement, cancellation);
        await RunAsync(ImportSql.Insert(slot.Table), cancellation, slot.Id);
        foreach (var statement in ComputedSql.Make(slot, addsUp))
            await RunAsync(statement, cancellation);
        if (slot.IsNew)
            await slot.CloseAsync(_connection, cancellation);
        // Questions are planned by this one, from as many rows as PostgreSQL usually looks at.
        await RunAsync($"set local default_statistics_target = default; analyze {slot.Table}", cancellation);
        await RunAsync(Holdings.Count(slot), cancellation);
        await RunAsync("delete from tradestats.edition where dataset = $1", cancellation, slot.Id);
        await RunAsync("insert into tradestats.edition (dataset, reporter, period_start, period_months, edition, original) select $1, reporter, period_start, period_months, edition, original from chosen", cancellation, slot.Id);
        if (commodities is not null)
        {
            await _context.Commodities.Where(row => row.Dataset == slot.Id).ExecuteDeleteAsync(cancellation);
            _context.AddRange(commodities.Select(commodity => Rows.ToStored(commodity, slot.Id)));
            await _context.SaveChangesAsync(cancellation);
        }
        var version = await DescribeAsync(order, slot, cancellation);
        await RunAsync(DatasetSlot.Counted, cancellation);
        await _context.Database.ExecuteSqlAsync($"select pg_notify({Database.Channel}, {order.Dataset})", cancellation);
        // From here on it cannot be stopped: whoever is told that nothing was loaded must be able to rely on it.
        await _transaction.CommitAsync(CancellationToken.None);
        return version;
    }

    private async Task<string> DescribeAsync(ImportOrder order, DatasetSlot slot, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(ImportSql.Summary(slot.Table), _connection) { CommandTimeout = 0, Parameters = { new() { Value = slot.Id } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var (version, count) = (reader.GetString(0), reader.GetInt64(1));
        var first = count == 0 ? null : new Period(reader.GetInt32(2), reader.GetInt32(3)).ToString();
        var last = count == 0 ? null : new Period(reader.GetInt32(4) - reader.GetInt32(5), reader.GetInt32(5)).ToString();
        var (frequencies, currencies) = (reader.GetFieldValue<short[]>(6), reader.GetFieldValue<string[]>(7));
        await reader.DisposeAsync();
        await _context.Datasets.Where(row => row.Id == slot.Id).ExecuteUpdateAsync(
            row => row.SetProperty(dataset => dataset.Loaded, dataset => dataset.Version == version ? dataset.Loaded : DateTimeOffset.UtcNow)
                .SetProperty(dataset => dataset.Version, version).SetProperty(dataset => dataset.ObservationCount, count)
                .SetProperty(dataset => dataset.FirstPeriod, first).SetProperty(dataset => dataset.LastPeriod, last)
                .SetProperty(dataset => dataset.Frequencies, frequencies).SetProperty(dataset => dataset.Currencies, currencies)
                .SetProperty(dataset => dataset.Title, order.Title).SetProperty(dataset => dataset.Licence, order.Licence),
            cancellation);
        return version;
    }

    private async Task<T> AskAsync<T>(string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, _connection) { CommandTimeout = 0 };
        return (T)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private async Task<(long, long, long)> CountsAsync(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, _connection) { CommandTimeout = 0 };
        command.Parameters.AddRange(Array.ConvertAll(values, value => new NpgsqlParameter { Value = value }));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    private Task<int> RunAsync(string sql, CancellationToken cancellation, params object[] values) => _connection.RunAsync(sql, cancellation, values);
}
