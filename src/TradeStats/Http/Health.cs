using TradeStats.Store;

namespace TradeStats.Http;

/// <summary>Whether the service lives, and whether it can answer.</summary>
public static class Health
{
    /// <summary>Serves <c>/health/live</c>, which asks nobody, and <c>/health/ready</c>, which asks a server that questions are read from.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/health/live", http => WriteAsync(http, "live")).WithMetadata(Documented.Health("live", "Whether the process runs; never asks the database"));
        routes.MapRead("/health/ready", ReadyAsync).WithMetadata(Documented.Health("ready", "Whether questions can be answered; asks the database"));
    }

    private static async Task ReadyAsync(HttpContext http)
    {
        Lists.Catalogue(http);
        await http.RequestServices.GetRequiredService<Database>().PingAsync(http.RequestAborted);
        await WriteAsync(http, "ready");
    }

    private static Task WriteAsync(HttpContext http, string status)
    {
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsJsonAsync(new { status }, http.RequestAborted);
    }
}
