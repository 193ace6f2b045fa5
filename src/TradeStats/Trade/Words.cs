using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradeStats.Trade;

/// <summary>
/// The one spelling of each value of an enumeration, the same in questions, seeds, the database and every answer:
/// the name in camel case (<c>atLeast</c>), or what <see cref="JsonStringEnumMemberNameAttribute"/> says.
/// </summary>
/// <typeparam name="T">An enumeration of the vocabulary.</typeparam>
public static class Words<T> where T : struct, Enum
{
    private static readonly FrozenDictionary<T, (string Word, int Place)> ByValue =
        Enum.GetValues<T>().ToFrozenDictionary(value => value, value => (Spell(value), Convert.ToInt32(value, CultureInfo.InvariantCulture)));

    private static readonly FrozenDictionary<string, T> ByWord =
        ByValue.ToFrozenDictionary(pair => pair.Value.Word, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every spelling, in the order of declaration.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<T>().Select(Of)];

    /// <summary>The spelling of a value.</summary>
    public static string Of(T value) => ByValue[value].Word;

    /// <summary>The number of a value, which orders it among the others.</summary>
    public static int PlaceOf(T value) => ByValue[value].Place;

    /// <summary>The value that a word spells, in any case; false where none does.</summary>
    public static bool TryParse(string word, out T value) => ByWord.TryGetValue(word, out value);

    private static string Spell(T value)
    {
        var name = value.ToString();
        return typeof(T).GetField(name)!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
            ?? JsonNamingPolicy.CamelCase.ConvertName(name);
    }
}
