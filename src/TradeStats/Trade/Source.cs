using System.Globalization;

namespace TradeStats.Trade;

/// <summary>A document that figures are taken from.</summary>
/// <param name="Id">A short stable name.</param>
/// <param name="Title">The headline; in square brackets where the document has none and the title is supplied.</param>
/// <param name="Publisher">Who published it.</param>
/// <param name="PublisherInferred">Whether the publisher is inferred rather than named in the document.</param>
/// <param name="Author">The author; null where none is named.</param>
/// <param name="Published">The date as far as it is known: <c>2025</c>, <c>2025-04</c> or <c>2025-04-14</c>.</param>
/// <param name="PublishedInferred">Whether that date is inferred.</param>
/// <param name="DateEvidence">What the date rests on.</param>
/// <param name="Document">The file that holds the text.</param>
/// <param name="Url">Where it was published; null where unknown.</param>
/// <param name="AlsoIn">Other places that print the same text, each as file and lines; such a text counts once.</param>
public sealed record Source(
    string Id,
    string Title,
    string Publisher,
    bool PublisherInferred,
    string? Author,
    string Published,
    bool PublishedInferred,
    string DateEvidence,
    string Document,
    string? Url,
    IReadOnlyList<string> AlsoIn)
{
    /// <summary>
    /// The last day on which it can have been published, as far as <see cref="Published"/> tells: a year or month counts in full, so that nothing is taken for known too early.
    /// </summary>
    public DateOnly PublishedBy => Published.Length switch
    {
        4 => new(Year, 12, 31),
        7 => new DateOnly(Year, Month, 1).AddMonths(1).AddDays(-1),
        _ => DateOnly.ParseExact(Published, "yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    /// <summary>How to cite it: publisher, title, date as far as known, document.</summary>
    public string Citation => $"{Publisher}, {Title}, {Published}{(PublishedInferred ? " (date inferred)" : "")}, {Document}";

    private int Year => int.Parse(Published.AsSpan(0, 4), CultureInfo.InvariantCulture);

    private int Month => int.Parse(Published.AsSpan(5, 2), CultureInfo.InvariantCulture);
}
