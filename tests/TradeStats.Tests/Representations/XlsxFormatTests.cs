using System.Globalization;
using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using TradeStats.Representations;
using TradeStats.Tests.Trade;
using TradeStats.Trade;
using Xunit;
using Cell = TradeStats.Representations.Cell;

namespace TradeStats.Tests.Representations;

/// <summary>Workbooks as Microsoft's library for them reads and checks them.</summary>
public class XlsxFormatTests
{
    private static readonly XlsxFormat Xlsx = new();

    private static readonly Written Full = new("Việt Nam", -1234567.80m, true, SmallCatalogue.Months("2025-01/2025-08"), Flow.Imports, ["a-paper-01", "a-paper-02"], ["Viet Nam", "one, two"]);

    public static TheoryData<string> All => Cultures.All;

    [Theory]
    [MemberData(nameof(All))]
    public Task Every_type_is_a_cell_of_its_type_in_every_culture(string culture) => Cultures.InAsync(culture, async () =>
    {
        var sheet = Read(await Written.AsBytesAsync(Xlsx, Full, new Written(Flag: false, Number: 9)), 0);
        Assert.Equal(["text", "number", "flag", "period", "flow", "codes", "names"], sheet.Rows[0].Select(cell => cell.Text));
        Assert.Equal(
            "text Việt Nam | number -1234567.80 as #,##0.00 | boolean 1 | text 2025-01/2025-08 | text imports | text a-paper-01 a-paper-02 | text Viet Nam; one, two",
            string.Join(" | ", sheet.Rows[1].Select(cell => cell.ToString())));
        Assert.Equal("B3 number 9 as #,##0 | C3 boolean 0 | F3 text  | G3 text ", string.Join(" | ", sheet.Rows[2].Select(cell => $"{cell.At} {cell}")));
    });

    [Fact]
    public async Task It_is_valid_SpreadsheetML_with_a_frozen_head_a_filter_and_widths()
    {
        var bytes = await Written.AsBytesAsync(Xlsx, Full, new Written("x", 0.0000000000000000000000000001m));
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document, TestContext.Current.CancellationToken).Select(fault => $"{fault.Path?.XPath}: {fault.Description}"));
        Assert.Equal(["written", "About"], document.WorkbookPart!.Workbook!.Descendants<Sheet>().Select(sheet => sheet.Name!.Value));
        var first = Part(document, 0).Worksheet!;
        var pane = first.Descendants<Pane>().Single();
        Assert.Equal((1, "A2", PaneStateValues.Frozen), (pane.VerticalSplit!.Value, pane.TopLeftCell!.Value, pane.State!.Value));
        Assert.Equal("A1:G3", first.Descendants<AutoFilter>().Single().Reference!.Value);
        Assert.Equal(7, first.Descendants<Column>().Count());
        Assert.All(first.Descendants<Column>(), column => Assert.InRange(column.Width!.Value, 8, 60));
        Assert.True(first.Descendants<Column>().ElementAt(3).Width!.Value > "2025-01/2025-08".Length);
    }

    [Theory]
    [InlineData("9.0", "#,##0.0")]
    [InlineData("6990000000000", "#,##0")]
    [InlineData("79228162514264337593543950335", "#,##0")]
    [InlineData("0.0000000000000000000000000001", "#,##0.0000000000000000000000000000")]
    [InlineData("-0.50", "#,##0.00")]
    public async Task Numbers_keep_their_places_and_show_them(string number, string format)
    {
        var sheet = Read(await Written.AsBytesAsync(Xlsx, new Written("a", decimal.Parse(number, CultureInfo.InvariantCulture))), 0);
        Assert.Equal($"number {number} as {format}", sheet.Rows[1][1].ToString());
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=x")]
    [InlineData("=HYPERLINK(\"http://example.org\",\"y\")")]
    [InlineData(" two  spaces ")]
    [InlineData("<b> & \"quotes\" '")]
    [InlineData("two\r\nlines")]
    [InlineData("_x000D_ _x00zz_")]
    [InlineData("🍍 ệ 东盟")]
    [InlineData("\u0001 and \u001F")]
    [InlineData("1e5")]
    [InlineData("")]
    public async Task A_text_is_a_text_and_never_a_formula(string text)
    {
        var bytes = await Written.AsBytesAsync(Xlsx, new Written(text, Names: [text]));
        var sheet = Read(bytes, 0);
        Assert.Equal([text, text], [Unescape(sheet.Rows[1][0].Text), Unescape(sheet.Rows[1][^1].Text)]);
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        Assert.Empty(Part(document, 0).Worksheet!.Descendants<CellFormula>());
    }

    [Fact]
    public async Task A_text_longer_than_a_cell_is_cut_and_the_second_sheet_says_so()
    {
        var bytes = await Written.AsBytesAsync(Xlsx, new Written(new string('x', 40_000)));
        Assert.Equal(new string('x', 32_766) + "…", Read(bytes, 0).Rows[1][0].Text);
        Assert.Contains(Read(bytes, 1).Rows, row => row is [{ Text: "Note" }, { Text: var note }] && note.StartsWith("1 cells are longer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_rows_are_a_head()
    {
        var sheet = Read(await Written.AsBytesAsync(Xlsx), 0);
        Assert.Equal(Written.Columns.Select(column => column.Name), Assert.Single(sheet.Rows).Select(cell => cell.Text));
    }

    [Fact]
    public async Task The_second_sheet_tells_question_notes_sources_and_columns()
    {
        var read = 0;
        var rows = new[] { Full, new Written("b", Codes: ["b-paper-07", "a-paper-09"]) };
        var bytes = await Written.AsBytesAsync(Xlsx, Written.Of() with
        {
            Rows = rows.ToAsyncEnumerable().Select(row =>
            {
                read++;
                return row;
            }),
            NotesAsync = () => Task.FromResult<IReadOnlyList<string>>([$"Told after {read} rows.", "=1+1"]),
        });
        Assert.Equal(
            [
                "Title | TradeStats: written, Articles", "Row | A row with a cell of each type.", "Question | written?dataset=articles", "Address | http://host/v1/written", "Dataset | articles",
                "Version | 0123456789ab", "Loaded | 1970-01-01T00:00:00Z", "Terms | free", "Rows | 2", "Note | Told after 2 rows.", "Note | =1+1",
                "Source | A publisher, [a-paper], 2025-04, a-paper.txt", "Source | A publisher, [b-paper], 2025-04, b-paper.txt", "",
                "Column | Description | Unit | Values", "text |  | text", "number |  | number", "flag |  | boolean", "period |  | period", "flow |  | exports, imports, total, balance", "codes |  | list", "names |  | texts",
            ],
            Read(bytes, 1).Rows.Select(row => string.Join(" | ", row.Select(cell => cell.Text))));
    }

    [Fact]
    public async Task Many_rows_are_whole()
    {
        var sheet = Read(await Written.AsBytesAsync(Xlsx, [.. Enumerable.Range(0, 5000).Select(i => new Written($"row {i} ệ", i))]), 0);
        Assert.Equal(Enumerable.Range(0, 5000).Select(i => $"row {i} ệ"), sheet.Rows.Skip(1).Select(row => row[0].Text));
        Assert.Equal(Enumerable.Range(0, 5000).Select(i => $"B{i + 2}"), sheet.Rows.Skip(1).Select(row => row[1].At));
    }

    [Fact]
    public async Task Columns_beyond_Z_have_two_letters()
    {
        var columns = Enumerable.Range(0, 60).Select(i => Written.Columns[0] with { Name = $"c{i}", Read = (_, _) => Cell.Of($"{i}") }).ToList();
        var sheet = Read(await Written.AsBytesAsync(Xlsx, Written.Of(new Written("a")) with { Columns = columns }), 0);
        Assert.Equal(["Y2", "Z2", "AA2", "AB2"], sheet.Rows[1].Skip(24).Take(4).Select(cell => cell.At));
        Assert.Equal(["AZ2", "BA2"], sheet.Rows[1].Skip(51).Take(2).Select(cell => cell.At));
    }

    [Fact]
    public async Task The_same_rows_are_the_same_bytes_and_the_only_time_is_that_of_the_load()
    {
        var meta = Written.Meta with { Loaded = new DateTimeOffset(2025, 6, 1, 12, 0, 1, TimeSpan.FromHours(7)) };
        var bytes = await Written.AsBytesAsync(Xlsx, Written.Of(Full) with { Meta = meta });
        Assert.Equal(bytes, await Written.AsBytesAsync(Xlsx, Written.Of(Full) with { Meta = meta }));
        using var zip = new ZipArchive(new MemoryStream(bytes));
        Assert.All(zip.Entries, entry => Assert.Equal(new DateTime(2025, 6, 1, 5, 0, 0), entry.LastWriteTime.DateTime));
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        Assert.Equal(meta.Loaded.UtcDateTime, document.PackageProperties.Created!.Value.ToUniversalTime());
    }

    private static WorksheetPart Part(SpreadsheetDocument document, int sheet) =>
        (WorksheetPart)document.WorkbookPart!.GetPartById(document.WorkbookPart.Workbook!.Descendants<Sheet>().ElementAt(sheet).Id!.Value!);

    private static string Unescape(string text) => System.Text.RegularExpressions.Regex.Replace(text, "_x([0-9A-F]{4})_", match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());

    internal static Sheeted Read(byte[] bytes, int sheet)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        var styles = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet!;
        return new([.. Part(document, sheet).Worksheet!.Descendants<Row>().Select(row => (IReadOnlyList<Celled>)[.. row.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().Select(cell => Celled.Of(cell, styles))])]);
    }

    internal sealed record Sheeted(IReadOnlyList<IReadOnlyList<Celled>> Rows);

    internal sealed record Celled(string At, string Type, string Text, string? Format)
    {
        public static Celled Of(DocumentFormat.OpenXml.Spreadsheet.Cell cell, Stylesheet styles)
        {
            var type = cell.DataType?.Value;
            var number = styles.CellFormats!.Elements<CellFormat>().ElementAt((int)(cell.StyleIndex?.Value ?? 0)).NumberFormatId!.Value;
            var format = styles.NumberingFormats!.Elements<NumberingFormat>().SingleOrDefault(one => one.NumberFormatId!.Value == number)?.FormatCode?.Value;
            return type == CellValues.InlineString ? new(cell.CellReference!.Value!, "text", cell.InlineString!.Text!.Text, null)
                : type == CellValues.Boolean ? new(cell.CellReference!.Value!, "boolean", cell.CellValue!.Text, null)
                : new(cell.CellReference!.Value!, "number", cell.CellValue!.Text, format);
        }

        public override string ToString() => $"{Type} {Text}{(Format is null ? "" : $" as {Format}")}";
    }
}
