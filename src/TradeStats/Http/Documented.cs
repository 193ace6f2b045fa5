using TradeStats.Queries;
using TradeStats.Representations;

namespace TradeStats.Http;

/// <summary>One field of a row, for the documentation.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="Unit">The unit; null where there is none.</param>
/// <param name="Description">Meaning, and when it is null.</param>
/// <param name="IsNullable">Whether a row can have none.</param>
/// <param name="Words">All values, where they are words of the vocabulary; else null.</param>
public sealed record DocumentedField(string Name, ColumnType Type, string? Unit, string Description, bool IsNullable, IReadOnlyList<string>? Words);

/// <summary>What the documentation says about one path. It is made of the same tables and parameters that answer, so it cannot say something else.</summary>
/// <param name="OperationId">The name of the operation.</param>
/// <param name="Tag">The group that it stands in.</param>
/// <param name="Summary">What it answers, in a few words.</param>
/// <param name="Description">What it answers, in full.</param>
/// <param name="Row">The name of the schema of a row; null where the answer is no row.</param>
/// <param name="RowDescription">What a row is.</param>
/// <param name="Fields">The fields of a row.</param>
/// <param name="IsList">Whether it answers many rows, in any format, rather than one in JSON.</param>
/// <param name="Formats">The formats that can tell its rows, the default first; none for what answers JSON alone.</param>
/// <param name="Parameters">What it takes.</param>
/// <param name="Examples">The values that the page tries first, by parameter.</param>
public sealed record Documented(
    string OperationId,
    string Tag,
    string Summary,
    string Description,
    string? Row,
    string RowDescription,
    IReadOnlyList<DocumentedField> Fields,
    bool IsList,
    IReadOnlyList<Format> Formats,
    IReadOnlyList<Parameter> Parameters,
    IReadOnlyDictionary<string, string> Examples)
{
    /// <summary>Of a list.</summary>
    public static Documented List<T>(ListEndpoint<T> list) => new(
        list.Table.Noun, TagOf(list.Table.Noun), list.Summary, list.Description + Links(list.Table.Noun, list.More ?? []), RowName(list.Table.Noun), list.Table.Row, FieldsOf(list.Table), IsList: true,
        [.. Format.All.Where(format => format.CanTell(list.Table))], list.Grammar.Parameters, list.Examples);

    /// <summary>Of one thing.</summary>
    public static Documented Item<T>(ItemEndpoint<T> item) => new(
        item.Table.Noun + "ById", TagOf(item.Table.Noun), item.Summary, $"Takes no parameters and answers JSON: an element of /v1/{item.Table.Noun}.", item.Row ?? RowName(item.Table.Noun), item.Table.Row,
        FieldsOf(item.Table), IsList: false, [], [], new Dictionary<string, string> { ["id"] = item.Example });

    /// <summary>Of a health probe.</summary>
    public static Documented Health(string name, string summary) => new(
        name, "Health", summary, $"Answers {{\"status\":\"{name}\"}}, else a problem.", null, "", [], IsList: false, [], [], new Dictionary<string, string>());

    private static string Links(string noun, IReadOnlyList<(string Query, string Shows)> more) =>
        more.Count == 0 ? "" : "\n\nTry also:\n" + string.Concat(more.Select(one => $"- [{one.Shows}](/v1/{noun}?{one.Query})\n"));

    private static string TagOf(string noun) => noun switch
    {
        "totals" or "growth" or "shares" or "rankings" => "Statistics",
        "figures" or "sources" or "checks" => "Evidence",
        _ => "Code lists",
    };

    private static string RowName(string noun) => noun switch
    {
        "totals" => "Total",
        "growth" => "Growth",
        "commodities" => "Commodity",
        "availability" => "Available",
        _ => char.ToUpperInvariant(noun[0]) + noun[1..^1],
    };

    private static IReadOnlyList<DocumentedField> FieldsOf<T>(Table<T> table) =>
        [.. table.Columns.Select(column => new DocumentedField(column.Name, column.Type, column.Unit, column.Description, column.IsNullable, column.Words))];
}
