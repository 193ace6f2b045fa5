using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using TradeStats.Trade;

namespace TradeStats.Representations;

/// <summary>A package to keep: the rows as CSV with the metadata that explains them, the dictionary of their columns, the sources, how to cite them, and the question.</summary>
public sealed record ZipFormat()
    : FileFormat("zip", "application/zip", "archives and attachments: CSV with its data dictionary, sources, citation and question", "shell: curl -sOJ 'URL'", MostRows: null)
{
    // The sources are those of the rows, so the number of all their figures would say nothing of them.
    private static readonly Table<(Source Source, int FigureCount)> Sources =
        new(Tables.Sources.Noun, Tables.Sources.Row, [.. Tables.Sources.Columns.Where(column => column.Name != "figureCount")], ["id"]);

    /// <inheritdoc/>
    public override async Task WriteAsync<T>(Stream output, Selection<T> selection, CancellationToken cancellation)
    {
        var noun = selection.Table.Noun;
        var cited = new Cited<T>(selection);
        await using var zip = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellation);
        await AddCsvAsync(noun + ".csv", selection with { Rows = cited.RowsAsync(cancellation) });
        await AddAsync(noun + ".csv-metadata.json", entry => CsvwMetadata.WriteAsync(entry, selection.Columns, selection.Table, selection.Catalogue, selection.Meta, noun + ".csv", cancellation));
        await AddCsvAsync("columns.csv", new Selection<Column<T>>(Dictionary<T>(), Dictionary<T>().Columns, selection.Columns.ToAsyncEnumerable(), selection.Catalogue, selection.Meta, NoNotes));
        await AddCsvAsync("sources.csv", new Selection<(Source, int)>(Sources, Sources.Columns, cited.Sources.Select(source => (source, 0)).ToAsyncEnumerable(), selection.Catalogue, selection.Meta, NoNotes));
        await AddAsync("CITATION.txt", async entry => await entry.WriteAsync(Encoding.UTF8.GetBytes(Citation(selection, cited.Sources)), cancellation));
        var notes = await selection.NotesAsync();
        await AddAsync("question.json", entry => WriteQuestionAsync(entry, selection.Meta, cited.Count, notes));

        async Task AddAsync(string name, Func<Stream, Task> writeAsync)
        {
            var file = zip.CreateEntry(name, CompressionLevel.Optimal);
            file.LastWriteTime = ZipTimes.Of(selection.Meta.Loaded);
            await using var entry = await file.OpenAsync(cancellation);
            await writeAsync(entry);
        }

        Task AddCsvAsync<TRow>(string name, Selection<TRow> rows) => AddAsync(name, async entry =>
        {
            var pipe = PipeWriter.Create(entry, new(leaveOpen: true));
            await new CsvFormat().WriteAsync(pipe, rows, cancellation);
            await pipe.CompleteAsync();
        });

        static Task<IReadOnlyList<string>> NoNotes() => Task.FromResult<IReadOnlyList<string>>([]);
    }

    /// <summary>The table whose rows are the columns of another.</summary>
    internal static Table<Column<T>> Dictionary<T>() => new("columns", "A column of the rows.",
    [
        new("name", ColumnType.Text, null, "The name, the same in every format.", (column, _) => Cell.Of(column.Name)),
        new("type", ColumnType.Text, null, "The type of its values.", (column, _) => Cell.Word((ColumnType?)column.Type), Words: Words<ColumnType>.All),
        new("unit", ColumnType.Text, null, "The unit; null where there is none.", (column, _) => Cell.Of(column.Unit), IsNullable: true),
        new("nullable", ColumnType.Boolean, null, "Whether a row can have none.", (column, _) => Cell.Of((bool?)column.IsNullable)),
        new("words", ColumnType.List, null, "All values that it can have, where they are words of the vocabulary.", (column, _) => Cell.Of(column.Words ?? [])),
        new("description", ColumnType.Text, null, "Meaning, and when it is null.", (column, _) => Cell.Of(column.Description)),
    ], ["name"]);

    private static string Citation<T>(Selection<T> selection, IReadOnlyList<Source> sources)
    {
        var meta = selection.Meta;
        var dataset = meta.Dataset is null ? null : selection.Catalogue.FindDataset(meta.Dataset);
        var text = new StringBuilder()
            .Append("TradeStats, ").Append(dataset?.Title ?? selection.Table.Noun).Append(", version ").Append(meta.Version).Append(", loaded ").Append(meta.LoadedAt).Append(", ").Append(meta.Url).Append('\n');
        if (dataset is not null)
            text.Append("Terms: ").Append(dataset.Licence).Append('\n');
        if (sources.Count > 0)
            text.Append("\nThe figures behind these rows are printed in:\n");
        foreach (var source in sources)
            text.Append("- ").Append(source.Citation).Append(source.Url is null ? "" : $", {source.Url}").Append('\n');
        return text.ToString();
    }

    private static async Task WriteQuestionAsync(Stream output, Meta meta, long count, IReadOnlyList<string> notes)
    {
        await using var json = new Utf8JsonWriter(output, JsonFormat.Options with { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("question"u8, meta.Question);
        json.WriteString("address"u8, meta.Url);
        json.WriteString("dataset"u8, meta.Dataset);
        json.WriteString("version"u8, meta.Version);
        json.WriteString("loaded"u8, meta.LoadedAt);
        json.WriteNumber("rows"u8, count);
        json.WriteString("next"u8, meta.Next);
        json.WriteStartArray("notes"u8);
        foreach (var note in notes)
            json.WriteStringValue(note);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
