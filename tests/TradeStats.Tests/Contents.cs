using TradeStats.Seeds;
using TradeStats.Store;
using TradeStats.Trade;

namespace TradeStats.Tests;

/// <summary>What tests load into databases.</summary>
internal static class Contents
{
    /// <summary>The folder of the shipped seeds.</summary>
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "seeds");

    /// <summary>The shipped seeds.</summary>
    public static readonly SeedContent Seeds = SeedFolder.Read(Folder).Content!;

    /// <summary>The dataset of the shipped seeds.</summary>
    public static DatasetContent Shipped => Of(Seeds);

    /// <summary>The dataset of some seeds.</summary>
    public static DatasetContent Of(SeedContent seeds) => ArticlesDataset.Of(seeds);

    /// <summary>The shipped seeds with other figures.</summary>
    public static DatasetContent WithFigures(Func<Figure, Figure> change) => Of(Seeds with { Figures = [.. Seeds.Figures.Select(change)] });

    /// <summary>The shipped code lists with many values that nobody published.</summary>
    public static DatasetContent Large(int cells)
    {
        var months = cells / Seeds.Areas.Count + 1;
        return Of(Seeds with { Sources = [], Figures = [] }) with
        {
            Observations = [.. Seeds.Areas.OrderBy(area => area.Code, StringComparer.Ordinal).SelectMany(area => Enumerable.Range(Period.OfYear(1950).Start, months), (area, month) =>
                new Observation(new("CN", area.Code, Flow.Exports, Commodity.Total), new(month, 1), "USD", Measure.Value, "",
                    new(month * 1_000_000m, null, null, Qualifier.Exact), Method.Published, false, []))],
        };
    }
}
