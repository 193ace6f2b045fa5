using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Mono.Cecil;
using Xunit;

namespace TradeStats.Tests.Rooms;

public sealed partial class RoomTests : IDisposable
{
    private readonly RoomGraph _graph = new();

    public void Dispose() => _graph.Dispose();

    [Fact]
    public void The_rooms_use_each_other_exactly_as_the_README_says() =>
        Assert.Equal(Table(Stated()), Table(_graph.Uses.ToDictionary(room => room.Key, room => (IEnumerable<string>)room.Value)));

    [Fact]
    public void No_room_uses_one_that_uses_it()
    {
        var uses = _graph.Uses;
        Assert.All(uses, room => Assert.DoesNotContain(room.Key, Reached(room.Key)));

        HashSet<string> Reached(string room)
        {
            var reached = new HashSet<string>();
            var next = new Stack<string>(uses[room]);
            while (next.TryPop(out var other))
            {
                if (reached.Add(other))
                    uses[other].ToList().ForEach(next.Push);
            }
            return reached;
        }
    }

    [Fact]
    public void Only_the_store_knows_EF_Core_and_Npgsql() =>
        Assert.Equal(["Store"], _graph.RoomsThatSee("Npgsql", "NpgsqlTypes", "Microsoft.EntityFrameworkCore"));

    [Fact]
    public void Only_Http_and_the_program_know_ASP_NET() => Assert.Equal(["Http", RoomGraph.Root], _graph.RoomsThatSee("Microsoft.AspNetCore"));

    [Fact]
    public void Only_the_seeds_know_FluentValidation() => Assert.Equal(["Seeds"], _graph.RoomsThatSee("FluentValidation"));

    [Fact]
    public void Vocabulary_statistics_and_questions_do_no_input_or_output() =>
        Assert.DoesNotContain(_graph.RoomsThatSee("System.IO", "System.Net", "System.Data", "System.Threading", "Microsoft"), room => room is "Trade" or "Statistics" or "Queries");

    [Fact]
    public void No_type_or_room_has_a_name_that_says_nothing() =>
        Assert.DoesNotContain(
            _graph.Types.Where(type => !type.CustomAttributes.Any(attribute => attribute.AttributeType.FullName == typeof(CompilerGeneratedAttribute).FullName))
                .SelectMany(type => type.Namespace.Split('.').Append(type.Name.Split('`')[0])),
            name => SaysNothing().IsMatch(name));

    [Theory]
    [InlineData("FigureService", true)]
    [InlineData("LoadManager", true)]
    [InlineData("StringHelpers", true)]
    [InlineData("Utils", true)]
    [InlineData("DateUtility", true)]
    [InlineData("Common", true)]
    [InlineData("EndpointBase", true)]
    [InlineData("StoreImpl", true)]
    [InlineData("RowDto", true)]
    [InlineData("RowDTO", true)]
    [InlineData("Database", false)]
    [InlineData("Commodity", false)]
    public void A_name_that_says_nothing_is_found(string name, bool isFound) => Assert.Equal(isFound, SaysNothing().IsMatch(name));

    [Fact]
    public void No_interface_stands_for_a_single_type()
    {
        var types = _graph.Types.ToList();
        Assert.DoesNotContain(types.Where(type => type.IsInterface), contract => types.Count(type => Implements(type, contract)) < 2);

        static bool Implements(TypeDefinition type, TypeDefinition contract) => type.Interfaces.Any(one => one.InterfaceType.GetElementType().FullName == contract.FullName);
    }

    [Fact]
    public void Every_type_stands_in_a_room_of_one_level_or_in_front_of_all() =>
        Assert.All(
            _graph.Types.Where(type => type.DeclaringType is null).Select(type => type.Namespace).Distinct(),
            name => Assert.Matches(@"^(|TradeStats(\.[A-Z][a-z]+(\.Migrations)?)?)\z", name));

    private static string Table(Dictionary<string, IEnumerable<string>> uses) => string.Join(
        '\n',
        uses.OrderBy(room => room.Key, StringComparer.Ordinal).Select(room => $"{room.Key}: {string.Join(", ", room.Value.Order(StringComparer.Ordinal))}"));

    /// <summary>The table under the heading "Rooms": room, what it holds, and the rooms it uses, or - for none.</summary>
    private static Dictionary<string, IEnumerable<string>> Stated()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "README.md"))
            .SkipWhile(line => !Heading().IsMatch(line)).Skip(1)
            .TakeWhile(line => !line.StartsWith('#'));
        return lines.Select(line => Row().Match(line)).Where(row => row.Success).ToDictionary(
            row => row.Groups["room"].Value,
            row => row.Groups["uses"].Value.Split(',').Select(used => used.Trim(' ', '`')).Where(used => used is not "-"));
    }

    [GeneratedRegex(@"^##+ Rooms\s*\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\|\s*`(?<room>[A-Za-z]+)`\s*\|[^|]*\|\s*(?<uses>[^|]+?)\s*\|\s*\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    [GeneratedRegex(@"(Services?|Managers?|Helpers?|Base|Impl|Dtos?|DTOs?)\z|Util|Common", RegexOptions.ExplicitCapture)]
    private static partial Regex SaysNothing();
}
