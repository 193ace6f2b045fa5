using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradeStats.Store;

/// <summary>The rows of the tables as JSON whose names are those of the columns, which PostgreSQL turns into rows.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(Day)])]
[JsonSerializable(typeof(IEnumerable<StoredDataset>))]
[JsonSerializable(typeof(IEnumerable<StoredArea>))]
[JsonSerializable(typeof(IEnumerable<StoredCommodity>))]
[JsonSerializable(typeof(IEnumerable<StoredSource>))]
[JsonSerializable(typeof(IEnumerable<StoredFigure>))]
[JsonSerializable(typeof(IEnumerable<StoredCheck>))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    /// <summary>A day, the first of all being PostgreSQL's beginning of time, as Npgsql reads and writes it.</summary>
    private sealed class Day : JsonConverter<DateOnly>
    {
        public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value == default ? "-infinity" : value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
