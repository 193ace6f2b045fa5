using System.Diagnostics;
using System.Runtime.Versioning;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TradeStats.Postgres;
using Xunit;

namespace TradeStats.Tests.Postgres;

/// <summary>A temporary folder to keep clusters in, and what the tests do with them.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class Scratch : IDisposable
{
    public const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    public const UnixFileMode Passable = Mine | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public Scratch() => File.SetUnixFileMode(Folder, Passable);

    public string Folder { get; } = Directory.CreateTempSubdirectory("tradestats-test-").FullName;

    public string Home => Path.Combine(Folder, "home");

    public string Data => Path.Combine(Home, "data");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public Task<PrivateCluster> StartAsync(bool isFollowed = false) => StartAsync(new PrivateClusterOptions { Home = Home, IsFollowed = isFollowed });

    public static Task<PrivateCluster> StartAsync(PrivateClusterOptions options) =>
        PrivateCluster.StartAsync(options, NullLogger.Instance, Token);

    public static async Task<string> FaultOfAsync(PrivateClusterOptions options) =>
        (await Assert.ThrowsAsync<PrivateClusterException>(async () => await (await StartAsync(options)).DisposeAsync())).Message;

    public static async Task<object?> AskAsync(ClusterAddress address, string statement)
    {
        await using var connection = new NpgsqlConnection(address.ToConnectionString() + ";Pooling=false");
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync(Token);
    }

    /// <summary>The process number of the PostgreSQL that runs on a folder; empty where none does.</summary>
    public static string Postmaster(string data)
    {
        var file = Path.Combine(data, "postmaster.pid");
        return File.Exists(file) ? File.ReadLines(file).FirstOrDefault("") : "";
    }

    /// <summary>The command lines, of all processes, that hold some words.</summary>
    public static async Task<IReadOnlyList<string>> ProcessesOnAsync(string words) =>
        [.. (await RunAsync("ps", "axww", "-o", "command=")).Split('\n').Where(line => line.Contains(words, StringComparison.Ordinal))];

    public static async Task WaitForAsync(Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "This has not come true within 30 s.");
            await Task.Delay(50, Token);
        }
    }

    public static async Task<string> RunAsync(params string[] line)
    {
        using var process = Process.Start(new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return output;
    }

    /// <summary>How to run this test program with other options than now.</summary>
    public static string[] ThisProgram(params string[] options) =>
        [Environment.ProcessPath!, .. IsHost ? new[] { typeof(Scratch).Assembly.Location } : [], "--progress", "off", .. options];

    private static bool IsHost => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
}
