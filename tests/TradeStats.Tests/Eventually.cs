using System.Diagnostics;
using Xunit;

namespace TradeStats.Tests;

/// <summary>Waits for what comes true by itself.</summary>
internal static class Eventually
{
    /// <summary>Waits until a condition holds; fails after two minutes, which even a crowded machine does not need.</summary>
    public static async Task IsAsync(Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), "This has not come true within two minutes.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
