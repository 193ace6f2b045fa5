using TradeStats.Trade;

namespace TradeStats.Imports;

/// <summary>
/// The descriptions that files give to commodities. Of several for one code that of the newest edition counts, and among those the first in alphabetical order, so
/// that the order of files does not matter. Without any, a code has the name that comes with the program.
/// </summary>
/// <param name="groups">The groups that are no codes of the Harmonized System, which have their names already.</param>
public sealed class CommodityNames(IReadOnlyList<Commodity> groups)
{
    private const int LongestName = 500;

    private readonly Dictionary<string, Description> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Description> _ofFile = new(StringComparer.Ordinal);

    /// <summary>The description of a code; null where no file has one.</summary>
    public string? Of(string code) => _known.GetValueOrDefault(code)?.Name;

    /// <summary>The commodities of some codes and all that contain them, by code, each once; without all goods, which every dataset has.</summary>
    /// <param name="codes">Codes of the Harmonized System, or of groups.</param>
    /// <param name="before">
    /// What the dataset has of them and keeps. A name stays as a file first gave it, so that the order of imports of old files does not change it to and fro; one that no file gave gives way.
    /// </param>
    public IReadOnlyList<Commodity> List(IEnumerable<string> codes, IReadOnlyList<Commodity> before)
    {
        var given = before.Where(commodity => !HarmonizedNames.IsOwn(commodity.Code, commodity.Name));
        return [.. given.Concat(codes.SelectMany(WithAllAbove)).Concat(before).DistinctBy(commodity => commodity.Code).OrderBy(commodity => commodity.Code, StringComparer.Ordinal)];
    }

    private IEnumerable<Commodity> WithAllAbove(string code)
    {
        for (var next = code; next is not null and not Commodity.Total;)
        {
            var commodity = groups.FirstOrDefault(group => group.Code == next)
                ?? new Commodity(next, Of(next) ?? HarmonizedNames.NameOf(next), Commodity.HarmonizedSystem, next.Length == 2 ? Commodity.Total : next[..^2]);
            yield return commodity;
            next = commodity.Parent;
        }
    }

    internal void Note(string code, int edition, ReadOnlySpan<byte> description)
    {
        if (description.IsEmpty || code == Commodity.Total)
            return;
        // Row after row says the same: it is compared before it is decoded.
        var before = _ofFile.GetValueOrDefault(code);
        if (before is not null && (before.Edition > edition || description.SequenceEqual(before.Bytes)))
            return;
        var name = new string([.. Table.Decode(description).Select(character => char.IsControl(character) ? ' ' : character).Take(LongestName)]).Trim();
        if (name.Length > 0 && !HarmonizedNames.IsOwn(code, name) && (before is null || IsBetter(edition, name, before)))
            _ofFile[code] = new(name, edition, description.ToArray());
    }

    /// <summary>Ends a file: what it said counts only if it was read to its end.</summary>
    internal void EndFile(bool isWhole)
    {
        foreach (var (code, said) in isWhole ? _ofFile : [])
        {
            if (!_known.TryGetValue(code, out var before) || IsBetter(said.Edition, said.Name, before))
                _known[code] = said;
        }
        _ofFile.Clear();
    }

    private static bool IsBetter(int edition, string name, Description than) =>
        edition > than.Edition || (edition == than.Edition && string.CompareOrdinal(name, than.Name) < 0);

    private sealed record Description(string Name, int Edition, byte[] Bytes);
}
