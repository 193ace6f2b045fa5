using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using TradeStats.Store;
using TradeStats.Tests.Http;
using TradeStats.Trade;
using Xunit;

namespace TradeStats.Tests.Store;

/// <summary>Loading is all or nothing, one at a time, and nothing at all where nothing changed.</summary>
public class LoadTests(PostgresServer server)
{
    private static readonly DatasetContent Doubled = Contents.WithFigures(figure => figure with
    {
        Number = new(2 * figure.Number.Number, 2 * figure.Number.Low, 2 * figure.Number.High, figure.Number.Qualifier),
    });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_content_again_writes_nothing()
    {
        var connectionString = await server.NewLoadedDatabaseAsync();
        await using var database = new Database(connectionString);
        var before = await StampsAsync(connectionString);
        Assert.False(await DatasetLoad.RunAsync(database, Contents.Shipped, Token));
        Assert.Equal(before, await StampsAsync(connectionString));
    }

    [Fact]
    public async Task What_a_dataset_was_made_from_is_kept_so_that_a_start_can_see_that_nothing_changed()
    {
        await using var database = new Database(await server.NewLoadedDatabaseAsync());
        Assert.Null(await DatasetLoad.FindAsync(database, Dataset.Articles, "files and program", Token));
        Assert.False(await DatasetLoad.RunAsync(database, Contents.Shipped with { MadeFrom = "files and program" }, Token));
        Assert.Equal((Contents.Shipped.Version, 95L, 12L), await DatasetLoad.FindAsync(database, Dataset.Articles, "files and program", Token));
        Assert.True(await DatasetLoad.RunAsync(database, Doubled with { MadeFrom = "other files" }, Token));
        Assert.Null(await DatasetLoad.FindAsync(database, Dataset.Articles, "files and program", Token));
        Assert.Equal(Doubled.Version, (await DatasetLoad.FindAsync(database, Dataset.Articles, "other files", Token))?.Version);
        // Who does not know what the content was made from makes nobody skip a load.
        Assert.True(await DatasetLoad.RunAsync(database, Contents.Shipped, Token));
        Assert.Null(await DatasetLoad.FindAsync(database, Dataset.Articles, "other files", Token));
    }

    [Fact]
    public async Task Changed_content_has_another_version_and_the_old_content_its_old_one()
    {
        await using var database = new Database(await server.NewLoadedDatabaseAsync());
        var first = (await CuratedReads.CatalogueAsync(database, Token)).Datasets.Single();
        Assert.Equal(Contents.Shipped.Version, first.Version);
        var oneNote = Contents.WithFigures(figure => figure.Id == "yunnan-asean-trade-12" ? figure with { Note = "Another note." } : figure);
        Assert.True(await DatasetLoad.RunAsync(database, oneNote, Token));
        var second = (await CuratedReads.CatalogueAsync(database, Token)).Datasets.Single();
        Assert.NotEqual(first.Version, second.Version);
        Assert.True(second.Loaded > first.Loaded);
        Assert.True(await DatasetLoad.RunAsync(database, Contents.Shipped, Token));
        Assert.Equal(first.Version, (await CuratedReads.CatalogueAsync(database, Token)).Datasets.Single().Version);
    }

    [Fact]
    public async Task Whoever_asks_during_loads_gets_the_old_content_or_the_new_whole_with_its_own_version()
    {
        string[] paths = ["/v1/totals?limit=10000", "/v1/growth?limit=10000", "/v1/shares?ofPartner=ASEAN&limit=10000", "/v1/figures?limit=10000", "/v1/totals?period=latest", "/v1/figures/yunnan-asean-trade-12"];
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        await using var database = new Database(api.ConnectionString);
        var expected = new Dictionary<(string, string?), (string, string?)>();
        foreach (var content in new[] { Doubled, Contents.Shipped })
        {
            await DatasetLoad.RunAsync(database, content, Token);
            await NoticedAsync(api, content.Version);
            foreach (var path in paths)
            {
                var reply = await api.GetAsync(path);
                Assert.Equal(content.Version, reply.Meta.Text("version"));
                expected[(path, content.Version)] = (reply.Text, reply.Header("ETag"));
            }
        }
        var isLoading = true;
        var seen = new HashSet<string?>();
        var asking = Task.WhenAll(paths.Select(AskAsync));
        for (var load = 1; load <= 6; load++)
            Assert.True(await DatasetLoad.RunAsync(database, load % 2 == 1 ? Doubled : Contents.Shipped, Token));
        isLoading = false;
        await asking;
        Assert.Equal(2, seen.Count);

        async Task AskAsync(string path)
        {
            while (isLoading)
            {
                var reply = await api.GetAsync(path);
                Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
                var version = reply.Meta.Text("version");
                Assert.Equal(expected[(path, version)], (reply.Text, reply.Header("ETag")));
                lock (seen)
                    seen.Add(version);
            }
        }
    }

    [Fact]
    public async Task A_load_that_fails_leaves_what_was_there()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        await using var database = new Database(api.ConnectionString);
        var (before, stamps) = ((await api.GetAsync("/v1/figures")).Text, await StampsAsync(api.ConnectionString));
        var twice = Doubled with { Observations = [.. Doubled.Observations, Doubled.Observations[0]] };
        await Assert.ThrowsAsync<PostgresException>(() => DatasetLoad.RunAsync(database, twice, Token));
        var noSource = Doubled with { Sources = [] };
        await Assert.ThrowsAsync<PostgresException>(() => DatasetLoad.RunAsync(database, noSource, Token));
        Assert.Equal(stamps, await StampsAsync(api.ConnectionString));
        Assert.Equal(before, (await api.GetAsync("/v1/figures")).Text);
        Assert.True(await DatasetLoad.RunAsync(database, Doubled, Token));
    }

    [Fact]
    public async Task Loads_at_once_take_turns()
    {
        var connectionString = await server.NewEmptyDatabaseAsync();
        await using var one = new Database(connectionString);
        await using var other = new Database(connectionString);
        await one.MigrateAsync(Token);
        var same = await Task.WhenAll(DatasetLoad.RunAsync(one, Contents.Shipped, Token), DatasetLoad.RunAsync(other, Contents.Shipped, Token));
        Assert.Equal([false, true], same.Order());
        var nothing = Contents.Of(Contents.Seeds with { Figures = [] });
        var different = await Task.WhenAll(DatasetLoad.RunAsync(one, Doubled, Token), DatasetLoad.RunAsync(other, nothing, Token));
        Assert.Equal([true, true], different);
        var dataset = (await CuratedReads.CatalogueAsync(one, Token)).Datasets.Single();
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Token);
        await using var count = new NpgsqlCommand("select count(*) from tradestats.figure", connection);
        Assert.Equal(dataset.FigureCount, await count.ExecuteScalarAsync(Token));
        Assert.Equal(dataset.Version == Doubled.Version ? 95 : 0, dataset.FigureCount);
    }

    [Fact]
    public async Task A_load_by_another_instance_is_noticed_within_seconds_and_answers_that_clients_hold_are_old_then()
    {
        await using var api = await Api.StartAsync(await server.NewLoadedDatabaseAsync());
        var held = await api.GetAsync("/v1/totals?partner=MY");
        await using (var other = new Database(api.ConnectionString))
            await DatasetLoad.RunAsync(other, Doubled, Token);
        await NoticedAsync(api, Doubled.Version);
        var now = await api.GetAsync("/v1/totals?partner=MY", ("If-None-Match", held.Header("ETag")!));
        Assert.Equal((HttpStatusCode.OK, 2 * held.Rows[0].Number("value")), (now.Status, now.Rows[0].Number("value")));
        Assert.NotEqual(held.Header("ETag"), now.Header("ETag"));
    }

    [Fact]
    public async Task Tables_of_the_first_program_are_brought_up_to_date()
    {
        var connectionString = await server.NewEmptyDatabaseAsync();
        await using (var context = new MigrationDesign().CreateDbContext([]))
        await using (var connection = new NpgsqlConnection(connectionString))
        {
            await connection.OpenAsync(Token);
            await using var first = new NpgsqlCommand(context.GetService<IMigrator>().GenerateScript(null, context.Database.GetMigrations().First()), connection);
            await first.ExecuteNonQueryAsync(Token);
        }
        await using (var database = new Database(connectionString))
        {
            await database.MigrateAsync(Token);
            Assert.True(await DatasetLoad.RunAsync(database, Contents.Shipped, Token));
        }
        await using var api = await Api.StartAsync(connectionString);
        Assert.NotEmpty(await api.RowsAsync("/v1/totals"));
    }

    [Fact]
    public async Task Instances_that_start_at_once_make_the_database_and_bring_the_tables_up_to_date_once()
    {
        var connectionString = await server.NoDatabaseAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartAsync()));
        await using var api = await Api.StartAsync(connectionString);
        Assert.NotEmpty(await api.RowsAsync("/v1/totals"));

        async Task StartAsync()
        {
            await using var database = new Database(connectionString);
            await database.MigrateAsync(Token);
            await DatasetLoad.RunAsync(database, Contents.Shipped, Token);
        }
    }

    // /v1/datasets is answered from memory: it does not look into the database itself.
    private static Task NoticedAsync(Api api, string version) =>
        Eventually.IsAsync(async () => (await api.RowsAsync("/v1/datasets")).Single().Text("version") == version);

    // The transaction that wrote each row tells whether anything was written, even if it was the same.
    private static async Task<string> StampsAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand("""
            select concat_ws(' ', (select xmin || version || loaded from tradestats.dataset),
                (select string_agg(distinct xmin::text, ' ') from tradestats.figure), (select count(*) from tradestats.figure),
                (select string_agg(distinct xmin::text, ' ') from tradestats.observation), (select string_agg(distinct xmin::text, ' ') from tradestats.area))
            """, connection);
        return (string)(await command.ExecuteScalarAsync(Token))!;
    }
}
