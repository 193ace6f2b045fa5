using System.Globalization;
using System.IO.Pipelines;
using TradeStats.Trade;

namespace TradeStats.Representations;

/// <summary>What an answer says beside its rows and notes.</summary>
/// <param name="Dataset">The dataset that the rows come from; null for lists that belong to none.</param>
/// <param name="Version">The version of the content that the rows come from.</param>
/// <param name="Loaded">When that content was loaded.</param>
/// <param name="Title">What the rows are, in a few words.</param>
/// <param name="Question">The question in its canonical spelling, as <c>totals?dataset=articles&amp;reporter=CN</c>.</param>
/// <param name="Url">The address that was asked.</param>
/// <param name="Root">The address of the service, without a slash at the end.</param>
/// <param name="Next">The address of the following page; null where this is the last.</param>
public sealed record Meta(string? Dataset, string Version, DateTimeOffset Loaded, string Title, string Question, string Url, string Root, string? Next)
{
    /// <summary>When that content was loaded: UTC, ISO 8601.</summary>
    public string LoadedAt => Time(Loaded);

    /// <summary>A point in time as every format writes it: UTC, ISO 8601, whole seconds.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>The rows of an answer and all that a format may tell of them.</summary>
/// <typeparam name="T">The row.</typeparam>
/// <param name="Table">What the rows are.</param>
/// <param name="Columns">The columns wanted, in the order wanted.</param>
/// <param name="Rows">The rows, once.</param>
/// <param name="Catalogue">The names of codes.</param>
/// <param name="Meta">What the answer says beside them.</param>
/// <param name="NotesAsync">What a reader should know: why there is nothing, where sources disagree. It is told after the last row.</param>
public sealed record Selection<T>(
    Table<T> Table, IReadOnlyList<Column<T>> Columns, IAsyncEnumerable<T> Rows, Catalogue Catalogue, Meta Meta, Func<Task<IReadOnlyList<string>>> NotesAsync);

/// <summary>One way to write a table. There is one instance of each, in <see cref="All"/>.</summary>
/// <param name="Name">The file ending and the value of <c>format</c>.</param>
/// <param name="MediaType">The content type that it answers with.</param>
/// <param name="Description">What it is good for, and how much it holds.</param>
/// <param name="Use">A program and one line that uses it, with <c>URL</c> for the address of a question in this format: <c>shell: curl -s 'URL'</c>.</param>
public abstract record Format(string Name, string MediaType, string Description, string Use)
{
    /// <summary>All formats, the default first. Adding one takes its file and a place in this list.</summary>
    public static IReadOnlyList<Format> All { get; } =
        [new JsonFormat(), new CsvFormat(), new NdjsonFormat(), new XlsxFormat(), new ParquetFormat(), new JsonStatFormat(), new SvgFormat(), new ZipFormat(), new JsonLdFormat()];

    /// <summary>Whether it is for keeping as a file rather than for reading on the spot.</summary>
    public virtual bool IsDownload => true;

    /// <summary>Whether the rows of a table can be told in it.</summary>
    public virtual bool CanTell<T>(Table<T> table) => true;
}

/// <summary>A format that is written while the rows are read, so that any number of them takes the same memory.</summary>
/// <param name="Name">The file ending and the value of <c>format</c>.</param>
/// <param name="MediaType">The content type that it answers with.</param>
/// <param name="Description">What it is good for, and how much it holds.</param>
/// <param name="Use">One line that uses it.</param>
/// <param name="IsPaged">Whether it answers in pages unless told; else all rows.</param>
public abstract record StreamFormat(string Name, string MediaType, string Description, string Use, bool IsPaged) : Format(Name, MediaType, Description, Use)
{
    /// <summary>Bytes that are gathered before they are sent.</summary>
    protected const int FlushAt = 32 * 1024;

    /// <summary>Writes rows.</summary>
    /// <returns>The number of rows written.</returns>
    public abstract Task<long> WriteAsync<T>(PipeWriter output, Selection<T> selection, CancellationToken cancellation);
}

/// <summary>A format that is made whole before it is sent, so that its length is known and parts of it can be asked for.</summary>
/// <param name="Name">The file ending and the value of <c>format</c>.</param>
/// <param name="MediaType">The content type that it answers with.</param>
/// <param name="Description">What it is good for, and how much it holds.</param>
/// <param name="Use">One line that uses it.</param>
/// <param name="MostRows">The most rows that it holds; null where any number will do.</param>
public abstract record FileFormat(string Name, string MediaType, string Description, string Use, int? MostRows) : Format(Name, MediaType, Description, Use)
{
    /// <summary>Writes rows to a stream that can seek. The same selection gives the same bytes.</summary>
    public abstract Task WriteAsync<T>(Stream output, Selection<T> selection, CancellationToken cancellation);
}

/// <summary>Thrown where a format cannot hold what a question asks for.</summary>
/// <param name="message">How much it is, how much the format holds, and the way round.</param>
public sealed class TooLargeException(string message) : Exception(message);
