using System.Net;
using System.Text.Json;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>Every error has one shape, and names every fault.</summary>
public class ProblemTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private static readonly string TooMany = string.Join(',', Enumerable.Range(1900, 299).Concat(Enumerable.Range(1900, 2)));

    private readonly Api _api = shared.Api;

    /// <summary>Questions with one fault or several, each with its parameter and code, and what is suggested for the first.</summary>
    public static readonly TheoryData<string, string, string> Faulty = new()
    {
        { "totals?patner=VN", "patner unknownParameter", "partner" },
        { "totals?Partner=VN", "Partner unknownParameter", "partner" },
        { "totals?measure=value", "measure unknownParameter", "" },
        { "totals?ofPartner=WLD", "ofPartner unknownParameter", "partner" },
        { "totals?partner=Vietnan", "partner unknownValue", "Vietnam" },
        { "totals?reporter=Malasia", "reporter unknownValue", "Malaysia" },
        { "totals?partner=qqqqqq", "partner unknownValue", "" },
        { "totals?flow=export", "flow unknownValue", "exports" },
        { "totals?commodity=agricultural-product", "commodity unknownValue", "agricultural-products" },
        { "totals?currency=USS", "currency unknownValue", "USD" },
        { "totals?frequency=anual", "frequency unknownValue", "annual" },
        { "totals?dataset=article", "dataset unknownValue", "articles" },
        { "totals?period=2024-13", "period invalidPeriod", "" },
        { "totals?period=2025Q1", "period invalidPeriod", "2025-Q1" },
        { "totals?period=abc", "period invalidPeriod", "" },
        { "totals?period=2025-08/2025-01", "period invalidPeriod", "" },
        { "totals?period=1899", "period invalidPeriod", "" },
        { "totals?from=0000", "from invalidPeriod", "" },
        { "totals?to=99999", "to invalidPeriod", "" },
        { "totals?limit=0", "limit outOfRange", "" },
        { "totals?limit=10001", "limit outOfRange", "" },
        { "totals?limit=abc", "limit outOfRange", "" },
        { "totals?limit=-1", "limit outOfRange", "" },
        { "totals?limit=99999999999999999999", "limit outOfRange", "" },
        { "totals?limit=1.0", "limit outOfRange", "" },
        { "totals?partner=", "partner emptyValue", "" },
        { "totals?partner", "partner emptyValue", "" },
        { "totals?partner=VN,,MY", "partner emptyValue", "" },
        { "totals?limit=", "limit emptyValue", "" },
        { "totals?limit=1&limit=2", "limit conflict", "" },
        { "totals?dataset=articles&dataset=other", "dataset conflict", "" },
        { "totals?from=2025&to=2024", "from conflict", "" },
        { "totals?period=2020&from=2021", "period conflict", "" },
        { "totals?period=latest,2024", "period conflict", "latest" },
        { "totals?sort=valu", "sort unknownValue", "value" },
        { "totals?sort=--value", "sort unknownValue", "" },
        { "totals?fields=value,valeu", "fields unknownValue", "value" },
        { "totals?after=nonsense", "after invalidCursor", "" },
        { "totals?after=W10", "after invalidCursor", "" },
        { "totals?after=%22", "after invalidCursor", "" },
        { "totals?partner=%ZZ", "partner invalidEncoding", "" },
        { "totals?partner=%FF", "partner invalidEncoding", "" },
        { "totals?partner=%00", "partner invalidEncoding", "" },
        { "totals?partner=%", "partner invalidEncoding", "" },
        { $"totals?period={TooMany}", "period tooMany", "" },
        { "totals.csv?format=json", "format conflict", "csv" },
        { "figures?measure=values", "measure unknownValue", "value" },
        { "figures?source=yunnan-asean-trad", "source unknownValue", "yunnan-asean-trade" },
        { "figures?indicator=investments", "indicator unknownValue", "investment" },
        { "shares?ofPartner=Asia", "ofPartner unknownValue", "" },
        { "areas?partner=VN", "partner unknownParameter", "" },
        { "figures/yunnan-asean-trade-01?format=json", "format unknownParameter", "" },
        { "sources/yunnan-asean-trade?x=1", "x unknownParameter", "" },
        { "totals?patner=VN&flow=sideways&limit=0&period=never", "patner unknownParameter,flow unknownValue,period invalidPeriod,limit outOfRange", "" },
        { "totals?partner=Vietnan,Malasia,MY", "partner unknownValue,partner unknownValue", "" },
        { "totals?partner=%FF&x=1&after=y", "partner invalidEncoding,x unknownParameter", "" },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task A_question_that_cannot_be_understood_names_every_fault_and_the_nearest_spelling(string question, string faults, string suggestion)
    {
        var problem = Problems.Is(await _api.GetAsync("/v1/" + question), HttpStatusCode.BadRequest, "badQuestion");
        Assert.Equal(faults, string.Join(',', Problems.Faults(problem)));
        if (suggestion.Length > 0)
            Assert.Equal(suggestion, Problems.Suggestions(problem)[0]);
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404, "notFound")]
    [InlineData("GET", "/v1", 404, "notFound")]
    [InlineData("GET", "/v2/totals", 404, "notFound")]
    [InlineData("GET", "/v1/totals/2024", 404, "notFound")]
    [InlineData("GET", "/openapi/v2.json", 404, "notFound")]
    [InlineData("GET", "/v1/figures/none", 404, "notFound")]
    [InlineData("GET", "/v1/sources/none", 404, "notFound")]
    [InlineData("POST", "/v1/totals", 405, "methodNotAllowed")]
    [InlineData("PUT", "/v1/figures/yunnan-asean-trade-01", 405, "methodNotAllowed")]
    [InlineData("DELETE", "/v1/totals.csv", 405, "methodNotAllowed")]
    [InlineData("PATCH", "/health/live", 405, "methodNotAllowed")]
    [InlineData("OPTIONS", "/v1/totals", 405, "methodNotAllowed")]
    [InlineData("POST", "/nowhere", 404, "notFound")]
    [InlineData("GET", "/v1/totals.pdf", 406, "notAcceptable")]
    public async Task What_is_not_there_has_the_same_shape(string method, string path, int status, string code)
    {
        var reply = await _api.SendAsync(new(method), path);
        Problems.Is(reply, (HttpStatusCode)status, code);
        if (status == 405)
            Assert.Equal(["GET", "HEAD"], reply.Header("Allow")!.Split(", ").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_misspelt_path_or_source_is_told_the_nearest()
    {
        Assert.Contains("/v1/totals", (await _api.GetAsync("/v1/total")).Json.Text("detail"), StringComparison.Ordinal);
        var source = Problems.Is(await _api.GetAsync("/v1/sources/yunnan-asean-trad"), HttpStatusCode.NotFound, "notFound");
        Assert.Equal(["yunnan-asean-trade"], Problems.Suggestions(source));
    }

    [Fact]
    public async Task The_value_found_is_told_as_it_was_understood()
    {
        var problem = (await _api.GetAsync("/v1/totals?partner=Vi%E1%BB%87t+Nan")).Json;
        Assert.Equal("Việt Nan", problem.GetProperty("errors")[0].Text("value"));
        var nothing = (await _api.GetAsync("/v1/totals?what")).Json;
        Assert.Equal(JsonValueKind.Null, nothing.GetProperty("errors")[0].GetProperty("value").ValueKind);
    }
}
