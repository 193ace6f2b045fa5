using System.Diagnostics;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>
/// Other people's programs read the answers, unmodified: packages of npm, at the versions of <c>Clients/package-lock.json</c>. Each script there fails where a reader
/// does not find what JSON tells.
/// </summary>
public class ClientsTests(SharedApi shared) : IClassFixture<SharedApi>, IClassFixture<Clients>
{
    [Theory]
    [InlineData("csv", "csv-parse reads every CSV")]
    [InlineData("xlsx", "ExcelJS opens every workbook")]
    [InlineData("jsonstat", "the JSON-stat toolkit finds every number under its dimensions")]
    [InlineData("duckdb", "DuckDB gets the same sums out of Parquet, CSV and NDJSON")]
    [InlineData("types", "openapi-typescript makes types that compile")]
    [InlineData("lint", "Redocly finds no error in the document")]
    [InlineData("prism", "Prism finds no answer that the document does not allow")]
    public async Task A_client_reads(string script, string what)
    {
        var (code, said) = await Clients.RunAsync("node", [$"{script}.mjs", shared.Api.Address]);
        Assert.True(code == 0, $"That {what} does not hold: {said[..Math.Min(said.Length, 4000)]}");
    }
}

/// <summary>The packages, installed once for a build, and the programs that run them.</summary>
public sealed class Clients : IAsyncLifetime
{
    private const string Missing = "Answers are read by packages of npm, and node or npm is not on the PATH. Install them: apt-get install nodejs npm, or brew install node.";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Clients");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // Installed already, and with these versions?
        var installed = Path.Combine(Folder, "node_modules", ".package-lock.json");
        if (File.Exists(installed) && File.GetLastWriteTimeUtc(installed) > File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json")))
            return;
        if (IsMissing("node") || IsMissing("npm"))
            return;
        var (code, said) = await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        Assert.True(code == 0, said);
    }

    /// <summary>Runs a program in the folder of the packages: its exit code and all it said.</summary>
    public static async Task<(int Code, string Said)> RunAsync(string program, IReadOnlyList<string> arguments)
    {
        // As with the browser: where tests count, clients read; nobody has to install them to change a figure.
        var missing = IsMissing(program);
        Assert.SkipWhen(missing && Environment.GetEnvironmentVariable("CI") != "true", Missing);
        Assert.False(missing, Missing);
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["REDOCLY_TELEMETRY"] = "off";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromMinutes(5));
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool IsMissing(string program) =>
        !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
