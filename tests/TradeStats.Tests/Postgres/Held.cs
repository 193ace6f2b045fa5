using Microsoft.Extensions.Logging.Abstractions;
using TradeStats.Postgres;
using Xunit;

namespace TradeStats.Tests.Postgres;

/// <summary>The application that another test starts in order to kill it; nothing to run by itself.</summary>
public class Held
{
    /// <summary>Names the file that receives the home and the socket folder of the cluster, once it runs.</summary>
    public const string Variable = "TRADESTATS_TEST_HELD";

    [Fact(Explicit = true)]
    public async Task Holds_a_cluster_until_the_process_is_killed()
    {
        var token = TestContext.Current.CancellationToken;
        var held = Environment.GetEnvironmentVariable(Variable);
        Assert.NotNull(held);
        var ephemeral = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("TRADESTATS_HOME"));
        await using var cluster = await PrivateCluster.StartAsync(
            new PrivateClusterOptions { Ephemeral = ephemeral }, NullLogger.Instance, token);
        await File.WriteAllLinesAsync(held + ".part", [cluster.Home, cluster.Address.Host], token);
        File.Move(held + ".part", held);
        await Task.Delay(TimeSpan.FromMinutes(1), token);
    }
}
