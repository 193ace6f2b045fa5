using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace TradeStats.Http;

/// <summary>
/// Counts the answers that each client takes in a minute and refuses those above its limit. A client is an IPv4 address or an IPv6 network of 64 bits, which is what
/// one household has. What costs next to nothing does not count: an answer that the client holds already (304) and a question with faults.
/// </summary>
public sealed class Allowance(Limits limits, TimeProvider clock)
{
    private const int Window = 60;

    private volatile Minute _minute = new(0);

    /// <summary>Counts one answer and names the client's allowance in the headers (draft-ietf-httpapi-ratelimit-headers, as of version 7).</summary>
    /// <exception cref="ProblemException">The client has had its share of this minute.</exception>
    public void Take(HttpContext http)
    {
        if (limits.RequestsPerMinute == 0)
            return;
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var minute = _minute;
        // Whoever comes first in a new minute begins it; two at once may begin it twice, which forgives a request or two.
        if (minute.Number != now / Window)
            _minute = minute = new(now / Window);
        var taken = Interlocked.Increment(ref minute.Taken.GetOrAdd(ClientOf(http.Connection.RemoteIpAddress), _ => new()).Value);
        var (left, wait) = (Math.Max(0, limits.RequestsPerMinute - taken), (int)(Window - (now % Window)));
        // Set when the answer starts, so that the headers of an error carry them too.
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers["RateLimit-Limit"] = $"{limits.RequestsPerMinute}";
            headers["RateLimit-Remaining"] = $"{left}";
            headers["RateLimit-Reset"] = $"{wait}";
            headers["RateLimit-Policy"] = $"{limits.RequestsPerMinute};w={Window}";
            return Task.CompletedTask;
        });
        if (taken > limits.RequestsPerMinute)
        {
            throw new ProblemException(new(ProblemCode.TooManyRequests,
                $"This address has asked more than {limits.RequestsPerMinute} times in this minute. Go on in {wait} seconds, send If-None-Match, which is not counted, or ask for more rows at once: csv has them all.")
            { RetryAfter = wait });
        }
    }

    private static IPAddress ClientOf(IPAddress? address)
    {
        if (address is null)
            return IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
            return address;
        var network = address.GetAddressBytes();
        Array.Clear(network, 8, 8);
        return new(network);
    }

    private sealed class Minute(long number)
    {
        public long Number => number;

        public ConcurrentDictionary<IPAddress, StrongBox<int>> Taken { get; } = new();
    }
}
