using System.Text.RegularExpressions;
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
