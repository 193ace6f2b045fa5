using System.Globalization;
using TradeStats.Store;
using TradeStats.Tests.Http;
using TradeStats.Tests.Imports;
using Xunit;
using static TradeStats.Tests.Imports.Comtrade;

namespace TradeStats.Tests.Store;

/// <summary>What follows from imported values: groups from members, chapters from headings, longer periods from months, what partners tell; and the checks on both.</summary>
public sealed class SumsTests(PostgresServer server) : IDisposable
{
    private const string Sum = "&fields=partner,flow,period,value,low,high,qualifier,method,sumOf,parts,missing,reason";

    // The ten members of ASEAN in 2024, by their numbers.
    private static readonly string[] Members = ["96", "116", "360", "418", "458", "104", "608", "702", "764", "704"];

    private readonly ImportFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_group_is_the_sum_of_its_members_of_the_period()
    {
        await using var api = await ImportedAsync([.. Members.Select((member, at) => Row($"partnerCode={member}", $"primaryValue={100 + at}.25")), Row("partnerCode=626", "primaryValue=7"), Row("partnerCode=392", "primaryValue=9")]);
        // Timor-Leste is a member from October 2025 on.
        Assert.Equal("ASEAN,imports,2024,1047.5,1047.5,1047.5,exact,computed,members,10,,", await OneAsync(api, "/v1/totals.csv?dataset=comtrade&reporter=CN&partner=ASEAN&commodity=8542" + Sum));
        Assert.Equal("the sum of 10 members of ASEAN", (await api.RowsAsync("/v1/totals?dataset=comtrade&partner=ASEAN&commodity=8542")).Single().Text("basis"));
    }

    [Fact]
    public async Task Timor_Leste_counts_from_the_period_in_which_it_joined()
    {
        await using var api = await ImportedAsync([.. new[] { "202509", "202510" }.SelectMany(month => Members.Append("626").Select(member => Row("freqCode=M", $"period={month}", $"partnerCode={member}", "primaryValue=1.25")))]);
        Assert.Equal(["ASEAN,imports,2025-09,12.5,12.5,12.5,exact,computed,members,10,,", "ASEAN,imports,2025-10,13.75,13.75,13.75,exact,computed,members,11,,"],
            await LinesAsync(api, "/v1/totals.csv?dataset=comtrade&partner=ASEAN&commodity=8542" + Sum));
    }

    [Fact]
    public async Task A_sum_without_some_members_is_at_least_that_much_and_growth_on_it_is_not_told()
    {
        await using var api = await ImportedAsync(Row("partnerCode=704", "primaryValue=100.25"), Row("partnerCode=458", "primaryValue=50"), Row("period=2023", "partnerCode=704", "primaryValue=10"));
        Assert.Equal("ASEAN,imports,2024,150.25,149.75,,atLeast,computed,members,2,BN ID KH LA MM PH SG TH,",
            await OneAsync(api, "/v1/totals.csv?dataset=comtrade&partner=ASEAN&period=2024&commodity=8542" + Sum));
        Assert.Equal(",onlyBounds", await OneAsync(api, "/v1/growth.csv?dataset=comtrade&partner=ASEAN&period=2024&commodity=8542&fields=growthPercent,reason"));
    }

    [Fact]
    public async Task Where_the_partners_add_up_to_the_world_a_member_that_is_not_there_has_traded_nothing()
    {
        await using var api = await ImportedAsync(
            Row("partnerCode=704", "primaryValue=100.25"), Row("partnerCode=392", "primaryValue=50.56"), Row("partnerCode=0", "primaryValue=150.81"),
            Row("period=2023", "partnerCode=704", "primaryValue=80.21"), Row("period=2023", "partnerCode=392", "primaryValue=1.01"), Row("period=2023", "partnerCode=0", "primaryValue=81.22"));
        Assert.Equal("ASEAN,imports,2024,100.25,100.25,100.25,exact,computed,members,1,BN ID KH LA MM MY PH SG TH,", await OneAsync(api, "/v1/totals.csv?dataset=comtrade&partner=ASEAN&period=2024&commodity=8542" + Sum));
        Assert.Equal("24.984416,computed", await OneAsync(api, "/v1/growth.csv?dataset=comtrade&partner=ASEAN&period=2024&commodity=8542&fields=growthPercent,method"));
        Assert.Equal("66.474372", await OneAsync(api, "/v1/shares.csv?dataset=comtrade&partner=ASEAN&period=2024&commodity=8542&fields=sharePercent"));
        // The remainder of the world bounds what is missing.
        await ImportAsync(api, "b.csv", Row("partnerCode=0", "primaryValue=160.81"));
        Assert.Equal("ASEAN,imports,2024,100.25,100.25,110.25,atLeast,computed,members,1,BN ID KH LA MM MY PH SG TH,", await OneAsync(api, "/v1/totals.csv?dataset=comtrade&partner=ASEAN&period=2024&commodity=8542" + Sum));
    }

    [Fact]
    public async Task A_group_that_the_table_states_itself_is_not_added_up()
    {
        await using var api = await ImportedAsync([.. Members.Select(member => Row($"partnerCode={member}", "primaryValue=1")), Row("partnerCode=975", "primaryValue=12")]);
        Assert.Equal("ASEAN,imports,2024,12,11.5,12.5,exact,published,,,,", await OneAsync(api, "/v1/totals.csv?dataset=comtrade&partner=ASEAN&commodity=8542" + Sum));
    }

    [Fact]
    public async Task A_chapter_is_the_sum_of_its_headings_only_where_the_table_has_none()
    {
        await using var api = await ImportedAsync(
            Row("cmdCode=8542", "primaryValue=10"), Row("cmdCode=8541", "primaryValue=5.55"), Row("cmdCode=854231", "primaryValue=4"), Row("cmdCode=08", "primaryValue=3"), Row("cmdCode=0801", "primaryValue=2"),
            Row("cmdCode=TOTAL", "primaryValue=18.55"), Row("period=2023", "cmdCode=8542", "primaryValue=1"));
        Assert.Equal(["MY,imports,2023,1,0.5,,atLeast,computed,headings,1,,", "MY,imports,2024,15.55,15.05,17.05,exact,computed,headings,2,,"], await LinesAsync(api, "/v1/totals.csv?dataset=comtrade&partner=MY&commodity=85" + Sum));
        Assert.Equal("MY,imports,2024,3,2.5,3.5,exact,published,,,,", await OneAsync(api, "/v1/totals.csv?dataset=comtrade&partner=MY&commodity=08" + Sum));
        Assert.Equal("83.827493", await OneAsync(api, "/v1/shares.csv?dataset=comtrade&partner=MY&commodity=85&ofCommodity=TOTAL&period=2024&fields=sharePercent"));
    }

    [Fact]
    public async Task Longer_periods_are_added_up_from_months_only_where_every_month_is_there()
    {
        var months = Enumerable.Range(1, 12).SelectMany(month => new[] { 2023, 2024 }.Where(year => year == 2023 || month != 11)
            .Select(year => Row("freqCode=M", $"period={year}{month:00}", string.Create(CultureInfo.InvariantCulture, $"primaryValue={year - 2000 + month}.25")))).ToList();
        await using var api = await ImportedAsync([.. months, .. months.Take(3).Select(row => new Dictionary<string, string>(row) { ["partnerCode"] = "0", ["primaryValue"] = "1000.25" })]);
        const string my = "/v1/totals.csv?dataset=comtrade&partner=MY&commodity=8542";
        Assert.Equal(["MY,imports,2023,357,357,357,exact,computed,months,12,,", "MY,imports,2024-Q1,78.75,78.75,78.75,exact,computed,months,3,,", "MY,imports,2024-01/2024-08,230,230,230,exact,computed,months,8,,"],
            await LinesAsync(api, $"{my}&period=2023,2024-Q1,2024-01/2024-08{Sum}"));
        Assert.Equal(["MY,imports,2024,,,,exact,computed,months,11,2024-11,missingMonths", "MY,imports,2024-07/2024-12,,,,exact,computed,months,5,2024-11,missingMonths"], await LinesAsync(api, $"{my}&period=2024,2024-07/2024-12{Sum}"));
        // A frequency asks for the periods that there are; without either only months are.
        Assert.Equal(["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3"], await LinesAsync(api, $"{my}&frequency=quarterly&fields=period"));
        Assert.Equal(["2024-Q2,87.75"], await LinesAsync(api, $"{my}&frequency=quarterly&from=2024-04&to=2024-08&fields=period,value"));
        Assert.Equal(["2024-Q3"], await LinesAsync(api, $"{my}&frequency=quarterly&period=latest&fields=period"));
        Assert.Equal(23, (await LinesAsync(api, $"{my}&fields=period")).Count);
        Assert.Equal(["2023"], await LinesAsync(api, $"{my}&frequency=annual&fields=period"));
        Assert.Equal("2023-Q1,1", await OneAsync(api, "/v1/availability.csv?dataset=comtrade&partner=MY&commodity=8542&period=2023-Q1&fields=dimension,code,count", line => line.StartsWith("period", StringComparison.Ordinal) ? line["period,".Length..] : null));

        const string growth = "/v1/growth.csv?dataset=comtrade&partner=MY&commodity=8542&fields=period,growthPercent,value,baseValue,reason,missing";
        Assert.Equal(["2024-Q1,3.960396,78.75,75.75,,"], await LinesAsync(api, $"{growth}&period=2024-Q1"));
        Assert.Equal(["2024,,,357,missingMonths,2024-11"], await LinesAsync(api, $"{growth}&period=2024"));
        Assert.Equal("2024-Q3,3.2", (await LinesAsync(api, $"{growth}&frequency=quarterly"))[^1][..11]);
        Assert.Equal(["2023-Q1,,missingMonths,2023-03"], await LinesAsync(api, "/v1/shares.csv?dataset=comtrade&partner=MY&commodity=8542&period=2023-Q1&fields=period,sharePercent,reason,missing"));
        Assert.Equal("1,MY,357", await OneAsync(api, "/v1/rankings.csv?dataset=comtrade&reporter=CN&commodity=8542&flow=imports&period=2023&fields=rank,code,value"));
        Assert.Equal("There is nothing for flow=total under the filters before it. There is imports.", Assert.Single((await api.GetAsync("/v1/rankings?dataset=comtrade&reporter=CN&commodity=8542")).Notes));
        Assert.StartsWith("There are rows under these filters, but none with a value", Assert.Single((await api.GetAsync("/v1/rankings?dataset=comtrade&reporter=CN&commodity=8542&flow=imports&period=2024")).Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_country_does_not_report_its_partner_tells()
    {
        await using var api = await ImportedAsync([.. Members.Select(member => Row("flowCode=X", $"partnerCode={member}", "primaryValue=10.25")), Row("partnerCode=704", "primaryValue=4")]);
        const string question = "/v1/totals.csv?dataset=comtrade&reporter=VN&partner=CN&commodity=8542&fields=flow,value,method,basis";
        Assert.Empty(await LinesAsync(api, question));
        Assert.Equal(
            ["exports,4,mirrored,\"told by CN: imports c.i.f. stand for exports, which would be f.o.b.\"", "imports,10.25,mirrored,\"told by CN: exports f.o.b. stand for imports, which would be c.i.f.\"",
                "total,14.25,mirrored,told by CN: exports f.o.b. and imports c.i.f. of the partner", "balance,-6.25,mirrored,told by CN: exports f.o.b. and imports c.i.f. of the partner"],
            await LinesAsync(api, question + "&derived=true"));
        Assert.Equal("imports,102.5,mirrored", (await LinesAsync(api, "/v1/totals.csv?dataset=comtrade&reporter=ASEAN&partner=CN&commodity=8542&derived=true&fields=flow,value,method")).Single(line => line.StartsWith("imports", StringComparison.Ordinal)));
        Assert.Empty(await api.RowsAsync("/v1/checks?dataset=comtrade&kind=mirror"));

        // Its own word counts as soon as it is there, and both sides are compared.
        await ImportAsync(api, "b.csv", Row("reporterCode=704", "partnerCode=156", "primaryValue=11"));
        Assert.Equal(["exports,4,mirrored", "imports,11,published"], await LinesAsync(api, question.Replace(",basis", "&derived=true", StringComparison.Ordinal)));
        var checks = await api.RowsAsync("/v1/checks?dataset=comtrade&kind=mirror");
        Assert.Equal(["mirror:CN:VN:exports:8542:2024:USD", "mirror:VN:CN:imports:8542:2024:USD"], checks.Select(row => row.Text("id")));
        Assert.Equal([(10.38m, 9.54m, 11.5m, "holds"), (10.86m, 10.25m, 11.28m, "holds")], checks.Select(row => (row.Number("expected")!.Value, row.Number("low")!.Value, row.Number("high")!.Value, row.Text("verdict")!)));
        Assert.Contains("freight and insurance", checks[1].Text("statement"), StringComparison.Ordinal);
        await ImportAsync(api, "c.csv", Row("reporterCode=704", "partnerCode=156", "primaryValue=20"));
        Assert.Equal(["fails", "fails"], (await api.RowsAsync("/v1/checks?dataset=comtrade&kind=mirror&verdict=fails")).Select(row => row.Text("verdict")));
        Assert.Single(await api.RowsAsync("/v1/checks?dataset=comtrade&kind=mirror&reporter=VN&partner=CN&period=latest"));
    }

    [Fact]
    public async Task What_a_country_reports_in_months_its_partner_does_not_tell_for_the_year()
    {
        var months = Enumerable.Range(1, 12).Select(month => Row("freqCode=M", $"period=2024{month:00}", "reporterCode=704", "partnerCode=156", "flowCode=X", "primaryValue=10.25")).ToList();
        await using var api = await ImportedAsync([.. months, .. months.Take(3).Select(row => new Dictionary<string, string>(row) { ["flowCode"] = "M" }), Row("partnerCode=704", "primaryValue=55"), Row("partnerCode=704", "flowCode=X", "primaryValue=7"),
            Row("period=2023", "partnerCode=704", "primaryValue=50")]);
        const string question = "/v1/totals.csv?dataset=comtrade&reporter=VN&partner=CN&commodity=8542&period=2024&fields=flow,value,method,sumOf,reason";
        Assert.Equal(["exports,123,computed,months,", "imports,,computed,months,missingMonths", "total,,computed,months,missingMonths", "balance,,computed,months,missingMonths"], await LinesAsync(api, question));
        // All twelve exports go before the partner's word; of three imports the partner knows more.
        Assert.Equal(["exports,123,computed,months,", "imports,7,mirrored,,"], await LinesAsync(api, question + "&derived=true"));
        Assert.Equal("exports,123,computed", (await LinesAsync(api, "/v1/totals.csv?dataset=comtrade&reporter=VN&commodity=8542&frequency=annual&from=2024&derived=true&fields=flow,value,method"))[0]);
        Assert.Equal("123,50,146", await OneAsync(api, "/v1/growth.csv?dataset=comtrade&reporter=VN&partner=CN&flow=exports&commodity=8542&period=2024&derived=true&fields=value,baseValue,growthPercent"));
        Assert.Equal("123,100", await OneAsync(api, "/v1/shares.csv?dataset=comtrade&reporter=VN&partner=CN&flow=exports&commodity=8542&period=2024&derived=true&ofPartner=CN&fields=ofValue,sharePercent"));
    }

    [Fact]
    public async Task The_months_of_a_total_do_not_go_with_the_whole_year_of_one_flow()
    {
        var months = Enumerable.Range(1, 12).SelectMany(month => new[] { ("X", "10.25"), ("M", "20.25") }.Select(flow => Row("freqCode=M", $"period=2024{month:00}", $"flowCode={flow.Item1}", $"primaryValue={flow.Item2}"))).ToList();
        await using var api = await ImportedAsync([.. months, Row("flowCode=X", "primaryValue=125.25"), Row("partnerCode=704", "primaryValue=5.25"), Row("partnerCode=704", "flowCode=X", "primaryValue=1.25")]);
        const string question = "/v1/totals.csv?dataset=comtrade&partner=MY&commodity=8542&period=2024&fields=flow,value,method";
        Assert.Equal(["exports,125.25,published", "imports,243,computed"], await LinesAsync(api, question));
        Assert.Equal(["exports,125.25,published", "imports,243,computed"], await LinesAsync(api, question + "&reporter=CN"));
        const string share = "/v1/shares.csv?dataset=comtrade&partner=VN&commodity=8542&period=2024&ofPartner=MY&fields=flow,value,ofValue";
        Assert.Equal(["exports,1.25,125.25", "imports,5.25,243", "total,6.5,", "balance,-4,"], await LinesAsync(api, share));
        await ImportAsync(api, "b.csv", Row("flowCode=M", "primaryValue=240.25"));
        Assert.Equal(["exports,125.25,published", "imports,240.25,published", "total,365.5,computed", "balance,-115,computed"], await LinesAsync(api, question));
        Assert.Equal("total,6.5,365.5", (await LinesAsync(api, share))[2]);
    }

    [Fact]
    public async Task The_partners_are_held_against_the_row_for_the_world()
    {
        await using var api = await ImportedAsync(
            Row("primaryValue=10.25"), Row("partnerCode=156", "primaryValue=1"), Row("partnerCode=490", "primaryValue=2"), Row("partnerCode=0", "primaryValue=13.25"),
            Row("flowCode=X", "primaryValue=10"), Row("flowCode=X", "partnerCode=0", "primaryValue=15"), Row("cmdCode=08", "partnerCode=0", "primaryValue=15"));
        var checks = await api.RowsAsync("/v1/checks?dataset=comtrade&kind=world");
        Assert.Equal(["world:CN:exports:8542:2024:USD fails", "world:CN:imports:8542:2024:USD holds"], checks.Select(row => $"{row.Text("id")} {row.Text("verdict")}"));
        Assert.Equal((13.25m, 13.25m), (checks[1].Number("expected"), checks[1].Number("actual")));
        Assert.StartsWith("The 3 partners that are listed", checks[1].Text("statement"), StringComparison.Ordinal);
        var first = await api.GetAsync("/v1/checks?dataset=comtrade&limit=1");
        var next = first.Json.GetProperty("meta").GetProperty("next").GetString()!;
        Assert.Equal("world:CN:imports:8542:2024:USD", (await api.RowsAsync(new Uri(next).PathAndQuery)).Single().Text("id"));
    }

    [Fact]
    public async Task What_the_partners_add_up_to_follows_each_import()
    {
        await using var api = await ImportedAsync(
            Row("primaryValue=10.25"), Row("partnerCode=0", "primaryValue=10.25"), Row("period=2023", "primaryValue=7.25"), Row("period=2023", "partnerCode=0", "primaryValue=9"));
        const string question = "/v1/checks.csv?dataset=comtrade&kind=world&fields=period,expected,actual,verdict";
        Assert.Equal(["2023,7.25,9,fails", "2024,10.25,10.25,holds"], await LinesAsync(api, question));
        await ImportAsync(api, "b.csv", Row("partnerCode=156", "primaryValue=1.75"), Row("period=2023", "partnerCode=156", "primaryValue=1.75"));
        Assert.Equal(["2023,9,9,holds", "2024,12,10.25,fails"], await LinesAsync(api, question));
        await ImportAsync(api, "c.csv", Row("partnerCode=0", "primaryValue=12"), Row("period=2022", "primaryValue=3"));
        Assert.Equal(["2023,9,9,holds", "2024,12,12,holds"], await LinesAsync(api, question));
        Assert.Empty(await LinesAsync(api, question + "&verdict=fails"));
        // A partner of whom there are only headings counts with at least these.
        await ImportAsync(api, "d.csv", Row("cmdCode=85", "partnerCode=0", "primaryValue=12"), Row("cmdCode=85", "partnerCode=156", "primaryValue=1.75"));
        Assert.Equal("2024,12,12,undecided", Assert.Single(await LinesAsync(api, question + "&commodity=85")));
    }

    [Fact]
    public async Task Checks_come_one_kind_after_the_other_page_by_page_and_whatever_is_asked_of_them()
    {
        await using var api = await ImportedAsync(
            Row("primaryValue=10.25"), Row("partnerCode=0", "primaryValue=10.25"), Row("reporterCode=458", "partnerCode=156", "flowCode=X", "primaryValue=10"), Row("flowCode=X", "primaryValue=5.25"),
            Row("flowCode=X", "partnerCode=0", "primaryValue=5.25"), Row("reporterCode=458", "partnerCode=156", "primaryValue=5.25"));
        string[] all =
        [
            "world:CN:exports:8542:2024:USD", "world:CN:imports:8542:2024:USD", "mirror:CN:MY:exports:8542:2024:USD", "mirror:CN:MY:imports:8542:2024:USD", "mirror:MY:CN:exports:8542:2024:USD",
            "mirror:MY:CN:imports:8542:2024:USD",
        ];
        Assert.Equal(all, await IdsAsync(""));
        Assert.Equal(all, await IdsAsync("&verdict=holds,fails&period=latest"));
        Assert.Equal(all[2..], await IdsAsync("&kind=mirror"));
        Assert.Equal(all[4..], await IdsAsync("&partner=CN"));
        Assert.Equal(all[..2], await IdsAsync("&partner=WLD&asOf=2020-01-01"));
        foreach (var question in (string[])["", "&verdict=holds,fails", "&period=latest", "&period=latest&verdict=holds,fails"])
        {
            var read = new List<string>();
            for (var path = $"/v1/checks?dataset=comtrade&limit=1{question}"; path is not null;)
            {
                var page = await api.GetAsync(path);
                read.Add(page.Rows.Single().Text("id")!);
                path = page.Json.GetProperty("meta").GetProperty("next").GetString() is { } next ? new Uri(next).PathAndQuery : null;
            }
            Assert.Equal(all, read);
        }

        Task<IReadOnlyList<string>> IdsAsync(string more) => LinesAsync(api, $"/v1/checks.csv?dataset=comtrade&fields=id{more}");
    }

    private async Task<Api> ImportedAsync(params IReadOnlyList<Dictionary<string, string>> rows)
    {
        var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        await ImportAsync(api, "a.csv", rows);
        return api;
    }

    private async Task ImportAsync(Api api, string name, params IReadOnlyList<Dictionary<string, string>> rows)
    {
        await using var database = new Database(api.ConnectionString);
        var before = (await CuratedReads.CatalogueAsync(database, Token)).Version;
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var arguments = ImportArguments.Parse(ImportKind.Comtrade, [_folder.Write(name, WebCsv(rows)), "--rejected", Path.Combine(_folder.Path, "rejected")], out _)!;
        Assert.Equal(0, await ImportCommand.RunAsync(database, arguments, output, isTerminal: false, Token));
        var after = (await CuratedReads.CatalogueAsync(database, Token)).Datasets.Single(dataset => dataset.Id == "comtrade").Version;
        Assert.NotEqual(before, after);
        await Eventually.IsAsync(async () => (await api.RowsAsync("/v1/datasets")).Any(row => row.Text("id") == "comtrade" && row.Text("version") == after));
    }

    private static async Task<IReadOnlyList<string>> LinesAsync(Api api, string path)
    {
        var text = (await api.GetAsync(path)).Text;
        Assert.DoesNotContain("\"status\":", text, StringComparison.Ordinal);
        return text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];
    }

    private static async Task<string> OneAsync(Api api, string path, Func<string, string?>? pick = null) =>
        Assert.Single((await LinesAsync(api, path)).Select(line => pick is null ? line : pick(line)).OfType<string>());
}
