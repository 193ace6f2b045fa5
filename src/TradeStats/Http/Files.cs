using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.Timeouts;
using TradeStats.Queries;
using TradeStats.Representations;

namespace TradeStats.Http;

/// <summary>Sends answers that are made whole first: with their length, and in parts where a reader asks for parts.</summary>
public static class Files
{
    /// <summary>Makes the answer and sends it. Nothing is sent unless it is whole.</summary>
    /// <exception cref="TooLargeException">There are more rows than the format holds.</exception>
    public static async Task SendAsync<T>(HttpContext http, FileFormat format, Selection<T> selection, CancellationToken cancellation)
    {
        await using var file = TemporaryFile.Create(FileOptions.Asynchronous);
        await format.WriteAsync(file, selection with { Rows = AtMostAsync(selection.Rows, format, cancellation) }, cancellation);
        http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        file.Position = 0;
        var length = file.Length;
        var headers = http.Response.GetTypedHeaders();
        // A part of what is compressed would be a part of other bytes than the tag names.
        var inParts = !Compression.MediaTypes.Contains(format.MediaType.Split(';')[0]);
        await SendPartsAsync(http, Results.Stream(file, format.MediaType, lastModified: headers.LastModified, entityTag: headers.ETag, enableRangeProcessing: inParts), length);
    }

    /// <summary>Sends an answer of a known length, or the parts of it that are asked for; a part beyond the end is a problem.</summary>
    public static async Task SendPartsAsync(HttpContext http, IResult answer, long length)
    {
        await answer.ExecuteAsync(http);
        if (http.Response is not { StatusCode: StatusCodes.Status416RangeNotSatisfiable, HasStarted: false })
            return;
        var whole = http.Response.Headers.ContentRange;
        http.Response.Clear();
        http.Response.Headers.ContentRange = whole;
        await new Problem(ProblemCode.NoSuchPart, $"Range asks for a part beyond the end: the answer has {length} bytes.").WriteAsync(http);
    }

    private static async IAsyncEnumerable<T> AtMostAsync<T>(IAsyncEnumerable<T> rows, FileFormat format, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var count = 0L;
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            // What is too many is counted to the end, so that the reader knows by how much.
            if (++count <= (format.MostRows ?? long.MaxValue))
                yield return row;
        }
        if (count > format.MostRows)
        {
            throw new TooLargeException(
                $"The answer has {count} rows; {format.Name} holds at most {format.MostRows}. Filter by reporter, partner or period, name a {Parameter.Limit.Name}, or ask for csv, which has no limit.");
        }
    }
}
