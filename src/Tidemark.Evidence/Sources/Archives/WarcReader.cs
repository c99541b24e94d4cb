using System.Globalization;

namespace Tidemark.Evidence.Sources.Archives;

/// <summary>One record of a web archive.</summary>
/// <param name="Number">1 for the first of the file; damaged ones are counted where their beginning was found.</param>
/// <param name="Offset">Where it begins in the file as it lies there: for a packed one its member.</param>
/// <param name="Length">How many bytes it has there.</param>
/// <param name="Header">Its head.</param>
/// <param name="Block">The beginning of its block, at most as many bytes as were asked for.</param>
internal sealed record WarcRecord(long Number, long Offset, long Length, WarcHeader Header, ReadOnlyMemory<byte> Block);

/// <summary>
/// Reads web archives record by record (WARC 1.0 and 1.1, ISO 28500), plain, or with each record packed as a gzip member of its own (annex D).
/// Damage is told with its place, and reading goes on at the next record that can be found.
/// </summary>
/// <remarks>O(bytes), memory a few hundred KiB and the blocks that are asked for. Nothing is unpacked beyond what <see cref="ArchiveLimits"/> allows.</remarks>
internal sealed class WarcReader
{
    private static readonly byte[] Between = "\r\nWARC/"u8.ToArray();

    private readonly Stream _file;
    private readonly Action<long, long, string> _refuse;
    private readonly bool _packed;
    private readonly ByteFeed _feed;
    private long _number;
    private bool _ended;

    /// <summary>Reads an archive from where the stream stands.</summary>
    /// <param name="file">The archive; one that is packed must be able to seek.</param>
    /// <param name="refuse">Told the place, the length and the reason of what could not be read.</param>
    public WarcReader(Stream file, Action<long, long, string> refuse)
    {
        (_file, _refuse) = (file, refuse);
        _feed = new ByteFeed(file);
        ReadOnlySpan<byte> magic = _feed.Peek(3);
        _packed = magic is [0x1F, 0x8B, 8];
        if (_packed)
        {
            file.Seek(-_feed.Waiting, SeekOrigin.Current);
        }
    }

    /// <summary>Whether a packed file holds several records in one member: then no record has a place of its own in the file.</summary>
    public bool PackedAsOne { get; private set; }

    /// <summary>The next record that can be read, or null at the end.</summary>
    /// <param name="most">So many bytes of its block are handed out; the rest is passed over.</param>
    public WarcRecord? Next(int most)
    {
        while (!_ended)
        {
            if ((_packed ? NextPacked(most) : NextPlain(_feed, most)) is { } record)
            {
                return record;
            }
        }
        return null;
    }

    /// <summary>Whether the first member holds more than one record. The stream is put back to where it was.</summary>
    public static bool IsPackedAsOne(Stream file)
    {
        long start = file.Position;
        try
        {
            using GzipMember? member = GzipMember.Open(file);
            if (member is null)
            {
                return false;
            }
            var feed = new ByteFeed(member);
            if (feed.Head(WarcHeader.MostBytes) is not { } head || WarcHeader.Parse(head, out _) is not { } header || header.Length > ArchiveLimits.MostUnpacked)
            {
                return false;
            }
            feed.Skip(header.Length);
            feed.SkipLineEnds();
            return feed.Peek(5).SequenceEqual("WARC/"u8);
        }
        catch (Exception damage) when (damage is InvalidDataException or EndOfStreamException)
        {
            return false;
        }
        finally
        {
            file.Position = start;
        }
    }

    private WarcRecord? NextPlain(ByteFeed feed, int most)
    {
        feed.SkipLineEnds();
        long start = feed.Position;
        if (feed.Peek(1).IsEmpty)
        {
            _ended = true;
            return null;
        }
        if (feed.Head(WarcHeader.MostBytes) is not { } head)
        {
            Resume(feed, start, "the archive breaks off in the head of a record, or the head does not end");
            return null;
        }
        if (WarcHeader.Parse(head, out string reason) is not { } header)
        {
            Resume(feed, start, reason);
            return null;
        }
        byte[] block = new byte[(int)Math.Min(most, header.Length)];
        int got = feed.Read(block);
        long skipped = got < block.Length ? 0 : feed.Skip(header.Length - got);
        _number++;
        if (got + skipped < header.Length)
        {
            _ended = true;
            _refuse(start, feed.Position - start, string.Create(
                CultureInfo.InvariantCulture, $"record {_number} breaks off: {got + skipped:N0} of {header.Length:N0} bytes are there"));
            return null;
        }
        return new WarcRecord(_number, start, feed.Position - start, header, block);
    }

    private WarcRecord? NextPacked(int most)
    {
        long start = _file.Position;
        if (start >= _file.Length)
        {
            _ended = true;
            return null;
        }
        string reason;
        GzipMember? member = null;
        try
        {
            member = GzipMember.Open(_file);
            if (member is null)
            {
                reason = "no packed record begins here";
            }
            else
            {
                var feed = new ByteFeed(new Unpacked(member));
                if (feed.Head(WarcHeader.MostBytes) is { } head && WarcHeader.Parse(head, out reason) is { } header)
                {
                    byte[] block = new byte[(int)Math.Min(most, header.Length)];
                    int got = feed.Read(block);
                    long there = got + (got < block.Length ? 0 : feed.Skip(header.Length - got));
                    if (there < header.Length)
                    {
                        reason = string.Create(CultureInfo.InvariantCulture, $"the record breaks off: {there:N0} of {header.Length:N0} bytes are there");
                    }
                    else
                    {
                        feed.SkipLineEnds();
                        PackedAsOne |= feed.Peek(5).SequenceEqual("WARC/"u8);
                        member.Finish();
                        return new WarcRecord(++_number, start, _file.Position - start, header, block);
                    }
                }
                else
                {
                    reason = "no record of a web archive is packed here";
                }
            }
        }
        catch (EndOfStreamException)
        {
            reason = "the packed data breaks off";
        }
        catch (InvalidDataException damage)
        {
            reason = member is { RanOut: true } ? "the packed data breaks off" : $"the packed data is damaged ({damage.Message.TrimEnd('.')})";
        }
        finally
        {
            member?.Dispose();
        }
        _number++;
        ResumePacked(start, $"record {_number.ToString(CultureInfo.InvariantCulture)}: {reason}");
        return null;
    }

    /// <summary>Goes to the next beginning of a record behind a damaged one.</summary>
    private void Resume(ByteFeed feed, long start, string reason)
    {
        bool found = feed.SkipTo(Between, 2);
        _refuse(start, feed.Position - start, found ? reason : $"{reason}; no record follows");
        _ended = !found;
    }

    private void ResumePacked(long start, string reason)
    {
        byte[] block = new byte[1 << 16];
        long at = start + 1;
        int tries = 0;
        while (at < _file.Length && tries < ArchiveLimits.MostTries)
        {
            _file.Position = at;
            int got = _file.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
            int found = block.AsSpan(0, got).IndexOf((ReadOnlySpan<byte>)[0x1F, 0x8B, 8]);
            if (found < 0)
            {
                at += Math.Max(1, got - 2);
                continue;
            }
            at += found;
            tries++;
            if (Begins(at))
            {
                _file.Position = at;
                _refuse(start, at - start, reason);
                return;
            }
            at++;
        }
        _ended = true;
        _refuse(start, _file.Length - start, $"{reason}; no record follows");
    }

    private bool Begins(long at)
    {
        _file.Position = at;
        try
        {
            using GzipMember? member = GzipMember.Open(_file);
            return member is not null && new ByteFeed(member).Peek(5).SequenceEqual("WARC/"u8);
        }
        catch (Exception damage) when (damage is InvalidDataException or EndOfStreamException)
        {
            return false;
        }
    }

    /// <summary>A member that may not grow beyond all measure.</summary>
    private sealed class Unpacked(GzipMember member) : ForwardStream
    {
        public override long Position
        {
            get => member.Position;
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            int got = member.Read(buffer);
            if (member.Unpacked > ArchiveLimits.RatioFree && member.Unpacked / ArchiveLimits.MostRatio > member.Packed)
            {
                throw new InvalidDataException($"it grows to more than {ArchiveLimits.MostRatio} times its size");
            }
            return got;
        }
    }
}

/// <summary>How far archives are followed.</summary>
internal static class ArchiveLimits
{
    /// <summary>So many bytes may come out of packed data before the ratio counts.</summary>
    public const long RatioFree = 16L << 20;

    /// <summary>How many times its size packed data may grow. Pages grow 3 to 20 times; gzip can do 1,032.</summary>
    public const int MostRatio = 250;

    /// <summary>The longest record that is passed over: 8 GiB, a long video.</summary>
    public const long MostUnpacked = 8L << 30;

    /// <summary>Texts of one archive. A crawl of a whole site has some 10,000 pages.</summary>
    public const int MostTexts = 200_000;

    /// <summary>Faults of one archive that are kept; more are counted.</summary>
    public const int MostFaults = 10_000;

    /// <summary>Places that look like a beginning and are tried behind one damaged record.</summary>
    public const int MostTries = 2_000;

    /// <summary>Files inside a packed archive.</summary>
    public const int MostMembers = 20_000;
}
