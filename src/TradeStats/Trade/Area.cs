namespace TradeStats.Trade;

/// <summary>The kind of an area.</summary>
public enum AreaKind
{
    /// <summary>A country or customs territory.</summary>
    Country = 1,

    /// <summary>A province or another first-level part of a country.</summary>
    Province,

    /// <summary>A group of countries.</summary>
    Group,

    /// <summary>An area of trade statistics that is none of these, such as "areas, not elsewhere specified".</summary>
    Other,
}

/// <summary>A reporter or partner of trade.</summary>
/// <param name="Code">ISO 3166-1 alpha-2, ISO 3166-2 for provinces, <c>ASEAN</c>, <c>RCEP</c>, <c>WLD</c> for groups, the UN M49 number where no ISO code exists.</param>
/// <param name="Name">The English name in use.</param>
/// <param name="Kind">The kind of area.</param>
/// <param name="Alpha3">ISO 3166-1 alpha-3; null where there is none.</param>
/// <param name="M49">The UN M49 number as three digits; null where there is none.</param>
/// <param name="Spellings">Other spellings that a question may use.</param>
/// <param name="MemberOf">The groups and the country that it belongs to, with dates, in the order of the seeds.</param>
public sealed record Area(
    string Code,
    string Name,
    AreaKind Kind,
    string? Alpha3,
    string? M49,
    IReadOnlyList<string> Spellings,
    IReadOnlyList<Membership> MemberOf)
{
    /// <summary>The code of the world, which every other area is part of.</summary>
    public const string World = "WLD";
}

/// <summary>That an area belongs to a group, or a province to its country.</summary>
/// <param name="Group">The code of the group or country.</param>
/// <param name="From">The first day; null where it has belonged from the beginning.</param>
/// <param name="Until">The last day; null where it still belongs.</param>
public sealed record Membership(string Group, DateOnly? From, DateOnly? Until);
