using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>Published shares against the published values.</summary>
internal static class ShareChecks
{
    public static IEnumerable<Check> Of(CheckBook book) =>
        from share in book.Published(Measure.Share)
        let whole = share.Against.Split('/')
        from part in book.Values
        where part.Series == share.Series && part.Period == share.Period && (share.Currency.Length == 0 || share.Currency == part.Currency)
        let of = book.Value(new(whole[0], whole[1], part.Series.Flow, whole[2]), part.Period, part.Currency)
        where of is not null && Arithmetic.IsPositive(of.Number)
        select CheckBook.Make(CheckKind.Share, Checks.Name(CheckKind.Share, CheckBook.Cell(part), share.Against), share with { Currency = part.Currency },
            $"The published share of {book.Pair(part)} in {book.Catalogue.AreaName(whole[0])} - {book.Catalogue.AreaName(whole[1])} in {part.Period} is that of the published values.",
            share.Number, Arithmetic.ToShare(Arithmetic.Divide(part.Number, of.Number)), [part, of]);
}
