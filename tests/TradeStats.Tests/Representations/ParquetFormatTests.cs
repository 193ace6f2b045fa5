using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Parquet;
using Parquet.Meta;
using Parquet.Schema;
using Parquet.Serialization;
using TradeStats.Representations;
using TradeStats.Tests.Trade;
using TradeStats.Trade;
using Xunit;
using Cell = TradeStats.Representations.Cell;
using Column = TradeStats.Representations.Column<TradeStats.Tests.Representations.Written>;

namespace TradeStats.Tests.Representations;

public class ParquetFormatTests
{
    private static readonly ParquetFormat Parquet = new();

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> All => Cultures.All;

    [Theory]
    [MemberData(nameof(All))]
    public Task Every_type_is_read_back_in_every_culture(string culture) => Cultures.InAsync(culture, async () =>
    {
        var rows = await ReadAsync(await Written.AsBytesAsync(Parquet,
            new Written("Việt Nam", -1234567.80m, true, SmallCatalogue.Months("2025-01/2025-08"), Flow.Imports, ["a-01", "a-02"], ["Viet Nam", "one, two"]),
            new Written("", 0.00000001m, false, SmallCatalogue.Months("2024"), Flow.Exports, [], ["東盟"])));
        Assert.Equal("""{"text":"Việt Nam","number":-1234567.8,"flag":true,"period":"2025-01/2025-08","flow":"imports","codes":["a-01","a-02"],"names":["Viet Nam","one, two"]}""", rows[0]);
        Assert.Equal("""{"text":"","number":0.00000001,"flag":false,"period":"2024","flow":"exports","codes":[],"names":["東盟"]}""", rows[1]);
    });

    [Fact]
    public async Task Null_is_null_and_an_empty_list_is_an_empty_list() =>
        Assert.Equal(["""{"text":null,"number":null,"flag":null,"period":null,"flow":null,"codes":[],"names":[]}"""], await ReadAsync(await Written.AsBytesAsync(Parquet, new Written())));

    [Fact]
    public async Task The_columns_have_the_types_of_their_values()
    {
        IReadOnlyList<Column> columns =
        [
            .. Written.Columns,
            new("line", ColumnType.Integer, "lines", "Where.", (_, _) => Cell.Of(12m)),
            new("sum", ColumnType.Number, "percent", "How much.", (_, _) => Cell.Of(9.0m)),
        ];
        var bytes = await Written.AsBytesAsync(Parquet, Written.Of(new Written("a", 1)) with { Columns = columns });
        await using var file = await ParquetReader.CreateAsync(new MemoryStream(bytes), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(
            "text text?, number decimal(38, 8)?, flag boolean?, period text?, flow text?, codes list, names list, line int64, sum decimal(38, 8)",
            string.Join(", ", file.Schema.Fields.Select(field => field.Name + " " + (field switch
            {
                ListField => "list",
                DecimalDataField number => $"decimal({number.Precision}, {number.Scale})",
                DataField { ClrType: var type } => type == typeof(long) ? "int64" : type == typeof(bool) ? "boolean" : "text",
                _ => "?",
            }) + (field is DataField { IsNullable: true } ? "?" : ""))));
        Assert.All(file.Metadata!.RowGroups.SelectMany(group => group.Columns), chunk => Assert.Equal(CompressionCodec.ZSTD, chunk.MetaData!.Codec));
    }

    [Theory]
    [InlineData("9.0")]
    [InlineData("6990000000000")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335")]
    [InlineData("792281625142643375935.43950335")]
    [InlineData("0.00000001")]
    [InlineData("-0.50")]
    [InlineData("1.1000000000000000")]
    public async Task Numbers_are_exact(string number)
    {
        var exact = decimal.Parse(number, CultureInfo.InvariantCulture);
        var bytes = await Written.AsBytesAsync(Parquet, new Written("a", exact));
        await using var file = await ParquetReader.CreateAsync(new MemoryStream(bytes), cancellationToken: TestContext.Current.CancellationToken);
        var read = new decimal?[1];
        await file.OpenRowGroupReader(0).ReadAsync<decimal>(file.Schema.DataFields[1], read.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(exact, read[0]);
    }

    [Fact]
    public async Task What_a_column_cannot_hold_is_a_fault_and_never_rounded()
    {
        Assert.Contains("number holds 0.000000001", await FaultAsync(Written.Of(new Written("a", 0.000000001m))), StringComparison.Ordinal);
        Assert.Contains("part holds 1.5", await FaultAsync(Of(new("part", ColumnType.Integer, null, "", (_, _) => Cell.Of(1.5m)))), StringComparison.Ordinal);
        Assert.Contains("large holds 9223372036854775808", await FaultAsync(Of(new("large", ColumnType.Integer, null, "", (_, _) => Cell.Of(9223372036854775808m)))), StringComparison.Ordinal);
        Assert.Contains("always", await FaultAsync(Of(new("always", ColumnType.Text, null, "", (_, _) => default))), StringComparison.Ordinal);
        Assert.Contains("evidence", await FaultAsync(Of(new("evidence", ColumnType.Figures, null, "", (_, _) => Cell.OfRows([])))), StringComparison.Ordinal);

        static Selection<Written> Of(Column column) => Written.Of(new Written("a")) with { Columns = [column] };

        static async Task<string> FaultAsync(Selection<Written> selection) => (await Assert.ThrowsAsync<InvalidOperationException>(() => Written.AsBytesAsync(Parquet, selection))).Message;
    }

    [Fact]
    public async Task No_rows_are_a_file_with_columns()
    {
        var bytes = await Written.AsBytesAsync(Parquet);
        Assert.Empty(await ReadAsync(bytes));
        Assert.Equal(Written.Columns.Select(column => column.Name), (await ParquetReader.ReadSchemaAsync(new MemoryStream(bytes))).Fields.Select(field => field.Name));
    }

    [Fact]
    public async Task Many_rows_are_whole_in_groups_of_bounded_size()
    {
        var bytes = await Written.AsBytesAsync(Parquet, [.. Enumerable.Range(0, 120_001).Select(i => new Written($"row {i} ệ", i, Codes: i % 2 == 0 ? [$"a-{i}"] : []))]);
        await using var file = await ParquetReader.CreateAsync(new MemoryStream(bytes), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([50_000L, 50_000L, 20_001L], file.RowGroups.Select(group => group.RowCount));
        var rows = await ReadAsync(bytes);
        Assert.Equal("""{"text":"row 119999 ệ","number":119999,"flag":null,"period":null,"flow":null,"codes":[],"names":[]}""", rows[119_999]);
        Assert.Equal("""{"text":"row 120000 ệ","number":120000,"flag":null,"period":null,"flow":null,"codes":["a-120000"],"names":[]}""", rows[120_000]);
    }

    [Fact]
    public async Task The_file_says_what_it_answers()
    {
        var bytes = await Written.AsBytesAsync(Parquet, new Written("a"));
        await using var file = await ParquetReader.CreateAsync(new MemoryStream(bytes), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("written?dataset=articles", file.CustomMetadata["question"]);
        Assert.Equal(("articles", "0123456789ab", "1970-01-01T00:00:00Z"), (file.CustomMetadata["dataset"], file.CustomMetadata["version"], file.CustomMetadata["loaded"]));
        using var columns = JsonDocument.Parse(file.CustomMetadata["columns"]);
        Assert.Equal(Written.Columns.Select(column => column.Name), columns.RootElement.EnumerateObject().Select(column => column.Name));
        Assert.Equal(["unit", "description"], columns.RootElement.GetProperty("number").EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task The_same_rows_are_the_same_bytes()
    {
        var rows = Enumerable.Range(0, 500).Select(i => new Written($"row {i}", i * 0.5m, i % 3 == 0, Codes: ["a", "b"])).ToList();
        Assert.Equal(await Written.AsBytesAsync(Parquet, rows), await Written.AsBytesAsync(Parquet, rows));
    }

    // The library's reader of rows is another way through the file than its writer of columns.
    internal static async Task<IReadOnlyList<string>> ReadAsync(byte[] bytes)
    {
        var read = await ParquetSerializer.DeserializeUntypedAsync(new MemoryStream(bytes), cancellationToken: TestContext.Current.CancellationToken);
        return [.. read.Data.Select(row => JsonSerializer.Serialize(read.Schema.Fields.ToDictionary(field => field.Name, field => Plain(row.TryGetValue(field.Name, out var value) ? value : null)), Json))];
    }

    private static object? Plain(object? value) => value switch
    {
        ReadOnlyMemory<char> text => text.ToString(),
        decimal number => decimal.Parse(number.ToString("0.########", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        string or null => value,
        IEnumerable list => list.Cast<object?>().Select(Plain).ToList(),
        _ => value,
    };
}
