using System.IO.Pipelines;
using TradeStats.Representations;
using TradeStats.Statistics;
using TradeStats.Tests.Http;
using TradeStats.Tests.Queries;
using TradeStats.Tests.Trade;
using TradeStats.Trade;
using Xunit;

namespace TradeStats.Tests.Representations;

/// <summary>What one more row costs in memory, which is the same on every machine: twice the rows against the rows, so that what an answer costs anyway falls out.</summary>
[Collection(Alone.Name)]
public class AllocationTests
{
    private const int Rows = 1500;
    private const int MostMarks = 300;

    // Buffers that grow and pools that are shared make some difference from run to run.
    private const double Tolerance = 1.1;

    private const int BytesOfQuestionToday = 7_100;
    private const int BytesOfGrowthToday = 512;
    private const int BytesOfShareToday = 864;

    private static readonly Observation Row = new(
        new("CN", "VN", Flow.Exports, "TOTAL"), Period.OfYear(2024), "USD", Measure.Value, "",
        new(1234567890.12m, 1234567890.12m, 1234567890.12m, Qualifier.Exact), Method.Published, Disputed: false, []);

    private static readonly Dictionary<string, int> BytesOfRowToday = new Dictionary<string, int>
    {
        ["json"] = 72,
        ["csv"] = 72,
        ["ndjson"] = 72,
        ["xlsx"] = 4128,
        ["parquet"] = 1550,
        ["jsonstat"] = 1163,
        ["svg"] = 9264,
        ["zip"] = 72,
        ["jsonld"] = 4819,
    };

    public static TheoryData<string> Formats => [.. Format.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_row_takes_no_more_memory_than_it_did(string format)
    {
        var one = Format.All.Single(known => known.Name == format);
        var (datasets, months) = (Enumerable.Repeat(SmallCatalogue.Whole.Datasets[0], 2 * Rows).ToList(), Months(2 * Rows));
        var bytes = format switch
        {
            "jsonld" => BytesOfRow(count => Write(one, Tables.Datasets, datasets.Take(count))),
            "svg" => BytesOfRow(count => Write(one, Tables.Totals, months.Take(count)), MostMarks),
            _ => BytesOfRow(count => Write(one, Tables.Totals, months.Take(count))),
        };
        AssertNoMore(BytesOfRowToday[format], bytes);
    }

    [Fact]
    public void A_question_takes_no_more_memory_than_it_did() => AssertNoMore(BytesOfQuestionToday, BytesOfRow(Ask));

    [Fact]
    public void A_growth_takes_no_more_memory_than_it_did()
    {
        var months = Months(2 * Rows);
        AssertNoMore(BytesOfGrowthToday, BytesOfRow(count => Assert.Equal(count, GrowthRates.Of(months.GetRange(0, count), null, _ => true).Count())));
    }

    [Fact]
    public void A_share_takes_no_more_memory_than_it_did() =>
        AssertNoMore(BytesOfShareToday, BytesOfRow(count =>
        {
            (Observation, Observation?)[] cell = [(Row, Row with { Series = Row.Series with { Partner = Area.World } })];
            Assert.Equal(count, Enumerable.Range(0, count).Sum(_ => Shares.Of(cell, null, Area.World, null, SmallCatalogue.Whole).Count()));
        }));

    private static void Ask(int count)
    {
        for (var i = 0; i < count; i++)
            Asked.Totals.Soundly("reporter=CN&partner=VN,MY&flow=exports&period=2024&currency=USD&fields=period,value&limit=100");
    }

    // Of a cube no two cells may be the same.
    private static List<Observation> Months(int count) => [.. Enumerable.Range(0, count).Select(month => Row with { Period = new((1900 * 12) + month, 1) })];

    private static void Write<T>(Format format, Table<T> table, IEnumerable<T> rows)
    {
        var selection = new Selection<T>(table, table.Columns, rows.ToAsyncEnumerable(), SmallCatalogue.Whole, Written.Meta, () => Task.FromResult<IReadOnlyList<string>>([]));
        // Nothing has to be waited for: it all happens on this thread, whose memory is counted.
        var writing = format is StreamFormat stream ? WriteAsync(stream, selection) : ((FileFormat)format).WriteAsync(Stream.Null, selection, CancellationToken.None);
        Assert.True(writing.IsCompletedSuccessfully, writing.Exception?.ToString());
    }

    private static Task<long> WriteAsync<T>(StreamFormat format, Selection<T> selection) =>
        format.WriteAsync(PipeWriter.Create(Stream.Null), selection, CancellationToken.None);

    private static void AssertNoMore(int today, double bytes) =>
        Assert.True(bytes <= today * Tolerance, FormattableString.Invariant($"{bytes:0} bytes, where it took {today}: allocate less, or say in this table that it takes more."));

    private static double BytesOfRow(Action<int> write, int rows = Rows)
    {
        write(2 * rows);
        write(rows);
        return (Allocated(() => write(2 * rows)) - Allocated(() => write(rows))) / (double)rows;
    }

    private static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
