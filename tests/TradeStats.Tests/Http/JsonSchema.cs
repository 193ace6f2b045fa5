using System.Text.Json;

namespace TradeStats.Tests.Http;

/// <summary>Holds JSON against the schemas of an OpenAPI document: types, null, enumerations, required and unknown fields, items. That is all that ours say.</summary>
internal sealed class JsonSchema(JsonElement document)
{
    private static readonly string[] Understood = ["type", "description", "enum", "properties", "required", "additionalProperties", "items", "format", "$ref"];

    /// <summary>What does not fit, each with its place; nothing where all fits.</summary>
    public IEnumerable<string> Check(JsonElement value, JsonElement schema, string place)
    {
        schema = Resolve(schema);
        foreach (var unknown in schema.EnumerateObject().Where(keyword => !Understood.Contains(keyword.Name)))
            yield return $"{place}: the schema says {unknown.Name}, which this check does not understand";
        if (schema.TryGetProperty("type", out var type) && !Types(type).Any(one => IsOf(value, one)))
            yield return $"{place}: {value} is not of the type {type}";
        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value)))
            yield return $"{place}: {value} is none of {words}";
        if (value.ValueKind is JsonValueKind.Object && schema.TryGetProperty("properties", out var properties))
        {
            foreach (var field in value.EnumerateObject())
            {
                var faults = properties.TryGetProperty(field.Name, out var of) ? Check(field.Value, of, $"{place}/{field.Name}") : [$"{place}/{field.Name} is not described"];
                foreach (var fault in faults)
                    yield return fault;
            }
            foreach (var name in schema.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(name => name.GetString()!) : [])
            {
                if (!value.TryGetProperty(name, out _))
                    yield return $"{place}/{name} is required";
            }
        }
        if (value.ValueKind is JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var fault in value.EnumerateArray().SelectMany((item, i) => Check(item, items, $"{place}/{i}")))
                yield return fault;
        }
    }

    /// <summary>The schema that a reference names, or the schema itself.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        if (!schema.TryGetProperty("$ref", out var reference))
            return schema;
        var found = document;
        foreach (var step in reference.GetString()!.Split('/').Skip(1))
            found = found.GetProperty(step);
        return found;
    }

    private static IEnumerable<string> Types(JsonElement type) => type.ValueKind is JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!) : [type.GetString()!];

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind is JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => value.ValueKind.ToString().Equals(type, StringComparison.OrdinalIgnoreCase),
    };
}
