using System.Text.Json;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>Reads the fields of a row in JSON.</summary>
internal static class Fields
{
    public static string? Text(this JsonElement row, string field) => row.GetProperty(field).GetString();

    public static decimal? Number(this JsonElement row, string field) =>
        row.GetProperty(field) is { ValueKind: not JsonValueKind.Null } number ? number.GetDecimal() : null;

    public static bool? Flag(this JsonElement row, string field) =>
        row.GetProperty(field) is { ValueKind: not JsonValueKind.Null } flag ? flag.GetBoolean() : null;

    /// <summary>The characters of a field as they stand in the answer.</summary>
    public static string Raw(this JsonElement row, string field) => row.GetProperty(field).GetRawText();

    public static IReadOnlyList<string> Texts(this JsonElement row, string field) => [.. row.GetProperty(field).EnumerateArray().Select(text => text.GetString()!)];

    /// <summary>The one row of some fields' values.</summary>
    public static JsonElement Where(this IEnumerable<JsonElement> rows, params (string Field, string Value)[] values) =>
        Assert.Single(rows, row => values.All(pair => row.Text(pair.Field) == pair.Value));

    /// <summary>The names of the fields, in order.</summary>
    public static IEnumerable<string> Names(this JsonElement row) => row.EnumerateObject().Select(field => field.Name);
}
