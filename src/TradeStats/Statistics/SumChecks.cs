using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>Published totals against exports plus imports.</summary>
internal static class SumChecks
{
    public static IEnumerable<Check> Of(CheckBook book) =>
        from total in book.Published(Measure.Value)
        where total.Series.Flow is Flow.Total
        let exports = book.Value(total.Series with { Flow = Flow.Exports }, total.Period, total.Currency)
        let imports = book.Value(total.Series with { Flow = Flow.Imports }, total.Period, total.Currency)
        where exports is not null && imports is not null
        select CheckBook.Make(CheckKind.Sum, Checks.Name(CheckKind.Sum, CheckBook.Cell(total)), total, $"Exports plus imports of {book.Pair(total)} in {total.Period} are the published total.",
            total.Number, Arithmetic.Add(exports.Number, imports.Number), [exports, imports]);
}
