using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>Exchange rates that sources imply against each other, and amounts in two currencies at those rates.</summary>
internal static class RateChecks
{
    public static IEnumerable<Check> Of(CheckBook book) => OfSources(book).Concat(OfCells(book));

    private static IEnumerable<Check> OfSources(CheckBook book)
    {
        var rates = Rates.Implied(book.AllFigures);
        return from one in rates.Index()
               from other in rates.Skip(one.Index + 1)
               where one.Item.From == other.From && one.Item.To == other.To && (one.Item.Period.Contains(other.Period) || other.Period.Contains(one.Item.Period))
               let figure = book.Figures[one.Item.Figures[0]]
               select new Check(Checks.Name(CheckKind.Rate, one.Item.Figures[1], other.Figures[1]), CheckKind.Rate,
                   new(figure.Reporter, figure.Partner, figure.Flow ?? Flow.Total, figure.Commodity), one.Item.Period, one.Item.To,
                   $"{one.Item.From} per {one.Item.To} is the same for {one.Item.Period} in {one.Item.Source} and for {other.Period} in {other.Source}.",
                   Arithmetic.RoundOutwards(other.Rate, 6), Arithmetic.Round(one.Item.Rate.Number!.Value, 6), Checks.Judge(one.Item.Rate, other.Rate), [.. one.Item.Figures.Union(other.Figures)]);
    }

    // What a source says in one currency, against what another says of the same cell in a second, at the rate that the sources imply.
    private static IEnumerable<Check> OfCells(CheckBook book)
    {
        var rates = Rates.Implied(book.AllFigures);
        return from amount in book.Published(Measure.Value)
               from to in rates.Where(rate => rate.From == amount.Currency).Select(rate => rate.To).Distinct()
               let stated = book.Value(amount.Series, amount.Period, to)
               where stated is not null && book.Figures[stated.Figures[0]] is { Conversion: false } figure && figure.Source != book.Figures[amount.Figures[0]].Source
               let rate = Rates.Find(rates, book.Figures[amount.Figures[0]].Source, amount.Period, amount.Currency, to)
               where rate is not null
               select CheckBook.Make(CheckKind.Rate, Checks.Name(CheckKind.Rate, stated.Figures[0], amount.Figures[0]), stated,
                   $"\"{book.Figures[stated.Figures[0]].AsPrinted}\" is \"{book.Figures[amount.Figures[0]].AsPrinted}\" of {book.Pair(amount)} in {amount.Period}, at the rate that the sources imply.",
                   stated.Number, Arithmetic.RoundOutwards(Arithmetic.Divide(amount.Number, rate.Rate), Derivations.ValuePlaces), [amount]) with
               { Figures = [stated.Figures[0], amount.Figures[0], .. rate.Figures.Except([amount.Figures[0]])] };
    }
}
