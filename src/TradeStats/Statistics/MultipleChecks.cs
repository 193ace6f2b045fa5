using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>Published multiples against the published values.</summary>
internal static class MultipleChecks
{
    public static IEnumerable<Check> Of(CheckBook book) =>
        from figure in book.AllFigures
        where figure is { Measure: Measure.Multiple, Indicator: Figure.GoodsTrade, Entity: null, Flow: not null }
        let series = new Series(figure.Reporter, figure.Partner, figure.Flow!.Value, figure.Commodity)
        from value in book.Values
        where value.Series == series && value.Period == figure.Period && (figure.Currency is null || figure.Currency == value.Currency)
        let other = figure.Base is { } @base ? book.Value(series, @base, value.Currency)
            : figure.Of?.Split('=') is ["partner", var partner] ? book.Value(series with { Partner = partner }, figure.Period, value.Currency) : null
        where other is not null && Arithmetic.IsPositive(other.Number)
        select CheckBook.Make(CheckKind.Multiple, Checks.Name(CheckKind.Multiple, figure.Id, value.Currency), value, $"{book.Pair(value)} in {value.Period} is \"{figure.AsPrinted}\" {book.Label(other)} in {other.Period}.",
            figure.Number, Arithmetic.RoundOutwards(Arithmetic.Divide(value.Number, other.Number), 6), [other]) with
        { Figures = [figure.Id, value.Figures[0], other.Figures[0]] };
}
