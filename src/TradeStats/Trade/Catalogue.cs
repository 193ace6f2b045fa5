using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TradeStats.Trade;

/// <summary>
/// The code lists as one immutable whole: areas, commodities, datasets, and the names that filters on figures take.
/// Questions are checked against it, and codes get their names from it, without asking the database.
/// </summary>
public sealed class Catalogue
{
    private readonly FrozenDictionary<string, Area> _areas;
    private readonly FrozenDictionary<string, Area> _areasBySpelling;
    private readonly FrozenDictionary<string, Commodity> _commodities;
    private readonly FrozenDictionary<string, Commodity> _commoditiesBySpelling;
    private readonly FrozenDictionary<string, Dataset> _datasets;
    private readonly FrozenDictionary<string, Source> _sources;

    /// <summary>Builds the lookups. Spellings are compared by <see cref="Fold"/>; where two areas share one, the first keeps it.</summary>
    public Catalogue(
        IReadOnlyList<Area> areas,
        IReadOnlyList<Commodity> commodities,
        IReadOnlyList<Dataset> datasets,
        IReadOnlyList<Source> sources,
        IReadOnlyList<string> indicators,
        IReadOnlyList<Check> failing)
    {
        Areas = areas;
        Commodities = commodities;
        Datasets = datasets;
        Sources = sources;
        Indicators = indicators;
        Failing = failing;
        _areas = areas.ToFrozenDictionary(area => area.Code, StringComparer.Ordinal);
        _areasBySpelling = BySpelling(areas.SelectMany(area => SpellingsOf(area).Select(spelling => (spelling, area))));
        _commodities = commodities.ToFrozenDictionary(commodity => commodity.Code, StringComparer.Ordinal);
        // A code is never shadowed by a name, nor is the name of a chapter or group by what a table calls a part of it.
        _commoditiesBySpelling = BySpelling(commodities.Select(commodity => (commodity.Code, commodity))
            .Concat(commodities.OrderBy(commodity => commodity.Classification == Commodity.HarmonizedSystem && commodity.Code.Length is 4 or 6).Select(commodity => (commodity.Name, commodity))));
        _sources = sources.ToFrozenDictionary(source => source.Id, StringComparer.Ordinal);
        _datasets = datasets.ToFrozenDictionary(dataset => dataset.Id, StringComparer.OrdinalIgnoreCase);
        Version = VersionOf(datasets.Select(dataset => (dataset.Id, dataset.Version)));
    }

    /// <summary>All areas, by code.</summary>
    public IReadOnlyList<Area> Areas { get; }

    /// <summary>All commodities, by code.</summary>
    public IReadOnlyList<Commodity> Commodities { get; }

    /// <summary>All datasets, by id.</summary>
    public IReadOnlyList<Dataset> Datasets { get; }

    /// <summary>All sources, by id.</summary>
    public IReadOnlyList<Source> Sources { get; }

    /// <summary>The indicators of all figures, in order.</summary>
    public IReadOnlyList<string> Indicators { get; }

    /// <summary>The checks that fail, now or by what was known on a day.</summary>
    public IReadOnlyList<Check> Failing { get; }

    /// <summary>When the newest content was loaded; the beginning of time where there is none.</summary>
    public DateTimeOffset Loaded => Datasets.Count == 0 ? DateTimeOffset.MinValue : Datasets.Max(dataset => dataset.Loaded);

    /// <summary>Twelve hexadecimal digits that change when the version of any dataset does, and only then.</summary>
    public string Version { get; }

    /// <summary>The version of the catalogue of some datasets.</summary>
    /// <param name="datasets">The id and version of each, in the order of <see cref="Datasets"/>.</param>
    public static string VersionOf(IEnumerable<(string Id, string Version)> datasets)
    {
        var versions = string.Join(' ', datasets.Select(dataset => $"{dataset.Id}={dataset.Version}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(versions)))[..12];
    }

    /// <summary>Every spelling under which an area is found: code, name, alpha-3, M49 and the others.</summary>
    public static IEnumerable<string> SpellingsOf(Area area) =>
        new[] { area.Code, area.Name, area.Alpha3, area.M49 }.OfType<string>().Concat(area.Spellings);

    /// <summary>The area that a text spells, whatever its case, diacritics, spaces and punctuation; null where none.</summary>
    public Area? FindArea(string spelling) => _areasBySpelling.GetValueOrDefault(Fold(spelling));

    /// <summary>The commodity whose code or name a text spells; null where none.</summary>
    public Commodity? FindCommodity(string spelling) => _commoditiesBySpelling.GetValueOrDefault(Fold(spelling));

    /// <summary>The dataset of an id, in any case; null where none.</summary>
    public Dataset? FindDataset(string id) => _datasets.GetValueOrDefault(id);

    /// <summary>The name of an area, or the code itself where it is not listed.</summary>
    public string AreaName(string code) => _areas.TryGetValue(code, out var area) ? area.Name : code;

    /// <summary>The name of a commodity, or the code itself where it is not listed.</summary>
    public string CommodityName(string code) => _commodities.TryGetValue(code, out var commodity) ? commodity.Name : code;

    /// <summary>How to cite the sources of some figures; null where there are none. The id of a figure begins with that of its source.</summary>
    public string? Cite(IReadOnlyList<string> figures)
    {
        var cited = SourceIds(figures).Select(id => _sources.TryGetValue(id, out var source) ? source.Citation : id);
        return figures.Count == 0 ? null : string.Join("; ", cited);
    }

    /// <summary>The sources of some figures, in the order of their first figure.</summary>
    public IReadOnlyList<Source> SourcesOf(IEnumerable<string> figures) => [.. SourceIds(figures).Select(id => _sources.GetValueOrDefault(id)).OfType<Source>()];

    /// <summary>Whether one area is part of another, or the same, during a whole period: a member by its last day, a province of its country, anything of the world.</summary>
    public bool IsAreaWithin(string part, string whole, Period period)
    {
        if (part == whole || whole == Area.World)
            return true;
        var lastDay = new DateOnly(period.End / 12, (period.End % 12) + 1, 1).AddDays(-1);
        return _areas.TryGetValue(part, out var area) && area.MemberOf.Any(membership =>
            (membership.From is not { } from || from <= lastDay)
            && (membership.Until is not { } until || until >= lastDay)
            && IsAreaWithin(membership.Group, whole, period));
    }

    /// <summary>Whether a commodity is listed as part of another, with none between them.</summary>
    public bool IsRightBelow(string commodity, string whole) => _commodities.TryGetValue(commodity, out var listed) && listed.Parent == whole;

    /// <summary>Whether one commodity is part of another, or the same.</summary>
    public bool IsCommodityWithin(string part, string whole)
    {
        for (var code = part; code is not null; code = _commodities.GetValueOrDefault(code)?.Parent)
        {
            if (code == whole)
                return true;
        }
        return false;
    }

    /// <summary>A text with capitals, diacritics, spaces and punctuation taken away, so that spellings compare as readers see them.</summary>
    public static string Fold(string text)
    {
        if (Ascii.IsValid(text))
            return string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        // Normalize refuses texts that are no Unicode, such as half a surrogate pair: it sees only what can be part of a spelling.
        var letters = string.Concat(text.Where(character => char.IsLetterOrDigit(character) || char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark));
        var folded = new StringBuilder(letters.Length);
        foreach (var character in letters.Normalize(NormalizationForm.FormD))
        {
            if (char.GetUnicodeCategory(character) is not UnicodeCategory.NonSpacingMark)
                folded.Append(char.ToLowerInvariant(character is 'đ' or 'Đ' ? 'd' : character));
        }
        return folded.ToString();
    }

    private static IEnumerable<string> SourceIds(IEnumerable<string> figures) => figures.Select(figure => figure[..Math.Max(0, figure.LastIndexOf('-'))]).Distinct();

    private static FrozenDictionary<string, T> BySpelling<T>(IEnumerable<(string Spelling, T Item)> spellings)
    {
        var found = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (spelling, item) in spellings)
            found.TryAdd(Fold(spelling), item);
        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
