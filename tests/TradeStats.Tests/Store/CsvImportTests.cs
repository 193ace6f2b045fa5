using System.Globalization;
using TradeStats.Store;
using TradeStats.Tests.Http;
using TradeStats.Tests.Imports;
using Xunit;
using static TradeStats.Tests.Imports.Comtrade;

namespace TradeStats.Tests.Store;

/// <summary>What /v1/totals.csv exports is imported as it was: a round trip, in which nothing is dropped in silence.</summary>
public sealed class CsvImportTests(PostgresServer server) : IDisposable
{
    private const string Fields = "reporter,partner,flow,commodity,period,currency,value,low,high,qualifier,method";

    private readonly ImportFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_dataset_of_UN_Comtrade_comes_back_as_it_was_and_the_second_time_nothing_is_written()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        var table = _folder.Write("table.csv", WebCsv(
            Row("primaryValue=1000"), Row("flowCode=X", "primaryValue=300.25"), Row("partnerCode=0", "primaryValue=12.345"), Row("flowCode=X", "partnerCode=0", "primaryValue=0"),
            Row("freqCode=M", "period=202401", "partnerCode=490", "cmdCode=080450", "cmdDesc=Guavas"), Row("cmdCode=TOTAL", "flowCode=X")));
        Assert.Equal(0, (await ImportAsync(api, ImportKind.Comtrade, table)).Code);
        var export = _folder.Write("a.csv", await ExportAsync(api, "comtrade"));
        var (code, said) = await ImportAsync(api, ImportKind.Csv, export, "--dataset", "copy");
        Assert.Equal(0, code);
        var computed = (await File.ReadAllLinesAsync(export, Token)).Count(line => line.EndsWith(",computed", StringComparison.Ordinal));
        Assert.True(computed > 4);
        Assert.Contains($"Skipped     {computed} computed", said, StringComparison.Ordinal);
        Assert.Contains($"Compared    {computed} computed rows with what follows, 0 say otherwise", said, StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllTextAsync(export, Token), await ExportAsync(api, "copy"));
        Assert.Contains("\n080450,Guavas,HS,0804\n", (await api.GetAsync("/v1/commodities.csv")).Text.Replace("\r\n", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
        foreach (var dataset in new[] { "copy", "comtrade" })
        {
            (code, said) = await ImportAsync(api, ImportKind.Csv, export, "--dataset", dataset);
            Assert.Equal((0, true), (code, said.Contains("as before", StringComparison.Ordinal)));
        }
        Assert.Equal((await DatasetAsync(api, "comtrade")).Span, (await DatasetAsync(api, "copy")).Span);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&derived=true")]
    public async Task The_figures_of_the_articles_come_back_with_bounds_and_qualifiers_and_what_cannot_is_told(string asked)
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        var whole = (await api.GetAsync($"/v1/totals.csv?commodity={await CommoditiesAsync(api)}{asked}")).Text;
        var (code, said) = await ImportAsync(api, ImportKind.Csv, _folder.Write("a.csv", whole), "--dataset", "copy");
        Assert.Equal((0, ""), (code, string.Join('\n', said.Split('\n').Where(line => line.StartsWith("Rejected", StringComparison.Ordinal)))));
        Assert.Contains("Not carried the figures behind ", said, StringComparison.Ordinal);
        Assert.Equal(asked.Length > 0, said.Contains(" derived", StringComparison.Ordinal));
        Assert.Equal(await ExportAsync(api, "articles"), await ExportAsync(api, "copy"));
        Assert.Equal((await DatasetAsync(api, "articles")).Currencies, (await DatasetAsync(api, "copy")).Currencies);
        Assert.Contains("as before", (await ImportAsync(api, ImportKind.Csv, Path.Combine(_folder.Path, "a.csv"), "--dataset", "copy", "--replace")).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bounds_come_back_as_they_were_whether_they_are_the_number_or_nothing_zeros_and_all()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        string[] rows =
        [
            "CN,MY,exports,TOTAL,2014,CNY,5,5,5,exact,published", "CN,MY,exports,TOTAL,2015,CNY,5,,,exact,published", "CN,MY,exports,TOTAL,2016,CNY,5.00,5.0,5,exact,published",
            "CN,MY,exports,TOTAL,2017,CNY,5,5,,atLeast,published", "CN,MY,exports,TOTAL,2018,CNY,5,,5,atMost,published", "CN,MY,exports,TOTAL,2019,CNY,5,,,about,published",
            "CN,MY,exports,TOTAL,2020,CNY,0,0,0,exact,published", "CN,MY,exports,TOTAL,2021,CNY,5.5,5.45,5.55,forecast,published",
        ];
        Assert.Equal(0, (await ImportAsync(api, ImportKind.Csv, _folder.Write("a.csv", $"{Fields}\n{string.Join('\n', rows)}\n"), "--dataset", "copy")).Code);
        var export = (await api.GetAsync($"/v1/totals.csv?dataset=copy&flow=exports&fields={Fields}")).Text;
        Assert.Equal(rows, export.Split("\r\n")[1..^1]);
        var growth = await api.RowsAsync("/v1/growth?dataset=copy&flow=exports&fields=period,value,valueLow,valueHigh");
        Assert.Equal(["2014 5 5 5", "2015 5 null null", "2016 5.00 5.0 5"], growth.Take(3).Select(row => $"{row.Text("period")} {row.Raw("value")} {row.Raw("valueLow")} {row.Raw("valueHigh")}"));
    }

    [Fact]
    public async Task A_computed_row_that_does_not_follow_is_told_with_its_place()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        var path = _folder.Write("a.csv", $"""
            {Fields}
            CN,MY,exports,TOTAL,2024,CNY,10,9.5,10.5,exact,published
            CN,MY,imports,TOTAL,2024,CNY,4,4,,atLeast,published
            CN,MY,total,TOTAL,2024,CNY,15,13.5,,atLeast,computed
            CN,MY,balance,TOTAL,2024,CNY,6.5,,6.5,atMost,computed
            CN,VN,total,TOTAL,2024,CNY,7,7,7,exact,computed

            """);
        var dry = await ImportAsync(api, ImportKind.Csv, path, "--dataset", "copy", "--dry-run");
        Assert.Contains("Compared    none of 3 computed rows: nothing was written", dry.Said, StringComparison.Ordinal);
        var (code, said) = await ImportAsync(api, ImportKind.Csv, path, "--dataset", "copy");
        Assert.Equal(1, code);
        Assert.Contains($"{path}:4:28: value: 15 (13.5 to open, atLeast) is told as computed, but 13.5 (13.5 to open, atLeast) follows for CN MY total TOTAL 2024 CNY; that is loaded instead", said, StringComparison.Ordinal);
        Assert.Contains($"{path}:6:28: value: 7 (7 to 7, exact) is told as computed, but nothing is loaded that CN VN total TOTAL 2024 CNY follows from; it is not loaded", said, StringComparison.Ordinal);
        Assert.Contains("Rejected    2 rows and 0 files", said, StringComparison.Ordinal);
        Assert.Contains("CN,MY,balance,TOTAL,2024,CNY,6.5,,6.5,atMost,computed\r\n", await ExportAsync(api, "copy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_published_total_takes_the_place_of_a_computed_one_and_gives_it_back()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        const string parts = $"{Fields}\nCN,MY,exports,TOTAL,2024,CNY,10,9.5,10.5,exact,published\nCN,MY,imports,TOTAL,2024,CNY,4,3.5,4.5,exact,published\n";
        const string total = "CN,MY,total,TOTAL,2024,CNY,13.9,13.85,13.95,exact,published\n";
        await ImportAsync(api, ImportKind.Csv, _folder.Write("a.csv", parts), "--dataset", "copy");
        Assert.Contains("total,TOTAL,2024,CNY,14,13,15,exact,computed", await ExportAsync(api, "copy"), StringComparison.Ordinal);
        await ImportAsync(api, ImportKind.Csv, _folder.Write("b.csv", $"{Fields}\n{total}"), "--dataset", "copy");
        Assert.Contains("total,TOTAL,2024,CNY,13.9,13.85,13.95,exact,published", await ExportAsync(api, "copy"), StringComparison.Ordinal);
        Assert.Contains("balance,TOTAL,2024,CNY,6,5,7,exact,computed", await ExportAsync(api, "copy"), StringComparison.Ordinal);
        await ImportAsync(api, ImportKind.Csv, Path.Combine(_folder.Path, "a.csv"), "--dataset", "copy", "--replace");
        Assert.Contains("total,TOTAL,2024,CNY,14,13,15,exact,computed", await ExportAsync(api, "copy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_with_other_bounds_for_the_same_value_contradict_each_other()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        const string row = "CN,MY,exports,TOTAL,2024,CNY,10,";
        var path = _folder.Write("a.csv", $"{Fields}\n{row}9.5,10.5,exact,published\n{row}9,,about,published\n");
        var (code, said) = await ImportAsync(api, ImportKind.Csv, path, "--dataset", "copy");
        Assert.Equal(1, code);
        Assert.Contains($"{path}:2:30: value: 10 here, but these files also say the same with other bounds for CN MY exports TOTAL 2024; neither is loaded", said, StringComparison.Ordinal);
    }

    // Unless they are named, only all goods are told.
    private static async Task<string> CommoditiesAsync(Api api) => string.Join(',', (await api.RowsAsync("/v1/commodities")).Select(row => row.Text("code")));

    private static async Task<string> ExportAsync(Api api, string dataset) =>
        (await api.GetAsync($"/v1/totals.csv?dataset={dataset}&commodity={await CommoditiesAsync(api)}&fields={Fields}")).Text;

    private static async Task<(IReadOnlyList<string> Currencies, string Span)> DatasetAsync(Api api, string dataset)
    {
        var row = (await api.RowsAsync("/v1/datasets")).Single(one => one.Text("id") == dataset);
        return ([.. row.GetProperty("currencies").EnumerateArray().Select(currency => currency.GetString()!)], string.Create(CultureInfo.InvariantCulture, $"{row.Number("observationCount")} {row.Text("firstPeriod")} {row.Text("lastPeriod")}"));
    }

    private async Task<(int Code, string Said)> ImportAsync(Api api, ImportKind kind, params IReadOnlyList<string> arguments)
    {
        await using var database = new Database(api.ConnectionString);
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var parsed = ImportArguments.Parse(kind, [.. arguments, "--rejected", Path.Combine(_folder.Path, "rejected")], out var misuse);
        Assert.Null(misuse);
        var code = await ImportCommand.RunAsync(database, parsed!, output, isTerminal: false, Token);
        // The program hears of a load a moment after it has ended.
        var said = output.ToString();
        if (said.Contains(", version ", StringComparison.Ordinal))
            await Eventually.IsAsync(async () => (await api.RowsAsync("/v1/datasets")).Any(row => said.Contains($"Dataset     {row.Text("id")}, version {row.Text("version")}", StringComparison.Ordinal)));
        return (code, said);
    }
}
