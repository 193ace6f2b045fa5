using System.Diagnostics;
using System.Globalization;
using TradeStats.Trade;

namespace TradeStats.Seeds;

/// <summary>One object of a seed file as it stands, of the right form but not yet held against the rules.</summary>
/// <param name="Origin">The object, which notes the rules that it breaks.</param>
internal abstract record Draft(SeedObject Origin);

/// <summary>An area as it stands.</summary>
internal sealed record AreaDraft(
    SeedObject Origin,
    string Code,
    string Name,
    string Kind,
    string? Alpha3,
    string? M49,
    IReadOnlyList<string> Spellings,
    IReadOnlyList<MembershipDraft> MemberOf) : Draft(Origin)
{
    /// <summary>Everything that a question may call the area.</summary>
    public IEnumerable<(string Field, string Spelling)> Spelt()
    {
        yield return ("code", Code);
        yield return ("name", Name);
        if (Alpha3 is not null)
            yield return ("alpha3", Alpha3);
        if (M49 is not null)
            yield return ("m49", M49);
        foreach (var (place, spelling) in Spellings.Index())
            yield return (FormattableString.Invariant($"spellings[{place}]"), spelling);
    }

    public static AreaDraft Read(SeedObject json)
    {
        var draft = new AreaDraft(
            json,
            json.Text("code"),
            json.Text("name"),
            json.Text("kind"),
            json.OptionalText("alpha3"),
            json.OptionalText("m49"),
            json.Texts("spellings"),
            json.Objects("memberOf", json.OptionalList("memberOf") ?? [], null, MembershipDraft.Read));
        json.OptionalText("note");
        json.Close();
        return draft;
    }

    public Area Accept() => new(
        Code,
        Name,
        Words<AreaKind>.TryParse(Kind, out var kind) ? kind : throw new UnreachableException(Kind),
        Alpha3,
        M49,
        Spellings,
        [.. MemberOf.Select(membership => membership.Accept())]);
}

/// <summary>A membership as it stands.</summary>
internal sealed record MembershipDraft(SeedObject Origin, string Group, string? From, string? Until) : Draft(Origin)
{
    public static MembershipDraft Read(SeedObject json)
    {
        var draft = new MembershipDraft(json, json.Text("group"), json.OptionalText("from"), json.OptionalText("until"));
        json.Close();
        return draft;
    }

    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public Membership Accept() => new(Group, Day(From), Day(Until));
}
