using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace TradeStats.Seeds;

/// <summary>A JSON value and the line where it starts.</summary>
/// <param name="Kind">What begins it.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Text">The text of a string, the digits of a number; else empty.</param>
/// <param name="Items">The items of an array.</param>
/// <param name="Properties">The properties of an object as they stand, a repeated name too.</param>
internal sealed record SeedJson(
    JsonTokenType Kind,
    int Line,
    string Text,
    IReadOnlyList<SeedJson> Items,
    IReadOnlyList<KeyValuePair<string, SeedJson>> Properties)
{
    /// <summary>The value as a fault shows it.</summary>
    public string Shown => Kind switch
    {
        JsonTokenType.String => Quoted(Text),
        JsonTokenType.Number => Text,
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Null => "null",
        JsonTokenType.StartArray => "a list",
        _ => "an object",
    };

    /// <summary>A text in quotation marks, control characters made visible.</summary>
    public static string Quoted(string text)
    {
        var letters = text.Select(letter => char.IsControl(letter) ? FormattableString.Invariant($"\\u{(int)letter:x4}") : $"{letter}");
        return $"\"{string.Concat(letters)}\"";
    }

    /// <summary>Reads one JSON value of UTF-8 bytes. Null where they are none, with the fault in place of it.</summary>
    public static SeedJson? Read(string file, ReadOnlySpan<byte> bytes, out SeedFault? fault)
    {
        var lines = new LineCount(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);
        var letters = ArrayPool<char>.Shared.Rent(lines.Bytes.Length);
        var status = Utf8.ToUtf16(lines.Bytes, letters, out var valid, out _, replaceInvalidSequences: false);
        ArrayPool<char>.Shared.Return(letters);
        fault = null;
        if (status != OperationStatus.Done)
        {
            fault = new SeedFault(file, lines.At(valid), null, "file", "bytes that are no UTF-8", "a text in UTF-8");
            return null;
        }
        var reader = new Utf8JsonReader(lines.Bytes);
        try
        {
            reader.Read();
            var value = Value(ref reader, ref lines);
            reader.Read();
            return value;
        }
        catch (JsonException exception)
        {
            fault = Malformed(file, (int)(exception.LineNumber ?? 0) + 1, exception.Message.Split(" LineNumber: ")[0]);
        }
        catch (InvalidOperationException)
        {
            fault = Malformed(file, lines.At(reader.TokenStartIndex), "half of a surrogate pair");
        }
        return null;
    }

    private static SeedFault Malformed(string file, int line, string found) =>
        new(file, line, null, "json", found, "JSON without comments and trailing commas");

    private static SeedJson Value(ref Utf8JsonReader reader, ref LineCount lines)
    {
        var (kind, line) = (reader.TokenType, lines.At(reader.TokenStartIndex));
        var items = new List<SeedJson>();
        var properties = new List<KeyValuePair<string, SeedJson>>();
        if (kind is JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                properties.Add(new(name, Value(ref reader, ref lines)));
            }
        }
        else if (kind is JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
                items.Add(Value(ref reader, ref lines));
        }
        var text = kind switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
            _ => "",
        };
        return new SeedJson(kind, line, text, items, properties);
    }

    /// <summary>Tells the line of a byte. The bytes are asked for in rising order, so that each is looked at once.</summary>
    private ref struct LineCount(ReadOnlySpan<byte> bytes)
    {
        private int _seen;
        private int _line = 1;

        public ReadOnlySpan<byte> Bytes { get; } = bytes;

        public int At(long index)
        {
            _line += Bytes[_seen..(int)index].Count((byte)'\n');
            _seen = (int)index;
            return _line;
        }
    }
}
