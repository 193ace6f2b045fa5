using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace TradeStats.Tests.Start;

/// <summary>TradeStats as a process of its own, as a user starts it, with what it says.</summary>
internal sealed class Application : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly Task _ended;

    private Application(Process process, string url)
    {
        (_process, Url) = (process, url);
        _ended = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError), process.WaitForExitAsync(CancellationToken.None));
    }

    /// <summary>Where it serves, once it does.</summary>
    public string Url { get; }

    /// <summary>What it has written to the console.</summary>
    public string Said
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    /// <summary>The command that starts it, before its arguments.</summary>
    public static IReadOnlyList<string> Command { get; } = ["dotnet", Path.Combine(AppContext.BaseDirectory, "TradeStats.dll")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts it, and waits for nothing.</summary>
    /// <param name="home">The folder of its private PostgreSQL.</param>
    /// <param name="arguments">The arguments; an address is added where they begin with an option or are none.</param>
    /// <param name="settings">Environment variables; an empty one is taken away.</param>
    /// <param name="prefix">A command that starts it in another way.</param>
    public static Application Start(string home, IReadOnlyList<string>? arguments = null, IReadOnlyDictionary<string, string>? settings = null, IReadOnlyList<string>? prefix = null)
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        IReadOnlyList<string> line = [.. prefix ?? [], .. Command, .. arguments ?? ["--urls", url]];
        var start = new ProcessStartInfo(line[0], line.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("TRADESTATS_", StringComparison.Ordinal) || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["TRADESTATS_HOME"] = home;
        if (Environment.GetEnvironmentVariable("TRADESTATS_PG_BIN") is { Length: > 0 } binaries)
            start.Environment["TRADESTATS_PG_BIN"] = binaries;
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new(Process.Start(start)!, url);
    }

    /// <summary>Waits until it says that it serves.</summary>
    public async Task<Application> ServesAsync()
    {
        await Eventually.IsAsync(() => Task.FromResult(_ended.IsCompleted || Said.Contains("Ctrl-C", StringComparison.Ordinal)));
        Assert.False(_ended.IsCompleted, Said);
        return this;
    }

    /// <summary>Asks it.</summary>
    public async Task<string> GetAsync(string path)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(Url + path, Token);
    }

    /// <summary>Sends it a signal.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits until it has ended by itself; its exit code.</summary>
    public async Task<int> EndsAsync()
    {
        await _ended.WaitAsync(TimeSpan.FromSeconds(60), Token);
        return _process.ExitCode;
    }

    /// <summary>Ends it in whatever state it is.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Signal("TERM");
            await Task.WhenAny(_ended, Task.Delay(TimeSpan.FromSeconds(30), CancellationToken.None));
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
        }
        await _ended;
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_said)
                _said.AppendLine(line);
        }
    }
}
