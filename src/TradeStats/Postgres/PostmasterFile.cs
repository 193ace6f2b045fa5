using System.Globalization;

namespace TradeStats.Postgres;

/// <summary>The file <c>postmaster.pid</c>, in which a running PostgreSQL says who it is and how far it has got.</summary>
internal static class PostmasterFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether the PostgreSQL that wrote the file accepts connections.</summary>
    public static bool IsReady(string data) => Read(data).Split('\n') is [_, _, _, _, _, _, _, var status, ..] && status.Trim() == "ready";

    /// <summary>
    /// Ends a PostgreSQL that an application which was killed has left running on the folder, and removes the file, also where the process
    /// number in it has passed to another program.
    /// </summary>
    /// <exception cref="PrivateClusterException">The PostgreSQL does not end.</exception>
    public static async Task EndPreviousAsync(string data, CancellationToken cancellationToken)
    {
        // Its supervisor is stopping it already; only if that fails is it asked from here.
        foreach (var signal in new[] { null, "INT", "QUIT" })
        {
            if (await RunningOnAsync(data, cancellationToken) is not { } process)
            {
                break;
            }

            if (signal is not null)
            {
                await Command.RunAsync(null, ["sh", "-c", "kill -s \"$1\" \"$2\"", "sh", signal, process], cancellationToken);
            }

            for (var left = Patience; left > TimeSpan.Zero && await RunningOnAsync(data, cancellationToken) is not null; left -= Pause)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }

        if (await RunningOnAsync(data, cancellationToken) is { } stubborn)
        {
            throw new PrivateClusterException(
                $"A PostgreSQL (process {stubborn}) still runs on {data} and does not stop. End it, then start again.");
        }

        if (File.Exists(PathIn(data)))
        {
            File.Delete(PathIn(data));
        }
    }

    private static string PathIn(string data) => Path.Combine(data, "postmaster.pid");

    private static string Read(string data)
    {
        try
        {
            return File.ReadAllText(PathIn(data));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return "";
        }
    }

    private static async Task<string?> RunningOnAsync(string data, CancellationToken cancellationToken)
    {
        var content = Read(data);
        if (!int.TryParse(content.Split('\n')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var process = number.ToString(CultureInfo.InvariantCulture);
        var command = await CommandLineAsync(process, cancellationToken);
        return command.Contains($"postgres -D {data} ", StringComparison.Ordinal)
            || (command.Contains("postgres", StringComparison.Ordinal) && WorksIn(process, content)) ? process : null;
    }

    private static async Task<string> CommandLineAsync(string process, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            return (await Command.RunAsync(null, ["ps", "-o", "command=", "-p", process], cancellationToken)).Output;
        }

        try
        {
            return (await File.ReadAllTextAsync($"/proc/{process}/cmdline", cancellationToken)).Replace('\0', ' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    // PostgreSQL works in its data folder, which may go by another path than ours; the file in it is the same.
    private static bool WorksIn(string process, string content)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cwd/postmaster.pid") == content;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
