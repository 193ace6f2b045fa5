using static System.FormattableString;

namespace TradeStats.Imports;

/// <summary>Numbers as tables print them, digit by digit: nothing passes through a double.</summary>
internal static class PlainNumber
{
    /// <summary>A whole number of at most 8 digits; null where the text is none.</summary>
    public static int? Whole(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text.Length > 8)
            return null;
        var number = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return null;
            number = (number * 10) + digit - '0';
        }
        return number;
    }

    /// <summary>Reads a decimal of zero or more without an exponent; false with what is wrong, as the predicate of a sentence.</summary>
    /// <param name="text">The text, not empty.</param>
    /// <param name="mostDigits">The most digits in front of the point; together with <paramref name="mostDecimals"/> 28 at most.</param>
    /// <param name="mostDecimals">The most digits behind it.</param>
    /// <param name="trim">Whether zeros at the end of the decimals say nothing and are dropped.</param>
    /// <param name="number">The number.</param>
    /// <param name="fault">What is wrong; null where nothing is.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, int mostDigits, int mostDecimals, bool trim, out decimal number, out string? fault)
    {
        number = 0;
        fault = text.ContainsAny((byte)'e', (byte)'E') && text[^1] is >= (byte)'0' and <= (byte)'9' ? "has an exponent: digits were lost on the way" : text[0] is (byte)'-' ? "is below zero" : null;
        if (fault is not null)
            return false;
        var point = text.IndexOf((byte)'.');
        var whole = (point < 0 ? text : text[..point]).TrimStart((byte)'0');
        var decimals = point < 0 ? [] : text[(point + 1)..];
        if (trim)
            decimals = decimals.TrimEnd((byte)'0');
        if (text is [(byte)'.'] || whole.ContainsAnyExceptInRange((byte)'0', (byte)'9') || decimals.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            fault = "is no plain decimal number";
        else if (whole.Length > mostDigits)
            fault = "is more than the world trades";
        else if (decimals.Length > mostDecimals)
            fault = Invariant($"has more than {mostDecimals} decimals");
        if (fault is not null)
            return false;
        UInt128 digits = 0;
        foreach (var digit in whole)
            digits = (digits * 10) + (uint)(digit - '0');
        foreach (var digit in decimals)
            digits = (digits * 10) + (uint)(digit - '0');
        number = new decimal((int)(uint)digits, (int)(uint)(digits >> 32), (int)(uint)(digits >> 64), false, (byte)decimals.Length);
        return true;
    }
}
