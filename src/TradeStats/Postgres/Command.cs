using System.ComponentModel;
using System.Diagnostics;

namespace TradeStats.Postgres;

/// <summary>A program that runs for a moment and is waited for.</summary>
internal static class Command
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="account">As whom; null is the current account.</param>
    /// <param name="line">The program and its arguments.</param>
    /// <param name="cancellationToken">Kills the program.</param>
    /// <returns>Whether it ended with 0 (false also where there is no such program), and all it wrote.</returns>
    public static async Task<(bool Succeeded, string Output)> RunAsync(Account? account, string[] line, CancellationToken cancellationToken)
    {
        var start = StartInfo(account, line);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        try
        {
            using var process = Process.Start(start)!;
            try
            {
                process.StandardInput.Close();
                var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
                var errors = process.StandardError.ReadToEndAsync(cancellationToken);
                await process.WaitForExitAsync(cancellationToken);
                return (process.ExitCode == 0, (await output + await errors).Trim());
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
        catch (Win32Exception e)
        {
            return (false, e.Message);
        }
    }

    /// <summary>How to start a program so that nothing but its arguments decides what it does.</summary>
    public static ProcessStartInfo StartInfo(Account? account, string[] line)
    {
        string[] whole = [.. account?.Prefix ?? [], .. line];
        var start = new ProcessStartInfo(whole[0], whole[1..])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        if (account?.SwitchTo is { } name)
        {
            start.UserName = name;
        }

        foreach (var variable in start.Environment.Keys.Where(Sways).ToList())
        {
            start.Environment.Remove(variable);
        }

        return start;
    }

    private static bool Sways(string variable) =>
        variable.StartsWith("PG", StringComparison.Ordinal)
        || variable.StartsWith("LC_", StringComparison.Ordinal)
        || variable is "LANG" or "LANGUAGE";
}
