using System.Text;

namespace TradeStats.Imports;

/// <summary>Rows of a file one after the other, whatever its layout. The fields of a row are valid until the next is read.</summary>
internal abstract class Table
{
    /// <summary>The longest line, or JSON row, that is read. Real ones have less than 1000 bytes.</summary>
    public const int LongestRow = 1 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The line on which the row begins, counted from 1.</summary>
    public abstract long Line { get; }

    /// <summary>What is wrong with the form of the row, so that its fields mean nothing; null where it is sound.</summary>
    public string? Flaw { get; protected set; }

    /// <summary>The bytes of a field, empty where the row has none.</summary>
    public abstract ReadOnlySpan<byte> this[Field field] { get; }

    /// <summary>Goes to the next row; false behind the last one.</summary>
    /// <exception cref="FileFault">The file cannot be read any further.</exception>
    public abstract bool Next();

    /// <summary>Line and character at which a field begins, both counted from 1; those of the row where it has no such field.</summary>
    public abstract (long Line, int Column) PlaceOf(Field field);

    /// <summary>Bytes as text: UTF-8 where they are, else Latin-1, which any bytes are.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }
}

/// <summary>Why a file, as a whole, cannot be taken for read.</summary>
/// <param name="reason">What is wrong, in words.</param>
/// <param name="line">The line where it was found, counted from 1; null where it is of no line.</param>
internal sealed class FileFault(string reason, long? line = null) : Exception(reason)
{
    public long? Line { get; } = line;
}
