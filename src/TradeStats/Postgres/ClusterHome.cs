// The room refuses Windows before it comes to folders.
#pragma warning disable CA1416
using System.Security.Cryptography;
using System.Text;

namespace TradeStats.Postgres;

/// <summary>The folder of one private PostgreSQL, held by this process alone for as long as the object lives.</summary>
internal sealed class ClusterHome : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerOnly | UnixFileMode.UserExecute;
    private const UnixFileMode PassThrough = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly FileStream _lock;

    private ClusterHome(string folder, FileStream held)
    {
        Folder = folder;
        _lock = held;
    }

    /// <summary>The folder itself.</summary>
    public string Folder { get; }

    /// <summary>The cluster.</summary>
    public string Data => DataOf(Folder);

    /// <summary>What PostgreSQL wrote since the application started; of the time before, <c>postgres.log.previous</c> is kept.</summary>
    public string Log => Path.Combine(Folder, "postgres.log");

    /// <summary>The password of the cluster's superuser.</summary>
    public string PasswordFile => Path.Combine(Folder, "password");

    /// <summary>The folder to use where none is given.</summary>
    /// <exception cref="PrivateClusterException">The account has no data folder.</exception>
    public static string DefaultFor(Account account)
    {
        // Nobody but root gets into root's own folder.
        if (account.SwitchTo is not null)
        {
            return "/var/lib/tradestats";
        }

        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.IsPathRooted(data)
            ? Path.Combine(data, "TradeStats")
            : throw new PrivateClusterException(
                "There is no folder for data: HOME is not set. "
                + $"Set TRADESTATS_HOME to a folder for the data, or {PrivateClusterException.OwnServer}.");
    }

    /// <summary>The cluster's folder in a home.</summary>
    public static string DataOf(string folder) => Path.Combine(folder, "data");

    /// <summary>The version that the cluster was written by; null where there is no cluster.</summary>
    /// <exception cref="PrivateClusterException">There is something else in its place.</exception>
    public static string? VersionOf(string folder)
    {
        var data = DataOf(folder);
        var version = Path.Combine(data, "PG_VERSION");
        return File.Exists(version) ? File.ReadAllText(version).Trim()
            : Path.Exists(data) ? throw new PrivateClusterException(
                $"{data} is not a PostgreSQL cluster (it has no PG_VERSION). Move it away, or set TRADESTATS_HOME to another folder.")
            : null;
    }

    /// <summary>Makes the folder where it does not exist, and takes hold of it.</summary>
    /// <exception cref="PrivateClusterException">Another process holds it, or PostgreSQL's account does not reach it.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static async Task<ClusterHome> OpenAsync(string folder, Account account, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder, account.SwitchTo is null ? OwnerFolder : OwnerFolder | PassThrough);
        var home = new ClusterHome(folder, Hold(folder));
        try
        {
            if (account.Owner is not null && !await account.ReachesAsync(folder, cancellationToken))
            {
                throw new PrivateClusterException(
                    "PostgreSQL refuses to run as root, and the account it runs as instead "
                    + $"({account.SwitchTo ?? "root without its privileges"}) does not reach {folder}. "
                    + "Let others pass through it and every folder above it (chmod o+x), "
                    + "or set TRADESTATS_HOME to another folder, such as /var/lib/tradestats.");
            }

            await home.PrepareAsync(account, cancellationToken);
            return home;
        }
        catch
        {
            home.Dispose();
            throw;
        }
    }

    /// <summary>A fresh, empty folder beside the cluster, to make one in before it gets its name.</summary>
    public string NewUnfinished() => Directory.CreateDirectory($"{Data}.init-{Random()}", OwnerFolder).FullName;

    /// <summary>Writes a new password for a cluster that is about to be made.</summary>
    public async Task RenewPasswordAsync(CancellationToken cancellationToken)
    {
        File.Delete(PasswordFile);
        await using var file = Create(PasswordFile);
        await file.WriteAsync(Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(40, lowercase: true)), cancellationToken);

        // A power cut must not leave a cluster without it.
        file.Flush(flushToDisk: true);
    }

    /// <summary>Reads the password of a cluster that exists.</summary>
    /// <exception cref="PrivateClusterException">The password is lost.</exception>
    public async Task<string> ReadPasswordAsync(CancellationToken cancellationToken) =>
        File.Exists(PasswordFile) && (await File.ReadAllTextAsync(PasswordFile, cancellationToken)).Trim() is { Length: > 0 } password
            ? password
            : throw new PrivateClusterException(
                $"The cluster in {Data} has lost its password: {PasswordFile} is missing or empty. "
                + $"Put the file back, or move {Data} away (the seeds are loaded anew, what was imported is not).");

    /// <summary>The last lines that PostgreSQL wrote, on one line.</summary>
    public string LastWords()
    {
        var lines = File.ReadLines(Log).Where(line => line.Trim().Length > 0).TakeLast(5);
        return string.Join(" / ", lines.Select(line => line.Trim()));
    }

    /// <summary>A name that nobody can guess.</summary>
    public static string Random() => RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>Lets go of the folder.</summary>
    public void Dispose() => _lock.Dispose();

    private static FileStream Hold(string folder)
    {
        try
        {
            return Create(Path.Combine(folder, "lock"));
        }
        catch (IOException e) when (e.HResult is 11 or 35)
        {
            // EWOULDBLOCK of Linux and of macOS.
            throw new PrivateClusterException(
                $"Another TradeStats already uses {folder}. "
                + "Use the one that runs or stop it first, or set TRADESTATS_HOME to another folder.",
                e);
        }
    }

    private static FileStream Create(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.OpenOrCreate,
        Access = FileAccess.ReadWrite,
        Share = FileShare.None,
        UnixCreateMode = OwnerOnly,
    });

    private async Task PrepareAsync(Account account, CancellationToken cancellationToken)
    {
        foreach (var unfinished in Directory.GetDirectories(Folder, "data.init*"))
        {
            try
            {
                Directory.Delete(unfinished, recursive: true);
            }
            catch (IOException)
            {
                // The initdb of an application that was killed a moment ago is still at work in it, and removes it itself.
            }
        }

        if (File.Exists(Log))
        {
            File.Move(Log, $"{Log}.previous", overwrite: true);
        }

        await Create(Log).DisposeAsync();

        // Before the files change hands: one that still stops removes some of them.
        await PostmasterFile.EndPreviousAsync(Data, cancellationToken);
        await account.OwnAsync([.. new[] { Log, PasswordFile, Data }.Where(Path.Exists)], cancellationToken);
    }
}
