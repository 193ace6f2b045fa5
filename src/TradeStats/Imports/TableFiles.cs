using TradeStats.Trade;

namespace TradeStats.Imports;

/// <summary>Reads files of one kind one after the other, whatever their layout, in memory that does not grow with them, and counts what becomes of their rows.</summary>
public sealed class TableFiles
{
    private const int RowsBetweenLooks = 1024;

    private const int MostLeftAloneNamed = 10;

    private readonly TableRows _rows;
    private readonly Action<ImportedCell> _load;
    private readonly Action<ImportedCell> _compare;
    private readonly Action<Rejection> _reject;
    private readonly List<int> _faulty = [];
    private readonly List<string> _firstLeftAlone = [];
    private readonly long[] _skipped = new long[Enum.GetValues<Skipped>().Length + 1];

    private TableFiles(TableRows rows, IReadOnlyList<Commodity> groups, Action<ImportedCell> load, Action<ImportedCell> compare, Action<Rejection> reject) =>
        (_rows, Names, _load, _compare, _reject) = (rows, new(groups), load, compare, reject);

    /// <summary>Files read to their end.</summary>
    public long Files { get; private set; }

    /// <summary>Files found in folders or by patterns that are no tables of the kind.</summary>
    public long LeftAlone { get; private set; }

    /// <summary>The paths of the first of them, ten at most.</summary>
    public IReadOnlyList<string> FirstLeftAlone => _firstLeftAlone;

    /// <summary>Files that could not be read to their end, of which no row counts; by their numbers.</summary>
    public IReadOnlyList<int> Faulty => _faulty;

    /// <summary>Bytes read, of files that have a size.</summary>
    public long Bytes { get; private set; }

    /// <summary>Rows read.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows rejected.</summary>
    public long Rejected { get; private set; }

    /// <summary>Rows handed on to be loaded, those of faulty files among them.</summary>
    public long Accepted { get; private set; }

    /// <summary>What the files call the commodities.</summary>
    public CommodityNames Names { get; }

    /// <summary>Rows handed on whose figures do not come with them.</summary>
    public long WithFigures { get; private set; }

    /// <summary>Rows handed on of which sources contradict each other, which does not come with them.</summary>
    public long Disputed { get; private set; }

    /// <summary>Tables of UN Comtrade.</summary>
    /// <param name="areas">The areas whose numbers are known.</param>
    /// <param name="load">Takes each value to load.</param>
    /// <param name="reject">Takes each line that cannot be loaded, and each file that cannot be read.</param>
    public static TableFiles OfComtrade(IEnumerable<Area> areas, Action<ImportedCell> load, Action<Rejection> reject) =>
        new(new ComtradeRows(areas), [], load, static _ => { }, reject);

    /// <summary>Our own CSV of /v1/totals.</summary>
    /// <param name="areas">The areas whose codes are known.</param>
    /// <param name="commodities">The commodities whose codes are known; those of the Harmonized System need not be among them.</param>
    /// <param name="load">Takes each value to load: what the table calls published.</param>
    /// <param name="compare">Takes each value to compare with what follows from those: what the table calls computed.</param>
    /// <param name="reject">Takes each line that cannot be loaded, and each file that cannot be read.</param>
    public static TableFiles OfTotals(
        IEnumerable<Area> areas, IEnumerable<Commodity> commodities, Action<ImportedCell> load, Action<ImportedCell> compare, Action<Rejection> reject)
    {
        var groups = commodities.Where(commodity => commodity.Classification != Commodity.HarmonizedSystem).ToList();
        return new(new TotalsRows(areas, groups), groups, load, compare, reject);
    }

    /// <summary>The rows skipped for a reason.</summary>
    public long SkippedFor(Skipped reason) => _skipped[(int)reason];

    /// <summary>Reads a file. Whatever is wrong with it is told to whoever takes what is rejected.</summary>
    /// <param name="file">The file.</param>
    /// <param name="number">The number that its cells are to bear.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Rows of the file that were handed on although the file turned out to be faulty: they must not be loaded.</returns>
    /// <exception cref="OperationCanceledException">The reading was ended.</exception>
    public long Read(FoundFile file, int number, CancellationToken cancellation)
    {
        var (before, accepted) = (Bytes, Accepted);
        string? fault = null;
        long? line = null;
        try
        {
            // Opening a pipe that nobody writes to would wait for ever.
            if (file is { Length: 0, IsNamed: false })
                throw new FileFault("the file is empty");
            using var stream = new FileStream(file.Path, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan, Share = FileShare.ReadWrite | FileShare.Delete });
            if (!ReadRows(stream, file, number, cancellation))
            {
                if (file.IsNamed)
                    throw new FileFault(_rows.Heading.Otherwise);
                if (++LeftAlone <= MostLeftAloneNamed)
                    _firstLeftAlone.Add(file.Path);
            }
            else
            {
                Files++;
            }
        }
        catch (FileFault found)
        {
            (fault, line) = (found.Message, found.Line);
        }
        catch (Exception found) when (found is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            fault = $"the file cannot be read: {found.Message}";
        }
        Bytes = before + file.Length;
        Names.EndFile(fault is null);
        if (fault is null)
            return 0;
        _faulty.Add(number);
        _reject(new(file.Path, line, line is null ? null : 1, $"{fault}; no row of this file is loaded"));
        return Accepted - accepted;
    }

    private bool ReadRows(FileStream stream, FoundFile file, int number, CancellationToken cancellation)
    {
        var before = Bytes;
        if (Layout.Open(stream, _rows.Heading) is not { } table)
            return false;
        var rows = 0L;
        while (table.Next())
        {
            if (++rows % RowsBetweenLooks == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                if (stream.CanSeek)
                    Bytes = before + stream.Position;
            }
            if (table is JsonTable { IsKnown: false })
                return false;
            Rows++;
            if (table.Flaw is { } flaw)
            {
                Rejected++;
                _reject(new(file.Path, table.Line, 1, flaw));
                continue;
            }
            var judgement = _rows.Judge(table, number);
            if (judgement.Skipped is { } reason)
            {
                _skipped[(int)reason]++;
                if (judgement.Cell is { } computed)
                    _compare(computed);
            }
            else if (judgement.Cell is { } cell)
            {
                Accepted++;
                Names.Note(cell.Commodity, cell.Edition, table[_rows.Heading.Description]);
                WithFigures += table[Field.Figures].IsEmpty ? 0 : 1;
                Disputed += table[Field.Disputed] is [(byte)'t' or (byte)'T', ..] ? 1 : 0;
                _load(cell);
            }
            else
            {
                Rejected++;
                var (line, column) = table.PlaceOf(judgement.At);
                _reject(new(file.Path, line, column, judgement.Fault!));
            }
        }
        return table is DelimitedTable or JsonTable { IsKnown: true } || (rows == 0 && table is JsonTable { HasRows: true });
    }
}
