using System.Text;
using TradeStats.Representations;

namespace TradeStats;

/// <summary>The paths of the files of an import by number, kept on disk: there can be millions.</summary>
internal sealed class FileList : IDisposable
{
    private readonly FileStream _paths = TemporaryFile.Create();
    private readonly List<long> _ends = [];

    /// <summary>The path of a number.</summary>
    public string this[int number]
    {
        get
        {
            var start = number == 0 ? 0 : _ends[number - 1];
            var bytes = new byte[_ends[number] - start];
            _paths.Position = start;
            _paths.ReadExactly(bytes);
            _paths.Position = _ends[^1];
            return Encoding.UTF8.GetString(bytes);
        }
    }

    /// <summary>Adds a path; its number, from 0.</summary>
    public int Add(string path)
    {
        _paths.Write(Encoding.UTF8.GetBytes(path));
        _ends.Add(_paths.Position);
        return _ends.Count - 1;
    }

    public void Dispose() => _paths.Dispose();
}
