using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using TradeStats.Store;
using TradeStats.Trade;

namespace TradeStats.Http;

/// <summary>
/// Gives answers that were given before, byte for byte with their headers, and keeps those that are given. It stands outside of the compression, so that what is kept need not be
/// compressed again. What is kept belongs to a version: after a load nobody asks for it any more. While the database is away it is not given, so that an answer does not depend
/// on who has asked before.
/// </summary>
internal static class Keeping
{
    // The headers of an answer. The others belong to one request, as those of the allowance, or are set on every answer, as those of CORS.
    private static readonly string[] Kept =
    [
        HeaderNames.ETag, HeaderNames.LastModified, HeaderNames.CacheControl, HeaderNames.Vary, HeaderNames.ContentType, HeaderNames.ContentEncoding,
        HeaderNames.ContentDisposition, HeaderNames.Link, HeaderNames.AcceptRanges, HeaderNames.ContentLength,
    ];

    // Of these a 304 has only the first.
    private const int OfNotModified = 4;

    /// <summary>Gives and keeps the answers of the API.</summary>
    public static void UseKeptAnswers(this WebApplication app)
    {
        var cache = new AnswerCache();
        // Services of the application: those of a request would be made for it, which takes as long as finding the answer.
        var services = app.Services;
        app.Use((http, next) => IsCandidate(http.Request) && services.GetRequiredService<CatalogueWatch>() is { Current: { } catalogue, IsInTouch: true } watch
            ? AnswerAsync(http, next, cache, services, watch, KeyOf(http.Request, catalogue))
            : next(http));
    }

    /// <summary>Says that an answer was written to its end, from the content of a version: only then it may be kept.</summary>
    public static void TellWhole(HttpContext http, Catalogue catalogue)
    {
        if (http.Features.Get<Copy>() is { } copy)
            copy.WholeOf = catalogue.Version;
    }

    private static bool IsCandidate(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.Path.StartsWithSegments("/v1", StringComparison.Ordinal);

    private static AnswerKey KeyOf(HttpRequest request, Catalogue catalogue) => new(
        catalogue.Version, catalogue.Loaded, request.Scheme, request.Host.Value ?? "", request.PathBase.Value ?? "", request.Path.Value ?? "", request.QueryString.Value ?? "",
        request.Headers.Accept.ToString(), request.Headers.AcceptEncoding.ToString());

    private static async Task AnswerAsync(HttpContext http, RequestDelegate next, AnswerCache cache, IServiceProvider services, CatalogueWatch watch, AnswerKey key)
    {
        while (true)
        {
            if (cache.Find(key) is { } kept)
            {
                await SendAsync(http, kept, services);
                return;
            }
            var isConditional = http.Request.Headers.IfNoneMatch.Count > 0 || http.Request.Headers.IfModifiedSince.Count > 0;
            if (isConditional && cache.FindHeld(key) is { } held && held.IsHeld(http.Request))
            {
                SendNotModified(http, held);
                return;
            }
            // Without the whole body there is nothing to keep.
            if (HttpMethods.IsHead(http.Request.Method) || http.Request.Headers.Range.Count > 0)
                break;
            if (cache.TryMake(key, out var making))
            {
                await MakeAsync(http, next, cache, watch, key, making);
                return;
            }
            // Whether what he holds still holds is told sooner than the answer is made.
            if (isConditional)
                break;
            try
            {
                if (!await making.Task.WaitAsync(http.RequestAborted))
                    break;
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
        await next(http);
    }

    private static void SendNotModified(HttpContext http, Validators validators)
    {
        foreach (var (name, value) in validators.Headers)
            http.Response.Headers[name] = value;
        http.Response.StatusCode = StatusCodes.Status304NotModified;
    }

    private static async Task SendAsync(HttpContext http, KeptAnswer kept, IServiceProvider services)
    {
        if (kept.Validators.IsHeld(http.Request))
        {
            SendNotModified(http, kept.Validators);
            return;
        }
        try
        {
            services.GetRequiredService<Allowance>().Take(http);
        }
        catch (ProblemException refused)
        {
            await refused.Problem.WriteAsync(http);
            return;
        }
        foreach (var (name, value) in kept.Headers)
            http.Response.Headers[name] = value;
        if (kept.InParts)
        {
            await Files.SendPartsAsync(http, Results.Bytes(kept.Bytes, kept.MediaType, lastModified: kept.Validators.ChangedAt, entityTag: kept.Validators.Tag, enableRangeProcessing: true), kept.Bytes.Length);
        }
        else
        {
            // Unlike that of an answer that is being made its length is known: it needs no chunks.
            http.Response.ContentLength = kept.Bytes.Length;
            if (!HttpMethods.IsHead(http.Request.Method))
                await http.Response.BodyWriter.WriteAsync(kept.Bytes, http.RequestAborted);
        }
    }

    private static async Task MakeAsync(HttpContext http, RequestDelegate next, AnswerCache cache, CatalogueWatch watch, AnswerKey key, TaskCompletionSource<bool> making)
    {
        var body = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var copy = new Copy(body, askAgain => cache.Release(key, making, askAgain));
        http.Features.Set<IHttpResponseBodyFeature>(copy);
        http.Features.Set(copy);
        var isAlone = false;
        try
        {
            await next(http);
            // A fault is told to each in his own words; what was given up is for the next to make.
            isAlone = http.Response.StatusCode is not (StatusCodes.Status200OK or StatusCodes.Status304NotModified or StatusCodes.Status499ClientClosedRequest);
            if (http.Response.StatusCode == StatusCodes.Status200OK && copy.WholeOf == key.Version && watch.Current?.Version == key.Version && copy.ToArray() is { } bytes && ToKeep(http.Response, bytes) is { } answer)
                cache.Keep(key, answer);
            if (http.Response.StatusCode == StatusCodes.Status304NotModified && watch.Current?.Version == key.Version && ValidatorsOf(http.Response) is { } held)
                cache.KeepHeld(key, held);
        }
        finally
        {
            http.Features.Set(body);
            http.Features.Set<Copy>(null);
            copy.Dispose();
            cache.Release(key, making, askAgain: !isAlone);
        }
    }

    private static KeptAnswer? ToKeep(HttpResponse response, byte[] bytes) => ValidatorsOf(response) is { } validators && response.ContentType is { } mediaType
        ? new(HeadersOf(response, Kept), bytes, validators) { MediaType = mediaType, InParts = response.Headers.AcceptRanges == "bytes" }
        : null;

    private static Validators? ValidatorsOf(HttpResponse response) => response.GetTypedHeaders() is { ETag: { } tag, LastModified: { } changedAt }
        ? new(HeadersOf(response, Kept.AsSpan(0, OfNotModified)), tag, changedAt)
        : null;

    private static KeyValuePair<string, StringValues>[] HeadersOf(HttpResponse response, ReadOnlySpan<string> names)
    {
        var headers = new List<KeyValuePair<string, StringValues>>(names.Length);
        foreach (var name in names)
        {
            if (response.Headers[name] is { Count: > 0 } value)
                headers.Add(new(name, value));
        }
        return [.. headers];
    }

    /// <summary>The body of an answer on its way out, copied as long as it is small enough to be kept.</summary>
    private sealed class Copy(IHttpResponseBodyFeature inner, Action<bool> release) : PipeWriter, IHttpResponseBodyFeature, IDisposable
    {
        private const int UsualBytes = 4096;

        private readonly PipeWriter _writer = inner.Writer;
        private byte[]? _bytes = ArrayPool<byte>.Shared.Rent(UsualBytes);
        private int _count;
        private Memory<byte> _memory;
        private Stream? _stream;

        /// <summary>The version of the content that the whole answer was made from; null as long as it is not whole.</summary>
        public string? WholeOf { get; set; }

        /// <summary>The bytes; null where there are too many.</summary>
        public byte[]? ToArray() => _bytes?.AsSpan(0, _count).ToArray();

        public Stream Stream => _stream ??= AsStream(leaveOpen: true);

        public PipeWriter Writer => this;

        public override bool CanGetUnflushedBytes => _writer.CanGetUnflushedBytes;

        public override long UnflushedBytes => _writer.UnflushedBytes;

        public override Memory<byte> GetMemory(int sizeHint = 0) => _memory = _writer.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public override void Advance(int bytes)
        {
            if (_bytes is not null && _count + bytes <= AnswerCache.LargestBytes)
            {
                Append(_memory.Span[..bytes]);
            }
            else if (_bytes is not null)
            {
                // Nobody waits for the end of an answer that he will not get.
                Dispose();
                release(false);
            }
            _writer.Advance(bytes);
            _memory = _memory[bytes..];
        }

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            var flush = _writer.FlushAsync(cancellationToken);
            // The others must not wait for a reader who takes his time: the next of them makes the answer too.
            if (!flush.IsCompleted)
                release(true);
            return flush;
        }

        public override void CancelPendingFlush() => _writer.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => _writer.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => _writer.CompleteAsync(exception);

        public Task CompleteAsync() => inner.CompleteAsync();

        public void DisableBuffering() => inner.DisableBuffering();

        public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
            SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

        public Task StartAsync(CancellationToken cancellationToken = default) => inner.StartAsync(cancellationToken);

        public void Dispose()
        {
            if (_bytes is not null)
                ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = null;
        }

        private void Append(ReadOnlySpan<byte> bytes)
        {
            if (_count + bytes.Length > _bytes!.Length)
            {
                var wider = ArrayPool<byte>.Shared.Rent(2 * (_count + bytes.Length));
                _bytes.AsSpan(0, _count).CopyTo(wider);
                ArrayPool<byte>.Shared.Return(_bytes);
                _bytes = wider;
            }
            bytes.CopyTo(_bytes.AsSpan(_count));
            _count += bytes.Length;
        }
    }
}
