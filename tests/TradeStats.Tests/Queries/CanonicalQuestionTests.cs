using System.Globalization;
using System.Text;
using CsCheck;
using TradeStats.Tests.Trade;
using Xunit;
using static TradeStats.Tests.Queries.Asked;

namespace TradeStats.Tests.Queries;

/// <summary>One question has one canonical text, however it is spelt: what caches and cursors rest on.</summary>
public class CanonicalQuestionTests
{
    private const string Canonical =
        "shares?dataset=articles&reporter=CN,CN-YN&partner=ID,TR,VN&flow=exports,imports&commodity=08,TOTAL&period=2024,2025-Q1&frequency=annual,year-to-date"
        + "&currency=CNY,USD&from=2024&to=2025-12&ofPartner=ASEAN&sort=-value";

    // Each value in several spellings; a parameter of one value has one line.
    private static readonly (string Name, string[][] Values)[] Spellings =
    [
        ("dataset", [["articles", "ARTICLES"]]),
        ("reporter", [["CN", "chn", "156", "China", "CHINESE MAINLAND"], ["CN-YN", "yunnan", "cn yn"]]),
        ("partner", [["VN", "vnm", "704", "Viet Nam", "VIỆT NAM", "vietnam"], ["ID", "indonesia", "INDONESIA", "360"], ["TR", "türkiye", "TÜRKİYE", "turkiye"]]),
        ("flow", [["imports", "IMPORTS"], ["exports", "Exports"]]),
        ("commodity", [["TOTAL", "total", "all goods"], ["08", "FRUIT AND NUTS"]]),
        ("period", [["2024", "2024-A1", "2024-01/2024-12", "2024-01-01/P1Y"], ["2025-Q1", "2025-q1", "2025-01/2025-03", "2025-01-01/P3M"]]),
        ("frequency", [["year-to-date", "YEAR-TO-DATE"], ["annual", "Annual"]]),
        ("currency", [["USD", "usd", "Usd"], ["CNY", "cny"]]),
        ("from", [["2024", "2024-A1"]]),
        ("to", [["2025-12", "2025-M12"]]),
        ("ofPartner", [["ASEAN", "asean", "Association of Southeast Asian Nations"]]),
        ("sort", [["-value"]]),
    ];

    public static TheoryData<string> All => Cultures.All;

    [Theory]
    [MemberData(nameof(All))]
    public void Order_case_spelling_repetition_and_encoding_do_not_change_the_question(string culture) => Gen.Int.Sample(seed => Cultures.In(culture, () =>
        Assert.Equal(Canonical, Shares.Soundly(Spell(new Random(seed))).Rows)));

    [Fact]
    public void The_canonical_text_is_itself_a_question_with_that_text() =>
        Assert.Equal(Canonical, Shares.Soundly(Canonical[Canonical.IndexOf('?', StringComparison.Ordinal)..]).Rows);

    [Fact]
    public void What_is_asked_by_default_is_the_same_as_asking_for_it() =>
        Assert.Equal(Shares.Soundly("").Rows, Shares.Soundly("dataset=articles&commodity=TOTAL&ofPartner=WLD").Rows);

    [Theory]
    [InlineData("reporter=CN", "partner=CN")]
    [InlineData("from=2024", "to=2024")]
    [InlineData("period=2024", "frequency=annual")]
    [InlineData("sort=value", "sort=-value")]
    [InlineData("ofReporter=CN", "ofPartner=CN")]
    [InlineData("period=latest", "")]
    [InlineData("commodity=08", "commodity=durian")]
    public void Other_rows_have_another_text(string one, string other) => Assert.NotEqual(Shares.Soundly(one).Rows, Shares.Soundly(other).Rows);

    [Fact]
    public void Page_and_fields_change_the_answer_but_not_its_rows()
    {
        var all = Totals.Soundly("partner=VN");
        foreach (var query in new[] { "partner=VN&limit=5", "partner=VN&fields=value", "partner=VN&fields=value,partner", "partner=VN&fields=partner,value" })
        {
            Assert.Equal(all.Rows, Totals.Soundly(query).Rows);
            Assert.NotEqual(all.Canonical, Totals.Soundly(query).Canonical);
        }
        Assert.NotEqual(Totals.Soundly("fields=value,partner").Canonical, Totals.Soundly("fields=partner,value").Canonical);
        Assert.Equal(all.Canonical, Totals.Soundly("partner=VN&format=csv").Canonical);
    }

    [Fact]
    public void Random_text_is_a_question_or_has_faults_and_never_throws()
    {
        var names = Gen.OneOf<string>([.. Shares.Parameters.Select(parameter => parameter.Name), "x", "", "%"]);
        var values = Gen.OneOf(
            Gen.String, Gen.Char["%0123456789ABCDEFabcdef,+-/Qlatest"].Array[0, 12].Select(characters => new string(characters)), Gen.OneOf<string>("CN", "latest", "2024", "2025-01/2025-08", "-value", "5", "%EF%BF%BE", "\uFFFE", "\uD800"));
        var parts = Gen.Select(names, Gen.OneOf<string>("=", "", "=="), values).Select((name, equals, value) => name + equals + value);
        Gen.OneOf(parts.Array[0, 6].Select(all => string.Join('&', all)), Gen.String, Gen.Byte.Array[0, 60].Select(Encoding.Latin1.GetString)).Sample(query =>
        {
            var question = Shares.Parse(query, SmallCatalogue.Whole, out var faults);
            return question is null == faults.Count > 0 && (question is null || Shares.Soundly(question.Rows["shares".Length..]).Rows == question.Rows);
        }, iter: 5000);
    }

    private static string Spell(Random random)
    {
        var parts = new List<string>();
        foreach (var (name, values) in Spellings)
        {
            var spelt = values.SelectMany(spellings => Enumerable.Range(0, values.Length == 1 ? 1 : random.Next(1, 3)).Select(_ => Encode(spellings[random.Next(spellings.Length)], random))).ToArray();
            random.Shuffle(spelt);
            var cut = random.Next(spelt.Length);
            parts.AddRange(cut == 0 ? [$"{name}={string.Join(',', spelt)}"] : [$"{name}={string.Join(',', spelt[..cut])}", $"{name}={string.Join("%2C+", spelt[cut..])}"]);
        }
        var shuffled = parts.ToArray();
        random.Shuffle(shuffled);
        return "?" + string.Join('&', shuffled);
    }

    private static string Encode(string text, Random random) => string.Concat(text.Select(character =>
        character == ' ' ? (random.Next(2) == 0 ? "+" : "%20")
        : random.Next(3) > 0 ? character.ToString()
        : string.Concat(Encoding.UTF8.GetBytes([character]).Select(octet => "%" + octet.ToString(random.Next(2) == 0 ? "X2" : "x2", CultureInfo.InvariantCulture)))));
}
