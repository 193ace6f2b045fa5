namespace TradeStats.Trade;

/// <summary>What is traded.</summary>
/// <param name="Code"><c>TOTAL</c>, an HS code as digits, or the slug of a group that an article names.</param>
/// <param name="Name">The English name.</param>
/// <param name="Classification"><c>HS</c>, or <c>named-group</c> for groups that the articles name without a code.</param>
/// <param name="Parent">The code of the commodity that contains it; null for <c>TOTAL</c>.</param>
public sealed record Commodity(string Code, string Name, string Classification, string? Parent)
{
    /// <summary>The code of all goods together.</summary>
    public const string Total = "TOTAL";

    /// <summary>The classification of all that is no group that an article names.</summary>
    public const string HarmonizedSystem = "HS";
}
