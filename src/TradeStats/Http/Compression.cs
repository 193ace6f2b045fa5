using Microsoft.AspNetCore.ResponseCompression;

namespace TradeStats.Http;

/// <summary>Which answers are compressed, and how a request would have them: part of the entity tag, because the bytes differ.</summary>
public static class Compression
{
    /// <summary>The content types that are compressed; the others are compressed by themselves.</summary>
    public static IReadOnlyList<string> MediaTypes { get; } =
        [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "text/csv", "application/x-ndjson", "application/csvm+json", "application/ld+json", "application/json-stat+json", "image/svg+xml"];

    /// <summary>The content coding of an answer of a type, as the compression will choose it; null for none.</summary>
    public static string? CodingOf(HttpContext http, string mediaType) =>
        MediaTypes.Contains(mediaType.Split(';')[0])
            ? http.RequestServices.GetRequiredService<IResponseCompressionProvider>().GetCompressionProvider(http)?.EncodingName
            : null;
}
