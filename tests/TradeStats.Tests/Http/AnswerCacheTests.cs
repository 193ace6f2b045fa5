using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using TradeStats.Http;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>What answers that are kept take, and which of them stay.</summary>
public class AnswerCacheTests
{
    private const int Size = 100_000;

    [Fact]
    public void Answers_asked_for_once_stay_within_their_bytes_and_leave_those_asked_for_again()
    {
        var cache = new AnswerCache();
        cache.Keep(Key(-1), Answer());
        Assert.NotNull(cache.Find(Key(-1)));
        for (var number = 0; number < 2000; number++)
            cache.Keep(Key(number), Answer());
        Assert.NotNull(cache.Find(Key(-1)));
        Assert.NotNull(cache.Find(Key(1999)));
        Assert.InRange(Kept(cache, 2000), 1, AnswerCache.MostBytesOnce);
    }

    [Fact]
    public void Answers_asked_for_again_stay_within_their_bytes()
    {
        var cache = new AnswerCache();
        for (var number = 0; number < 2000; number++)
        {
            cache.Keep(Key(number), Answer());
            Assert.NotNull(cache.Find(Key(number)));
        }
        Assert.InRange(Kept(cache, 2000), AnswerCache.MostBytes / 4, AnswerCache.MostBytes + AnswerCache.MostBytesOnce);
    }

    // To look moves what is found: the newest first, so that nothing is counted that only looking has kept.
    private static long Kept(AnswerCache cache, int count) => Enumerable.Range(0, count).Reverse().Count(number => cache.Find(Key(number)) is not null) * (long)Size;

    private static AnswerKey Key(int number) => new("1", default, "http", "localhost", "", "/v1/totals", $"?limit={number}", "", "");

    private static KeptAnswer Answer() => new([KeyValuePair.Create("Content-Type", new StringValues("text/plain"))], new byte[Size], new([], new EntityTagHeaderValue("\"1\""), default))
    {
        MediaType = "text/plain",
        InParts = false,
    };
}
