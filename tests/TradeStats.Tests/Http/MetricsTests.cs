using System.Net;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>What Prometheus reads of the service.</summary>
public class MetricsTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private readonly Api _api = shared.Api;

    [Fact]
    public async Task Requests_are_counted_by_route_and_status_in_the_text_format_of_Prometheus()
    {
        var first = await _api.GetAsync("/metrics");
        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.StartsWith("text/plain", first.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _api.SendAsync(HttpMethod.Head, "/metrics")).Status);
        Problems.Is(await _api.SendAsync(HttpMethod.Post, "/metrics"), HttpStatusCode.MethodNotAllowed, "methodNotAllowed");
        Problems.Is(await _api.GetAsync("/v1/totals?reporter=nowhere"), HttpStatusCode.BadRequest, "badQuestion");

        var text = "";
        await Eventually.IsAsync(async () => (text = (await _api.GetAsync("/metrics")).Text).Contains("http_response_status_code=\"400\"", StringComparison.Ordinal));

        var samples = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').ToList();
        Assert.All(samples, line => Assert.Matches(@"^[a-zA-Z_:][a-zA-Z0-9_:]*(\{.*\})? (-?[0-9.]+([eE][+-]?[0-9]+)?|NaN|[+-]Inf)$", line));
        Assert.Contains(samples, line => line.Contains("http_route=\"/v1/totals\"", StringComparison.Ordinal) && line.Contains("status_code=\"400\"", StringComparison.Ordinal));
        Assert.Contains(samples, line => line.StartsWith("process_cpu_seconds_total ", StringComparison.Ordinal));
    }
}
