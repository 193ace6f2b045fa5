using TradeStats.Trade;

namespace TradeStats.Queries;

/// <summary>The valid spellings nearest to misspelt ones.</summary>
/// <param name="candidates">The valid spellings.</param>
public sealed class Nearest(IEnumerable<string> candidates)
{
    private const int Most = 3;

    // Longer texts than anybody writes; those of others need not fit on the stack.
    private const int UsualLength = 255;

    // There may be thousands, and hundreds of misspelt ones to hold against them.
    private readonly List<(string Spelling, string Folded)> _candidates = [.. candidates.Select(candidate => (candidate, Catalogue.Fold(candidate)))];

    /// <summary>
    /// Up to three candidates, the nearest first: those that start with the text, or whose distance in edits (insert, delete, change or swap a letter;
    /// case and diacritics aside) is at most a third of the length, but at least one. Of candidates that differ only in case and diacritics the first counts.
    /// </summary>
    public IReadOnlyList<string> To(string text)
    {
        var sought = Catalogue.Fold(text);
        if (sought.Length == 0)
            return [];
        var allowed = Math.Max(1, sought.Length / 3);
        return [.. _candidates
            .Select(pair => (pair.Spelling, pair.Folded, distance: pair.Folded.Length > sought.Length && sought.Length >= 3 && pair.Folded.StartsWith(sought, StringComparison.Ordinal) ? 1 : Distance(sought, pair.Folded, allowed)))
            .Where(pair => pair.distance <= allowed)
            .DistinctBy(pair => pair.Folded)
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.Spelling, StringComparer.Ordinal)
            .Select(pair => pair.Spelling)
            .Take(Most)];
    }

    // Optimal string alignment (Damerau-Levenshtein with adjacent swaps), three rows at a time; more than allowed is told as soon as it is known.
    private static int Distance(string left, string right, int allowed)
    {
        if (Math.Abs(left.Length - right.Length) > allowed)
            return int.MaxValue;
        var width = right.Length + 1;
        var rows = right.Length <= UsualLength ? stackalloc int[3 * width] : new int[3 * width];
        var (before, previous, current) = (0, width, 2 * width);
        for (var j = 0; j < width; j++)
            rows[previous + j] = j;
        var leastBefore = 0;
        for (var i = 1; i <= left.Length; i++)
        {
            var least = rows[current] = i;
            for (var j = 1; j < width; j++)
            {
                var change = left[i - 1] == right[j - 1] ? 0 : 1;
                var edits = Math.Min(Math.Min(rows[current + j - 1], rows[previous + j]) + 1, rows[previous + j - 1] + change);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    edits = Math.Min(edits, rows[before + j - 2] + 1);
                rows[current + j] = edits;
                least = Math.Min(least, edits);
            }
            // Each row follows from the two before it.
            if (least > allowed && leastBefore > allowed)
                return int.MaxValue;
            leastBefore = least;
            (before, previous, current) = (previous, current, before);
        }
        return rows[previous + width - 1];
    }
}
