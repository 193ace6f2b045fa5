using Microsoft.AspNetCore.Diagnostics;
using TradeStats.Queries;
using TradeStats.Representations;
using TradeStats.Store;

namespace TradeStats.Http;

/// <summary>Turns whatever goes wrong into a problem: one shape for every error.</summary>
public static partial class Faults
{
    /// <summary>Answers faults of the service, of the database and of the request as problems.</summary>
    public static void UseProblems(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Faults));
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = http =>
            {
                var problem = ToProblem(http.Features.Get<IExceptionHandlerFeature>()!.Error, log, Problem.TraceIdOf(http));
                if (!IsUnderWay(http.Response))
                    return problem.WriteAsync(http);
                // Part of an answer is on its way already, if only in memory: a problem must not follow it.
                http.Abort();
                return Task.CompletedTask;
            },
            SuppressDiagnosticsCallback = _ => true,
        });
        app.UseStatusCodePages(context => FromStatus(context.HttpContext).WriteAsync(context.HttpContext));
    }

    /// <summary>Whether part of an answer is written, if only to memory.</summary>
    internal static bool IsUnderWay(HttpResponse response) => response.BodyWriter is { CanGetUnflushedBytes: true, UnflushedBytes: > 0 };

    private static Problem ToProblem(Exception fault, ILogger log, string traceId)
    {
        switch (fault)
        {
            case ProblemException known:
                return known.Problem;
            case TooLargeException tooLarge:
                return new(ProblemCode.TooLarge, tooLarge.Message);
            case BadHttpRequestException malformed:
                return new(ProblemCode.BadRequest, malformed.Message);
            case var _ when Database.IsAway(fault):
                LogAway(log, traceId, fault.Message);
                return new(ProblemCode.DatabaseAway, $"The database cannot be reached just now. Try again in {Problem.RetryAfterSeconds} seconds.");
            default:
                LogFault(log, traceId, fault);
                return new(ProblemCode.Internal, "This is a fault of the service, not of the question. It is logged under the trace id.");
        }
    }

    private static Problem FromStatus(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => NoPath(http.Request.Path),
        StatusCodes.Status405MethodNotAllowed => new(ProblemCode.MethodNotAllowed, $"{http.Request.Path} answers to GET and HEAD, not to {http.Request.Method}."),
        >= 500 => new(ProblemCode.Internal, "This is a fault of the service, not of the question."),
        var status => new(ProblemCode.BadRequest, $"The request was refused with status {status}."),
    };

    private static Problem NoPath(string path)
    {
        var near = new Nearest(Endpoints.Paths).To(path);
        return new(ProblemCode.NotFound, $"There is no {path}. {(near.Count > 0 ? $"Did you mean {string.Join(" or ", near)}? " : "")}See /swagger for what there is.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{TraceId}: a question could not be answered because the database is away: {Fault}")]
    private static partial void LogAway(ILogger log, string traceId, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "{TraceId}: a question failed.")]
    private static partial void LogFault(ILogger log, string traceId, Exception fault);
}
