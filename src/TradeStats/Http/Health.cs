using Prometheus;
using TradeStats.Store;

namespace TradeStats.Http;

/// <summary>Whether the service lives, whether it can answer, and how it fares.</summary>
public static class Health
{
    // One histogram tells how many requests there were of each route and status, and how long they took. What else could be counted costs each answer its time, and what the ways to the
    // database are called is nobody's business.
    private static readonly string[] Counted = ["http.server.request.duration", "kestrel.active_connections", "kestrel.rejected_connections"];

    static Health()
    {
        Metrics.SuppressDefaultMetrics(new() { SuppressEventCounters = true, SuppressDebugMetrics = true });
        Metrics.ConfigureMeterAdapter(adapter => adapter.InstrumentFilterPredicate = instrument => Counted.Contains(instrument.Name));
    }

    /// <summary>
    /// Serves <c>/health/live</c>, which asks nobody, <c>/health/ready</c>, which asks a server that questions are read from, and <c>/metrics</c>, what .NET and the web server count, for Prometheus.
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/health/live", http => WriteAsync(http, "live")).WithMetadata(Documented.Health("live", "Whether the process runs; never asks the database"));
        routes.MapRead("/health/ready", ReadyAsync).WithMetadata(Documented.Health("ready", "Whether questions can be answered; asks the database"));
        routes.MapMetrics("/metrics").WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head])).ExcludeFromDescription();
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
