using System.Globalization;
using System.Text;
using TradeStats.Imports;
using TradeStats.Trade;
using Xunit;

namespace TradeStats.Tests.Imports;

/// <summary>Our own CSV of totals is read back to the digit; what it cannot say is counted, and what is wrong says where and why.</summary>
public sealed class TotalsFilesTests : IDisposable
{
    private const string Header = "reporter,reporterName,partner,partnerName,flow,commodity,commodityName,period,frequency,currency,value,low,high,qualifier,method,disputed,figures,basis,citation";

    private const string Row = "CN,China,MY,Malaysia,exports,8542,\"Circuits, made up\",2024,annual,USD,300.250,300.25,300.25,exact,published,false,,,";

    private readonly ImportFolder _folder = new();
    private readonly List<ImportedCell> _cells = [];
    private readonly List<ImportedCell> _computed = [];
    private readonly List<string> _rejected = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Values_bounds_and_qualifiers_come_back_to_the_digit()
    {
        Read(Write(
            Row,
            "CN,China,WLD,World,imports,TOTAL,All goods,2025-01/2025-08,year-to-date,CNY,6990000000000,6985000000000,6995000000000,exact,published,true,a-01 a-02,,\"A, \"\"b\"\"\"",
            "CN-YN,Yunnan,ASEAN,ASEAN,total,agricultural-products,Agricultural products,2025-Q1,quarterly,CNY,980000000000,980000000000,,atLeast,published,false,a-03,,A",
            "CN,China,490,Other Asia,balance,080450,Guavas,2024-02,monthly,USD,-123456789012345678.12345678,,,about,published,false,,,",
            "VN,Vietnam,MY,Malaysia,total,TOTAL,All goods,2024-11/2025-02,other,VND,5.00,,6,forecast,published,false,,,"));
        Assert.Empty(_rejected);
        Assert.Equal(
            [
                "CN MY exports 8542 2024 USD 300.250 300.25..300.25 exact",
                "CN WLD imports TOTAL 2025-01/2025-08 CNY 6990000000000 6985000000000..6995000000000 exact",
                "CN-YN ASEAN total agricultural-products 2025-Q1 CNY 980000000000 980000000000.. atLeast",
                "CN 490 balance 080450 2024-02 USD -123456789012345678.12345678 .. about",
                "VN MY total TOTAL 2024-11/2025-02 VND 5.00 ..6 forecast",
            ], _cells.Select(Said));
        Assert.All(_cells, cell => Assert.Equal((-1, false, 0), (cell.Edition, cell.IsOriginal, cell.File)));
        Assert.Equal(3, _cells[1].Line);
    }

    [Fact]
    public void Columns_are_found_by_name_in_any_order_and_others_are_passed_over()
    {
        var names = "Method;qualifier;HIGH;low;value;currency;period;commodity;flow;partner;reporter;note".Split(';');
        string[] values = ["published", "exact", "1000.5", "999.5", "1000", "USD", "2024", "8", "Imports", "58", "CN", "mine"];
        Read(_folder.Write("a.csv", $"\uFEFF{string.Join(';', names)}\r\n{string.Join(';', values)}\r\n"), _folder.Write("b.gz", Comtrade.Gzip(Encoding.UTF8.GetBytes($"{Header}\n{Row}\n"))));
        Assert.Empty(_rejected);
        // A spreadsheet has taken the zeros of chapter 08 and of area 058 away.
        Assert.Equal(["CN 058 imports 08 2024 USD 1000 999.5..1000.5 exact", "CN MY exports 8542 2024 USD 300.250 300.25..300.25 exact"], _cells.Select(Said));
    }

    [Fact]
    public void Computed_rows_are_handed_on_to_be_compared_and_derived_ones_are_skipped()
    {
        var files = Read(Write(
            Row, Row.Replace("exports", "total", StringComparison.Ordinal).Replace("published", "computed", StringComparison.Ordinal), Changed("method", "mirrored"), Changed("method", "backcast"),
            Changed("value", "")));
        Assert.Equal((1, 1, 2, 1, 1), (_cells.Count, files.SkippedFor(Skipped.Computed), files.SkippedFor(Skipped.Derived), files.SkippedFor(Skipped.NoValue), files.Accepted));
        Assert.Equal("CN MY total 8542 2024 USD 300.250 300.25..300.25 exact", Said(Assert.Single(_computed)));
    }

    [Fact]
    public void What_a_table_cannot_carry_is_counted()
    {
        var files = Read(Write(Row, Changed("figures", "a-01 a-02"), Changed("disputed", "true"), Changed("disputed", "TRUE")));
        Assert.Equal((4, 1, 2), (files.Accepted, files.WithFigures, files.Disputed));
    }

    [Fact]
    public void Names_of_commodities_come_along_and_groups_with_what_contains_them()
    {
        var files = Read(Write(Row, Changed("commodity", "fruits-and-nuts"), Changed("commodity", "271019").Replace("\"Circuits, made up\"", HarmonizedNames.NameOf("271019"), StringComparison.Ordinal)));
        Assert.Equal(
            ["27 Mineral fuels and oils TOTAL", "2710 Petroleum oils, not crude, and waste oils 27", "271019 Petroleum oils other than light, without biodiesel 2710", "85 Electrical machinery and electronics TOTAL", "8542 Circuits, made up 85", "agricultural-products Agricultural products TOTAL", "fruits-and-nuts Fruits and nuts agricultural-products"],
            files.Names.List(["TOTAL", "fruits-and-nuts", "8542", "271019"], []).Select(commodity => $"{commodity.Code} {commodity.Name} {commodity.Parent}"));
        Assert.Null(files.Names.Of("271019"));
    }

    [Theory]
    [InlineData("reporter", "XX", "reporter: 'XX' is no code of an area; they are in /v1/areas")]
    [InlineData("partner", "china", "partner: 'china' is no code of an area; they are in /v1/areas")]
    [InlineData("partner", "é", "partner: 'é' is no code of an area; they are in /v1/areas")]
    [InlineData("flow", "re-exports", "flow: 're-exports' is none of exports, imports, total, balance")]
    [InlineData("commodity", "silk", "commodity: 'silk' is neither TOTAL nor 2, 4 or 6 digits of the Harmonized System, nor a group in /v1/commodities")]
    [InlineData("period", "Feb-25", "period: 'Feb-25' is no period as 2024, 2025-Q1, 2025-02 or 2025-01/2025-08")]
    [InlineData("currency", "RMB", "currency: 'RMB' is no currency of ISO 4217")]
    [InlineData("value", "6.99E+12", "value: '6.99E+12' has an exponent: digits were lost on the way")]
    [InlineData("value", "-1", "value: '-1' is below zero, as only a balance can be")]
    [InlineData("value", "--1", "value: '--1' is below zero")]
    [InlineData("value", "1 000", "value: '1 000' is no plain decimal number")]
    [InlineData("value", "1234567890123456789", "value: '1234567890123456789' is more than the world trades")]
    [InlineData("low", "0.123456789", "low: '0.123456789' has more than 8 decimals")]
    [InlineData("low", "301", "low: '301' is above the value 300.250")]
    [InlineData("high", "300", "high: '300' is below the value 300.250")]
    [InlineData("high", "-", "high: '-' is below zero")]
    [InlineData("qualifier", "roughly", "qualifier: 'roughly' is none of exact, atLeast, atMost, about, forecast")]
    [InlineData("qualifier", "atLeast", "qualifier: 'atLeast' goes with a low and without a high")]
    [InlineData("qualifier", "atMost", "qualifier: 'atMost' goes with a high and without a low")]
    [InlineData("method", "guessed", "method: 'guessed' is none of published, computed, backcast, implied, converted, mirrored")]
    public void What_is_wrong_is_told_with_line_and_character(string field, string value, string reason)
    {
        var path = Write(Changed(field, value), Row);
        Read(path);
        var column = Changed(field, value).IndexOf($",{value},", StringComparison.Ordinal) + 2;
        Assert.Equal($"{path}:2:{(field == "reporter" ? 1 : column).ToString(CultureInfo.InvariantCulture)}: {reason}", Assert.Single(_rejected));
        Assert.Equal(3, Assert.Single(_cells).Line);
    }

    [Theory]
    [InlineData("reporter,partner,flow,commodity,period,basePeriod,currency,growthPercent,low,high,method,value", "the header has the column growthPercent, as /v1/growth has: export /v1/totals.csv")]
    [InlineData("rank,code,name,value,low,high,sharePercent,qualifier,method,reporter,partner,flow,commodity,period,currency", "the header has the column rank, as /v1/rankings has: export /v1/totals.csv")]
    [InlineData("partner,flow,value,low,high,method", "the header has no column reporter, commodity, period, currency, qualifier")]
    [InlineData("reporter,reporter,partner,flow,commodity,period,currency,value,low,high,qualifier,method", "the header has the column reporter twice")]
    public void The_header_of_another_table_and_one_that_lacks_a_column_are_faults_of_the_file(string header, string reason)
    {
        var path = _folder.Write("a.csv", header + "\n");
        Read(path);
        Assert.Equal($"{path}:1:1: {reason}; no row of this file is loaded", Assert.Single(_rejected));
    }

    [Fact]
    public void What_is_no_table_is_a_fault_where_it_is_named_and_left_alone_in_a_folder()
    {
        _folder.Write("in/totals.csv", $"{Header}\n{Row}\n");
        _folder.Write("in/question.json", "{\"data\": [{\"reporterCode\": 156, \"primaryValue\": 5}]}");
        _folder.Write("in/sources.csv", "id,title,publisher\na,b,c\n");
        var files = Read(Path.Combine(_folder.Path, "in"));
        Assert.Equal((1, 2, 0), (_cells.Count, files.LeftAlone, _rejected.Count));
        Read(Path.Combine(_folder.Path, "in/question.json"));
        Assert.Contains("no CSV of /v1/totals", Assert.Single(_rejected), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_cut_off_within_a_number_is_not_taken_for_whole()
    {
        var lines = "method,reporter,partner,flow,commodity,period,currency,qualifier,low,high,value\npublished,CN,MY,exports,TOTAL,2024,USD,exact,,,12345\n";
        var files = Read(_folder.Write("a.csv", lines[..^3]), _folder.Write("b.csv", lines), _folder.Write("c.csv", $"{Header}\n{Row[..^20]}"));
        Assert.Equal([0, 2], files.Faulty);
        Assert.Equal(1, files.Files);
        Assert.All(_rejected, reason => Assert.Contains(":2:1: the file ends in the middle of this line", reason, StringComparison.Ordinal));
    }

    private static string Changed(string field, string value)
    {
        // The name of the commodity has the comma that splits the row once more than the header.
        var at = Array.IndexOf(Header.Split(','), field);
        var fields = Row.Replace("\"Circuits, made up\"", "|", StringComparison.Ordinal).Split(',');
        fields[at] = value;
        return string.Join(',', fields).Replace("|", "\"Circuits, made up\"", StringComparison.Ordinal);
    }

    private string Write(params IReadOnlyList<string> rows) => _folder.Write("a.csv", $"{Header}\r\n{string.Concat(rows.Select(row => row + "\r\n"))}");

    private TableFiles Read(params IReadOnlyList<string> arguments)
    {
        var files = TableFiles.OfTotals(Contents.Seeds.Areas, Contents.Seeds.Commodities, _cells.Add, _computed.Add, rejection => _rejected.Add(rejection.ToString()));
        foreach (var (number, file) in FileSearch.Find(arguments, rejection => _rejected.Add(rejection.ToString())).Index())
            files.Read(file, number, TestContext.Current.CancellationToken);
        return files;
    }

    private static string Said(ImportedCell cell) => string.Create(CultureInfo.InvariantCulture,
        $"{cell.Reporter} {cell.Partner} {Words<Flow>.Of(cell.Flow)} {cell.Commodity} {cell.Period} {cell.Currency} {cell.Number.Number} {cell.Number.Low}..{cell.Number.High} {Words<Qualifier>.Of(cell.Number.Qualifier)}");
}
