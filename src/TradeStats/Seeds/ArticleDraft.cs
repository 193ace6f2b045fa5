using TradeStats.Trade;

namespace TradeStats.Seeds;

/// <summary>An article as it stands, with its figures.</summary>
internal sealed record ArticleDraft(
    SeedObject Origin,
    string FileName,
    string Id,
    string? Title,
    string Subject,
    string Publisher,
    bool PublisherInferred,
    string? Author,
    string Published,
    bool PublishedInferred,
    string DateEvidence,
    string Document,
    int FirstLine,
    int LastLine,
    string? Url,
    IReadOnlyList<PlaceDraft> AlsoIn,
    IReadOnlyList<FigureDraft> Figures) : Draft(Origin)
{
    public static ArticleDraft Read(string fileName, SeedObject json)
    {
        json.OptionalText("$schema");
        var draft = new ArticleDraft(
            json,
            fileName,
            json.Text("id"),
            json.OptionalText("title"),
            json.Text("subject"),
            json.Text("publisher"),
            json.Flag("publisherInferred"),
            json.OptionalText("author"),
            json.Text("published"),
            json.Flag("publishedInferred"),
            json.Text("dateEvidence"),
            json.Text("document"),
            json.Whole("firstLine"),
            json.Whole("lastLine"),
            json.OptionalText("url"),
            json.Objects("alsoIn", json.OptionalList("alsoIn") ?? [], null, PlaceDraft.Read),
            json.Objects("figures", json.List("figures"), "id", FigureDraft.Read));
        json.Close();
        return draft;
    }

    public Source Accept() => new(
        Id,
        Title ?? $"[{Subject}]",
        Publisher,
        PublisherInferred,
        Author,
        Published,
        PublishedInferred,
        DateEvidence,
        Document,
        Url,
        [.. AlsoIn.Select(place => FormattableString.Invariant($"{place.Document}:{place.FirstLine}-{place.LastLine}"))]);
}

/// <summary>Lines of a document as they stand.</summary>
internal sealed record PlaceDraft(SeedObject Origin, string Document, int FirstLine, int LastLine) : Draft(Origin)
{
    public static PlaceDraft Read(SeedObject json)
    {
        var draft = new PlaceDraft(json, json.Text("document"), json.Whole("firstLine"), json.Whole("lastLine"));
        json.Close();
        return draft;
    }
}
