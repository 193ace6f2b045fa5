namespace TradeStats.Imports;

/// <summary>The part of a stream that is in memory: grows to the longest row allowed and no further.</summary>
internal sealed class Window(Stream stream)
{
    private byte[] _bytes = new byte[1 << 16];
    private int _start;
    private int _end;

    /// <summary>Whether the stream has ended, so that what is in memory is all that is left.</summary>
    public bool IsLast { get; private set; }

    /// <summary>What is in memory and not yet passed.</summary>
    public ReadOnlySpan<byte> Rest => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Leaves some bytes behind.</summary>
    public void Pass(int count) => _start += count;

    /// <summary>Reads on; false where the stream has ended.</summary>
    /// <param name="line">The line that what is in memory begins with, for the fault.</param>
    /// <exception cref="FileFault">More than <see cref="Table.LongestRow"/> bytes wait to be passed.</exception>
    public bool Fill(long line)
    {
        if (IsLast)
            return false;
        if (_start > 0 && _end - _start <= _start)
        {
            Rest.CopyTo(_bytes);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _bytes.Length)
        {
            if (_end - _start >= Table.LongestRow)
                throw new FileFault(FormattableString.Invariant($"a line or row of more than {Table.LongestRow} bytes; no table of trade has such"), line);
            var larger = new byte[_bytes.Length * 2];
            Rest.CopyTo(larger);
            (_start, _end, _bytes) = (0, _end - _start, larger);
        }
        var count = stream.Read(_bytes, _end, _bytes.Length - _end);
        _end += count;
        IsLast = count == 0;
        return count > 0;
    }
}
