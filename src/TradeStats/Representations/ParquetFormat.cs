using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace TradeStats.Representations;

/// <summary>
/// Apache Parquet: typed columns, numbers as exact decimals, lists as lists; what the answer says beside its rows is in the key-value metadata of the file.
/// </summary>
public sealed record ParquetFormat()
    : FileFormat("parquet", "application/vnd.apache.parquet", "notebooks and databases: all rows, typed, decimals exact", "DuckDB: SELECT * FROM 'URL'", MostRows: null)
{
    // So many rows are in memory at a time; readers skip and share out whole groups, for which a few ten thousand rows are enough.
    private const int GroupRows = 50_000;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A cell is null where its column says that none is, or a number has more places than the column.</exception>
    public override async Task WriteAsync<T>(Stream output, Selection<T> selection, CancellationToken cancellation)
    {
        var columns = selection.Columns.Select(column => (column.Read, Parquet: ParquetColumn.Of(column))).ToList();
        var schema = new ParquetSchema(columns.Select(column => column.Parquet.Field));
        // The smallest size, which the library takes unless told, costs ten times the time and hardly a byte less.
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd, CompressionLevel = CompressionLevel.Optimal };
        await using var file = await ParquetWriter.CreateAsync(schema, output, options, cancellationToken: cancellation);
        file.CustomMetadata = Metadata(selection);
        var count = 0;
        await foreach (var row in selection.Rows.WithCancellation(cancellation))
        {
            foreach (var (read, column) in columns)
                column.Add(read(row, selection.Catalogue));
            if (++count % GroupRows == 0)
                await WriteGroupAsync();
        }
        // A file without a group is no file to some readers.
        if (count == 0 || count % GroupRows != 0)
            await WriteGroupAsync();

        async Task WriteGroupAsync()
        {
            using var group = file.CreateRowGroup();
            foreach (var (_, column) in columns)
                await column.WriteAsync(group, cancellation);
        }
    }

    private static Dictionary<string, string> Metadata<T>(Selection<T> selection)
    {
        var metadata = new Dictionary<string, string>
        {
            ["question"] = selection.Meta.Question,
            ["address"] = selection.Meta.Url,
            ["version"] = selection.Meta.Version,
            ["loaded"] = selection.Meta.LoadedAt,
            ["columns"] = Describe(selection.Columns),
        };
        if (selection.Meta.Dataset is { } dataset)
            metadata["dataset"] = dataset;
        return metadata;
    }

    // The library lets not every column carry metadata of its own, so they stand together: {"value":{"unit":"...","description":"..."},...}.
    private static string Describe<T>(IReadOnlyList<Column<T>> columns)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, JsonFormat.Options))
        {
            json.WriteStartObject();
            foreach (var column in columns)
            {
                json.WriteStartObject(column.Name);
                json.WriteString("unit"u8, column.Unit);
                json.WriteString("description"u8, column.Description);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
