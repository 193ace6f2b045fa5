namespace TradeStats.Representations;

/// <summary>The times of files in zip archives, which are those of the content and not of the clock, so that the same rows give the same bytes.</summary>
internal static class ZipTimes
{
    // What the format holds: the years 1980 to 2107, even seconds, no zone (PKWARE, APPNOTE.TXT, 4.4.6).
    private static readonly DateTimeOffset First = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Last = new(2107, 12, 31, 23, 59, 58, TimeSpan.Zero);

    /// <summary>A time in UTC, or the nearest that an archive holds.</summary>
    public static DateTimeOffset Of(DateTimeOffset time) => time < First ? First : time > Last ? Last : time.ToUniversalTime();
}
