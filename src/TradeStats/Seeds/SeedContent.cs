using TradeStats.Trade;

namespace TradeStats.Seeds;

/// <summary>What the seeds hold, free of faults.</summary>
/// <param name="Areas">The areas, in the order of their file.</param>
/// <param name="Commodities">The commodities, in the order of their file.</param>
/// <param name="Sources">The articles in the order of their ids, those without a figure too.</param>
/// <param name="Figures">The figures of all articles, in the order of the sources and then of appearance.</param>
public sealed record SeedContent(
    IReadOnlyList<Area> Areas,
    IReadOnlyList<Commodity> Commodities,
    IReadOnlyList<Source> Sources,
    IReadOnlyList<Figure> Figures);

/// <summary>The outcome of reading a seed folder: its content, or else every fault of it.</summary>
/// <param name="Content">The content; null where there is a fault.</param>
/// <param name="Faults">The faults in the order of files and lines; empty where there is content.</param>
public sealed record SeedReading(SeedContent? Content, IReadOnlyList<SeedFault> Faults);
