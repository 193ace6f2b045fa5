using System.Text.Json;
using System.Text.RegularExpressions;
using FluentValidation;
using TradeStats.Trade;

namespace TradeStats.Seeds;

/// <summary>Rules whose message says what is expected; each broken one becomes a located fault of the draft.</summary>
/// <typeparam name="T">What the rules are for.</typeparam>
internal abstract partial class Rules<T> : AbstractValidator<T> where T : Draft
{
    protected Rules() => RuleLevelCascadeMode = CascadeMode.Stop;

    /// <summary>Holds a draft against the rules.</summary>
    public void Check(T draft)
    {
        foreach (var failure in Validate(draft).Errors)
        {
            var property = JsonNamingPolicy.CamelCase.ConvertName(failure.PropertyName);
            draft.Origin.Refuse(property, Shown(failure.AttemptedValue), failure.ErrorMessage);
        }
    }

    /// <summary>Whether a text is the one spelling of a value, case included.</summary>
    protected static bool IsWord<TWord>(string? text) where TWord : struct, Enum =>
        text is not null && Words<TWord>.TryParse(text, out var value) && Words<TWord>.Of(value) == text;

    /// <summary>What is expected where one word of an enumeration must stand.</summary>
    protected static string OneOf<TWord>() where TWord : struct, Enum => $"one of {string.Join(", ", Words<TWord>.All)}";

    /// <summary>Whether a text is made of lower-case words and digits with hyphens between.</summary>
    protected static bool IsSlug(string text) => Slug().IsMatch(text);

    /// <summary>Whether a text says something and has no space around it. One that is absent does not count.</summary>
    protected static bool SaysSomething(string? text) => text is null || (text.Length > 0 && text == text.Trim());

    private static string Shown(object? value) => value switch
    {
        null => "nothing",
        string text => SeedJson.Quoted(text),
        bool flag => flag ? "true" : "false",
        _ => FormattableString.Invariant($"{value}"),
    };

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*\\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Slug();
}
