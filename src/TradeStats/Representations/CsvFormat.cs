using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace TradeStats.Representations;

/// <summary>RFC 4180: a header row, CRLF, invariant numbers, null as empty, lists joined as their column says.</summary>
public sealed record CsvFormat()
    : StreamFormat("csv", "text/csv; charset=utf-8; header=present", "spreadsheets and scripts: all rows, streamed", "Python: pandas.read_csv('URL', keep_default_na=False, na_values='')", IsPaged: false)
{
    // The sign, the point and the digits of the longest decimal.
    private const int LongestNumber = 32;

    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",\r\n");

    /// <inheritdoc/>
    public override async Task<long> WriteAsync<T>(PipeWriter output, Selection<T> selection, CancellationToken cancellation)
    {
        var columns = selection.Columns;
        var lines = new ArrayBufferWriter<byte>(2 * FlushAt);
        Append(lines, string.Join(',', columns.Select(column => column.Name)));
        lines.Write("\r\n"u8);
        var count = 0L;
        await foreach (var row in selection.Rows.WithCancellation(cancellation))
        {
            var start = lines.WrittenCount;
            for (var i = 0; i < columns.Count; i++)
            {
                if (i > 0)
                    lines.Write(","u8);
                Append(lines, columns[i], columns[i].Read(row, selection.Catalogue));
            }
            // An empty line would be no row to most readers.
            if (lines.WrittenCount == start)
                lines.Write("\"\""u8);
            lines.Write("\r\n"u8);
            count++;
            if (lines.WrittenCount > FlushAt)
            {
                await output.WriteAsync(lines.WrittenMemory, cancellation);
                lines.ResetWrittenCount();
            }
        }
        output.Write(lines.WrittenSpan);
        return count;
    }

    private static void Append<T>(ArrayBufferWriter<byte> lines, Column<T> column, Cell cell)
    {
        switch (cell.Kind)
        {
            case CellKind.Null:
                break;
            case CellKind.Number:
                cell.Number.TryFormat(lines.GetSpan(LongestNumber), out var length, default, CultureInfo.InvariantCulture);
                lines.Advance(length);
                break;
            case CellKind.Boolean:
                lines.Write(cell.Number != 0 ? "true"u8 : "false"u8);
                break;
            case CellKind.List:
                AppendText(lines, column.Join(cell));
                break;
            default:
                AppendText(lines, cell.Text!);
                break;
        }
    }

    // A text that a spreadsheet would run as a formula gets an apostrophe in front, the way spreadsheets themselves mark text (OWASP, CSV injection).
    private static void AppendText(ArrayBufferWriter<byte> lines, string text)
    {
        var harmless = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? "'" + text : text;
        Append(lines, harmless.AsSpan().ContainsAny(Quoted) ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless);
    }

    private static void Append(ArrayBufferWriter<byte> lines, string text) =>
        lines.Advance(Encoding.UTF8.GetBytes(text, lines.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
}
