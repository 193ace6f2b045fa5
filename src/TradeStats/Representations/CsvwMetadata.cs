using System.Text.Json;
using TradeStats.Trade;

namespace TradeStats.Representations;

/// <summary>
/// What a program must know to read the CSV of a table: the W3C's metadata vocabulary for tabular data (CSV on the Web, https://www.w3.org/TR/tabular-metadata/).
/// </summary>
public static class CsvwMetadata
{
    /// <summary>Its content type.</summary>
    public const string MediaType = "application/csvm+json";

    // A year, quarter, month, or a run of months.
    private const string PeriodPattern = @"\d{4}(-Q[1-4]|-\d{2}(/\d{4}-\d{2})?)?";

    private const string SdmxDimension = "http://purl.org/linked-data/sdmx/2009/dimension#";
    private const string SdmxMeasure = "http://purl.org/linked-data/sdmx/2009/measure#";

    /// <summary>Writes the metadata of the CSV of some columns. It follows from the question alone, so no row is needed.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="columns">The columns, in the order of the CSV.</param>
    /// <param name="table">The table that they belong to.</param>
    /// <param name="catalogue">The datasets.</param>
    /// <param name="meta">What the answer says beside its rows.</param>
    /// <param name="url">The address of the CSV, absolute or as seen from the metadata.</param>
    /// <param name="cancellation">Ends the work when nobody waits for it.</param>
    public static async Task WriteAsync<T>(Stream output, IReadOnlyList<Column<T>> columns, Table<T> table, Catalogue catalogue, Meta meta, string url, CancellationToken cancellation)
    {
        await using var json = new Utf8JsonWriter(output, JsonFormat.Options with { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteStartArray("@context"u8);
        json.WriteStringValue("http://www.w3.org/ns/csvw"u8);
        json.WriteStartObject();
        json.WriteString("@language"u8, "en"u8);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("url"u8, url);
        json.WriteString("dc:title"u8, meta.Question);
        json.WriteString("dc:description"u8, table.Row);
        WriteOrigin(json, catalogue, meta);
        WriteDialect(json);
        json.WriteStartObject("tableSchema"u8);
        json.WriteStartArray("columns"u8);
        foreach (var column in columns)
            WriteColumn(json, column, table);
        json.WriteEndArray();
        if (table.Key.All(key => columns.Any(column => column.Name == key.Name)))
            WriteList(json, "primaryKey", table.Key.Select(column => column.Name));
        json.WriteEndObject();
        json.WriteEndObject();
        await json.FlushAsync(cancellation);
    }

    private static void WriteOrigin(Utf8JsonWriter json, Catalogue catalogue, Meta meta)
    {
        json.WriteString("dc:publisher"u8, "TradeStats"u8);
        json.WriteStartObject("dc:modified"u8);
        json.WriteString("@value"u8, meta.LoadedAt);
        json.WriteString("@type"u8, "xsd:dateTime"u8);
        json.WriteEndObject();
        json.WriteString("schema:version"u8, meta.Version);
        if (meta.Dataset is null)
            return;
        WriteLink(json, "dc:source", $"{meta.Root}/v1/sources?dataset={Uri.EscapeDataString(meta.Dataset)}");
        if (catalogue.FindDataset(meta.Dataset) is not { } dataset)
            return;
        json.WriteString("dc:rights"u8, dataset.Licence);
        json.WriteStartObject("dc:isPartOf"u8);
        json.WriteString("@type"u8, "schema:Dataset"u8);
        json.WriteString("dc:identifier"u8, dataset.Id);
        json.WriteString("dc:title"u8, dataset.Title);
        json.WriteString("schema:version"u8, meta.Version);
        json.WriteEndObject();
    }

    private static void WriteDialect(Utf8JsonWriter json)
    {
        json.WriteStartObject("dialect"u8);
        json.WriteString("encoding"u8, "utf-8"u8);
        json.WriteString("delimiter"u8, ","u8);
        json.WriteString("quoteChar"u8, "\""u8);
        json.WriteBoolean("doubleQuote"u8, true);
        WriteList(json, "lineTerminators", ["\r\n"]);
        json.WriteBoolean("header"u8, true);
        json.WriteBoolean("trim"u8, false);
        json.WriteEndObject();
    }

    private static void WriteColumn<T>(Utf8JsonWriter json, Column<T> column, Table<T> table)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, column.Name);
        json.WriteString("titles"u8, column.Name);
        json.WriteString("dc:description"u8, column.Description);
        if (column.Unit is not null)
            json.WriteString("schema:unitText"u8, column.Unit);
        WriteType(json, column);
        json.WriteString("null"u8, ""u8);
        switch (column.Type)
        {
            case ColumnType.List:
                json.WriteString("separator"u8, " "u8);
                break;
            case ColumnType.Texts:
                json.WriteString("separator"u8, "; "u8);
                break;
            default:
                // A list may be empty, and an empty list is no value.
                json.WriteBoolean("required"u8, !column.IsNullable);
                break;
        }
        if (ConceptOf(column.Name, table) is { } concept)
            json.WriteString("propertyUrl"u8, concept);
        json.WriteEndObject();
    }

    private static void WriteType<T>(Utf8JsonWriter json, Column<T> column)
    {
        var name = column.Type switch
        {
            ColumnType.Number => "decimal",
            ColumnType.Integer => "integer",
            ColumnType.Boolean => "boolean",
            _ => "string",
        };
        var pattern = column.Words is { } words ? string.Join('|', words) : column.Type is ColumnType.Period ? PeriodPattern : null;
        if (pattern is null)
        {
            json.WriteString("datatype"u8, name);
            return;
        }
        json.WriteStartObject("datatype"u8);
        json.WriteString("base"u8, name);
        json.WriteString("format"u8, pattern);
        json.WriteEndObject();
    }

    // The concepts of SDMX that the RDF Data Cube vocabulary has made properties of (https://www.w3.org/TR/vocab-data-cube/#dsd-cog). It has none for the area on the other side.
    private static string? ConceptOf<T>(string column, Table<T> table) => column switch
    {
        "reporter" => SdmxDimension + "refArea",
        "period" => SdmxDimension + "refPeriod",
        "frequency" => SdmxDimension + "freq",
        "currency" => SdmxDimension + "currency",
        _ when column == table.Cube?.Value => SdmxMeasure + "obsValue",
        _ => null,
    };

    private static void WriteLink(Utf8JsonWriter json, string name, string url)
    {
        json.WriteStartObject(name);
        json.WriteString("@id"u8, url);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
