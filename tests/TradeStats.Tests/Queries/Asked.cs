using TradeStats.Queries;
using TradeStats.Tests.Trade;
using Xunit;

namespace TradeStats.Tests.Queries;

/// <summary>Two endpoints as they are asked, by the small code lists.</summary>
internal static class Asked
{
    public static readonly Grammar Totals = new("totals", [.. Parameter.OfCells, .. Parameter.OfNumbers, .. Parameter.OfEveryList], ["reporter", "partner", "period", "currency", "value", "figures"], 4);

    public static readonly Grammar Shares = Totals with { Noun = "shares", Parameters = [.. Totals.Parameters, Parameter.OfReporter, Parameter.OfPartner, Parameter.OfCommodity] };

    public static readonly Grammar Rankings = Totals with { Noun = "rankings", Parameters = [.. Totals.Parameters, Parameter.By, Parameter.Top] };

    public static readonly Grammar Growth = Totals with { Noun = "growth", Parameters = [.. Totals.Parameters, Parameter.Base] };

    public static readonly Grammar Checks = new("checks", [Parameter.Kind, Parameter.Verdicts, .. Parameter.OfEveryList], ["kind", "id"], 2);

    public static readonly Grammar Figures = new(
        "figures",
        [Parameter.Reporter, Parameter.AnyCommodity, Parameter.Measures, Parameter.Indicator, Parameter.Source, .. Parameter.OfEveryList],
        ["id", "source"],
        1);

    public static Question Soundly(this Grammar grammar, string query)
    {
        var question = grammar.Parse(query, SmallCatalogue.Whole, out var faults);
        Assert.Empty(faults);
        return Assert.IsType<Question>(question);
    }

    public static IReadOnlyList<Fault> Wrongly(this Grammar grammar, string query)
    {
        Assert.Null(grammar.Parse(query, SmallCatalogue.Whole, out var faults));
        Assert.NotEmpty(faults);
        Assert.All(faults, fault => Assert.NotEmpty(fault.Message));
        return faults;
    }
}
