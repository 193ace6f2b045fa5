using System.Collections.Frozen;

namespace TradeStats.Imports;

/// <summary>The fields of a UN Comtrade row that are read; its other columns are passed over.</summary>
internal enum Field
{
    TypeCode,
    FreqCode,
    Period,
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
}

/// <summary>The names of the fields in headers.</summary>
internal static class Fields
{
    /// <summary>Without these a table tells no values.</summary>
    public static readonly IReadOnlyList<Field> Needed = [Field.Period, Field.ReporterCode, Field.FlowCode, Field.PartnerCode, Field.CmdCode, Field.PrimaryValue];

    public static readonly int Count = Enum.GetValues<Field>().Length;

    private static readonly FrozenDictionary<string, Field> ByName =
        Enum.GetValues<Field>().ToFrozenDictionary(NameOf, field => field, StringComparer.OrdinalIgnoreCase);

    /// <summary>As the service spells it: <c>reporterCode</c>.</summary>
    public static string NameOf(Field field) => $"{char.ToLowerInvariant(field.ToString()[0])}{field.ToString()[1..]}";

    /// <summary>The field that a header names, in any case; null where it is none of them.</summary>
    public static Field? Find(string name) => ByName.TryGetValue(name.Trim(), out var field) ? field : null;
}
