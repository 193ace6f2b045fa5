using TradeStats.Store;

namespace TradeStats.Http;

/// <summary>The web server: what it is made of and the way of a request through it.</summary>
public static class WebServer
{
    /// <summary>The address that is served unless told.</summary>
    public const string UsualUrl = "http://localhost:5080";

    // What a page of ours may do: run and fetch what this service sends, be framed by nobody. Swagger UI sets styles of elements.
    private const string PagePolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private const string ExposedHeaders =
        "ETag,Last-Modified,Link,Content-Disposition,Content-Range,Accept-Ranges,Retry-After,RateLimit-Limit,RateLimit-Remaining,RateLimit-Reset,RateLimit-Policy";

    // A chart brings its own style and needs nothing else.
    private const string ChartPolicy = "default-src 'none'; style-src 'unsafe-inline'";

    /// <summary>A server that answers from a database, which must be migrated and loaded by the time that the server is started.</summary>
    /// <exception cref="SettingException">A setting cannot be used.</exception>
    public static WebApplication Build(WebApplicationBuilder builder, Func<Database> database)
    {
        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
            builder.WebHost.UseUrls(UsualUrl);
        var limits = Limits.Read(builder.Configuration);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Questions have no body.
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxRequestHeadersTotalSize = Limits.MostHeaderBytes;
            kestrel.Limits.RequestHeadersTimeout = Limits.Grace;
            kestrel.Limits.MinResponseDataRate = new(Limits.LeastBytesPerSecond, Limits.Grace);
        });
        builder.Services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new()
        {
            Timeout = limits.FirstByte,
            WriteTimeoutResponse = new Problem(ProblemCode.TimedOut, $"The answer did not begin within {limits.FirstByte.TotalSeconds} seconds. Ask for less, or in pages.").WriteAsync,
        });
        builder.Services.AddSingleton(new Allowance(limits, TimeProvider.System));
        builder.Services.AddSingleton(_ => database());
        builder.Services.AddSingleton<CatalogueWatch>();
        builder.Services.AddHostedService(services => services.GetRequiredService<CatalogueWatch>());
        builder.Services.AddTradeStatsOpenApi();
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin().WithMethods("GET", "HEAD").AllowAnyHeader()));
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = Compression.MediaTypes;
        });

        var app = builder.Build();
        app.Use(static (http, next) =>
        {
            http.Response.OnStarting(static state =>
            {
                AddHeaders((HttpContext)state);
                return Task.CompletedTask;
            }, http);
            return next(http);
        });
        // A page of another origin that asks whether it may ask; what every answer says of it is set below.
        app.UseWhen(static http => HttpMethods.IsOptions(http.Request.Method), static asked => asked.UseCors());
        app.UseKeptAnswers();
        app.UseResponseCompression();
        // Here, so that an answer that is kept need not find its endpoint.
        app.UseRouting();
        app.UseProblems();
        app.UseRequestTimeouts();
        // The pages are no endpoints: only what is asked of them goes by them.
        app.UseWhen(static http => IsPage(http.Request), pages => pages.UseSwaggerUI(page =>
        {
            page.DocumentTitle = "TradeStats";
            page.SwaggerEndpoint("/openapi/v1.json", "TradeStats v1");
            page.EnableTryItOutByDefault();
            page.DisplayRequestDuration();
        }));
        app.MapOpenApi("/openapi/v1.json").WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]));
        app.MapTradeStats();
        return app;
    }

    private static bool IsPage(HttpRequest request) => request.Path.StartsWithSegments("/swagger", StringComparison.Ordinal);

    private static void AddHeaders(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        // Said to everyone, not only to who names an origin: a cache in between may keep the answer to one and give it to a page of another.
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = ExposedHeaders;
        if (IsPage(http.Request))
        {
            headers.ContentSecurityPolicy = PagePolicy;
            headers["Referrer-Policy"] = "no-referrer";
        }
        else if (headers.ContentType == "image/svg+xml")
        {
            headers.ContentSecurityPolicy = ChartPolicy;
        }
    }
}
