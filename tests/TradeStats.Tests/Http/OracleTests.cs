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

    [Theory]
    [InlineData("derived")]
    [InlineData("convert")]
    [InlineData("asOf")]
    [InlineData("derived", "convert", "asOf")]
    public Task Totals_derived_converted_and_of_a_day_follow_from_the_seeds(params string[] with) => EqualAsync("totals", Oracle.Totals, with);

    [Theory]
    [InlineData("derived")]
    [InlineData("convert")]
    [InlineData("asOf")]
    [InlineData("base")]
    [InlineData("derived", "base")]
    public Task Growth_derived_converted_of_a_day_and_over_any_span_follows_from_the_seeds(params string[] with) => EqualAsync("growth", Oracle.Growth, with);

    [Theory]
    [InlineData("derived")]
    [InlineData("convert")]
    [InlineData("asOf")]
    public Task Shares_derived_converted_and_of_a_day_follow_from_the_seeds(params string[] with) => EqualAsync("shares", Oracle.Shares, with);

    [Theory]
    [InlineData]
    [InlineData("derived")]
    [InlineData("convert")]
    [InlineData("asOf")]
    public Task Rankings_follow_from_the_seeds(params string[] with) => EqualAsync("rankings", Oracle.Rankings, with);

    [Theory]
    [InlineData("kind", "verdict")]
    [InlineData("asOf")]
    public Task Checks_follow_from_the_seeds(params string[] with) => EqualAsync("checks", Oracle.Checks, with);

    [Theory]
    [InlineData]
    [InlineData("derived")]
    [InlineData("convert")]
    [InlineData("asOf")]
    public Task Availability_counts_the_rows_of_totals(params string[] with) => EqualAsync("availability", Oracle.Availability, with);

    [Fact]
    public Task Figures_of_a_day_are_those_of_the_sources_published_by_then() => EqualAsync("figures", Oracle.Published, "asOf");

    private async Task EqualAsync(string noun, Func<RandomQuestion, IReadOnlyList<OracleRow>> answer, params string[] with)
    {
        var told = 0;
        foreach (var question in RandomQuestion.Many(noun, 200, with))
        {
            var reply = await _api.GetAsync(question.Path);
            // A period outside of from and to is a fault of the question.
            if (question["period"].Count > 0 && (question.One("from") ?? question.One("to")) is not null && (int)reply.Status == 400)
                continue;
            var expected = answer(question);
            Assert.True(expected.Count == reply.Rows.Count, $"{question} has {reply.Rows.Count} rows, not {expected.Count}: {reply.Text[..Math.Min(reply.Text.Length, 2000)]}");
            foreach (var (row, wanted) in reply.Rows.Zip(expected))
            {
                var differing = wanted.Where(field => !IsEqual(row.GetProperty(field.Key), field.Value)).Select(field => $"{field.Key}: {Plain(field.Value)} expected").ToList();
                Assert.True(differing.Count == 0, $"{question}: {string.Join(", ", differing)} in {row.GetRawText()}");
            }
            told += expected.Count > 0 ? 1 : 0;
        }
        Assert.True(told > 80, $"Only {told} questions of 200 had an answer.");
    }

    private static bool IsEqual(JsonElement found, object? wanted) => wanted is OracleNear near
        ? found.ValueKind is JsonValueKind.Number && Math.Abs((double)found.GetDecimal() - near.Number) < 0.000_002
        : Plain(found) == Plain(wanted);

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
        OracleNear near => near.Number.ToString(CultureInfo.InvariantCulture),
        _ => value?.ToString(),
    };
}
