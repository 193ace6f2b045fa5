using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TradeStats.Queries;

/// <summary>Where a page ended: the key of its last row, for one question only.</summary>
/// <param name="Key">The values of the columns that order the rows, as text, in their order; null for a null.</param>
public sealed record Cursor(IReadOnlyList<string?> Key)
{
    private const int DigestLength = 8;

    /// <summary>The text of a cursor, safe in a URL.</summary>
    /// <param name="question">The canonical question, which the cursor is bound to.</param>
    public string Write(string question) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes((string?[])[Digest(question), .. Key]));

    /// <summary>Reads a cursor; null where the text is none or belongs to another question.</summary>
    public static Cursor? Read(string text, string question)
    {
        try
        {
            return JsonSerializer.Deserialize<string?[]>(Base64Url.DecodeFromChars(text)) is [var digest, .. var key] && digest == Digest(question)
                ? new(key)
                : null;
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            return null;
        }
    }

    private static string Digest(string question) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question)))[..DigestLength];
}
