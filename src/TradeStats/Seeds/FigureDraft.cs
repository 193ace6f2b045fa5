using System.Diagnostics;
using TradeStats.Trade;

namespace TradeStats.Seeds;

/// <summary>A figure as it stands, with what may be omitted filled in.</summary>
internal sealed record FigureDraft(
    SeedObject Origin,
    string Id,
    int Line,
    string Measure,
    string Indicator,
    string Reporter,
    string Partner,
    string? Entity,
    string? Flow,
    string Commodity,
    string Period,
    bool PeriodInferred,
    decimal Number,
    decimal? Low,
    decimal? High,
    string Qualifier,
    string? Unit,
    string? Currency,
    bool Conversion,
    string? Of,
    string? Base,
    string AsPrinted,
    string? AttributedTo,
    string? Note) : Draft(Origin)
{
    /// <summary>The unit of a value that is a rate: it is rounded, as money is, where a count is not.</summary>
    public const string Percent = "percent";

    /// <summary>The measure; null where the word is none.</summary>
    public Measure? Kind => Words<Measure>.TryParse(Measure, out var measure) ? measure : null;

    /// <summary>What it shares with the same value in another currency.</summary>
    public (string, string, string, string?, string?, string, string) Cell =>
        (Indicator, Reporter, Partner, Entity, Flow, Commodity, Period);

    public static FigureDraft Read(SeedObject json)
    {
        var draft = new FigureDraft(
            json,
            json.Text("id"),
            json.Whole("line"),
            json.Text("measure"),
            json.OptionalText("indicator") ?? Figure.GoodsTrade,
            json.Text("reporter"),
            json.Text("partner"),
            json.OptionalText("entity"),
            json.OptionalText("flow"),
            json.OptionalText("commodity") ?? Trade.Commodity.Total,
            json.Text("period"),
            json.OptionalFlag("periodInferred") ?? false,
            json.Number("number"),
            json.OptionalNumber("low"),
            json.OptionalNumber("high"),
            json.OptionalText("qualifier") ?? Words<Qualifier>.Of(Trade.Qualifier.Exact),
            json.OptionalText("unit"),
            json.OptionalText("currency"),
            json.OptionalFlag("conversion") ?? false,
            json.OptionalText("of"),
            json.OptionalText("base"),
            json.Text("asPrinted"),
            json.OptionalText("attributedTo"),
            json.OptionalText("note"));
        json.Close();
        return draft;
    }

    /// <summary>The figure of a draft that keeps the rules.</summary>
    /// <param name="source">The id of the article.</param>
    public Figure Accept(string source)
    {
        var measure = Word<Measure>(Measure);
        var period = PeriodOf(Period);
        return new Figure(
            Id,
            source,
            Line,
            measure,
            Indicator,
            Reporter,
            Partner,
            Entity,
            Flow is null ? null : Word<Flow>(Flow),
            Commodity,
            period,
            PeriodInferred,
            UnitOf(measure),
            Currency,
            Bounds(measure, Word<Qualifier>(Qualifier)),
            Of,
            Base is not null ? PeriodOf(Base) : measure is Trade.Measure.Growth ? period.YearEarlier : null,
            AsPrinted,
            Conversion,
            AttributedTo,
            Note);
    }

    private static T Word<T>(string text) where T : struct, Enum =>
        Words<T>.TryParse(text, out var value) ? value : throw new UnreachableException(text);

    private static Period PeriodOf(string text) =>
        Trade.Period.TryParse(text, out var period) ? period : throw new UnreachableException(text);

    private string UnitOf(Measure measure) => measure switch
    {
        Trade.Measure.Growth or Trade.Measure.Share => Percent,
        Trade.Measure.Rank => "rank",
        Trade.Measure.Streak => "years",
        Trade.Measure.Multiple => "times",
        _ => Currency ?? Unit!,
    };

    private Bounded Bounds(Measure measure, Qualifier qualifier)
    {
        // The printed number rather than the one of the file, for its decimals: 9.0 stays 9.0.
        if (!Seeds.AsPrinted.TryParse(AsPrinted, out var printed))
            throw new UnreachableException(AsPrinted);
        var number = printed.Number;
        var counted = measure is Trade.Measure.Rank or Trade.Measure.Streak
            || (measure is Trade.Measure.Value && Currency is null && Unit != Percent);
        var rounding = counted ? 0 : printed.LastDigit / 2;
        return qualifier switch
        {
            Trade.Qualifier.Exact => new(number, number - rounding, number + rounding, qualifier),
            Trade.Qualifier.AtLeast => new(number, number, null, qualifier),
            Trade.Qualifier.AtMost => new(number, null, number, qualifier),
            _ => new(number, Low, High, qualifier),
        };
    }
}
