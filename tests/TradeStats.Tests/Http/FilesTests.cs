using System.IO.Compression;
using System.Net;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.AspNetCore.Http;
using Parquet;
using Parquet.Serialization;
using TradeStats.Http;
using TradeStats.Representations;
using TradeStats.Tests.Representations;
using Xunit;
using Format = TradeStats.Representations.Format;

namespace TradeStats.Tests.Http;

/// <summary>Answers that are made whole before they are sent.</summary>
public class FilesTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private const string Parquet = "/v1/totals.parquet?reporter=CN&partner=MY,VN";

    private static readonly string[] Lists =
    [
        "totals", "growth", "shares", "checks", "availability", "rankings?reporter=CN", "totals?derived=true", "growth?derived=true&base=2012", "shares?derived=true&ofPartner=ASEAN", "totals?convert=USD",
        "figures", "sources", "areas", "commodities", "datasets", "totals?sort=-value", "shares?ofPartner=ASEAN&fields=sharePercent,partner", "totals?limit=3", "totals?reporter=CN&partner=GB",
    ];

    private readonly Api _api = shared.Api;

    [Fact]
    public async Task Every_list_has_the_rows_of_CSV_in_every_file()
    {
        foreach (var list in Lists)
        {
            var path = $"/v1/{list}{(list.Contains('?', StringComparison.Ordinal) ? "&" : "?")}format=";
            var csv = await _api.GetAsync(path + "csv");
            var rows = await RowsOfCsvAsync(csv.Text);

            using (var zip = new ZipArchive(new MemoryStream(await FileAsync(path + "zip"))))
            {
                using var entry = new StreamReader(zip.Entries[0].Open(), Encoding.UTF8);
                Assert.Equal(csv.Text, await entry.ReadToEndAsync(TestContext.Current.CancellationToken));
            }

            var parquet = await ParquetSerializer.DeserializeUntypedAsync(new MemoryStream(await FileAsync(path + "parquet")), cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal(rows, parquet.Data.Count);

            using var workbook = SpreadsheetDocument.Open(new MemoryStream(await FileAsync(path + "xlsx")), isEditable: false);
            var sheets = workbook.WorkbookPart!.Workbook!.Descendants<Sheet>().ToList();
            Assert.Equal(rows + 1, ((WorksheetPart)workbook.WorkbookPart.GetPartById(sheets[0].Id!.Value!)).Worksheet!.Descendants<Row>().Count());
        }
    }

    [Fact]
    public async Task The_same_question_is_the_same_bytes_and_the_same_tag()
    {
        foreach (var format in Format.All.OfType<FileFormat>().Where(format => format.CanTell(TradeStats.Representations.Tables.Totals)))
        {
            var first = await _api.GetAsync($"/v1/totals.{format.Name}?reporter=CN&partner=ASEAN");
            var second = await _api.GetAsync($"/v1/totals.{format.Name}?reporter=CN&partner=ASEAN");
            Assert.Equal(HttpStatusCode.OK, first.Status);
            Assert.Equal(format.MediaType, first.Header("Content-Type"));
            Assert.Equal(format.IsDownload, first.Header("Content-Disposition")?.Contains($".{format.Name}\"", StringComparison.Ordinal) ?? false);
            Assert.Equal(first.Header("ETag"), second.Header("ETag"));
            Assert.Equal(first.Body, second.Body);
            Assert.Equal(HttpStatusCode.NotModified, (await _api.GetAsync($"/v1/totals.{format.Name}?reporter=CN&partner=ASEAN", ("If-None-Match", first.Header("ETag")!))).Status);
        }
    }

    [Fact]
    public async Task Parts_of_a_file_can_be_asked_for()
    {
        var whole = await _api.GetAsync(Parquet);
        var length = whole.Body.Length;
        Assert.Equal((HttpStatusCode.OK, "bytes", $"{length}"), (whole.Status, whole.Header("Accept-Ranges"), whole.Header("Content-Length")));

        var head = await _api.SendAsync(HttpMethod.Head, Parquet);
        Assert.Equal((HttpStatusCode.OK, "bytes", $"{length}"), (head.Status, head.Header("Accept-Ranges"), head.Header("Content-Length")));
        Assert.Equal(whole.Header("ETag"), head.Header("ETag"));
        Assert.Empty(head.Body);

        var last = await _api.GetAsync(Parquet, ("Range", "bytes=-4"));
        Assert.Equal((HttpStatusCode.PartialContent, $"bytes {length - 4}-{length - 1}/{length}", "PAR1"), (last.Status, last.Header("Content-Range"), last.Text));

        var middle = await _api.GetAsync(Parquet, ("Range", "bytes=10-19"), ("If-Range", whole.Header("ETag")!));
        Assert.Equal((HttpStatusCode.PartialContent, $"bytes 10-19/{length}", "10"), (middle.Status, middle.Header("Content-Range"), middle.Header("Content-Length")));
        Assert.Equal(whole.Body[10..20], middle.Body);
    }

    [Fact]
    public async Task A_part_of_what_has_changed_is_the_whole_and_a_part_beyond_the_end_is_none()
    {
        var whole = await _api.GetAsync(Parquet);
        var changed = await _api.GetAsync(Parquet, ("Range", "bytes=0-3"), ("If-Range", "\"another\""));
        Assert.Equal((HttpStatusCode.OK, whole.Body.Length), (changed.Status, changed.Body.Length));

        var beyond = await _api.GetAsync(Parquet, ("Range", "bytes=99999999-"));
        Problems.Is(beyond, HttpStatusCode.RequestedRangeNotSatisfiable, "noSuchPart");
        Assert.Equal($"bytes */{whole.Body.Length}", beyond.Header("Content-Range"));
    }

    [Fact]
    public async Task What_is_compressed_by_itself_is_not_compressed_again()
    {
        foreach (var (format, coding) in new[] { ("xlsx", null), ("parquet", null), ("zip", null), ("jsonstat", "br"), ("svg", "br") })
            Assert.Equal(coding, (await _api.GetAsync($"/v1/totals.{format}?reporter=CN&partner=ASEAN", ("Accept-Encoding", "gzip, br"))).Header("Content-Encoding"));
    }

    [Fact]
    public async Task A_file_says_which_question_it_answers_and_why_there_is_nothing()
    {
        await using var parquet = await ParquetReader.CreateAsync(new MemoryStream(await FileAsync("/v1/totals.parquet?reporter=china&partner=Viet+Nam")), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("totals?dataset=articles&reporter=CN&partner=VN&commodity=TOTAL", parquet.CustomMetadata["question"]);
        using var zip = new ZipArchive(new MemoryStream(await FileAsync("/v1/totals.zip?reporter=CN&partner=GB")));
        using var question = new StreamReader(zip.GetEntry("question.json")!.Open());
        Assert.Contains("There is nothing for partner=GB", await question.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_rows_than_a_format_holds_are_too_many_and_the_answer_says_how_many_and_what_else_to_do()
    {
        var rows = Enumerable.Range(0, 5).Select(i => new Written($"{i}")).ToList();
        var fault = await Assert.ThrowsAsync<TooLargeException>(() => Files.SendAsync(new DefaultHttpContext(), new Small(), Written.Of(rows), TestContext.Current.CancellationToken));
        Assert.StartsWith("The answer has 5 rows; small holds at most 2.", fault.Message, StringComparison.Ordinal);
        Assert.Contains("csv", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_file_stays_behind()
    {
        var before = Directory.GetFiles(Path.GetTempPath(), "tradestats-*");
        await FileAsync("/v1/totals.xlsx");
        await Assert.ThrowsAsync<TooLargeException>(() => Files.SendAsync(new DefaultHttpContext(), new Small(), Written.Of(new Written(), new Written(), new Written()), TestContext.Current.CancellationToken));
        // Others may be making files just now, but none for long.
        await Eventually.IsAsync(() => Task.FromResult(!Directory.GetFiles(Path.GetTempPath(), "tradestats-*").Except(before).Any()));
    }

    private static async Task<int> RowsOfCsvAsync(string csv)
    {
        await using var reader = await Sylvan.Data.Csv.CsvDataReader.CreateAsync(new StringReader(csv));
        var count = 0;
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            count++;
        return count;
    }

    private async Task<byte[]> FileAsync(string path)
    {
        var reply = await _api.GetAsync(path);
        Assert.True(reply.Status is HttpStatusCode.OK, $"{path} answers {(int)reply.Status}: {reply.Text}");
        return reply.Body;
    }

    private sealed record Small() : FileFormat("small", "application/octet-stream", "two rows", "", MostRows: 2)
    {
        public override async Task WriteAsync<T>(Stream output, Selection<T> selection, CancellationToken cancellation)
        {
            await foreach (var _ in selection.Rows)
                output.WriteByte(0);
        }
    }
}
