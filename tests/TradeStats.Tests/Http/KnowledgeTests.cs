using System.Globalization;
using TradeStats.Seeds;
using TradeStats.Store;
using TradeStats.Trade;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>The answer of a past day stays what it was, however much is loaded later.</summary>
public class KnowledgeTests(PostgresServer server)
{
    private static readonly string[] Questions =
    [
        "/v1/totals?derived=true&commodity=TOTAL,agricultural-products,fruits-and-nuts", "/v1/totals?reporter=CN&partner=VN&period=2024", "/v1/totals?reporter=CN&period=latest", "/v1/totals?convert=USD",
        "/v1/growth?derived=true&commodity=TOTAL,agricultural-products,fruits-and-nuts", "/v1/growth?reporter=CN&partner=VN&period=2024&base=2012", "/v1/growth?period=latest",
        "/v1/shares?derived=true", "/v1/shares?ofPartner=ASEAN", "/v1/shares?ofReporter=CN&derived=true",
        "/v1/rankings?reporter=CN&period=2024&ofPartner=ASEAN", "/v1/rankings?reporter=CN&derived=true", "/v1/rankings?by=reporter&partner=CN&derived=true", "/v1/rankings?by=commodity&reporter=CN-YN&partner=ASEAN",
        "/v1/checks", "/v1/checks?verdict=fails", "/v1/availability", "/v1/availability?derived=true&period=latest", "/v1/figures", "/v1/figures?period=latest&reporter=CN", "/v1/sources",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_known_on_a_day_is_answered_alike_after_every_later_load()
    {
        var seeds = WithLaterFigure(Contents.Seeds);
        var connectionString = await server.NewEmptyDatabaseAsync();
        await using var database = new Database(connectionString);
        await database.MigrateAsync(Token);
        Api? api = null;
        var told = new Dictionary<(string, DateOnly), string>();
        var days = seeds.Sources.Select(source => source.PublishedBy).Distinct().Order().ToList();
        try
        {
            foreach (var day in days)
            {
                var sources = seeds.Sources.Where(source => source.PublishedBy <= day).ToList();
                var content = Contents.Of(seeds with { Sources = sources, Figures = [.. seeds.Figures.Where(figure => sources.Exists(source => source.Id == figure.Source))] });
                Assert.True(await DatasetLoad.RunAsync(database, content, Token));
                api ??= await Api.StartAsync(connectionString);
                await Eventually.IsAsync(async () => (await api.RowsAsync("/v1/datasets")).Single().Text("version") == content.Version);
                foreach (var past in days.Where(past => past <= day))
                {
                    foreach (var question in Questions)
                    {
                        var answer = await AnswerAsync(api, question + (question.Contains('?', StringComparison.Ordinal) ? '&' : '?') + $"asOf={past.ToString("o", CultureInfo.InvariantCulture)}&limit=10000");
                        if (told.TryGetValue((question, past), out var then))
                            Assert.Equal($"{question} of {past:o}:\n{then}", $"{question} of {past:o}:\n{answer}");
                        else
                            told[(question, past)] = answer;
                    }
                }
                // On the day itself what was known then is all that is known.
                foreach (var question in Questions)
                    Assert.Equal(told[(question, day)], await AnswerAsync(api, question + (question.Contains('?', StringComparison.Ordinal) ? '&' : '?') + "limit=10000"));
            }
        }
        finally
        {
            await (api?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        Assert.All(Questions, question => Assert.True(days.Select(day => told[(question, day)]).Distinct().Count() > 1, $"{question} is answered alike on every day."));
    }

    // Dollars of China with Vietnam that are no conversion: they take the place of the best figure of the cell, and checks of that come to an end.
    private static SeedContent WithLaterFigure(SeedContent seeds)
    {
        var (source, figure) = (seeds.Sources[0] with { Id = "later-paper", Published = "2026-06-01" }, seeds.Figures.Single(figure => figure.Id == "china-vietnam-ties-04"));
        return seeds with
        {
            Sources = [.. seeds.Sources, source],
            Figures = [.. seeds.Figures, figure with { Id = "later-paper-01", Source = source.Id, Conversion = false, Number = new(262_000_000_000m, 261_500_000_000m, 262_500_000_000m, Qualifier.Exact) }],
        };
    }

    // The rows, and what a reader should know about them; the version is that of the load.
    private static async Task<string> AnswerAsync(Api api, string question)
    {
        var reply = await api.GetAsync(question);
        Assert.True((int)reply.Status == 200, $"{question}: {reply.Text}");
        return $"{string.Join('\n', reply.Rows.Select(row => row.GetRawText()))}\n{(reply.Rows.Count == 0 ? "" : string.Join('\n', reply.Notes))}";
    }
}
