using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using TradeStats.Http;
using TradeStats.Store;
using Xunit;

namespace TradeStats.Tests;

/// <summary>
/// The API on a port of its own, and a client that asks it. It is Kestrel, built as Program.cs builds it, and not the in-memory server of
/// Microsoft.AspNetCore.Mvc.Testing: HEAD, aborted streams, odd percent encodings and compression are what the server makes of them.
/// </summary>
public sealed class Api : IAsyncDisposable
{
    private readonly Database _database;
    private readonly WebApplication _application;
    private readonly HttpClient _client;

    private Api(string connectionString, Database database, WebApplication application)
    {
        (ConnectionString, _database, _application) = (connectionString, database, application);
        Address = application.Urls.Single();
        _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None });
    }

    /// <summary>Where it answers, without a slash at the end.</summary>
    public string Address { get; }

    /// <summary>The database that it answers from.</summary>
    public string ConnectionString { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts an API on a database, without a limit of questions unless a setting says one.</summary>
    public static async Task<Api> StartAsync(string connectionString, params IReadOnlyList<string> settings)
    {
        var builder = WebApplication.CreateBuilder(["--urls", "http://127.0.0.1:0", "--TRADESTATS_REQUESTS_PER_MINUTE", "0", .. settings]);
        builder.Logging.ClearProviders();
        var database = new Database(connectionString);
        var application = WebServer.Build(builder, () => database);
        await application.StartAsync();
        return new(connectionString, database, application);
    }

    /// <summary>Asks for a path and query, which are sent as they are.</summary>
    public Task<Reply> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, headers);

    /// <summary>Asks with any method.</summary>
    public async Task<Reply> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var response = await OpenAsync(method, path, headers);
        return new(path, response.StatusCode, Headers(response), await response.Content.ReadAsByteArrayAsync(Token));
    }

    /// <summary>Asks and comes back as soon as the headers are there.</summary>
    public async Task<HttpResponseMessage> OpenAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var asIs = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        using var request = new HttpRequestMessage(method, new Uri(Address + path, asIs));
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }

    /// <summary>The rows of a list in JSON, which must answer.</summary>
    public async Task<IReadOnlyList<JsonElement>> RowsAsync(string path) => (await GetAsync(path)).Rows;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _application.StopAsync();
        await _application.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static Dictionary<string, string> Headers(HttpResponseMessage response) => response.Headers.Concat(response.Content.Headers)
        .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
}

/// <summary>An answer, read to its end.</summary>
/// <param name="Path">What was asked.</param>
/// <param name="Status">The status.</param>
/// <param name="Headers">All headers; several of one name joined by a comma.</param>
/// <param name="Body">The bytes.</param>
public sealed record Reply(string Path, HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    private JsonElement? _json;

    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => _json ??= JsonDocument.Parse(Body).RootElement;

    public JsonElement Meta => Json.GetProperty("meta");

    public IReadOnlyList<string> Notes => [.. Meta.GetProperty("notes").EnumerateArray().Select(note => note.GetString()!)];

    /// <summary>The path and query of the following page; null where this is the last.</summary>
    public string? Next => Meta.GetProperty("next").GetString() is { } next ? new Uri(next).PathAndQuery : null;

    /// <summary>The rows; the answer must have been a success.</summary>
    public IReadOnlyList<JsonElement> Rows
    {
        get
        {
            Assert.True(Status is HttpStatusCode.OK, $"{Path} answers {(int)Status}: {Text}");
            return [.. Json.GetProperty("data").EnumerateArray()];
        }
    }

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
