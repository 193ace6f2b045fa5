using Microsoft.AspNetCore.ResponseCompression;
using TradeStats;
using TradeStats.Http;
using TradeStats.Postgres;
using TradeStats.Store;

const string usage = """
    TradeStats

      dotnet run --project src/TradeStats                   load the seeds and serve on http://localhost:5080
      dotnet run --project src/TradeStats -- --urls URL     the same on another address
      dotnet run --project src/TradeStats -- load [FOLDER]  load seeds and end; FOLDER is that of the repository unless told

    Settings: ConnectionStrings__TradeStats, TRADESTATS_HOME, TRADESTATS_PG_BIN, TRADESTATS_SEEDS. See README.md.
    """;

var isLoad = args is ["load", ..];
if (args is ["help" or "--help" or "-h", ..] || (args is [var command, ..] && !isLoad && command != "serve" && !command.StartsWith('-')))
{
    Console.WriteLine(usage);
    return args is ["help" or "--help" or "-h", ..] ? 0 : 2;
}

var builder = WebApplication.CreateBuilder(args);
if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
    builder.WebHost.UseUrls("http://localhost:5080");
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
builder.Services.AddTradeStatsOpenApi();
builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
    .AllowAnyOrigin().WithMethods("GET", "HEAD").AllowAnyHeader()
    .WithExposedHeaders("ETag", "Link", "Content-Disposition", "Retry-After")));
builder.Services.AddResponseCompression(compression =>
{
    compression.EnableForHttps = true;
    compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "text/csv"];
});
builder.Services.AddSingleton<CatalogueWatch>();
builder.Services.AddHostedService(services => services.GetRequiredService<CatalogueWatch>());

PrivateCluster? cluster = null;
Database? database = null;
builder.Services.AddSingleton(_ => database!);
await using var app = builder.Build();
using var stop = new CancellationTokenSource();
using var interrupt = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGINT, _ => stop.Cancel());
using var terminate = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, _ => stop.Cancel());
try
{
    (var connection, cluster) = await Startup.FindServerAsync(app.Configuration, app.Environment, app.Logger, stop.Token);
    database = new Database(connection);
    var seeds = isLoad && args.Length > 1 ? args[1] : app.Configuration["TRADESTATS_SEEDS"] ?? Path.Combine(AppContext.BaseDirectory, "seeds");
    var loaded = await Startup.LoadAsync(database, seeds, stop.Token);
    Console.WriteLine($"Seeds       {loaded}");
    Console.WriteLine($"Database    {(cluster is null ? "the PostgreSQL of ConnectionStrings__TradeStats" : $"a private PostgreSQL, its data in {cluster.Home}")}");
    if (isLoad)
        return 0;

    await app.Services.GetRequiredService<CatalogueWatch>().RefreshAsync(stop.Token);
    app.UseCors();
    app.UseResponseCompression();
    app.UseProblems();
    app.UseSwaggerUI(page =>
    {
        page.DocumentTitle = "TradeStats";
        page.SwaggerEndpoint("/openapi/v1.json", "TradeStats v1");
        page.EnableTryItOutByDefault();
        page.DisplayRequestDuration();
    });
    app.MapOpenApi();
    app.MapTradeStats();
    await app.StartAsync(stop.Token);
    foreach (var url in app.Urls)
        Console.WriteLine($"Serving     {url}/swagger to try it, {url}/v1/totals?reporter=CN&partner=ASEAN to ask it");
    Console.WriteLine("Ctrl-C      stops both; the data stay.");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 0;
}
catch (Exception fault) when (Startup.InPlainWords(fault, string.Join(", ", app.Urls.DefaultIfEmpty(builder.Configuration["urls"] ?? ""))) is { } words)
{
    await Console.Error.WriteLineAsync(words);
    return 1;
}
finally
{
    await app.StopAsync();
    if (database is not null)
        await database.DisposeAsync();
    if (cluster is not null)
        await cluster.DisposeAsync();
}
