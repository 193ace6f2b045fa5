using System.Diagnostics;
using System.Globalization;
using TradeStats.Imports;
using TradeStats.Store;
using TradeStats.Trade;

namespace TradeStats;

/// <summary>The import of UN Comtrade tables from the command line: files to cells to a dataset, with progress and a closing report.</summary>
public sealed class ImportCommand : IDisposable
{
    private const string Title = "Exports and imports of goods from tables of UN Comtrade";

    private const string Licence = "The numbers come from UN Comtrade (https://comtradeplus.un.org), under the terms of use of the United Nations, which limit passing them on.";

    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ToStop = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan InLog = TimeSpan.FromSeconds(10);

    private readonly ImportArguments _arguments;
    private readonly TextWriter _output;
    private readonly bool _isTerminal;
    private readonly RejectedFile _rejected;
    private readonly FileList _list = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _told;
    private long _faulty;
    private long _leftOut;

    private ImportCommand(ImportArguments arguments, TextWriter output, bool isTerminal) =>
        (_arguments, _output, _isTerminal, _rejected) = (arguments, output, isTerminal, new(arguments.RejectedFile));

    /// <summary>Runs the import.</summary>
    /// <param name="database">The database, migrated, with the areas loaded.</param>
    /// <param name="arguments">What to import.</param>
    /// <param name="output">Where progress and report go.</param>
    /// <param name="isTerminal">Whether one line there can be written again and again.</param>
    /// <param name="cancellation">Ends it; the dataset is then as it was.</param>
    /// <returns>The exit code: 0 where all is loaded, 1 where a row or file is rejected, or the dataset was kept although it was to be replaced.</returns>
    /// <exception cref="StartupException">The list of what is rejected cannot be written; nothing was loaded.</exception>
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
                throw new StartupException($"{fault.Message} Nothing was loaded. Name another file with --rejected.");
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
        var areas = (await CuratedReads.CatalogueAsync(database, cancellation)).Areas;
        await using var load = await ImportLoad.BeginAsync(database, cancellation);
        var files = Read(areas, load, cancellation);
        Clear();
        var readIn = _clock.Elapsed;
        // A dataset that is to hold exactly what the files hold must not lose what a damaged file would have held.
        var isKept = _arguments.Replace && (_faulty > 0 || files.Accepted == _leftOut);
        Say($"Comparing   {files.Accepted - _leftOut} values with the dataset {_arguments.Dataset}");
        var outcome = await load.CompleteAsync(
            new(_arguments.Dataset, Title, Licence, _arguments.Replace, _arguments.IsDry || isKept), files.Faulty, files.Names.List,
            (file, line, column, reason) => Reject(new(_list[file], line, column, reason)), cancellation);
        Report(files, outcome, readIn, isKept);
        _rejected.Dispose();
        return _rejected.Count > 0 || isKept ? 1 : 0;
    }

    private ComtradeFiles Read(IReadOnlyList<Area> areas, ImportLoad load, CancellationToken cancellation)
    {
        var files = new ComtradeFiles(areas, load.Add, Reject);
        var every = _isTerminal ? OnTerminal : InLog;
        using var progress = new Timer(_ => Progress(files), null, every, every);
        foreach (var file in FileSearch.Find(_arguments.Paths, RejectPlace))
        {
            cancellation.ThrowIfCancellationRequested();
            _leftOut += files.Read(file, _list.Add(file.Path), cancellation);
        }
        _faulty += files.Faulty.Count;
        return files;
    }

    private void RejectPlace(Rejection fault)
    {
        _faulty++;
        Reject(fault);
    }

    private void Reject(Rejection rejection)
    {
        const int shown = 10;
        _rejected.Add(rejection);
        if (++_told > shown)
            return;
        Clear();
        Say($"Rejected    {rejection}");
        if (_told == shown)
            Say($"            more are listed in {_arguments.RejectedFile}");
    }

    private void Progress(ComtradeFiles files)
    {
        var elapsed = _clock.Elapsed;
        var line = string.Create(CultureInfo.InvariantCulture,
            $"Reading     {files.Rows:N0} rows of {files.Files + 1:N0} files, {files.Bytes / 1e6:N0} MB, {files.Rows / Math.Max(elapsed.TotalSeconds, 0.001):N0} rows/s");
        lock (_output)
        {
            if (_isTerminal)
                _output.Write($"\r{line.PadRight(79)}");
            else
                _output.WriteLine(line);
        }
    }

    private void Clear()
    {
        lock (_output)
        {
            if (_isTerminal)
                _output.Write($"\r{new string(' ', 79)}\r");
        }
    }

    private void Report(ComtradeFiles files, ImportOutcome outcome, TimeSpan readIn, bool isKept)
    {
        Say(string.Create(CultureInfo.InvariantCulture,
            $"Read        {files.Rows:N0} rows of {files.Files:N0} files in {readIn.TotalSeconds:N1} s, {files.Rows / Math.Max(readIn.TotalSeconds, 0.001):N0} rows/s"));
        if (files.LeftAlone > 0)
            Say(string.Create(CultureInfo.InvariantCulture, $"Left alone  {files.LeftAlone:N0} files that are no tables of UN Comtrade"));
        foreach (var reason in Enum.GetValues<Skipped>())
        {
            var count = reason switch
            {
                Skipped.OtherEdition => outcome.OtherEdition,
                Skipped.SameAgain => outcome.SameAgain,
                _ => files.SkippedFor(reason),
            };
            if (count > 0)
                Say(string.Create(CultureInfo.InvariantCulture, $"Skipped     {count:N0} {Words<Skipped>.Of(reason)}"));
        }
        if (_leftOut > 0)
            Say(string.Create(CultureInfo.InvariantCulture, $"Left out    {_leftOut:N0} rows of files that could not be read to their end"));
        if (_rejected.Count > 0)
            Say(string.Create(CultureInfo.InvariantCulture, $"Rejected    {files.Rejected + outcome.Contradicting:N0} rows and {_faulty:N0} files or folders, listed in {_arguments.RejectedFile}"));
        if (isKept)
            Say($"Kept        the dataset {_arguments.Dataset} is as it was: --replace needs files without a fault, and at least one value");
        var would = _arguments.IsDry || isKept ? "would be " : "";
        Say(string.Create(CultureInfo.InvariantCulture,
            $"Loaded      {outcome.Cells:N0} exports and imports, {outcome.Written:N0} of them {would}new or changed, {outcome.Removed:N0} {would}removed, in {_clock.Elapsed.TotalSeconds:N1} s"));
        Say($"Dataset     {_arguments.Dataset}, {(_arguments.IsDry ? "not written (--dry-run)" : outcome.Version is not { } version ? "not made" : $"version {version}, {(outcome.IsChanged && !isKept ? "loaded now" : "as before")}")}");
    }

    private void Say(string line)
    {
        lock (_output)
            _output.WriteLine(line);
    }
}
