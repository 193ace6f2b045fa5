using System.IO.Compression;

namespace TradeStats.Imports;

/// <summary>Finds out by its first bytes what a file is: compressed or not, JSON or lines of fields.</summary>
internal static class Layout
{
    // Where a tar archive says that it is one, and the bytes up to the end of that.
    private const int TarMark = 257;
    private const int ToKnow = TarMark + 5;

    private static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>The rows of a file; null where it is no table of the kind as far as its beginning tells.</summary>
    /// <param name="stream">The file; read on as rows are.</param>
    /// <param name="heading">What the kind is known by.</param>
    /// <exception cref="FileFault">It is damaged, or encoded in a way that is not read.</exception>
    public static Table? Open(Stream stream, Heading heading)
    {
        var raw = new Window(stream);
        Await(raw, ToKnow);
        if (raw.Rest.IsEmpty)
            throw new FileFault("the file is empty");
        if (raw.Rest is not [0x1F, 0x8B, ..])
            return OpenText(raw, heading);
        var inflated = new Window(new Inflation(new Replayed(raw, stream)));
        Await(inflated, ToKnow);
        if (inflated.Rest is [0x1F, 0x8B, ..])
            throw new FileFault("an archive within an archive");
        if (inflated.Rest.IsEmpty)
            throw new FileFault("the archive is empty");
        return OpenText(inflated, heading);
    }

    private static Table? OpenText(Window window, Heading heading)
    {
        if (window.Rest is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, _, 0, _, ..] or [_, 0, _, 0, ..])
            throw new FileFault("the file is encoded as UTF-16; save it as CSV in UTF-8");
        if (ArchiveOf(window.Rest) is { } archive)
            throw new FileFault($"the file is {archive}; unpack it, or save it as CSV");
        if (window.Rest.StartsWith(Utf8Mark))
            window.Pass(3);
        while (true)
        {
            var blank = window.Rest.IndexOfAnyExcept(" \t\r\n"u8);
            if (blank >= 0)
                return window.Rest[blank] is not ((byte)'{' or (byte)'[') ? DelimitedTable.Open(window, heading) : heading.HasJson ? new JsonTable(window) : null;
            if (!window.Fill(1))
                return null;
        }
    }

    // What is packed in another way than by gzip may well be a table: it must not pass for a file that is none.
    private static string? ArchiveOf(ReadOnlySpan<byte> first) => first switch
    {
        [(byte)'P', (byte)'K', 3, 4, ..] => "a zip archive or a workbook",
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, ..] => "a bzip2 archive",
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => "an xz archive",
        [0x28, 0xB5, 0x2F, 0xFD, ..] => "a zstd archive",
        [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => "a 7z archive",
        [(byte)'R', (byte)'a', (byte)'r', (byte)'!', 0x1A, 7, ..] => "a rar archive",
        { Length: >= ToKnow } when first[TarMark..].StartsWith("ustar"u8) => "a tar archive",
        _ => null,
    };

    private static void Await(Window window, int count)
    {
        while (window.Rest.Length < count && window.Fill(1))
        {
        }
    }

    /// <summary>What was read of a stream already, then the stream.</summary>
    private sealed class Replayed(Window read, Stream rest) : Forward
    {
        /// <summary>The bytes handed on.</summary>
        public long Count { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(read.Rest.Length, buffer.Length);
            if (count > 0)
            {
                read.Rest[..count].CopyTo(buffer);
                read.Pass(count);
            }
            else
            {
                count = rest.Read(buffer);
            }
            Count += count;
            return count;
        }
    }

    /// <summary>A gzip archive as it expands, up to what tables expand to: a small file that expands without end is made to do harm.</summary>
    private sealed class Inflation(Replayed packed) : Forward
    {
        // Tables of trade expand to 10 or 30 times their size; what is made to do harm, to 1000 times.
        private const int MostTimes = 200;
        private const long AlwaysAllowed = 1 << 24;

        private readonly GZipStream _plain = new(packed, CompressionMode.Decompress);
        private long _count;

        public override int Read(Span<byte> buffer)
        {
            try
            {
                var count = _plain.Read(buffer);
                _count += count;
                if (_count > AlwaysAllowed && _count > packed.Count * MostTimes)
                    throw new FileFault(FormattableString.Invariant($"the archive expands to more than {MostTimes} times its size; no table of trade does"));
                return count;
            }
            catch (InvalidDataException)
            {
                throw new FileFault("the archive is damaged or was cut off");
            }
        }
    }

    /// <summary>A stream that is read once, from the beginning to the end.</summary>
    private abstract class Forward : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public abstract override int Read(Span<byte> buffer);

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
