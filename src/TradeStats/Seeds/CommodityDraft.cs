using TradeStats.Trade;

namespace TradeStats.Seeds;

/// <summary>A commodity as it stands.</summary>
internal sealed record CommodityDraft(SeedObject Origin, string Code, string Name, string Classification, string? Parent) : Draft(Origin)
{
    public static CommodityDraft Read(SeedObject json)
    {
        var draft = new CommodityDraft(
            json, json.Text("code"), json.Text("name"), json.Text("classification"), json.OptionalText("parent"));
        json.Close();
        return draft;
    }

    public Commodity Accept() => new(Code, Name, Classification, Parent);
}
