using System.Runtime.InteropServices;
using TradeStats;
using TradeStats.Http;
using TradeStats.Postgres;

const string usage = """
    TradeStats

      dotnet run --project src/TradeStats                   load the seeds and serve on http://localhost:5080
      dotnet run --project src/TradeStats -- --urls URL     the same on another address
      dotnet run --project src/TradeStats -- load [FOLDER]  load seeds and end; FOLDER is that of the repository unless told
      dotnet run --project src/TradeStats -- import seeds FOLDER
                                                            the same
      dotnet run --project src/TradeStats -- import comtrade FILE... [--dataset NAME] [--dry-run] [--replace] [--rejected FILE]
                                                            load UN Comtrade tables: files, folders, patterns

    Settings: ConnectionStrings__TradeStats, TRADESTATS_HOME, TRADESTATS_PG_BIN, TRADESTATS_SEEDS. See README.md.
    """;

var isHelp = args is ["help" or "--help" or "-h", ..];
var folder = args switch { ["load", var named] => named, ["import", "seeds", var named] => named, _ => null };
var isLoad = folder is not null || args is ["load"];
string? misuse = null;
var import = args is ["import", "comtrade", .. var rest] ? ImportArguments.Parse(rest, out misuse) : null;
if (isHelp || (!isLoad && import is null && args is [var first, ..] && !first.StartsWith('-')))
{
    Console.WriteLine(misuse is null ? usage : $"{misuse}{Environment.NewLine}{Environment.NewLine}{usage}");
    return isHelp ? 0 : 2;
}

var builder = WebApplication.CreateBuilder(import is null ? args : []);
builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
using var logs = LoggerFactory.Create(logging => logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddSimpleConsole(console => console.SingleLine = true));
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
// Until it serves, what goes wrong is told below in plain words; the host would tell it first, with a stack trace.
var isServing = false;
builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => isServing && level >= LogLevel.Information);
PrivateCluster? cluster = null;
try
{
    (var connection, cluster) = await Startup.FindServerAsync(builder.Configuration, builder.Environment, logs.CreateLogger("PostgreSQL"), stop.Token);
    await using var database = Startup.Open(connection);
    var seeds = folder ?? builder.Configuration["TRADESTATS_SEEDS"] ?? Path.Combine(AppContext.BaseDirectory, "seeds");
    Console.WriteLine($"Seeds       {await Startup.LoadAsync(database, seeds, stop.Token)}");
    Console.WriteLine($"Database    {(cluster is null ? $"the PostgreSQL of ConnectionStrings__{Startup.ConnectionName}" : $"a private PostgreSQL, its data in {cluster.Home}")}");
    if (isLoad)
        return 0;
    if (import is not null)
        return await ImportCommand.RunAsync(database, import, Console.Out, isTerminal: !Console.IsOutputRedirected, stop.Token);

    await using var app = WebServer.Build(builder, database);
    await app.StartAsync(stop.Token);
    isServing = true;
    foreach (var url in app.Urls)
        Console.WriteLine($"Serving     {url}/swagger to try it, {url}/v1/totals?reporter=CN&partner=ASEAN to ask it");
    Console.WriteLine("Ctrl-C      stops both; the data stay.");
    await app.WaitForShutdownAsync(stop.Token);
    await app.StopAsync();
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    if (import is null)
        return 0;
    await Console.Error.WriteLineAsync($"Stopped. Nothing was loaded: the dataset {import.Dataset} is as it was.");
    return 1;
}
catch (Exception fault) when (Startup.InPlainWords(fault, builder.Configuration["urls"] ?? WebServer.UsualUrl) is { } words)
{
    await Console.Error.WriteLineAsync(words);
    return 1;
}
finally
{
    if (cluster is not null)
        await cluster.DisposeAsync();
}

// The default would end the process at once, before the requests under way and the database are done.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
