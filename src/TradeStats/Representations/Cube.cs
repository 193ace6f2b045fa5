using TradeStats.Trade;

namespace TradeStats.Representations;

/// <summary>What the observations of a cube tell of their concept: the SDMX notion of how the value was made of the level.</summary>
public enum Transformation
{
    /// <summary>The level itself.</summary>
    Level = 1,

    /// <summary>The change against a base period, in percent.</summary>
    Change,

    /// <summary>The part of a whole, in percent.</summary>
    Share,
}

/// <summary>
/// Rows as the observations of a cube: each combination of dimensions has at most one. Statistical formats and charts are made of it.
/// </summary>
/// <typeparam name="T">The row.</typeparam>
/// <param name="Dimensions">The names of the columns that tell observations apart.</param>
/// <param name="Value">The name of the column that holds the observed value; its bounds are in <c>low</c> and <c>high</c>.</param>
/// <param name="Transformation">How the value was made of the level.</param>
/// <param name="Period">The period of a row, whose frequency and time it has.</param>
/// <param name="Status">The status of the observed value.</param>
public sealed record Cube<T>(IReadOnlyList<string> Dimensions, string Value, Transformation Transformation, Func<T, Period> Period, Func<T, ObservationStatus> Status);
