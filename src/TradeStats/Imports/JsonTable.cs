using System.Text.Json;

namespace TradeStats.Imports;

/// <summary>The objects of the array <c>data</c> of an API answer, or of an array that is the whole file, one after the other; the rest is passed over.</summary>
internal sealed class JsonTable : Table
{
    private const string Data = "data";
    private const string Error = "error";

    private readonly Window _window;
    private byte[] _text = new byte[4096];
    private readonly int[] _starts = new int[Fields.Count];
    private readonly int[] _lengths = new int[Fields.Count];
    private readonly (long Line, int Column)[] _places = new (long, int)[Fields.Count];
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = 64 });
    private int _used;
    private int _rowDepth = -1;
    private string? _topName;
    private long _line = 1;
    private long _column = 1;
    private long _rowLine;
    private int _rowColumn;
    private int _seen;

    /// <param name="window">A stream that begins with an object or an array.</param>
    public JsonTable(Window window) => _window = window;

    public override long Line => _rowLine;

    /// <summary>Whether a row has been seen that can be one of UN Comtrade.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Whether the array of rows has been seen.</summary>
    public bool HasRows { get; private set; }

    public override ReadOnlySpan<byte> this[Field field] => _text.AsSpan(_starts[(int)field], _lengths[(int)field]);

    public override bool Next()
    {
        try
        {
            return ReadRow();
        }
        catch (JsonException fault)
        {
            throw new FileFault($"no JSON from here on: {fault.Message.Split(" LineNumber", 2)[0]}", fault.LineNumber + 1 ?? _line);
        }
    }

    public override (long Line, int Column) PlaceOf(Field field) => _places[(int)field].Line == 0 ? (_rowLine, _rowColumn) : _places[(int)field];

    private bool ReadRow()
    {
        Field? wanted = null;
        (_used, _rowLine, Flaw) = (0, 0, null);
        Array.Clear(_lengths);
        Array.Clear(_places);
        while (true)
        {
            var isLast = _window.IsLast;
            var reader = new Utf8JsonReader(_window.Rest, isLast, _state);
            var isRow = false;
            while (!isRow && reader.Read())
            {
                Advance(_seen, (int)reader.TokenStartIndex);
                _seen = (int)reader.TokenStartIndex;
                isRow = Take(ref reader, ref wanted);
            }
            Advance(_seen, (int)reader.BytesConsumed);
            _seen = 0;
            _window.Pass((int)reader.BytesConsumed);
            _state = reader.CurrentState;
            if (isRow)
                return true;
            // What is missing at the end, the reader has told itself.
            if (isLast)
                return false;
            _window.Fill(_line);
        }
    }

    // Whether a row has come to its end.
    private bool Take(ref Utf8JsonReader reader, ref Field? wanted)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray when _rowDepth < 0 && (reader.CurrentDepth == 0 || (reader.CurrentDepth == 1 && _topName == Data)):
                _rowDepth = reader.CurrentDepth + 1;
                HasRows |= _topName == Data;
                break;
            case JsonTokenType.EndArray when reader.CurrentDepth == _rowDepth - 1:
                _rowDepth = -1;
                break;
            case JsonTokenType.StartObject when reader.CurrentDepth == _rowDepth:
                (_rowLine, _rowColumn) = (_line, (int)_column);
                break;
            case JsonTokenType.EndObject when reader.CurrentDepth == _rowDepth:
                IsKnown |= _places[(int)Field.ReporterCode].Line > 0 && _places[(int)Field.PrimaryValue].Line > 0;
                return true;
            case JsonTokenType.EndArray or JsonTokenType.Number or JsonTokenType.String or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null when _rowDepth >= 0 && reader.CurrentDepth == _rowDepth:
                (_rowLine, Flaw) = (_line, "this is no row: a row is an object");
                return true;
            case JsonTokenType.StartObject or JsonTokenType.StartArray when wanted is { } field && reader.CurrentDepth == _rowDepth + 1:
                Flaw = $"{Fields.NameOf(field)} is neither a number nor a text";
                wanted = null;
                break;
            case JsonTokenType.PropertyName when reader.CurrentDepth == _rowDepth + 1 && _rowDepth >= 0:
                wanted = Heading.Comtrade.Find(reader.GetString()!);
                break;
            case JsonTokenType.PropertyName when reader.CurrentDepth == 1 && _rowDepth < 0:
                _topName = reader.GetString();
                break;
            case JsonTokenType.String when _rowDepth < 0 && reader.CurrentDepth == 1 && _topName == Error && reader.ValueSpan.Length > 0:
                throw new FileFault($"the service answered with an error: {reader.GetString()}", _line);
            case JsonTokenType.Number or JsonTokenType.String or JsonTokenType.True or JsonTokenType.False when wanted is { } field && reader.CurrentDepth == _rowDepth + 1:
                Keep(field, ref reader);
                wanted = null;
                break;
            case JsonTokenType.Null when wanted is { } absent && reader.CurrentDepth == _rowDepth + 1:
                _places[(int)absent] = (_line, (int)_column);
                wanted = null;
                break;
        }
        return false;
    }

    // A number is kept as it is printed: nothing passes through a double.
    private void Keep(Field field, ref Utf8JsonReader reader)
    {
        var length = reader.ValueSpan.Length;
        if (_used + length > LongestRow)
            throw new FileFault(FormattableString.Invariant($"a row of more than {LongestRow} bytes; no table of trade has such"), _line);
        if (_used + length > _text.Length)
            Array.Resize(ref _text, 2 * (_used + length));
        var room = _text.AsSpan(_used);
        if (reader.TokenType is JsonTokenType.String)
            length = reader.CopyString(room);
        else
            reader.ValueSpan.CopyTo(room);
        (_starts[(int)field], _lengths[(int)field], _places[(int)field]) = (_used, length, (_line, (int)_column));
        _used += length;
    }

    private void Advance(int from, int to)
    {
        var passed = _window.Rest[from..to];
        var lines = passed.Count((byte)'\n');
        _line += lines;
        _column = lines == 0 ? _column + passed.Length : passed.Length - passed.LastIndexOf((byte)'\n');
    }
}
