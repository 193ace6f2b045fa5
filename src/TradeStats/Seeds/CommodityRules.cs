using System.Text.RegularExpressions;
using FluentValidation;
using TradeStats.Trade;

namespace TradeStats.Seeds;

/// <summary>What must hold for each commodity, alone and among the others.</summary>
internal sealed partial class CommodityRules : Rules<CommodityDraft>
{
    private const string HarmonizedSystem = "HS";
    private const string NamedGroup = "named-group";

    private readonly Dictionary<string, CommodityDraft> _first = new(StringComparer.Ordinal);

    public CommodityRules(IReadOnlyList<CommodityDraft> commodities)
    {
        foreach (var commodity in commodities)
            _first.TryAdd(commodity.Code, commodity);
        RuleFor(commodity => commodity.Classification).Must(classification => classification is HarmonizedSystem or NamedGroup)
            .WithMessage($"one of {HarmonizedSystem}, {NamedGroup}");
        RuleFor(commodity => commodity.Code)
            .Must((commodity, code) => commodity.Classification is HarmonizedSystem
                ? code is Commodity.Total || HarmonizedCode().IsMatch(code)
                : IsSlug(code) && !HarmonizedCode().IsMatch(code))
            .WithMessage("TOTAL or 2, 4 or 6 digits for HS, a lower-case slug for a named group")
            .Must((commodity, code) => ReferenceEquals(_first[code], commodity)).WithMessage("a code that no other commodity has");
        RuleFor(commodity => commodity.Name).Must(name => SaysSomething(name)).WithMessage("a name");
        RuleFor(commodity => commodity.Parent)
            .Must((commodity, parent) => (parent is null) == (commodity.Code is Commodity.Total))
            .WithMessage("the code of the commodity that contains it; nothing for TOTAL alone")
            .Must(parent => parent is null || _first.ContainsKey(parent)).WithMessage("the code of a commodity in commodities.json")
            .Must((commodity, _) => LeadsToTotal(commodity)).WithMessage("a parent that leads to TOTAL");
    }

    private bool LeadsToTotal(CommodityDraft commodity)
    {
        var passed = new HashSet<string>(StringComparer.Ordinal);
        for (var at = commodity; at.Parent is not null; at = _first[at.Parent])
        {
            // An unknown parent further up is a fault of the commodity that names it.
            if (!_first.ContainsKey(at.Parent))
                return true;
            if (!passed.Add(at.Code))
                return false;
        }
        return true;
    }

    [GeneratedRegex("^([0-9]{2}){1,3}\\z", RegexOptions.ExplicitCapture)]
    private static partial Regex HarmonizedCode();
}
