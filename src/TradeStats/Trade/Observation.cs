namespace TradeStats.Trade;

/// <summary>What a series of observations has in common but for the currency.</summary>
/// <param name="Reporter">The code of the area that reports.</param>
/// <param name="Partner">The code of the area it trades with.</param>
/// <param name="Flow">The flow as seen by the reporter.</param>
/// <param name="Commodity">The code of the commodity.</param>
public readonly record struct Series(string Reporter, string Partner, Flow Flow, string Commodity);

/// <summary>
/// The one number that a dataset holds for a cell: a value, or a growth or share that a source states.
/// The order of observations is that of the fields: reporter, partner, flow, commodity, period, currency, measure, against; codes compare by code point.
/// </summary>
/// <param name="Series">Reporter, partner, flow and commodity.</param>
/// <param name="Period">The period.</param>
/// <param name="Currency">The currency of the value, or of the values that a percentage speaks of; empty where nobody can tell.</param>
/// <param name="Measure">Value, growth, share or multiple.</param>
/// <param name="Against">What a percentage or multiple is measured against: the base period, or the whole as <c>reporter/partner/commodity</c>; empty for a value.</param>
/// <param name="Number">The number with its bounds, in units of the currency, in percent or in times.</param>
/// <param name="Method">How it came about.</param>
/// <param name="Disputed">Whether two sources state it with bounds that do not overlap.</param>
/// <param name="Figures">The ids of the published figures behind it, the one used first; empty for imported tables.</param>
public sealed record Observation(
    Series Series,
    Period Period,
    string Currency,
    Measure Measure,
    string Against,
    Bounded Number,
    Method Method,
    bool Disputed,
    IReadOnlyList<string> Figures)
{
    /// <summary>Whether the number is derived: not printed, nor a sum or balance of printed ones.</summary>
    public bool IsDerived => Method > Method.Computed;

    /// <summary>For a converted or mirrored number how the number that it was made from came about; else null.</summary>
    public Method? Origin { get; init; }

    /// <summary>What the number was added up of; null where it is no sum.</summary>
    public SumOf? SumOf { get; init; }

    /// <summary>How many such parts went into it; null with <see cref="SumOf"/>.</summary>
    public int? Parts { get; init; }

    /// <summary>The parts that are not there: codes of members, or months. Where months are missing the number is null; a sum over some members is at least that much.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Whether there is no number because months are missing of which it would be the sum.</summary>
    public bool LacksMonths => SumOf is Trade.SumOf.Months && Missing.Count > 0;

    /// <summary>For a derived number its operands and formula in words, so that a reader can do the sum again, where it was written down when it was made; else null.</summary>
    public string? Basis { get; init; }

    /// <summary>The first day on which the published sources say this.</summary>
    public DateOnly KnownFrom { get; init; } = DateOnly.MinValue;

    /// <summary>The day from which on newer sources say otherwise; null while they do not.</summary>
    public DateOnly? KnownUntil { get; init; }

    /// <summary>The ids of the figures that the number rests on: the best of its cell where published, all operands where computed.</summary>
    public IEnumerable<string> Used() => Method is Method.Published ? Figures.Take(1) : Figures;

    /// <summary>Whether the number was derived from another that is stated beside it: comparing the two would prove nothing.</summary>
    public bool RestsOn(Observation? stated) => IsDerived && stated is not null && stated.Used().Any(id => Figures.Contains(id));

    /// <summary>The ids of the figures behind several operands, each once, in order; a null operand has none.</summary>
    public static IReadOnlyList<string> UsedIn(params ReadOnlySpan<Observation?> operands)
    {
        List<string>? used = null;
        foreach (var operand in operands)
        {
            if (operand is { Figures.Count: > 0 })
                (used ??= []).AddRange([.. operand.Used().Except(used)]);
        }
        return used ?? (IReadOnlyList<string>)[];
    }
}
