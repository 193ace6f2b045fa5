using System.Runtime.InteropServices;
using TradeStats;
using TradeStats.Http;
using TradeStats.Postgres;
using TradeStats.Store;

const string usage = """
    TradeStats

      dotnet run --project src/TradeStats                   load the seeds and serve on http://localhost:5080
      dotnet run --project src/TradeStats -- --urls URL     the same on another address
      dotnet run --project src/TradeStats -- load [FOLDER]  load seeds and end; FOLDER is that of the repository unless told
      dotnet run --project src/TradeStats -- import seeds FOLDER
                                                            the same
      dotnet run --project src/TradeStats -- import comtrade FILE... [--dataset NAME] [--dry-run] [--replace] [--rejected FILE]
                                                            load UN Comtrade tables: files, folders, patterns
      dotnet run --project src/TradeStats -- import csv FILE... --dataset NAME [--dry-run] [--replace] [--rejected FILE]
                                                            load what /v1/totals.csv has exported

    Settings: ConnectionStrings__TradeStats, TRADESTATS_HOME, TRADESTATS_PG_BIN, TRADESTATS_SEEDS, TRADESTATS_DISTRIBUTED. See README.md.
    """;

var isHelp = args is ["help", ..] || args.Any(argument => argument is "--help" or "-h");
var folder = args switch { ["load", var named] => named, ["import", "seeds", var named] => named, _ => null };
var isLoad = folder is not null || args is ["load"];
string? misuse = null;
var import = args switch
{
    ["import", "comtrade", .. var rest] => ImportArguments.Parse(ImportKind.Comtrade, rest, out misuse),
    ["import", "csv", .. var rest] => ImportArguments.Parse(ImportKind.Csv, rest, out misuse),
    _ => null,
};
if (isHelp || (!isLoad && import is null && args is [var first, ..] && !first.StartsWith('-')))
{
    Console.WriteLine(isHelp || misuse is null ? usage : $"{misuse}{Environment.NewLine}{Environment.NewLine}{usage}");
    return isHelp ? 0 : 2;
}

// Settings lie beside the program. Where it is started from does not matter, and is not watched: that could be a folder of a million files.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [.. import is null ? args : [], "--hostBuilder:reloadConfigOnChange=false"], ContentRootPath = AppContext.BaseDirectory });
builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
using var logs = LoggerFactory.Create(logging => logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddSimpleConsole(console => console.SingleLine = true));
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
// Until it serves, what goes wrong is told below in plain words; the host would tell it first, with a stack trace.
var isServing = false;
builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => isServing && level >= LogLevel.Information);
PrivateCluster? cluster = null;
Database? database = null;
try
{
    var seeds = new ShippedSeeds(folder ?? builder.Configuration["TRADESTATS_SEEDS"] ?? Path.Combine(AppContext.BaseDirectory, "seeds"));
    // The web server is put together while PostgreSQL starts; it asks for its database only when it starts itself.
    var building = isLoad || import is not null ? null : Task.Run(() => WebServer.Build(builder, () => database!));
    (var connection, cluster) = await Startup.FindServerAsync(builder.Configuration, builder.Environment, seeds.ReadAhead, logs.CreateLogger("PostgreSQL"), stop.Token);
    database = Startup.Open(connection, builder.Configuration);
    await Startup.CheckAsync(database, stop.Token);
    Console.WriteLine($"Seeds       {await seeds.LoadAsync(database, stop.Token)}");
    Console.WriteLine($"Database    {(cluster is null ? $"the PostgreSQL of ConnectionStrings__{Startup.ConnectionName}" : $"a private PostgreSQL, its data in {cluster.Home}")}");
    if (import is not null)
        return await ImportCommand.RunAsync(database, import, Console.Out, isTerminal: !Console.IsOutputRedirected, stop.Token);
    if (building is null)
        return 0;

    await using var app = await building;
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
    if (database is not null)
        await database.DisposeAsync();
    if (cluster is not null)
        await cluster.DisposeAsync();
}

// The default would end the process at once, before the requests under way and the database are done.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
