using CsCheck;
using TradeStats.Statistics;
using TradeStats.Trade;
using Xunit;
using static TradeStats.Tests.Statistics.Printed;
using Key = (TradeStats.Trade.Series Series, TradeStats.Trade.Period Period, string Currency, TradeStats.Trade.Measure Measure, string Against);

namespace TradeStats.Tests.Statistics;

/// <summary>
/// A figure removed never tightens a bound. A row that does not name the figure stays as it is; one that names it is gone, or its bounds are the same
/// or wider. The exception is a figure that was one of several statements of one number: a cell that rested on it is then told by the others (another figure of
/// the cell, another way to the value, another rate of the period), which may be tighter because the best of several is not always the tightest. Such a
/// cell is called restated here; only what is made of a restated cell may be tighter.
/// </summary>
public class RemovalTests
{
    private static readonly string[] Papers = [Old, New, "third-paper"];

    private static readonly Dictionary<string, string> Dates = new(Published) { ["third-paper"] = "2025" };

    private static readonly Gen<Figure[]> AnyFigures = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 6], Gen.Int[0, 2], Gen.Int[0, 11], Gen.Int[1, 400], Gen.Int[0, 20])
        .Select(Random).Array[2, 14].Select(figures => figures.Index().Select(figure => figure.Item with { Id = $"f-{figure.Index:00}" }).ToArray());

    [Fact]
    public void Of_the_shipped_figures_none_is_removed_and_tightens_a_bound()
    {
        var figures = Contents.Seeds.Figures;
        var published = Contents.Seeds.Sources.ToDictionary(source => source.Id, source => source.Published);
        foreach (var removed in figures)
            NoneIsTightened(figures, removed, published);
    }

    [Fact]
    public void Of_any_figures_none_is_removed_and_tightens_a_bound() => Gen.Select(AnyFigures, Gen.Int[0, 13]).Sample(
        (figures, which) => NoneIsTightened(figures, figures[which % figures.Length], Dates), iter: 5_000);

    // The dollars are a conversion: the rougher figure in its own unit is chosen while it is there.
    [Fact]
    public void One_of_several_figures_of_a_cell_may_have_been_the_rougher()
    {
        Figure[] figures = [Figure("own", Exact(100, 90, 110)), Figure("conversion", Exact(100, 99, 101)) with { Conversion = true, Source = New }];
        var (before, after) = (Made.Of(figures, Published), Made.Of(figures[1..], Published));
        Assert.Equal((20m, 2m), (Assert.Single(before.Rows.Values, row => row.Method is Method.Published).Number.Width, Assert.Single(after.Rows.Values, row => row.Method is Method.Published).Number.Width));
    }

    private static void NoneIsTightened(IReadOnlyList<Figure> figures, Figure removed, IReadOnlyDictionary<string, string> published)
    {
        var faults = Tightened(figures, removed, published);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static List<string> Tightened(IReadOnlyList<Figure> figures, Figure removed, IReadOnlyDictionary<string, string> published)
    {
        var before = Made.Of(figures, published);
        var after = Made.Of([.. figures.Where(figure => figure != removed)], published);
        var restated = before.Rows.Where(pair => pair.Value.Used().Contains(removed.Id) && after.Rows.ContainsKey(pair.Key)).Select(pair => pair.Key).ToHashSet();
        var isRateRestated = before.Rates.Any(rate => rate.Figures.Contains(removed.Id) && after.Rates.Any(other => (other.Period, other.From, other.To) == (rate.Period, rate.From, rate.To)));
        var faults = new List<string>();
        foreach (var (key, row) in before.Rows)
        {
            var (isNamed, left) = (row.Used().Contains(removed.Id), after.Rows.GetValueOrDefault(key));
            if (isNamed && left?.Method != row.Method)
                continue;
            if (left is null)
                faults.Add($"Without {removed.Id} there is no {row}.");
            else if ((isNamed ? !IsAsWide(row, left) : row.Number != left.Number || row.Method != left.Method) && !IsOfRestated(key, row, left))
                faults.Add($"Without {removed.Id} {row} ({string.Join(' ', row.Figures)}) is {left} ({string.Join(' ', left.Figures)}).");
        }
        faults.AddRange(Percentages(before).Join(Percentages(after), pair => pair.Key, pair => pair.Key, (row, left) => (row, left))
            .Where(pair => !pair.row.Operands.Any(cell => restated.Contains(cell) || IsStatedAsWell(cell) || IsNewOfRestated(cell))
                && (pair.row.Figures.Contains(removed.Id) ? !IsWithin(pair.row.Number, pair.left.Number) : pair.row.Number != pair.left.Number))
            .Select(pair => $"Without {removed.Id} {pair.row} is {pair.left}."));
        return faults;

        // A percentage that is still published without the one that stated it is told by another figure: a multiple beside a growth, or one in no known currency.
        bool IsStatedAsWell(Key cell) => cell.Measure is not Measure.Value && before.Rows.GetValueOrDefault(cell)?.Used().Contains(removed.Id) == true;

        // A multiple that may be negative leads to no base value; the one that is told in its place may.
        bool IsNewOfRestated(Key cell) => !before.Rows.ContainsKey(cell) && after.Rows.TryGetValue(cell, out var made) && restated.Any(other => after.Rows[other].Used().All(made.Figures.Contains));

        bool IsOfRestated(Key key, Observation row, Observation left) => row.Method is Method.Published
            ? row.Figures.Count > 1 && row.Figures[0] == removed.Id
            : restated.Any(cell => cell != key && after.Rows[cell].Used().All(left.Figures.Contains))
                || (isRateRestated && (row.Method is Method.Converted || row.Origin is Method.Converted) && row.Figures.Contains(removed.Id));
    }

    // Another way to the same cell has other figures and may lie elsewhere, but it is never the tighter one.
    private static bool IsAsWide(Observation row, Observation left) =>
        IsWithin(row.Number, left.Number) || (left.IsDerived && left.Figures.Except(row.Figures).Any() && (left.Number.Width ?? decimal.MaxValue) >= (row.Number.Width ?? decimal.MaxValue));

    private static bool IsWithin(Bounded inner, Bounded outer) => !(outer.Low > (inner.Low ?? decimal.MinValue)) && !(outer.High < (inner.High ?? decimal.MaxValue));

    // Growth of every series and the shares of every cell in the world and in ASEAN.
    private static IEnumerable<Percent> Percentages(Made made)
    {
        foreach (var series in made.Rows.Values.Where(row => row.Measure is not Measure.Share).GroupBy(row => row.Series))
        {
            foreach (var row in GrowthRates.Of([.. series.Order(Comparer<Observation>.Create(Cells.InOrder))], null, _ => true))
            {
                yield return new(((row.Series, row.Period, row.Currency ?? "", Measure.Growth, row.BasePeriod.ToString()), row.Percent.Method), row.Percent.Number, row.Figures,
                    [.. Values(row.Series, row.Period, row.Currency), .. Values(row.Series, row.BasePeriod, row.Currency), .. Stated(row.Series, row.Period, row.Currency, Measure.Growth, row.BasePeriod.ToString())]);
            }
        }
        foreach (var cell in made.Rows.Values.GroupBy(row => (row.Series, row.Period)))
        {
            foreach (var whole in new[] { "WLD", "ASEAN" }.Select(partner => cell.Key.Series with { Partner = partner }))
            {
                var against = Cells.WholeKey(whole.Reporter, whole.Partner, whole.Commodity);
                var parts = cell.Where(row => row.Measure is Measure.Value || (row.Measure is Measure.Share && row.Against == against))
                    .Select(row => (row, row.Measure is Measure.Value ? made.Rows.GetValueOrDefault((whole, row.Period, row.Currency, Measure.Value, "")) : null)).ToList();
                foreach (var row in parts.Count == 0 ? [] : Shares.Of(parts, whole, isPart: true))
                {
                    yield return new(((row.Series, row.Period, row.Currency ?? "", Measure.Share, against), row.Percent.Method), row.Percent.Number, row.Figures,
                        [.. Values(row.Series, row.Period, row.Currency), .. Values(whole, row.Period, row.Currency), .. Stated(row.Series, row.Period, row.Currency, Measure.Share, against)]);
                }
            }
        }

        static Key[] Values(Series series, Period period, string? currency) => [(series, period, currency ?? "", Measure.Value, "")];

        static Key[] Stated(Series series, Period period, string? currency, Measure measure, string against) =>
            [(series, period, currency ?? "", measure, against), (series, period, "", measure, against), (series, period, currency ?? "", Measure.Multiple, against), (series, period, "", Measure.Multiple, against)];
    }

    private static Figure Random(int pair, int kind, int paper, int details, int number, int around)
    {
        var (reporter, partner) = pair switch
        {
            0 => ("CN", "VN"),
            1 => ("CN", "ASEAN"),
            2 => ("CN", "WLD"),
            3 => ("VN", "CN"),
            _ => ("CN", "VN"),
        };
        var bounds = around switch
        {
            < 14 => Exact(number, number - (around / 4m), number + (around / 4m)),
            < 16 => AtLeast(number),
            < 18 => AtMost(number),
            < 20 => About(number),
            _ => Forecast(number),
        };
        var value = Figure("", bounds) with
        {
            Source = Papers[paper],
            Reporter = reporter,
            Partner = partner,
            Flow = (Flow)((details % 4) + 1),
            Period = Period.OfYear(details % 3 == 0 ? 2023 : 2024),
            Currency = details % 2 == 0 ? "CNY" : "USD",
        };
        return kind switch
        {
            < 3 => value,
            3 => value with { Conversion = true, Currency = "USD" },
            4 => value with { Measure = Measure.Growth, Unit = "percent" },
            5 => value with { Measure = Measure.Multiple, Unit = "times", Base = value.Period.YearEarlier },
            _ => value with { Measure = Measure.Share, Unit = "percent", Of = details % 2 == 0 ? "partner=WLD" : "partner=ASEAN", Currency = details < 6 ? null : value.Currency },
        };
    }

    private sealed record Made(Dictionary<Key, Observation> Rows, IReadOnlyList<ImpliedRate> Rates)
    {
        public static Made Of(IReadOnlyList<Figure> figures, IReadOnlyDictionary<string, string> published)
        {
            var observed = Cells.Observe(figures, published);
            return new(observed.Concat(Derivations.Derive(observed, figures)).ToDictionary(row => (row.Series, row.Period, row.Currency, row.Measure, row.Against)), TradeStats.Statistics.Rates.Implied(figures));
        }
    }

    private sealed record Percent((Key Cell, Method? Method) Key, Bounded Number, IReadOnlyList<string> Figures, IReadOnlyList<Key> Operands);
}
