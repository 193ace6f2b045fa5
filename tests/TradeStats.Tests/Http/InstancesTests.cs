using System.Diagnostics;
using Npgsql;
using TradeStats.Store;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>Several instances on one database.</summary>
[Collection(Alone.Name)]
public class InstancesTests(PostgresServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_load_is_answered_by_every_instance_within_a_second()
    {
        var connectionString = await server.NewLoadedDatabaseAsync();
        await using var one = await Api.StartAsync(connectionString);
        await using var other = await Api.StartAsync(connectionString);
        var before = await VersionAsync(one);
        Assert.Equal(before, await VersionAsync(other));

        await using (var database = new Database(connectionString))
            await DatasetLoad.RunAsync(database, Contents.WithFigures(figure => figure with { Note = "Loaded later." }), Token);

        // The code lists come from memory: only what the database has told of the load can change them.
        var watch = Stopwatch.StartNew();
        await Eventually.IsAsync(async () => await VersionAsync(one) != before && await VersionAsync(other) != before);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"It took {watch.Elapsed}.");
        Assert.Equal(await VersionAsync(one), await VersionAsync(other));
    }

    [Fact]
    public async Task Where_the_word_of_a_load_is_lost_asking_finds_it()
    {
        var connectionString = await server.NewLoadedDatabaseAsync();
        await using var api = await Api.StartAsync(connectionString);
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Token);
        // Written behind the program's back: nobody is told.
        await using var change = new NpgsqlCommand("update tradestats.dataset set version = 'ffffffffffff'", connection);
        // Long after the start it is asked least often.
        await Task.Delay(TimeSpan.FromSeconds(3), Token);
        await change.ExecuteNonQueryAsync(Token);
        var watch = Stopwatch.StartNew();
        await Eventually.IsAsync(async () => await VersionAsync(api) == "ffffffffffff");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"It took {watch.Elapsed}.");
    }

    private static async Task<string?> VersionAsync(Api api) => (await api.RowsAsync("/v1/datasets")).Where(("id", "articles")).Text("version");
}
