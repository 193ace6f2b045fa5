using TradeStats.Trade;

namespace TradeStats.Statistics;

/// <summary>What checks look things up in, and how they name them in words.</summary>
internal sealed class CheckBook(IReadOnlyList<Figure> figures, IReadOnlyList<Observation> observations, Catalogue catalogue)
{
    private readonly Dictionary<(Series, Period, string), Observation> _values = observations
        .Where(row => row is { Measure: Measure.Value, IsDerived: false })
        .ToDictionary(row => (row.Series, row.Period, row.Currency));

    /// <summary>The published figures.</summary>
    public IReadOnlyList<Figure> AllFigures => figures;

    /// <summary>The same by id.</summary>
    public IReadOnlyDictionary<string, Figure> Figures { get; } = figures.ToDictionary(figure => figure.Id, StringComparer.Ordinal);

    /// <summary>What is published, computed and derived from them.</summary>
    public IReadOnlyList<Observation> Observations => observations;

    /// <summary>The values that are published or computed.</summary>
    public IEnumerable<Observation> Values => _values.Values;

    /// <summary>The names of codes and who belongs to whom.</summary>
    public Catalogue Catalogue => catalogue;

    /// <summary>What is published of one measure.</summary>
    public IEnumerable<Observation> Published(Measure measure) => observations.Where(row => row.Measure == measure && row.Method is Method.Published);

    /// <summary>The published or computed value of a cell; null where there is none.</summary>
    public Observation? Value(Series series, Period period, string currency) => _values.GetValueOrDefault((series, period, currency));

    /// <summary>A check of what an observation claims against what follows from others; it names the figures of all of them, those of the claim first.</summary>
    public static Check Make(CheckKind kind, string id, Observation claim, string statement, Bounded claimed, Bounded follows, IReadOnlyList<Observation> operands) =>
        new(id, kind, claim.Series, claim.Period, claim.Currency, statement, follows, claimed.Number, Checks.Judge(claimed, follows),
            [.. claim.Used().Union(operands.SelectMany(operand => operand.Used()))]);

    /// <summary>Reporter, partner, flow, commodity and currency of an observation in words.</summary>
    public string Pair(Observation row) =>
        $"{Catalogue.AreaName(row.Series.Reporter)} - {Catalogue.AreaName(row.Series.Partner)} ({Words<Flow>.Of(row.Series.Flow)}"
        + $"{(row.Series.Commodity == Commodity.Total ? "" : $", {Catalogue.CommodityName(row.Series.Commodity)}")}{(row.Currency.Length == 0 ? "" : $", {row.Currency}")})";

    /// <summary>An observation in as few words as tell it from its neighbours.</summary>
    public string Label(Observation row) =>
        row.Series.Commodity == Commodity.Total ? $"{Catalogue.AreaName(row.Series.Reporter)} - {Catalogue.AreaName(row.Series.Partner)}" : Catalogue.CommodityName(row.Series.Commodity);

    /// <summary>The cell of an observation as part of a check's id.</summary>
    public static string Cell(Observation row) => string.Join(':', row.Series.Reporter, row.Series.Partner, Words<Flow>.Of(row.Series.Flow), row.Series.Commodity, row.Period, row.Currency);
}
