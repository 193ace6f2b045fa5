using System.Globalization;
using TradeStats.Seeds;
using TradeStats.Trade;
using Xunit;

namespace TradeStats.Tests.Seeds;

public class FigureRulesTests
{
    private const string Bounded = "nothing, for only an about or forecast number takes its bounds from the seeds";
    private const string AnotherKey = "reporter=, partner= or commodity= and a known code that the figure itself does not have there";
    private const string AnArea = "the code of an area in areas.json";
    private const string Canonical = "a period in canonical spelling, as 2024, 2025-Q1, 2025-02 or 2025-01/2025-08";
    private const string Measures = "one of value, growth, share, rank, streak, multiple";
    private const string WhatIsCounted = "what is counted, or else a currency";

    [Fact]
    public void What_keeps_the_rules_is_read()
    {
        using var seeds = new SmallSeeds();
        var reading = seeds.Read();
        Assert.Empty(reading.Faults);
        Assert.Equal(9, reading.Content!.Figures.Count);
        Assert.Equal("[Trade of China and Vietnam]", Assert.Single(reading.Content.Sources).Title);
        Assert.Equal(["other.txt:1-9"], reading.Content.Sources[0].AlsoIn);
    }

    [Theory]
    // where it stands
    [InlineData("one-01", "\"one-01\"", "\"two-01\"", "id", "\"two-01\"", "a lower-case slug that starts with \"one-\"", "two-01")]
    [InlineData("one-01", "\"one-01\"", "\"one-A\"", "id", "\"one-A\"", "a lower-case slug that starts with \"one-\"", "one-A")]
    [InlineData("one-03", "\"one-03\"", "\"one-02\"", "id", "\"one-02\"", "an id that no other figure has", "one-02")]
    [InlineData("one-01", "11", "9", "line", "9", "a line of the article, 10 to 20")]
    [InlineData("one-09", "17", "21", "line", "21", "a line of the article, 10 to 20")]
    [InlineData("one-09", "17", "15", "line", "15", "no line before that of the figure before it")]
    [InlineData("one-09", "\"period\"", "\"entity\": \"\", \"period\"", "entity", "\"\"", "the name of a company, park or event")]
    [InlineData("one-09", "\"period\"", "\"attributedTo\": \" x\", \"period\"", "attributedTo", "\" x\"", "a name")]
    [InlineData("one-09", "\"period\"", "\"note\": \"\", \"period\"", "note", "\"\"", "a few words")]
    // what it is about
    [InlineData("one-09", "\"value\"", "\"Value\"", "measure", "\"Value\"", Measures)]
    [InlineData("one-09", "\"value\"", "\"amount\"", "measure", "\"amount\"", Measures)]
    [InlineData("one-09", "\"indicator\": \"projects\"", "\"indicator\": \"Projects\"", "indicator", "\"Projects\"", "a lower-case slug as goods-trade")]
    [InlineData("one-09", "\"CN-YN\"", "\"CN-XX\"", "reporter", "\"CN-XX\"", AnArea)]
    [InlineData("one-09", "\"VN\"", "\"vn\"", "partner", "\"vn\"", AnArea)]
    [InlineData("one-09", "\"VN\"", "\"CN-YN\"", "partner", "\"CN-YN\"", "another area than the reporter; only a group trades within itself")]
    [InlineData("one-03", "\"total\"", "\"both\"", "flow", "\"both\"", "one of exports, imports, total, balance")]
    [InlineData("one-03", "\"flow\": \"total\", ", "", "flow", "nothing", "a flow, which goods trade has")]
    [InlineData("one-03", "\"flow\"", "\"commodity\": \"99\", \"flow\"", "commodity", "\"99\"", "the code of a commodity in commodities.json")]
    [InlineData("one-03", "\"2024\"", "\"2024-13\"", "period", "\"2024-13\"", Canonical)]
    [InlineData("one-03", "\"2024\"", "\"2024-01/2024-03\"", "period", "\"2024-01/2024-03\"", Canonical)]
    // what it is held against
    [InlineData("one-04", "\"of\": \"partner=ASEAN\", ", "", "of", "nothing", "what it is held against, as partner=WLD")]
    [InlineData("one-05", "\"of\": \"partner=WLD\", ", "", "of", "nothing", "what it is held against, as partner=WLD")]
    [InlineData("one-06", "\"of\": \"partner=WLD\", ", "", "of", "nothing", "what it is held against, as partner=WLD")]
    [InlineData("one-01", "\"period\"", "\"of\": \"partner=WLD\", \"period\"", "of", "\"partner=WLD\"", "nothing for a value or growth")]
    [InlineData("one-03", "\"period\"", "\"of\": \"partner=WLD\", \"period\"", "of", "\"partner=WLD\"", "nothing for a value or growth")]
    [InlineData("one-07", "\"base\"", "\"of\": \"partner=WLD\", \"base\"", "of", "\"partner=WLD\"", "nothing for a multiple of a base period")]
    [InlineData("one-07", "\"base\": \"2000\", ", "", "base", "nothing", "a base period for a multiple that is of no other pair")]
    [InlineData("one-05", "partner=WLD", "partner=VN", "of", "\"partner=VN\"", AnotherKey)]
    [InlineData("one-05", "partner=WLD", "partner=XX", "of", "\"partner=XX\"", AnotherKey)]
    [InlineData("one-05", "partner=WLD", "flow=total", "of", "\"flow=total\"", AnotherKey)]
    [InlineData("one-05", "partner=WLD", "commodity=TOTAL", "of", "\"commodity=TOTAL\"", AnotherKey)]
    [InlineData("one-05", "\"of\"", "\"base\": \"2000\", \"of\"", "base", "\"2000\"", "nothing for any measure but growth and multiple")]
    [InlineData("one-07", "\"base\": \"2000\"", "\"base\": \"2000-A1\"", "base", "\"2000-A1\"", "a period in canonical spelling, as 2024")]
    [InlineData("one-07", "\"base\": \"2000\"", "\"base\": \"2012\"", "base", "\"2012\"", "a period before that of the figure")]
    // its number
    [InlineData("one-01", "1850000000000", "1860000000000", "number", "1860000000000", "1850000000000, as printed")]
    [InlineData("one-09", "58 projects", "many projects", "asPrinted", "\"many projects\"", AsPrinted.Forms)]
    [InlineData("one-09", "58 projects", "", "asPrinted", "\"\"", AsPrinted.Forms)]
    [InlineData("one-04", "\"about\"", "\"around\"", "qualifier", "\"around\"", "one of exact, atLeast, atMost, about, forecast")]
    [InlineData("one-09", "\"unit\"", "\"low\": 50, \"unit\"", "low", "50", Bounded)]
    [InlineData("one-09", "\"unit\"", "\"high\": 60, \"unit\"", "high", "60", Bounded)]
    [InlineData("one-04", "\"of\"", "\"low\": 26, \"of\"", "low", "26", "no more than the number")]
    [InlineData("one-04", "\"of\"", "\"high\": 24, \"of\"", "high", "24", "no less than the number")]
    [InlineData("one-05", "\"of\"", "\"currency\": \"CNY\", \"of\"", "currency", "\"CNY\"", "nothing for a rank or streak")]
    [InlineData("one-03", "\"CNY\"", "\"RMB\"", "currency", "\"RMB\"", "an ISO 4217 code as CNY or USD")]
    [InlineData("one-03", "\"currency\"", "\"unit\": \"percent\", \"currency\"", "unit", "\"percent\"", "nothing for any measure but value")]
    [InlineData("one-09", "\"unit\": \"projects\", ", "", "unit", "nothing", WhatIsCounted)]
    [InlineData("one-08", "\"currency\"", "\"unit\": \"dollars\", \"currency\"", "unit", "\"dollars\"", WhatIsCounted)]
    [InlineData("one-09", "\"unit\": \"projects\"", "\"unit\": \"Projects\"", "unit", "\"Projects\"", "a lower-case slug as projects")]
    [InlineData("one-03", "\"currency\"", "\"conversion\": true, \"currency\"", "conversion", "true", "false for what is no value of money")]
    [InlineData("one-08", "\"currency\"", "\"conversion\": true, \"currency\"", "conversion", "true", "false where the article prints no value of the same cell in another currency")]
    [InlineData("one-02", "\"2024\"", "\"2023\"", "conversion", "true", "false where the article prints no value of the same cell in another currency")]
    public void A_broken_rule_is_told_where_it_is_broken(
        string figure, string old, string changed, string field, string found, string expected, string? named = null)
    {
        using var seeds = new SmallSeeds().Change(SmallSeeds.Article, old, changed, after: $"\"{figure}\"");
        var fault = Assert.Single(seeds.Read().Faults);
        Assert.Equal((SmallSeeds.Article, named ?? figure, field, found, expected), (fault.File, fault.Figure, fault.Field, fault.Found, fault.Expected));
        Assert.Equal(15 + int.Parse(figure[4..], CultureInfo.InvariantCulture), fault.Line);
    }

    [Theory]
    [InlineData("one-03", "9.0", "-100", "minus 100 percent", "a percentage above -100")]
    [InlineData("one-04", "25,", "101,", "101 percent", "a percentage from 0 to 100")]
    [InlineData("one-05", "2,", "1.5,", "1.5", "a whole number above 0")]
    [InlineData("one-06", "5,", "0,", "0 years", "a whole number above 0")]
    [InlineData("one-07", "25,", "0,", "0 times", "a number above 0")]
    [InlineData("one-09", "58", "-58", "minus 58 projects", "no negative number but for a balance")]
    public void A_number_that_its_measure_cannot_have_is_refused(string figure, string old, string changed, string print, string expected)
    {
        using var seeds = new SmallSeeds();
        var number = $"\"number\": {old}";
        seeds.Change(SmallSeeds.Article, number, $"\"number\": {changed}", after: $"\"{figure}\"");
        var printed = File.ReadAllText(Path.Combine(seeds.Path, SmallSeeds.Article)).Split('\n')
            .Single(line => line.Contains($"\"{figure}\"", StringComparison.Ordinal)).Split("\"asPrinted\": ")[1].Split(" }")[0];
        seeds.Change(SmallSeeds.Article, printed, $"\"{print}\"", after: $"\"{figure}\"");
        var fault = Assert.Single(seeds.Read().Faults);
        Assert.Equal((figure, "number", changed.TrimEnd(','), expected), (fault.Figure, fault.Field, fault.Found, fault.Expected));
    }

    [Fact]
    public void The_words_of_a_number_are_few()
    {
        var words = "58 projects that are filed " + new string('x', 40);
        using var seeds = new SmallSeeds().Change(SmallSeeds.Article, "58 projects", words);
        var fault = Assert.Single(seeds.Read().Faults);
        Assert.Equal(("asPrinted", "the words of the number, 60 characters at most"), (fault.Field, fault.Expected));
    }

    [Fact]
    public void An_id_is_unique_over_all_articles()
    {
        using var seeds = new SmallSeeds();
        seeds.Write("articles/one-more.json", File.ReadAllText(Path.Combine(seeds.Path, SmallSeeds.Article))
            .Replace("\"one\"", "\"one-more\"", StringComparison.Ordinal).Replace("\"one-0", "\"one-more-0", StringComparison.Ordinal));
        Assert.Empty(seeds.Read().Faults);

        seeds.Change(SmallSeeds.Article, "\"one-09\"", "\"one-more-09\"");
        var fault = Assert.Single(seeds.Read().Faults);
        Assert.Equal(("articles/one-more.json", "one-more-09", "an id that no other figure has"), (fault.File, fault.Figure, fault.Expected));
    }

    [Fact]
    public void A_group_may_trade_within_itself()
    {
        using var seeds = new SmallSeeds().Change(SmallSeeds.Article, "\"CN\"", "\"ASEAN\"", after: "\"one-08\"");
        Assert.Empty(seeds.Read().Faults);
    }

    [Fact]
    public void Only_a_balance_is_negative()
    {
        using var seeds = new SmallSeeds()
            .Change(SmallSeeds.Article, "\"total\"", "\"balance\"", after: "\"one-08\"")
            .Change(SmallSeeds.Article, "\"number\": 1000000000000, \"low\": 1000000000000, ", "\"number\": -1000000000000, ")
            .Change(SmallSeeds.Article, "$1 trillion", "minus $1 trillion");
        var reading = seeds.Read();
        Assert.Empty(reading.Faults);
        Assert.Equal((Flow.Balance, -1e12m), (reading.Content!.Figures[7].Flow, reading.Content.Figures[7].Number.Number));
    }
}
