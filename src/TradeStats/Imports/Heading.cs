using System.Collections.Frozen;

namespace TradeStats.Imports;

/// <summary>The fields of a row that are read; other columns are passed over.</summary>
internal enum Field
{
    // Of UN Comtrade and of our own tables.
    Period,

    // Of UN Comtrade.
    TypeCode,
    FreqCode,
    ReporterCode,
    FlowCode,
    PartnerCode,
    Partner2Code,
    ClassificationCode,
    ClassificationSearchCode,
    IsOriginalClassification,
    CmdCode,
    CmdDesc,
    CustomsCode,
    MosCode,
    MotCode,
    PrimaryValue,

    // Of our own tables.
    Reporter,
    Partner,
    Flow,
    Commodity,
    CommodityName,
    Currency,
    Value,
    Low,
    High,
    Qualifier,
    Method,
    Disputed,
    Figures,
}

/// <summary>The names of the fields in headers.</summary>
internal static class Fields
{
    public static readonly int Count = Enum.GetValues<Field>().Length;

    private static readonly IReadOnlyList<string> Names = [.. Enum.GetNames<Field>().Select(name => $"{char.ToLowerInvariant(name[0])}{name[1..]}")];

    /// <summary>As the service spells it: <c>reporterCode</c>.</summary>
    public static string NameOf(Field field) => Names[(int)field];
}

/// <summary>What a table of one kind is known by: the columns of its header.</summary>
internal sealed class Heading
{
    private const Field FirstOfTotals = Field.Reporter;

    private static readonly IReadOnlyList<Field> NeededOfTotals =
    [
        Field.Reporter, Field.Partner, Field.Flow, Field.Commodity, Field.Period, Field.Currency, Field.Value, Field.Low, Field.High, Field.Qualifier, Field.Method,
    ];

    /// <summary>UN Comtrade, as CSV, as lines with tabs, or as JSON.</summary>
    public static readonly Heading Comtrade = new(field => field < FirstOfTotals)
    {
        Needed = [Field.Period, Field.ReporterCode, Field.FlowCode, Field.PartnerCode, Field.CmdCode, Field.PrimaryValue],
        Fragile = [Field.PrimaryValue],
        Description = Field.CmdDesc,
        HasJson = true,
        Otherwise = "no table of UN Comtrade: neither its CSV, nor its bulk file, nor an answer of its API",
    };

    /// <summary>The CSV of /v1/totals.</summary>
    public static readonly Heading Totals = new(field => field is Field.Period or >= FirstOfTotals)
    {
        Needed = NeededOfTotals,
        Fragile = NeededOfTotals,
        Description = Field.CommodityName,
        Otherwise = "no CSV of /v1/totals",
        Mistaken = new Dictionary<string, string>
        {
            ["rank"] = "rankings",
            ["sharePercent"] = "shares",
            ["growthPercent"] = "growth",
            ["verdict"] = "checks",
            ["asPrinted"] = "figures",
        }.ToFrozenDictionary(),
    };

    private readonly FrozenDictionary<string, Field> _byName;

    private Heading(Func<Field, bool> isOfIt) =>
        _byName = Enum.GetValues<Field>().Where(field => isOfIt(field)).ToFrozenDictionary(Fields.NameOf, field => field, StringComparer.OrdinalIgnoreCase);

    /// <summary>Without these a table tells no values.</summary>
    public required IReadOnlyList<Field> Needed { get; init; }

    /// <summary>What would be read as something else, rather than missed, where a file was cut off within it.</summary>
    public required IReadOnlyList<Field> Fragile { get; init; }

    /// <summary>The field that says what the table calls a commodity.</summary>
    public required Field Description { get; init; }

    /// <summary>Whether JSON is also a table of this kind.</summary>
    public bool HasJson { get; init; }

    /// <summary>What a file is that is none, in words.</summary>
    public required string Otherwise { get; init; }

    /// <summary>Columns that only tables of another kind have, and which.</summary>
    public FrozenDictionary<string, string> Mistaken { get; private init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The field that a header names, in any case; null where it is none of them.</summary>
    public Field? Find(string name) => _byName.TryGetValue(name.Trim(), out var field) ? field : null;
}
