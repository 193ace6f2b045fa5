using TradeStats.Queries;
using TradeStats.Representations;
using TradeStats.Store;
using TradeStats.Trade;

namespace TradeStats.Http;

/// <summary>One thing of a list, under its id. It answers JSON and takes no parameters.</summary>
/// <typeparam name="T">The row.</typeparam>
/// <param name="Table">The list.</param>
/// <param name="Summary">What it answers, in a few words.</param>
/// <param name="Example">An id that answers with data.</param>
/// <param name="FindAsync">The row of an id and its dataset; null where there is none.</param>
/// <param name="Near">Ids that a misspelt one may have meant.</param>
/// <param name="Row">The name of its row in the documentation, where it has other fields than those of the list.</param>
public sealed record ItemEndpoint<T>(
    Table<T> Table,
    string Summary,
    string Example,
    Func<Database, string, Catalogue, CancellationToken, Task<(T Row, Dataset Dataset)?>> FindAsync,
    Func<Catalogue, IReadOnlyList<string>> Near,
    string? Row = null);

/// <summary>The way of every single thing from request to answer.</summary>
public static class Items
{
    /// <summary>Serves the things of a list under its path and their id.</summary>
    public static void MapOne<T>(this IEndpointRouteBuilder routes, ItemEndpoint<T> item) =>
        routes.MapRead($"/v1/{item.Table.Noun}/{{id}}", http => AnswerAsync(http, item)).WithMetadata(Documented.Item(item));

    private static async Task AnswerAsync<T>(HttpContext http, ItemEndpoint<T> item)
    {
        var id = (string)http.Request.RouteValues["id"]!;
        var watch = http.RequestServices.GetRequiredService<CatalogueWatch>();
        var servers = http.RequestServices.GetRequiredService<Database>();
        var catalogue = Lists.Catalogue(http);
        var json = Format.All[0];
        var asked = $"{item.Table.Noun}/{id}";
        for (var attempt = 1; ; attempt++)
        {
            if (new Grammar(asked, [], [], 0).Parse(http.Request.QueryString.Value ?? "", catalogue, out var faults) is null)
                throw new ProblemException(new(ProblemCode.BadQuestion, "One thing takes no parameters.", faults));
            if (Lists.IsHeld(http, catalogue, asked, json.MediaType, isThere: false))
                return;
            if (attempt == 1)
                http.RequestServices.GetRequiredService<Allowance>().Take(http);
            try
            {
                var database = await servers.AtOneServerAsync(http.RequestAborted);
                if (await item.FindAsync(database, id, catalogue, http.RequestAborted) is not var (row, dataset))
                    throw new ProblemException(NotFound(item, id, catalogue));
                if (dataset.Version == catalogue.FindDataset(dataset.Id)?.Version || attempt == Lists.MostAttempts)
                {
                    if (Lists.IsHeld(http, catalogue, asked, json.MediaType, isThere: true))
                        return;
                    http.Response.ContentType = json.MediaType;
                    JsonFormat.WriteOne(http.Response.BodyWriter, item.Table.Columns, row, catalogue, new Meta(dataset.Id, dataset.Version, dataset.Loaded, item.Summary, asked, "", "", null));
                    await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
                    if (dataset.Version == catalogue.FindDataset(dataset.Id)?.Version)
                        Keeping.TellWhole(http, catalogue);
                    return;
                }
                // As with lists: names and tag must belong to the row.
                catalogue = await watch.RefreshAsync(database, http.RequestAborted);
            }
            catch (Exception fault) when (attempt == 1 && Lists.MayStartOver(http, fault))
            {
                // As with lists: another server can answer.
            }
            http.Response.Headers.Clear();
        }
    }

    private static Problem NotFound<T>(ItemEndpoint<T> item, string id, Catalogue catalogue) => new(
        ProblemCode.NotFound,
        $"There is no {id} in /v1/{item.Table.Noun}, which lists all there are.",
        [new("id", id, FaultCode.UnknownValue, $"/v1/{item.Table.Noun} has no '{id}'.", new Nearest(item.Near(catalogue)).To(id))]);
}
