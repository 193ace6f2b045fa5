using System.Text.RegularExpressions;
using TradeStats.Representations;
using Xunit;

namespace TradeStats.Tests;

/// <summary>The examples of the README are run, and answer what stands there.</summary>
public partial class ReadmeTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private const string Server = "localhost:5080";

    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "README.md"));

    /// <summary>Every question in a console block: its path, and the lines that follow it.</summary>
    public static TheoryData<string, string> Examples { get; } = [.. Read()];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_answers_what_stands_below_it(string path, string below)
    {
        var answer = (await shared.Api.GetAsync(path)).Text.Replace("\r\n", "\n", StringComparison.Ordinal);
        Assert.Equal(below.TrimEnd(), answer.Replace(shared.Api.Address, $"http://{Server}", StringComparison.Ordinal).TrimEnd());
    }

    [Fact]
    public void Every_command_of_a_console_block_is_one_that_is_run()
    {
        var commands = Blocks().SelectMany(block => block).Where(line => line.StartsWith("$ ", StringComparison.Ordinal)).ToList();
        Assert.All(commands, command => Assert.Matches(Question(), command));
        Assert.Equal(Examples.Count, commands.Count);
        Assert.True(commands.Count >= 3);
    }

    [Fact]
    public void The_table_of_formats_is_that_of_the_program()
    {
        var table = Lines.SkipWhile(line => line != "## Formats").SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|')).ToList();
        Assert.Equal(FormatTable(), table);
    }

    [Fact]
    public void The_fields_are_those_of_the_program()
    {
        var fields = Lines.SkipWhile(line => line != "## Fields").SkipWhile(line => !line.StartsWith("### ", StringComparison.Ordinal)).TakeWhile(line => line != "</details>").ToList();
        Assert.Equal(FieldTables(), fields);
    }

    private static List<string> FieldTables() =>
    [
        .. FieldTable(Tables.Totals), .. FieldTable(Tables.Growth), .. FieldTable(Tables.Shares), .. FieldTable(Tables.Rankings), .. FieldTable(Tables.Checks), .. FieldTable(Tables.Availability),
        .. FieldTable(Tables.Figures), .. FieldTable(Tables.Sources), .. FieldTable(Tables.Areas), .. FieldTable(Tables.Commodities), .. FieldTable(Tables.Datasets),
    ];

    private static IEnumerable<string> FieldTable<T>(Table<T> table) =>
    [
        $"### {table.Noun}", "", table.Row, "", "| field | type | unit | meaning |", "|---|---|---|---|",
        .. table.Columns.Select(column =>
        {
            var type = column.Type switch
            {
                ColumnType.Integer => "whole number",
                ColumnType.Texts or ColumnType.List => "list",
                ColumnType.Period => "text",
                _ => column.Type.ToString().ToLowerInvariant(),
            };
            var words = column.Words is null ? "" : $" One of {string.Join(", ", column.Words.Select(word => $"`{word}`"))}.";
            return $"| `{column.Name}` | {type}{(column.IsNullable ? " or null" : "")} | {column.Unit} | {column.Description}{words} |";
        }),
        "",
    ];

    // Where it differs, this is what the README should say.
    private static IEnumerable<string> FormatTable() =>
    [
        "| format | content type | good for | in one line |",
        "|---|---|---|---|",
        .. Format.All.Select(format =>
        {
            var question = format.CanTell(Tables.Totals) ? $"totals.{format.Name}?reporter=CN&partner=ASEAN" : $"datasets.{format.Name}";
            var (program, line) = (format.Use.Split(": ", 2)[0], format.Use.Split(": ", 2)[1].Replace("URL", $"http://{Server}/v1/{question}", StringComparison.Ordinal));
            return $"| `{format.Name}` | `{format.MediaType.Split(';')[0]}` | {format.Description} | {program}: `{line.Replace("|", "\\|", StringComparison.Ordinal)}` |";
        }),
    ];

    private static IEnumerable<(string, string)> Read()
    {
        foreach (var block in Blocks())
        {
            for (var i = 0; i < block.Count; i++)
            {
                if (Question().Match(block[i]) is { Success: true } question)
                    yield return (question.Groups["path"].Value, string.Join('\n', block.Skip(i + 1).TakeWhile(line => !line.StartsWith("$ ", StringComparison.Ordinal)).Select(line => line.TrimEnd())));
            }
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Blocks()
    {
        for (var i = 0; i < Lines.Length; i++)
        {
            if (Lines[i] == "```console")
                yield return [.. Lines.Skip(i + 1).TakeWhile(line => line != "```")];
        }
    }

    [GeneratedRegex(@"^\$ curl -s '(http://)?localhost:5080(?<path>/[^']*)'$", RegexOptions.ExplicitCapture)]
    private static partial Regex Question();
}
