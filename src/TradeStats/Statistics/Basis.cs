using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>How a value came about, in words short enough to stand beside it.</summary>
public static class Basis
{
    /// <summary>The operands and the formula of a computed or derived value; null for a published one.</summary>
    public static string? Of(Observation row) => row.Basis ?? (row.Method, row.SumOf) switch
    {
        (Method.Mirrored, not SumOf.Months) => Told(row.Series.Partner, row.Series.Flow),
        (_, SumOf.Flows) => row.Series.Flow is Flow.Balance ? "exports - imports" : "exports + imports",
        (_, SumOf.Members) => $"the sum of {Count(row)} members of {row.Series.Partner}{Lacking(row)}",
        (_, SumOf.Headings) => $"the sum of {row.Parts} {(row.Parts == 1 ? "heading" : "headings")} of chapter {row.Series.Commodity}",
        (_, SumOf.Months) => row.LacksMonths ? $"{Count(row)} months are there" : $"the sum of {row.Parts} months{Teller(row)}",
        _ => null,
    };

    /// <summary>That a value was told by the partner, and on which basis of valuation.</summary>
    /// <param name="teller">The code of the area that reported it.</param>
    /// <param name="flow">The flow that it stands for.</param>
    public static string Told(string teller, Flow flow) => $"told by {teller}: " + flow switch
    {
        Flow.Imports => "exports f.o.b. stand for imports, which would be c.i.f.",
        Flow.Exports => "imports c.i.f. stand for exports, which would be f.o.b.",
        _ => "exports f.o.b. and imports c.i.f. of the partner",
    };

    private static string Count(Observation row) => row.Missing.Count == 0 ? $"{row.Parts}" : $"{row.Parts} of {row.Parts + row.Missing.Count}";

    private static string Lacking(Observation row) => row.Missing.Count == 0 ? "" : $"; not there: {string.Join(", ", row.Missing)}";

    private static string Teller(Observation row) => row.Method is Method.Mirrored ? $", {Told(row.Series.Partner, row.Series.Flow)}" : "";
}
