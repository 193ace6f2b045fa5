using System.Collections.Concurrent;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace TradeStats.Http;

/// <summary>All that an answer depends on: the content, the way it was asked for, and how the client wants it. Spellings of one question are told apart, because answers repeat the address.</summary>
internal readonly record struct AnswerKey(
    string Version, DateTimeOffset Loaded, string Scheme, string Host, string PathBase, string Path, string Query, string Accept, string Coding)
{
    // It is looked for in several places, and its texts are long.
    private readonly int _hash = HashCode.Combine(Version, Host, PathBase, Path, Query, Accept, Coding);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;
}

/// <summary>What tells whether a client still holds an answer (RFC 9110, 8.8), and what a 304 says of it.</summary>
/// <param name="Headers">The headers of the 304.</param>
/// <param name="Tag">The tag of the answer.</param>
/// <param name="ChangedAt">When the answer changed last.</param>
internal sealed record Validators(KeyValuePair<string, StringValues>[] Headers, EntityTagHeaderValue Tag, DateTimeOffset ChangedAt)
{
    /// <summary>Whether the client holds that answer already.</summary>
    public bool IsHeld(HttpRequest request) => Http.Tag.IsHeld(request, Tag, ChangedAt, isThere: true);
}

/// <summary>An answer as it went out.</summary>
/// <param name="Headers">The headers that belong to the answer rather than to the request.</param>
/// <param name="Bytes">The body, in the content coding that the headers name.</param>
/// <param name="Validators">What tells whether a client still holds it.</param>
internal sealed record KeptAnswer(KeyValuePair<string, StringValues>[] Headers, byte[] Bytes, Validators Validators)
{
    public required string MediaType { get; init; }

    /// <summary>Whether parts of it can be asked for.</summary>
    public required bool InParts { get; init; }
}

/// <summary>
/// The answers asked for of late: those asked for again in at most <see cref="MostBytes"/>, those asked for once in <see cref="MostBytesOnce"/> more, so that many who ask each
/// something else neither push out what is asked for all the time nor leave much behind. Of those who ask for the same at once one makes the answer and the others wait for it.
/// Of answers that clients hold themselves the validators are kept, as many as take <see cref="MostBytesOnce"/>.
/// </summary>
internal sealed class AnswerCache
{
    /// <summary>The bytes of all answers that are kept because they were asked for again.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    /// <summary>The bytes of all others.</summary>
    public const int MostBytesOnce = 4 * 1024 * 1024;

    /// <summary>The bytes of the largest answer that is kept; a page of a thousand rows has fewer.</summary>
    public const int LargestBytes = 1024 * 1024;

    private readonly ConcurrentDictionary<AnswerKey, TaskCompletionSource<bool>> _making = new();
    private readonly Shelf<KeptAnswer> _again = new(MostBytes, static answer => answer.Bytes.Length);
    private readonly Shelf<KeptAnswer> _once = new(MostBytesOnce, static answer => answer.Bytes.Length);
    private readonly Shelf<Validators> _held = new(MostBytesOnce, static _ => 0);

    /// <summary>The answer of a key; null where it is not kept.</summary>
    public KeptAnswer? Find(in AnswerKey key)
    {
        if (_again.Find(key) is { } known)
            return known;
        var answer = _once.Find(key);
        if (answer is not null)
            _again.Keep(key, answer);
        return answer;
    }

    /// <summary>Keeps an answer.</summary>
    public void Keep(in AnswerKey key, KeptAnswer answer) => _once.Keep(key, answer);

    /// <summary>The validators of an answer that a client held; null where they are not kept.</summary>
    public Validators? FindHeld(in AnswerKey key) => _held.Find(key);

    /// <summary>Keeps the validators of an answer that a client holds.</summary>
    public void KeepHeld(in AnswerKey key, Validators validators) => _held.Keep(key, validators);

    /// <summary>
    /// Makes the caller the maker of an answer and gives what it must <see cref="Release"/>; or gives the promise of another maker:
    /// true where the question is to be asked of the cache again, false where everyone makes such an answer for himself.
    /// </summary>
    public bool TryMake(in AnswerKey key, out TaskCompletionSource<bool> making)
    {
        var mine = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        making = _making.GetOrAdd(key, mine);
        return making == mine;
    }

    /// <summary>Lets those go who wait for a maker; more than once does no harm.</summary>
    public void Release(in AnswerKey key, TaskCompletionSource<bool> making, bool askAgain)
    {
        _making.TryRemove(new(key, making));
        making.TrySetResult(askAgain);
    }

    /// <summary>Answers, or their validators, up to a number of bytes. What is used goes into the younger of two generations; when that has its half, the older one is forgotten.</summary>
    private sealed class Shelf<T>(int mostBytes, Func<T, int> sizeOf)
        where T : class
    {
        // What an entry takes beside its body: the key, the headers, the places in the table.
        private const int Overhead = 1024;

        private readonly Lock _lock = new();
        private volatile Generation<T> _younger = new();
        private volatile Generation<T> _older = new();

        public T? Find(in AnswerKey key)
        {
            if (_younger.Answers.TryGetValue(key, out var answer))
                return answer;
            if (_older.Answers.TryGetValue(key, out answer))
                Keep(key, answer);
            return answer;
        }

        public void Keep(in AnswerKey key, T answer)
        {
            lock (_lock)
            {
                var size = sizeOf(answer) + Overhead;
                if (_younger.Bytes + size > mostBytes / 2)
                    (_older, _younger) = (_younger, new());
                if (_younger.Answers.TryAdd(key, answer))
                    _younger.Bytes += size;
            }
        }
    }

    private sealed class Generation<T>
    {
        public long Bytes;

        public ConcurrentDictionary<AnswerKey, T> Answers { get; } = new();
    }
}
