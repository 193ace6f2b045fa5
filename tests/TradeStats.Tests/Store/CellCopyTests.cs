using Npgsql;
using TradeStats.Store;
using TradeStats.Trade;
using Xunit;

namespace TradeStats.Tests.Store;

/// <summary>PostgreSQL reads every cell as it was written, to the last zero.</summary>
public class CellCopyTests(PostgresServer server)
{
    private const string Table = """
        create temp table copied (reporter text, partner text, flow smallint, commodity text, period_start smallint, period_months smallint, currency text,
            number numeric, low numeric, high numeric, qualifier smallint, edition smallint, original boolean, file integer, line bigint)
        """;

    [Fact]
    public async Task Numbers_of_every_size_and_scale_arrive_to_the_digit()
    {
        await using var connection = new NpgsqlConnection(await server.NewEmptyDatabaseAsync());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        decimal[] edges =
        [
            0, 0.0m, 0.00000000m, 1, -1, 10, 100, 9999, 10_000, 10_001, 99_990_000, 100_000_000, 1.10m, 1.100m, 0.1m, 0.01m, 0.001m, 0.0001m, 0.00001m, 0.00000001m, -0.5m, 12_345.678m, 123_456_789.12m,
            ulong.MaxValue, ulong.MaxValue + 1m, 184_467_440_737_095.51615m, decimal.MaxValue, decimal.MinValue, 7.9228162514264337593543950335m, 0.0000000000000000000000000001m, 7_922_816_251_426_433_759_354_395_033.5m,
        ];
        var random = new Random(7);
        decimal[] numbers = [.. edges, .. Enumerable.Range(0, 2000).Select(_ => new decimal(random.Next(), random.Next(3) * random.Next(), random.Next(2) * random.Next(), random.Next(2) == 0, (byte)random.Next(29)))];
        await CopyAsync(connection, numbers.Select((number, at) => Cell("CN", "VN", "TOTAL", new(number, null, -number, Qualifier.Exact), at)));

        await using var command = new NpgsqlCommand("select number::text, low::text, high::text from copied order by line", connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        foreach (var number in numbers)
        {
            Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
            Assert.Equal((Text(number), true, Text(-number)), (reader.GetString(0), reader.IsDBNull(1), reader.GetString(2)));
        }
        Assert.False(await reader.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Codes_and_whole_numbers_arrive_as_they_were()
    {
        await using var connection = new NpgsqlConnection(await server.NewEmptyDatabaseAsync());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await CopyAsync(connection, [Cell("", "Côte d’Ivoire 象牙", new('x', 100_000), new(1, 1, null, Qualifier.AtLeast), long.MaxValue)]);

        await using var command = new NpgsqlCommand(
            "select reporter, partner, flow, length(commodity), period_start, period_months, currency, qualifier, edition, original, file, line from copied", connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
        var values = new object[reader.FieldCount];
        reader.GetValues(values);
        Assert.Equal(["", "Côte d’Ivoire 象牙", (short)2, 100_000, (short)24_000, (short)12, "USD", (short)2, (short)-1, true, int.MinValue, long.MaxValue], values);
    }

    [Fact]
    public async Task A_copy_that_is_given_up_leaves_nothing_and_a_usable_connection()
    {
        await using var connection = new NpgsqlConnection(await server.NewEmptyDatabaseAsync());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await connection.RunAsync(Table, TestContext.Current.CancellationToken);
        await using (var copy = await BeginAsync(connection))
        {
            for (var i = 0; i < 10_000; i++)
                Write(copy, Cell("CN", "VN", "TOTAL", new(i, i, i, Qualifier.Exact), i));
        }
        await using var command = new NpgsqlCommand("select count(*) from copied", connection);
        Assert.Equal(0L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    private static async Task CopyAsync(NpgsqlConnection connection, IEnumerable<ImportedCell> cells)
    {
        await connection.RunAsync(Table, TestContext.Current.CancellationToken);
        await using var copy = await BeginAsync(connection);
        foreach (var cell in cells)
            Write(copy, cell);
        await copy.CompleteAsync(TestContext.Current.CancellationToken);
    }

    private static Task<CellCopy> BeginAsync(NpgsqlConnection connection) => CellCopy.BeginAsync(connection, "copied", "edition, original, file, line", TestContext.Current.CancellationToken);

    private static void Write(CellCopy copy, ImportedCell cell)
    {
        copy.StartRow(cell);
        copy.Write(cell.Edition);
        copy.Write(cell.IsOriginal);
        copy.Write(cell.File);
        copy.Write(cell.Line);
    }

    private static ImportedCell Cell(string reporter, string partner, string commodity, Bounded number, long line) =>
        new(reporter, partner, Flow.Imports, commodity, Period.OfYear(2000), "USD", number, -1, true, int.MinValue, line, 1);

    private static string Text(decimal number) => (number == 0 ? Math.Abs(number) : number).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
