using System.Diagnostics;

namespace TradeStats.Postgres;

/// <summary>A program under <c>supervise.sh</c>: it is asked to stop as soon as this process ends, however it ends.</summary>
internal sealed class Supervised : IDisposable
{
    // The script gives the program 20 s and its own overhead to stop, then ends it at once.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly Lazy<string> Script = new(() =>
    {
        using var script = typeof(Supervised).Assembly.GetManifestResourceStream("TradeStats.Postgres.supervise.sh")!;
        using var reader = new StreamReader(script);
        return reader.ReadToEnd();
    });

    private readonly Process _process;

    private Supervised(Process process)
    {
        _process = process;
        Ended = process.WaitForExitAsync();
    }

    /// <summary>Completes when the program has ended and everything it left is removed.</summary>
    public Task Ended { get; }

    /// <summary>What the program ended with; 128 and more for a signal.</summary>
    public int Code => _process.ExitCode;

    /// <summary>Starts a program.</summary>
    /// <param name="account">As whom.</param>
    /// <param name="log">The file that it writes to; it must exist.</param>
    /// <param name="runFolder">A folder that is made for it and removed when it ends; null: none.</param>
    /// <param name="scratch">A folder that is removed once this process has let go of the program; null: none.</param>
    /// <param name="line">The program and its arguments.</param>
    public static Supervised Start(Account account, string log, string? runFolder, string? scratch, string[] line) =>
        new(Process.Start(Command.StartInfo(
            account, ["sh", "-c", Script.Value, "supervise", log, runFolder ?? "", scratch ?? "", .. line]))!);

    /// <summary>Asks the program to stop and waits until it has.</summary>
    public async Task StopAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await Ended.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
            await Ended;
        }
    }

    /// <summary>Lets go of the program: one that still runs is asked to stop.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.Dispose();
    }
}
