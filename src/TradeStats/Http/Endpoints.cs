namespace TradeStats.Http;

/// <summary>All paths of the API.</summary>
public static class Endpoints
{
    /// <summary>The paths that a misspelt one may have meant.</summary>
    internal static IReadOnlyList<string> Paths { get; } =
        ["/v1/totals", "/v1/growth", "/v1/shares", "/v1/rankings", "/v1/checks", "/v1/availability", "/v1/figures", "/v1/sources", "/v1/areas", "/v1/commodities", "/v1/datasets",
            "/health/live", "/health/ready", "/metrics", "/openapi/v1.json", "/swagger"];

    /// <summary>Serves all of them.</summary>
    public static void MapTradeStats(this WebApplication app)
    {
        app.MapList(CellEndpoints.Totals);
        app.MapList(CellEndpoints.Growth);
        app.MapList(CellEndpoints.Shares);
        app.MapList(RankingEndpoint.Rankings);
        app.MapList(CuratedEndpoints.Checks);
        app.MapList(CellEndpoints.Availability);
        app.MapList(CuratedEndpoints.Figures);
        app.MapList(CuratedEndpoints.Sources);
        app.MapList(CuratedEndpoints.Areas);
        app.MapList(CuratedEndpoints.Commodities);
        app.MapList(CuratedEndpoints.Datasets);
        app.MapOne(CuratedEndpoints.Figure);
        app.MapOne(CuratedEndpoints.Source);
        app.MapHealth();
        app.MapGet("/", () => Results.Redirect("/swagger")).ExcludeFromDescription();
    }

    /// <summary>Answers GET and HEAD under a path. What is said of it says it once, of GET.</summary>
    internal static IEndpointConventionBuilder MapRead(this IEndpointRouteBuilder routes, string path, Func<HttpContext, Task> answer)
    {
        routes.MapMethods(path, [HttpMethods.Head], answer).ExcludeFromDescription();
        return routes.MapMethods(path, [HttpMethods.Get], answer);
    }
}
