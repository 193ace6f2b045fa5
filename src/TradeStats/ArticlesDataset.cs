using TradeStats.Seeds;
using TradeStats.Statistics;
using TradeStats.Store;
using TradeStats.Trade;

namespace TradeStats;

/// <summary>The dataset that follows from seeds: figures as published, and all that is worked out from them.</summary>
public static class ArticlesDataset
{
    /// <summary>Works the dataset out.</summary>
    public static DatasetContent Of(SeedContent seeds)
    {
        var codes = new Catalogue(seeds.Areas, seeds.Commodities, [], [], [], []);
        return new(
            Dataset.Articles,
            "Trade figures printed by news articles, and what follows from them",
            "The numbers are facts and free to use; cite the source that each figure names. The articles belong to their publishers.",
            seeds.Areas, seeds.Commodities, seeds.Sources, seeds.Figures,
            Timeline.Observations(seeds.Figures, seeds.Sources), Timeline.Checks(seeds.Figures, seeds.Sources, codes));
    }
}
