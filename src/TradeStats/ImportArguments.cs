using System.Text.RegularExpressions;

namespace TradeStats;

/// <summary>What an import reads.</summary>
public enum ImportKind
{
    /// <summary>Tables of UN Comtrade.</summary>
    Comtrade,

    /// <summary>Our own CSV of /v1/totals.</summary>
    Csv,
}

/// <summary>What the command line of an import says.</summary>
/// <param name="Kind">What is to be read.</param>
/// <param name="Paths">Files, folders and patterns.</param>
/// <param name="Dataset">The dataset to load into.</param>
/// <param name="IsDry">Whether to read and report without writing.</param>
/// <param name="Replace">Whether the dataset is to hold exactly what these files hold.</param>
/// <param name="RejectedFile">Where to list what is rejected.</param>
public sealed partial record ImportArguments(ImportKind Kind, IReadOnlyList<string> Paths, string Dataset, bool IsDry, bool Replace, string RejectedFile)
{
    /// <summary>Reads the arguments after the name of the import; null where they are wrong.</summary>
    /// <param name="kind">What the name of the import says.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="misuse">What is wrong; null where nothing is.</param>
    public static ImportArguments? Parse(ImportKind kind, IReadOnlyList<string> arguments, out string? misuse)
    {
        arguments = [.. arguments.SelectMany(Parts)];
        var (paths, dataset, isDry, replace, rejected) = (new List<string>(), kind is ImportKind.Comtrade ? "comtrade" : null, false, false, "import-rejected.csv");
        misuse = null;
        for (var at = 0; at < arguments.Count && misuse is null; at++)
        {
            switch (arguments[at])
            {
                case "--dataset" or "--rejected" when arguments.Take(at).Contains(arguments[at]):
                    misuse = $"The option {arguments[at]} is given twice.";
                    break;
                case "--dry-run":
                    isDry = true;
                    break;
                case "--replace":
                    replace = true;
                    break;
                case "--dataset" when at + 1 < arguments.Count:
                    dataset = arguments[++at];
                    break;
                case "--rejected" when at + 1 < arguments.Count:
                    rejected = arguments[++at];
                    break;
                case var option when option.StartsWith("--", StringComparison.Ordinal):
                    misuse = $"The option {option} is unknown, or lacks its value.";
                    break;
                case var path:
                    paths.Add(path);
                    break;
            }
        }
        misuse ??= paths.Count == 0 ? "Name the files, folders or patterns to import." : null;
        misuse ??= dataset is null ? "Name the dataset to import into with --dataset NAME: the files do not tell." : null;
        misuse ??= !Slug().IsMatch(dataset!) ? $"'{dataset}' is no name for a dataset: letters a to z, digits and hyphens are, from a letter on, 40 at most." : null;
        misuse ??= dataset == Trade.Dataset.Articles ? $"The dataset {dataset} holds the figures of the articles; import into another." : null;
        return misuse is null ? new(kind, paths, dataset!, isDry, replace, rejected) : null;
    }

    // --dataset=NAME is --dataset NAME.
    private static IEnumerable<string> Parts(string argument) =>
        argument.Split('=', 2) is ["--dataset" or "--rejected", _] parts ? parts : [argument];

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}\\z")]
    private static partial Regex Slug();
}
