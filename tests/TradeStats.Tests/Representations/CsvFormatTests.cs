using TradeStats.Representations;
using TradeStats.Tests.Trade;
using TradeStats.Trade;
using Xunit;

namespace TradeStats.Tests.Representations;

public class CsvFormatTests
{
    private const string Header = "text,number,flag,period,flow,codes,names\r\n";

    private static readonly CsvFormat Csv = new();

    public static TheoryData<string> All => Cultures.All;

    [Theory]
    [MemberData(nameof(All))]
    public Task Every_type_has_one_form_in_every_culture(string culture) => Cultures.InAsync(culture, async () => Assert.Equal(
        Header + "Việt Nam,-1234567.80,true,2025-01/2025-08,imports,a-01 a-02,\"Viet Nam; one, two\"\r\n",
        await Written.AsAsync(Csv, new Written("Việt Nam", -1234567.80m, true, SmallCatalogue.Months("2025-01/2025-08"), Flow.Imports, ["a-01", "a-02"], ["Viet Nam", "one, two"]))));

    [Fact]
    public async Task Null_and_an_empty_list_are_empty() => Assert.Equal(Header + ",,,,,,\r\n", await Written.AsAsync(Csv, new Written()));

    [Fact]
    public async Task No_rows_are_a_header() => Assert.Equal(Header, await Written.AsAsync(Csv));

    [Theory]
    [InlineData("9.0")]
    [InlineData("6990000000000")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001")]
    [InlineData("-0.50")]
    public async Task Numbers_keep_their_places_and_a_minus_is_no_formula(string number) =>
        Assert.Equal(Header + $",{number},,,,,\r\n", await Written.AsAsync(Csv, new Written(Number: decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData(" space ", " space ")]
    [InlineData("one, two", "\"one, two\"")]
    [InlineData("a \"quoted\" word", "\"a \"\"quoted\"\" word\"")]
    [InlineData("\"", "\"\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("two\rlines", "\"two\rlines\"")]
    [InlineData("🍍 ệ 东盟", "🍍 ệ 东盟")]
    [InlineData("a;b", "a;b")]
    public async Task Commas_quotes_and_line_ends_are_quoted(string text, string csv) =>
        Assert.Equal(Header + csv + ",,,,,,\r\n", await Written.AsAsync(Csv, new Written(text)));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("\nx", "\"'\nx\"")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("a=b", "a=b")]
    public async Task What_a_spreadsheet_would_run_is_made_harmless(string text, string csv)
    {
        Assert.Equal(Header + csv + ",,,,,,\r\n", await Written.AsAsync(Csv, new Written(text)));
        Assert.Equal(Header + ",,,,,," + csv + "\r\n", await Written.AsAsync(Csv, new Written(Names: [text])));
    }

    [Fact]
    public async Task Only_the_columns_asked_for_are_written_in_their_order() =>
        Assert.Equal("number,text\r\n5,a\r\n", await Written.AsAsync(Csv, [Written.Columns[1], Written.Columns[0]], new Written("a", 5)));

    // An empty line would be taken for no row at all.
    [Fact]
    public async Task A_row_of_one_column_without_a_value_is_no_empty_line()
    {
        Assert.Equal("text\r\na\r\n\"\"\r\nb\r\n", await Written.AsAsync(Csv, [Written.Columns[0]], new Written("a"), new Written(), new Written("b")));
        Assert.Equal("codes\r\n\"\"\r\n", await Written.AsAsync(Csv, [Written.Columns[5]], new Written()));
    }

    [Fact]
    public async Task Many_rows_are_whole() => Assert.Equal(
        Header + string.Concat(Enumerable.Range(0, 5000).Select(i => $"row {i} ệ,{i},,,,,\r\n")),
        await Written.AsAsync(Csv, [.. Enumerable.Range(0, 5000).Select(i => new Written($"row {i} ệ", i))]));
}
