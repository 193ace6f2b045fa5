using System.Globalization;
using System.Text.RegularExpressions;

namespace TradeStats.Postgres;

/// <summary>An installed PostgreSQL.</summary>
/// <param name="Folder">The folder that holds both <c>initdb</c> and <c>postgres</c>.</param>
/// <param name="Major">The major version, which is what a cluster is bound to.</param>
internal sealed partial record Binaries(string Folder, int Major)
{
    private static readonly (string Parent, string Pattern)[] WellKnown =
    [
        ("/usr/lib/postgresql", "*"), ("/usr", "pgsql-*"), ("/opt/homebrew/opt", "postgresql*"), ("/usr/local/opt", "postgresql*"),
    ];

    private static readonly (string Tool, string Line)[] Installers =
    [
        ("/usr/bin/apt-get", "apt-get install postgresql"),
        ("/usr/bin/dnf", "dnf install postgresql-server"),
        ("/sbin/apk", "apk add postgresql"),
        ("/opt/homebrew/bin/brew", "brew install postgresql@17"),
        ("/usr/local/bin/brew", "brew install postgresql@17"),
    ];

    /// <summary>The program that makes a cluster.</summary>
    public string Initdb => Path.Combine(Folder, "initdb");

    /// <summary>The server.</summary>
    public string Postgres => Path.Combine(Folder, "postgres");

    /// <summary>The PostgreSQL to use: the one asked for, or the first found, or the first found of the version of the cluster.</summary>
    /// <param name="asked">The only folder to look in; null: search.</param>
    /// <param name="data">The folder of the cluster, for the message.</param>
    /// <param name="cluster">The version that the cluster was written by; null where there is none yet.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="PrivateClusterException">There is none, or none of the cluster's version.</exception>
    public static async Task<Binaries> FindAsync(string? asked, string data, string? cluster, CancellationToken cancellationToken)
    {
        var found = new List<Binaries>();
        foreach (var folder in (asked is null ? [.. OnPath(), .. Installed()] : new[] { asked }).Where(IsComplete).Distinct())
        {
            if (await MajorAsync(folder, cancellationToken) is not { } major)
            {
                continue;
            }

            found.Add(new Binaries(folder, major));
            if (cluster is null || cluster == major.ToString(CultureInfo.InvariantCulture))
            {
                return found[^1];
            }
        }

        throw new PrivateClusterException(found.Count == 0 ? Missing(asked) : WrongVersion(data, cluster!, found));
    }

    private static string Missing(string? asked)
    {
        var where = asked is null ? "on PATH or in the usual folders" : $"in {asked} (it needs both initdb and postgres)";
        var install = Installers.FirstOrDefault(installer => File.Exists(installer.Tool)).Line;
        return $"PostgreSQL was not found {where}. Install it ({install ?? "its server package"}), "
            + $"or set TRADESTATS_PG_BIN to the folder that holds initdb and postgres, or {PrivateClusterException.OwnServer}.";
    }

    private static string WrongVersion(string data, string cluster, List<Binaries> found)
    {
        var others = string.Join(", ", found.Select(binaries => $"{binaries.Major} ({binaries.Folder})"));
        return $"The data in {data} were written by PostgreSQL {cluster}, but what is installed is {others}. "
            + $"Install PostgreSQL {cluster}, or set TRADESTATS_PG_BIN to its folder of programs, "
            + $"or move {data} away (the seeds are loaded anew, what was imported is not), or {PrivateClusterException.OwnServer}.";
    }

    // A program on PATH is often a link out of the folder where its companions are.
    private static IEnumerable<string> OnPath() =>
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        where Path.IsPathRooted(folder)
        let postgres = Path.Combine(folder, "postgres")
        where File.Exists(postgres)
        from candidate in new[] { File.ResolveLinkTarget(postgres, returnFinalTarget: true)?.FullName, postgres }
        where candidate is not null
        select Path.GetDirectoryName(candidate);

    private static IEnumerable<string> Installed() =>
        from place in WellKnown
        where Directory.Exists(place.Parent)
        from folder in Directory.GetDirectories(place.Parent, place.Pattern).OrderByDescending(Number)
        select Path.Combine(folder, "bin");

    private static int Number(string folder) =>
        int.TryParse(TrailingNumber().Match(folder).Value, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static bool IsComplete(string folder) =>
        File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"));

    private static async Task<int?> MajorAsync(string folder, CancellationToken cancellationToken)
    {
        var (_, output) = await Command.RunAsync(null, [Path.Combine(folder, "postgres"), "--version"], cancellationToken);
        return int.TryParse(Version().Match(output).Groups[1].Value, CultureInfo.InvariantCulture, out var major) ? major : null;
    }

    [GeneratedRegex(@"\d+$")]
    private static partial Regex TrailingNumber();

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex Version();
}
