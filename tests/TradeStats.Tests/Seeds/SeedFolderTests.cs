using System.Text;
using System.Text.RegularExpressions;
using TradeStats.Seeds;
using Xunit;

namespace TradeStats.Tests.Seeds;

public class SeedFolderTests
{
    private const string Strict = "JSON without comments and trailing commas";

    [Theory]
    [InlineData("\"measure\": \"value\"", "\"measure\": 1", 16, "one-01", "measure", "1", "a text")]
    [InlineData("\"measure\": \"value\", ", "", 16, "one-01", "measure", "nothing", "a text")]
    [InlineData("\"measure\": \"value\"", "\"measure\": null", 16, "one-01", "measure", "nothing", "a text")]
    [InlineData("\"line\": 11", "\"line\": \"11\"", 16, "one-01", "line", "\"11\"", "a whole number")]
    [InlineData("\"line\": 11", "\"line\": 11.5", 16, "one-01", "line", "11.5", "a whole number")]
    [InlineData("\"number\": 1850000000000", "\"number\": \"1850000000000\"", 16, "one-01", "number", "\"1850000000000\"", "a number of at most 28 digits")]
    [InlineData("\"number\": 1850000000000", "\"number\": 1e400", 16, "one-01", "number", "1e400", "a number of at most 28 digits")]
    [InlineData("\"conversion\": true", "\"conversion\": 1", 17, "one-02", "conversion", "1", "true or false")]
    [InlineData("\"id\": \"one-01\", ", "", 16, null, "figures[0].id", "nothing", "a text")]
    [InlineData("\"publisherInferred\": false,", "", 1, null, "publisherInferred", "nothing", "true or false")]
    [InlineData("\"firstLine\": 10,", "", 1, null, "firstLine", "nothing", "a whole number")]
    [InlineData("[{ \"document\": \"other.txt\", \"firstLine\": 1, \"lastLine\": 9 }]", "[7]", 14, null, "alsoIn[0]", "7", "an object")]
    [InlineData("[{ \"document\": \"other.txt\", \"firstLine\": 1, \"lastLine\": 9 }]", "{}", 14, null, "alsoIn", "an object", "a list")]
    [InlineData("\"lastLine\": 9", "\"lastLine\": 9, \"lastLine\": 9", 14, null, "alsoIn[0].lastLine", "the property a second time", "each property once")]
    [InlineData("\"title\": null", "\"titel\": null", 3, null, "titel", "an unknown property", "one of $schema, id, title, subject, publisher, publisherInferred, author, published, publishedInferred, dateEvidence, document, firstLine, lastLine, url, alsoIn, figures")]
    public void A_fault_of_form_is_told_with_its_line(
        string old, string changed, int line, string? figure, string field, string found, string expected)
    {
        using var seeds = new SmallSeeds().Change(SmallSeeds.Article, old, changed);
        Assert.Equal([new SeedFault(SmallSeeds.Article, line, figure, field, found, expected)], seeds.Read().Faults);
    }

    [Theory]
    [InlineData("\"title\": null,", "\"title\": null, // none", 3)]
    [InlineData("\"title\": null,", "/* none */ \"title\": null,", 3)]
    [InlineData("\"asPrinted\": \"58 projects\" }", "\"asPrinted\": \"58 projects\", }", 24)]
    [InlineData("\"title\": null,", "\"title\": 'none',", 3)]
    [InlineData("\"title\": null,", "\"title\": NaN,", 3)]
    [InlineData("\"title\": null,", "\"title\": \"\\ud800\",", 3)]
    [InlineData("\"title\": null,", "\"title\": null", 4)]
    public void What_is_no_strict_JSON_is_told_with_its_line(string old, string changed, int line)
    {
        using var seeds = new SmallSeeds().Change(SmallSeeds.Article, old, changed);
        var fault = Assert.Single(seeds.Read().Faults);
        Assert.Equal((SmallSeeds.Article, line, "json", Strict), (fault.File, fault.Line, fault.Field, fault.Expected));
        Assert.NotEmpty(fault.Found);
    }

    [Theory]
    [InlineData("[]", "a list")]
    [InlineData("\"figures\"", "\"figures\"")]
    [InlineData("null", "null")]
    public void A_file_that_is_no_object_is_one_fault(string text, string found)
    {
        foreach (var file in new[] { SmallSeeds.Areas, SmallSeeds.Commodities, SmallSeeds.Article })
        {
            using var seeds = new SmallSeeds();
            seeds.Write(file, text);
            Assert.Contains(new SeedFault(file, 1, null, "json", found, "an object"), seeds.Read().Faults);
            Assert.Single(seeds.Read().Faults, fault => fault.File == file && fault.Field == "json");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{} {}")]
    [InlineData("{")]
    [InlineData("\0")]
    public void A_file_that_holds_no_JSON_is_one_fault(string text)
    {
        using var seeds = new SmallSeeds();
        seeds.Write(SmallSeeds.Areas, text);
        var fault = Assert.Single(seeds.Read().Faults);
        Assert.Equal((SmallSeeds.Areas, "json", Strict), (fault.File, fault.Field, fault.Expected));
    }

    [Fact]
    public void JSON_without_end_in_depth_is_a_fault()
    {
        using var seeds = new SmallSeeds();
        seeds.Write(SmallSeeds.Article, new string('[', 100_000));
        Assert.Equal("json", Assert.Single(seeds.Read().Faults).Field);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_told_with_their_line()
    {
        using var seeds = new SmallSeeds();
        seeds.Write(SmallSeeds.Article, [.. "{\n\"id\": \""u8, 0xFF, .. "\"}"u8]);
        Assert.Equal([new SeedFault(SmallSeeds.Article, 2, null, "file", "bytes that are no UTF-8", "a text in UTF-8")], seeds.Read().Faults);
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm()
    {
        using var seeds = new SmallSeeds();
        var path = Path.Combine(seeds.Path, SmallSeeds.Article);
        seeds.Write(SmallSeeds.Article, [.. Encoding.UTF8.GetPreamble(), .. File.ReadAllBytes(path)]);
        Assert.Empty(seeds.Read().Faults);
    }

    [Fact]
    public void A_missing_folder_is_one_fault()
    {
        using var seeds = new SmallSeeds();
        var missing = Path.Combine(seeds.Path, "missing");
        var reading = SeedFolder.Read(missing);
        Assert.Null(reading.Content);
        Assert.Equal(
            [new SeedFault(missing, null, null, "folder", "nothing", "a folder that holds areas.json, commodities.json and articles")], reading.Faults);
        Assert.Equal("folder", Assert.Single(SeedFolder.Read("").Faults).Field);
    }

    [Fact]
    public void An_empty_folder_lacks_each_file()
    {
        using var seeds = new SmallSeeds();
        var empty = Directory.CreateDirectory(Path.Combine(seeds.Path, "empty")).FullName;
        Assert.Equal(
            [
                "areas.json, file: found nothing, expected a JSON file",
                "articles, folder: found nothing, expected a JSON file for each article",
                "commodities.json, file: found nothing, expected a JSON file",
            ],
            SeedFolder.Read(empty).Faults.Select(fault => fault.ToString()));
    }

    [Fact]
    public void A_list_that_cannot_be_read_casts_no_doubt_on_the_articles()
    {
        using var seeds = new SmallSeeds();
        File.Delete(Path.Combine(seeds.Path, SmallSeeds.Areas));
        Assert.Equal([new SeedFault(SmallSeeds.Areas, null, null, "file", "nothing", "a JSON file")], seeds.Read().Faults);
    }

    [Fact]
    public void All_faults_are_told_at_once_by_file_and_line()
    {
        using var seeds = new SmallSeeds()
            .Change(SmallSeeds.Article, "\"2024\"", "\"2024-13\"", after: "\"one-03\"")
            .Change(SmallSeeds.Article, "\"VN\"", "\"XX\"", after: "\"one-03\"")
            .Change(SmallSeeds.Article, "\"unit\"", "\"units\"", after: "\"one-09\"")
            .Change(SmallSeeds.Article, "\"published\": \"2025-04\"", "\"published\": \"April\"")
            .Change(SmallSeeds.Commodities, "\"08\"", "\"8\"")
            .Change(SmallSeeds.Areas, "\"156\"", "\"56\"");
        Assert.Equal(
            [
                "areas.json:5, CN.m49: found \"56\", expected three digits",
                "articles/one.json:7, published: found \"April\", expected a date as 2025, 2025-04 or 2025-04-14",
                "articles/one.json:18, figure one-03, partner: found \"XX\", expected the code of an area in areas.json",
                "articles/one.json:18, figure one-03, period: found \"2024-13\", expected a period in canonical spelling, as 2024, 2025-Q1, 2025-02 or 2025-01/2025-08",
                "articles/one.json:24, figure one-09, units: found an unknown property, expected one of id, line, measure, indicator, reporter, partner, entity, flow, commodity, period, periodInferred, number, low, high, qualifier, unit, currency, conversion, of, base, asPrinted, attributedTo, note",
                "commodities.json:4, 8.code: found \"8\", expected TOTAL or 2, 4 or 6 digits for HS, a lower-case slug for a named group",
            ],
            seeds.Read().Faults.Select(fault => fault.ToString()));
    }

    [Theory]
    [InlineData("\"id\": \"one\"", "\"id\": \"One\"", "id", "\"One\"", "a lower-case slug as china-vietnam-ties")]
    [InlineData("\"title\": null", "\"title\": \"\"", "title", "\"\"", "a headline or null")]
    [InlineData("\"Trade of China and Vietnam\"", "\"\"", "subject", "\"\"", "a few words")]
    [InlineData("\"A Paper\"", "\" \"", "publisher", "\" \"", "a name")]
    [InlineData("\"url\": null", "\"url\": null, \"author\": \"\"", "author", "\"\"", "a name or null")]
    [InlineData("\"2025-04\"", "\"2025-13\"", "published", "\"2025-13\"", "a date as 2025, 2025-04 or 2025-04-14")]
    [InlineData("\"2025-04\"", "\"2025-02-30\"", "published", "\"2025-02-30\"", "a date as 2025, 2025-04 or 2025-04-14")]
    [InlineData("\"The newest data.\"", "\"\"", "dateEvidence", "\"\"", "a few words")]
    [InlineData("\"paper.txt\"", "\"\"", "document", "\"\"", "the name of a file")]
    [InlineData("\"firstLine\": 10", "\"firstLine\": 0", "firstLine", "0", "a line, counted from 1")]
    [InlineData("\"url\": null", "\"url\": \"paper.txt\"", "url", "\"paper.txt\"", "an http or https address or null")]
    [InlineData("\"url\": null", "\"url\": \"file:///paper.txt\"", "url", "\"file:///paper.txt\"", "an http or https address or null")]
    [InlineData("\"other.txt\"", "\"\"", "alsoIn[0].document", "\"\"", "the name of a file")]
    [InlineData("\"firstLine\": 1,", "\"firstLine\": 0,", "alsoIn[0].firstLine", "0", "a line, counted from 1")]
    [InlineData("\"lastLine\": 9", "\"lastLine\": 0", "alsoIn[0].lastLine", "0", "no line before firstLine")]
    public void An_article_keeps_its_rules(string old, string changed, string field, string found, string expected)
    {
        using var seeds = new SmallSeeds().Change(SmallSeeds.Article, old, changed);
        var fault = seeds.Read().Faults[0];
        Assert.Equal((SmallSeeds.Article, null, field, found, expected), (fault.File, fault.Figure, fault.Field, fault.Found, fault.Expected));
    }

    [Fact]
    public void An_article_has_the_name_of_its_file()
    {
        using var seeds = new SmallSeeds();
        File.Move(Path.Combine(seeds.Path, SmallSeeds.Article), Path.Combine(seeds.Path, "articles/two.json"));
        Assert.Equal([new SeedFault("articles/two.json", 2, null, "id", "\"one\"", "the name of the file, \"two\"")], seeds.Read().Faults);
    }

    [Fact]
    public void Its_last_line_is_not_before_the_first()
    {
        using var seeds = new SmallSeeds().Change(SmallSeeds.Article, "\"lastLine\": 20", "\"lastLine\": 9");
        Assert.Contains(new SeedFault(SmallSeeds.Article, 12, null, "lastLine", "9", "no line before firstLine"), seeds.Read().Faults);
    }

    [Fact]
    public void Whatever_stands_in_place_of_a_value_is_a_fault_or_content_but_no_exception()
    {
        string[] substitutes = ["null", "0", "-1", "1e30", "0.5", "\"\"", "\"x\"", "\"\\uFFFF\"", "\"{PropertyName}\"", "[]", "[[1]]", "{}", "true"];
        foreach (var file in new[] { SmallSeeds.Areas, SmallSeeds.Commodities, SmallSeeds.Article })
        {
            using var seeds = new SmallSeeds();
            var text = File.ReadAllText(Path.Combine(seeds.Path, file));
            foreach (Match value in Regex.Matches(text, @"(?<=: )(""[^""]*""|[^\s,\[{}]+)"))
            {
                foreach (var substitute in substitutes)
                {
                    seeds.Write(file, string.Concat(text.AsSpan(0, value.Index), substitute, text.AsSpan(value.Index + value.Length)));
                    var reading = seeds.Read();
                    Assert.Equal(reading.Content is null, reading.Faults.Count > 0);
                }
            }
        }
    }

    [Fact]
    public void The_digest_of_a_folder_changes_with_any_name_and_any_byte_and_is_none_where_nothing_can_be_read()
    {
        using var seeds = new SmallSeeds();
        using var same = new SmallSeeds();
        var digest = SeedFolder.Digest(seeds.Path);
        Assert.NotNull(digest);
        Assert.Equal(digest, SeedFolder.Digest(same.Path));
        seeds.Change(SmallSeeds.Article, "9.0 percent", "9.0 per cent");
        var changed = SeedFolder.Digest(seeds.Path);
        same.Write("articles/two.json", "{}");
        Assert.Equal(3, new[] { digest, changed, SeedFolder.Digest(same.Path) }.Distinct().Count());
        Assert.Null(SeedFolder.Digest(Path.Combine(seeds.Path, "nowhere")));
    }
}
