using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Sylvan.Data.Csv;
using TradeStats.Tests.Representations;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>Hundreds of random questions, each in every format: the same rows, the same numbers, the same words.</summary>
public partial class DifferentialTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private const int Questions = 50;

    private readonly Api _api = shared.Api;

    [Theory]
    [InlineData("totals", "value")]
    [InlineData("growth", "growthPercent", "base")]
    [InlineData("shares", "sharePercent")]
    [InlineData("rankings", "value")]
    [InlineData("figures", null)]
    [InlineData("checks", null)]
    [InlineData("availability", null)]
    public async Task Every_format_tells_the_same(string noun, string? charted, params string[] with)
    {
        var rowsTold = 0;
        IReadOnlyList<string> also = noun is "figures" or "checks" ? with : [.. with, "derived"];
        foreach (var question in RandomQuestion.Many(noun, Questions, [.. also]))
        {
            var json = await _api.GetAsync(question.Path);
            var rows = json.Status is HttpStatusCode.OK ? json.Rows : [];
            rowsTold += rows.Count;
            foreach (var format in new[] { "csv", "ndjson", "xlsx", "parquet", "zip" })
            {
                var reply = await AskAsync(question, format);
                Assert.True(json.Status == reply.Status, $"{reply.Path} answers {(int)reply.Status}: {reply.Text}");
                if (json.Status is HttpStatusCode.OK)
                    await EqualAsync(rows, reply, format, noun);
            }
            if (json.Status is HttpStatusCode.OK && charted is not null)
            {
                EqualInCube(rows, (await AskAsync(question, "jsonstat")).Json, question.Path);
                if (await AskAsync(question, "svg") is { Status: HttpStatusCode.OK } chart)
                    EqualInChart(rows, chart, charted);
            }
        }
        Assert.True(rowsTold > Questions / 2, $"Only {rowsTold} rows were compared.");
    }

    private Task<Reply> AskAsync(RandomQuestion question, string format) => _api.GetAsync($"{question.Path}&format={format}");

    private static async Task EqualAsync(IReadOnlyList<JsonElement> rows, Reply reply, string format, string noun)
    {
        var told = format switch
        {
            "csv" => await InCsvAsync(reply.Text),
            "zip" => await InCsvAsync(InZip(reply.Body, $"{noun}.csv")),
            "ndjson" => [.. reply.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Plain(JsonDocument.Parse(line).RootElement))],
            "xlsx" => InWorkbook(reply.Body),
            _ => [.. (await ParquetFormatTests.ReadAsync(reply.Body)).Select(line => Plain(JsonDocument.Parse(line).RootElement))],
        };
        Assert.True(rows.Count == told.Count, $"{reply.Path} has {told.Count} rows, not {rows.Count}.");
        foreach (var (row, other) in rows.Zip(told))
        {
            var differing = Plain(row).Where(field => Spelt(field.Value, format) != other.GetValueOrDefault(field.Key, "")).Select(field => $"{field.Key}: {field.Value} is {other.GetValueOrDefault(field.Key)}").ToList();
            Assert.True(differing.Count == 0, $"{reply.Path}: {string.Join(", ", differing)}");
        }
    }

    // In a spreadsheet's eyes a text may be a formula: CSV marks it, and every other format leaves it as it is.
    private static string Spelt(string value, string format) =>
        format is "csv" or "zip" && value is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] && !decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out _) ? "'" + value : value;

    private static Dictionary<string, string> Plain(JsonElement row) => row.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.Number => Number(field.Value.GetRawText()),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => string.Join(' ', field.Value.EnumerateArray().Select(text => text.GetString())),
        _ => field.Value.GetString()!,
    });

    private static string Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.############################", CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyList<Dictionary<string, string>>> InCsvAsync(string csv)
    {
        using var text = new StringReader(csv);
        await using var reader = await CsvDataReader.CreateAsync(text, new CsvDataReaderOptions { Culture = CultureInfo.InvariantCulture });
        var rows = new List<Dictionary<string, string>>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, column => Decimals().IsMatch(reader.GetString(column)) ? Number(reader.GetString(column)) : reader.GetString(column)));
        return rows;
    }

    private static string InZip(byte[] zip, string name)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        using var text = new StreamReader(archive.GetEntry(name)!.Open());
        return text.ReadToEnd();
    }

    private static IReadOnlyList<Dictionary<string, string>> InWorkbook(byte[] workbook)
    {
        var sheet = XlsxFormatTests.Read(workbook, 0).Rows;
        var names = sheet[0].Select(cell => cell.Text).ToList();
        return [.. sheet.Skip(1).Select(row => row.ToDictionary(cell => names[ColumnOf(cell.At)], cell => cell.Type switch
        {
            "number" => Number(cell.Text),
            "boolean" => cell.Text == "1" ? "true" : "false",
            _ => cell.Text,
        }))];
    }

    // "AB12" is in the column with index 27.
    private static int ColumnOf(string reference) => reference.TakeWhile(char.IsAsciiLetter).Aggregate(0, (column, letter) => (column * 26) + letter - 'A' + 1) - 1;

    private static void EqualInCube(IReadOnlyList<JsonElement> rows, JsonElement cube, string question)
    {
        var names = cube.Texts("id");
        var sizes = cube.GetProperty("size").EnumerateArray().Select(size => size.GetInt64()).ToList();
        var categories = names.Select(name => cube.GetProperty("dimension").GetProperty(name).GetProperty("category").Texts("index")).ToList();
        Assert.Equal(sizes, categories.Select(ids => (long)ids.Count));
        var told = 0;
        foreach (var row in rows)
        {
            foreach (var (index, metric) in categories[^1].Index())
            {
                var place = 0L;
                for (var i = 0; i < names.Count - 1; i++)
                    place = (place * sizes[i]) + categories[i].ToList().IndexOf(row.Text(names[i]) ?? "_U");
                var found = cube.GetProperty("value").TryGetProperty(((place * sizes[^1]) + index).ToString(CultureInfo.InvariantCulture), out var number) ? number.GetRawText() : null;
                Assert.True((row.Number(metric) is null ? null : row.Raw(metric)) == found, $"{question}: {metric} is {found} in the cube of {row.GetRawText()}");
                told += found is null ? 0 : 1;
            }
        }
        Assert.Equal(told, cube.GetProperty("value").EnumerateObject().Count());
    }

    private static void EqualInChart(IReadOnlyList<JsonElement> rows, Reply chart, string value)
    {
        var marks = XDocument.Parse(chart.Text).Descendants().Where(mark => mark.Attribute("data-period") is not null)
            .Select(mark => string.Join(' ', new[] { "data-period", "data-value", "data-low", "data-high" }.Select(name => mark.Attribute(name)!.Value)));
        var expected = rows.Where(row => (row.Number(value) ?? row.Number("low") ?? row.Number("high")) is not null)
            .Select(row => string.Join(' ', row.Text("period"), Raw(row, value), Raw(row, "low"), Raw(row, "high")));
        Assert.Equal(expected.Order(StringComparer.Ordinal), marks.Order(StringComparer.Ordinal));

        static string Raw(JsonElement row, string field) => row.Number(field) is null ? "" : row.Raw(field);
    }

    [GeneratedRegex(@"^-?[0-9]+\.[0-9]+$")]
    private static partial Regex Decimals();
}
