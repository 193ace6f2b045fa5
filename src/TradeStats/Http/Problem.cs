using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TradeStats.Queries;
using TradeStats.Trade;

namespace TradeStats.Http;

/// <summary>The kinds of error answers. The list is closed: clients may switch on it.</summary>
public enum ProblemCode
{
    /// <summary>400: the question has faults; <c>errors</c> names every one.</summary>
    BadQuestion = 1,

    /// <summary>400: the request is no valid HTTP.</summary>
    BadRequest,

    /// <summary>404: there is nothing under this path or id.</summary>
    NotFound,

    /// <summary>405: the path answers to GET and HEAD only.</summary>
    MethodNotAllowed,

    /// <summary>406: no such format, or none that the Accept header allows.</summary>
    NotAcceptable,

    /// <summary>413: more rows than can be answered this way.</summary>
    TooLarge,

    /// <summary>416: the part asked for lies beyond the end of the answer.</summary>
    NoSuchPart,

    /// <summary>429: the client has asked too often; try again after the seconds of Retry-After.</summary>
    TooManyRequests,

    /// <summary>504: the answer took too long to begin.</summary>
    TimedOut,

    /// <summary>503: the database is away; try again after the seconds of Retry-After.</summary>
    DatabaseAway,

    /// <summary>500: a fault of the service.</summary>
    Internal,
}

/// <summary>An error answer after RFC 9457.</summary>
/// <param name="Code">The kind of error.</param>
/// <param name="Detail">What is wrong and what to do, in words.</param>
/// <param name="Errors">Every fault found; empty where the fault is not in one parameter.</param>
public sealed record Problem(ProblemCode Code, string Detail, IReadOnlyList<Fault> Errors)
{
    /// <summary>The seconds after which a client should try again while the database is away.</summary>
    public const int RetryAfterSeconds = 2;

    /// <summary>The seconds after which a client should try again; null where trying again does not help.</summary>
    public int? RetryAfter { get; init; } = Code is ProblemCode.DatabaseAway ? RetryAfterSeconds : null;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>An error without faults of parameters.</summary>
    public Problem(ProblemCode code, string detail)
        : this(code, detail, [])
    {
    }

    /// <summary>The HTTP status.</summary>
    public int Status => Code switch
    {
        ProblemCode.BadQuestion or ProblemCode.BadRequest => StatusCodes.Status400BadRequest,
        ProblemCode.NotFound => StatusCodes.Status404NotFound,
        ProblemCode.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        ProblemCode.NotAcceptable => StatusCodes.Status406NotAcceptable,
        ProblemCode.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ProblemCode.NoSuchPart => StatusCodes.Status416RangeNotSatisfiable,
        ProblemCode.TooManyRequests => StatusCodes.Status429TooManyRequests,
        ProblemCode.TimedOut => StatusCodes.Status504GatewayTimeout,
        ProblemCode.DatabaseAway => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>The title, the same for every problem of the code.</summary>
    public string Title => Code switch
    {
        ProblemCode.BadQuestion => "The question cannot be understood",
        ProblemCode.BadRequest => "The request is not valid HTTP",
        ProblemCode.NotFound => "There is nothing here",
        ProblemCode.MethodNotAllowed => "Only GET and HEAD are answered",
        ProblemCode.NotAcceptable => "There is no such format",
        ProblemCode.TooLarge => "The answer would be too large",
        ProblemCode.NoSuchPart => "The answer has no such part",
        ProblemCode.TooManyRequests => "Too many questions",
        ProblemCode.TimedOut => "The answer took too long",
        ProblemCode.DatabaseAway => "The database is away",
        _ => "The service failed",
    };

    /// <summary>What tells a request from all others, in answers and in the log.</summary>
    public static string TraceIdOf(HttpContext http) => Activity.Current?.Id ?? http.TraceIdentifier;

    /// <summary>Writes the problem as the whole answer, also of a request whose time is up. The answer must not have begun.</summary>
    public async Task WriteAsync(HttpContext http)
    {
        http.Response.StatusCode = Status;
        http.Response.ContentType = "application/problem+json";
        http.Response.Headers.CacheControl = "no-store";
        if (RetryAfter is { } seconds)
            http.Response.Headers.RetryAfter = $"{seconds}";
        var code = Words<ProblemCode>.Of(Code);
        await http.Response.Body.WriteAsync(
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    Type = $"urn:tradestats:problem:{code}",
                    Title,
                    Status,
                    Detail,
                    Code = code,
                    TraceId = TraceIdOf(http),
                    Errors,
                },
                Json),
            CancellationToken.None);
    }
}

/// <summary>Thrown where an answer turns out to be a problem.</summary>
/// <param name="problem">The answer.</param>
public sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    /// <summary>The answer.</summary>
    public Problem Problem { get; } = problem;
}
