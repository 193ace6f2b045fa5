using System.IO.Pipelines;
using System.Text.Json;

namespace TradeStats.Representations;

/// <summary>One JSON object a line, with the fields and values of JSON; no meta.</summary>
public sealed record NdjsonFormat()
    : StreamFormat("ndjson", "application/x-ndjson; charset=utf-8", "line by line processing: all rows, streamed, with the types of JSON", "R: jsonlite::stream_in(url('URL'))", IsPaged: false)
{
    /// <inheritdoc/>
    public override async Task<long> WriteAsync<T>(PipeWriter output, Selection<T> selection, CancellationToken cancellation)
    {
        await using var json = new Utf8JsonWriter(output, JsonFormat.Options);
        var count = 0L;
        await foreach (var row in selection.Rows.WithCancellation(cancellation))
        {
            JsonFormat.WriteRow(json, selection.Columns, row, selection.Catalogue);
            json.Flush();
            json.Reset();
            "\n"u8.CopyTo(output.GetSpan(1));
            output.Advance(1);
            count++;
            if (output.UnflushedBytes > FlushAt)
                await output.FlushAsync(cancellation);
        }
        return count;
    }
}
