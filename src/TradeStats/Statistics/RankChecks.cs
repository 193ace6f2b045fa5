using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>Published ranks against the values that are known, and against each other.</summary>
internal static class RankChecks
{
    public static IEnumerable<Check> Of(CheckBook book)
    {
        var ranks = book.AllFigures.Where(figure => figure is { Measure: Measure.Rank, Indicator: Figure.GoodsTrade, Entity: null, Flow: not null } && figure.Of?.StartsWith("partner=", StringComparison.Ordinal) == true).ToList();
        return ranks.Select(rank => AgainstValues(rank, [.. book.Values], book.Catalogue)).Concat(AgainstEachOther(ranks, book.Catalogue));
    }

    // The best place is one behind those that are larger for certain, the worst one behind those that may be larger; whoever is not known may be.
    private static Check AgainstValues(Figure rank, List<Observation> values, Catalogue catalogue)
    {
        var of = rank.Of!["partner=".Length..];
        var candidates = values.Where(row => row.Series.Reporter == rank.Reporter && row.Series.Flow == rank.Flow && row.Series.Commodity == rank.Commodity && row.Period == rank.Period).ToList();
        var places = candidates.Where(row => row.Series.Partner == rank.Partner).Select(own =>
        {
            var others = candidates.Where(row => row.Currency == own.Currency && IsRival(row.Series.Partner, own.Series.Partner, of, rank.Period, catalogue)).ToList();
            var members = catalogue.Areas.Count(area => IsRival(area.Code, own.Series.Partner, of, rank.Period, catalogue));
            var certainlyLarger = others.Where(row => row.Number.Low > own.Number.High).ToList();
            var certainlySmaller = others.Where(row => row.Number.High < own.Number.Low).ToList();
            return (own, others, best: certainlyLarger.Count + 1, worst: members - certainlySmaller.Count + 1);
        }).OrderBy(place => place.worst - place.best).ToList();
        var found = places.Count == 0 ? default(Bounded) : new(places[0].best == places[0].worst ? places[0].best : null, places[0].best, places[0].worst, Qualifier.Exact);
        var verdict = places.Count == 0 ? Verdict.Undecided
            : rank.Number.Number < found.Low || rank.Number.Number > found.High ? Verdict.Fails
            : found.Number is not null ? Verdict.Holds : Verdict.Undecided;
        return new(Checks.Name(CheckKind.Rank, rank.Id), CheckKind.Rank, Series(rank), rank.Period, places.Count == 0 ? "" : places[0].own.Currency,
            $"{catalogue.AreaName(rank.Partner)} is number {rank.Number.Number} in the {Words<Flow>.Of(rank.Flow!.Value)} of {catalogue.AreaName(rank.Reporter)} with {catalogue.AreaName(of)} in {rank.Period}, by the values known.",
            found, rank.Number.Number, verdict, [rank.Id, .. places.Take(1).SelectMany(place => place.others.Prepend(place.own)).SelectMany(row => row.Used()).Distinct()]);
    }

    // Two of one group cannot hold one place in one flow. Places in different flows need not be the same, but a reader should see both.
    private static IEnumerable<Check> AgainstEachOther(List<Figure> ranks, Catalogue catalogue) =>
        from one in ranks.Index()
        from other in ranks.Skip(one.Index + 1)
        where one.Item.Reporter == other.Reporter && one.Item.Partner != other.Partner && one.Item.Commodity == other.Commodity && one.Item.Of == other.Of
            && one.Item.Period == other.Period && one.Item.Number.Number == other.Number.Number
        let inOneFlow = one.Item.Flow == other.Flow
        select new Check(Checks.Name(CheckKind.Rank, one.Item.Id, other.Id), CheckKind.Rank, Series(one.Item), one.Item.Period, "",
            $"{catalogue.AreaName(one.Item.Partner)} (\"{one.Item.AsPrinted}\", {Words<Flow>.Of(one.Item.Flow!.Value)}) and {catalogue.AreaName(other.Partner)} (\"{other.AsPrinted}\", {Words<Flow>.Of(other.Flow!.Value)}) "
            + $"are both number {one.Item.Number.Number} for {catalogue.AreaName(one.Item.Reporter)} in {one.Item.Period}.",
            other.Number, one.Item.Number.Number, inOneFlow ? Verdict.Fails : Verdict.Undecided, [one.Item.Id, other.Id]);

    private static bool IsRival(string partner, string own, string of, Period period, Catalogue catalogue) =>
        partner != own && partner != of && catalogue.IsAreaWithin(partner, of, period) && !catalogue.IsAreaWithin(own, partner, period) && !catalogue.IsAreaWithin(partner, own, period)
        && catalogue.Areas.Any(area => area.Code == partner && area.Kind is AreaKind.Country);

    private static Series Series(Figure figure) => new(figure.Reporter, figure.Partner, figure.Flow!.Value, figure.Commodity);
}
