using System.Text;

namespace TradeStats.Queries;

/// <summary>A raw query string taken apart, without guesses: what cannot be decoded is a fault.</summary>
public static class QueryString
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The names and values in order of appearance. <c>+</c> is a space, a name without <c>=</c> has the value null, empty parts are skipped.
    /// </summary>
    /// <param name="query">The part after the question mark; a leading question mark is allowed.</param>
    /// <param name="faults">Receives what cannot be decoded.</param>
    public static IReadOnlyList<(string Name, string? Value)> Split(string query, ICollection<Fault> faults)
    {
        var parts = new List<(string, string?)>();
        foreach (var part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? part : part[..equals];
            var value = equals < 0 ? null : part[(equals + 1)..];
            if (Decode(name) is { } decodedName && (value is null || Decode(value) is not null))
                parts.Add((decodedName, value is null ? null : Decode(value)));
            else
                faults.Add(new(name, value, FaultCode.InvalidEncoding, "The percent encoding is not that of UTF-8 text: write % itself as %25.", []));
        }
        return parts;
    }

    private static string? Decode(string encoded)
    {
        var bytes = new List<byte>(encoded.Length);
        for (var i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] != '%')
            {
                var character = encoded[i] == '+' ? ' ' : encoded[i];
                bytes.AddRange(Encoding.UTF8.GetBytes([character, .. char.IsHighSurrogate(character) && i + 1 < encoded.Length ? [encoded[++i]] : Array.Empty<char>()]));
            }
            else if (i + 2 < encoded.Length && char.IsAsciiHexDigit(encoded[i + 1]) && char.IsAsciiHexDigit(encoded[i + 2]))
            {
                bytes.Add(Convert.FromHexString(encoded.AsSpan(i + 1, 2))[0]);
                i += 2;
            }
            else
            {
                return null;
            }
        }
        try
        {
            var text = Strict.GetString([.. bytes]);
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
