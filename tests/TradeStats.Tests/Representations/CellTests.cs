using CsCheck;
using TradeStats.Representations;
using TradeStats.Tests.Trade;
using TradeStats.Trade;
using Xunit;

namespace TradeStats.Tests.Representations;

public class CellTests
{
    public static TheoryData<string> All => Cultures.All;

    /// <summary>Cells of one column each, in their order.</summary>
    public static IReadOnlyList<Cell[]> Ordered =>
    [
        [Cell.Of(-10m), Cell.Of(-9.5m), Cell.Of(0m), Cell.Of(2m), Cell.Of(10m), default],
        [Cell.Of(false), Cell.Of(true), default],
        [Period("2024-Q1"), Period("2024-01/2024-08"), Period("2024"), Period("2024-02"), Period("2025-01"), default],
        [Cell.Word<Flow>(Flow.Exports), Cell.Word<Flow>(Flow.Imports), Cell.Word<Flow>(Flow.Total), Cell.Word<Flow>(Flow.Balance), default],
        [Cell.Of("ASEAN"), Cell.Of("CH"), Cell.Of("CZ"), Cell.Of("I"), Cell.Of("Z"), Cell.Of("a"), Cell.Of("i"), Cell.Of("Ä"), default],
        [Cell.Of(Array.Empty<string>()), Cell.Of(["a"]), Cell.Of(["a", "b"]), Cell.Of(["b"])],
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void Numbers_time_words_and_code_points_order_cells_in_every_culture_and_nothing_comes_last(string culture) => Cultures.In(culture, () =>
    {
        foreach (var cells in Ordered)
        {
            for (var i = 0; i < cells.Length; i++)
            {
                for (var j = 0; j < cells.Length; j++)
                    Assert.Equal(Math.Sign(i - j), Math.Sign(Cell.Compare(cells[i], cells[j])));
            }
        }
    });

    [Fact]
    public void Descending_turns_the_first_column_but_nothing_stays_last_and_the_key_ascends()
    {
        IReadOnlyList<Cell>[] rows = [Row(1, "a"), Row(3, "b"), Row(null, "a"), Row(3, "a"), Row(2, "a"), Row(null, "b")];
        Assert.Equal(["1a", "2a", "3a", "3b", "a", "b"], Sorted(rows, descending: false));
        Assert.Equal(["3a", "3b", "2a", "1a", "a", "b"], Sorted(rows, descending: true));

        static IReadOnlyList<Cell> Row(decimal? number, string key) => [Cell.Of(number), Cell.Of(key)];

        static IEnumerable<string> Sorted(IEnumerable<IReadOnlyList<Cell>> rows, bool descending) => rows
            .Order(Comparer<IReadOnlyList<Cell>>.Create((left, right) => Table<Written>.Compare(left, right, descending)))
            .Select(row => (row[0].Kind is CellKind.Null ? "" : row[0].Number.ToString(System.Globalization.CultureInfo.InvariantCulture)) + row[1].Text);
    }

    [Fact]
    public void The_scale_of_a_number_does_not_order() => Assert.Equal(0, Cell.Compare(Cell.Of(9m), Cell.Of(9.00m)));

    [Fact]
    public void Any_number_is_read_back_from_a_cursor() => Gen.Decimal.Sample(number =>
        Written.Columns[1].ReadText(Written.Columns[1].WriteText(Cell.Of(number))) is { } cell && cell.Number == number);

    [Theory]
    [InlineData(1, "x")]
    [InlineData(1, "")]
    [InlineData(1, "99999999999999999999999999999999")]
    [InlineData(3, "2024-13")]
    [InlineData(4, "up")]
    public void A_text_that_is_no_cell_of_the_column_is_refused(int column, string text) => Assert.Null(Written.Columns[column].ReadText(text));

    private static Cell Period(string text) => Cell.Of((Period?)SmallCatalogue.Months(text));
}
