using System.Globalization;
using System.IO.Compression;
using Tidemark.Model;
using ZstdSharp;

namespace Tidemark.Evidence.Sources;

/// <summary>
/// A source as UTF-8 bytes, whatever it was packed and written in: gzip and Zstandard are opened, UTF-16 is rewritten.
/// Offsets everywhere in this folder count the bytes that come out here, a byte order mark included.
/// </summary>
/// <remarks>
/// Damage is a value: where the packing breaks off, reading ends and <see cref="Break"/> says where and why; bytes before it are good.
/// Half a surrogate pair becomes the byte FF, which no UTF-8 holds, so that the row it stands in is refused like any other broken row.
/// Memory: under 1 MiB, and the window of the packing (at most 128 MiB for Zstandard).
/// </remarks>
public sealed class SourceBytes : IDisposable
{
    private const int HeadSize = 64 << 10;
    private const long RatioFreeBytes = 64L << 20;

    private readonly PrefixedStream _packed;
    private readonly GzipFeed? _gzip;
    private readonly Stream _open;
    private readonly Utf16Reader? _utf16;
    private readonly ReadOptions _options;
    private readonly byte[] _head;
    private readonly int _headLength;
    private int _headUsed;
    private long _unpacked;

    private SourceBytes(Stream original, string name, ReadOptions options)
    {
        Name = name;
        _options = options;
        byte[] magic = new byte[4];
        int got = original.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        _packed = new PrefixedStream(magic.AsSpan(0, got).ToArray(), original);
        Compression = got >= 3 && magic[0] == 0x1F && magic[1] == 0x8B && magic[2] == 8 ? SourceCompression.Gzip
            : got == 4 && ((ReadOnlySpan<byte>)magic).SequenceEqual((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? SourceCompression.Zstandard
            : SourceCompression.None;
        _open = Compression switch
        {
            SourceCompression.Gzip => new GZipStream(_gzip = new GzipFeed(_packed), CompressionMode.Decompress),
            SourceCompression.Zstandard => new DecompressionStream(_packed, checkEndOfStream: true),
            _ => _packed,
        };

        byte[] head = new byte[HeadSize];
        int length = Fill(head);
        Encoding = Utf16Reader.Recognise(head.AsSpan(0, length));
        if (Encoding is SourceEncoding.Utf16LittleEndian or SourceEncoding.Utf16BigEndian)
        {
            _utf16 = new Utf16Reader(head.AsSpan(0, length), Encoding == SourceEncoding.Utf16BigEndian, Fill);
            head = new byte[HeadSize];
            length = FillFrom(_utf16, head);
        }
        (_head, _headLength) = (head, length);
    }

    /// <summary>The file as the user named it.</summary>
    public string Name { get; }

    /// <summary>How it was packed.</summary>
    public SourceCompression Compression { get; }

    /// <summary>How its characters were written.</summary>
    public SourceEncoding Encoding { get; }

    /// <summary>The first bytes, up to 64 KiB; they are read again by <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> Head => _head.AsSpan(0, _headLength);

    /// <summary>Where and why the source broke off, once <see cref="Read"/> has returned 0; null if it came to its end.</summary>
    public Fault? Break { get; private set; }

    /// <summary>Bytes handed out so far.</summary>
    public long Position { get; private set; }

    /// <summary>Opens a source. The caller keeps and closes the original.</summary>
    /// <exception cref="IOException">The original could not be read.</exception>
    public static SourceBytes Open(Stream original, string name, ReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(original);
        return new SourceBytes(original, name, options ?? ReadOptions.Default);
    }

    /// <summary>Reads into the whole span unless the source ends; 0 means the end, or the <see cref="Break"/>.</summary>
    /// <exception cref="IOException">The original could not be read.</exception>
    public int Read(Span<byte> into)
    {
        int done = 0;
        while (done < into.Length)
        {
            int got;
            if (_headUsed < _headLength)
            {
                got = Math.Min(_headLength - _headUsed, into.Length - done);
                _head.AsSpan(_headUsed, got).CopyTo(into[done..]);
                _headUsed += got;
            }
            else
            {
                got = _utf16 is null ? Fill(into[done..]) : _utf16.Read(into[done..]);
            }
            if (got == 0)
            {
                break;
            }
            done += got;
        }
        Position += done;
        return done;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Compression != SourceCompression.None)
        {
            _open.Dispose();
        }
    }

    private static int FillFrom(Utf16Reader reader, Span<byte> into)
    {
        int done = 0;
        for (int got; done < into.Length && (got = reader.Read(into[done..])) > 0; done += got)
        {
        }
        return done;
    }

    private int Fill(Span<byte> into)
    {
        int done = 0;
        while (done < into.Length && Break is null)
        {
            int got = ReadOpen(into[done..]);
            if (got == 0)
            {
                RefuseRest();
                break;
            }
            done += got;
            _unpacked += got;
            if (_unpacked > _options.MaxBytes)
            {
                StopAt(string.Create(CultureInfo.InvariantCulture, $"the source is longer than the limit of {_options.MaxBytes} bytes"));
            }
            else if (Compression != SourceCompression.None && _unpacked > RatioFreeBytes
                && _unpacked / _options.MaxRatio > _packed.Consumed)
            {
                StopAt(string.Create(CultureInfo.InvariantCulture,
                    $"the packed file grows to more than {_options.MaxRatio} times its size, as no table of posts does; it was not read further"));
            }
        }
        return done;
    }

    /// <summary>A gzip file that goes on behind its last member holds rows nobody has seen.</summary>
    private void RefuseRest()
    {
        if (Break is null && _gzip?.NotDecoded(_unpacked) is { } rest)
        {
            StopAt(string.Create(CultureInfo.InvariantCulture,
                $"{rest.Count:N0} {(rest.Count == 1 ? "byte" : "bytes")} of the packed file{(rest.Exact ? "" : " or more")}, from its byte {rest.From:N0} on, {(rest.Count == 1 ? "is" : "are")} no gzip data and {(rest.Count == 1 ? "was" : "were")} not read; rows in them are missing"));
        }
    }

    private int ReadOpen(Span<byte> into)
    {
        string packing = Compression == SourceCompression.Gzip ? "gzip" : "Zstandard";
        try
        {
            return _open.Read(into);
        }
        catch (InvalidDataException reason)
        {
            StopAt($"the {packing} data breaks off or is damaged here ({Sentence(reason)})");
        }
        catch (EndOfStreamException)
        {
            StopAt($"the {packing} data breaks off here");
        }
        catch (ZstdException reason)
        {
            StopAt($"the {packing} data is damaged here ({Sentence(reason)})");
        }
        return 0;
    }

    private static string Sentence(Exception reason) => reason.Message.TrimEnd('.');

    private void StopAt(string reason) => Break = new Fault(new SourceLocation(Name, 0, _unpacked), reason);
}
