using System.Globalization;
using System.IO.Compression;
using Tidemark.Evidence.Index;
using Tidemark.Evidence.Sources;
using Tidemark.Evidence.Sources.Archives;
using Tidemark.Model;

namespace Tidemark.Evidence.Texts;

/// <summary>
/// What texts an archive holds: the pages of a web archive (WARC, WACZ), the page of a saved one (MHTML), the entries of a feed. Each has a
/// place by which it can be found again; damage is located, and what stands behind it is looked for.
/// </summary>
internal sealed class ArchiveContents
{
    private const int MostCharset = 40, MostText = 8000;

    private readonly string _sha256;
    private readonly List<IndexedText> _texts = [];
    private readonly List<RefusedRow> _faults = [];
    private long _records, _otherStatus, _otherFiles, _otherRecords, _faultsInAll;

    private ArchiveContents(string sha256) => _sha256 = sha256;

    /// <summary>The texts, in the order of the archive.</summary>
    public IReadOnlyList<IndexedText> Texts => _texts;

    /// <summary>What could not be read, by place in the file.</summary>
    public IReadOnlyList<RefusedRow> Faults => _faults;

    /// <summary>How many faults there were; at most 10,000 are kept.</summary>
    public long FaultsInAll => _faultsInAll;

    /// <summary>What was found, as the end of a sentence: "12 records: 3 pages, …".</summary>
    public string Words { get; private set; } = "";

    /// <summary>Whether a format is an archive of texts.</summary>
    public static bool Is(SourceFormat format) => format is SourceFormat.WebArchive or SourceFormat.WebArchiveZip or SourceFormat.SavedPage or SourceFormat.Feed;

    /// <summary>Lists an archive's texts.</summary>
    /// <param name="file">The archive, which can seek.</param>
    /// <param name="format">What it is.</param>
    /// <param name="sha256">The original's hash, which the texts bear.</param>
    /// <param name="cancel">Stops between two records.</param>
    /// <exception cref="IOException">The file could not be read (the disk, not the data).</exception>
    public static ArchiveContents List(Stream file, SourceFormat format, string sha256, CancellationToken cancel)
    {
        var contents = new ArchiveContents(sha256);
        file.Position = 0;
        switch (format)
        {
            case SourceFormat.WebArchive:
                contents.WebArchive(file, "", cancel);
                break;
            case SourceFormat.WebArchiveZip:
                contents.Zip(file, cancel);
                break;
            case SourceFormat.SavedPage:
                contents.SavedPage(file);
                break;
            default:
                contents.Feed(file);
                break;
        }
        return contents;
    }

    /// <summary>The stream of a web archive that is packed as a whole: it can only be read from the front.</summary>
    internal static Stream Unpacked(Stream file) => new BoundedUnpacking(new GZipStream(file, CompressionMode.Decompress, leaveOpen: true), file);

    private void WebArchive(Stream file, string member, CancellationToken cancel)
    {
        if (WarcReader.IsPackedAsOne(file))
        {
            using Stream whole = Unpacked(file);
            Records(new WarcReader(whole, Refuse), member.Length > 0 ? member + PackedWhole : PackedWhole, cancel);
        }
        else
        {
            Records(new WarcReader(file, Refuse), member, cancel);
        }
        Words = string.Create(CultureInfo.InvariantCulture,
            $"{_records:N0} {(_records == 1 ? "record" : "records")}: {_texts.Count:N0} {(_texts.Count == 1 ? "page" : "pages")}, {_otherStatus:N0} answers with another status than 200, {_otherFiles:N0} other files, {_otherRecords:N0} requests and other records");
    }

    /// <summary>The "member" of a file that is packed as a whole: what comes out of it. Offsets then count the bytes that come out.</summary>
    internal const string PackedWhole = "(unpacked)";

    private void Records(WarcReader reader, string member, CancellationToken cancel)
    {
        try
        {
            while (reader.Next(WarcHeader.MostBytes) is { } record)
            {
                cancel.ThrowIfCancellationRequested();
                _records++;
                if (_texts.Count >= ArchiveLimits.MostTexts)
                {
                    Refuse(record.Offset, 0, $"more than {ArchiveLimits.MostTexts} pages; what follows was not read");
                    return;
                }
                Record(record, member);
            }
        }
        catch (InvalidDataException damage)
        {
            Refuse(0, 0, $"the packed data is damaged or grows beyond all measure ({damage.Message.TrimEnd('.')}); what follows record {_records} was not read");
        }
    }

    private void Record(WarcRecord record, string member)
    {
        string kind = record.Header["WARC-Type"]?.Trim().ToLowerInvariant() ?? "";
        string contentType = record.Header["Content-Type"] ?? "";
        string media;
        string? charset;
        if (kind == "response" && HttpResponse.Parse(record.Block.Span) is { } response)
        {
            if (response.Status != 200)
            {
                _otherStatus++;
                return;
            }
            media = response.MediaType;
            charset = response.Charset;
        }
        else if (kind == "resource")
        {
            media = HttpResponse.MediaTypeOf(contentType);
            charset = HttpResponse.CharsetOf(contentType);
        }
        else
        {
            _otherRecords++;
            return;
        }
        if (media is not ("text/html" or "application/xhtml+xml"))
        {
            _otherFiles++;
            return;
        }
        Add(TextKind.Page, new TextPlace(member, record.Number, record.Offset, record.Length), record.Header.Target, record.Header["WARC-Date"], charset);
    }

    private void Zip(Stream file, CancellationToken cancel)
    {
        Parsed<List<ZipMember>> members = ZipMembers.Read(file, out string? broken);
        if (broken is not null)
        {
            Refuse(0, 0, broken);
        }
        if (!members.Ok)
        {
            Refuse(0, 0, members.Fault.Reason);
            return;
        }
        int archives = 0;
        foreach (ZipMember member in members.Value)
        {
            if (!member.Name.EndsWith(".warc", StringComparison.OrdinalIgnoreCase) && !member.Name.EndsWith(".warc.gz", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }
            archives++;
            if (member.Method != 0)
            {
                Refuse(member.HeaderAt, member.Packed, $"'{member.Name}' is compressed inside the archive; the format asks for stored files, for only in those a record has a place");
            }
            else if (ZipMembers.Open(file, member) is { } slice)
            {
                WebArchive(slice, member.Name, cancel);
            }
            else
            {
                Refuse(member.HeaderAt, 0, $"'{member.Name}' is not where the directory says");
            }
        }
        if (archives == 0)
        {
            Refuse(0, 0, "there is no web archive (.warc, .warc.gz) in it");
        }
        Words = $"{archives} {(archives == 1 ? "web archive" : "web archives")} with {Words}";
    }

    private void SavedPage(Stream file)
    {
        byte[] bytes = All(file);
        Parsed<MhtmlPage> page = MhtmlPage.Find(bytes, out Fault? broken);
        if (broken is { } fault)
        {
            Refuse(fault.Where.Byte, bytes.Length - fault.Where.Byte, fault.Reason);
        }
        if (!page.Ok)
        {
            if (broken is null)
            {
                Refuse(page.Fault.Where.Byte, 0, page.Fault.Reason);
            }
            return;
        }
        MhtmlPage found = page.Value;
        Add(TextKind.Page, new TextPlace("", found.Number, found.Offset, found.Length), found.Url, found.Saved, found.Charset);
        Words = "1 page";
    }

    private void Feed(Stream file)
    {
        byte[] bytes = All(file);
        string? charset = FeedEntries.Charset(bytes);
        foreach (FeedPlace place in FeedEntries.Find(bytes, Refuse))
        {
            byte[] entry = bytes.AsSpan((int)place.Offset, (int)place.Length).ToArray();
            Parsed<Model.Pages.Page> read = FeedEntry.Read(entry, charset);
            if (!read.Ok)
            {
                Refuse(place.Offset + read.Fault.Where.Byte, place.Length, string.Create(CultureInfo.InvariantCulture, $"entry {place.Number}: {read.Fault.Reason}"));
                continue;
            }
            Add(TextKind.Entry, new TextPlace("", place.Number, place.Offset, place.Length), read.Value.Url, null, charset);
        }
        Words = $"{_texts.Count} {(_texts.Count == 1 ? "entry" : "entries")}";
    }

    private static byte[] All(Stream file)
    {
        byte[] bytes = new byte[checked((int)file.Length)];
        file.ReadExactly(bytes);
        return bytes;
    }

    private void Add(TextKind kind, TextPlace place, string? url, string? captured, string? charset) => _texts.Add(new IndexedText(
        _sha256, kind, place, Cut(url), Cut(captured), charset is { Length: <= MostCharset } ? charset : null));

    private static string? Cut(string? text) => text is null || text.Length <= MostText ? text : text[..MostText];

    private void Refuse(long at, long length, string reason)
    {
        _faultsInAll++;
        if (_faults.Count < ArchiveLimits.MostFaults)
        {
            _faults.Add(new RefusedRow(0, at, length, reason));
        }
    }

    /// <summary>Unpacks as long as the result stays in proportion.</summary>
    private sealed class BoundedUnpacking(GZipStream open, Stream packed) : ForwardStream
    {
        private long _out;

        public override long Position
        {
            get => _out;
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            int got = open.Read(buffer);
            _out += got;
            return _out > ArchiveLimits.RatioFree && _out / ArchiveLimits.MostRatio > packed.Position
                ? throw new InvalidDataException($"it grows to more than {ArchiveLimits.MostRatio} times its size") : got;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                open.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
