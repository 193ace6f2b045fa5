using System.IO.Compression;

namespace TradeStats.Imports;

/// <summary>Finds out by its first bytes what a file is: compressed or not, JSON or lines of fields.</summary>
internal static class Layout
{
    private static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>The rows of a file; null where it is no table of the kind as far as its beginning tells.</summary>
    /// <param name="stream">The file; read on as rows are.</param>
    /// <param name="heading">What the kind is known by.</param>
    /// <exception cref="FileFault">It is damaged, or encoded in a way that is not read.</exception>
    public static Table? Open(Stream stream, Heading heading)
    {
        var raw = new Window(stream);
        Await(raw, 4);
        if (raw.Rest.IsEmpty)
            throw new FileFault("the file is empty");
        if (raw.Rest is not [0x1F, 0x8B, ..])
            return OpenText(raw, heading);
        var inflated = new Window(new Inflation(new Replayed(raw, stream)));
        Await(inflated, 4);
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
        if (window.Rest is [(byte)'P', (byte)'K', 3, 4, ..])
            throw new FileFault("the file is a zip archive or a workbook; unpack it, or save it as CSV");
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
