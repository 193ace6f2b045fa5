using System.Globalization;
using FluentValidation;

namespace TradeStats.Seeds;

/// <summary>What must hold for an article apart from its figures.</summary>
internal sealed class ArticleRules : Rules<ArticleDraft>
{
    public ArticleRules()
    {
        RuleFor(article => article.Id).Must(IsSlug).WithMessage("a lower-case slug as china-vietnam-ties")
            .Must((article, id) => id == article.FileName).WithMessage(article => $"the name of the file, \"{article.FileName}\"");
        RuleFor(article => article.Title).Must(SaysSomething).WithMessage("a headline or null");
        RuleFor(article => article.Subject).Must(SaysSomething).WithMessage("a few words");
        RuleFor(article => article.Publisher).Must(SaysSomething).WithMessage("a name");
        RuleFor(article => article.Author).Must(SaysSomething).WithMessage("a name or null");
        RuleFor(article => article.Published).Must(IsDate).WithMessage("a date as 2025, 2025-04 or 2025-04-14");
        RuleFor(article => article.DateEvidence).Must(SaysSomething).WithMessage("a few words");
        RuleFor(article => article.Document).Must(SaysSomething).WithMessage("the name of a file");
        RuleFor(article => article.FirstLine).GreaterThan(0).WithMessage("a line, counted from 1");
        RuleFor(article => article.LastLine).Must((article, line) => line >= article.FirstLine).WithMessage("no line before firstLine");
        RuleFor(article => article.Url).Must(IsWebAddress).WithMessage("an http or https address or null");
    }

    private static bool IsDate(string text) =>
        DateOnly.TryParseExact(text, ["yyyy", "yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsWebAddress(string? text) =>
        text is null
        || (Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme is "https" or "http"));
}

/// <summary>What must hold for another place of an article.</summary>
internal sealed class PlaceRules : Rules<PlaceDraft>
{
    public PlaceRules()
    {
        RuleFor(place => place.Document).Must(SaysSomething).WithMessage("the name of a file");
        RuleFor(place => place.FirstLine).GreaterThan(0).WithMessage("a line, counted from 1");
        RuleFor(place => place.LastLine).Must((place, line) => line >= place.FirstLine).WithMessage("no line before firstLine");
    }
}
