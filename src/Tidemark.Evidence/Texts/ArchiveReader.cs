using System.Globalization;
using Tidemark.Evidence.Sources;
using Tidemark.Evidence.Sources.Archives;
using Tidemark.Model;

namespace Tidemark.Evidence.Texts;

/// <summary>Takes single texts out of an archive by their places. Cheapest in the order of the archive; the stream stays open.</summary>
internal sealed class ArchiveReader(Stream file, SourceFormat format) : IDisposable
{
    private List<ZipMember>? _members;
    private Stream? _unpacked;
    private WarcReader? _sequential;
    private string? _sequentialMember;
    private long _sequentialNumber;

    /// <summary>The bytes of one text, as the reader of pages or entries wants them: decoded from what carried them.</summary>
    /// <exception cref="IOException">The file could not be read (the disk, not the data).</exception>
    public Parsed<byte[]> Read(TextPlace place)
    {
        Parsed<byte[]> read = format switch
        {
            SourceFormat.Feed => Part(place),
            SourceFormat.SavedPage => Part(place) is { Ok: true } part ? Parsed<byte[]>.Of(MhtmlPage.Decode(part.Value)) : Part(place),
            _ => Record(place),
        };
        return read.Ok ? read : Parsed<byte[]>.Failed(read.Fault.Where with { Byte = place.Offset }, read.Fault.Reason);
    }

    /// <inheritdoc/>
    public void Dispose() => _unpacked?.Dispose();

    private Parsed<byte[]> Part(TextPlace place)
    {
        if (place.Offset < 0 || place.Length is < 0 or > TextBytes.Most || place.Offset + place.Length > file.Length)
        {
            return Failed("this place lies outside of the archive");
        }
        byte[] bytes = new byte[(int)place.Length];
        file.Position = place.Offset;
        file.ReadExactly(bytes);
        return Parsed<byte[]>.Of(bytes);
    }

    private Parsed<byte[]> Record(TextPlace place)
    {
        bool whole = place.Member.EndsWith(ArchiveContents.PackedWhole, StringComparison.Ordinal);
        string member = whole ? place.Member[..^ArchiveContents.PackedWhole.Length] : place.Member;
        Stream? archive = member.Length == 0 ? file : Member(member);
        if (archive is null)
        {
            return Failed($"there is no '{member}' in the archive");
        }
        try
        {
            WarcRecord? record;
            if (whole)
            {
                record = Sequential(archive, place);
            }
            else
            {
                if (place.Offset < 0 || place.Offset >= archive.Length)
                {
                    return Failed("this place lies outside of the archive");
                }
                archive.Position = place.Offset;
                record = new WarcReader(archive, Ignore).Next(TextBytes.Most);
            }
            return record is null ? Failed("no record can be read there")
                : record.Header.Length > TextBytes.Most ? Failed(string.Create(CultureInfo.InvariantCulture, $"the record has {record.Header.Length:N0} bytes; a text has at most {TextBytes.Most:N0}"))
                : HttpResponse.Parse(record.Block.Span) is { } response ? response.Body(record.Block.Span) : Parsed<byte[]>.Of(record.Block.ToArray());
        }
        catch (InvalidDataException damage)
        {
            return Failed($"the packed data is damaged ({damage.Message.TrimEnd('.')})");
        }
    }

    /// <summary>What was damaged was told when the archive was listed.</summary>
    private static void Ignore(long at, long length, string reason)
    {
    }

    /// <summary>From the front, or from where the last one was found, to the record with a number.</summary>
    private WarcRecord? Sequential(Stream archive, TextPlace place)
    {
        if (_sequential is null || _sequentialMember != place.Member || _sequentialNumber >= place.Number)
        {
            _unpacked?.Dispose();
            archive.Position = 0;
            _unpacked = ArchiveContents.Unpacked(archive);
            (_sequential, _sequentialMember) = (new WarcReader(_unpacked, Ignore), place.Member);
        }
        while (_sequential.Next(TextBytes.Most) is { } record)
        {
            _sequentialNumber = record.Number;
            if (record.Number == place.Number)
            {
                return record;
            }
        }
        _sequential = null;
        return null;
    }

    private Slice? Member(string name)
    {
        if (_members is null)
        {
            Parsed<List<ZipMember>> read = ZipMembers.Read(file, out _);
            _members = read.Ok ? read.Value : [];
        }
        return _members.Find(member => member.Name == name) is { } found ? ZipMembers.Open(file, found) : null;
    }

    private static Parsed<byte[]> Failed(string reason) => Parsed<byte[]>.Failed(default, reason);
}
