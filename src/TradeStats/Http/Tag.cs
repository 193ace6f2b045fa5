using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using TradeStats.Trade;

namespace TradeStats.Http;

/// <summary>The validators of answers: what the bytes depend on, known without asking the database.</summary>
public static class Tag
{
    /// <summary>What a cache may do with an answer: keep it for a minute, then ask whether it still holds.</summary>
    public const string CacheControl = "public, max-age=60";

    // Another build may write the same rows differently.
    private static readonly string Build = typeof(Tag).Module.ModuleVersionId.ToString("n");

    private static readonly DateTimeOffset Built = File.GetLastWriteTimeUtc(typeof(Tag).Assembly.Location);

    /// <summary>
    /// The entity tag of an answer: of the program, the version of the content, the question and the content coding. It is strong: the same tag means the same bytes.
    /// </summary>
    public static EntityTagHeaderValue Of(string version, string question, string? coding) =>
        new($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Build} {version} {question}")))[..20]}{(coding is null ? "" : $"-{coding}")}\"");

    /// <summary>When an answer changed last: with the newest load or with the program, in whole seconds.</summary>
    public static DateTimeOffset ChangedAt(Catalogue catalogue)
    {
        var newest = catalogue.Loaded > Built ? catalogue.Loaded : Built;
        return newest.AddTicks(-(newest.Ticks % TimeSpan.TicksPerSecond));
    }

    /// <summary>
    /// Whether the client holds that answer already: by its tags, or where it names none by its date (RFC 9110, 13.2.2). <c>*</c> is any answer, where it is certain that there is one.
    /// </summary>
    public static bool IsHeld(HttpRequest request, EntityTagHeaderValue tag, DateTimeOffset changedAt, bool isThere)
    {
        // What most requests say, without taking their headers apart: nothing, or the one tag.
        if (request.Headers.IfNoneMatch.Count == 0 && request.Headers.IfModifiedSince.Count == 0)
            return false;
        if (request.Headers.IfNoneMatch.Count == 1 && tag.Tag.Equals(request.Headers.IfNoneMatch[0], StringComparison.Ordinal))
            return true;
        var headers = request.GetTypedHeaders();
        return headers.IfNoneMatch is { Count: > 0 } held
            ? held.Any(one => (isThere && one.Equals(EntityTagHeaderValue.Any)) || one.Compare(tag, useStrongComparison: false))
            : isThere && request.Headers.IfNoneMatch.Count == 0 && headers.IfModifiedSince is { } since && changedAt <= since;
    }
}
