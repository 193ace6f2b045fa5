using FluentValidation;
using TradeStats.Trade;

namespace TradeStats.Seeds;

/// <summary>What must hold for each figure, alone and among the others of its article.</summary>
internal sealed class FigureRules : Rules<FigureDraft>
{
    private const int LongestPrint = 60;

    /// <param name="article">The article of the figures.</param>
    /// <param name="codes">The codes that figures may name.</param>
    /// <param name="firstOf">The first figure of each id, over all articles.</param>
    public FigureRules(ArticleDraft article, CodeLists codes, IReadOnlyDictionary<string, FigureDraft> firstOf)
    {
        Place(article, firstOf);
        Key(codes);
        Against(codes);
        Amount();
        Conversion(article);
    }

    private void Place(ArticleDraft article, IReadOnlyDictionary<string, FigureDraft> firstOf)
    {
        RuleFor(figure => figure.Id)
            .Must(id => IsSlug(id) && id.StartsWith($"{article.Id}-", StringComparison.Ordinal))
            .WithMessage($"a lower-case slug that starts with \"{article.Id}-\"")
            .Must((figure, id) => ReferenceEquals(firstOf[id], figure)).WithMessage("an id that no other figure has");
        var before = new Dictionary<FigureDraft, FigureDraft>(ReferenceEqualityComparer.Instance);
        foreach (var (earlier, later) in article.Figures.Zip(article.Figures.Skip(1)))
            before[later] = earlier;
        RuleFor(figure => figure.Line)
            .Must(line => line >= article.FirstLine && line <= article.LastLine)
            .WithMessage(FormattableString.Invariant($"a line of the article, {article.FirstLine} to {article.LastLine}"))
            .Must((figure, line) => !before.TryGetValue(figure, out var earlier) || earlier.Line <= line)
            .WithMessage("no line before that of the figure before it");
        RuleFor(figure => figure.Entity).Must(SaysSomething).WithMessage("the name of a company, park or event");
        RuleFor(figure => figure.AttributedTo).Must(SaysSomething).WithMessage("a name");
        RuleFor(figure => figure.Note).Must(SaysSomething).WithMessage("a few words");
    }

    private void Key(CodeLists codes)
    {
        RuleFor(figure => figure.Measure).Must(IsWord<Measure>).WithMessage(OneOf<Measure>());
        RuleFor(figure => figure.Indicator).Must(IsSlug).WithMessage("a lower-case slug as goods-trade");
        RuleFor(figure => figure.Reporter).Must(codes.IsArea).WithMessage("the code of an area in areas.json");
        RuleFor(figure => figure.Partner).Must(codes.IsArea).WithMessage("the code of an area in areas.json")
            .Must((figure, partner) => partner != figure.Reporter || codes.IsGroup(partner))
            .WithMessage("another area than the reporter; only a group trades within itself");
        RuleFor(figure => figure.Flow).Must(flow => flow is null || IsWord<Flow>(flow)).WithMessage(OneOf<Flow>())
            .Must((figure, flow) => flow is not null || !IsGoodsTrade(figure)).WithMessage("a flow, which goods trade has");
        RuleFor(figure => figure.Commodity).Must(codes.IsCommodity).WithMessage("the code of a commodity in commodities.json");
        RuleFor(figure => figure.Period).Must(IsCanonical)
            .WithMessage("a period in canonical spelling, as 2024, 2025-Q1, 2025-02 or 2025-01/2025-08");
    }

    private void Against(CodeLists codes)
    {
        RuleFor(figure => figure.Of)
            .Must((figure, of) => of is not null || !NeedsOf(figure)).WithMessage("what it is held against, as partner=WLD")
            .Must((figure, of) => of is null || figure.Kind is not (Measure.Value or Measure.Growth))
            .WithMessage("nothing for a value or growth")
            .Must((figure, of) => of is null || figure.Kind is not Measure.Multiple || figure.Base is null)
            .WithMessage("nothing for a multiple of a base period")
            .Must((figure, of) => of is null || IsOtherKey(figure, of, codes))
            .WithMessage("reporter=, partner= or commodity= and a known code that the figure itself does not have there");
        RuleFor(figure => figure.Base)
            .Must((figure, text) => text is null || figure.Kind is null or Measure.Growth or Measure.Multiple)
            .WithMessage("nothing for any measure but growth and multiple")
            .Must((figure, text) => text is not null || figure.Kind is not Measure.Multiple || figure.Of is not null)
            .WithMessage("a base period for a multiple that is of no other pair")
            .Must(text => text is null || IsCanonical(text)).WithMessage("a period in canonical spelling, as 2024")
            .Must((figure, text) => !Period.TryParse(text, out var start)
                || !Period.TryParse(figure.Period, out var period)
                || start.CompareTo(period) < 0)
            .WithMessage("a period before that of the figure");
    }

    private void Amount()
    {
        RuleFor(figure => figure.AsPrinted)
            .Must(text => text.Length <= LongestPrint)
            .WithMessage(FormattableString.Invariant($"the words of the number, {LongestPrint} characters at most"))
            .Must((figure, _) => Printed(figure) is not null).WithMessage(AsPrinted.Forms);
        RuleFor(figure => figure.Number)
            .Must((figure, number) => Printed(figure) is not { } printed || printed == number)
            .WithMessage(figure => FormattableString.Invariant($"{Printed(figure)}, as printed"))
            .Must((figure, number) => IsPossible(figure, number)).WithMessage(figure => Possible(figure.Kind));
        RuleFor(figure => figure.Qualifier).Must(IsWord<Qualifier>).WithMessage(OneOf<Qualifier>());
        RuleFor(figure => figure.Low)
            .Must((figure, low) => low is null || IsVague(figure))
            .WithMessage("nothing, for only an about or forecast number takes its bounds from the seeds")
            .Must((figure, low) => !(low > figure.Number)).WithMessage("no more than the number");
        RuleFor(figure => figure.High)
            .Must((figure, high) => high is null || IsVague(figure))
            .WithMessage("nothing, for only an about or forecast number takes its bounds from the seeds")
            .Must((figure, high) => !(high < figure.Number)).WithMessage("no less than the number");
        RuleFor(figure => figure.Currency)
            .Must((figure, currency) => currency is null || figure.Kind is not (Measure.Rank or Measure.Streak))
            .WithMessage("nothing for a rank or streak")
            .Must(currency => currency is null || Currency.IsKnown(currency)).WithMessage("an ISO 4217 code as CNY or USD");
        RuleFor(figure => figure.Unit)
            .Must((figure, unit) => unit is null || figure.Kind is null or Measure.Value).WithMessage("nothing for any measure but value")
            .Must((figure, unit) => figure.Kind is not Measure.Value || (unit is null) != (figure.Currency is null))
            .WithMessage("what is counted, or else a currency")
            .Must(unit => unit is null || IsSlug(unit)).WithMessage("a lower-case slug as projects");
    }

    private void Conversion(ArticleDraft article)
    {
        // A figure of broken form may be the one that was converted.
        var whole = article.Origin.SoundWithin;
        RuleFor(figure => figure.Conversion)
            .Must((figure, conversion) => !conversion || (figure.Kind is Measure.Value && figure.Currency is not null))
            .WithMessage("false for what is no value of money")
            .Must((figure, conversion) => !conversion || !whole || article.Figures.Any(other => IsOriginal(other, figure)))
            .WithMessage("false where the article prints no value of the same cell in another currency");
    }

    private static bool IsOriginal(FigureDraft other, FigureDraft conversion) =>
        other.Kind is Measure.Value && !other.Conversion && other.Cell == conversion.Cell
        && other.Currency is not null && other.Currency != conversion.Currency;

    private static decimal? Printed(FigureDraft figure) => AsPrinted.TryParse(figure.AsPrinted, out var printed) ? printed.Number : null;

    private static bool IsGoodsTrade(FigureDraft figure) => figure.Indicator == Figure.GoodsTrade;

    private static bool IsVague(FigureDraft figure) =>
        Words<Qualifier>.TryParse(figure.Qualifier, out var qualifier) && qualifier is Qualifier.About or Qualifier.Forecast;

    private static bool NeedsOf(FigureDraft figure) =>
        figure.Kind is Measure.Share or Measure.Rank || (figure.Kind is Measure.Streak && IsGoodsTrade(figure));

    private static bool IsCanonical(string text) => Period.TryParse(text, out var period) && period.ToString() == text;

    private static bool IsOtherKey(FigureDraft figure, string of, CodeLists codes) => of.Split('=') switch
    {
        ["reporter", var code] => codes.IsArea(code) && code != figure.Reporter,
        ["partner", var code] => codes.IsArea(code) && code != figure.Partner,
        ["commodity", var code] => codes.IsCommodity(code) && code != figure.Commodity,
        _ => false,
    };

    private static bool IsPossible(FigureDraft figure, decimal number) => figure.Kind switch
    {
        Measure.Value => number >= 0 || figure.Flow == Words<Flow>.Of(Flow.Balance),
        Measure.Growth => number > -100,
        Measure.Share => number is >= 0 and <= 100,
        Measure.Rank or Measure.Streak => number > 0 && decimal.IsInteger(number),
        Measure.Multiple => number > 0,
        _ => true,
    };

    private static string Possible(Measure? measure) => measure switch
    {
        Measure.Growth => "a percentage above -100",
        Measure.Share => "a percentage from 0 to 100",
        Measure.Rank or Measure.Streak => "a whole number above 0",
        Measure.Multiple => "a number above 0",
        _ => "no negative number but for a balance",
    };
}
