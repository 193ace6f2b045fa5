using System.Globalization;
using Npgsql;
using TradeStats.Imports;
using TradeStats.Queries;
using TradeStats.Store;
using TradeStats.Tests.Http;
using TradeStats.Tests.Imports;
using TradeStats.Trade;
using Xunit;
using static TradeStats.Tests.Imports.Comtrade;

namespace TradeStats.Tests.Store;

/// <summary>An import is all or nothing, adds nothing up that overlaps, and writes nothing where nothing changed; the endpoints answer from it.</summary>
public sealed class ImportTests(PostgresServer server) : IDisposable
{
    private readonly ImportFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_endpoints_answer_from_an_import_at_once()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        _folder.Write("a.csv", WebCsv(
            Row("primaryValue=1000"), Row("flowCode=X", "primaryValue=300.25"), Row("partnerCode=0", "primaryValue=4000"), Row("flowCode=X", "partnerCode=0", "primaryValue=9000.5"),
            Row("period=2023", "primaryValue=800"), Row("partnerCode=156", "primaryValue=7"), Row("flowCode=RM", "primaryValue=55"), Row("motCode=1000", "primaryValue=66"),
            Row("cmdCode=TOTAL", "primaryValue=50000"), Row("cmdCode=TOTAL", "partnerCode=0", "primaryValue=90000"), Row("freqCode=M", "period=202401", "cmdCode=TOTAL", "primaryValue=12.345")));
        var (code, said) = await ImportAsync(api.ConnectionString, _folder.Path);
        Assert.Equal((0, true), (code, said.Contains("Skipped     1 reImports", StringComparison.Ordinal)));
        await Eventually.IsAsync(async () => (await api.RowsAsync("/v1/datasets")).Count == 2);

        async Task<string> Csv(string path) => (await api.GetAsync(path)).Text.Replace("\r\n", "\n", StringComparison.Ordinal);
        Assert.Equal("""
            partner,flow,value,low,high,method,qualifier,disputed,figures
            MY,exports,300.25,300.25,300.25,published,exact,false,
            MY,imports,1000,999.5,1000.5,published,exact,false,
            MY,total,1300.25,1299.75,1300.75,computed,exact,false,
            MY,balance,-699.75,-700.25,-699.25,computed,exact,false,

            """, await Csv("/v1/totals.csv?dataset=comtrade&reporter=CN&partner=MY&commodity=8542&period=2024&fields=partner,flow,value,low,high,method,qualifier,disputed,figures"));
        Assert.Equal("growthPercent,low,high,method\n25,24.859462,25.140713,computed\n", await Csv("/v1/growth.csv?dataset=comtrade&partner=MY&commodity=8542&flow=imports&period=2024&fields=growthPercent,low,high,method"));
        Assert.Equal("sharePercent\n25\n", await Csv("/v1/shares.csv?dataset=comtrade&partner=MY&commodity=8542&flow=imports&period=2024&fields=sharePercent"));
        Assert.Equal("rank,code,value\n1,MY,1000\n2,CN,7\n", await Csv("/v1/rankings.csv?dataset=comtrade&reporter=CN&commodity=8542&flow=imports&period=2024&fields=rank,code,value"));
        Assert.Equal("rank,code,name,value\n1,8542,\"Circuits, made up\",1000\n", await Csv("/v1/rankings.csv?dataset=comtrade&reporter=CN&partner=MY&by=commodity&ofCommodity=85&flow=imports&period=2024&fields=rank,code,name,value"));
        Assert.Equal("value,low,high\n12.345,12.3445,12.3455\n", await Csv("/v1/totals.csv?dataset=comtrade&partner=MY&period=2024-01&fields=value,low,high"));
        Assert.Equal("MY,12.345", (await Csv("/v1/totals.csv?dataset=comtrade&partner=MY&period=2024-01&asOf=2024-05-01&fields=partner,value")).Split('\n')[1]);
        Assert.Contains("commodity,8542", await Csv("/v1/availability.csv?dataset=comtrade&fields=dimension,code"), StringComparison.Ordinal);
        Assert.Contains("\n8542,\"Circuits, made up\",HS,85\n", await Csv("/v1/commodities.csv"), StringComparison.Ordinal);
        var dataset = (await api.RowsAsync("/v1/datasets")).Single(row => row.Text("id") == "comtrade");
        Assert.Equal((46m, 0m, "2023", "2024", "USD"), (dataset.Number("observationCount"), dataset.Number("figureCount"), dataset.Text("firstPeriod"), dataset.Text("lastPeriod"), dataset.GetProperty("currencies")[0].GetString()));
        Assert.NotEmpty(await api.RowsAsync("/v1/totals?reporter=CN&partner=ASEAN"));
    }

    [Fact]
    public async Task The_same_files_write_nothing_and_corrected_ones_replace_their_rows()
    {
        var connectionString = await server.NewLoadedDatabaseAsync();
        var file = _folder.Write("a.csv", WebCsv(Row(), Row("flowCode=X", "primaryValue=400"), Row("partnerCode=704", "primaryValue=5")));
        Assert.Contains("loaded now", (await ImportAsync(connectionString, file)).Said, StringComparison.Ordinal);
        var (before, stamps) = (await DatasetAsync(connectionString), await StampsAsync(connectionString));
        // In another layout and order, and twice.
        var again = _folder.Write("b.txt.gz", BulkFile(Row("partnerCode=704", "primaryValue=5.0"), Row("flowCode=X", "primaryValue=400.0"), Row("primaryValue=1000.0")));
        var (code, said) = await ImportAsync(connectionString, again, file);
        Assert.Equal((0, true, true), (code, said.Contains("as before", StringComparison.Ordinal), said.Contains("Skipped     3 sameAgain", StringComparison.Ordinal)));
        Assert.Equal((before, stamps), (await DatasetAsync(connectionString), await StampsAsync(connectionString)));

        var corrected = _folder.Write("c.csv", WebCsv(Row("primaryValue=1100"), Row("partnerCode=458", "flowCode=X", "cmdCode=08", "primaryValue=1")));
        Assert.Contains("2 of them new or changed, 0 removed", (await ImportAsync(connectionString, corrected)).Said, StringComparison.Ordinal);
        Assert.NotEqual(before.Version, (await DatasetAsync(connectionString)).Version);
        Assert.Equal(["MY X 08 1", "MY X 8542 400", "MY M 8542 1100", "MY T 8542 1500", "MY B 8542 -700", "VN M 8542 5"], await ValuesAsync(connectionString));
        Assert.Contains("1 of them would be new or changed, 1 would be removed", (await ImportAsync(connectionString, file, "--replace", "--dry-run")).Said, StringComparison.Ordinal);
        Assert.Equal(6, (await ValuesAsync(connectionString)).Count);
        await ImportAsync(connectionString, file, "--replace");
        Assert.Equal(before.Version, (await DatasetAsync(connectionString)).Version);
        Assert.Equal(["MY X 8542 400", "MY M 8542 1000", "MY T 8542 1400", "MY B 8542 -600", "VN M 8542 5"], await ValuesAsync(connectionString));
        await ImportAsync(connectionString, _folder.Write("d.csv", WebCsv(Row())), "--replace");
        Assert.Equal(["MY M 8542 1000"], await ValuesAsync(connectionString));
    }

    [Fact]
    public async Task A_correction_of_one_side_changes_the_computed_rows_that_rest_on_the_other()
    {
        var connectionString = await server.NewLoadedDatabaseAsync();
        await ImportAsync(connectionString, _folder.Write("a.csv", WebCsv(Row("primaryValue=10"))));
        await ImportAsync(connectionString, _folder.Write("b.csv", WebCsv(Row("flowCode=X", "primaryValue=4"))));
        Assert.Equal(["MY X 8542 4", "MY M 8542 10", "MY T 8542 14", "MY B 8542 -6"], await ValuesAsync(connectionString));
        await ImportAsync(connectionString, _folder.Write("c.csv", WebCsv(Row("flowCode=X", "primaryValue=5"))));
        Assert.Equal(["MY X 8542 5", "MY M 8542 10", "MY T 8542 15", "MY B 8542 -5"], await ValuesAsync(connectionString));
    }

    [Fact]
    public async Task Rows_that_contradict_each_other_are_rejected_with_their_places()
    {
        var connectionString = await server.NewLoadedDatabaseAsync();
        var (one, other) = (_folder.Write("a.csv", WebCsv(Row(), Row("flowCode=X"))), _folder.Write("b.json", Json(Row("primaryValue=7"))));
        var (code, said) = await ImportAsync(connectionString, one, other);
        Assert.Equal(1, code);
        Assert.Equal(["MY X 8542 1000"], await ValuesAsync(connectionString));
        var rejected = await File.ReadAllLinesAsync(Rejected, Token);
        Assert.Equal("file,line,column,reason", rejected[0]);
        Assert.StartsWith($"\"{one}\",2,", rejected[1], StringComparison.Ordinal);
        Assert.EndsWith("\"primaryValue: 1000 here, but these files also say 7 for CN MY imports 8542 2024; neither is loaded\"", rejected[1], StringComparison.Ordinal);
        Assert.StartsWith($"\"{other}\",", rejected[2], StringComparison.Ordinal);
        Assert.Contains("Rejected    2 rows and 0 files", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_edition_of_the_classification_counts_for_a_period_whatever_the_order_of_imports()
    {
        var converted = _folder.Write("h0.gz", BulkFile(Row("classificationCode=H0", "isOriginalClassification=0"), Row("classificationCode=H0", "isOriginalClassification=0", "cmdCode=8473", "flowCode=X")));
        var original = _folder.Write("h5.gz", BulkFile(Row("classificationCode=H5", "isOriginalClassification=1", "primaryValue=3")));
        var newer = _folder.Write("h6.gz", BulkFile(Row("classificationCode=H6", "isOriginalClassification=0", "primaryValue=4"), Row("classificationCode=H6", "period=2023")));
        string[][] orders = [[converted, original, newer], [newer, original, converted], [original, newer, converted]];
        var versions = new HashSet<string?>();
        foreach (var order in orders)
        {
            var (oneByOne, atOnce) = (await server.NewLoadedDatabaseAsync(), await server.NewLoadedDatabaseAsync());
            foreach (var file in order)
                Assert.Equal(0, (await ImportAsync(oneByOne, file)).Code);
            Assert.Contains("Skipped     3 otherEdition", (await ImportAsync(atOnce, order)).Said, StringComparison.Ordinal);
            foreach (var connectionString in new[] { oneByOne, atOnce })
            {
                Assert.Equal(["MY M 8542 3", "MY M 8542 1000"], await ValuesAsync(connectionString));
                versions.Add((await DatasetAsync(connectionString)).Version);
            }
        }
        // Code lists keep a commodity that a later import took the cells of.
        Assert.InRange(versions.Count, 1, 2);
    }

    [Fact]
    public async Task Damaged_files_count_for_nothing_and_do_not_replace_a_dataset()
    {
        var connectionString = await server.NewLoadedDatabaseAsync();
        var (whole, packed) = (_folder.Write("a.csv", WebCsv(Row())), BulkFile([.. Enumerable.Range(0, 2000).Select(index => Row($"primaryValue={(index * index).ToString(CultureInfo.InvariantCulture)}"))]));
        var cut = _folder.Write("b.gz", packed[..(packed.Length * 9 / 10)]);
        var (code, said) = await ImportAsync(connectionString, whole, cut);
        Assert.Equal((1, true), (code, said.Contains("rows of files that could not be read to their end", StringComparison.Ordinal)));
        Assert.Equal(["MY M 8542 1000"], await ValuesAsync(connectionString));
        (code, said) = await ImportAsync(connectionString, _folder.Write("c.csv", WebCsv(Row("primaryValue=2"))), cut, "--replace");
        Assert.Equal((1, true), (code, said.Contains("Kept        the dataset comtrade is as it was", StringComparison.Ordinal)));
        Assert.Equal(["MY M 8542 1000"], await ValuesAsync(connectionString));
        (code, said) = await ImportAsync(connectionString, _folder.Write("d.csv", WebCsv()), "--replace");
        Assert.Equal((1, true), (code, said.Contains("Kept", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_dry_stopped_or_empty_leaves_no_dataset()
    {
        var connectionString = await server.NewLoadedDatabaseAsync();
        var file = _folder.Write("a.csv", WebCsv([.. Enumerable.Range(0, 5000).Select(_ => Row())]));
        var (code, said) = await ImportAsync(connectionString, file, "--dry-run");
        Assert.Equal((0, true), (code, said.Contains("1 of them would be new or changed", StringComparison.Ordinal)));
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ImportAsync(connectionString, stopped.Token, file));
        await ImportAsync(connectionString, _folder.Write("b.csv", WebCsv()));
        await using var database = new Database(connectionString);
        Assert.Equal(Dataset.Articles, (await CuratedReads.CatalogueAsync(database, Token)).Datasets.Single().Id);
    }

    [Fact]
    public async Task Loads_of_seeds_and_imports_leave_each_other_alone()
    {
        var connectionString = await server.NewLoadedDatabaseAsync();
        await using var database = new Database(connectionString);
        await ImportAsync(connectionString, _folder.Write("a.csv", WebCsv(Row(), Row("cmdCode=08", "cmdDesc=Other words for fruit"))));
        var before = await DatasetAsync(connectionString);
        Assert.True(await DatasetLoad.RunAsync(database, Contents.WithFigures(figure => figure with { Note = "Changed." }), Token));
        Assert.Equal(before, await DatasetAsync(connectionString));
        var catalogue = await CuratedReads.CatalogueAsync(database, Token);
        Assert.Equal("Circuits, made up", catalogue.CommodityName("8542"));
        Assert.Equal(Contents.Seeds.Commodities.Single(commodity => commodity.Code == "08").Name, catalogue.CommodityName("08"));
        Assert.True(catalogue.IsCommodityWithin("8542", Commodity.Total));
        await ImportAsync(connectionString, Path.Combine(_folder.Path, "a.csv"), "--dataset", "other");
        Assert.Equal(3, (await CuratedReads.CatalogueAsync(database, Token)).Datasets.Count);
        Assert.False(await DatasetLoad.RunAsync(database, Contents.WithFigures(figure => figure with { Note = "Changed." }), Token));
    }

    [Fact]
    public async Task Names_that_come_with_the_program_give_way_to_those_of_a_file_and_do_not_come_back()
    {
        var connectionString = await server.NewLoadedDatabaseAsync();
        await using var database = new Database(connectionString);
        string[] files = [_folder.Write("a.csv", WebCsv(Row("cmdDesc="))), _folder.Write("b.csv", WebCsv(Row())), _folder.Write("c.csv", WebCsv(Row("cmdDesc=")))];
        var names = new List<string>();
        foreach (var file in files)
        {
            await ImportAsync(connectionString, file);
            names.Add((await CuratedReads.CatalogueAsync(database, Token)).CommodityName("8542"));
        }
        Assert.Equal([HarmonizedNames.NameOf("8542"), "Circuits, made up", "Circuits, made up"], names);
    }

    [Fact]
    public async Task A_database_of_an_earlier_build_gets_the_states_counts_and_sums_that_whoever_loads_a_dataset_tells()
    {
        var connectionString = await server.NewLoadedDatabaseAsync();
        _folder.Write("a.csv", WebCsv(
            Row("primaryValue=1000"), Row("flowCode=X", "primaryValue=300.25"), Row("partnerCode=0", "primaryValue=4000"), Row("flowCode=X", "partnerCode=0", "primaryValue=9000.5"),
            Row("freqCode=M", "period=202401", "cmdCode=TOTAL", "primaryValue=12.345")));
        await ImportAsync(connectionString, _folder.Path);
        var told = await StatesAsync(connectionString);
        var counted = await HoldingsAsync(connectionString);
        var paired = await PairsAsync(connectionString);
        var reconciled = await ReconciliationsAsync(connectionString);
        Assert.NotEmpty(reconciled);
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Token);
        await using var undo = new NpgsqlCommand("""
            alter table tradestats.observation drop column state;
            drop table tradestats.holding, tradestats.pair, tradestats.reconciliation;
            delete from tradestats.migration where migration_id like '%ObservationState' or migration_id like '%Holdings' or migration_id like '%Reconciliation' or migration_id like '%Pairs'
            """, connection);
        await undo.ExecuteNonQueryAsync(Token);
        await using var database = new Database(connectionString);
        await database.MigrateAsync(Token);
        Assert.Equal(told, await StatesAsync(connectionString));
        Assert.Equal(counted, await HoldingsAsync(connectionString));
        Assert.Equal(paired, await PairsAsync(connectionString));
        Assert.Equal(reconciled, await ReconciliationsAsync(connectionString));
        // With and without figures, bounds that are the number, that are not and that are open; published, computed and told by the partner.
        Assert.InRange(told.Select(row => row.Split(' ')[^1]).Distinct().Count(), 8, 100);
    }

    [Fact]
    public async Task What_a_dataset_holds_is_counted_anew_by_each_import_and_told_as_its_rows_tell_it()
    {
        var connectionString = await server.NewLoadedDatabaseAsync();
        await using var database = new Database(connectionString);
        string[][] imports =
        [
            [_folder.Write("a.csv", WebCsv(Row(), Row("flowCode=X"), Row("partnerCode=0"), Row("freqCode=M", "period=202401"), Row("period=2023", "cmdCode=08"), Row("reporterCode=704", "partnerCode=156")))],
            [_folder.Write("b.csv", WebCsv(Row("primaryValue=7"), Row("period=2022", "cmdCode=85"), Row("reporterCode=458", "flowCode=X", "period=2023")))],
            [_folder.Write("c.csv", WebCsv(Row("period=2021"), Row("period=2021", "flowCode=X"))), "--replace"],
        ];
        foreach (var import in imports)
        {
            await ImportAsync(connectionString, import);
            Assert.Equal(
                await TextsAsync(connectionString, "select (dataset, reporter, partner, flow, min(method))::text from tradestats.observation group by dataset, reporter, partner, flow order by 1"),
                await PairsAsync(connectionString));
            var dataset = await DatasetAsync(connectionString) with { Frequencies = [Frequency.Annual, Frequency.Monthly] };
            var all = new Question { Noun = "availability", Dataset = "comtrade" };
            Question[] questions =
            [
                all, all with { Flows = [Flow.Imports] }, all with { Flows = [Flow.Total, Flow.Balance], Periods = [Period.OfYear(2024)] }, all with { Currencies = ["USD"], From = Period.OfYear(2022), To = Period.OfYear(2023) },
                all with { Latest = true }, all with { Latest = true, Flows = [Flow.Imports] }, all with { Frequencies = [Frequency.Monthly] },
                all with { Derived = true }, all with { Derived = true, Latest = true, Flows = [Flow.Exports] },
            ];
            foreach (var question in questions)
            {
                var told = await Availabilities.ReadAsync(database, question, dataset, [Measure.Value], Token);
                // What was known on a day is not counted ahead; tables have no date, so that it is the same on every day.
                var (version, rows) = await Availabilities.ReadAsync(database, question with { AsOf = new(2026, 1, 1) }, dataset, [Measure.Value], Token);
                Assert.True(rows.Count > 0 || !ReferenceEquals(question, all));
                Assert.Equal((version, string.Join('\n', rows)), (told.Version, string.Join('\n', told.Rows)));
            }
            foreach (var question in questions.Concat([all with { Reporters = ["CN"] }, all with { Partners = ["MY"], Flows = [Flow.Imports] }, all with { Commodities = ["85"] }, all with { Commodities = ["85"], Reporters = ["CN"] }]))
            {
                Assert.Equal(
                    await ObservationReads.PeriodsAsync(database, question with { AsOf = new(2026, 1, 1) }, dataset, [Measure.Value], Token),
                    await ObservationReads.PeriodsAsync(database, question, dataset, [Measure.Value], Token));
            }
        }
    }

    private string Rejected => Path.Combine(_folder.Path, "rejected.csv.out");

    private Task<(int Code, string Said)> ImportAsync(string connectionString, params IReadOnlyList<string> arguments) => ImportAsync(connectionString, Token, arguments);

    private async Task<(int Code, string Said)> ImportAsync(string connectionString, CancellationToken cancellation, params IReadOnlyList<string> arguments)
    {
        await using var database = new Database(connectionString);
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var parsed = ImportArguments.Parse(ImportKind.Comtrade, [.. arguments, "--rejected", Rejected], out var misuse);
        Assert.Null(misuse);
        var code = await ImportCommand.RunAsync(database, parsed!, output, isTerminal: false, cancellation);
        return (code, output.ToString());
    }

    private static async Task<Dataset> DatasetAsync(string connectionString)
    {
        await using var database = new Database(connectionString);
        var dataset = (await CuratedReads.CatalogueAsync(database, Token)).Datasets.Single(one => one.Id == "comtrade");
        return dataset with { Currencies = [], Frequencies = [] };
    }

    private static Task<IReadOnlyList<string>> StatesAsync(string connectionString) => TextsAsync(connectionString, """
        select concat_ws(' ', dataset, reporter, partner, flow, commodity, period_start, period_months, currency, measure, against, known_from, state) from tradestats.observation order by 1
        """);

    private static Task<IReadOnlyList<string>> ReconciliationsAsync(string connectionString) => TextsAsync(connectionString, "select (r.*)::text from tradestats.reconciliation r order by 1");

    private static Task<IReadOnlyList<string>> HoldingsAsync(string connectionString) => TextsAsync(connectionString, "select (h.*)::text from tradestats.holding h order by 1");

    private static Task<IReadOnlyList<string>> PairsAsync(string connectionString) => TextsAsync(connectionString, "select (p.*)::text from tradestats.pair p order by 1");

    // China's rows with countries, as "MY X 8542 400".
    private static Task<IReadOnlyList<string>> ValuesAsync(string connectionString) => TextsAsync(connectionString, """
        select concat_ws(' ', partner, substr('XMTB', flow, 1), commodity, number) from tradestats.observation
        where dataset = (select id from tradestats.dataset where name = 'comtrade') and method in (1, 2) and partner not in ('ASEAN', 'RCEP') and commodity not in ('84', '85') order by partner, commodity, flow, number
        """);

    private static async Task<IReadOnlyList<string>> TextsAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        var texts = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(Token);
        while (await reader.ReadAsync(Token))
            texts.Add(reader.GetString(0));
        return texts;
    }

    private static async Task<string> StampsAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand("""
            select concat_ws(' ', (select string_agg(xmin::text, ' ' order by id) from tradestats.dataset), (select string_agg(distinct xmin::text, ' ') from tradestats.observation),
                (select string_agg(distinct xmin::text, ' ') from tradestats.commodity), (select string_agg(distinct xmin::text, ' ') from tradestats.edition))
            """, connection);
        return (string)(await command.ExecuteScalarAsync(Token))!;
    }
}
