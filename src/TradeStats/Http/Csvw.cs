using TradeStats.Queries;
using TradeStats.Representations;

namespace TradeStats.Http;

/// <summary>Serves the metadata of the CSV of a list, at the address of the CSV with <c>-metadata.json</c> behind it, as CSV on the Web proposes.</summary>
internal static class Csvw
{
    private const string Ending = ".csv-metadata.json";

    /// <summary>The address of the metadata of the CSV that a request asks for.</summary>
    public static string UrlOf(HttpRequest request, string noun) => $"{Lists.Root(request)}/v1/{noun}{Ending}{QueryOf(request)}";

    /// <summary>Answers under that path, with the parameters of the list. The code lists know all that it tells, so the database is not asked.</summary>
    public static void MapCsvwMetadata<T>(this IEndpointRouteBuilder routes, ListEndpoint<T> list) =>
        routes.MapRead($"/v1/{list.Table.Noun}{Ending}", http => AnswerAsync(http, list)).ExcludeFromDescription();

    private static async Task AnswerAsync<T>(HttpContext http, ListEndpoint<T> list)
    {
        var catalogue = Lists.Catalogue(http);
        var question = Lists.Question(http, list.Grammar, catalogue);
        Lists.RefuseFigures(question, Negotiation.Choose(http.Request, "csv", question.Format, list.Table));
        if (Lists.IsHeld(http, catalogue, $"csvw {Lists.Root(http.Request)} {question.Canonical}", CsvwMetadata.MediaType, isThere: true))
            return;
        var dataset = list.Parameters.Contains(Parameter.Dataset) ? catalogue.FindDataset(question.Dataset) : null;
        var url = $"{Lists.Root(http.Request)}/v1/{list.Table.Noun}.csv{QueryOf(http.Request)}";
        var meta = new Meta(dataset?.Id, dataset?.Version ?? catalogue.Version, catalogue.Loaded, list.Summary, question.Rows, url, Lists.Root(http.Request), Next: null);
        http.Response.ContentType = CsvwMetadata.MediaType;
        await CsvwMetadata.WriteAsync(http.Response.Body, list.Table.Select(question.Fields), list.Table, catalogue, meta, url, http.RequestAborted);
        Keeping.TellWhole(http, catalogue);
    }

    // The path says the format already.
    private static string QueryOf(HttpRequest request)
    {
        var parts = (request.QueryString.Value ?? "").TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(part => part.Split('=')[0] != Parameter.Format.Name).ToList();
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }
}
