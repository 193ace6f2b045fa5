using System.Globalization;
using System.Text;
using TradeStats.Imports;
using TradeStats.Trade;
using Xunit;
using static TradeStats.Tests.Imports.Comtrade;

namespace TradeStats.Tests.Imports;

/// <summary>The layouts of UN Comtrade are told apart by content and say the same; what cannot be read says where and why.</summary>
public sealed class ComtradeFilesTests : IDisposable
{
    private readonly ImportFolder _folder = new();
    private readonly List<ImportedCell> _cells = [];
    private readonly List<string> _rejected = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("web")]
    [InlineData("excel")]
    [InlineData("semicolons")]
    [InlineData("latin1")]
    [InlineData("utf-8 with mark")]
    [InlineData("bulk")]
    [InlineData("json")]
    [InlineData("json in gzip")]
    [InlineData("array")]
    public void Every_layout_says_the_same(string layout)
    {
        Dictionary<string, string>[] rows =
        [
            Row("cmdDesc=Café, \"round\""), Row("flowCode=X", "partnerCode=0", "primaryValue=123456789012345.67"), Row("partnerCode=156", "cmdCode=TOTAL"),
            Row("freqCode=M", "period=202402", "partnerCode=490", "cmdCode=080450", "primaryValue=0.5"),
        ];
        if (layout is "json" or "json in gzip" or "array")
            rows = [.. rows.Select(row => new Dictionary<string, string>(row) { ["cmdDesc"] = "Café, round" })];
        var excel = rows.Select(row => new Dictionary<string, string>(row, StringComparer.OrdinalIgnoreCase) { ["cmdCode"] = row["cmdCode"].TrimStart('0') }).ToArray();
        var bytes = layout switch
        {
            "web" => Encoding.UTF8.GetBytes(WebCsv(rows)),
            "latin1" => Encoding.Latin1.GetBytes(WebCsv(rows)),
            "utf-8 with mark" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(WebCsv(rows))],
            "excel" => Encoding.UTF8.GetBytes(Lines(',', [.. Web.Skip(4).Reverse()], excel)),
            "semicolons" => Encoding.UTF8.GetBytes(Lines(';', [.. Web.Select(name => name.ToUpperInvariant())], excel)),
            "bulk" => BulkFile(rows),
            "json" => Encoding.UTF8.GetBytes(Json(rows)),
            "array" => Encoding.UTF8.GetBytes(Json(rows)[Json(rows).IndexOf('[', StringComparison.Ordinal)..(Json(rows).LastIndexOf(']') + 1)]),
            _ => Gzip(Encoding.UTF8.GetBytes(Json(rows))),
        };
        var files = Read(_folder.Write("whatever.xyz", bytes));
        Assert.Empty(_rejected);
        Assert.Equal(
            [
                "CN MY imports 8542 2024 1000", "CN WLD exports 8542 2024 123456789012345.67", "CN CN imports TOTAL 2024 1000", "CN 490 imports 080450 2024-02 0.5",
            ], _cells.Select(Said));
        Assert.Equal((4, 4, 1), (files.Rows, files.Accepted, files.Files));
        Assert.All(_cells, cell => Assert.Equal((6, 0), (cell.Edition, cell.File)));
        if (layout is not "bulk")
            Assert.StartsWith("Café, ", files.Names.Of("8542"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("flowCode=RX", Skipped.ReExports)]
    [InlineData("flowCode=RM", Skipped.ReImports)]
    [InlineData("flowCode=DX", Skipped.DomesticOrForeign)]
    [InlineData("flowCode=FM", Skipped.DomesticOrForeign)]
    [InlineData("flowCode=MIP", Skipped.Processing)]
    [InlineData("flowCode=XOP", Skipped.Processing)]
    [InlineData("partner2Code=702", Skipped.SecondPartner)]
    [InlineData("customsCode=C01", Skipped.CustomsProcedure)]
    [InlineData("motCode=2100", Skipped.TransportMode)]
    [InlineData("mosCode=1", Skipped.SupplyMode)]
    [InlineData("typeCode=S", Skipped.Services)]
    [InlineData("classificationCode=S4", Skipped.OtherClassification)]
    [InlineData("primaryValue=", Skipped.NoValue)]
    public void What_is_a_part_or_no_value_is_skipped_for_a_reason(string change, Skipped reason)
    {
        var files = Read(_folder.Write("a.csv", WebCsv(Row(change), Row())));
        Assert.Equal((1, 1), (files.SkippedFor(reason), _cells.Count));
        Assert.Empty(_rejected);
    }

    [Fact]
    public void Null_in_JSON_is_no_value_and_columns_that_are_absent_count_as_total()
    {
        var files = Read(_folder.Write("a", Json(Row("primaryValue=null"))), _folder.Write("b", Lines(',', ["PERIOD", "reportercode", "flowCode", "partnerCode", "cmdCode", "primaryValue"], Row())));
        Assert.Equal((1, "CN MY imports 8542 2024 1000"), (files.SkippedFor(Skipped.NoValue), Said(Assert.Single(_cells))));
        Assert.Equal((-1, false), (_cells[0].Edition, _cells[0].IsOriginal));
    }

    [Theory]
    [InlineData("primaryValue=1.5E+09", "primaryValue: '1.5E+09' has an exponent: digits were lost on the way")]
    [InlineData("primaryValue=-3", "primaryValue: '-3' is below zero")]
    [InlineData("primaryValue=1234567890123456", "primaryValue: '1234567890123456' is more than the world trades")]
    [InlineData("primaryValue=99999999999999999999999999999999999999999999999999", "primaryValue: '9999999999999999999999999999999999999999...' is more than the world trades")]
    [InlineData("primaryValue=0.123456789", "primaryValue: '0.123456789' has more than 7 decimals")]
    [InlineData("primaryValue=NaN", "primaryValue: 'NaN' is no plain decimal number")]
    [InlineData("primaryValue=true", "primaryValue: 'true' is no plain decimal number")]
    [InlineData("isOriginalClassification=maybe", "isOriginalClassification: 'maybe' is neither true nor false, nor 1 nor 0")]
    [InlineData("primaryValue=12;5", "primaryValue: '12;5' is no plain decimal number")]
    [InlineData("partnerCode=999", "partnerCode: no area has the number 999; the known ones are in /v1/areas (m49)")]
    [InlineData("reporterCode=1000", "reporterCode: '1000' is no number of an area")]
    [InlineData("partnerCode=492", "partnerCode: 492 stands for parts of the European Union here and for Monaco in M49: it has no code")]
    [InlineData("partnerCode=VNM", "partnerCode: 'VNM' is no number of an area")]
    [InlineData("period=20240", "period: '20240' is no year as 2024 and no month as 202401 that agrees with freqCode")]
    [InlineData("period=202413", "period: '202413' is no year as 2024 and no month as 202401 that agrees with freqCode")]
    [InlineData("period=1024", "period: '1024' is no year as 2024 and no month as 202401 that agrees with freqCode")]
    [InlineData("freqCode=M", "period: '2024' is no year as 2024 and no month as 202401 that agrees with freqCode")]
    [InlineData("cmdCode=85423190", "cmdCode: '85423190' is neither TOTAL nor 2, 4 or 6 digits of the Harmonized System")]
    [InlineData("cmdCode=AG2", "cmdCode: 'AG2' is neither TOTAL nor 2, 4 or 6 digits of the Harmonized System")]
    [InlineData("flowCode=Z", "flowCode: 'Z' is no flow: M, X, RM, RX, DX, FM, MIP, XIP, MOP, XOP are")]
    public void What_is_wrong_is_told_with_line_and_character(string change, string reason)
    {
        var field = reason.Split(':')[0];
        var line = Lines(',', Web, Row(change));
        var path = _folder.Write("a.csv", $"{line}{Lines(',', Web, Row())[(line.IndexOf('\n', StringComparison.Ordinal) + 1)..]}");
        Read(path);
        var before = Web.TakeWhile(name => name != field).ToList();
        // The text in front of the value is quoted, because it has a comma.
        var column = before.Sum(name => Row(change).GetValueOrDefault(name, "").Length + 1) + (before.Contains("cmdDesc") ? 2 : 0) + 1;
        Assert.Equal($"{path}:2:{column.ToString(CultureInfo.InvariantCulture)}: {reason}", Assert.Single(_rejected));
        Assert.Equal(3, Assert.Single(_cells).Line);
    }

    [Fact]
    public void In_JSON_too()
    {
        var path = _folder.Write("a.json", Json(Row(), Row("primaryValue=1e9")));
        Read(path);
        var lines = File.ReadAllLines(path);
        var at = Array.FindLastIndex(lines, line => line.Contains("primaryValue", StringComparison.Ordinal));
        Assert.Equal(FormattableString.Invariant($"{path}:{at + 1}:{lines[at].IndexOf("1e9", StringComparison.Ordinal) + 1}: primaryValue: '1e9' has an exponent: digits were lost on the way"), Assert.Single(_rejected));
    }

    [Fact]
    public void Areas_are_what_their_number_says_and_not_what_an_ISO_code_beside_it_does()
    {
        const string known = "0=WLD 704=VN 868=868 490=490 899=899 842=US 840=US 699=IN 251=FR 757=CH 36=AU 036=AU";
        var numbers = known.Split(' ').ToDictionary(pair => pair.Split('=')[0], pair => pair.Split('=')[1]);
        Read(_folder.Write("a.csv", WebCsv([.. numbers.Keys.Select(number => Row($"partnerCode={number}", "partnerISO=VNM"))])));
        Assert.Equal(numbers.Values, _cells.Select(cell => cell.Partner));
        Assert.Empty(_rejected);
    }

    [Fact]
    public void Commodities_get_back_the_zero_that_a_spreadsheet_takes_away()
    {
        Read(_folder.Write("a.csv", WebCsv(Row("cmdCode=8"), Row("cmdCode=804"), Row("cmdCode=80450"), Row("cmdCode=08"), Row("cmdCode=Total"))));
        Assert.Equal(["08", "0804", "080450", "08", "TOTAL"], _cells.Select(cell => cell.Commodity));
    }

    [Fact]
    public void Names_come_from_the_newest_edition_and_what_contains_a_commodity_comes_with_it()
    {
        var files = Read(_folder.Write("a.csv", WebCsv(Row("classificationCode=H4", "cmdDesc=Old"), Row("cmdDesc=New\u0007 words"), Row("classificationCode=H5", "cmdDesc=Older"), Row("cmdCode=271019", "cmdDesc="), Row("cmdCode=271077", "cmdDesc="))));
        Assert.Equal(
            [("27", "Mineral fuels and oils", "TOTAL"), ("2710", "Petroleum oils, not crude, and waste oils", "27"), ("271019", "Petroleum oils other than light, without biodiesel", "2710"), ("271077", "HS 271077", "2710"), ("85", "Electrical machinery and electronics", "TOTAL"), ("8542", "New  words", "85")],
            files.Names.List(["TOTAL", "8542", "271019", "271077"], []).Select(commodity => (commodity.Code, commodity.Name, commodity.Parent!)));
    }

    [Fact]
    public void Numbers_pass_through_no_double()
    {
        Read(_folder.Write("a.csv", WebCsv(Row("primaryValue=123456789012345.12"), Row("primaryValue=1000.0"), Row("primaryValue=1000.50"), Row("primaryValue=.5"), Row("primaryValue=0"))));
        Assert.Equal(["123456789012345.12", "1000", "1000.5", "0.5", "0"], _cells.Select(cell => cell.Number.Number!.Value.ToString(CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("1000", "999.5", "1000.5")]
    [InlineData("1000.0", "999.5", "1000.5")]
    [InlineData("12.3", "12.25", "12.35")]
    [InlineData("12.34", "12.34", "12.34")]
    [InlineData("12.345", "12.3445", "12.3455")]
    [InlineData("0.1234567", "0.12345665", "0.12345675")]
    [InlineData("0", "0", "0.5")]
    public void Bounds_are_half_a_unit_of_the_last_digit_and_whole_cents_are_as_given(string value, string low, string high)
    {
        Read(_folder.Write("a.csv", WebCsv(Row($"primaryValue={value}"))));
        var number = Assert.Single(_cells).Number;
        Assert.Equal((low, high, Qualifier.Exact), (number.Low?.ToString(CultureInfo.InvariantCulture), number.High?.ToString(CultureInfo.InvariantCulture), number.Qualifier));
        Assert.Equal("USD", _cells[0].Currency);
    }

    [Fact]
    public void A_file_that_was_cut_off_is_not_taken_for_whole()
    {
        var whole = WebCsv([.. Enumerable.Range(0, 500).Select(month => Row("freqCode=M", $"period={(2000 + (month / 12)).ToString(CultureInfo.InvariantCulture)}{((month % 12) + 1).ToString("00", CultureInfo.InvariantCulture)}"))]);
        var lines = Lines(',', ["period", "reporterCode", "flowCode", "partnerCode", "cmdCode", "primaryValue"], Row());
        var packed = Gzip(Encoding.UTF8.GetBytes(whole));
        var json = Json(Row(), Row("flowCode=X"));
        byte[] damaged = [.. packed];
        damaged[packed.Length / 2] ^= 0xFF;
        var paths = new[]
        {
            _folder.Write("a", whole[..(whole.Length / 2)]), _folder.Write("b", lines[..^4]), _folder.Write("c", packed[..(packed.Length / 2)]), _folder.Write("d", packed[..^12]),
            _folder.Write("e", json[..(json.Length - 30)]), _folder.Write("f", json[..(json.LastIndexOf(']') + 1)]), _folder.Write("g", damaged),
        };
        var files = Read(paths);
        Assert.Equal(Enumerable.Range(0, paths.Length), files.Faulty);
        // What damaged bytes look like may be rejected row by row before.
        var faults = _rejected.Where(reason => reason.EndsWith("no row of this file is loaded", StringComparison.Ordinal)).ToList();
        Assert.Equal((paths.Length, 0), (faults.Count, files.Files));
        Assert.All(faults.Zip(paths), pair => Assert.StartsWith(pair.Second, pair.First, StringComparison.Ordinal));
        Assert.Null(files.Names.Of("8542"));
    }

    [Fact]
    public void What_is_no_table_is_a_fault_where_it_is_named_and_left_alone_in_a_folder()
    {
        _folder.Write("in/notes.md", "Some words, and others.\n");
        _folder.Write("in/list.json", "{\"results\": [{\"id\": 4, \"text\": \"Afghanistan\"}], \"more\": false}");
        _folder.Write("in/deep/er/a.csv", WebCsv(Row()));
        var files = Read(Path.Combine(_folder.Path, "in"));
        Assert.Equal((1, 2, 0), (_cells.Count, files.LeftAlone, _rejected.Count));
        Assert.Equal(["list.json", "notes.md"], files.FirstLeftAlone.Select(Path.GetFileName).Order());
        Read(Path.Combine(_folder.Path, "in/notes.md"), Path.Combine(_folder.Path, "in/none.csv"), Path.Combine(_folder.Path, "*.none"));
        Assert.Equal([true, true, true], _rejected.Zip(["neither its CSV", "no such file", "there is no file"], (reason, words) => reason.Contains(words, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("in/*.csv", 1)]
    [InlineData("in/**/*.csv", 3)]
    [InlineData("in/?.csv", 1)]
    [InlineData("in/*/b.csv", 1)]
    [InlineData("**", 4)]
    [InlineData("in", 4)]
    public void Patterns_and_folders_find_files(string argument, int count)
    {
        foreach (var name in new[] { "in/a.csv", "in/x/b.csv", "in/x/y/c.csv", "in/d.txt" })
            _folder.Write(name, WebCsv(Row()));
        Read(Path.Combine(_folder.Path, argument));
        Assert.Equal((count, 0), (_cells.Count, _rejected.Count));
    }

    [Fact]
    public void Encodings_and_archives_that_are_not_read_are_named()
    {
        var paths = new[]
        {
            _folder.Write("a", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(WebCsv(Row()))).ToArray()), _folder.Write("b", Encoding.BigEndianUnicode.GetBytes(WebCsv(Row()))),
            _folder.Write("c", "PK\u0003\u0004rest"), _folder.Write("d", ""), _folder.Write("e", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]), _folder.Write("f", Gzip(BulkFile(Row()))),
            _folder.Write("g", Lines(',', ["period", "reporterCode", "flowCode", "partnerCode", "cmdCode"], Row())), _folder.Write("h", Lines(',', [.. Web, "period"], Row())),
            _folder.Write("i", Json(Row()).Replace("\"error\": \"\"", "\"error\": \"no key\"", StringComparison.Ordinal)),
        };
        Read(paths);
        string[] words = ["UTF-16", "UTF-16", "zip", "is empty", "archive is empty", "within an archive", "no column primaryValue", "period twice", "no key"];
        Assert.All(_rejected.Zip(words), pair => Assert.Contains(pair.Second, pair.First, StringComparison.Ordinal));
        Assert.Equal(words.Length, _rejected.Count);
    }

    [Theory]
    [InlineData("a bzip2 archive", "425A6839314159265359")]
    [InlineData("an xz archive", "FD377A585A0000")]
    [InlineData("a zstd archive", "28B52FFD24")]
    [InlineData("a 7z archive", "377ABCAF271C")]
    [InlineData("a rar archive", "526172211A07")]
    [InlineData("a zip archive", "504B0304")]
    [InlineData("a tar archive", null)]
    public void An_archive_of_another_kind_is_no_file_to_leave_alone(string words, string? first)
    {
        byte[] head = first is null ? [.. Encoding.ASCII.GetBytes("a.csv"), .. new byte[252], .. "ustar\000"u8] : Convert.FromHexString(first);
        _folder.Write("in/a", [.. head, .. new byte[300]]);
        _folder.Write("in/b", Gzip([.. head, .. new byte[300]]));
        var files = Read(Path.Combine(_folder.Path, "in"));
        Assert.Equal((0, 2), (files.LeftAlone, _rejected.Count));
        Assert.All(_rejected, rejected => Assert.Contains($"the file is {words}", rejected, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_an_archive_that_was_cut_off_no_row_is_loaded_wherever_the_cut_is()
    {
        // Compressed line by line, as a service does that sends them as they come: what is there of it ends with a line.
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var line in Lines('\t', Bulk, Row("period=2022"), Row("period=2023"), Row()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
            {
                gzip.Write(Encoding.UTF8.GetBytes(line + "\r\n"));
                gzip.Flush();
            }
        }
        var whole = packed.ToArray();
        for (var length = 3; length < whole.Length; length++)
        {
            _rejected.Clear();
            Assert.Equal([0], Read(_folder.Write("cut.gz", whole[..length])).Faulty);
            Assert.Contains("cut off", Assert.Single(_rejected), StringComparison.Ordinal);
        }
        _rejected.Clear();
        whole[^6] ^= 1;
        Read(_folder.Write("wrong.gz", whole));
        Assert.EndsWith("wrong.gz: the archive is damaged or was cut off; no row of this file is loaded", Assert.Single(_rejected), StringComparison.Ordinal);
        _rejected.Clear();
        whole[^6] ^= 1;
        Assert.Equal(3, Read(_folder.Write("whole.gz", whole)).Accepted);
        Assert.Equal(6, Read(_folder.Write("twice.gz", [.. whole, .. Gzip(Encoding.UTF8.GetBytes(string.Concat(Lines('\t', Bulk, Row("partnerCode=702"), Row("partnerCode=704"), Row("partnerCode=764")).Split("\r\n").Skip(1).Select(line => line + "\r\n"))))])).Accepted);
        Assert.Empty(_rejected);
    }

    [Fact]
    public void Line_ends_of_another_time_are_told()
    {
        var path = _folder.Write("a.csv", WebCsv(Row()).Replace('\n', '\r'));
        Read(path);
        Assert.Equal($"{path}:1:1: its lines end with carriage returns alone: save it with line feeds, as every program of today does; no row of this file is loaded", Assert.Single(_rejected));
    }

    [Fact]
    public void What_is_no_row_in_JSON_is_told_and_the_next_is_read()
    {
        var row = Json(Row()).Split("[", 2)[1].Split("]")[0].Replace("\n", "", StringComparison.Ordinal);
        var path = _folder.Write("a.json", $"{{\"data\": [{row},\n5,\nnull, \"x\",\n[1, [2]],\n{row.Replace("\"primaryValue\":", "\"primaryValue\": [1], \"other\":", StringComparison.Ordinal)},\n{row}]}}");
        Read(path);
        Assert.Equal([":2:1: this is no row: a row is an object", ":3:1: this is no row: a row is an object", ":3:1: this is no row: a row is an object", ":4:1: this is no row: a row is an object",
            ":5:1: primaryValue is neither a number nor a text"], _rejected.Select(reason => reason[path.Length..]));
        Assert.Equal(2, _cells.Count);
    }

    [Fact]
    public void Lines_without_end_and_archives_that_swell_do_not_fill_the_memory()
    {
        var header = Lines(',', Web);
        var endless = _folder.Write("endless.gz", Gzip([.. Encoding.UTF8.GetBytes(header), .. new byte[8 << 20]]));
        var swelling = _folder.Write("swelling.gz", Gzip([.. Encoding.UTF8.GetBytes(header), .. Enumerable.Repeat((byte)'\n', 20 << 20)]));
        var quoted = _folder.Write("quoted.csv", header + "\"" + new string('x', 3 << 20));
        var json = _folder.Write("json", "{\"data\": [{\"reporterCode\": \"" + new string('x', 3 << 20));
        var zero = _folder.Write("zero", new byte[5 << 20]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Read(endless, swelling, quoted, json, zero);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40 << 20);
        Assert.Equal(5, _rejected.Count);
        Assert.Contains("endless.gz:2:1: a line or row of more than 1048576 bytes", _rejected[0], StringComparison.Ordinal);
        Assert.Contains("expands to more than 200 times its size", _rejected[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_the_wrong_form_are_told_and_the_next_is_read()
    {
        var lines = Lines(',', ["period", "reporterCode", "flowCode", "partnerCode", "cmdCode", "primaryValue", "isAggregate"], Row()).Split("\r\n");
        var path = _folder.Write("a.csv", $"{lines[0]}\n2024,156,M,458\n\n{lines[1]}x,y\n{lines[1]}\n\"2024\",156,M,458,\"85\"\"42\",7,\n2024,156,M,458,8542,7");
        Read(path);
        Assert.Equal([":2:1: the line has 4 fields, the header 7", ":4:1: the line has 8 fields, the header 7: is there a separator in a text without quotation marks?",
            ":6:19: cmdCode: '85\"42' is neither TOTAL nor 2, 4 or 6 digits of the Harmonized System", ":7:1: the file ends in the middle of this line: it was cut off; no row of this file is loaded"],
            _rejected.Select(reason => reason[path.Length..]));
        Assert.Equal(5, Assert.Single(_cells).Line);
    }

    [Fact]
    public void Quoted_texts_may_hold_separators_and_line_breaks()
    {
        var path = _folder.Write("a.csv", WebCsv(Row("cmdDesc=one,\ntwo", "primaryValue=x"), Row()));
        Read(path);
        Assert.StartsWith($"{path}:3:", Assert.Single(_rejected), StringComparison.Ordinal);
        Assert.Equal(4, Assert.Single(_cells).Line);
    }

    [Fact]
    public void Rows_at_any_place_of_the_buffer_are_read_whole()
    {
        var rows = Enumerable.Range(0, 3000).Select(index => Row($"primaryValue={index.ToString(CultureInfo.InvariantCulture)}.25", $"cmdDesc={new string('é', index % 97)}")).ToArray();
        Read(_folder.Write("a.csv", WebCsv(rows)), _folder.Write("b.gz", BulkFile(rows)), _folder.Write("c.json", Json(rows)));
        Assert.Empty(_rejected);
        Assert.Equal(Enumerable.Range(0, 9000).Select(index => (index % 3000) + 0.25m), _cells.Select(cell => cell.Number.Number!.Value));
        Assert.Equal(3001, _cells[2999].Line);
    }

    private TableFiles Read(params IReadOnlyList<string> arguments)
    {
        var files = TableFiles.OfComtrade(Contents.Seeds.Areas, _cells.Add, rejection => _rejected.Add(rejection.ToString()));
        foreach (var (number, file) in FileSearch.Find(arguments, rejection => _rejected.Add(rejection.ToString())).Index())
            files.Read(file, number, TestContext.Current.CancellationToken);
        return files;
    }

    private static string Said(ImportedCell cell) => string.Create(CultureInfo.InvariantCulture, $"{cell.Reporter} {cell.Partner} {Words<Flow>.Of(cell.Flow)} {cell.Commodity} {cell.Period} {cell.Number.Number}");
}
