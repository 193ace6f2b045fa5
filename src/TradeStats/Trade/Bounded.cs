namespace TradeStats.Trade;

/// <summary>
/// A number and what is known of the truth behind it. "6.99 trillion" is 6.99e12 between 6.985e12 and 6.995e12;
/// "more than 980 billion" is 9.8e11, from there upwards; "about" and "forecast" have no bounds unless the words give them.
/// </summary>
/// <param name="Number">The number as stated or computed; null where only bounds follow.</param>
/// <param name="Low">The least that the truth can be, itself included; null where nothing bounds it from below.</param>
/// <param name="High">The most that the truth can be, itself included; null where nothing bounds it from above.</param>
/// <param name="Qualifier">How firmly it is stated.</param>
public readonly record struct Bounded(decimal? Number, decimal? Low, decimal? High, Qualifier Qualifier)
{
    /// <summary>Whether the number says where the truth is, rather than only on which side of it.</summary>
    public bool IsPoint => Number is not null && Qualifier is not (Qualifier.AtLeast or Qualifier.AtMost);

    /// <summary>Whether nothing but the number can be the truth: it is its own lower and upper bound, as those of official tables are.</summary>
    public bool IsSure => IsPoint && Low == Number && High == Number;

    /// <summary>The width of the bounds; null where a side is open.</summary>
    public decimal? Width => High - Low;

    /// <summary>How firm it is as an observation that came about in a certain way; without a number or a method it is missing.</summary>
    public ObservationStatus StatusBy(Method? method) => method switch
    {
        _ when Number is null || method is null => ObservationStatus.Missing,
        _ when Qualifier is Qualifier.Forecast => ObservationStatus.Forecast,
        Method.Mirrored => ObservationStatus.Imputed,
        > Method.Computed => ObservationStatus.Estimated,
        _ => Qualifier is Qualifier.Exact ? ObservationStatus.Normal : ObservationStatus.Estimated,
    };

    /// <summary>Whether one truth can lie within the bounds of both. An open side reaches everything.</summary>
    public bool Overlaps(Bounded other) => !(High < other.Low) && !(other.High < Low);
}
