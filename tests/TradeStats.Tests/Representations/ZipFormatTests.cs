using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TradeStats.Representations;
using TradeStats.Tests.Trade;
using TradeStats.Trade;
using Xunit;

namespace TradeStats.Tests.Representations;

public class ZipFormatTests
{
    private static readonly ZipFormat Zip = new();

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Written Full = new("Việt Nam", -1234567.80m, true, SmallCatalogue.Months("2025-01/2025-08"), Flow.Imports, ["a-paper-01", "b-paper-02"], ["Viet Nam", "one, two"]);

    public static TheoryData<string> All => Cultures.All;

    [Theory]
    [MemberData(nameof(All))]
    public Task It_holds_the_CSV_and_all_that_explains_it_in_every_culture(string culture) => Cultures.InAsync(culture, async () =>
    {
        var selection = Written.Of(Full, new Written("=1+1", Codes: ["a-paper-09"])) with { NotesAsync = () => Task.FromResult<IReadOnlyList<string>>(["Một ghi chú."]) };
        var files = Read(await Written.AsBytesAsync(Zip, selection));
        Assert.Equal(["written.csv", "written.csv-metadata.json", "columns.csv", "sources.csv", "CITATION.txt", "question.json"], files.Keys);
        Assert.Equal(await Written.AsAsync(new CsvFormat(), selection), files["written.csv"]);
        Assert.Equal(
            "name,type,unit,nullable,words,description\r\ntext,text,,true,,\r\nnumber,number,,true,,\r\nflag,boolean,,true,,\r\nperiod,period,,true,,\r\nflow,text,,true,exports imports total balance,\r\n"
            + "codes,list,,false,,\r\nnames,texts,,false,,\r\n",
            files["columns.csv"]);
        Assert.Equal(
            "id,title,publisher,publisherInferred,author,published,publishedInferred,document,url,dateEvidence,citation,alsoIn\r\n"
            + "a-paper,[a-paper],A publisher,false,,2025-04,false,a-paper.txt,,printed,\"A publisher, [a-paper], 2025-04, a-paper.txt\",\r\n"
            + "b-paper,[b-paper],A publisher,false,,2025-04,false,b-paper.txt,,printed,\"A publisher, [b-paper], 2025-04, b-paper.txt\",\r\n",
            files["sources.csv"]);
        Assert.Equal(
            "TradeStats, Articles, version 0123456789ab, loaded 1970-01-01T00:00:00Z, http://host/v1/written\nTerms: free\n\nThe figures behind these rows are printed in:\n"
            + "- A publisher, [a-paper], 2025-04, a-paper.txt\n- A publisher, [b-paper], 2025-04, b-paper.txt\n",
            files["CITATION.txt"]);
        using var question = JsonDocument.Parse(files["question.json"]);
        Assert.Equal(
            """{"question":"written?dataset=articles","address":"http://host/v1/written","dataset":"articles","version":"0123456789ab","loaded":"1970-01-01T00:00:00Z","rows":2,"next":null,"notes":["Một ghi chú."]}""",
            JsonSerializer.Serialize(question.RootElement, Json));
        using var metadata = JsonDocument.Parse(files["written.csv-metadata.json"]);
        Assert.Equal("written.csv", metadata.RootElement.GetProperty("url").GetString());
    });

    [Fact]
    public async Task No_rows_are_a_header_and_no_sources()
    {
        var files = Read(await Written.AsBytesAsync(Zip));
        Assert.Equal("text,number,flag,period,flow,codes,names\r\n", files["written.csv"]);
        Assert.Single(files["sources.csv"].Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("printed in", files["CITATION.txt"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_of_no_dataset_are_cited_by_their_name()
    {
        var files = Read(await Written.AsBytesAsync(Zip, Written.Of(Full) with { Meta = Written.Meta with { Dataset = null } }));
        Assert.StartsWith("TradeStats, written, version 0123456789ab", files["CITATION.txt"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-06-01T12:00:00+07:00", "2025-06-01T05:00:00")]
    [InlineData("0001-01-01T00:00:00+00:00", "1980-01-01T00:00:00")]
    [InlineData("9999-01-01T00:00:00+00:00", "2107-12-31T23:59:58")]
    public async Task The_same_rows_are_the_same_bytes_and_the_only_time_is_that_of_the_load(string loaded, string time)
    {
        var selection = Written.Of(Full) with { Meta = Written.Meta with { Loaded = DateTimeOffset.Parse(loaded, System.Globalization.CultureInfo.InvariantCulture) } };
        var bytes = await Written.AsBytesAsync(Zip, selection);
        Assert.Equal(bytes, await Written.AsBytesAsync(Zip, selection));
        using var zip = new ZipArchive(new MemoryStream(bytes));
        Assert.All(zip.Entries, entry => Assert.Equal(time, entry.LastWriteTime.DateTime.ToString("s", System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static Dictionary<string, string> Read(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var text = new StreamReader(entry.Open(), new UTF8Encoding(false, throwOnInvalidBytes: true));
            return text.ReadToEnd();
        });
    }
}
