using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>Several sources on one cell.</summary>
internal static class SourceChecks
{
    public static IEnumerable<Check> Of(CheckBook book) =>
        from cell in book.Observations
        where cell.Method is Method.Published && cell.Figures.Count > 1
        let best = book.Figures[cell.Figures[0]]
        from id in cell.Figures.Skip(1)
        let other = book.Figures[id]
        where other.Source != best.Source && other.Number.Qualifier is not Qualifier.Forecast
        select CheckBook.Make(CheckKind.Sources, Checks.Name(CheckKind.Sources, best.Id, other.Id), cell,
            $"{Words<Measure>.Of(cell.Measure)} of {book.Pair(cell)} in {cell.Period}: \"{other.AsPrinted}\" and \"{best.AsPrinted}\" can both be true.",
            other.Number, best.Number, []) with
        { Figures = [other.Id, best.Id] };
}
