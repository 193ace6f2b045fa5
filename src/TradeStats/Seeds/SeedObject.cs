using System.Globalization;
using System.Text.Json;

namespace TradeStats.Seeds;

/// <summary>
/// Takes the properties out of one JSON object and notes what is missing, of another type, repeated or unknown.
/// A property with the value null counts as absent.
/// </summary>
internal sealed class SeedObject
{
    private readonly string _file;
    private readonly string? _figure;
    private readonly string _way;
    private readonly SeedJson _json;
    private readonly List<SeedFault> _faults;
    private readonly List<string> _taken = [];

    /// <summary>An object of a file.</summary>
    /// <param name="file">The file within the seed folder.</param>
    /// <param name="figure">The figure that the object is; null where it is none.</param>
    /// <param name="way">What goes before the names of its properties in faults.</param>
    /// <param name="json">The object, or whatever stands in its place.</param>
    /// <param name="faults">Where faults are noted.</param>
    public SeedObject(string file, string? figure, string way, SeedJson json, List<SeedFault> faults)
    {
        (_file, _figure, _way, _json, _faults) = (file, figure, way, json, faults);
        if (json.Kind is not JsonTokenType.StartObject)
            Note(json.Line, _way.Length == 0 ? "json" : _way.TrimEnd('.'), json.Shown, "an object");
    }

    /// <summary>Whether no fault of form has been found in its own properties.</summary>
    public bool Sound { get; private set; } = true;

    /// <summary>Whether none has been found in the objects within it.</summary>
    public bool SoundWithin { get; private set; } = true;

    public string Text(string name) => OptionalText(name) ?? Missing(name, "", "a text");

    public string? OptionalText(string name) =>
        Take(name) is not { } value ? null : value.Kind is JsonTokenType.String ? value.Text : Other<string?>(name, value, "a text");

    public int Whole(string name)
    {
        if (Take(name) is not { } value)
            return Missing(name, 0, "a whole number");
        return value.Kind is JsonTokenType.Number
            && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : Other<int>(name, value, "a whole number");
    }

    public decimal Number(string name) => OptionalNumber(name) ?? Missing(name, 0m, "a number");

    public decimal? OptionalNumber(string name)
    {
        if (Take(name) is not { } value)
            return null;
        return value.Kind is JsonTokenType.Number
            && decimal.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : Other<decimal?>(name, value, "a number of at most 28 digits");
    }

    public bool Flag(string name) => OptionalFlag(name) ?? Missing(name, false, "true or false");

    public bool? OptionalFlag(string name) => Take(name) switch
    {
        null => null,
        { Kind: JsonTokenType.True } => true,
        { Kind: JsonTokenType.False } => false,
        { } value => Other<bool?>(name, value, "true or false"),
    };

    public IReadOnlyList<SeedJson> List(string name) => OptionalList(name) ?? Missing<IReadOnlyList<SeedJson>>(name, [], "a list");

    public IReadOnlyList<SeedJson>? OptionalList(string name) =>
        Take(name) is not { } value ? null
        : value.Kind is JsonTokenType.StartArray ? value.Items
        : Other<IReadOnlyList<SeedJson>?>(name, value, "a list");

    public IReadOnlyList<string> Texts(string name)
    {
        var texts = new List<string>();
        foreach (var (place, value) in (OptionalList(name) ?? []).Index())
        {
            if (value.Kind is JsonTokenType.String)
                texts.Add(value.Text);
            else
                Note(value.Line, FormattableString.Invariant($"{_way}{name}[{place}]"), value.Shown, "a text");
        }
        return texts;
    }

    /// <summary>Reads the objects of a list within this one.</summary>
    /// <param name="name">The property that holds the list.</param>
    /// <param name="values">The list.</param>
    /// <param name="identity">The property that names an object in faults, <c>id</c> for a figure; null to name it by its place.</param>
    /// <param name="read">Reads one object.</param>
    public IReadOnlyList<T> Objects<T>(string name, IReadOnlyList<SeedJson> values, string? identity, Func<SeedObject, T> read)
    {
        var objects = new List<T>();
        foreach (var (place, value) in values.Index())
        {
            var named = value.Properties.FirstOrDefault(pair => pair.Key == identity).Value;
            var called = named is { Kind: JsonTokenType.String } ? named.Text : null;
            var (figure, way) = (identity, called) switch
            {
                (_, null) => (null, FormattableString.Invariant($"{_way}{name}[{place}].")),
                ("id", _) => (called, ""),
                _ => (null, $"{called}."),
            };
            var inner = new SeedObject(_file, figure, way, value, _faults);
            objects.Add(read(inner));
            SoundWithin &= inner.Sound && inner.SoundWithin;
        }
        return objects;
    }

    /// <summary>Notes the properties that nothing has taken and those that stand twice. To be called last.</summary>
    public void Close()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in _json.Properties)
        {
            if (!_taken.Contains(name))
                Note(value.Line, _way + name, "an unknown property", $"one of {string.Join(", ", _taken)}");
            else if (!seen.Add(name))
                Note(value.Line, _way + name, "the property a second time", "each property once");
        }
    }

    /// <summary>Notes that a property of an object of sound form breaks a rule.</summary>
    public void Refuse(string name, string found, string expected)
    {
        var property = name.Split('[')[0];
        var line = _json.Properties.FirstOrDefault(pair => pair.Key == property).Value?.Line ?? _json.Line;
        _faults.Add(new SeedFault(_file, line, _figure, _way + name, found, expected));
    }

    private SeedJson? Take(string name)
    {
        _taken.Add(name);
        return _json.Properties.FirstOrDefault(pair => pair.Key == name).Value is { Kind: not JsonTokenType.Null } value ? value : null;
    }

    private T Missing<T>(string name, T substitute, string expected)
    {
        // A property of another type has been noted already; what is no object has none to miss.
        var absent = _json.Properties.All(pair => pair.Key != name || pair.Value.Kind is JsonTokenType.Null);
        if (absent && _json.Kind is JsonTokenType.StartObject)
            Note(_json.Line, _way + name, "nothing", expected);
        return substitute;
    }

    private T? Other<T>(string name, SeedJson value, string expected)
    {
        Note(value.Line, _way + name, value.Shown, expected);
        return default;
    }

    private void Note(int line, string field, string found, string expected)
    {
        Sound = false;
        _faults.Add(new SeedFault(_file, line, _figure, field, found, expected));
    }
}
