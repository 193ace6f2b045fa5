using System.Globalization;
using System.Text.Json;
using TradeStats.Trade;

namespace TradeStats.Representations;

/// <summary>
/// Datasets and sources as schema.org <c>Dataset</c> nodes (https://schema.org/Dataset), which search engines and catalogues of data read. A source is the dataset of the
/// figures that it prints, based on the document.
/// </summary>
public sealed record JsonLdFormat() : FileFormat("jsonld", "application/ld+json", "catalogues of data: datasets and sources as schema.org Dataset",
    "shell: curl -s 'URL' | jq '.\"@graph\"[].name'", MostRows: 10_000)
{
    /// <inheritdoc/>
    public override bool IsDownload => false;

    /// <inheritdoc/>
    public override bool CanTell<T>(Table<T> table) => typeof(T) == typeof(Dataset) || typeof(T) == typeof((Source, int));

    /// <inheritdoc/>
    public override async Task WriteAsync<T>(Stream output, Selection<T> selection, CancellationToken cancellation)
    {
        await using var json = new Utf8JsonWriter(output, JsonFormat.Options);
        json.WriteStartObject();
        json.WriteString("@context"u8, "https://schema.org/"u8);
        json.WriteStartArray("@graph"u8);
        await foreach (var row in selection.Rows.WithCancellation(cancellation))
        {
            json.WriteStartObject();
            json.WriteString("@type"u8, "Dataset"u8);
            if (row is Dataset dataset)
                Write(json, dataset, selection);
            else if (row is ValueTuple<Source, int> pair)
                Write(json, pair.Item1, pair.Item2, selection.Meta);
            json.WriteBoolean("isAccessibleForFree"u8, true);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write<T>(Utf8JsonWriter json, Dataset dataset, Selection<T> selection)
    {
        var root = selection.Meta.Root;
        json.WriteString("@id"u8, $"{root}/v1/datasets#{dataset.Id}");
        json.WriteString("identifier"u8, dataset.Id);
        json.WriteString("name"u8, dataset.Title);
        json.WriteString("description"u8, $"{dataset.Title}: {dataset.ObservationCount} values of exports, imports, totals and balances, from {dataset.FigureCount} published figures, with bounds, method and evidence.");
        json.WriteString("version"u8, dataset.Version);
        json.WriteString("dateModified"u8, Meta.Time(dataset.Loaded));
        json.WriteString("license"u8, dataset.Licence);
        if (dataset is { FirstPeriod: { } first, LastPeriod: { } last })
            json.WriteString("temporalCoverage"u8, $"{Month(first.Start)}/{Month(last.End - 1)}");
        json.WriteStartArray("variableMeasured"u8);
        foreach (var flow in Words<Flow>.All)
            json.WriteStringValue(flow);
        json.WriteEndArray();
        json.WriteStartArray("distribution"u8);
        foreach (var format in Format.All.OfType<StreamFormat>())
            WriteDownload(json, format, $"{root}/v1/totals.{format.Name}?dataset={dataset.Id}");
        json.WriteEndArray();
        json.WriteStartArray("citation"u8);
        foreach (var source in selection.Catalogue.Sources.Where(_ => dataset.Id == Dataset.Articles))
            json.WriteStringValue(source.Citation);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Source source, int figures, Meta meta)
    {
        json.WriteString("@id"u8, $"{meta.Root}/v1/sources/{source.Id}");
        json.WriteString("identifier"u8, source.Id);
        json.WriteString("name"u8, $"Figures of: {source.Title}");
        json.WriteString("description"u8, $"The {figures} trade figures that {source.Publisher} prints in this document, each with its line.");
        json.WriteString("version"u8, meta.Version);
        json.WriteString("citation"u8, source.Citation);
        json.WriteStartObject("isBasedOn"u8);
        json.WriteString("@type"u8, "Article"u8);
        json.WriteString("headline"u8, source.Title);
        json.WriteString("datePublished"u8, source.Published);
        WriteName(json, "publisher", "Organization", source.Publisher);
        if (source.Author is { } author)
            WriteName(json, "author", "Person", author);
        if (source.Url is { } url)
            json.WriteString("url"u8, url);
        json.WriteEndObject();
        json.WriteStartArray("distribution"u8);
        foreach (var format in Format.All.OfType<StreamFormat>())
            WriteDownload(json, format, $"{meta.Root}/v1/figures.{format.Name}?source={source.Id}");
        json.WriteEndArray();
    }

    private static void WriteName(Utf8JsonWriter json, string property, string type, string name)
    {
        json.WriteStartObject(property);
        json.WriteString("@type"u8, type);
        json.WriteString("name"u8, name);
        json.WriteEndObject();
    }

    private static void WriteDownload(Utf8JsonWriter json, Format format, string url)
    {
        json.WriteStartObject();
        json.WriteString("@type"u8, "DataDownload"u8);
        json.WriteString("encodingFormat"u8, format.MediaType.Split(';')[0]);
        json.WriteString("contentUrl"u8, url);
        json.WriteEndObject();
    }

    private static string Month(int month) => string.Create(CultureInfo.InvariantCulture, $"{month / 12:0000}-{(month % 12) + 1:00}");
}
