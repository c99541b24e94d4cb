using System.Security.Cryptography;
using System.Text;
using Tidemark.App.Inputs;
using Tidemark.Evidence.Sources;
using Tidemark.Model;

namespace Tidemark.App.Places;

/// <summary>A text to be searched for places.</summary>
/// <param name="Doc">The path as given, or the post's id.</param>
/// <param name="Account">The account, or null.</param>
/// <param name="Time">Nanoseconds since 1970, or null where there is none that can be read.</param>
/// <param name="Text">Decoded, without byte order mark.</param>
internal readonly record struct PlaceDocument(string Doc, string? Account, UnixTime? Time, string Text);

/// <summary>A file that was read.</summary>
internal sealed record PlaceFile(string Name, string Sha256, long Bytes, string Kind, long Documents, long Repeated, long Rejected);

/// <summary>
/// Reads posts (tables with a column <c>text</c>) and documents (<c>.txt</c>) in UTF-8, any number of each. What cannot be read gets
/// a located reason and is counted; rows with the same account, id, time and text count once, in whatever file they stand.
/// </summary>
internal sealed class PlaceInputs
{
    /// <summary>Reasons kept by place; more are only counted.</summary>
    public const int MostFaults = 1000;

    private const int LongestDocument = 64 << 20;
    private readonly HashSet<UInt128> _seen = [];

    public List<PlaceFile> Files { get; } = [];

    public List<Fault> Faults { get; } = [];

    public long Rejected { get; private set; }

    public long Repeated { get; private set; }

    public long Read { get; private set; }

    /// <summary>Reads one file; what is no posts file and no document is a fault, not an exception.</summary>
    /// <exception cref="Refusal">There is no regular file of this name.</exception>
    public void ReadFile(string path, Action<PlaceDocument> take)
    {
        InputFile.Regular(path);
        (long rejected, long repeated, long read) = (Rejected, Repeated, Read);
        bool document = path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase);
        string sha256;
        long bytes;
        using (FileStream stream = File.OpenRead(path))
        {
            bytes = stream.Length;
            sha256 = Convert.ToHexStringLower(SHA256.HashData(stream));
            stream.Position = 0;
            if (document)
            {
                ReadDocument(path, stream, take);
            }
            else
            {
                ReadPosts(path, stream, take);
            }
        }
        Files.Add(new PlaceFile(path, sha256, bytes, document ? "document" : "posts", Read - read, Repeated - repeated, Rejected - rejected));
    }

    private void ReadDocument(string path, Stream stream, Action<PlaceDocument> take)
    {
        if (stream.Length > LongestDocument)
        {
            Refuse(new Fault(new SourceLocation(path, 0, 0), $"{stream.Length} bytes; a document has at most {LongestDocument}. Split the file"));
            return;
        }
        using var content = new MemoryStream();
        stream.CopyTo(content);
        ReadOnlySpan<byte> rest = content.GetBuffer().AsSpan(0, (int)content.Length);
        if (rest.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || rest.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            Refuse(new Fault(new SourceLocation(path, 1, 0), "the text is UTF-16; save it as UTF-8"));
            return;
        }
        int mark = rest.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
        rest = rest[mark..];
        int binary = rest.IndexOf((byte)0);
        if (binary >= 0)
        {
            Refuse(new Fault(new SourceLocation(path, 1 + rest[..binary].Count((byte)'\n'), mark + binary), "a NUL; this is no text"));
            return;
        }
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(rest);
        }
        catch (DecoderFallbackException failure)
        {
            int at = Math.Clamp(failure.Index, 0, rest.Length);
            string bad = failure.BytesUnknown is { Length: > 0 } unknown ? $"0x{unknown[0]:X2}" : "a byte";
            Refuse(new Fault(new SourceLocation(path, 1 + rest[..at].Count((byte)'\n'), mark + at), $"{bad} is no UTF-8; save the text as UTF-8 (it may be Windows-1252 or Latin-1)"));
            return;
        }
        Read++;
        take(new PlaceDocument(path, null, null, text));
    }

    private void ReadPosts(string path, Stream stream, Action<PlaceDocument> take)
    {
        using SourceBytes source = SourceBytes.Open(stream, path);
        if (source.Encoding is SourceEncoding.Utf16LittleEndian or SourceEncoding.Utf16BigEndian)
        {
            Refuse(new Fault(new SourceLocation(path, 1, 0), "the table is UTF-16; save it as UTF-8"));
            return;
        }
        var reader = new Utf8CsvReader(source, new CsvDialect((byte)',', CsvDialect.Detect(source.Head).NewLine));
        if (!reader.Read())
        {
            Refuse(source.Break ?? new Fault(new SourceLocation(path, 1, 0), "the file is empty; a table of posts has a header line, a document is named .txt"));
            return;
        }
        if (reader.Problem != CsvProblem.None)
        {
            Refuse(new Fault(reader.Fault.Where, "the header line cannot be read: " + reader.Fault.Reason));
            return;
        }
        int account = -1, id = -1, time = -1, text = -1;
        for (int i = 0; i < reader.FieldCount; i++)
        {
            ReadOnlySpan<byte> name = reader.Field(i);
            account = account < 0 && name.SequenceEqual("account_id"u8) ? i : account;
            id = id < 0 && name.SequenceEqual("content_id"u8) ? i : id;
            time = time < 0 && name.SequenceEqual("timestamp_share"u8) ? i : time;
            text = text < 0 && name.SequenceEqual("text"u8) ? i : text;
        }
        if (text < 0)
        {
            Refuse(new Fault(new SourceLocation(path, 1, 0), "there is no column 'text'; a table of posts has one, a document is named .txt"));
            return;
        }
        reader.ExpectedFields = reader.FieldCount;
        long row = 0;
        while (reader.Read())
        {
            row++;
            if (reader.Problem != CsvProblem.None)
            {
                Refuse(reader.Fault);
                continue;
            }
            Take(path, row, reader, account, id, time, text, take);
        }
        if (source.Break is { } broken)
        {
            Refuse(broken);
        }
    }

    private void Take(string path, long row, Utf8CsvReader reader, int account, int id, int time, int text, Action<PlaceDocument> take)
    {
        string writer = account < 0 ? "" : Encoding.UTF8.GetString(reader.Field(account));
        string name = id < 0 ? "" : Encoding.UTF8.GetString(reader.Field(id));
        string stamp = time < 0 ? "" : Encoding.UTF8.GetString(reader.Field(time));
        string content = Encoding.UTF8.GetString(reader.Field(text));
        UnixTime? at = time >= 0 && TimeText.Read(reader.Field(time), SourceZone.AssumedUtc, out UnixTime read, out _) == TimeProblem.None ? read : null;
        // Without an id the row itself is the id, and no two rows are the same post... unless a file is given twice.
        string doc = name.Length > 0 ? name : System.FormattableString.Invariant($"{path}#{row}");
        string key = at is { } known ? known.Nanoseconds.ToString(System.Globalization.CultureInfo.InvariantCulture) : stamp;
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{writer.Length}:{writer}{doc.Length}:{doc}{key.Length}:{key}{content}"));
        if (!_seen.Add(new UInt128(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8))))
        {
            Repeated++;
            return;
        }
        Read++;
        take(new PlaceDocument(doc, writer.Length == 0 ? null : writer, at, content));
    }

    private void Refuse(Fault fault)
    {
        Rejected++;
        if (Faults.Count < MostFaults)
        {
            Faults.Add(fault);
        }
    }
}
