using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using TradeStats.Trade;

namespace TradeStats.Representations;

/// <summary><c>{"data":[row, ...],"meta":{...}}</c>; numbers are decimal, null is present.</summary>
public sealed record JsonFormat() : StreamFormat("json", "application/json; charset=utf-8", "programs: rows with their meta, in pages", "shell: curl -s 'URL' | jq '.data[0]'", IsPaged: true)
{
    // The answer is never embedded in HTML by us, so letters such as ệ and quotes stay readable.
    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <inheritdoc/>
    public override bool IsDownload => false;

    /// <inheritdoc/>
    public override async Task<long> WriteAsync<T>(PipeWriter output, Selection<T> selection, CancellationToken cancellation)
    {
        await using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteStartArray("data"u8);
        var count = 0L;
        await foreach (var row in selection.Rows.WithCancellation(cancellation))
        {
            WriteRow(json, selection.Columns, row, selection.Catalogue);
            count++;
            if (json.BytesPending + output.UnflushedBytes > FlushAt)
            {
                await json.FlushAsync(cancellation);
                await output.FlushAsync(cancellation);
            }
        }
        json.WriteEndArray();
        WriteMeta(json, selection.Meta, count, await selection.NotesAsync());
        json.WriteEndObject();
        return count;
    }

    /// <summary>Writes <c>{"data":row,"meta":{...}}</c>, for one thing.</summary>
    public static void WriteOne<T>(PipeWriter output, IReadOnlyList<Column<T>> columns, T row, Catalogue catalogue, Meta meta)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WritePropertyName("data"u8);
        WriteRow(json, columns, row, catalogue);
        WriteMeta(json, meta, 1, []);
        json.WriteEndObject();
    }

    internal static void WriteRow<T>(Utf8JsonWriter json, IReadOnlyList<Column<T>> columns, T row, Catalogue catalogue)
    {
        json.WriteStartObject();
        for (var i = 0; i < columns.Count; i++)
        {
            json.WritePropertyName(columns[i].JsonName);
            WriteCell(json, columns[i].Read(row, catalogue));
        }
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, IReadOnlyList<(string Name, Cell Cell)> row)
    {
        json.WriteStartObject();
        foreach (var (name, cell) in row)
        {
            json.WritePropertyName(name);
            WriteCell(json, cell);
        }
        json.WriteEndObject();
    }

    private static void WriteCell(Utf8JsonWriter json, Cell cell)
    {
        switch (cell.Kind)
        {
            case CellKind.Null:
                json.WriteNullValue();
                break;
            case CellKind.Number:
                json.WriteNumberValue(cell.Number);
                break;
            case CellKind.Boolean:
                json.WriteBooleanValue(cell.Number != 0);
                break;
            case CellKind.List:
                WriteList(json, cell.List!);
                break;
            case CellKind.Rows:
                json.WriteStartArray();
                foreach (var row in cell.Rows!)
                    WriteRow(json, row);
                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(cell.Text);
                break;
        }
    }

    private static void WriteMeta(Utf8JsonWriter json, Meta meta, long count, IReadOnlyList<string> notes)
    {
        json.WriteStartObject("meta"u8);
        json.WriteString("dataset"u8, meta.Dataset);
        json.WriteString("version"u8, meta.Version);
        json.WriteNumber("count"u8, count);
        json.WriteString("next"u8, meta.Next);
        json.WritePropertyName("notes"u8);
        WriteList(json, notes);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, IReadOnlyList<string> list)
    {
        json.WriteStartArray();
        foreach (var text in list)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
