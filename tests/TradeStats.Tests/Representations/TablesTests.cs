using TradeStats.Representations;
using TradeStats.Statistics;
using TradeStats.Store;
using TradeStats.Tests.Trade;
using TradeStats.Trade;
using Xunit;
using static TradeStats.Tests.Statistics.Printed;

namespace TradeStats.Tests.Representations;

public class TablesTests
{
    private static readonly DatasetContent Shipped = Contents.Shipped;

    private static readonly IReadOnlyList<Observation> Known = [.. Shipped.Observations.Where(observation => observation.KnownUntil is null)];

    private static readonly IReadOnlyList<Check> Checks = [.. Shipped.Checks.Where(check => check.KnownUntil is null)];

    private static readonly Catalogue Catalogue = new(Shipped.Areas, Shipped.Commodities, SmallCatalogue.Whole.Datasets, Shipped.Sources, [], []);

    public static TheoryData<string> All => Cultures.All;

    [Theory]
    [InlineData("totals", "reporter, reporterName, partner, partnerName, flow, commodity, commodityName, period, frequency, currency, value, low, high, qualifier, method, disputed, figures")]
    [InlineData("growth", "reporter, reporterName, partner, partnerName, flow, commodity, commodityName, period, basePeriod, frequency, currency, growthPercent, low, high, method, "
        + "publishedPercent, computedPercent, agrees, multiple, annualPercent, value, baseValue, reason, figures")]
    [InlineData("shares", "reporter, reporterName, partner, partnerName, flow, commodity, commodityName, ofReporter, ofPartner, ofCommodity, period, frequency, currency, sharePercent, low, high, "
        + "method, publishedPercent, computedPercent, agrees, value, ofValue, reason, figures")]
    [InlineData("rankings", "rank, code, name, value, low, high, sharePercent, cumulativePercent, growthPercent, qualifier, method, figures")]
    [InlineData("checks", "id, kind, reporter, partner, flow, commodity, period, currency, statement, expected, actual, low, high, verdict, figures")]
    [InlineData("availability", "dimension, code, name, count")]
    [InlineData("figures", "id, measure, indicator, reporter, reporterName, partner, partnerName, entity, flow, commodity, commodityName, period, periodInferred, frequency, unit, currency, number, "
        + "low, high, qualifier, of, base, asPrinted, conversion, attributedTo, source, sourceTitle, publisher, published, publishedInferred, document, line, note")]
    [InlineData("sources", "id, title, publisher, author, published, publishedInferred, document, url, figureCount")]
    [InlineData("areas", "code, name, kind, alpha3, m49, spellings, memberOf")]
    [InlineData("commodities", "code, name, classification, parent")]
    [InlineData("datasets", "id, title, version, loaded, observationCount, figureCount, firstPeriod, lastPeriod, currencies, licence")]
    public void The_fields_promised_are_there_in_their_order(string noun, string promised)
    {
        var names = Names[noun];
        var fields = promised.Split(", ");
        Assert.Equal(fields, names.Where(fields.Contains));
    }

    [Fact]
    public void Every_table_has_each_name_once_and_a_key() => Assert.All(Everything, table =>
    {
        Assert.Equal(table.Names.Distinct(), table.Names);
        Assert.All(table.Names, name => Assert.Matches("^[a-z][a-zA-Z0-9]*$", name));
        Assert.NotEmpty(table.Key);
        Assert.Equal(table.Key.Distinct(), table.Key);
    });

    [Theory]
    [MemberData(nameof(All))]
    public void The_cells_of_every_column_of_every_table_are_read_back_from_a_cursor(string culture) => Cultures.In(culture, () => Assert.All(Everything, table => table.ReadBack()));

    [Fact]
    public void Only_columns_that_say_so_are_ever_null_and_every_such_column_is_once() => Assert.All(Everything, table => table.Nulls());

    [Fact]
    public void The_key_tells_the_rows_of_the_shipped_seeds_apart_and_orders_them()
    {
        Ascends(Tables.Totals, Known.Where(observation => observation.Measure is Measure.Value));
        Ascends(Tables.Growth, Known.Where(observation => observation.Measure is Measure.Value or Measure.Growth)
            .GroupBy(observation => observation.Series).SelectMany(series => GrowthRates.Of([.. series], null, _ => true)));
        Ascends(Tables.Figures, Shipped.Figures.OrderBy(figure => figure.Id, StringComparer.Ordinal).Select(figure => (figure, Shipped.Sources[0])));
        Ascends(Tables.Areas, Shipped.Areas.OrderBy(area => area.Code, StringComparer.Ordinal));
        Ascends(Tables.Commodities, Shipped.Commodities.OrderBy(commodity => commodity.Code, StringComparer.Ordinal));
        Ascends(Tables.Sources, Shipped.Sources.OrderBy(source => source.Id, StringComparer.Ordinal).Select(source => (source, 0)));
        Ascends(Tables.Checks, Checks.OrderBy(check => check.Kind).ThenBy(check => check.Series.Reporter, StringComparer.Ordinal).ThenBy(check => check.Series.Partner, StringComparer.Ordinal)
            .ThenBy(check => check.Series.Flow).ThenBy(check => check.Series.Commodity, StringComparer.Ordinal).ThenBy(check => check.Period)
            .ThenBy(check => check.Currency.Length == 0).ThenBy(check => check.Currency, StringComparer.Ordinal).ThenBy(check => check.Id, StringComparer.Ordinal));
    }

    [Fact]
    public void A_table_gives_the_columns_asked_for_in_that_order_or_all()
    {
        Assert.Equal(["value", "reporter"], Tables.Totals.Select(["value", "reporter"]).Select(column => column.Name));
        Assert.Same(Tables.Totals.Columns, Tables.Totals.Select([]));
        Assert.Equal(["value", "reporter", "partner", "flow", "commodity", "period", "currency"], Tables.Totals.OrderOf("value").Select(column => column.Name));
        Assert.Equal(["reporter", "partner", "flow", "commodity", "period", "currency"], Tables.Totals.OrderOf(null).Select(column => column.Name));
    }

    private static Dictionary<string, IReadOnlyList<string>> Names => Everything.ToDictionary(table => table.Noun, table => table.Names);

    private static IReadOnlyList<Told> Everything =>
    [
        Told.Of(Tables.Totals, [.. Enum.GetValues<Flow>().Select(flow => Value(2024, Exact(9.10m, -9.15m, 1e12m)) with { Series = ToVietnam with { Flow = flow } }),
            Value(2023, AtLeast(5)) with { Method = Method.Backcast, Basis = "5 / 1.25", Disputed = true }, Value(2023, AtMost(5)) with { Figures = [] }, Value(2023, Forecast(5)), Value(2023, default) with { Number = About(1) with { Number = null } },
            Value(2023, Exact(1, 0, 2)) with { SumOf = SumOf.Members, Parts = 2, Missing = ["BN", "TL"] }, Value(2023, Exact(1, 0, 2)) with { SumOf = SumOf.Headings, Parts = 3 }, Value(2023, Exact(1) with { Number = null, Low = null, High = null }) with { SumOf = SumOf.Months, Parts = 11, Missing = ["2023-02"] }, Value(2023, Exact(1, 0, 2)) with { SumOf = SumOf.Flows, Parts = 2 }]),
        Told.Of(Tables.Growth, [.. Percentages(Reason.NoBaseValue, Reason.ZeroBase, Reason.NegativeBase, Reason.NotAlike, Reason.OnlyBounds, Reason.MissingMonths).Select(percentage =>
            new Growth(ToVietnam, Period.OfYear(2024), Period.OfYear(2023), percentage.Number.Number is null ? null : "CNY", percentage, percentage.Number, percentage.Number, percentage.Number, Missing(percentage), percentage.Published is null ? [] : ["a-1", "b-1"]))]),
        Told.Of(Tables.Shares, [.. Percentages(Reason.NoWholeValue, Reason.ZeroWhole, Reason.NegativeWhole, Reason.NotAPart, Reason.OnlyBounds, Reason.MissingMonths).Select(percentage =>
            new Share(ToVietnam, ToVietnam with { Partner = "WLD" }, new(2024 * 12, 8), percentage.Number.Number is null ? null : "CNY", percentage, percentage.Number, percentage.Number, Missing(percentage), percentage.Published is null ? [] : ["a-1"]))]),
        Told.Of(Tables.Rankings, [.. Rankings.Of("partner", Placed, [], top: 3)]),
        Told.Of(Tables.Checks, [.. Checks, Checks[0] with { Actual = null }]),
        Told.Of(Tables.Availability, [.. Available.Dimensions.Select(dimension => new Available(dimension, "CN", 12))]),
        Told.Of(Tables.Figures, [.. Shipped.Figures.Select(figure => (figure, Shipped.Sources.First(source => source.Id == figure.Source)))]),
        Told.Of(Tables.Sources, [.. Shipped.Sources.Select(source => (source, 3)), (Shipped.Sources[0] with { Author = "An Author", Url = "https://example.org", AlsoIn = ["a.txt:1-2", "b.txt:3-4"] }, 0)]),
        Told.Of(Tables.Areas, Shipped.Areas),
        Told.Of(Tables.Commodities, Shipped.Commodities),
        Told.Of(Tables.Datasets, [SmallCatalogue.Whole.Datasets[0], SmallCatalogue.Whole.Datasets[0] with { FirstPeriod = null, LastPeriod = null, Currencies = [] }]),
    ];

    private static IEnumerable<Percentage> Percentages(params Reason[] reasons) =>
    [
        Percentage.Choose(Growth(2024, Exact(9)), Exact(9.0m, 8.95m, 9.05m), Exact(9.02m), null, Method.Computed),
        Percentage.Choose(Growth(2024, Exact(9)), Exact(9.0m, 8.95m, 9.05m), Exact(19.02m), null, Method.Computed),
        Percentage.Choose(null, null, Exact(9.02m), null, Method.Mirrored),
        .. reasons.Select(reason => Percentage.Choose(null, null, null, reason, Method.Computed)),
    ];

    private static IReadOnlyList<string> Missing(Percentage percentage) => percentage.Reason is Reason.MissingMonths ? ["2024-03", "2024-12"] : [];

    private static IReadOnlyList<Candidate> Placed =>
    [
        new(Value(2024, Exact(9)), Part(Value(2024, Exact(9)), Value(2024, Exact(20))), GrowthRates.Of([Value(2023, Exact(8)), Value(2024, Exact(9))], null, period => period == Period.OfYear(2024)).Single()),
        new(Value(2024, AtLeast(5)), Part(Value(2024, AtLeast(5)), null), null),
        new(Value(2024, AtMost(4)) with { Figures = [] }, Part(Value(2024, AtMost(4)) with { Figures = [] }, null), null),
    ];

    private static Share Part(Observation part, Observation? whole) =>
        TradeStats.Statistics.Shares.Of([(part, whole)], ToVietnam with { Partner = "WLD" }, isPart: true).Single();

    private static void Ascends<T>(Table<T> table, IEnumerable<T> rows)
    {
        var keys = rows.Select(row => Table<T>.Read(row, table.Key, Catalogue)).ToList();
        Assert.NotEmpty(keys);
        Assert.All(keys.Zip(keys.Skip(1)), pair => Assert.True(
            Table<T>.Compare(pair.First, pair.Second, firstDescending: false) < 0, $"{table.Noun}: {string.Join(' ', pair.First)} is not before {string.Join(' ', pair.Second)}"));
    }

    private sealed record Told(string Noun, IReadOnlyList<string> Names, IReadOnlyList<string> Key, Action ReadBack, Action Nulls)
    {
        public static Told Of<T>(Table<T> table, IReadOnlyList<T> rows) => new(
            table.Noun, [.. table.Columns.Select(column => column.Name)], [.. table.Key.Select(column => column.Name)],
            () => Assert.All(table.Columns, column => ReadsBack(column, rows)), () => Assert.All(table.Columns, column => IsNullWhereItSays(table.Noun, column, rows)));

        public override string ToString() => Noun;

        private static void ReadsBack<T>(Column<T> column, IReadOnlyList<T> rows)
        {
            foreach (var row in rows)
            {
                var cell = column.Read(row, Catalogue);
                var text = column.WriteText(cell);
                var again = column.ReadText(text);
                Assert.NotNull(again);
                Assert.Equal(cell.Kind, again.Value.Kind);
                Assert.Equal(0, Cell.Compare(cell, again.Value));
                Assert.Equal(text, column.WriteText(again.Value));
                if (column.Words is not null && cell.Text is { } word)
                    Assert.Contains(word, column.Words);
            }
        }

        private static void IsNullWhereItSays<T>(string noun, Column<T> column, IReadOnlyList<T> rows) =>
            Assert.True(column.IsNullable == rows.Any(row => column.Read(row, Catalogue).Kind is CellKind.Null), $"{noun}.{column.Name}");
    }
}
