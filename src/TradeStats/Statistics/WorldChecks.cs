using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>The partners that an imported table lists against its row for the world.</summary>
public static class WorldChecks
{
    /// <summary>That the partners add up to the world. Where only some partners were imported they fall short, and the check fails for that.</summary>
    /// <param name="series">The row for the world.</param>
    /// <param name="period">Its period.</param>
    /// <param name="currency">Its currency.</param>
    /// <param name="world">What it says.</param>
    /// <param name="sum">The sum of the countries and other areas that are listed as partners.</param>
    /// <param name="partners">How many these are.</param>
    /// <param name="catalogue">The names of codes.</param>
    public static Check Of(Series series, Period period, string currency, Bounded world, Bounded sum, int partners, Catalogue catalogue)
    {
        var goods = Checks.OfGoods(series, catalogue);
        return new(Checks.Name(CheckKind.World, series.Reporter, Words<Flow>.Of(series.Flow), series.Commodity, period, currency), CheckKind.World, series, period, currency,
            $"{(partners == 1 ? "The one partner that is" : $"The {partners} partners that are")} listed for the {Words<Flow>.Of(series.Flow)}{goods} of {catalogue.AreaName(series.Reporter)} in {period} ({currency}) "
                + $"{(partners == 1 ? "adds" : "add")} up to its row for the world.",
            sum, world.Number, Checks.Judge(world, sum), []);
    }
}
