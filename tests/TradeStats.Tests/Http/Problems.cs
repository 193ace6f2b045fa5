using System.Net;
using System.Text.Json;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>The one shape of errors.</summary>
internal static class Problems
{
    private static readonly string[] Codes =
        ["badQuestion", "badRequest", "notFound", "methodNotAllowed", "notAcceptable", "tooLarge", "noSuchPart", "tooManyRequests", "timedOut", "databaseAway", "internal"];

    private static readonly string[] FaultCodes =
        ["unknownParameter", "unknownValue", "invalidPeriod", "outOfRange", "emptyValue", "conflict", "invalidCursor", "invalidEncoding", "tooMany"];

    /// <summary>That an answer is a problem of a kind, in the one shape that problems have.</summary>
    public static JsonElement Is(Reply reply, HttpStatusCode status, string code)
    {
        Assert.True(status == reply.Status, $"{reply.Path} answers {(int)reply.Status} rather than {(int)status}: {reply.Text}");
        Assert.Equal("application/problem+json", reply.Header("Content-Type"));
        Assert.Contains("no-store", reply.Header("Cache-Control"), StringComparison.Ordinal);
        Assert.Null(reply.Header("ETag"));
        Assert.Null(reply.Header("Content-Disposition"));
        var problem = reply.Json;
        Assert.Equal(["type", "title", "status", "detail", "code", "traceId", "errors"], problem.Names());
        Assert.Equal((code, (decimal)status, $"urn:tradestats:problem:{code}"), (problem.Text("code"), problem.Number("status"), problem.Text("type")));
        Assert.Contains(code, Codes);
        Assert.NotEmpty(problem.Text("title")!);
        Assert.NotEmpty(problem.Text("detail")!);
        Assert.NotEmpty(problem.Text("traceId")!);
        foreach (var fault in problem.GetProperty("errors").EnumerateArray())
        {
            Assert.Equal(["parameter", "value", "code", "message", "suggestions"], fault.Names());
            Assert.Contains(fault.Text("code"), FaultCodes);
            Assert.NotEmpty(fault.Text("message")!);
            Assert.All(fault.Texts("suggestions"), Assert.NotEmpty);
        }
        return problem;
    }

    /// <summary>The faults, each as its parameter and code.</summary>
    public static IEnumerable<string> Faults(JsonElement problem) =>
        problem.GetProperty("errors").EnumerateArray().Select(fault => $"{fault.Text("parameter")} {fault.Text("code")}");

    /// <summary>The suggestions of the only fault.</summary>
    public static IReadOnlyList<string> Suggestions(JsonElement problem) => Assert.Single(problem.GetProperty("errors").EnumerateArray()).Texts("suggestions");
}
