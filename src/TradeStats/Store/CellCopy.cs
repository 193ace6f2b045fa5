using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Npgsql;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>
/// Imported cells on their way into a table, in the binary format of COPY (PostgreSQL manual, COPY, Binary Format). Written by hand, because for millions of rows Npgsql's own writer
/// takes as long as reading the files does. It is for one thread at a time.
/// </summary>
internal sealed class CellCopy : IAsyncDisposable
{
    // In the order in which StartRow writes them.
    private const string Columns = "reporter, partner, flow, commodity, period_start, period_months, currency, number, low, high, qualifier";

    private const int FlushAt = 32 * 1024;

    // A numeric goes out as digits of a number to the base of ten thousand, each of which holds four decimal ones.
    private const int Base = 10_000;
    private const int DecimalsOfDigit = 4;

    // Those of the largest decimal, with up to three zeros behind it.
    private const int MostDigits = 8;

    private const short Negative = 0x4000;

    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly NpgsqlRawCopyStream _stream;
    private readonly short _fields;
    private readonly ArrayBufferWriter<byte> _bytes = new(2 * FlushAt);
    private bool _isComplete;

    private CellCopy(NpgsqlRawCopyStream stream, short fields)
    {
        (_stream, _fields) = (stream, fields);
        _bytes.Write(Header);
    }

    /// <summary>Begins to copy; rows can be written.</summary>
    /// <param name="connection">The connection, which does nothing else until the copy is complete or disposed of.</param>
    /// <param name="table">The table, which has the columns of a cell.</param>
    /// <param name="more">Its other columns, with commas between; they are written after those of the cell.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="NpgsqlException">The database refuses.</exception>
    public static async Task<CellCopy> BeginAsync(NpgsqlConnection connection, string table, string more, CancellationToken cancellation)
    {
        var columns = $"{Columns}, {more}";
        var stream = await connection.BeginRawBinaryCopyAsync($"copy {table} ({columns}) from stdin (format binary)", cancellation);
        // Rows come as fast as files can be read.
        (stream.ReadTimeout, stream.WriteTimeout) = (0, 0);
        return new(stream, (short)columns.Split(',').Length);
    }

    /// <summary>Begins a row and writes the columns of a cell; the others follow.</summary>
    /// <exception cref="NpgsqlException">The database has gone away.</exception>
    public void StartRow(in ImportedCell cell)
    {
        if (_bytes.WrittenCount > FlushAt)
        {
            _stream.Write(_bytes.WrittenSpan);
            _bytes.ResetWrittenCount();
        }
        BinaryPrimitives.WriteInt16BigEndian(Room(sizeof(short)), _fields);
        Write(cell.Reporter);
        Write(cell.Partner);
        Write((short)cell.Flow);
        Write(cell.Commodity);
        Write((short)cell.Period.Start);
        Write((short)cell.Period.Months);
        Write(cell.Currency);
        Write(cell.Number.Number);
        Write(cell.Number.Low);
        Write(cell.Number.High);
        Write((short)cell.Number.Qualifier);
    }

    /// <summary>Writes a smallint of the row that has begun.</summary>
    public void Write(short value) => BinaryPrimitives.WriteInt16BigEndian(Field(sizeof(short)), value);

    /// <summary>Writes an integer of the row that has begun.</summary>
    public void Write(int value) => BinaryPrimitives.WriteInt32BigEndian(Field(sizeof(int)), value);

    /// <summary>Writes a bigint of the row that has begun.</summary>
    public void Write(long value) => BinaryPrimitives.WriteInt64BigEndian(Field(sizeof(long)), value);

    /// <summary>Writes a boolean of the row that has begun.</summary>
    public void Write(bool value) => Field(sizeof(byte))[0] = value ? (byte)1 : (byte)0;

    /// <summary>Ends the copy: all rows are in the table.</summary>
    /// <exception cref="NpgsqlException">The database has gone away or refuses.</exception>
    public async Task CompleteAsync(CancellationToken cancellation)
    {
        BinaryPrimitives.WriteInt16BigEndian(Room(sizeof(short)), -1);
        await _stream.WriteAsync(_bytes.WrittenMemory, cancellation);
        _isComplete = true;
        await _stream.DisposeAsync();
    }

    /// <summary>Ends a copy that was not completed: no row is in the table.</summary>
    public async ValueTask DisposeAsync()
    {
        // Disposed of without being cancelled it would be taken for complete.
        if (!_isComplete)
            await _stream.CancelAsync();
        await _stream.DisposeAsync();
    }

    private void Write(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        Encoding.UTF8.GetBytes(text, Field(bytes));
    }

    private void Write(decimal? value)
    {
        if (value is not { } known)
        {
            BinaryPrimitives.WriteInt32BigEndian(Room(sizeof(int)), -1);
            return;
        }
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(known, parts);
        var behind = (known.Scale + DecimalsOfDigit - 1) / DecimalsOfDigit;
        var rest = new UInt128((uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
        for (var decimals = known.Scale; decimals < behind * DecimalsOfDigit; decimals++)
            rest *= 10;
        Span<short> digits = stackalloc short[MostDigits];
        var first = MostDigits;
        // To divide what fits into 64 bits takes a tenth of the time.
        for (; rest > ulong.MaxValue; rest /= Base)
            digits[--first] = (short)(rest % Base);
        for (var low = (ulong)rest; low > 0; low /= Base)
            digits[--first] = (short)(low % Base);
        digits = digits[first..];

        var field = Field((4 + digits.Length) * sizeof(short));
        BinaryPrimitives.WriteInt16BigEndian(field, (short)digits.Length);
        BinaryPrimitives.WriteInt16BigEndian(field[2..], (short)(digits.Length - behind - 1));
        BinaryPrimitives.WriteInt16BigEndian(field[4..], known < 0 ? Negative : (short)0);
        BinaryPrimitives.WriteInt16BigEndian(field[6..], known.Scale);
        for (var i = 0; i < digits.Length; i++)
            BinaryPrimitives.WriteInt16BigEndian(field[(8 + (2 * i))..], digits[i]);
    }

    // Room for the bytes of a field, behind their number.
    private Span<byte> Field(int bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(Room(sizeof(int)), bytes);
        return Room(bytes);
    }

    private Span<byte> Room(int bytes)
    {
        var room = _bytes.GetSpan(bytes)[..bytes];
        _bytes.Advance(bytes);
        return room;
    }
}
