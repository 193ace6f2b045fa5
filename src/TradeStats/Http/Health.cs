using TradeStats.Store;

namespace TradeStats.Http;

/// <summary>Whether the service lives, and whether it can answer.</summary>
public static class Health
{
    /// <summary>Serves <c>/health/live</c>, which asks nobody, and <c>/health/ready</c>, which asks the database.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        RequestDelegate live = http => WriteAsync(http, "live");
        RequestDelegate ready = async http =>
        {
            Lists.Catalogue(http);
            await http.RequestServices.GetRequiredService<Database>().PingAsync(http.RequestAborted);
            await WriteAsync(http, "ready");
        };
        routes.MapMethods("/health/live", Endpoints.GetAndHead, live).WithMetadata(Documented.Health("live", "Whether the process runs; never asks the database"));
        routes.MapMethods("/health/ready", Endpoints.GetAndHead, ready).WithMetadata(Documented.Health("ready", "Whether questions can be answered; asks the database"));
    }

    private static Task WriteAsync(HttpContext http, string status)
    {
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsJsonAsync(new { status }, http.RequestAborted);
    }
}
