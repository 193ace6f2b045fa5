using System.Diagnostics;
using System.Runtime.Versioning;
using Npgsql;
using TradeStats.Tests.Imports;
using Xunit;
using static TradeStats.Tests.Imports.Comtrade;

namespace TradeStats.Tests.Start;

/// <summary>The import as a user runs it: what it says, how it ends, and that it can be stopped.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ImportCommandTests(PostgresServer server) : IDisposable
{
    private readonly ImportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Name the files", "import", "comtrade")]
    [InlineData("--colour is unknown", "import", "comtrade", "a.csv", "--colour")]
    [InlineData("--dataset is unknown, or lacks its value", "import", "comtrade", "a.csv", "--dataset")]
    [InlineData("--dataset is given twice", "import", "comtrade", "a.csv", "--dataset", "a", "--dataset", "b")]
    [InlineData("--dataset is given twice", "import", "comtrade", "a.csv", "--dataset=a", "--dataset", "b")]
    [InlineData("holds the figures of the articles", "import", "comtrade", "a.csv", "--dataset", "articles")]
    [InlineData("holds the figures of the articles", "import", "comtrade", "a.csv", "--dataset=articles")]
    [InlineData("is no name for a dataset", "import", "comtrade", "a.csv", "--dataset", "Com Trade")]
    [InlineData("Name the dataset to import into", "import", "csv", "a.csv")]
    [InlineData("holds the figures of the articles", "import", "csv", "a.csv", "--dataset", "articles")]
    [InlineData("import csv FILE", "import", "parchment", "a.csv")]
    public async Task A_wrong_command_says_what_is_wrong_and_how_it_is_right(string words, params string[] arguments)
    {
        await using var application = Application.Start(_folder.Path, arguments);
        Assert.Equal(2, await application.EndsAsync());
        Assert.Contains(words, application.Said, StringComparison.Ordinal);
        Assert.Contains("import comtrade FILE...", application.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    [InlineData("import", "comtrade", "--help")]
    [InlineData("load", "-h")]
    public async Task Help_is_no_fault(params string[] arguments)
    {
        await using var application = Application.Start(_folder.Path, arguments);
        Assert.Equal(0, await application.EndsAsync());
        Assert.StartsWith("TradeStats", application.Said.TrimStart(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_loads_into_a_new_database_reports_and_ends_with_1_where_something_is_rejected()
    {
        var settings = new Dictionary<string, string> { ["ConnectionStrings__TradeStats"] = await server.NewEmptyDatabaseAsync() };
        var rejected = Path.Combine(_folder.Path, "rejected.csv");
        var file = _folder.Write("a.csv", WebCsv(Row(), Row("flowCode=X", "primaryValue=5"), Row("flowCode=RX"), Row("partnerCode=999")));
        await using (var application = Application.Start(_folder.Path, ["import", "comtrade", file, "--rejected", rejected], settings))
        {
            Assert.Equal(1, await application.EndsAsync());
            Assert.Contains("95 figures of 12 articles, loaded now", application.Said, StringComparison.Ordinal);
            Assert.Contains("Read        4 rows of 1 files", application.Said, StringComparison.Ordinal);
            Assert.Contains("Skipped     1 reExports", application.Said, StringComparison.Ordinal);
            Assert.Contains($"Rejected    {file}:5:", application.Said, StringComparison.Ordinal);
            Assert.Contains("Loaded      2 exports and imports, 2 of them new or changed, 0 removed", application.Said, StringComparison.Ordinal);
        }
        Assert.Contains("partnerCode: no area has the number 999", (await File.ReadAllLinesAsync(rejected, TestContext.Current.CancellationToken))[1], StringComparison.Ordinal);
        await using (var whole = Application.Start(_folder.Path, ["import", "comtrade", _folder.Write("b.csv", WebCsv(Row())), "--rejected", "/none/rejected.csv"], settings))
        {
            Assert.Equal(0, await whole.EndsAsync());
            Assert.Contains("as before", whole.Said, StringComparison.Ordinal);
        }
        await using var unwritable = Application.Start(_folder.Path, ["import", "comtrade", file, "--rejected", "/none/rejected.csv"], settings);
        Assert.Equal(1, await unwritable.EndsAsync());
        Assert.Contains("Nothing was loaded. Name another file with --rejected.", unwritable.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT", 1)]
    [InlineData("KILL", 137)]
    public async Task Stopped_or_killed_it_leaves_the_dataset_as_it_was(string signal, int code)
    {
        var connectionString = await server.NewEmptyDatabaseAsync();
        var settings = new Dictionary<string, string> { ["ConnectionStrings__TradeStats"] = connectionString };
        // A pipe that has rows but no end.
        var pipe = Path.Combine(_folder.Path, "pipe");
        using (var make = Process.Start("mkfifo", [pipe]))
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        await using var application = Application.Start(_folder.Path, ["import", "comtrade", pipe], settings);
        await using var writer = new StreamWriter(new FileStream(pipe, FileMode.Open, FileAccess.Write));
        await writer.WriteAsync(WebCsv([.. Enumerable.Range(0, 5000).Select(_ => Row())]));
        await writer.FlushAsync(TestContext.Current.CancellationToken);
        application.Signal(signal);
        Assert.Equal(code, await application.EndsAsync());
        if (signal is "INT")
            Assert.Contains("Stopped. Nothing was loaded: the dataset comtrade is as it was.", application.Said, StringComparison.Ordinal);
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var count = new NpgsqlCommand("select count(*) from tradestats.dataset", connection);
        Assert.Equal(1L, await count.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }
}
