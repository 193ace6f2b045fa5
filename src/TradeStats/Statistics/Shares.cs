using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>A part of a whole: <c>100 * part / whole</c>, both of the same period and currency.</summary>
public static class Shares
{
    /// <summary>
    /// The shares of one period of one series, a row for each currency that has a value or a published share, by currency, no currency last.
    /// A published percentage whose currency nobody can tell speaks for the values of its period in any currency, else stands alone.
    /// </summary>
    /// <param name="cell">The observations of one series and period in their order, each with the value of its whole: values, and published shares of that whole.</param>
    /// <param name="whole">The series of the whole.</param>
    /// <param name="isPart">Whether the one is part of the other in that period.</param>
    public static IEnumerable<Share> Of(IReadOnlyList<(Observation Part, Observation? Whole)> cell, Series whole, bool isPart)
    {
        // Nearly every cell is one value, and there may be millions of them.
        IEnumerable<string> currencies = cell is [var only]
            ? [only.Part.Currency]
            : cell.Select(pair => pair.Part.Currency).Distinct().OrderBy(currency => currency.Length == 0).ThenBy(currency => currency, StringComparer.Ordinal);
        var (series, period) = (cell[0].Part.Series, cell[0].Part.Period);
        foreach (var currency in currencies)
        {
            if (currency.Length == 0 && cell.Any(pair => pair.Part.Measure is Measure.Value))
                continue;
            var (part, of) = Find(cell, Measure.Value, currency);
            var stated = Find(cell, Measure.Share, currency).Part ?? Find(cell, Measure.Share, "").Part;
            var (computed, reason) = isPart ? Compute(part, of, stated) : (null, Reason.NotAPart);
            yield return new(series, whole, period, currency.Length == 0 ? null : currency,
                Percentage.Choose(stated, stated?.Number, computed, reason, Percentage.MethodOf(part, of)),
                part?.Number ?? default, of?.Number ?? default, Percentage.MissingIn(part, of), Observation.UsedIn(stated, part, of));
        }
    }

    /// <summary>The same, the whole being the cell's own key with some dimensions replaced, and the code lists telling whether the cell is part of it.</summary>
    /// <param name="cell">The observations of one series and period, as above.</param>
    /// <param name="ofReporter">The reporter of the whole; null for the cell's own.</param>
    /// <param name="ofPartner">The partner of the whole; null for the cell's own.</param>
    /// <param name="ofCommodity">The commodity of the whole; null for the cell's own.</param>
    /// <param name="catalogue">Who belongs to whom.</param>
    public static IEnumerable<Share> Of(
        IReadOnlyList<(Observation Part, Observation? Whole)> cell, string? ofReporter, string? ofPartner, string? ofCommodity, Catalogue catalogue)
    {
        var (part, period) = (cell[0].Part.Series, cell[0].Part.Period);
        var whole = part with { Reporter = ofReporter ?? part.Reporter, Partner = ofPartner ?? part.Partner, Commodity = ofCommodity ?? part.Commodity };
        var isPart = catalogue.IsAreaWithin(part.Reporter, whole.Reporter, period) && catalogue.IsAreaWithin(part.Partner, whole.Partner, period)
            && catalogue.IsCommodityWithin(part.Commodity, whole.Commodity);
        return Of(cell, whole, isPart);
    }

    private static (Observation? Part, Observation? Whole) Find(IReadOnlyList<(Observation Part, Observation? Whole)> cell, Measure measure, string currency)
    {
        foreach (var pair in cell)
        {
            if (pair.Part.Measure == measure && pair.Part.Currency == currency)
                return pair;
        }
        return default;
    }

    private static (Bounded? Percent, Reason? Reason) Compute(Observation? part, Observation? whole, Observation? stated) => (part, whole) switch
    {
        (null, _) => (null, null),
        _ when part.LacksMonths || whole is { LacksMonths: true } => (null, Reason.MissingMonths),
        (_, null) => (null, Reason.NoWholeValue),
        _ when part.RestsOn(stated) || whole.RestsOn(stated) => (null, null),
        _ when !Arithmetic.IsPositive(whole) => (null, Arithmetic.IsNegative(whole.Number) ? Reason.NegativeWhole : Reason.ZeroWhole),
        _ when part.Series == whole.Series => (new Bounded(100, 100, 100, Qualifier.Exact), null),
        _ => (Arithmetic.ToShare(Arithmetic.Divide(part.Number, whole.Number)), null),
    };
}
