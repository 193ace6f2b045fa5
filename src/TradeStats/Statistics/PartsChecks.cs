using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>Wholes against their known parts: members and group, provinces and country, commodities and all goods.</summary>
internal static class PartsChecks
{
    public static IEnumerable<Check> Of(CheckBook book) =>
        from whole in book.Values
        let parts = book.Values.Where(part => IsPart(book.Catalogue, part, whole)).ToList()
        where parts.Count > 0 && whole.Series.Flow is not Flow.Balance
        from kind in parts.GroupBy(part => (part.Series.Reporter != whole.Series.Reporter, part.Series.Partner != whole.Series.Partner, part.Series.Commodity != whole.Series.Commodity))
        let sum = kind.Select(part => part.Number).Aggregate(Arithmetic.Add)
        select CheckBook.Make(CheckKind.Parts, Checks.Name(CheckKind.Parts, CheckBook.Cell(whole), kind.Key.Item1 ? "reporters" : kind.Key.Item2 ? "partners" : "commodities"), whole,
            $"{book.Pair(whole)} in {whole.Period} is at least its known parts together: {string.Join(", ", kind.Select(book.Label))}.",
            sum with { High = null, Qualifier = Qualifier.AtLeast }, whole.Number, [.. kind]) with
        { Expected = sum, Actual = whole.Number.Number };

    private static bool IsPart(Catalogue catalogue, Observation part, Observation whole) =>
        part.Period == whole.Period && part.Currency == whole.Currency && part.Series.Flow == whole.Series.Flow && part.Series != whole.Series
        && Differences(part.Series, whole.Series) == 1
        && IsDirectPart(catalogue, part.Series.Reporter, whole.Series.Reporter, part.Period) && IsDirectPart(catalogue, part.Series.Partner, whole.Series.Partner, part.Period)
        && (part.Series.Commodity == whole.Series.Commodity || catalogue.IsRightBelow(part.Series.Commodity, whole.Series.Commodity));

    // A group is the sum of its members and a country of its provinces; of the world only countries are counted, else members would count twice.
    private static bool IsDirectPart(Catalogue catalogue, string part, string whole, Period period) =>
        part == whole || (catalogue.IsAreaWithin(part, whole, period) && catalogue.Areas.Any(area => area.Code == part
            && (whole == Area.World ? area.Kind is AreaKind.Country : area.MemberOf.Any(membership => membership.Group == whole))));

    private static int Differences(Series one, Series other) =>
        (one.Reporter != other.Reporter ? 1 : 0) + (one.Partner != other.Partner ? 1 : 0) + (one.Commodity != other.Commodity ? 1 : 0);
}
