using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>
/// A Chromium without a window on one page, spoken to in its own protocol. Playwright would do the same for 200 MB that everybody who tests would have to download.
/// </summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private const string Missing = "The page is tried in a real browser, and there is none on the PATH. Install one: apt-get install chromium, or brew install --cask chromium.";

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("tradestats-browser-");
    private readonly ClientWebSocket _page = new();
    private Process? _process;
    private int _commands;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Opens a page.</summary>
    public static async Task<Browser> OpenAsync(string url)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        // Whoever changes a figure need not install a browser for it; .ci/run does, and there the page is always tried.
        Assert.SkipWhen(path is null && Environment.GetEnvironmentVariable("CI") != "true", Missing);
        Assert.True(path is not null, Missing);
        var browser = new Browser();
        try
        {
            await browser.StartAsync(path, url);
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>The value of a JavaScript expression on the page; a promise is waited for.</summary>
    public async Task<JsonElement> EvaluateAsync(string expression) =>
        await TryAsync(expression) ?? throw new InvalidOperationException("The page was left before it answered.");

    public async ValueTask DisposeAsync()
    {
        _page.Dispose();
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
            _process.Dispose();
        }
        // Its children may still write for a moment.
        for (var attempt = 1; _profile.Exists; attempt++)
        {
            try
            {
                _profile.Delete(recursive: true);
                break;
            }
            catch (IOException) when (attempt < 50)
            {
                await Task.Delay(100, CancellationToken.None);
            }
        }
    }

    private async Task<JsonElement?> TryAsync(string expression)
    {
        var id = ++_commands;
        var command = JsonSerializer.SerializeToUtf8Bytes(new { id, method = "Runtime.evaluate", @params = new { expression, awaitPromise = true, returnByValue = true } });
        await _page.SendAsync(command, WebSocketMessageType.Text, endOfMessage: true, Token);
        while (true)
        {
            var message = JsonDocument.Parse(await ReceiveAsync()).RootElement;
            if (!message.TryGetProperty("id", out var answered) || answered.GetInt32() != id)
                continue;
            if (!message.TryGetProperty("result", out var result))
                return null;
            Assert.False(result.TryGetProperty("exceptionDetails", out var fault), $"{expression}: {fault}");
            return result.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
        }
    }

    private async Task StartAsync(string path, string url)
    {
        var start = new ProcessStartInfo(path,
        [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--remote-debugging-port=0", $"--user-data-dir={_profile.FullName}", url,
        ])
        { RedirectStandardError = true, RedirectStandardOutput = true };
        _process = Process.Start(start)!;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        var told = Path.Combine(_profile.FullName, "DevToolsActivePort");
        await Eventually.IsAsync(() => Task.FromResult(File.Exists(told) && File.ReadAllLines(told).Length == 2));
        using var client = new HttpClient();
        string? page = null;
        await Eventually.IsAsync(async () =>
        {
            var pages = JsonDocument.Parse(await client.GetStringAsync($"http://127.0.0.1:{File.ReadAllLines(told)[0]}/json/list", Token)).RootElement;
            page = pages.EnumerateArray().Where(one => one.Text("type") == "page" && one.Text("url")!.StartsWith(url, StringComparison.Ordinal)).Select(one => one.Text("webSocketDebuggerUrl")).FirstOrDefault();
            return page is not null;
        });
        await _page.ConnectAsync(new Uri(page!), Token);
        await Eventually.IsAsync(async () => await TryAsync("document.readyState === 'complete' && document.querySelector('.opblock') !== null") is { ValueKind: JsonValueKind.True });
    }

    private async Task<string> ReceiveAsync()
    {
        var (buffer, message) = (new byte[64 * 1024], new MemoryStream());
        while (true)
        {
            var part = await _page.ReceiveAsync(buffer, Token);
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
                return Encoding.UTF8.GetString(message.ToArray());
        }
    }
}
