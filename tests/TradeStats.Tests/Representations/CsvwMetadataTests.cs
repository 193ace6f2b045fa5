using System.Text.Json;
using System.Text.RegularExpressions;
using TradeStats.Representations;
using TradeStats.Tests.Trade;
using Xunit;

namespace TradeStats.Tests.Representations;

public class CsvwMetadataTests
{
    private static readonly Meta Meta = Written.Meta with { Loaded = new DateTimeOffset(2025, 6, 1, 12, 0, 0, TimeSpan.FromHours(7)) };

    [Fact]
    public async Task It_describes_the_columns_of_the_CSV_in_their_order()
    {
        var json = await OfAsync(Written.Table, Written.Columns);
        var header = (await Written.AsAsync(new CsvFormat())).Trim().Split(',');
        var columns = json.GetProperty("tableSchema").GetProperty("columns").EnumerateArray().ToList();
        Assert.Equal(header, columns.Select(column => column.GetProperty("name").GetString()));
        Assert.Equal(header, columns.Select(column => column.GetProperty("titles").GetString()));
        Assert.Equal(["string", "decimal", "boolean", "string", "string", "string", "string"], columns.Select(Base));
        Assert.Equal([null, null, null, null, null, " ", "; "], columns.Select(column => column.TryGetProperty("separator", out var separator) ? separator.GetString() : null));
        Assert.Equal("exports|imports|total|balance", columns[4].GetProperty("datatype").GetProperty("format").GetString());
        Assert.All(columns, column => Assert.Equal("", column.GetProperty("null").GetString()));
        Assert.Equal("text", json.GetProperty("tableSchema").GetProperty("primaryKey")[0].GetString());
    }

    [Fact]
    public async Task Its_periods_are_those_that_there_are()
    {
        var column = (await OfAsync(Written.Table, [Written.Columns[3]])).GetProperty("tableSchema").GetProperty("columns")[0];
        var pattern = new Regex($"^({column.GetProperty("datatype").GetProperty("format").GetString()})$");
        Assert.All(["2024", "2025-Q1", "2025-02", "2025-01/2025-08", "2024-11/2025-02"], period => Assert.Matches(pattern, SmallCatalogue.Months(period).ToString()));
        Assert.DoesNotMatch(pattern, "2024-A1");
    }

    [Fact]
    public async Task It_says_where_the_rows_come_from_and_how_the_file_is_written()
    {
        var json = await OfAsync(Written.Table, Written.Columns);
        Assert.Equal("http://www.w3.org/ns/csvw", json.GetProperty("@context")[0].GetString());
        Assert.Equal("here.csv", json.GetProperty("url").GetString());
        Assert.Equal(("free", "0123456789ab"), (json.GetProperty("dc:rights").GetString(), json.GetProperty("schema:version").GetString()));
        Assert.Equal("2025-06-01T05:00:00Z", json.GetProperty("dc:modified").GetProperty("@value").GetString());
        Assert.Equal("http://host/v1/sources?dataset=articles", json.GetProperty("dc:source").GetProperty("@id").GetString());
        Assert.Equal("articles", json.GetProperty("dc:isPartOf").GetProperty("dc:identifier").GetString());
        Assert.Equal("\r\n", json.GetProperty("dialect").GetProperty("lineTerminators")[0].GetString());
        Assert.False((await OfAsync(Written.Table, Written.Columns, Meta with { Dataset = null })).TryGetProperty("dc:isPartOf", out _));
    }

    [Fact]
    public async Task Units_needs_and_concepts_of_SDMX_are_told()
    {
        var json = await OfAsync(Tables.Growth, Tables.Growth.Columns);
        var columns = json.GetProperty("tableSchema").GetProperty("columns").EnumerateArray().ToDictionary(column => column.GetProperty("name").GetString()!);
        Assert.Equal("percent", columns["growthPercent"].GetProperty("schema:unitText").GetString());
        Assert.True(columns["reporter"].GetProperty("required").GetBoolean());
        Assert.False(columns["currency"].GetProperty("required").GetBoolean());
        Assert.False(columns["figures"].TryGetProperty("required", out _));
        Assert.Equal(
            [
                "reporter http://purl.org/linked-data/sdmx/2009/dimension#refArea", "period http://purl.org/linked-data/sdmx/2009/dimension#refPeriod", "frequency http://purl.org/linked-data/sdmx/2009/dimension#freq",
                "currency http://purl.org/linked-data/sdmx/2009/dimension#currency", "growthPercent http://purl.org/linked-data/sdmx/2009/measure#obsValue",
            ],
            columns.Where(column => column.Value.TryGetProperty("propertyUrl", out _)).Select(column => $"{column.Key} {column.Value.GetProperty("propertyUrl").GetString()}"));
        Assert.Equal(["reporter", "partner", "flow", "commodity", "period", "currency"], json.GetProperty("tableSchema").GetProperty("primaryKey").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public async Task A_key_that_is_not_all_there_is_no_key() =>
        Assert.False((await OfAsync(Tables.Growth, Tables.Growth.Select(["period", "growthPercent"]))).GetProperty("tableSchema").TryGetProperty("primaryKey", out _));

    private static string? Base(JsonElement column) => column.GetProperty("datatype") is { ValueKind: JsonValueKind.Object } type ? type.GetProperty("base").GetString() : column.GetProperty("datatype").GetString();

    private static async Task<JsonElement> OfAsync<T>(Table<T> table, IReadOnlyList<Column<T>> columns, Meta? meta = null)
    {
        using var stream = new MemoryStream();
        await CsvwMetadata.WriteAsync(stream, columns, table, SmallCatalogue.Whole, meta ?? Meta, "here.csv", TestContext.Current.CancellationToken);
        return JsonDocument.Parse(stream.ToArray()).RootElement;
    }
}
