using System.Globalization;
using System.Text;
using TradeStats.Representations;
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

    private static string Text(string text) => $"\"{CsvFormat.Harmless(text).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The file cannot be written.</summary>
    internal sealed class Unwritable(string message) : Exception(message);
}
