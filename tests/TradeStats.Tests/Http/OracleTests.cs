using System.Globalization;
using System.Text.Json;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>Hundreds of questions, answered by the API and by plain search over the seed files.</summary>
public class OracleTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private readonly Api _api = shared.Api;

    [Fact]
    public Task Totals_are_what_the_seeds_say() => EqualAsync("totals", Oracle.Totals);

    [Fact]
    public Task Growth_is_what_the_seeds_say() => EqualAsync("growth", Oracle.Growth);

    [Fact]
    public Task Shares_are_what_the_seeds_say() => EqualAsync("shares", Oracle.Shares);

    [Fact]
    public Task Figures_are_what_the_seeds_say() => EqualAsync("figures", Oracle.Published);

    private async Task EqualAsync(string noun, Func<RandomQuestion, IReadOnlyList<OracleRow>> answer)
    {
        var told = 0;
        foreach (var question in RandomQuestion.Many(noun, 200))
        {
            var reply = await _api.GetAsync(question.Path);
            // A period outside of from and to is a fault of the question.
            if (question["period"].Count > 0 && (question.One("from") ?? question.One("to")) is not null && (int)reply.Status == 400)
                continue;
            var expected = answer(question);
            Assert.True(expected.Count == reply.Rows.Count, $"{question} has {reply.Rows.Count} rows, not {expected.Count}: {reply.Text}");
            foreach (var (row, wanted) in reply.Rows.Zip(expected))
            {
                var differing = wanted.Where(field => Plain(row.GetProperty(field.Key)) != Plain(field.Value)).Select(field => $"{field.Key}: {Plain(field.Value)} expected").ToList();
                Assert.True(differing.Count == 0, $"{question}: {string.Join(", ", differing)} in {row.GetRawText()}");
            }
            told += expected.Count > 0 ? 1 : 0;
        }
        Assert.True(told > 100, $"Only {told} questions of 200 had an answer.");
    }

    private static string? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => Plain(value.GetDecimal()),
        JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(text => text.GetString())),
        _ => value.ToString(),
    };

    private static string? Plain(object? value) => value switch
    {
        decimal number => number.ToString("G29", CultureInfo.InvariantCulture),
        _ => value?.ToString(),
    };
}
