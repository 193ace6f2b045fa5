using TradeStats.Trade;

namespace TradeStats.Queries;

/// <summary>The valid spellings nearest to a misspelt one.</summary>
public static class Nearest
{
    private const int Most = 3;

    /// <summary>
    /// Up to three candidates, the nearest first: those that start with the text, or whose distance in edits (insert, delete, change or swap a letter;
    /// case and diacritics aside) is at most a third of the length, but at least one. Of candidates that differ only in case and diacritics the first counts.
    /// </summary>
    public static IReadOnlyList<string> To(string text, IEnumerable<string> candidates)
    {
        var sought = Catalogue.Fold(text);
        if (sought.Length == 0)
            return [];
        var allowed = Math.Max(1, sought.Length / 3);
        return [.. candidates
            .Select(candidate => (candidate, folded: Catalogue.Fold(candidate)))
            .Select(pair => (pair.candidate, pair.folded, distance: pair.folded.Length > sought.Length && sought.Length >= 3 && pair.folded.StartsWith(sought, StringComparison.Ordinal) ? 1 : Distance(sought, pair.folded, allowed)))
            .Where(pair => pair.distance <= allowed)
            .DistinctBy(pair => pair.folded)
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate)
            .Take(Most)];
    }

    // Optimal string alignment (Damerau-Levenshtein with adjacent swaps), three rows at a time.
    private static int Distance(string left, string right, int allowed)
    {
        if (Math.Abs(left.Length - right.Length) > allowed)
            return int.MaxValue;
        int[] before = [], previous = [.. Enumerable.Range(0, right.Length + 1)];
        for (var i = 1; i <= left.Length; i++)
        {
            var current = new int[right.Length + 1];
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = left[i - 1] == right[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
            }
            (before, previous) = (previous, current);
        }
        return previous[right.Length];
    }
}
