using System.Globalization;
using System.Text.Json;
using Sylvan.Data.Csv;
using TradeStats.Store;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>CSV tells what JSON tells, for every list, and nothing that a spreadsheet would run.</summary>
public class FormatsTests(SharedApi shared, PostgresServer server) : IClassFixture<SharedApi>
{
    private static readonly string[] Formulas = ["=1+2", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://example.org\",\"x\")"];

    [Fact]
    public async Task CSV_tells_what_JSON_tells_for_every_list()
    {
        foreach (var list in new[] { "totals", "growth", "shares", "checks", "availability", "rankings?reporter=CN", "totals?derived=true", "figures", "sources", "areas", "commodities", "datasets", "totals?sort=-value", "figures?sort=note", "shares?ofPartner=ASEAN&fields=sharePercent,partner" })
            await EqualAsync(shared.Api, $"/v1/{list}{(list.Contains('?', StringComparison.Ordinal) ? "&" : "?")}limit=10000");
    }

    [Fact]
    public async Task No_cell_of_CSV_is_a_formula_to_a_spreadsheet_and_JSON_keeps_the_text()
    {
        var connectionString = await server.NewEmptyDatabaseAsync();
        await using (var database = new Database(connectionString))
        {
            await database.MigrateAsync(TestContext.Current.CancellationToken);
            var content = Contents.WithFigures(figure => figure with
            {
                Note = Formulas[figure.Id.Sum(letter => letter) % Formulas.Length],
                AsPrinted = "-5 percent",
                AttributedTo = "a \"quoted\", name\r\nof two lines",
            });
            await DatasetLoad.RunAsync(database, content, TestContext.Current.CancellationToken);
        }
        await using var api = await Api.StartAsync(connectionString);
        var rows = await api.RowsAsync("/v1/figures?limit=10000");
        Assert.Equal(Formulas.Order(StringComparer.Ordinal), rows.Select(row => row.Text("note")!).Distinct().Order(StringComparer.Ordinal));
        var csv = await ReadAsync((await api.GetAsync("/v1/figures.csv")).Text);
        Assert.Equal(rows.Count, csv.Count - 1);
        var number = csv[0].ToList().IndexOf("number");
        foreach (var (cells, row) in csv.Skip(1).Zip(rows))
        {
            Assert.All(cells.Where((_, column) => column != number), cell => Assert.DoesNotMatch(@"^[=+\-@\t\r\n]", cell));
            Assert.Equal("'" + row.Text("note"), cells[^1]);
        }
        await EqualAsync(api, "/v1/figures?limit=10000");
    }

    private static async Task EqualAsync(Api api, string path)
    {
        var json = await api.GetAsync(path);
        var csv = await api.GetAsync($"{path}&format=csv");
        Assert.Equal(json.Status, csv.Status);
        if ((int)json.Status == 400)
            return;
        Assert.DoesNotMatch("(?<!\r)\n", csv.Text.Replace("\r\nof two lines", "", StringComparison.Ordinal));
        var cells = await ReadAsync(csv.Text);
        Assert.Equal(json.Rows.Count, cells.Count - 1);
        foreach (var (row, line) in json.Rows.Zip(cells.Skip(1)))
        {
            Assert.Equal(row.Names(), cells[0]);
            foreach (var (field, cell) in row.EnumerateObject().Zip(line))
                Assert.Equal($"{field.Name}: {InCsv(field)}", $"{field.Name}: {cell}");
        }
    }

    private static string InCsv(JsonProperty field) => field.Value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => field.Value.GetRawText(),
        JsonValueKind.Array => string.Join(field.Name == "spellings" ? "; " : " ", field.Value.EnumerateArray().Select(text => text.GetString())),
        _ => Harmless(field.Value.GetString()!),
    };

    // A mark in front, where a spreadsheet would take the text for a formula.
    private static string Harmless(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;

    // Read by a reader of somebody else's.
    private static async Task<List<string[]>> ReadAsync(string csv)
    {
        using var text = new StringReader(csv);
        await using var reader = await CsvDataReader.CreateAsync(text, new CsvDataReaderOptions { HasHeaders = false, Culture = CultureInfo.InvariantCulture });
        var lines = new List<string[]>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            lines.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        return lines;
    }
}
