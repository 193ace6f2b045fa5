using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>
/// Arithmetic on numbers with bounds: interval arithmetic, where a null bound is an open side. A result is bounded so that it
/// contains the truth for every choice of operands inside their own bounds; it is never tighter.
/// Source of the rules: R. E. Moore, Interval Analysis (1966), chapter 2, for add, subtract and divide.
/// </summary>
public static class Arithmetic
{
    /// <summary>Decimal places that computed percentages keep; bounds are rounded outwards to as many.</summary>
    public const int PercentPlaces = 6;

    /// <summary>
    /// The sum, in the unit of the operands. A bound of one side only stays one-sided; the number is null where a bound meets a rough number, from which nothing follows.
    /// </summary>
    public static Bounded Add(Bounded left, Bounded right) =>
        Combine(left.Number + right.Number, left.Low + right.Low, left.High + right.High, left, right);

    /// <summary>The difference, in the unit of the operands; for bounds of one side like <see cref="Add"/>.</summary>
    public static Bounded Subtract(Bounded left, Bounded right) =>
        Combine(left.Number - right.Number, left.Low - right.High, left.High - right.Low, left, right);

    /// <summary>
    /// The ratio of two numbers, for a denominator above zero throughout. The number is null where an operand only says on which side
    /// of it the truth lies; a bound is null where it would need an open side. The caller makes sure of <see cref="IsPositive(Bounded)"/>.
    /// </summary>
    public static Bounded Divide(Bounded numerator, Bounded denominator)
    {
        var number = numerator.IsPoint && denominator.IsPoint ? numerator.Number / denominator.Number : null;
        if (numerator.IsSure && denominator.IsSure)
            return new(number, number, number, Weaker(numerator.Qualifier, denominator.Qualifier));
        var least = denominator.Low is > 0 ? denominator.Low : null;
        var low = numerator.Low / (numerator.Low >= 0 ? denominator.High : least);
        var high = numerator.High / (numerator.High >= 0 ? least : denominator.High);
        var qualifier = Weaker(numerator.Qualifier, denominator.Qualifier);
        if (qualifier is Qualifier.AtLeast or Qualifier.AtMost)
            qualifier = low is not null ? Qualifier.AtLeast : Qualifier.AtMost;
        return new(number, low, high, qualifier);
    }

    /// <summary>The product of a number and a positive factor that has both bounds, such as an exchange rate.</summary>
    public static Bounded Multiply(Bounded number, Bounded factor) => new(
        number.IsPoint && factor.IsPoint ? number.Number * factor.Number : null,
        number.Low * (number.Low >= 0 ? factor.Low : factor.High),
        number.High * (number.High >= 0 ? factor.High : factor.Low),
        Weaker(number.Qualifier, factor.Qualifier));

    /// <summary>Whether a number can be a denominator: above zero, and so are its bounds as far as they are known.</summary>
    public static bool IsPositive(Bounded denominator) =>
        denominator.Low is { } low ? low > 0 : denominator.IsPoint ? denominator.Number > 0 : !(denominator.High <= 0);

    /// <summary>The same for an observation: trade is never below zero, so "at most" will do, but a balance can be.</summary>
    public static bool IsPositive(Observation denominator) =>
        IsPositive(denominator.Number) && (denominator.Series.Flow is not Flow.Balance || denominator.Number.IsPoint || denominator.Number.Low > 0);

    /// <summary>Whether a number is below zero throughout, as a balance can be.</summary>
    public static bool IsNegative(Bounded number) => (number.High ?? (number.IsPoint ? number.Number : null)) < 0;

    /// <summary>A ratio as a percentage of its denominator (<c>100 * ratio</c>), rounded for display, its bounds outwards.</summary>
    public static Bounded ToShare(Bounded ratio) => Display(ratio, static one => 100 * one);

    /// <summary>A ratio as a change in percent (<c>100 * (ratio - 1)</c>), rounded for display, its bounds outwards.</summary>
    public static Bounded ToChange(Bounded ratio) => Display(ratio, static one => 100 * (one - 1));

    /// <summary>
    /// The root of a positive number, to 20 significant places or better: Newton's iteration in decimal, begun near the root.
    /// </summary>
    public static decimal Root(decimal number, int degree)
    {
        // The double only says where to begin; how near it is does not show in the result.
        var root = (decimal)Math.Pow((double)number, 1.0 / degree);
        for (var i = 0; i < 6; i++)
        {
            var power = 1m;
            for (var j = 1; j < degree; j++)
                power *= root;
            root += ((number / power) - root) / degree;
        }
        return root;
    }

    /// <summary>The number without trailing zeros behind the point, rounded to some places.</summary>
    public static decimal Round(decimal number, int places) => Trim(Math.Round(number, places, MidpointRounding.ToEven));

    /// <summary>The number rounded to some places and its bounds outwards, without trailing zeros.</summary>
    public static Bounded RoundOutwards(Bounded exact, int places) => exact with
    {
        Number = exact.Number is { } number ? Round(number, places) : null,
        Low = exact.Low is { } low ? Trim(Math.Round(low, places, MidpointRounding.ToNegativeInfinity)) : null,
        High = exact.High is { } high ? Trim(Math.Round(high, places, MidpointRounding.ToPositiveInfinity)) : null,
    };

    private static Bounded Display(Bounded ratio, Func<decimal, decimal> percent)
    {
        var number = Of(ratio.Number);
        return RoundOutwards(ratio.IsSure ? ratio with { Number = number, Low = number, High = number } : ratio with { Number = number, Low = Of(ratio.Low), High = Of(ratio.High) }, PercentPlaces);

        decimal? Of(decimal? known) => known is { } one ? percent(one) : null;
    }

    // Dividing takes its time, and most numbers end in no zero: the last digit of a number of three words is that of their sum, because 2^32 and 2^64 both end in 6.
    private static decimal Trim(decimal number)
    {
        Span<int> words = stackalloc int[4];
        decimal.GetBits(number, words);
        var last = (((uint)words[0] % 10) + (6 * ((uint)words[1] % 10)) + (6 * ((uint)words[2] % 10))) % 10;
        return number.Scale == 0 || last != 0 ? number : number / 1.0000000000000000000000000000m;
    }

    private static Bounded Combine(decimal? number, decimal? low, decimal? high, Bounded left, Bounded right)
    {
        var qualifier = Weaker(left.Qualifier, right.Qualifier);
        if (qualifier is not (Qualifier.AtLeast or Qualifier.AtMost))
            return new(left.IsPoint && right.IsPoint ? number : null, low, high, qualifier);
        return low is not null
            ? new(low, low, high, Qualifier.AtLeast)
            : new(high, low, high, Qualifier.AtMost);
    }

    // From the firmest to the weakest: what a result inherits is the weaker of its operands.
    private static Qualifier Weaker(Qualifier left, Qualifier right) => Weakness(left) >= Weakness(right) ? left : right;

    private static int Weakness(Qualifier qualifier) => qualifier switch
    {
        Qualifier.Exact => 0,
        Qualifier.AtLeast or Qualifier.AtMost => 1,
        Qualifier.About => 2,
        _ => 3,
    };
}
