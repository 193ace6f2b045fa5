using System.Diagnostics;
using Xunit;

namespace TradeStats.Tests;

/// <summary>Waits for what comes true by itself.</summary>
internal static class Eventually
{
    /// <summary>Waits until a condition holds; fails after half a minute.</summary>
    public static async Task IsAsync(Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "This has not come true within 30 s.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
