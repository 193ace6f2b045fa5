using System.Text;

namespace TradeStats.Imports;

/// <summary>
/// Lines of fields after RFC 4180, separated by comma, tab or semicolon, as found in the header. A data line may end with one separator more than the header.
/// </summary>
/// <remarks>
/// It is our own reader because every fault must be told with line and character, a file that was cut off must be known from one that ends, and neither a line
/// without end nor a quote without end may fill the memory.
/// </remarks>
internal sealed class DelimitedTable : Table
{
    private const byte Quote = (byte)'"';
    private const byte LineEnd = (byte)'\n';

    private readonly Window _window;
    private readonly byte _separator;
    private readonly int[] _starts = new int[Fields.Count];
    private readonly int[] _lengths = new int[Fields.Count];
    private readonly bool[] _doubled = new bool[Fields.Count];
    private readonly List<Field?> _header;
    private readonly bool _endsFragile;
    private readonly int _lastNeeded;
    private long _line = 1;
    private long _nextLine = 1;
    private int _length;
    private int _widest;
    private bool _isEnded;

    private DelimitedTable(Window window, byte separator, List<Field?> header, IReadOnlyList<Field> fragile)
    {
        (_window, _separator, _header) = (window, separator, header);
        _widest = header.Count;
        _endsFragile = header[^1] is { } last && fragile.Contains(last);
        _lastNeeded = header.FindLastIndex(field => field is not null);
    }

    public override long Line => _line;

    public override ReadOnlySpan<byte> this[Field field]
    {
        get
        {
            var bytes = _window.Rest.Slice(_starts[(int)field], _lengths[(int)field]);
            return _doubled[(int)field] ? Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).Replace("\"\"", "\"", StringComparison.Ordinal)) : bytes;
        }
    }

    /// <summary>Reads the header; null where it is not that of a table of the kind.</summary>
    /// <exception cref="FileFault">It is one, but lacks a column that is needed or has one twice; or it is that of another table of ours.</exception>
    public static DelimitedTable? Open(Window window, Heading heading)
    {
        var end = 0;
        while ((end = window.Rest.IndexOf(LineEnd)) < 0 && window.Fill(1))
        {
        }
        var line = Decode(end < 0 ? window.Rest : window.Rest[..end]).TrimEnd('\r');
        var isOfOldLines = line.Contains('\r', StringComparison.Ordinal);
        var separator = ",\t;".MaxBy(candidate => line.Count(character => character == candidate));
        var names = line.Split(separator).Select(name => name.Trim(' ', '"')).ToList();
        var header = names.ConvertAll(heading.Find);
        if (header.Count(field => field is not null) < 3)
            return null;
        if (isOfOldLines)
            throw new FileFault("its lines end with carriage returns alone: save it with line feeds, as every program of today does", 1);
        if (names.FirstOrDefault(heading.Mistaken.ContainsKey) is { } foreign)
            throw new FileFault($"the header has the column {foreign}, as /v1/{heading.Mistaken[foreign]} has: export /v1/totals.csv", 1);
        if (heading.Needed.Where(field => !header.Contains(field)).Select(Fields.NameOf).ToList() is { Count: > 0 } missing)
            throw new FileFault($"the header has no column {string.Join(", ", missing)}", 1);
        if (header.OfType<Field>().GroupBy(field => field).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new FileFault($"the header has the column {Fields.NameOf(twice.Key)} twice", 1);
        // The line that follows a header without an end is none.
        window.Pass(end < 0 ? window.Rest.Length : end + 1);
        return new(window, (byte)separator, header, heading.Fragile) { _nextLine = 2 };
    }

    public override bool Next()
    {
        do
        {
            _window.Pass(_length);
            (_length, _line) = (0, _nextLine);
            if (_isEnded || Peek(0) < 0)
                return false;
        }
        while (!ReadLine());
        return true;
    }

    public override (long Line, int Column) PlaceOf(Field field)
    {
        if (!_header.Contains(field))
            return (_line, 1);
        var before = _window.Rest[.._starts[(int)field]];
        return (_line + before.Count(LineEnd), Decode(before[(before.LastIndexOf(LineEnd) + 1)..]).Length + 1);
    }

    // False for an empty line.
    private bool ReadLine()
    {
        Flaw = null;
        Array.Clear(_lengths);
        Array.Clear(_starts);
        var (at, count, last, isWhole) = (0, 0, 0, false);
        while (true)
        {
            var (start, length, isDoubled) = (at, 0, false);
            if (Peek(at) == Quote)
                (start, length, isDoubled) = (at + 1, ReadQuoted(at + 1, out at, out var wasDoubled), wasDoubled);
            else
                (length, at) = ReadPlain(at);
            if (count < _header.Count && _header[count] is { } field)
                (_starts[(int)field], _lengths[(int)field], _doubled[(int)field]) = (start, length, isDoubled);
            count++;
            last = length;
            var next = Peek(at);
            if (next == _separator)
            {
                at++;
                continue;
            }
            isWhole = next == LineEnd;
            _isEnded = next < 0;
            _length = isWhole ? at + 1 : at;
            break;
        }
        _nextLine = _line + _window.Rest[.._length].Count(LineEnd);
        if (_length - (isWhole ? 1 : 0) is 0 or 1 && count == 1)
            return false;
        // Cut off in its value, 123 would be read as 12.
        if (!isWhole && (count < _widest || (_endsFragile && count == _header.Count)))
            throw new FileFault("the file ends in the middle of this line: it was cut off", _line);
        _widest = Math.Max(_widest, Math.Min(count, _header.Count + 1));
        // Spreadsheets leave out empty fields at the end of a line.
        if (count <= _lastNeeded)
            Flaw = FormattableString.Invariant($"the line has {count} fields, the header {_header.Count}");
        else if (count > _header.Count + 1 || (count == _header.Count + 1 && last > 0))
            Flaw = FormattableString.Invariant($"the line has {count} fields, the header {_header.Count}: is there a separator in a text without quotation marks?");
        return true;
    }

    // From behind the opening quotation mark; at comes to stand behind the closing one and a carriage return at the end of the line. Tells the length.
    private int ReadQuoted(int start, out int at, out bool wasDoubled)
    {
        var from = start;
        wasDoubled = false;
        while (true)
        {
            int found;
            while ((found = _window.Rest[from..].IndexOf(Quote)) < 0)
            {
                var seen = _window.Rest.Length;
                if (!_window.Fill(_line))
                    throw new FileFault("a quotation mark is opened on this line and never closed: the file was cut off, or is damaged", _line);
                from = Math.Max(from, seen);
            }
            found += from;
            if (Peek(found + 1) == Quote)
            {
                (wasDoubled, from) = (true, found + 2);
                continue;
            }
            at = found + 1;
            if (Peek(at) == '\r')
                at++;
            if (Peek(at) is var next && next != _separator && next != LineEnd && next >= 0)
                throw new FileFault("text follows a closing quotation mark", _line + _window.Rest[..at].Count(LineEnd));
            return found - start;
        }
    }

    private (int Length, int End) ReadPlain(int start)
    {
        var from = start;
        int found;
        while ((found = _window.Rest[from..].IndexOfAny(_separator, LineEnd)) < 0)
        {
            from = _window.Rest.Length;
            if (!_window.Fill(_line))
                return (Trim(_window.Rest[start..]), _window.Rest.Length);
        }
        found += from;
        return (_window.Rest[found] == LineEnd ? Trim(_window.Rest[start..found]) : found - start, found);

        static int Trim(ReadOnlySpan<byte> text) => text is [.., (byte)'\r'] ? text.Length - 1 : text.Length;
    }

    private int Peek(int at)
    {
        while (at >= _window.Rest.Length)
        {
            if (!_window.Fill(_line))
                return -1;
        }
        return _window.Rest[at];
    }
}
