using System.Collections.Frozen;
using System.Text;

namespace TradeStats.Imports;

/// <summary>Codes to find the bytes of a table among, without a new text for each row.</summary>
internal sealed class KnownCodes
{
    private const int Longest = 64;

    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _codes;

    /// <param name="codes">The codes; those that are not ASCII, or longer than any is, cannot be found.</param>
    public KnownCodes(IEnumerable<string> codes) =>
        _codes = codes.Distinct().ToFrozenDictionary(code => code, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The code that a text is, to the letter; null where it is none.</summary>
    public string? Find(ReadOnlySpan<byte> text)
    {
        Span<char> characters = stackalloc char[Longest];
        return text.Length <= Longest && Ascii.ToUtf16(text, characters, out var length) is System.Buffers.OperationStatus.Done && _codes.TryGetValue(characters[..length], out var code)
            ? code : null;
    }
}
