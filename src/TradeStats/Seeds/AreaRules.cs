using System.Text.RegularExpressions;
using FluentValidation;
using FluentValidation.Results;
using TradeStats.Trade;

namespace TradeStats.Seeds;

/// <summary>What must hold for each area, alone and among the others.</summary>
internal sealed partial class AreaRules : Rules<AreaDraft>
{
    private readonly Dictionary<string, AreaDraft> _owners = new(StringComparer.Ordinal);

    public AreaRules(IReadOnlyList<AreaDraft> areas)
    {
        foreach (var area in areas)
        {
            foreach (var (_, spelling) in area.Spelt())
                _owners.TryAdd(Catalogue.Fold(spelling), area);
        }
        RuleFor(area => area.Kind).Must(IsWord<AreaKind>).WithMessage(OneOf<AreaKind>());
        RuleFor(area => area.Code).Must((area, code) => CodeForm(area.Kind).IsMatch(code))
            .WithMessage("an ISO 3166-1 code for a country, ISO 3166-2 for a province, "
                + "three capital letters or more for a group, three digits for another");
        RuleFor(area => area.Name).Must(name => SaysSomething(name)).WithMessage("a name");
        RuleFor(area => area.Alpha3)
            .Must((area, code) => code is null ? area.Kind != "country" : area.Kind == "country" && Alpha3().IsMatch(code))
            .WithMessage("three capital letters for a country, nothing for another");
        RuleFor(area => area.M49)
            .Must((area, number) => number is null ? area.Kind is not ("country" or "other") : ThreeDigits().IsMatch(number))
            .WithMessage("three digits");
        RuleFor(area => area).Custom((area, context) =>
        {
            foreach (var (field, spelling) in area.Spelt())
            {
                if (Catalogue.Fold(spelling).Length == 0)
                    context.AddFailure(new ValidationFailure(field, "letters or digits", spelling));
                else if (_owners[Catalogue.Fold(spelling)] is { } owner && !ReferenceEquals(owner, area))
                    context.AddFailure(new ValidationFailure(field, $"a spelling that {owner.Code} does not have", spelling));
            }
        });
    }

    private static Regex CodeForm(string kind) => kind switch
    {
        "country" => TwoLetters(),
        "province" => Subdivision(),
        "group" => Letters(),
        _ => ThreeDigits(),
    };

    [GeneratedRegex("^[A-Z]{2}\\z")]
    private static partial Regex TwoLetters();

    [GeneratedRegex("^[A-Z]{2}-[A-Z0-9]{1,3}\\z")]
    private static partial Regex Subdivision();

    [GeneratedRegex("^[A-Z]{3,}\\z")]
    private static partial Regex Letters();

    [GeneratedRegex("^[A-Z]{3}\\z")]
    private static partial Regex Alpha3();

    [GeneratedRegex("^[0-9]{3}\\z")]
    private static partial Regex ThreeDigits();
}

/// <summary>What must hold for each membership of an area.</summary>
internal sealed class MembershipRules : Rules<MembershipDraft>
{
    /// <param name="area">The area that belongs to the group.</param>
    /// <param name="areas">Every area.</param>
    public MembershipRules(AreaDraft area, IReadOnlyList<AreaDraft> areas)
    {
        var wholes = areas
            .Where(whole => area.Kind == "province"
                ? area.Code.StartsWith($"{whole.Code}-", StringComparison.Ordinal)
                : whole.Kind == "group")
            .Select(whole => whole.Code)
            .Except([area.Code, Area.World])
            .ToHashSet(StringComparer.Ordinal);
        RuleFor(membership => membership.Group).Must(wholes.Contains)
            .WithMessage("the code of a group but the world, of which all are part, or of the country of a province");
        RuleFor(membership => membership.From).Must(IsDay).WithMessage("a day as 2025-10-26");
        RuleFor(membership => membership.Until).Must(IsDay).WithMessage("a day as 2025-10-26")
            .Must((membership, until) => !(MembershipDraft.Day(until) < MembershipDraft.Day(membership.From)))
            .WithMessage("no day before the first");
    }

    private static bool IsDay(string? text) => text is null || MembershipDraft.Day(text) is not null;
}
