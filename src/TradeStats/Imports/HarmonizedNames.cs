using System.Collections.Frozen;

namespace TradeStats.Imports;

/// <summary>
/// The names of the goods of the Harmonized System that come with the program: short English ones of its own, for the chapters, headings and subheadings of all editions, of which a code
/// that has changed its meaning has the name of the newest.
/// </summary>
public static class HarmonizedNames
{
    private const string Resource = "TradeStats.harmonized-system.tsv";

    private static readonly Lazy<FrozenDictionary<string, string>> Names = new(Read);

    /// <summary>The codes that have a name.</summary>
    public static IEnumerable<string> Codes => Names.Value.Keys;

    /// <summary>What a code is called until a file names it: its name in the list, or its digits after <c>HS</c> where the list does not have it.</summary>
    /// <param name="code">A code of 2, 4 or 6 digits.</param>
    public static string NameOf(string code) => Names.Value.GetValueOrDefault(code) ?? Nameless(code);

    /// <summary>Whether a name is the program's own, and no file has said it.</summary>
    /// <param name="code">A code of 2, 4 or 6 digits.</param>
    /// <param name="name">What it is called.</param>
    public static bool IsOwn(string code, string name) => name == NameOf(code) || name == Nameless(code);

    private static string Nameless(string code) => $"HS {code}";

    private static FrozenDictionary<string, string> Read()
    {
        using var lines = new StreamReader(typeof(HarmonizedNames).Assembly.GetManifestResourceStream(Resource)!);
        return lines.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split('\t')).ToFrozenDictionary(fields => fields[0], fields => fields[1], StringComparer.Ordinal);
    }
}
