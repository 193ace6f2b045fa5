using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using TradeStats.Queries;
using TradeStats.Representations;
using TradeStats.Store;
using TradeStats.Trade;

namespace TradeStats.Http;

/// <summary>The way of every list from request to answer: parse, negotiate, compare the tag, read, write.</summary>
public static class Lists
{
    // A load between parsing and reading makes a question start over; more than a few in a row means that something is wrong.
    internal const int MostAttempts = 5;

    private const string VariesBy = "Accept, Accept-Encoding";

    /// <summary>Serves a list under its path and its path with a file ending.</summary>
    public static void MapList<T>(this IEndpointRouteBuilder routes, ListEndpoint<T> list)
    {
        var path = $"/v1/{list.Table.Noun}";
        routes.MapRead(path, http => AnswerAsync(http, list, ending: null)).WithMetadata(Documented.List(list));
        routes.MapCsvwMetadata(list);
        routes.MapRead(path + ".{format}", http => AnswerAsync(http, list, (string)http.Request.RouteValues["format"]!)).ExcludeFromDescription();
    }

    /// <summary>The code lists in force.</summary>
    /// <exception cref="ProblemException">They could not be read yet.</exception>
    public static Catalogue Catalogue(HttpContext http) =>
        http.RequestServices.GetRequiredService<CatalogueWatch>().Current
        ?? throw new ProblemException(new(ProblemCode.DatabaseAway, "The service is starting: its code lists are not read yet."));

    /// <summary>Sets the headers of an answer, which may not be certain to be there; true where the client holds it already and 304 says so.</summary>
    public static bool IsHeld(HttpContext http, Catalogue catalogue, string question, string mediaType, bool isThere)
    {
        var tag = Tag.Of(catalogue.Version, question, Compression.CodingOf(http, mediaType));
        var changedAt = Tag.ChangedAt(catalogue);
        var headers = http.Response.GetTypedHeaders();
        headers.ETag = tag;
        headers.LastModified = changedAt;
        http.Response.Headers.CacheControl = Tag.CacheControl;
        http.Response.Headers.Vary = VariesBy;
        if (!Tag.IsHeld(http.Request, tag, changedAt, isThere))
            return false;
        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    /// <summary>The question of a request.</summary>
    /// <exception cref="ProblemException">It has faults, all of which are told.</exception>
    internal static Question Question(HttpContext http, Grammar grammar, Catalogue catalogue) =>
        grammar.Parse(http.Request.QueryString.Value ?? "", catalogue, out var faults)
        ?? throw new ProblemException(new(ProblemCode.BadQuestion, $"{(faults.Count == 1 ? "One fault" : $"{faults.Count} faults")}: {string.Join(" ", faults.Select(fault => fault.Message))}", faults));

    /// <summary>Refuses to embed figures where the format has no place for them.</summary>
    /// <exception cref="ProblemException">The question asks for it.</exception>
    internal static void RefuseFigures(Question question, Format format)
    {
        if (question.IncludesFigures && format is not JsonFormat)
        {
            throw new ProblemException(new(ProblemCode.BadQuestion, "Only JSON can embed figures.",
                [new(Parameter.Include.Name, "figures", FaultCode.Conflict, $"{format.Name} rows cannot hold other rows: ask for JSON, or for /v1/figures.", [])]));
        }
    }

    /// <summary>Whether a failure leaves it to another server to answer: the one asked has gone, there are others, and nothing is sent yet.</summary>
    internal static bool MayStartOver(HttpContext http, Exception fault) =>
        http.RequestServices.GetRequiredService<Database>().HasSeveralServers && Database.IsAway(fault)
        && !http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted && !Faults.IsUnderWay(http.Response);

    private static async Task AnswerAsync<T>(HttpContext http, ListEndpoint<T> list, string? ending)
    {
        var watch = http.RequestServices.GetRequiredService<CatalogueWatch>();
        var servers = http.RequestServices.GetRequiredService<Database>();
        var catalogue = Catalogue(http);
        for (var attempt = 1; ; attempt++)
        {
            var question = Question(http, list.Grammar, catalogue);
            var format = Negotiation.Choose(http.Request, ending, question.Format, list.Table);
            RefuseFigures(question, format);
            if (IsHeld(http, catalogue, $"{format.Name} {Root(http.Request)} {question.Canonical}", format.MediaType, isThere: true))
                return;
            if (attempt == 1)
                http.RequestServices.GetRequiredService<Allowance>().Take(http);
            var pageLength = question.Limit ?? (format is StreamFormat { IsPaged: true } ? Parameter.UsualRows : (int?)null);
            var most = question.Sort is null ? pageLength + 1 : null;
            try
            {
                // Code lists are answered from memory, whether a server is there or not.
                var server = list.Parameters.Contains(Parameter.Dataset) ? await servers.AtOneServerAsync(http.RequestAborted) : servers;
                var ask = new Ask(question, catalogue, server, http.RequestAborted, most);
                await using var answer = await list.AnswerAsync(ask);
                var known = answer.Dataset is null ? catalogue.Version : catalogue.FindDataset(answer.Dataset)?.Version;
                if (answer.Version == known || attempt == MostAttempts)
                {
                    await WriteAsync(http, list, format, ask, answer, pageLength);
                    if (answer.Version == known)
                        Keeping.TellWhole(http, catalogue);
                    return;
                }
                // The rows are of another version than the code lists: read those anew, so that names, notes and tag belong to the rows; by the connection that the rows had.
                await answer.DisposeAsync();
                catalogue = await watch.RefreshAsync(ask.Database, http.RequestAborted);
            }
            catch (Exception fault) when (attempt == 1 && MayStartOver(http, fault))
            {
                // The server was lost before anything was sent: another one can answer.
            }
            http.Response.Headers.Clear();
        }
    }

    private static async Task WriteAsync<T>(HttpContext http, ListEndpoint<T> list, Format format, Ask ask, Answer<T> answer, int? pageLength)
    {
        var question = ask.Question;
        var rows = Paging.RowsAsync(answer.Rows, list.Table, ask, pageLength + 1);
        string? next = null;
        var columns = list.Table.Select(question.Fields);
        var notes = new Notes<T>(list, ask);
        if (pageLength is { } length)
        {
            var (page, hasMore) = await Paging.TakeAsync(rows, length, ask.Cancellation);
            // What is read below takes a connection too: who holds one while he waits for another can wait for ever.
            await answer.DisposeAsync();
            if (hasMore)
            {
                next = Paging.NextUrl(http.Request, page[^1], list.Table, ask);
                http.Response.Headers.Append(HeaderNames.Link, $"<{next}>; rel=\"next\"");
            }
            if (question.IncludesFigures)
            {
                var ids = page.SelectMany(list.Table.FiguresOf).Distinct().ToList();
                var (_, figures) = await CuratedReads.FiguresAsync(ask.Database, new() { Noun = question.Noun, Dataset = question.Dataset }, ask.Cancellation, ids);
                columns = [.. columns, list.Table.Evidence(figures.ToDictionary(row => row.Figure.Id))];
            }
            foreach (var row in page)
                notes.Add(row);
            rows = page.ToAsyncEnumerable();
        }
        else if (format is FileFormat)
        {
            rows = notes.WatchAsync(rows);
        }
        if (format is CsvFormat)
            http.Response.Headers.Append(HeaderNames.Link, $"<{Csvw.UrlOf(http.Request, list.Table.Noun)}>; rel=\"describedby\"; type=\"{CsvwMetadata.MediaType}\"");
        http.Response.ContentType = format.MediaType;
        if (format.IsDownload)
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"{FileName(question)}.{format.Name}\"";
        var selection = new Selection<T>(list.Table, columns, rows, ask.Catalogue, MetaOf(http.Request, list, ask, answer, next), notes.AllAsync);
        switch (format)
        {
            case FileFormat file:
                await Files.SendAsync(http, file, selection, ask.Cancellation);
                break;
            case StreamFormat stream:
                if (stream.IsPaged)
                {
                    var told = await notes.AllAsync();
                    selection = selection with { NotesAsync = () => Task.FromResult(told) };
                }
                // From here on a failure breaks the connection off: nothing can be taken for a whole answer.
                await http.Response.StartAsync(ask.Cancellation);
                http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
                using (var output = new PatientWriter(http))
                    await stream.WriteAsync(output, selection, ask.Cancellation);
                break;
        }
    }

    private static Meta MetaOf<T>(HttpRequest request, ListEndpoint<T> list, Ask ask, Answer<T> answer, string? next) => new(
        answer.Dataset, answer.Version, ask.Catalogue.Loaded, list.Summary, ask.Question.Rows, $"{Root(request)}{request.Path}{request.QueryString}", Root(request), next);

    internal static string Root(HttpRequest request) => $"{request.Scheme}://{request.Host}{request.PathBase}";

    private static string FileName(Question question)
    {
        const int longest = 120;
        var name = new StringBuilder();
        foreach (var character in question.Rows.Replace("?dataset=" + Dataset.Articles, "", StringComparison.Ordinal).Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(character))
                name.Append(character);
            else if (char.GetUnicodeCategory(character) is not UnicodeCategory.NonSpacingMark && name.Length > 0 && name[^1] != '-')
                name.Append('-');
        }
        return name.ToString()[..Math.Min(name.Length, longest)].TrimEnd('-');
    }
}
