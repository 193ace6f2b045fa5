using System.Text;
using TradeStats.Seeds;
using Xunit;

namespace TradeStats.Tests.Seeds;

/// <summary>A small seed folder without a fault, in which a test breaks one thing.</summary>
internal sealed class SmallSeeds : IDisposable
{
    public const string Areas = "areas.json";
    public const string Commodities = "commodities.json";
    public const string Article = "articles/one.json";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seeds-");

    public SmallSeeds()
    {
        Write(Areas, """
            {
              "areas": [
                { "code": "WLD", "name": "World", "kind": "group", "m49": "000" },
                { "code": "ASEAN", "name": "ASEAN", "kind": "group" },
                { "code": "CN", "name": "China", "kind": "country", "alpha3": "CHN", "m49": "156" },
                { "code": "CN-YN", "name": "Yunnan", "kind": "province", "memberOf": [{ "group": "CN" }] },
                { "code": "VN", "name": "Vietnam", "kind": "country", "alpha3": "VNM", "m49": "704", "spellings": ["Viet Nam"],
                  "memberOf": [{ "group": "ASEAN", "from": "1995-07-28" }] }
              ]
            }
            """);
        Write(Commodities, """
            {
              "commodities": [
                { "code": "TOTAL", "name": "All goods", "classification": "HS", "parent": null },
                { "code": "08", "name": "Fruit and nuts", "classification": "HS", "parent": "TOTAL" },
                { "code": "farm-products", "name": "Farm products", "classification": "named-group", "parent": "TOTAL" }
              ]
            }
            """);
        Write(Article, """
            {
              "id": "one",
              "title": null,
              "subject": "Trade of China and Vietnam",
              "publisher": "A Paper",
              "publisherInferred": false,
              "published": "2025-04",
              "publishedInferred": true,
              "dateEvidence": "The newest data.",
              "document": "paper.txt",
              "firstLine": 10,
              "lastLine": 20,
              "url": null,
              "alsoIn": [{ "document": "other.txt", "firstLine": 1, "lastLine": 9 }],
              "figures": [
                { "id": "one-01", "line": 11, "measure": "value", "reporter": "CN", "partner": "VN", "flow": "total", "period": "2024", "number": 1850000000000, "currency": "CNY", "asPrinted": "1.85 trillion yuan" },
                { "id": "one-02", "line": 11, "measure": "value", "reporter": "CN", "partner": "VN", "flow": "total", "period": "2024", "number": 254050000000, "currency": "USD", "conversion": true, "asPrinted": "$254.05 billion" },
                { "id": "one-03", "line": 12, "measure": "growth", "reporter": "CN", "partner": "VN", "flow": "total", "period": "2024", "number": 9.0, "currency": "CNY", "asPrinted": "9.0 percent" },
                { "id": "one-04", "line": 13, "measure": "share", "reporter": "CN", "partner": "VN", "flow": "total", "period": "2024", "number": 25, "qualifier": "about", "of": "partner=ASEAN", "asPrinted": "25 per cent" },
                { "id": "one-05", "line": 13, "measure": "rank", "reporter": "CN", "partner": "VN", "flow": "exports", "period": "2024", "number": 2, "of": "partner=WLD", "asPrinted": "second-largest" },
                { "id": "one-06", "line": 14, "measure": "streak", "reporter": "CN", "partner": "VN", "flow": "imports", "period": "2024", "number": 5, "of": "partner=WLD", "asPrinted": "five straight years" },
                { "id": "one-07", "line": 15, "measure": "multiple", "reporter": "CN", "partner": "VN", "flow": "total", "period": "2012", "number": 25, "base": "2000", "asPrinted": "25-fold" },
                { "id": "one-08", "line": 16, "measure": "value", "reporter": "CN", "partner": "ASEAN", "flow": "total", "period": "2025", "number": 1000000000000, "low": 1000000000000, "qualifier": "forecast", "currency": "USD", "asPrinted": "$1 trillion" },
                { "id": "one-09", "line": 17, "measure": "value", "indicator": "projects", "reporter": "CN-YN", "partner": "VN", "period": "2025-03", "number": 58, "unit": "projects", "asPrinted": "58 projects" }
              ]
            }
            """);
    }

    public string Path => _folder.FullName;

    public void Write(string file, string text) => Write(file, Encoding.UTF8.GetBytes(text));

    public void Write(string file, byte[] bytes)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>Replaces the first place where a text stands, at or after another.</summary>
    public SmallSeeds Change(string file, string old, string changed, string after = "")
    {
        var path = System.IO.Path.Combine(Path, file);
        var text = File.ReadAllText(path);
        var start = text.IndexOf(old, text.IndexOf(after, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(start >= 0, $"{file} does not hold {old}");
        File.WriteAllText(path, string.Concat(text.AsSpan(0, start), changed, text.AsSpan(start + old.Length)));
        return this;
    }

    public SeedReading Read() => SeedFolder.Read(Path);

    public void Dispose() => _folder.Delete(recursive: true);
}
