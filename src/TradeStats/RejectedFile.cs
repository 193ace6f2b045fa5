using System.Globalization;
using System.Text;
using TradeStats.Trade;

namespace TradeStats;

/// <summary>The CSV of what an import rejects: <c>file,line,column,reason</c>. It is made with the first of them.</summary>
/// <param name="path">Where it is; a file that is there is replaced.</param>
internal sealed class RejectedFile(string path) : IDisposable
{
    private StreamWriter? _writer;

    /// <summary>How many were rejected.</summary>
    public long Count { get; private set; }

    /// <exception cref="Unwritable">The file cannot be written.</exception>
    public void Add(Rejection rejection)
    {
        Count++;
        try
        {
            if (_writer is null)
            {
                _writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\r\n" };
                _writer.WriteLine("file,line,column,reason");
            }
            _writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Text(rejection.File)},{rejection.Line},{rejection.Column},{Text(rejection.Reason)}"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new Unwritable($"The rejected rows cannot be listed in {path}: {fault.Message}");
        }
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _writer = null;
    }

    // A spreadsheet would run what begins like a formula.
    private static string Text(string text) => $"\"{(text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The file cannot be written.</summary>
    internal sealed class Unwritable(string message) : Exception(message);
}

/// <summary>The paths of the files of an import by number, kept on disk: there can be millions.</summary>
internal sealed class FileList : IDisposable
{
    private readonly FileStream _paths = new(Path.Combine(Path.GetTempPath(), $"tradestats-{Path.GetRandomFileName()}"), new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.ReadWrite,
        Options = FileOptions.DeleteOnClose,
    });

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
