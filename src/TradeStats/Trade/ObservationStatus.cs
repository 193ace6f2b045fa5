using System.Text.Json.Serialization;

namespace TradeStats.Trade;

/// <summary>
/// How firm an observed value is, spelt as in the SDMX code list for observation status (CL_OBS_STATUS 2.2), which statistical formats use.
/// </summary>
public enum ObservationStatus
{
    /// <summary>Normal: printed by a source, or computed from printed values.</summary>
    [JsonStringEnumMemberName("A")]
    Normal = 1,

    /// <summary>Estimated: "about", a bound of one side, or derived from other values.</summary>
    [JsonStringEnumMemberName("E")]
    Estimated,

    /// <summary>A forecast.</summary>
    [JsonStringEnumMemberName("F")]
    Forecast,

    /// <summary>Imputed: told by the partner.</summary>
    [JsonStringEnumMemberName("I")]
    Imputed,

    /// <summary>Missing: there is no value.</summary>
    [JsonStringEnumMemberName("M")]
    Missing,
}
