using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using TradeStats.Store;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>What measures memory or time measures nothing else: these run while no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}

/// <summary>Large answers: their memory, and readers who do not read them.</summary>
[Collection(Alone.Name)]
public class StreamingTests(PostgresServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("csv")]
    [InlineData("ndjson")]
    public async Task A_stream_of_any_length_takes_the_same_memory(string format)
    {
        await using var api = await LargeAsync(120_000);
        await ReadAsync(api, $"/v1/totals.{format}?limit=1000", _ => { });
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        var bytes = await ReadAsync(api, $"/v1/totals.{format}", read =>
        {
            if (read % 400 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
        });
        Assert.True(bytes > 10_000_000, $"Only {bytes} bytes came.");
        Assert.True(most - before < 10_000_000, $"{format} took {most - before} bytes of memory for {bytes} bytes of answer.");
    }

    [Fact]
    public async Task An_answer_that_is_kept_takes_little_memory_to_give()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        for (var i = 0; i < 20; i++)
            await api.GetAsync("/v1/totals?limit=100");
        var before = GC.GetTotalAllocatedBytes();
        for (var i = 0; i < 50; i++)
            await api.GetAsync("/v1/totals?limit=100");
        // Most of it is the client's, who reads the whole answer into memory.
        Assert.InRange((GC.GetTotalAllocatedBytes() - before) / 50, 0, 600_000);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("ndjson")]
    public async Task A_reader_who_has_stopped_reading_is_dropped_and_the_query_ends(string format)
    {
        await using var api = await LargeAsync(120_000);
        var address = new Uri(api.Address);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(address.Host, address.Port, Token);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /v1/totals.{format} HTTP/1.1\r\nHost: localhost\r\n\r\n"), Token);
        await Eventually.IsAsync(async () => await LimitsTests.RunningAsync(api.ConnectionString) > 0);
        var watch = Stopwatch.StartNew();
        await Eventually.IsAsync(async () => await LimitsTests.RunningAsync(api.ConnectionString) == 0);
        // As the README says: at the latest after a minute.
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60));
        // What had been sent is still to be read; after it the connection is broken, not ended.
        var text = new StringBuilder();
        var buffer = new byte[64 * 1024];
        await Assert.ThrowsAsync<SocketException>(async () =>
        {
            while (await socket.ReceiveAsync(buffer, Token) is > 0 and var read)
                text.Append(Encoding.ASCII.GetString(buffer, 0, read));
            throw new InvalidOperationException("The answer ended as if it were whole.");
        });
        Assert.DoesNotContain("\r\n0\r\n", text.ToString(), StringComparison.Ordinal);
    }

    private static async Task<long> ReadAsync(Api api, string path, Action<int> each)
    {
        using var response = await api.OpenAsync(HttpMethod.Get, path);
        await using var stream = await response.Content.ReadAsStreamAsync(Token);
        var buffer = new byte[16 * 1024];
        var (bytes, reads) = (0L, 0);
        while (await stream.ReadAsync(buffer, Token) is > 0 and var read)
        {
            bytes += read;
            each(++reads);
        }
        return bytes;
    }

    private async Task<Api> LargeAsync(int rows)
    {
        var connectionString = await server.NewEmptyDatabaseAsync();
        await using (var database = new Database(connectionString))
        {
            await database.MigrateAsync(Token);
            await DatasetLoad.RunAsync(database, Contents.Large(rows), Token);
        }
        return await Api.StartAsync(connectionString);
    }
}
