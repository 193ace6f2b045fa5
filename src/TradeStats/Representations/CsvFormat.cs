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

    /// <summary>The text; one that a spreadsheet would run as a formula with an apostrophe in front, the way spreadsheets themselves mark text (OWASP, CSV injection).</summary>
    internal static string Harmless(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? "'" + text : text;

    /// <inheritdoc/>
    public override async Task<long> WriteAsync<T>(PipeWriter output, Selection<T> selection, CancellationToken cancellation)
    {
        Column<T>[] columns = [.. selection.Columns];
        var lines = new ArrayBufferWriter<byte>(2 * FlushAt);
        Append(lines, string.Join(',', columns.Select(column => column.Name)));
        lines.Write("\r\n"u8);
        var count = 0L;
        await foreach (var row in selection.Rows.WithCancellation(cancellation))
        {
            var start = lines.WrittenCount;
            var number = default(Written);
            for (var i = 0; i < columns.Length; i++)
            {
                if (i > 0)
                    lines.Write(","u8);
                Append(lines, columns[i], columns[i].Read(row, selection.Catalogue), ref number);
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

    private static void Append<T>(ArrayBufferWriter<byte> lines, Column<T> column, Cell cell, ref Written number)
    {
        switch (cell.Kind)
        {
            case CellKind.Null:
                break;
            case CellKind.Number:
                var room = lines.GetSpan(LongestNumber);
                if (number.Length > 0 && number.Value == cell.Number && number.Value.Scale == cell.Number.Scale)
                    lines.WrittenSpan.Slice(number.Start, number.Length).CopyTo(room);
                else if (cell.Number.TryFormat(room, out var length, default, CultureInfo.InvariantCulture))
                    number = new(cell.Number, lines.WrittenCount, length);
                lines.Advance(number.Length);
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

    private static void AppendText(ArrayBufferWriter<byte> lines, string text)
    {
        var harmless = Harmless(text);
        Append(lines, harmless.AsSpan().ContainsAny(Quoted) ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless);
    }

    private static void Append(ArrayBufferWriter<byte> lines, string text) =>
        lines.Advance(Encoding.UTF8.GetBytes(text, lines.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));

    // The number before in the row: most values are bounded by themselves, and to copy digits is less than to make them.
    private readonly record struct Written(decimal Value, int Start, int Length);
}
