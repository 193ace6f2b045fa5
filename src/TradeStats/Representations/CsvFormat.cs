using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace TradeStats.Representations;

/// <summary>RFC 4180: a header row, CRLF, invariant numbers, null as empty, lists joined as their column says.</summary>
public sealed record CsvFormat()
    : StreamFormat("csv", "text/csv; charset=utf-8; header=present", "spreadsheets and scripts: all rows, streamed", "Python: pandas.read_csv('URL', keep_default_na=False, na_values='')", IsPaged: false)
{
    /// <inheritdoc/>
    public override async Task<long> WriteAsync<T>(PipeWriter output, Selection<T> selection, CancellationToken cancellation)
    {
        var columns = selection.Columns;
        Write(output, string.Join(',', columns.Select(column => column.Name)));
        Write(output, "\r\n");
        var count = 0L;
        var line = new StringBuilder();
        await foreach (var row in selection.Rows.WithCancellation(cancellation))
        {
            for (var i = 0; i < columns.Count; i++)
            {
                if (i > 0)
                    line.Append(',');
                Append(line, columns[i], columns[i].Read(row, selection.Catalogue));
            }
            // An empty line would be no row to most readers.
            if (line.Length == 0)
                line.Append("\"\"");
            line.Append("\r\n");
            Write(output, line.ToString());
            line.Clear();
            count++;
            if (output.UnflushedBytes > FlushAt)
                await output.FlushAsync(cancellation);
        }
        return count;
    }

    private static void Append<T>(StringBuilder line, Column<T> column, Cell cell)
    {
        switch (cell.Kind)
        {
            case CellKind.Null:
                break;
            case CellKind.Number:
                line.Append(CultureInfo.InvariantCulture, $"{cell.Number}");
                break;
            case CellKind.Boolean:
                line.Append(cell.Number != 0 ? "true" : "false");
                break;
            case CellKind.List:
                AppendText(line, column.Join(cell));
                break;
            default:
                AppendText(line, cell.Text!);
                break;
        }
    }

    // A text that a spreadsheet would run as a formula gets an apostrophe in front, the way spreadsheets themselves mark text (OWASP, CSV injection).
    private static void AppendText(StringBuilder line, string text)
    {
        var harmless = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? "'" + text : text;
        if (harmless.AsSpan().IndexOfAny("\",\r\n") < 0)
            line.Append(harmless);
        else
            line.Append('"').Append(harmless.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }

    private static void Write(PipeWriter output, string text) => Encoding.UTF8.GetBytes(text, output);
}
