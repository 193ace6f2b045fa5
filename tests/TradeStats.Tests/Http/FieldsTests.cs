using System.Text.Json;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>The names and the order of fields are a promise: they stand here once more, written out.</summary>
public class FieldsTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private readonly Api _api = shared.Api;

    public static readonly TheoryData<string, string> Promised = new()
    {
        {
            "totals",
            "reporter, reporterName, partner, partnerName, flow, commodity, commodityName, period, frequency, currency, value, low, high, qualifier, method, disputed, figures, basis, citation, sumOf, parts, missing, reason"
        },
        {
            "growth",
            "reporter, reporterName, partner, partnerName, flow, commodity, commodityName, period, basePeriod, frequency, currency, growthPercent, low, high, method, "
            + "publishedPercent, computedPercent, agrees, multiple, annualPercent, value, baseValue, reason, figures, "
            + "annualLow, annualHigh, valueLow, valueHigh, baseLow, baseHigh, citation, missing"
        },
        {
            "shares",
            "reporter, reporterName, partner, partnerName, flow, commodity, commodityName, ofReporter, ofPartner, ofCommodity, period, frequency, currency, sharePercent, low, high, method, "
            + "publishedPercent, computedPercent, agrees, value, ofValue, reason, figures, valueLow, valueHigh, ofLow, ofHigh, citation, missing"
        },
        {
            "figures",
            "id, measure, indicator, reporter, reporterName, partner, partnerName, entity, flow, commodity, commodityName, period, periodInferred, frequency, unit, currency, number, low, high, "
            + "qualifier, of, base, asPrinted, conversion, attributedTo, source, sourceTitle, publisher, published, publishedInferred, document, line, note"
        },
        {
            "sources",
            "id, title, publisher, publisherInferred, author, published, publishedInferred, document, url, figureCount, dateEvidence, citation, alsoIn"
        },
        {
            "rankings",
            "rank, code, name, value, low, high, sharePercent, cumulativePercent, growthPercent, qualifier, method, figures, by, reporter, reporterName, partner, partnerName, flow, commodity, "
            + "commodityName, period, frequency, currency, ofReporter, ofPartner, ofCommodity, undecidedWith, publishedRank, streakYears, citation"
        },
        { "checks", "id, kind, reporter, partner, flow, commodity, period, currency, statement, expected, actual, low, high, verdict, figures" },
        { "availability", "dimension, code, name, count" },
        { "areas", "code, name, kind, alpha3, m49, spellings, memberOf, memberships" },
        { "commodities", "code, name, classification, parent" },
        { "datasets", "id, title, version, loaded, observationCount, figureCount, firstPeriod, lastPeriod, currencies, licence, frequencies" },
    };

    [Theory]
    [MemberData(nameof(Promised))]
    public async Task Every_row_has_every_field_in_the_order_of_the_contract(string noun, string fields)
    {
        var rows = await _api.RowsAsync($"/v1/{noun}?limit=10000{(noun == "rankings" ? "&reporter=CN" : "")}");
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(fields.Split(", "), row.Names()));
    }

    [Theory]
    [MemberData(nameof(Promised))]
    public async Task The_header_of_CSV_has_the_same_fields_in_the_same_order(string noun, string fields) =>
        Assert.Equal(fields.Replace(", ", ",", StringComparison.Ordinal), (await _api.GetAsync($"/v1/{noun}.csv{(noun == "rankings" ? "?reporter=CN" : "")}")).Text.Split("\r\n")[0]);

    [Fact]
    public async Task What_is_not_known_is_null_and_not_left_out()
    {
        var row = (await _api.RowsAsync("/v1/totals?reporter=CN&partner=TH&period=2024&currency=USD")).Where();
        Assert.Equal(JsonValueKind.Null, row.GetProperty("high").ValueKind);
        Assert.Equal((100_000_000_000m, 100_000_000_000m, "atLeast"), (row.Number("value"), row.Number("low"), row.Text("qualifier")));
    }

    [Fact]
    public async Task The_envelope_is_data_and_meta()
    {
        var list = await _api.GetAsync("/v1/totals?partner=MY");
        Assert.Equal(["data", "meta"], list.Json.Names());
        Assert.Equal(["dataset", "version", "count", "next", "notes"], list.Meta.Names());
        Assert.Equal(list.Rows.Count, list.Meta.Number("count"));
        Assert.Matches("^[0-9a-f]{12}$", list.Meta.Text("version"));
        Assert.Equal("application/json; charset=utf-8", list.Header("Content-Type"));
        var one = await _api.GetAsync("/v1/figures/yunnan-asean-trade-01");
        Assert.Equal(["data", "meta"], one.Json.Names());
        Assert.Equal(["dataset", "version", "count", "next", "notes"], one.Meta.Names());
    }

    [Fact]
    public async Task Fields_are_answered_as_asked_for_and_in_that_order()
    {
        var reply = await _api.GetAsync("/v1/totals?partner=MY&fields=value,partner&fields=period");
        Assert.All(reply.Rows, row => Assert.Equal(["value", "partner", "period"], row.Names()));
        var whole = await _api.RowsAsync("/v1/totals?partner=MY");
        Assert.Equal(whole.Select(row => row.Raw("value")), reply.Rows.Select(row => row.Raw("value")));
        Assert.StartsWith("value,partner\r\n", (await _api.GetAsync("/v1/totals.csv?partner=MY&fields=value,partner")).Text, StringComparison.Ordinal);
    }
}
