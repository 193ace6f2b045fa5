namespace TradeStats.Trade;

/// <summary>What a check compares.</summary>
public enum CheckKind
{
    /// <summary>Exports plus imports against the published total.</summary>
    Sum = 1,

    /// <summary>Published growth against the values, or against the growth of the parts.</summary>
    Growth,

    /// <summary>A published share against the values.</summary>
    Share,

    /// <summary>Two sources on one cell.</summary>
    Sources,

    /// <summary>Exchange rates that sources imply against each other.</summary>
    Rate,

    /// <summary>Parts against their whole: members and group, province and country, commodity and all goods.</summary>
    Parts,

    /// <summary>A published rank against the values and other ranks.</summary>
    Rank,

    /// <summary>A published multiple against the values.</summary>
    Multiple,

    /// <summary>The partners that an imported table lists against its row for the world.</summary>
    World,

    /// <summary>What one side of a trade reports against what the other does.</summary>
    Mirror,
}

/// <summary>What a check finds.</summary>
public enum Verdict
{
    /// <summary>The two sides can both be true.</summary>
    Holds = 1,

    /// <summary>The two sides cannot both be true.</summary>
    Fails,

    /// <summary>What is known does not tell.</summary>
    Undecided,
}

/// <summary>One claim about published figures and whether it stands.</summary>
/// <param name="Id">A stable name.</param>
/// <param name="Kind">What is compared.</param>
/// <param name="Series">Reporter, partner, flow and commodity of the claim.</param>
/// <param name="Period">The period.</param>
/// <param name="Currency">The currency; empty where the claim has none.</param>
/// <param name="Statement">The claim in words.</param>
/// <param name="Expected">What follows from the other figures, with bounds; the number is null where only bounds follow.</param>
/// <param name="Actual">What the checked figure says.</param>
/// <param name="Verdict">Whether both can be true.</param>
/// <param name="Figures">The ids of the figures compared, the checked one first.</param>
public sealed record Check(
    string Id,
    CheckKind Kind,
    Series Series,
    Period Period,
    string Currency,
    string Statement,
    Bounded Expected,
    decimal? Actual,
    Verdict Verdict,
    IReadOnlyList<string> Figures)
{
    /// <summary>The first day on which the published sources say this.</summary>
    public DateOnly KnownFrom { get; init; } = DateOnly.MinValue;

    /// <summary>The day from which on newer sources say otherwise; null while they do not.</summary>
    public DateOnly? KnownUntil { get; init; }

    /// <summary>Whether it is what the published sources say on a day; null for now.</summary>
    public bool IsKnown(DateOnly? day) => day is null ? KnownUntil is null : KnownFrom <= day && !(KnownUntil <= day);
}
