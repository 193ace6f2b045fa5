using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>Published growth against the published values, and against the growth of exports and imports together.</summary>
internal static class GrowthChecks
{
    public static IEnumerable<Check> Of(CheckBook book) => AgainstValues(book).Concat(OfParts(book));

    private static IEnumerable<Check> AgainstValues(CheckBook book) =>
        from growth in book.Published(Measure.Growth)
        let value = book.Value(growth.Series, growth.Period, growth.Currency)
        let before = Period.TryParse(growth.Against, out var period) ? book.Value(growth.Series, period, growth.Currency) : null
        where value is not null && before is not null && Arithmetic.IsPositive(before.Number)
        select CheckBook.Make(CheckKind.Growth, Checks.Name(CheckKind.Growth, CheckBook.Cell(growth), growth.Against), growth, $"The published growth of {book.Pair(growth)} in {growth.Period} is that of the published values.",
            growth.Number, Arithmetic.ToChange(Arithmetic.Divide(value.Number, before.Number)), [value, before]);

    // The value of the year before follows for exports and imports from their own growth; the total must have grown as they did together.
    private static IEnumerable<Check> OfParts(CheckBook book) =>
        from growth in book.Published(Measure.Growth)
        where growth.Series.Flow is Flow.Total
        let now = Flows(book, growth, growth.Period)
        let before = Period.TryParse(growth.Against, out var period) ? Flows(book, growth, period) : []
        where now.Count == 2 && before.Count == 2 && before.All(row => row.Method is Method.Backcast)
        let sum = Arithmetic.Add(before[0].Number, before[1].Number)
        where Arithmetic.IsPositive(sum)
        select CheckBook.Make(CheckKind.Growth, Checks.Name(CheckKind.Growth, CheckBook.Cell(growth), "parts"), growth, $"The total of {book.Pair(growth)} in {growth.Period} has grown as its exports and imports together.",
            growth.Number, Arithmetic.ToChange(Arithmetic.Divide(Arithmetic.Add(now[0].Number, now[1].Number), sum)), [.. now, .. before]);

    private static List<Observation> Flows(CheckBook book, Observation total, Period period) =>
        [.. book.Observations.Where(row => row.Measure is Measure.Value && (row.Method is Method.Published or Method.Backcast) && row.Period == period && row.Currency == total.Currency
            && (row.Series == total.Series with { Flow = Flow.Exports } || row.Series == total.Series with { Flow = Flow.Imports }))];
}
