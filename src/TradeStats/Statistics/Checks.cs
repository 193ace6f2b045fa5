using System.Globalization;
using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>
/// What adds up and what does not. A check compares a published number with what follows from others: it fails where the bounds of both
/// have nothing in common, holds where they have and neither has an open side that matters, and is undecided where what is known does not tell.
/// </summary>
public static class Checks
{
    /// <summary>All checks, in order of kind and id.</summary>
    /// <param name="figures">The published figures.</param>
    /// <param name="observations">What is published, computed and derived from them.</param>
    /// <param name="catalogue">The names of codes and who belongs to whom.</param>
    public static IReadOnlyList<Check> Of(IReadOnlyList<Figure> figures, IReadOnlyList<Observation> observations, Catalogue catalogue)
    {
        var book = new Book(figures, observations, catalogue);
        return
        [
            .. book.Sums().Concat(book.GrowthAgainstValues()).Concat(book.GrowthOfParts()).Concat(book.Shares()).Concat(book.Sources())
                .Concat(book.RatesOfSources()).Concat(book.RatesOfCells()).Concat(book.Parts()).Concat(book.Multiples()).Concat(RankChecks.Of(figures, observations, catalogue))
                .OrderBy(check => check.Kind).ThenBy(check => check.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether a claim and what follows from others can both be true.</summary>
    public static Verdict Judge(Bounded claim, Bounded follows)
    {
        if (!claim.Overlaps(follows))
            return Verdict.Fails;
        if (claim is { Low: null, High: null })
            return claim.Number >= follows.Low && claim.Number <= follows.High ? Verdict.Holds : Verdict.Undecided;
        var isInside = (claim.Low is null || follows.Low >= claim.Low) && (claim.High is null || follows.High <= claim.High);
        return isInside || (claim.Width is not null && follows.Width is not null) ? Verdict.Holds : Verdict.Undecided;
    }

    internal static string Name(CheckKind kind, params ReadOnlySpan<object> parts) => $"{Words<CheckKind>.Of(kind)}:{string.Join(':', parts.ToArray().Select(part => Convert.ToString(part, CultureInfo.InvariantCulture)))}";

    private sealed class Book(IReadOnlyList<Figure> figures, IReadOnlyList<Observation> observations, Catalogue catalogue)
    {
        private readonly Dictionary<string, Figure> _figures = figures.ToDictionary(figure => figure.Id, StringComparer.Ordinal);

        private readonly Dictionary<(Series, Period, string), Observation> _values = observations
            .Where(row => row is { Measure: Measure.Value, IsDerived: false })
            .ToDictionary(row => (row.Series, row.Period, row.Currency));

        private IEnumerable<Observation> Published(Measure measure) => observations.Where(row => row.Measure == measure && row.Method is Method.Published);

        public IEnumerable<Check> Sums() =>
            from total in Published(Measure.Value)
            where total.Series.Flow is Flow.Total
            let exports = Value(total.Series with { Flow = Flow.Exports }, total.Period, total.Currency)
            let imports = Value(total.Series with { Flow = Flow.Imports }, total.Period, total.Currency)
            where exports is not null && imports is not null
            select Make(CheckKind.Sum, Name(CheckKind.Sum, Cell(total)), total, $"Exports plus imports of {Pair(total)} in {total.Period} are the published total.",
                total.Number, Arithmetic.Add(exports.Number, imports.Number), [exports, imports]);

        public IEnumerable<Check> GrowthAgainstValues() =>
            from growth in Published(Measure.Growth)
            let value = Value(growth.Series, growth.Period, growth.Currency)
            let before = Period.TryParse(growth.Against, out var period) ? Value(growth.Series, period, growth.Currency) : null
            where value is not null && before is not null && Arithmetic.IsPositive(before.Number)
            select Make(CheckKind.Growth, Name(CheckKind.Growth, Cell(growth), growth.Against), growth, $"The published growth of {Pair(growth)} in {growth.Period} is that of the published values.",
                growth.Number, Arithmetic.ToChange(Arithmetic.Divide(value.Number, before.Number)), [value, before]);

        // The value of the year before follows for exports and imports from their own growth; the total must have grown as they did together.
        public IEnumerable<Check> GrowthOfParts() =>
            from growth in Published(Measure.Growth)
            where growth.Series.Flow is Flow.Total
            let now = Flows(growth, growth.Period)
            let before = Period.TryParse(growth.Against, out var period) ? Flows(growth, period) : []
            where now.Count == 2 && before.Count == 2 && before.All(row => row.Method is Method.Backcast)
            let sum = Arithmetic.Add(before[0].Number, before[1].Number)
            where Arithmetic.IsPositive(sum)
            select Make(CheckKind.Growth, Name(CheckKind.Growth, Cell(growth), "parts"), growth, $"The total of {Pair(growth)} in {growth.Period} has grown as its exports and imports together.",
                growth.Number, Arithmetic.ToChange(Arithmetic.Divide(Arithmetic.Add(now[0].Number, now[1].Number), sum)), [.. now, .. before]);

        public IEnumerable<Check> Shares() =>
            from share in Published(Measure.Share)
            let whole = share.Against.Split('/')
            from part in _values.Values
            where part.Series == share.Series && part.Period == share.Period && (share.Currency.Length == 0 || share.Currency == part.Currency)
            let of = Value(new(whole[0], whole[1], part.Series.Flow, whole[2]), part.Period, part.Currency)
            where of is not null && Arithmetic.IsPositive(of.Number)
            select Make(CheckKind.Share, Name(CheckKind.Share, Cell(part), share.Against), share with { Currency = part.Currency },
                $"The published share of {Pair(part)} in {catalogue.AreaName(whole[0])} - {catalogue.AreaName(whole[1])} in {part.Period} is that of the published values.",
                share.Number, Arithmetic.ToShare(Arithmetic.Divide(part.Number, of.Number)), [part, of]);

        public IEnumerable<Check> Sources() =>
            from cell in observations
            where cell.Method is Method.Published && cell.Figures.Count > 1
            let best = _figures[cell.Figures[0]]
            from id in cell.Figures.Skip(1)
            let other = _figures[id]
            where other.Source != best.Source && other.Number.Qualifier is not Qualifier.Forecast
            select Make(CheckKind.Sources, Name(CheckKind.Sources, best.Id, other.Id), cell,
                $"{Words<Measure>.Of(cell.Measure)} of {Pair(cell)} in {cell.Period}: \"{other.AsPrinted}\" and \"{best.AsPrinted}\" can both be true.",
                other.Number, best.Number, []) with
            { Figures = [other.Id, best.Id] };

        public IEnumerable<Check> RatesOfSources()
        {
            var rates = Rates.Implied(figures);
            return from one in rates.Index()
                   from other in rates.Skip(one.Index + 1)
                   where one.Item.From == other.From && one.Item.To == other.To && (one.Item.Period.Contains(other.Period) || other.Period.Contains(one.Item.Period))
                   let figure = _figures[one.Item.Figures[0]]
                   select new Check(Name(CheckKind.Rate, one.Item.Figures[1], other.Figures[1]), CheckKind.Rate,
                       new(figure.Reporter, figure.Partner, figure.Flow ?? Flow.Total, figure.Commodity), one.Item.Period, one.Item.To,
                       $"{one.Item.From} per {one.Item.To} is the same for {one.Item.Period} in {one.Item.Source} and for {other.Period} in {other.Source}.",
                       Arithmetic.RoundOutwards(other.Rate, 6), Arithmetic.Round(one.Item.Rate.Number!.Value, 6), Judge(one.Item.Rate, other.Rate), [.. one.Item.Figures.Union(other.Figures)]);
        }

        // What a source says in one currency, against what another says of the same cell in a second, at the rate that the sources imply.
        public IEnumerable<Check> RatesOfCells()
        {
            var rates = Rates.Implied(figures);
            return from amount in Published(Measure.Value)
                   from to in rates.Where(rate => rate.From == amount.Currency).Select(rate => rate.To).Distinct()
                   let stated = Value(amount.Series, amount.Period, to)
                   where stated is not null && _figures[stated.Figures[0]] is { Conversion: false } figure && figure.Source != _figures[amount.Figures[0]].Source
                   let rate = Rates.Find(rates, _figures[amount.Figures[0]].Source, amount.Period, amount.Currency, to)
                   where rate is not null
                   select Make(CheckKind.Rate, Name(CheckKind.Rate, stated.Figures[0], amount.Figures[0]), stated,
                       $"\"{_figures[stated.Figures[0]].AsPrinted}\" is \"{_figures[amount.Figures[0]].AsPrinted}\" of {Pair(amount)} in {amount.Period}, at the rate that the sources imply.",
                       stated.Number, Arithmetic.RoundOutwards(Arithmetic.Divide(amount.Number, rate.Rate), Derivations.ValuePlaces), [amount]) with
                   { Figures = [stated.Figures[0], amount.Figures[0], .. rate.Figures.Except([amount.Figures[0]])] };
        }

        public IEnumerable<Check> Parts() =>
            from whole in _values.Values
            let parts = _values.Values.Where(part => IsPart(part, whole)).ToList()
            where parts.Count > 0 && whole.Series.Flow is not Flow.Balance
            from kind in parts.GroupBy(part => (part.Series.Reporter != whole.Series.Reporter, part.Series.Partner != whole.Series.Partner, part.Series.Commodity != whole.Series.Commodity))
            let sum = kind.Select(part => part.Number).Aggregate(Arithmetic.Add)
            select Make(CheckKind.Parts, Name(CheckKind.Parts, Cell(whole), kind.Key.Item1 ? "reporters" : kind.Key.Item2 ? "partners" : "commodities"), whole,
                $"{Pair(whole)} in {whole.Period} is at least its known parts together: {string.Join(", ", kind.Select(Label))}.",
                sum with { High = null, Qualifier = Qualifier.AtLeast }, whole.Number, [.. kind]) with
            { Expected = sum, Actual = whole.Number.Number };

        public IEnumerable<Check> Multiples() =>
            from figure in figures
            where figure is { Measure: Measure.Multiple, Indicator: Figure.GoodsTrade, Entity: null, Flow: not null }
            let series = new Series(figure.Reporter, figure.Partner, figure.Flow!.Value, figure.Commodity)
            from value in _values.Values
            where value.Series == series && value.Period == figure.Period && (figure.Currency is null || figure.Currency == value.Currency)
            let other = figure.Base is { } @base ? Value(series, @base, value.Currency)
                : figure.Of?.Split('=') is ["partner", var partner] ? Value(series with { Partner = partner }, figure.Period, value.Currency) : null
            where other is not null && Arithmetic.IsPositive(other.Number)
            select Make(CheckKind.Multiple, Name(CheckKind.Multiple, figure.Id, value.Currency), value, $"{Pair(value)} in {value.Period} is \"{figure.AsPrinted}\" {Label(other)} in {other.Period}.",
                figure.Number, Arithmetic.RoundOutwards(Arithmetic.Divide(value.Number, other.Number), 6), [other]) with
            { Figures = [figure.Id, value.Figures[0], other.Figures[0]] };

        private bool IsPart(Observation part, Observation whole) =>
            part.Period == whole.Period && part.Currency == whole.Currency && part.Series.Flow == whole.Series.Flow && part.Series != whole.Series
            && Differences(part.Series, whole.Series) == 1
            && IsDirectPart(part.Series.Reporter, whole.Series.Reporter, part.Period) && IsDirectPart(part.Series.Partner, whole.Series.Partner, part.Period)
            && (part.Series.Commodity == whole.Series.Commodity || catalogue.Commodities.Any(one => one.Code == part.Series.Commodity && one.Parent == whole.Series.Commodity));

        // A group is the sum of its members and a country of its provinces; of the world only countries are counted, else members would count twice.
        private bool IsDirectPart(string part, string whole, Period period) =>
            part == whole || (catalogue.IsAreaWithin(part, whole, period) && catalogue.Areas.Any(area => area.Code == part
                && (whole == Area.World ? area.Kind is AreaKind.Country : area.MemberOf.Any(membership => membership.Group == whole))));

        private static int Differences(Series one, Series other) =>
            (one.Reporter != other.Reporter ? 1 : 0) + (one.Partner != other.Partner ? 1 : 0) + (one.Commodity != other.Commodity ? 1 : 0);

        private Observation? Value(Series series, Period period, string currency) => _values.GetValueOrDefault((series, period, currency));

        private List<Observation> Flows(Observation total, Period period) =>
            [.. observations.Where(row => row.Measure is Measure.Value && (row.Method is Method.Published or Method.Backcast) && row.Period == period && row.Currency == total.Currency
                && (row.Series == total.Series with { Flow = Flow.Exports } || row.Series == total.Series with { Flow = Flow.Imports }))];

        private static Check Make(CheckKind kind, string id, Observation claim, string statement, Bounded claimed, Bounded follows, IReadOnlyList<Observation> operands) =>
            new(id, kind, claim.Series, claim.Period, claim.Currency, statement, follows, claimed.Number, Judge(claimed, follows),
                [.. claim.Used().Union(operands.SelectMany(operand => operand.Used()))]);

        private string Pair(Observation row) =>
            $"{catalogue.AreaName(row.Series.Reporter)} - {catalogue.AreaName(row.Series.Partner)} ({Words<Flow>.Of(row.Series.Flow)}"
            + $"{(row.Series.Commodity == Commodity.Total ? "" : $", {catalogue.CommodityName(row.Series.Commodity)}")}{(row.Currency.Length == 0 ? "" : $", {row.Currency}")})";

        private string Label(Observation row) =>
            row.Series.Commodity == Commodity.Total ? $"{catalogue.AreaName(row.Series.Reporter)} - {catalogue.AreaName(row.Series.Partner)}" : catalogue.CommodityName(row.Series.Commodity);

        private static string Cell(Observation row) => string.Join(':', row.Series.Reporter, row.Series.Partner, Words<Flow>.Of(row.Series.Flow), row.Series.Commodity, row.Period, row.Currency);
    }
}
