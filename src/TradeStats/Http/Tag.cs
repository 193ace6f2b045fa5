using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace TradeStats.Http;

/// <summary>The validators of answers: what the bytes depend on, known without asking the database.</summary>
public static class Tag
{
    // Another build may write the same rows differently.
    private static readonly string Build = typeof(Tag).Module.ModuleVersionId.ToString("n");

    /// <summary>
    /// The entity tag of an answer: of the program, the version of the content and the question. It is weak, because the bytes also depend on the compression.
    /// </summary>
    public static EntityTagHeaderValue Of(string version, string question) =>
        new($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Build} {version} {question}")))[..20]}\"", isWeak: true);

    /// <summary>Whether the client holds that answer already; <c>*</c> is any answer, where it is certain that there is one.</summary>
    public static bool IsHeld(HttpRequest request, EntityTagHeaderValue tag, bool isThere) =>
        request.GetTypedHeaders().IfNoneMatch is { Count: > 0 } held
        && held.Any(one => (isThere && one.Equals(EntityTagHeaderValue.Any)) || one.Compare(tag, useStrongComparison: false));

    /// <summary>What a cache may do with an answer: keep it for a minute, then ask whether it still holds.</summary>
    public const string CacheControl = "public, max-age=60";
}
