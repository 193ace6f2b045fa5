using System.Globalization;
using TradeStats.Trade;

namespace TradeStats.Imports;

/// <summary>Decides of each row of a table of one kind what becomes of it.</summary>
internal abstract class TableRows
{
    private readonly Dictionary<int, string> _harmonized = [];

    /// <summary>What tables of this kind are known by.</summary>
    public abstract Heading Heading { get; }

    /// <summary>Judges a sound row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="file">The number of the file.</param>
    public abstract Judgement Judge(Table row, int file);

    protected static Judgement Reject(Table row, Field field, string what) => Judgement.Reject(field, $"{Fields.NameOf(field)}: {Quoted(row, field)} {what}");

    protected static string Quoted(Table row, Field field)
    {
        var text = Table.Decode(Text(row, field));
        return $"'{(text.Length > 40 ? $"{text[..40]}..." : text)}'";
    }

    protected static ReadOnlySpan<byte> Text(Table row, Field field) => row[field].Trim(" \t"u8);

    /// <summary>TOTAL, or the code of the Harmonized System that a text is; null where it is none.</summary>
    protected string? HarmonizedCode(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'T' or (byte)'t', ..])
            return text.Length == 5 && System.Text.Ascii.EqualsIgnoreCase(text, "TOTAL"u8) ? Commodity.Total : null;
        if (text.Length > 6 || PlainNumber.Whole(text) is not { } number)
            return null;
        // Spreadsheets take the zero away that the first nine chapters begin with: no code has an odd number of digits.
        var digits = text.Length + (text.Length % 2);
        var chapter = number / (digits == 2 ? 1 : digits == 4 ? 100 : 10_000);
        if (chapter == 0)
            return null;
        var key = (digits * 1_000_000) + number;
        if (!_harmonized.TryGetValue(key, out var code))
            _harmonized.Add(key, code = number.ToString($"D{digits}", CultureInfo.InvariantCulture));
        return code;
    }
}
