namespace TradeStats.Imports;

/// <summary>
/// How much there is to read, counted while reading has begun already: numbers and sizes are added up, so that a folder of a million files needs no memory and holds
/// nothing up. Sizes rather than numbers of files tell how far an import is, because files differ in size by a factor of thousands.
/// </summary>
public sealed class FilesAhead
{
    private long _files;
    private long _bytes;
    private volatile bool _isCounted;

    /// <summary>Files found so far, those that turn out to be no tables among them.</summary>
    public long Files => Interlocked.Read(ref _files);

    /// <summary>Their bytes, as they lie on the disk.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Whether all files are counted and each has a size, unlike a pipe.</summary>
    public bool IsCounted => _isCounted;

    /// <summary>Counts. What names no file is passed over: whoever reads the files tells it.</summary>
    /// <param name="arguments">What the user wrote.</param>
    /// <param name="cancellation">Ends the counting, without a fault.</param>
    public void Count(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var isMeasured = true;
        foreach (var file in FileSearch.Find(arguments, static _ => { }))
        {
            if (cancellation.IsCancellationRequested)
                return;
            Interlocked.Increment(ref _files);
            Interlocked.Add(ref _bytes, file.Length);
            isMeasured &= file is not { Length: 0, IsNamed: true };
        }
        _isCounted = isMeasured;
    }
}
