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
        foreach (var part in (query.StartsWith('?') ? query[1..] : query).Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? part : part[..equals];
            var value = equals < 0 ? null : part[(equals + 1)..];
            var decoded = value is null ? null : Decode(value);
            if (Decode(name) is { } decodedName && (value is null) == (decoded is null))
                parts.Add((decodedName, decoded));
            else
                faults.Add(new(name, value, FaultCode.InvalidEncoding, "The percent encoding is not that of UTF-8 text: write % itself as %25.", []));
        }
        return parts;
    }

    private static string? Decode(string encoded)
    {
        if (Ascii.IsValid(encoded) && encoded.AsSpan().IndexOfAny('%', '+', '\0') < 0)
            return encoded;
        try
        {
            // What is not percent-encoded goes through the same strict bytes, so that half a surrogate pair is found as well.
            var raw = Strict.GetBytes(encoded);
            var bytes = new List<byte>(raw.Length);
            for (var i = 0; i < raw.Length; i++)
            {
                if (raw[i] != '%')
                    bytes.Add(raw[i] == '+' ? (byte)' ' : raw[i]);
                else if (i + 2 < raw.Length && char.IsAsciiHexDigit((char)raw[i + 1]) && char.IsAsciiHexDigit((char)raw[i + 2]))
                    bytes.Add(Convert.FromHexString([(char)raw[++i], (char)raw[++i]])[0]);
                else
                    return null;
            }
            var text = Strict.GetString([.. bytes]);
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (Exception fault) when (fault is EncoderFallbackException or DecoderFallbackException)
        {
            return null;
        }
    }
}
