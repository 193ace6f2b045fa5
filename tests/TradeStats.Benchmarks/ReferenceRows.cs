using System.Text.Json.Serialization;

namespace TradeStats.Benchmarks;

/// <summary>A row of a series.</summary>
internal sealed record SeriesRow(string Period, decimal Value, decimal Low, decimal High, string Qualifier, string Method);

/// <summary>A row of growth.</summary>
internal sealed record GrowthRow(string Period, decimal? GrowthPercent, decimal Value, decimal? BaseValue);

/// <summary>A row of shares.</summary>
internal sealed record ShareRow(string Period, decimal? SharePercent, decimal Value, decimal? OfValue);

/// <summary>An answer of rows.</summary>
internal sealed record Answer<T>(IReadOnlyList<T> Data);

/// <summary>How rows are written, made at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Answer<SeriesRow>), TypeInfoPropertyName = "SeriesAnswer")]
[JsonSerializable(typeof(Answer<GrowthRow>), TypeInfoPropertyName = "GrowthAnswer")]
[JsonSerializable(typeof(Answer<ShareRow>), TypeInfoPropertyName = "ShareAnswer")]
internal sealed partial class RowsJson : JsonSerializerContext;
