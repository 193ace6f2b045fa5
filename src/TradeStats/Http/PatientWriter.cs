using System.IO.Pipelines;

namespace TradeStats.Http;

/// <summary>
/// Writes to a reader who must go on reading: where what is sent is not taken within <see cref="Patience"/>, the connection is broken off and with it the query ends.
/// The server's own least rate would not do: it credits a reader with all that the buffers of both systems hold, which can be minutes.
/// </summary>
internal sealed class PatientWriter : PipeWriter, IDisposable
{
    /// <summary>How long a reader may take nothing.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpContext _http;
    private readonly PipeWriter _inner;
    private Timer? _timer;

    public PatientWriter(HttpContext http) => (_http, _inner) = (http, http.Response.BodyWriter);

    public override bool CanGetUnflushedBytes => _inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => _inner.UnflushedBytes;

    public override void Advance(int bytes) => _inner.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => _inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _inner.GetSpan(sizeHint);

    public override void CancelPendingFlush() => _inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => _inner.Complete(exception);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        var flush = _inner.FlushAsync(cancellationToken);
        return flush.IsCompletedSuccessfully ? new(Read(flush.Result)) : WaitAsync(flush);
    }

    public void Dispose() => _timer?.Dispose();

    private async ValueTask<FlushResult> WaitAsync(ValueTask<FlushResult> flush)
    {
        _timer ??= new(_ => _http.Abort());
        _timer.Change(Patience, Timeout.InfiniteTimeSpan);
        var result = await flush;
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        return Read(result);
    }

    // Whoever went on writing would read the rest of the rows for nobody.
    private static FlushResult Read(FlushResult result) => result.IsCompleted ? throw new OperationCanceledException("The reader has gone.") : result;
}
