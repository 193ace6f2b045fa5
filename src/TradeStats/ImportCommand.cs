using System.Diagnostics;
using TradeStats.Imports;
using TradeStats.Store;
using TradeStats.Trade;

namespace TradeStats;

/// <summary>The import of tables from the command line: files to cells to a dataset.</summary>
public sealed class ImportCommand : IDisposable
{
    private const string ComtradeTitle = "Exports and imports of goods from tables of UN Comtrade";

    private const string ComtradeLicence = "The numbers come from UN Comtrade (https://comtradeplus.un.org), under the terms of use of the United Nations, which limit passing them on.";

    private const string CsvTitle = "Trade values from CSV";

    private const string CsvLicence = "Those of the dataset that the CSV was exported from, which it does not tell.";

    private static readonly TimeSpan ToStop = TimeSpan.FromSeconds(5);

    private readonly ImportArguments _arguments;
    private readonly ImportConsole _console;
    private readonly RejectedFile _rejected;
    private readonly FileList _list = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _told;
    private long _faulty;
    private long _leftOut;
    private bool _isWritten;
    private bool _addsUp;

    private ImportCommand(ImportArguments arguments, TextWriter output, bool isTerminal) =>
        (_arguments, _console, _rejected) = (arguments, new(output, isTerminal), new(arguments.RejectedFile));

    /// <summary>Runs the import.</summary>
    /// <param name="database">The database, migrated, with the areas loaded.</param>
    /// <param name="arguments">What to import.</param>
    /// <param name="output">Where progress and report go.</param>
    /// <param name="isTerminal">Whether one line there can be written again and again.</param>
    /// <param name="cancellation">Ends it; the dataset is then as it was.</param>
    /// <returns>The exit code: 0 where all is loaded, 1 where a row or file is rejected, or the dataset was kept although it was to be replaced.</returns>
    /// <exception cref="StartupException">The list of what is rejected cannot be written; the message says whether anything was loaded.</exception>
    /// <exception cref="OperationCanceledException">It was ended; nothing was loaded.</exception>
    public static async Task<int> RunAsync(Database database, ImportArguments arguments, TextWriter output, bool isTerminal, CancellationToken cancellation)
    {
        var running = Task.Run(RunAsync, CancellationToken.None);
        await Task.WhenAny(running, Task.Delay(Timeout.Infinite, cancellation));
        // A file that does not come, as a pipe that nobody writes to, cannot be told to stop; the transaction ends with the program.
        await Task.WhenAny(running, Task.Delay(ToStop, CancellationToken.None));
        return running.IsCompleted ? await running : throw new OperationCanceledException(cancellation);

        async Task<int> RunAsync()
        {
            using var command = new ImportCommand(arguments, output, isTerminal);
            try
            {
                return await command.RunAsync(database, cancellation);
            }
            catch (RejectedFile.Unwritable fault)
            {
                throw new StartupException($"{fault.Message} {(command._isWritten ? "All that could be is loaded" : "Nothing was loaded")}. Name another file with --rejected.");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rejected.Dispose();
        _list.Dispose();
    }

    private async Task<int> RunAsync(Database database, CancellationToken cancellation)
    {
        var catalogue = await CuratedReads.CatalogueAsync(database, cancellation);
        await using var load = await ImportLoad.BeginAsync(database, cancellation);
        await using var comparison = _arguments.Kind is ImportKind.Csv ? await ComputedComparison.BeginAsync(database, cancellation) : null;
        var files = comparison is null
            ? TableFiles.OfComtrade(catalogue.Areas, load.Add, Reject) : TableFiles.OfTotals(catalogue.Areas, catalogue.Commodities, load.Add, Compare, Reject);
        await ReadAsync(files, cancellation);
        var readIn = _clock.Elapsed;
        // A dataset that is to hold exactly what the files hold must not lose what a damaged file would have held.
        var isKept = _arguments.Replace && (_faulty > 0 || files.Accepted == _leftOut);
        _console.Say($"Comparing   {files.Accepted - _leftOut} values with the dataset {_arguments.Dataset}");
        var outcome = await load.CompleteAsync(Order(catalogue, isKept), files.Faulty, files.Names.List, RejectRow(_arguments.Kind is ImportKind.Comtrade ? "primaryValue" : "value"), cancellation);
        _isWritten = !_arguments.IsDry && !isKept;
        var otherwise = comparison is not null && _isWritten ? await CompareAsync(comparison, files.Faulty, cancellation) : null;
        var report = new ImportReport(_arguments, files, outcome)
        {
            ReadIn = readIn,
            Elapsed = _clock.Elapsed,
            LeftOut = _leftOut,
            FaultyPlaces = _rejected.Count > 0 ? _faulty : null,
            IsKept = isKept,
            Otherwise = otherwise,
        };
        foreach (var line in report.Lines())
            _console.Say(line);
        _rejected.Dispose();
        var isStopped = comparison is not null && _isWritten && otherwise is null;
        return _rejected.Count > 0 || isKept || isStopped ? 1 : 0;

        void Compare(ImportedCell computed)
        {
            // Only where all is listed that a reporter trades are exports and imports computed at all.
            _addsUp |= computed.Flow is Flow.Exports or Flow.Imports;
            comparison.Add(computed);
        }
    }

    private ImportOrder Order(Catalogue catalogue, bool isKept)
    {
        // What a CSV is of, and on what terms, it does not tell; the dataset that it is imported into may.
        var known = _arguments.Kind is ImportKind.Csv ? catalogue.FindDataset(_arguments.Dataset) : null;
        var (title, licence) = _arguments.Kind is ImportKind.Csv ? (known?.Title ?? CsvTitle, known?.Licence ?? CsvLicence) : (ComtradeTitle, ComtradeLicence);
        return new(_arguments.Dataset, title, licence, _addsUp || _arguments.Kind is ImportKind.Comtrade, _arguments.Replace, _arguments.IsDry || isKept);
    }

    private async Task<long?> CompareAsync(ComputedComparison comparison, IReadOnlyList<int> faulty, CancellationToken cancellation)
    {
        try
        {
            return await comparison.CompleteAsync(_arguments.Dataset, faulty, RejectRow("value"), cancellation);
        }
        catch (OperationCanceledException)
        {
            // Whoever is told that an import was stopped relies on it that nothing was loaded.
            return null;
        }
    }

    private async Task ReadAsync(TableFiles files, CancellationToken cancellation)
    {
        var (ahead, clock) = (new FilesAhead(), Stopwatch.StartNew());
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var counting = Task.Run(() => ahead.Count(_arguments.Paths, ended.Token), CancellationToken.None);
        using var progress = new Timer(
            _ => _console.Show(new(files.Rows, files.Files + 1, files.Bytes, clock.Elapsed, ahead.Files, ahead.Bytes, ahead.IsCounted)), null, _console.Pace, _console.Pace);
        try
        {
            foreach (var file in FileSearch.Find(_arguments.Paths, RejectPlace))
            {
                cancellation.ThrowIfCancellationRequested();
                _leftOut += files.Read(file, _list.Add(file.Path), cancellation);
            }
        }
        finally
        {
            _console.EndProgress();
            await ended.CancelAsync();
            await counting;
        }
        _faulty += files.Faulty.Count;
    }

    private void RejectPlace(Rejection fault)
    {
        _faulty++;
        Reject(fault);
    }

    private Action<int, long, int, string> RejectRow(string field) => (file, line, column, reason) => Reject(new(_list[file], line, column, $"{field}: {reason}"));

    private void Reject(Rejection rejection)
    {
        const int shown = 10;
        _rejected.Add(rejection);
        if (++_told > shown)
            return;
        _console.Say($"Rejected    {rejection}");
        if (_told == shown)
            _console.Say($"            more are listed in {_arguments.RejectedFile}");
    }
}
