using TradeStats.Store;

namespace TradeStats.Http;

/// <summary>The web server: what it is made of and the way of a request through it.</summary>
public static class WebServer
{
    /// <summary>The address that is served unless told.</summary>
    public const string UsualUrl = "http://localhost:5080";

    /// <summary>A server that answers from a database, which must be migrated and loaded. It is not started yet.</summary>
    public static WebApplication Build(WebApplicationBuilder builder, Database database)
    {
        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
            builder.WebHost.UseUrls(UsualUrl);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddSingleton(database);
        builder.Services.AddSingleton<CatalogueWatch>();
        builder.Services.AddHostedService(services => services.GetRequiredService<CatalogueWatch>());
        builder.Services.AddTradeStatsOpenApi();
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .AllowAnyOrigin().WithMethods("GET", "HEAD").AllowAnyHeader()
            .WithExposedHeaders("ETag", "Last-Modified", "Link", "Content-Disposition", "Content-Range", "Accept-Ranges", "Retry-After")));
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = Compression.MediaTypes;
        });

        var app = builder.Build();
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
        app.MapOpenApi("/openapi/v1.json");
        app.MapTradeStats();
        return app;
    }
}
