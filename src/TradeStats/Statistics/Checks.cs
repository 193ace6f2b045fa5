using System.Globalization;
using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>
/// What adds up and what does not. A check compares a published number with what follows from others: it fails where the bounds of both
/// have nothing in common, holds where they have and neither has an open side that matters, and is undecided where what is known does not tell.
/// </summary>
public static class Checks
{
    /// <summary>All checks, in order of kind and id.</summary>
    /// <param name="figures">The published figures.</param>
    /// <param name="observations">What is published, computed and derived from them.</param>
    /// <param name="catalogue">The names of codes and who belongs to whom.</param>
    public static IReadOnlyList<Check> Of(IReadOnlyList<Figure> figures, IReadOnlyList<Observation> observations, Catalogue catalogue)
    {
        var book = new CheckBook(figures, observations, catalogue);
        return
        [
            .. SumChecks.Of(book).Concat(GrowthChecks.Of(book)).Concat(ShareChecks.Of(book)).Concat(SourceChecks.Of(book)).Concat(RateChecks.Of(book))
                .Concat(PartsChecks.Of(book)).Concat(MultipleChecks.Of(book)).Concat(RankChecks.Of(book)).Concat(MirrorChecks.Of(book))
                .OrderBy(check => check.Kind).ThenBy(check => check.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether a claim and what follows from others can both be true.</summary>
    public static Verdict Judge(Bounded claim, Bounded follows)
    {
        if (!claim.Overlaps(follows))
            return Verdict.Fails;
        if (claim is { Low: null, High: null })
            return claim.Number >= follows.Low && claim.Number <= follows.High ? Verdict.Holds : Verdict.Undecided;
        var isInside = (claim.Low is null || follows.Low >= claim.Low) && (claim.High is null || follows.High <= claim.High);
        return isInside || (claim.Width is not null && follows.Width is not null) ? Verdict.Holds : Verdict.Undecided;
    }

    // Nothing for all goods, of which a check speaks unless it says otherwise.
    internal static string OfGoods(Series series, Catalogue catalogue) => series.Commodity == Commodity.Total ? "" : $" of {catalogue.CommodityName(series.Commodity)}";

    internal static string Name(CheckKind kind, params ReadOnlySpan<object> parts) => $"{Words<CheckKind>.Of(kind)}:{string.Join(':', parts.ToArray().Select(part => Convert.ToString(part, CultureInfo.InvariantCulture)))}";
}
