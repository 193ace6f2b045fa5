namespace TradeStats.Trade;

/// <summary>One number exactly as a source prints it.</summary>
/// <param name="Id">A short stable name, unique among all figures, without spaces.</param>
/// <param name="Source">The id of the source.</param>
/// <param name="Line">The line of the source's document, counted from 1.</param>
/// <param name="Measure">What it measures.</param>
/// <param name="Indicator"><c>goods-trade</c>, <c>investment</c>, <c>contracts</c> and the like. Only goods trade enters totals, growth and shares.</param>
/// <param name="Reporter">The code of the area that reports.</param>
/// <param name="Partner">The code of the area it trades with.</param>
/// <param name="Entity">One company, park or event that the number is about; null where it is about the areas. Such a figure never enters a total.</param>
/// <param name="Flow">The flow; null where the statement has none, as with two-way investment.</param>
/// <param name="Commodity">The code of the commodity.</param>
/// <param name="Period">The period it speaks of.</param>
/// <param name="PeriodInferred">Whether that period is inferred rather than printed beside the number.</param>
/// <param name="Unit">The currency of a value, else <c>percent</c>, <c>rank</c>, <c>years</c>, <c>times</c>, or what is counted.</param>
/// <param name="Currency">The currency of the values it speaks of; null where nobody can tell.</param>
/// <param name="Number">The number with its bounds, in units: yuan, dollars, percent.</param>
/// <param name="Of">For a share, a rank, a streak and some multiples what it is measured against, as <c>partner=WLD</c>: the key of the row with that dimension replaced. Else null.</param>
/// <param name="Base">For a growth or multiple the base period; null for other measures.</param>
/// <param name="AsPrinted">The few words of the number itself.</param>
/// <param name="Conversion">Whether it is the outlet's own conversion of another figure into a second currency.</param>
/// <param name="AttributedTo">Whom the source names for the number; null where nobody.</param>
/// <param name="Note">What a reader must know to use it; null where nothing.</param>
public sealed record Figure(
    string Id,
    string Source,
    int Line,
    Measure Measure,
    string Indicator,
    string Reporter,
    string Partner,
    string? Entity,
    Flow? Flow,
    string Commodity,
    Period Period,
    bool PeriodInferred,
    string Unit,
    string? Currency,
    Bounded Number,
    string? Of,
    Period? Base,
    string AsPrinted,
    bool Conversion,
    string? AttributedTo,
    string? Note)
{
    /// <summary>The indicator of trade in goods, the only one that totals, growth and shares speak of.</summary>
    public const string GoodsTrade = "goods-trade";
}
