using System.Globalization;

namespace TradeStats;

/// <summary>How far an import has read.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="Files">Files read or being read.</param>
/// <param name="Bytes">Bytes read, as they lie on the disk.</param>
/// <param name="Elapsed">The time since reading began.</param>
/// <param name="FilesFound">Files found so far.</param>
/// <param name="BytesFound">Their bytes.</param>
/// <param name="IsCounted">Whether these are all, so that the time left can be told.</param>
public readonly record struct ImportProgress(long Rows, long Files, long Bytes, TimeSpan Elapsed, long FilesFound, long BytesFound, bool IsCounted)
{
    /// <summary>The width of a line on a terminal, one less than that of the narrowest.</summary>
    public const int Width = 79;

    private const int ShortestBar = 6;
    private const int LongestBar = 32;

    /// <summary>The time that reading the rest takes if it goes on as it went; null where nobody can tell.</summary>
    public TimeSpan? Left => IsCounted && Bytes > 0 ? Elapsed * ((double)Math.Max(BytesFound - Bytes, 0) / Bytes) : null;

    private double RowsPerSecond => Rows / Math.Max(Elapsed.TotalSeconds, 0.001);

    /// <summary>For a log.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"Reading     {Rows:N0} rows of {Files:N0}{(IsCounted ? $" of {Told(FilesFound)}" : "")} files, {Megabytes(Bytes)}{(IsCounted ? $" of {Megabytes(BytesFound)}" : "")} MB, {RowsPerSecond:N0} rows/s{(Left is { } left ? $", {Told(left)} left" : "")}");

    /// <summary>For a terminal: a bar as long as the numbers leave room for it, in one line of at most <see cref="Width"/> characters.</summary>
    public string ToBar()
    {
        var rows = string.Create(CultureInfo.InvariantCulture, $"{Rows:N0} rows  {RowsPerSecond:N0}/s  ");
        if (Left is not { } left)
            return Cut($"Reading  {rows}file {Told(Files)}  {Megabytes(Bytes)} MB");
        var part = BytesFound == 0 ? 1 : Math.Min((double)Bytes / BytesFound, 1);
        var text = string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(100 * part),3:N0} %  {rows}file {Files:N0}/{FilesFound:N0}  {Told(left)} left");
        var length = Math.Min(Width - text.Length - "[] ".Length, LongestBar);
        return length < ShortestBar ? Cut(text) : $"[{new string('#', (int)(length * part)).PadRight(length, '.')}] {text}";
    }

    private static string Cut(string text) => text.Length > Width ? text[..Width] : text;

    private static string Told(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("N0", CultureInfo.InvariantCulture);

    // To the second, upwards: nothing is left only where nothing is.
    private static string Told(TimeSpan left)
    {
        var whole = TimeSpan.FromSeconds(Math.Ceiling(left.TotalSeconds));
        return string.Create(CultureInfo.InvariantCulture, $"{(whole.TotalHours >= 1 ? $"{(long)whole.TotalHours}:{whole.Minutes:00}" : $"{whole.Minutes}")}:{whole.Seconds:00}");
    }
}
