using TradeStats.Trade;

namespace TradeStats.Queries;

/// <summary>What an endpoint takes, for the parser and for the documentation alike.</summary>
/// <param name="Name">The name in the query string; case counts.</param>
/// <param name="Description">Meaning, values, default.</param>
/// <param name="TakesMany">Whether it takes several values, comma separated or repeated.</param>
/// <param name="Words">All values that it takes, where they are words of the vocabulary; null where they are codes, periods or numbers.</param>
/// <param name="Minimum">The least number; null for parameters that are no numbers.</param>
/// <param name="Maximum">The greatest number; null for parameters that are no numbers.</param>
public sealed record Parameter(string Name, string Description, bool TakesMany = false, IReadOnlyList<string>? Words = null, int? Minimum = null, int? Maximum = null)
{
    /// <summary>The most rows that one page holds.</summary>
    public const int MostRows = 10_000;

    /// <summary>The rows of a page unless told otherwise.</summary>
    public const int UsualRows = 1000;

    /// <summary>The word that stands for the newest period.</summary>
    public const string Latest = "latest";

    private const string AreaSpellings = "ISO 3166-1 alpha-2 or alpha-3 codes, ISO 3166-2 for provinces, UN M49 numbers, ASEAN, RCEP, WLD, or names, in any case, with or without diacritics";

    /// <summary>Who reports the trade.</summary>
    public static readonly Parameter Reporter = new("reporter", $"The areas that report: {AreaSpellings}. All unless told.", TakesMany: true);

    /// <summary>Whom the reporter trades with.</summary>
    public static readonly Parameter Partner = new("partner", $"The areas that the reporter trades with: {AreaSpellings}. All unless told.", TakesMany: true);

    /// <summary>The direction of trade.</summary>
    public static readonly Parameter Flow = new("flow", "The direction of trade as the reporter sees it; balance = exports - imports. All unless told.", TakesMany: true, Words: Words<Flow>.All);

    /// <summary>What is traded, with one canonical slice as the default.</summary>
    public static readonly Parameter Commodity = new("commodity", "What is traded: TOTAL, HS codes as digits, or the slug of a named group. TOTAL unless told, so that nothing is counted twice.", TakesMany: true);

    /// <summary>What is traded, without a default.</summary>
    public static readonly Parameter AnyCommodity = Commodity with { Description = "What is traded: TOTAL, HS codes as digits, or the slug of a named group. All unless told." };

    /// <summary>The periods of rows.</summary>
    public static readonly Parameter Period = new("period", $"The periods, each exactly: {Trade.Period.Spellings}. Or {Latest}: the newest period that answers the other filters. All unless told.", TakesMany: true);

    /// <summary>The kinds of period.</summary>
    public static readonly Parameter Frequency = new("frequency", "The kinds of period. All unless told.", TakesMany: true, Words: Words<Frequency>.All);

    /// <summary>The currencies of values.</summary>
    public static readonly Parameter Currencies = new("currency", "The currencies of the values, ISO 4217. All unless told; nothing is converted.", TakesMany: true);

    /// <summary>The first month that rows may reach.</summary>
    public static readonly Parameter From = new("from", "A period: rows that begin before it are left out.");

    /// <summary>The last month that rows may reach.</summary>
    public static readonly Parameter To = new("to", "A period: rows that end after it are left out.");

    /// <summary>Where the numbers come from.</summary>
    public static readonly Parameter Dataset = new("dataset", "The dataset, one of those that /v1/datasets lists. articles unless told.");

    /// <summary>The order of rows.</summary>
    public static readonly Parameter Sort = new("sort", "A field to order the rows by, with - in front for descending; nulls come last. The rows' own key unless told.");

    /// <summary>The size of a page.</summary>
    public static readonly Parameter Limit = new("limit", $"The most rows to answer. {UsualRows} unless told; CSV answers all rows unless told.", Minimum: 1, Maximum: MostRows);

    /// <summary>The continuation of a page.</summary>
    public static readonly Parameter After = new("after", "Where the page before ended: the cursor in the URL of meta.next.");

    /// <summary>The columns of rows.</summary>
    public static readonly Parameter Fields = new("fields", "The fields wanted, in the order wanted. All unless told.", TakesMany: true);

    /// <summary>The representation.</summary>
    public static readonly Parameter Format = new("format", "The representation; the same as the file ending of the path. By the Accept header unless told.");

    /// <summary>The whole's reporter.</summary>
    public static readonly Parameter OfReporter = new("ofReporter", "The reporter of the whole, such as the country of a province. The row's own unless told.");

    /// <summary>The whole's partner.</summary>
    public static readonly Parameter OfPartner = new("ofPartner", "The partner of the whole, such as WLD or ASEAN. The row's own unless told; WLD where no part of the whole is told.");

    /// <summary>The whole's commodity.</summary>
    public static readonly Parameter OfCommodity = new("ofCommodity", "The commodity of the whole, such as TOTAL. The row's own unless told.");

    /// <summary>What figures measure.</summary>
    public static readonly Parameter Measures = new("measure", "What the figures measure. All unless told.", TakesMany: true, Words: Words<Measure>.All);

    /// <summary>What figures are about.</summary>
    public static readonly Parameter Indicator = new("indicator", "What the figures are about: goods-trade, investment, contracts and others. All unless told.", TakesMany: true);

    /// <summary>The document of figures.</summary>
    public static readonly Parameter Source = new("source", "The ids of the sources, as /v1/sources lists them. All unless told.", TakesMany: true);

    /// <summary>Whether derived rows are wanted.</summary>
    public static readonly Parameter Derived = new("derived",
        "true adds the rows that are backcast, implied, converted or mirrored. false unless told: published and computed ones only.", Words: ["false", "true"]);

    /// <summary>One currency for all rows.</summary>
    public static readonly Parameter Convert = new("convert",
        "One currency (ISO 4217) for all rows: those published in it as they are, others converted at the rate that the sources imply, and marked. A row without a rate is left out.");

    /// <summary>What was known on a day.</summary>
    public static readonly Parameter AsOf = new("asOf", "A day such as 2025-05-01: only what sources published by then say, and what follows from them alone. What is known now unless told.");

    /// <summary>The period that growth is measured from.</summary>
    public static readonly Parameter Base = new("base", "The period to compare with, of the same months as the rows: base=2012 for the years since. One year before each row's period unless told.");

    /// <summary>What is embedded in rows.</summary>
    public static readonly Parameter Include = new("include", "figures embeds the published figures behind each row, as the field evidence (JSON only).", Words: ["figures"]);

    /// <summary>What a ranking orders.</summary>
    public static readonly Parameter By = new("by", "What is ranked: partners of one reporter, reporters with one partner, or commodities of one pair. partner unless told.", Words: ["partner", "reporter", "commodity"]);

    /// <summary>How many places a ranking has.</summary>
    public static readonly Parameter Top = new("top", "The number of places. 10 unless told; tied last places are all told.", Minimum: 1, Maximum: 1000);

    /// <summary>What checks compare.</summary>
    public static readonly Parameter Kind = new("kind", "What is compared. All unless told.", TakesMany: true, Words: Words<CheckKind>.All);

    /// <summary>What checks find.</summary>
    public static readonly Parameter Verdicts = new("verdict", "What the check finds. All unless told.", TakesMany: true, Words: Words<Verdict>.All);

    /// <summary>What every list takes.</summary>
    public static readonly IReadOnlyList<Parameter> OfEveryList = [Sort, Limit, After, Fields, Format];

    /// <summary>The filters on a cell, which totals, growth, shares and figures share.</summary>
    public static readonly IReadOnlyList<Parameter> OfCells = [Reporter, Partner, Flow, Commodity, Period, Frequency, Currencies, From, To, Dataset, AsOf];

    /// <summary>What rows of numbers take beside the filters.</summary>
    public static readonly IReadOnlyList<Parameter> OfNumbers = [Derived, Convert, Include];
}
