using System.IO.Pipelines;
using TradeStats.Trade;

namespace TradeStats.Representations;

/// <summary>What an answer says beside its rows.</summary>
/// <param name="Dataset">The dataset that the rows come from; null for lists that belong to none.</param>
/// <param name="Version">The version of the content that the rows come from.</param>
/// <param name="Next">The URL of the following page; null where this is the last.</param>
/// <param name="Notes">What a reader should know: why there is nothing, where sources disagree.</param>
public sealed record Meta(string? Dataset, string Version, string? Next, IReadOnlyList<string> Notes);

/// <summary>One way to write a table. There is one instance for each, in <see cref="All"/>.</summary>
/// <param name="Name">The file ending and the value of <c>format</c>.</param>
/// <param name="MediaType">The content type that it answers with.</param>
/// <param name="IsPaged">Whether it answers in pages unless told; else all rows, streamed.</param>
/// <param name="Description">What it is good for.</param>
public abstract record Format(string Name, string MediaType, bool IsPaged, string Description)
{
    /// <summary>All formats, the default first. Adding one takes its file and a place in this list.</summary>
    public static IReadOnlyList<Format> All { get; } = [new JsonFormat(), new CsvFormat()];

    /// <summary>Writes rows; the meta is asked for after the last of them.</summary>
    /// <returns>The number of rows written.</returns>
    public abstract Task<long> WriteAsync<T>(
        PipeWriter output, IReadOnlyList<Column<T>> columns, IAsyncEnumerable<T> rows, Catalogue catalogue, Meta meta, CancellationToken cancellation);
}
