using System.Globalization;

namespace TradeStats.Benchmarks;

/// <summary>
/// What the dataset holds for each reporter: all goods with every partner, in years and in the months of the last one; and as many chapters, and in the end headings, in
/// years as make up the number of rows. Every partner has the same ones, give or take one.
/// </summary>
internal sealed class Shape
{
    /// <summary>The first year.</summary>
    public const int FirstYear = 2000;

    /// <summary>The last year, which has months too.</summary>
    public const int LastYear = 2024;

    private const int Flows = 4;
    private const int Years = LastYear - FirstYear + 1;
    private const int HeadingsOfChapter = 12;

    private static readonly IReadOnlyList<string> Chapters = [.. Enumerable.Range(1, 97).Where(chapter => chapter != 77).Select(Two)];

    /// <summary>Plans about as many rows as told.</summary>
    public Shape(long rows, IReadOnlyList<(string Code, string M49)> reporters)
    {
        Reporters = [.. reporters.Select(reporter => reporter.Code)];
        var partners = Codes.Busy.Concat(Reporters).Distinct().Take((int)Math.Clamp(rows / 400_000, 18, 48)).ToList();
        partners.InsertRange(0, ["WLD", "ASEAN"]);
        var series = Reporters.Count * Flows;
        // Years of a commodity with a partner, of all reporters and flows.
        var cells = (int)Math.Max(0, (rows - ((long)partners.Count * series * (Years + 12))) / (series * Years));
        var each = Math.DivRem(cells, partners.Count, out var more);
        var commodities = Commodities(each + 1);
        Version = rows.ToString("x12", CultureInfo.InvariantCulture);
        Parts = [.. commodities.Order(StringComparer.Ordinal)];
        Cells =
        [
            .. partners.SelectMany((partner, place) => commodities.Take(place < more ? each + 1 : each).Append("TOTAL").Select(commodity => (partner, commodity)))
                .OrderBy(cell => cell.partner, StringComparer.Ordinal).ThenBy(cell => cell.commodity, StringComparer.Ordinal),
        ];
    }

    /// <summary>A version that follows from the number of rows.</summary>
    public string Version { get; }

    /// <summary>The reporters.</summary>
    public IReadOnlyList<string> Reporters { get; }

    /// <summary>Partner and commodity of what each reporter has, in the order of rows.</summary>
    public IReadOnlyList<(string Partner, string Commodity)> Cells { get; }

    /// <summary>The chapters and headings.</summary>
    public IReadOnlyList<string> Parts { get; }

    /// <summary>The first chapters and then headings, as far apart as they can be.</summary>
    public static IReadOnlyList<string> Commodities(int count) => count <= Chapters.Count
        ? [.. Enumerable.Range(0, count).Select(place => Chapters[place * Chapters.Count / count])]
        : [.. Chapters, .. Enumerable.Range(1, HeadingsOfChapter).SelectMany(heading => Chapters.Select(chapter => chapter + Two(heading))).Take(count - Chapters.Count)];

    private static string Two(int number) => number.ToString("00", CultureInfo.InvariantCulture);
}
