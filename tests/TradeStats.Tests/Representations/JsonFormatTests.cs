using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using CsCheck;
using TradeStats.Representations;
using TradeStats.Tests.Trade;
using TradeStats.Trade;
using Xunit;

namespace TradeStats.Tests.Representations;

public class JsonFormatTests
{
    private const string End = """],"meta":{"dataset":"articles","version":"0123456789ab","count":1,"next":null,"notes":[]}}""";

    private static readonly JsonFormat Json = new();

    public static TheoryData<string> All => Cultures.All;

    [Theory]
    [MemberData(nameof(All))]
    public Task Every_type_has_one_form_in_every_culture(string culture) => Cultures.InAsync(culture, async () => Assert.Equal(
        """{"data":[{"text":"Việt Nam","number":-1234567.80,"flag":true,"period":"2025-01/2025-08","flow":"imports","codes":["a-01","a-02"],"names":["Viet Nam","one, two"]}""" + End,
        await Written.AsAsync(Json, new Written("Việt Nam", -1234567.80m, true, SmallCatalogue.Months("2025-01/2025-08"), Flow.Imports, ["a-01", "a-02"], ["Viet Nam", "one, two"]))));

    [Fact]
    public async Task Null_is_present_and_an_empty_list_is_a_list() => Assert.Equal(
        """{"data":[{"text":null,"number":null,"flag":null,"period":null,"flow":null,"codes":[],"names":[]}""" + End, await Written.AsAsync(Json, new Written()));

    [Theory]
    [InlineData("9.0", "9.0")]
    [InlineData("0.10", "0.10")]
    [InlineData("6990000000000", "6990000000000")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("-0.5", "-0.5")]
    public async Task Numbers_are_decimal_and_keep_their_places(string number, string json) => Assert.Contains(
        $"\"number\":{json},", await Written.AsAsync(Json, new Written(Number: decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture))), StringComparison.Ordinal);

    [Theory]
    [InlineData("a\"b", "a\\\"b")]
    [InlineData("a\\b", "a\\\\b")]
    [InlineData("a\r\nb\t", "a\\r\\nb\\t")]
    [InlineData("it's <b> & é ệ 东盟", "it's <b> & é ệ 东盟")]
    [InlineData("\u0001", "\\u0001")]
    public async Task Only_what_JSON_demands_is_escaped(string text, string json) =>
        Assert.Contains($"\"text\":\"{json}\",", await Written.AsAsync(Json, new Written(text)), StringComparison.Ordinal);

    [Fact]
    public async Task Any_text_is_read_back_as_it_was() => await Gen.String.Where(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text).Array[1, 5].SampleAsync(async texts =>
    {
        using var read = JsonDocument.Parse(await Written.AsAsync(Json, new Written(texts[0], Names: [.. texts, "🍍"])));
        var row = read.RootElement.GetProperty("data")[0];
        return row.GetProperty("text").GetString() == texts[0] && row.GetProperty("names").EnumerateArray().Select(name => name.GetString()).SequenceEqual([.. texts, "🍍"]);
    });

    [Fact]
    public async Task Only_the_columns_asked_for_are_written_in_their_order() => Assert.Equal(
        """{"data":[{"number":5,"text":"a"},{"number":null,"text":null}],"meta":{"dataset":null,"version":"v","count":2,"next":"http://host/v1/totals?after=x&limit=2","notes":["One.","Two."]}}""",
        await Written.AsAsync(Json, Written.Of(new Written("a", 5), new Written()) with
        {
            Columns = [Written.Columns[1], Written.Columns[0]],
            Meta = Written.Meta with { Dataset = null, Version = "v", Next = "http://host/v1/totals?after=x&limit=2" },
            NotesAsync = () => Task.FromResult<IReadOnlyList<string>>(["One.", "Two."]),
        }));

    [Fact]
    public async Task No_rows_are_an_empty_list() => Assert.Equal(
        """{"data":[],"meta":{"dataset":"articles","version":"0123456789ab","count":0,"next":null,"notes":[]}}""", await Written.AsAsync(Json));

    [Fact]
    public async Task Many_rows_are_whole()
    {
        using var read = JsonDocument.Parse(await Written.AsAsync(Json, [.. Enumerable.Range(0, 5000).Select(i => new Written($"row {i} ệ", i))]));
        Assert.Equal(Enumerable.Range(0, 5000).Select(i => $"row {i} ệ"), read.RootElement.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task One_thing_is_an_object_with_its_meta()
    {
        using var stream = new MemoryStream();
        var output = PipeWriter.Create(stream);
        JsonFormat.WriteOne(output, [Written.Columns[0]], new Written("a"), SmallCatalogue.Whole, Written.Meta);
        await output.CompleteAsync();
        Assert.Equal("""{"data":{"text":"a"},"meta":{"dataset":"articles","version":"0123456789ab","count":1,"next":null,"notes":[]}}""", Encoding.UTF8.GetString(stream.ToArray()));
    }
}
