using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>
/// What one side of a trade reports against what the other does. Exports are valued f.o.b., imports c.i.f.: freight and insurance stand between the two. They are taken as
/// 6 percent of the exports, and anything from nothing to 10 percent is allowed for: the factors by which the IMF turned one into the other since 2018 and before
/// (Marini, Dippelsman and Stanger, New Estimates for Direction of Trade Statistics, IMF Working Paper 18/16).
/// </summary>
public static class MirrorChecks
{
    private const decimal Usual = 1.06m;
    private const decimal Most = 1.10m;

    // Whole cents are finer than either side is.
    private const int Places = 2;

    /// <summary>That what a reporter says is what its partner says, freight and insurance apart.</summary>
    /// <param name="series">The row: exports or imports.</param>
    /// <param name="period">Its period.</param>
    /// <param name="currency">Its currency.</param>
    /// <param name="told">What it says.</param>
    /// <param name="mirrored">What the partner says of the same trade: imports or exports.</param>
    /// <param name="catalogue">The names of codes.</param>
    public static Check Of(Series series, Period period, string currency, Bounded told, Bounded mirrored, Catalogue catalogue)
    {
        var expected = series.Flow is Flow.Imports
            ? mirrored with { Number = mirrored.Number * Usual, High = mirrored.High * Most }
            : mirrored with { Number = mirrored.Number / Usual, Low = mirrored.Low / Most };
        expected = Arithmetic.RoundOutwards(expected, Places);
        var (reporter, partner) = (catalogue.AreaName(series.Reporter), catalogue.AreaName(series.Partner));
        var goods = Checks.OfGoods(series, catalogue);
        return new(Checks.Name(CheckKind.Mirror, series.Reporter, series.Partner, Words<Flow>.Of(series.Flow), series.Commodity, period, currency), CheckKind.Mirror, series, period, currency,
            series.Flow is Flow.Imports
                ? $"Imports{goods} of {reporter} from {partner} in {period} ({currency}, c.i.f.) are what {partner} reports as exports to it (f.o.b.), and freight and insurance of up to 10 percent."
                : $"Exports{goods} of {reporter} to {partner} in {period} ({currency}, f.o.b.) are what {partner} reports as imports from it (c.i.f.), less freight and insurance of up to 10 percent.",
            expected, told.Number, Checks.Judge(told, expected), []);
    }

    /// <summary>The same for the values that sources publish; each check names the figures of both sides.</summary>
    internal static IEnumerable<Check> Of(CheckBook book) =>
        from told in book.Published(Measure.Value)
        where told.Series.Flow is Flow.Exports or Flow.Imports
        let mirrored = book.Value(new(told.Series.Partner, told.Series.Reporter, told.Series.Flow is Flow.Exports ? Flow.Imports : Flow.Exports, told.Series.Commodity), told.Period, told.Currency)
        where mirrored is { Method: Method.Published }
        select Of(told.Series, told.Period, told.Currency, told.Number, mirrored.Number, book.Catalogue) with { Figures = Observation.UsedIn(told, mirrored) };
}
