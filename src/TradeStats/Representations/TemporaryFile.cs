namespace TradeStats.Representations;

/// <summary>Files that hold what would take too much memory.</summary>
internal static class TemporaryFile
{
    /// <summary>A new file of its own to write and read, which is gone when it is disposed of, or the program ends.</summary>
    /// <exception cref="IOException">The folder of temporary files cannot be written.</exception>
    public static FileStream Create(FileOptions options = FileOptions.None) => new(Path.Combine(Path.GetTempPath(), $"tradestats-{Path.GetRandomFileName()}"), new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.ReadWrite,
        Options = options | FileOptions.DeleteOnClose,
    });
}
