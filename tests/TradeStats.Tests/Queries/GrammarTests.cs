using TradeStats.Queries;
using TradeStats.Trade;
using Xunit;
using static TradeStats.Tests.Queries.Asked;

namespace TradeStats.Tests.Queries;

public class GrammarTests
{
    [Fact]
    public void Nothing_asked_means_all_of_the_total_commodity_of_the_articles()
    {
        var question = Totals.Soundly("");
        Assert.Equal(("totals", "articles", false, null, null, null, null, null), (question.Noun, question.Dataset, question.Latest, question.From, question.To, question.Sort, question.Limit, question.Format));
        Assert.Equal(["TOTAL"], question.Commodities);
        Assert.Empty(question.Reporters);
        Assert.Empty(question.Periods);
        Assert.Empty(question.Fields);
        Assert.Null(question.OfPartner);
        Assert.Equal("totals?dataset=articles&commodity=TOTAL", question.Rows);
    }

    [Fact]
    public void Figures_are_of_every_commodity_unless_told() => Assert.Empty(Figures.Soundly("").Commodities);

    [Fact]
    public void The_whole_of_a_share_is_the_world_unless_told()
    {
        Assert.Equal("WLD", Shares.Soundly("").OfPartner);
        Assert.Equal("ASEAN", Shares.Soundly("ofPartner=asean").OfPartner);
        Assert.Equal((null, "CN"), (Shares.Soundly("ofReporter=CHN").OfPartner, Shares.Soundly("ofReporter=CHN").OfReporter));
        Assert.Equal((null, "TOTAL"), (Shares.Soundly("ofCommodity=total").OfPartner, Shares.Soundly("ofCommodity=total").OfCommodity));
    }

    [Fact]
    public void Every_parameter_is_read()
    {
        var question = Totals.Soundly(
            "?reporter=china&partner=MYS,704&partner=Yunnan&flow=imports,EXPORTS&commodity=08,total&period=2025-Q1&period=2024&frequency=Year-To-Date,annual&currency=usd,CNY"
            + "&from=2024&to=2025-Q1&dataset=Articles&sort=-value&limit=5&fields=value,partner&format=csv");
        Assert.Equal(["CN"], question.Reporters);
        Assert.Equal(["CN-YN", "MY", "VN"], question.Partners);
        Assert.Equal([Flow.Exports, Flow.Imports], question.Flows);
        Assert.Equal(["08", "TOTAL"], question.Commodities);
        Assert.Equal(["2024", "2025-Q1"], question.Periods.Select(period => period.ToString()));
        Assert.Equal([Frequency.Annual, Frequency.YearToDate], question.Frequencies);
        Assert.Equal(["CNY", "USD"], question.Currencies);
        Assert.Equal(("2024", "2025-Q1"), (question.From.ToString(), question.To.ToString()));
        Assert.Equal(("articles", "value", true, 5, "csv"), (question.Dataset, question.Sort, question.Descending, question.Limit, question.Format));
        Assert.Equal(["value", "partner"], question.Fields);
    }

    [Fact]
    public void Figures_are_asked_by_measure_indicator_and_source()
    {
        var question = Figures.Soundly("measure=share,VALUE&indicator=investment&source=b-paper,a-paper");
        Assert.Equal([Measure.Value, Measure.Share], question.Measures);
        Assert.Equal(["investment"], question.Indicators);
        Assert.Equal(["a-paper", "b-paper"], question.Sources);
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("LATEST")]
    [InlineData("latest,Latest")]
    public void Latest_is_a_period_in_any_case(string latest)
    {
        var question = Totals.Soundly("period=" + latest);
        Assert.True(question.Latest);
        Assert.Empty(question.Periods);
        Assert.EndsWith("&period=latest", question.Rows, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("parnter=VN", "parnter", "VN", FaultCode.UnknownParameter, "partner")]
    [InlineData("Reporter=CN", "Reporter", "CN", FaultCode.UnknownParameter, "reporter")]
    [InlineData("measure=value", "measure", "value", FaultCode.UnknownParameter, "")]
    [InlineData("=VN", "", "VN", FaultCode.UnknownParameter, "")]
    [InlineData("partner=Vietnm", "partner", "Vietnm", FaultCode.UnknownValue, "Vietnam")]
    [InlineData("reporter=XX", "reporter", "XX", FaultCode.UnknownValue, null)]
    [InlineData("reporter=Atlantis", "reporter", "Atlantis", FaultCode.UnknownValue, "")]
    [InlineData("flow=exprots", "flow", "exprots", FaultCode.UnknownValue, "exports")]
    [InlineData("flow=1", "flow", "1", FaultCode.UnknownValue, "")]
    [InlineData("commodity=durain", "commodity", "durain", FaultCode.UnknownValue, "durian")]
    [InlineData("frequency=yearly", "frequency", "yearly", FaultCode.UnknownValue, "")]
    [InlineData("currency=RMB", "currency", "RMB", FaultCode.UnknownValue, null)]
    [InlineData("dataset=article", "dataset", "article", FaultCode.UnknownValue, "articles")]
    [InlineData("sort=valeu", "sort", "valeu", FaultCode.UnknownValue, "value")]
    [InlineData("sort=-valeu", "sort", "-valeu", FaultCode.UnknownValue, "-value")]
    [InlineData("sort=--value", "sort", "--value", FaultCode.UnknownValue, "-value")]
    [InlineData("sort=-", "sort", "-", FaultCode.UnknownValue, "")]
    [InlineData("fields=Value", "fields", "Value", FaultCode.UnknownValue, "value")]
    [InlineData("period=2024Q1", "period", "2024Q1", FaultCode.InvalidPeriod, "2024-Q1")]
    [InlineData("period=2024-1", "period", "2024-1", FaultCode.InvalidPeriod, "2024-01")]
    [InlineData("period=202411", "period", "202411", FaultCode.InvalidPeriod, "2024-11")]
    [InlineData("period=2024-13", "period", "2024-13", FaultCode.InvalidPeriod, "")]
    [InlineData("period=last", "period", "last", FaultCode.InvalidPeriod, "")]
    [InlineData("from=yesterday", "from", "yesterday", FaultCode.InvalidPeriod, "")]
    [InlineData("to=1899", "to", "1899", FaultCode.InvalidPeriod, "")]
    [InlineData("asOf=2025-02-30", "asOf", "2025-02-30", FaultCode.InvalidDate, "")]
    [InlineData("asOf=2025-05", "asOf", "2025-05", FaultCode.InvalidDate, "")]
    [InlineData("asOf=today", "asOf", "today", FaultCode.InvalidDate, "")]
    [InlineData("derived=yes", "derived", "yes", FaultCode.UnknownValue, "")]
    [InlineData("derived=ture", "derived", "ture", FaultCode.UnknownValue, "true")]
    [InlineData("include=figure", "include", "figure", FaultCode.UnknownValue, "figures")]
    [InlineData("convert=yuan", "convert", "yuan", FaultCode.UnknownValue, null)]
    [InlineData("convert=USD&currency=CNY", "convert", "USD", FaultCode.Conflict, "")]
    [InlineData("limit=0", "limit", "0", FaultCode.OutOfRange, "")]
    [InlineData("limit=10001", "limit", "10001", FaultCode.OutOfRange, "")]
    [InlineData("limit=-1", "limit", "-1", FaultCode.OutOfRange, "")]
    [InlineData("limit=1.5", "limit", "1.5", FaultCode.OutOfRange, "")]
    [InlineData("limit=1e3", "limit", "1e3", FaultCode.OutOfRange, "")]
    [InlineData("limit=99999999999999999999", "limit", "99999999999999999999", FaultCode.OutOfRange, "")]
    [InlineData("limit=٥", "limit", "٥", FaultCode.OutOfRange, "")]
    [InlineData("partner", "partner", null, FaultCode.EmptyValue, "")]
    [InlineData("partner=", "partner", "", FaultCode.EmptyValue, "")]
    [InlineData("partner=+", "partner", " ", FaultCode.EmptyValue, "")]
    [InlineData("partner=VN,,MY", "partner", "VN,,MY", FaultCode.EmptyValue, "")]
    [InlineData("partner=,,,", "partner", ",,,", FaultCode.EmptyValue, "")]
    [InlineData("limit=", "limit", "", FaultCode.EmptyValue, "")]
    [InlineData("limit=5&limit=6", "limit", "6", FaultCode.Conflict, "")]
    [InlineData("dataset=articles&dataset=comtrade", "dataset", "comtrade", FaultCode.Conflict, "")]
    [InlineData("period=latest,2024", "period", "latest,2024", FaultCode.Conflict, "latest")]
    [InlineData("from=2025&to=2024", "from", "2025", FaultCode.Conflict, "")]
    [InlineData("period=2023&from=2024", "period", "2023", FaultCode.Conflict, "")]
    [InlineData("period=2025&to=2025-Q3", "period", "2025", FaultCode.Conflict, "")]
    [InlineData("after=nonsense", "after", "nonsense", FaultCode.InvalidCursor, "")]
    [InlineData("partner=%FF", "partner", "%FF", FaultCode.InvalidEncoding, "")]
    public void A_fault_is_named_with_its_value_and_the_nearest_spelling(string query, string parameter, string? value, FaultCode code, string? nearest)
    {
        var fault = Assert.Single(Totals.Wrongly(query));
        Assert.Equal((parameter, value, code), (fault.Parameter, fault.Value, fault.Code));
        if (nearest is not null)
            Assert.Equal(nearest, fault.Suggestions is [var first, ..] ? first : "");
    }

    [Fact]
    public void Every_code_of_fault_is_tested_above_or_below()
    {
        FaultCode[] tested =
        [
            FaultCode.UnknownParameter, FaultCode.UnknownValue, FaultCode.InvalidPeriod, FaultCode.InvalidDate, FaultCode.Missing, FaultCode.OutOfRange, FaultCode.EmptyValue, FaultCode.Conflict,
            FaultCode.InvalidCursor, FaultCode.InvalidEncoding, FaultCode.TooMany,
        ];
        Assert.Equal(Enum.GetValues<FaultCode>(), tested);
    }

    [Theory]
    [InlineData("partner=VN", "reporter", FaultCode.Missing)]
    [InlineData("by=reporter", "partner", FaultCode.Missing)]
    [InlineData("by=commodity&reporter=CN", "partner", FaultCode.Missing)]
    [InlineData("reporter=CN,MY", "reporter", FaultCode.Conflict)]
    [InlineData("by=reporter&partner=CN,MY", "partner", FaultCode.Conflict)]
    [InlineData("reporter=CN&commodity=08,TOTAL", "commodity", FaultCode.Conflict)]
    [InlineData("reporter=CN&flow=exports,imports", "flow", FaultCode.Conflict)]
    [InlineData("reporter=CN&period=2023,2024", "period", FaultCode.Conflict)]
    [InlineData("reporter=CN&currency=CNY&currency=USD", "currency", FaultCode.Conflict)]
    [InlineData("reporter=CN&by=sector", "by", FaultCode.UnknownValue)]
    [InlineData("reporter=CN&top=0", "top", FaultCode.OutOfRange)]
    [InlineData("reporter=CN&top=1001", "top", FaultCode.OutOfRange)]
    [InlineData("reporter=Chian", "reporter", FaultCode.UnknownValue)]
    public void A_ranking_is_of_one_key(string query, string parameter, FaultCode code) =>
        Assert.Equal((parameter, code), Assert.Single(Rankings.Wrongly(query).Select(fault => (fault.Parameter, fault.Code))));

    [Fact]
    public void A_ranking_has_ten_partners_of_the_total_commodity_unless_told()
    {
        var question = Rankings.Soundly("reporter=CN");
        Assert.Equal(("partner", 10), (question.By, question.Top));
        Assert.Equal("rankings?dataset=articles&reporter=CN&commodity=TOTAL&by=partner&top=10", question.Rows);
        Assert.Empty(Rankings.Soundly("by=commodity&reporter=CN&partner=VN&top=3").Commodities);
    }

    [Theory]
    [InlineData("reporter=CN", null, "WLD", null)]
    [InlineData("by=reporter&partner=CN", "WLD", null, null)]
    [InlineData("by=reporter&partner=CN&ofPartner=WLD", null, "WLD", null)] // told, and so not what is usual
    [InlineData("by=commodity&reporter=CN&partner=VN", null, null, "TOTAL")]
    [InlineData("by=commodity&reporter=CN&partner=VN&ofPartner=WLD", null, "WLD", null)]
    public void What_is_ranked_is_measured_in_all_of_its_kind_unless_told(string query, string? reporter, string? partner, string? commodity)
    {
        var question = (Rankings with { Parameters = [.. Rankings.Parameters, Parameter.OfReporter, Parameter.OfPartner, Parameter.OfCommodity] }).Soundly(query);
        Assert.Equal((reporter, partner, commodity), (question.OfReporter, question.OfPartner, question.OfCommodity));
    }

    [Fact]
    public void Derivation_conversion_knowledge_evidence_base_and_verdict_are_read()
    {
        var question = Totals.Soundly("derived=true&convert=usd&asOf=2025-05-01&include=figures");
        Assert.Equal((true, "USD", new DateOnly(2025, 5, 1), true), (question.Derived, question.Convert, question.AsOf, question.IncludesFigures));
        Assert.Equal(["USD"], question.Currencies);
        Assert.Equal("totals?dataset=articles&commodity=TOTAL&currency=USD&derived=true&convert=USD&asOf=2025-05-01", question.Rows);
        Assert.False(Totals.Soundly("derived=false").Derived);
        Assert.Equal("2012", Growth.Soundly("base=2012").Base.ToString());
        Assert.Equal([CheckKind.Sum, CheckKind.Rank], Checks.Soundly("kind=rank,SUM").Kinds);
        Assert.Equal([Verdict.Fails], Checks.Soundly("verdict=fails").Verdicts);
    }

    [Fact]
    public void More_values_than_allowed_are_one_fault_however_they_are_given()
    {
        var values = Enumerable.Repeat("VN", Grammar.MostValues).ToList();
        Assert.Equal(["VN"], Totals.Soundly("partner=" + string.Join(',', values)).Partners);
        foreach (var query in new[] { "partner=VN," + string.Join(',', values), "partner=VN&partner=" + string.Join("&partner=", values), "partner=" + string.Join(",VN&partner=", values) })
            Assert.Equal(("partner", null, FaultCode.TooMany), Assert.Single(Totals.Wrongly(query).Select(fault => (fault.Parameter, fault.Value, fault.Code))));
    }

    [Fact]
    public void Only_as_many_values_as_allowed_are_looked_at() =>
        Assert.Equal(Grammar.MostValues + 1, Totals.Wrongly("partner=" + string.Join(',', Enumerable.Range(1000, 5000))).Count);

    [Fact]
    public void The_same_fault_is_named_once() =>
        Assert.Equal(["XX", "YY"], Totals.Wrongly("partner=XX,YY,XX&partner=XX").Select(fault => fault.Value));

    [Fact]
    public void All_faults_are_named_at_once() =>
        Assert.Equal(
            [
                ("colour", FaultCode.UnknownParameter), ("reporter", FaultCode.UnknownValue), ("partner", FaultCode.UnknownValue), ("flow", FaultCode.EmptyValue),
                ("period", FaultCode.InvalidPeriod), ("limit", FaultCode.OutOfRange), ("sort", FaultCode.Conflict), ("to", FaultCode.InvalidEncoding),
            ],
            Totals.Wrongly("colour=red&reporter=Chian&partner=VN,Narnia&flow=&period=2024-Q9&limit=ten&sort=value&sort=-value&to=%zz").Select(fault => (fault.Parameter, fault.Code))
                .OrderBy(fault => Array.IndexOf(["colour", "reporter", "partner", "flow", "period", "limit", "sort", "to"], fault.Parameter)));

    [Fact]
    public void A_cursor_is_not_judged_while_the_question_has_other_faults() =>
        Assert.Equal(["flow"], Totals.Wrongly("after=nonsense&flow=up").Select(fault => fault.Parameter));

    [Fact]
    public void An_unknown_parameter_of_an_endpoint_without_any_is_told_so() =>
        Assert.Contains("It takes none.", Assert.Single(new Grammar("figures/a-01", [], [], 0).Wrongly("limit=5")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_words_that_a_parameter_takes_are_named() =>
        Assert.Contains("It takes exports, imports, total, balance.", Assert.Single(Totals.Wrongly("flow=up")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("partner=VN", "partner=VN&limit=5&fields=value&format=csv", true)]
    [InlineData("partner=VN,MY", "partner=Malaysia&partner=vietnam", true)]
    [InlineData("partner=VN", "partner=MY", false)]
    [InlineData("partner=VN", "partner=VN&sort=partner", false)]
    [InlineData("partner=VN", "partner=VN&from=2024", false)]
    public void A_cursor_goes_on_only_with_the_rows_it_was_given_for(string first, string next, bool goesOn)
    {
        var cursor = new Cursor(["CN", "VN", "2024", null]).Write(Totals.Soundly(first).Rows);
        if (goesOn)
            Assert.Equal(["CN", "VN", "2024", null], Totals.Soundly($"{next}&after={cursor}").After!.Key);
        else
            Assert.Equal(FaultCode.InvalidCursor, Assert.Single(Totals.Wrongly($"{next}&after={cursor}")).Code);
    }

    [Fact]
    public void A_cursor_holds_the_key_of_a_row_and_the_field_sorted_by()
    {
        var rows = Totals.Soundly("sort=value").Rows;
        Assert.NotNull(Totals.Soundly("sort=value&after=" + new Cursor(["9", "CN", "VN", "2024", "CNY"]).Write(rows)).After);
        Assert.Equal(FaultCode.InvalidCursor, Assert.Single(Totals.Wrongly("sort=value&after=" + new Cursor(["CN", "VN", "2024", "CNY"]).Write(rows))).Code);
    }
}
