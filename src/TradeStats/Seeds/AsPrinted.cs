using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace TradeStats.Seeds;

/// <summary>
/// The number that a few printed words state: <c>6.99 trillion yuan</c>, <c>$254.05 billion</c>, <c>9.0 percent</c>, <c>25-fold</c>,
/// <c>five straight years</c>, <c>second-largest</c>.
/// </summary>
/// <param name="Number">The number in units: yuan, dollars, percent. Decimals keep their printed places, so that 9.0 stays 9.0.</param>
/// <param name="LastDigit">One step of the last printed digit: 0.1 for 9.0, 1e10 for 6.99 trillion, 1 for words.</param>
public readonly partial record struct AsPrinted(decimal Number, decimal LastDigit)
{
    /// <summary>The forms understood, for messages.</summary>
    public const string Forms =
        "a number as \"6.99 trillion yuan\", \"9.0 percent\", \"25-fold\", \"20 consecutive years\" or \"second-largest\"";

    // Where such a word does not follow its number at once, it would pass for the name of what is counted.
    private const string Large = @"(hundred|thousand|million|billion|trillion)\b";

    private static readonly FrozenDictionary<string, decimal> Scales = new Dictionary<string, decimal>
    {
        ["thousand"] = 1e3m,
        ["million"] = 1e6m,
        ["billion"] = 1e9m,
        ["trillion"] = 1e12m,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, decimal> Words = Numbered(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
        ["largest", "double", "triple"],
        ["biggest", "twice"],
        ["top"],
        ["foremost"]);

    /// <summary>Reads the words; false where they are none of the <see cref="Forms"/>, or hold a second number.</summary>
    public static bool TryParse(string? text, out AsPrinted printed)
    {
        printed = default;
        if (text is null)
            return false;
        if (Word().Match(text) is { Success: true } word && Words.TryGetValue(word.Groups["word"].Value, out var counted))
        {
            printed = new AsPrinted(counted, 1);
            return true;
        }
        if (Digits().Match(text) is not { Success: true } match)
            return false;
        var decimals = match.Groups["decimals"].Length;
        var number = decimal.Parse(
            match.Groups["number"].Value, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        var lastDigit = 1m;
        for (var place = 0; place < decimals; place++)
            lastDigit /= 10;
        if (match.Groups["scale"] is { Success: true } scale)
        {
            number = WithoutTrailingZeros(number * Scales[scale.Value]);
            lastDigit = WithoutTrailingZeros(lastDigit * Scales[scale.Value]);
        }
        printed = new AsPrinted(match.Groups["fall"].Success ? -number : number, lastDigit);
        return true;
    }

    private static decimal WithoutTrailingZeros(decimal number) => number / 1.0000000000000000000000000000m;

    /// <summary>Gives each word its place in its list as its number.</summary>
    private static FrozenDictionary<string, decimal> Numbered(params string[][] lists) =>
        lists.SelectMany(list => list.Select((word, place) => (word, place)))
            .ToFrozenDictionary(pair => pair.word, pair => pair.place + 1m, StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(
        @"^(?<word>[A-Za-z]+)([ -](?!" + Large + @")[A-Za-z]+){0,3}\z",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(
        @"^(?<fall>[-\u2212]|(minus|down|fell) )?((US)?\$|[€£¥])?"
        + @"(?<number>([0-9]{1,3}(,[0-9]{3}){1,4}|[0-9]{1,12})(\.(?<decimals>[0-9]{1,6}))?)"
        + @"([ -](?<scale>thousand|million|billion|trillion))?(%|-fold|( (?!" + Large + @")[\p{L}'-]+){0,4})\z",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
