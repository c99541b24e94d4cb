using System.Globalization;
using System.IO.Compression;
using System.Text;
using Tidemark.Evidence.Texts;
using Tidemark.Model;

namespace Tidemark.Evidence.Sources.Archives;

/// <summary>An answer of a web server as an archive holds it: status, fields and body as it went over the wire (RFC 9112).</summary>
internal sealed class HttpResponse
{
    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);

    private HttpResponse(int status, int bodyAt) => (Status, BodyAt) = (status, bodyAt);

    /// <summary>200 is the one that carries what was asked for.</summary>
    public int Status { get; }

    /// <summary>Where in the block the body begins.</summary>
    public int BodyAt { get; }

    /// <summary>"text/html", in lower case, without parameters; empty where nothing is said.</summary>
    public string MediaType => MediaTypeOf(_fields.GetValueOrDefault("Content-Type"));

    /// <summary>The encoding that the server names, or null.</summary>
    public string? Charset => CharsetOf(_fields.GetValueOrDefault("Content-Type"));

    /// <summary>Reads the head; null if the block does not begin with one.</summary>
    public static HttpResponse? Parse(ReadOnlySpan<byte> block)
    {
        int end = block.IndexOf("\r\n\r\n"u8), length = 4;
        if (block.IndexOf("\n\n"u8) is >= 0 and var bare && (end < 0 || bare < end))
        {
            (end, length) = (bare, 2);
        }
        if (end < 0 || !block.StartsWith("HTTP/"u8))
        {
            return null;
        }
        string[] lines = Encoding.Latin1.GetString(block[..end]).Split('\n');
        string[] status = lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (status.Length < 2 || !int.TryParse(status[1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int code))
        {
            return null;
        }
        var response = new HttpResponse(code, end + length);
        foreach (string line in lines.AsSpan(1))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                response._fields.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim());
            }
        }
        return response;
    }

    /// <summary>"text/html" of "Text/HTML; charset=utf-8".</summary>
    public static string MediaTypeOf(string? contentType) => contentType is null ? "" : contentType.Split(';', 2)[0].Trim().ToLowerInvariant();

    /// <summary>"utf-8" of "text/html; charset="utf-8"", or null.</summary>
    public static string? CharsetOf(string? contentType)
    {
        foreach (string part in contentType?.Split(';') ?? [])
        {
            string text = part.Trim();
            if (text.StartsWith("charset=", StringComparison.OrdinalIgnoreCase))
            {
                string name = text[8..].Trim('"', '\'', ' ');
                return name.Length is > 0 and <= 40 ? name : null;
            }
        }
        return null;
    }

    /// <summary>The body as the reader of pages wants it: chunks joined, unpacked. Some programs undo both and leave the fields; then it stands as it is.</summary>
    public Parsed<byte[]> Body(ReadOnlySpan<byte> block)
    {
        ReadOnlySpan<byte> raw = block[Math.Min(BodyAt, block.Length)..];
        byte[] body = _fields.TryGetValue("Transfer-Encoding", out string? transfer) && transfer.Contains("chunked", StringComparison.OrdinalIgnoreCase)
            ? Joined(raw) ?? raw.ToArray() : raw.ToArray();
        return (_fields.GetValueOrDefault("Content-Encoding") ?? "").Trim().ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" when body is [0x1F, 0x8B, ..] => Unpacked(new GZipStream(new MemoryStream(body), CompressionMode.Decompress)),
            "deflate" when body is [0x78, ..] => Unpacked(new ZLibStream(new MemoryStream(body), CompressionMode.Decompress)),
            "br" when !LooksLikeMarkup(body) => Unpacked(new BrotliStream(new MemoryStream(body), CompressionMode.Decompress)),
            "zstd" when !LooksLikeMarkup(body) => Parsed<byte[]>.Failed(default, "the page is packed with Zstandard, which is not read inside web archives"),
            _ => Parsed<byte[]>.Of(body),
        };
    }

    private static bool LooksLikeMarkup(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'<', ..];

    /// <summary>The body without the lines that divide its chunks; null if it has none.</summary>
    private static byte[]? Joined(ReadOnlySpan<byte> raw)
    {
        using var joined = new MemoryStream(raw.Length);
        while (true)
        {
            int line = raw.IndexOf((byte)'\n');
            if (line is < 0 or > 200)
            {
                return joined.Length > 0 ? joined.ToArray() : null;
            }
            string size = Encoding.Latin1.GetString(raw[..line]).Split(';', 2)[0].Trim();
            if (!int.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int bytes) || bytes < 0)
            {
                return joined.Length > 0 ? joined.ToArray() : null;
            }
            raw = raw[(line + 1)..];
            if (bytes == 0)
            {
                return joined.ToArray();
            }
            bytes = Math.Min(bytes, raw.Length);
            joined.Write(raw[..bytes]);
            raw = raw[bytes..];
            raw = raw is [(byte)'\r', (byte)'\n', ..] ? raw[2..] : raw is [(byte)'\n', ..] ? raw[1..] : raw;
        }
    }

    private static Parsed<byte[]> Unpacked(Stream packed)
    {
        using Stream open = packed;
        using var into = new MemoryStream();
        byte[] block = new byte[1 << 14];
        try
        {
            for (int read = open.Read(block); read > 0; read = open.Read(block))
            {
                into.Write(block, 0, read);
                if (into.Length > TextBytes.Most)
                {
                    return Parsed<byte[]>.Failed(new SourceLocation("", 0, TextBytes.Most), "unpacked the page has more bytes than a text may have");
                }
            }
        }
        catch (Exception damage) when (damage is InvalidDataException or EndOfStreamException or InvalidOperationException)
        {
            return Parsed<byte[]>.Failed(new SourceLocation("", 0, into.Length), "the packed body of the page breaks off or is damaged");
        }
        return Parsed<byte[]>.Of(into.ToArray());
    }
}
