using System.Globalization;
using System.Runtime.Versioning;
using TradeStats.Tests.Postgres;

namespace TradeStats.Tests.Start;

/// <summary>A temporary folder for a private PostgreSQL, and what is left of it.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class Home : IDisposable
{
    private readonly Scratch _scratch = new();

    /// <summary>The folder; it does not exist at first.</summary>
    public string Folder => _scratch.Home;

    /// <summary>A place beside it for other files.</summary>
    public string Beside(string name) => Path.Combine(_scratch.Folder, name);

    /// <summary>Whether a PostgreSQL works on it.</summary>
    public async Task<bool> IsInUseAsync() => (await Scratch.ProcessesOnAsync(_scratch.Data)).Count > 0;

    /// <summary>The process number of its PostgreSQL.</summary>
    public int Postmaster => int.Parse(Scratch.Postmaster(_scratch.Data), CultureInfo.InvariantCulture);

    /// <summary>A copy of the shipped seeds, to break.</summary>
    public string CopyOfSeeds()
    {
        foreach (var file in Directory.EnumerateFiles(Contents.Folder, "*.json", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Beside("seeds"), Path.GetRelativePath(Contents.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return Beside("seeds");
    }

    public void Dispose() => _scratch.Dispose();
}
