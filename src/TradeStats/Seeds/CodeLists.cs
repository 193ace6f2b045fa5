namespace TradeStats.Seeds;

/// <summary>
/// The codes that figures may name. A list that could not be read knows every code, so that its own fault is the only one.
/// </summary>
/// <param name="areas">The areas; null where their file could not be read.</param>
/// <param name="commodities">The commodities; null where their file could not be read.</param>
internal sealed class CodeLists(IReadOnlyList<AreaDraft>? areas, IReadOnlyList<CommodityDraft>? commodities)
{
    private readonly HashSet<string>? _areas = areas?.Select(area => area.Code).ToHashSet(StringComparer.Ordinal);
    private readonly HashSet<string>? _groups =
        areas?.Where(area => area.Kind == "group").Select(area => area.Code).ToHashSet(StringComparer.Ordinal);
    private readonly HashSet<string>? _commodities = commodities?.Select(commodity => commodity.Code).ToHashSet(StringComparer.Ordinal);

    public bool IsArea(string code) => _areas?.Contains(code) ?? true;

    public bool IsGroup(string code) => _groups?.Contains(code) ?? true;

    public bool IsCommodity(string code) => _commodities?.Contains(code) ?? true;
}
