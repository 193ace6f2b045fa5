using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TradeStats.Trade;

namespace TradeStats.Seeds;

/// <summary>
/// The folder of the seeds: <c>areas.json</c>, <c>commodities.json</c>, and <c>articles</c> with one file an article.
/// Other files in it, as the schemas, are left alone.
/// </summary>
public static class SeedFolder
{
    private const string Areas = "areas.json";
    private const string Commodities = "commodities.json";
    private const string Articles = "articles";

    /// <summary>Reads and checks a seed folder. Whatever is wrong with it, a missing folder included, comes back as faults.</summary>
    /// <param name="folder">The path of the folder.</param>
    public static SeedReading Read(string folder)
    {
        var faults = new List<SeedFault>();
        if (!Directory.Exists(folder))
        {
            var expected = $"a folder that holds {Areas}, {Commodities} and {Articles}";
            return new SeedReading(null, [new SeedFault(folder, null, null, "folder", "nothing", expected)]);
        }

        var areas = ReadList(folder, Areas, "areas", "code", AreaDraft.Read, faults);
        var commodities = ReadList(folder, Commodities, "commodities", "code", CommodityDraft.Read, faults);
        var articles = ReadArticles(folder, faults);
        Check(areas, commodities, articles, faults);

        if (faults.Count > 0)
            return new SeedReading(null, InOrder(faults));
        return new SeedReading(
            new SeedContent(
                [.. areas!.Select(area => area.Accept())],
                [.. commodities!.Select(commodity => commodity.Accept())],
                [.. articles.Select(article => article.Accept())],
                [.. articles.SelectMany(article => article.Figures.Select(figure => figure.Accept(article.Id)))]),
            []);
    }

    /// <summary>A digest of every JSON file in a seed folder, names and bytes; null where it cannot be read, which <see cref="Read"/> tells in full.</summary>
    /// <param name="folder">The path of the folder.</param>
    public static string? Digest(string folder)
    {
        try
        {
            using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var bytes = File.ReadAllBytes(file);
                digest.AppendData(Encoding.UTF8.GetBytes($"{Path.GetRelativePath(folder, file)}\0{bytes.Length.ToString(CultureInfo.InvariantCulture)}\0"));
                digest.AppendData(bytes);
            }
            return Convert.ToHexStringLower(digest.GetHashAndReset());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Check(
        IReadOnlyList<AreaDraft>? areas,
        IReadOnlyList<CommodityDraft>? commodities,
        IReadOnlyList<ArticleDraft> articles,
        List<SeedFault> faults)
    {
        CheckAreas(areas ?? []);
        CheckCommodities(commodities ?? []);
        if (areas is not null && areas.All(area => area.Code != Area.World))
            faults.Add(new SeedFault(Areas, null, null, "areas", "no area WLD", "the world among the areas"));
        if (commodities is not null && commodities.All(commodity => commodity.Code != Commodity.Total))
            faults.Add(new SeedFault(Commodities, null, null, "commodities", "no commodity TOTAL", "all goods among the commodities"));

        var codes = new CodeLists(areas, commodities);
        var firstOf = articles.SelectMany(article => article.Figures).GroupBy(figure => figure.Id, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        foreach (var article in articles)
        {
            var places = new PlaceRules();
            var rules = new FigureRules(article, codes, firstOf);
            if (article.Origin.Sound)
                new ArticleRules().Check(article);
            foreach (var figure in article.Figures.Where(figure => figure.Origin.Sound))
                rules.Check(figure);
            foreach (var place in article.AlsoIn.Where(place => place.Origin.Sound))
                places.Check(place);
        }
    }

    private static void CheckAreas(IReadOnlyList<AreaDraft> areas)
    {
        var rules = new AreaRules(areas);
        foreach (var area in areas.Where(area => area.Origin.Sound))
        {
            var memberships = new MembershipRules(area, areas);
            foreach (var membership in area.MemberOf.Where(membership => membership.Origin.Sound))
                memberships.Check(membership);
            rules.Check(area);
        }
    }

    private static void CheckCommodities(IReadOnlyList<CommodityDraft> commodities)
    {
        var rules = new CommodityRules(commodities);
        foreach (var commodity in commodities.Where(commodity => commodity.Origin.Sound))
            rules.Check(commodity);
    }

    private static List<T>? ReadList<T>(
        string folder, string file, string list, string identity, Func<SeedObject, T> read, List<SeedFault> faults)
    {
        if (ReadJson(folder, file, faults) is not { } json)
            return null;
        var root = new SeedObject(file, null, "", json, faults);
        root.OptionalText("$schema");
        var objects = root.Objects(list, root.List(list), identity, read);
        root.Close();
        return [.. objects];
    }

    private static List<ArticleDraft> ReadArticles(string folder, List<SeedFault> faults)
    {
        var path = Path.Combine(folder, Articles);
        var files = Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.json") : [];
        var names = files.Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
            faults.Add(new SeedFault(Articles, null, null, "folder", "nothing", "a JSON file for each article"));
        var articles = new List<ArticleDraft>();
        foreach (var name in names)
        {
            var file = $"{Articles}/{name}.json";
            if (ReadJson(folder, file, faults) is { } json)
                articles.Add(ArticleDraft.Read(name, new SeedObject(file, null, "", json, faults)));
        }
        return articles;
    }

    private static SeedJson? ReadJson(string folder, string file, List<SeedFault> faults)
    {
        SeedJson? json = null;
        SeedFault? fault;
        try
        {
            json = SeedJson.Read(file, File.ReadAllBytes(Path.Combine(folder, file)), out fault);
        }
        catch (FileNotFoundException)
        {
            fault = new SeedFault(file, null, null, "file", "nothing", "a JSON file");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            fault = new SeedFault(file, null, null, "file", exception.Message, "a JSON file that can be read");
        }
        if (fault is not null)
            faults.Add(fault);
        return json;
    }

    /// <summary>The faults file by file as read, and by line within a file.</summary>
    private static List<SeedFault> InOrder(List<SeedFault> faults)
    {
        var files = faults.Select(fault => fault.File).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return [.. faults.OrderBy(fault => files.IndexOf(fault.File)).ThenBy(fault => fault.Line ?? 0)];
    }
}
