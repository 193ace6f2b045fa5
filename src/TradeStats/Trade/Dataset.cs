namespace TradeStats.Trade;

/// <summary>A body of observations that belong together. Datasets never mix in one answer.</summary>
/// <param name="Id">The name that a question gives.</param>
/// <param name="Title">What it holds, in words.</param>
/// <param name="Version">Twelve hexadecimal digits that follow from the content and change only with it.</param>
/// <param name="Loaded">When this content was loaded, UTC.</param>
/// <param name="ObservationCount">The number of cells with a value.</param>
/// <param name="FigureCount">The number of published figures.</param>
/// <param name="FirstPeriod">The first period with a value; null where there is none.</param>
/// <param name="LastPeriod">The last period with a value; null where there is none.</param>
/// <param name="Frequencies">The kinds of period that its values are of, in the order of the vocabulary.</param>
/// <param name="Currencies">The currencies of its values, in alphabetical order.</param>
/// <param name="Licence">On what terms the numbers may be used.</param>
public sealed record Dataset(
    string Id,
    string Title,
    string Version,
    DateTimeOffset Loaded,
    long ObservationCount,
    long FigureCount,
    Period? FirstPeriod,
    Period? LastPeriod,
    IReadOnlyList<Frequency> Frequencies,
    IReadOnlyList<string> Currencies,
    string Licence)
{
    /// <summary>The number that its rows bear in the database.</summary>
    public short Number { get; init; }

    /// <summary>The number of commodities in its code list; 0 unless read with the code lists.</summary>
    public int CommodityCount { get; init; }

    /// <summary>The dataset that questions mean unless they name another: what the shipped articles say.</summary>
    public const string Articles = "articles";
}
