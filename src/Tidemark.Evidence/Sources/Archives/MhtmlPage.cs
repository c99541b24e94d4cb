using System.Buffers.Text;
using System.Text;
using Tidemark.Model;

namespace Tidemark.Evidence.Sources.Archives;

/// <summary>The page of a saved page with everything it shows (MHTML, RFC 2557): which part it is, where from, and when.</summary>
/// <param name="Number">The part, 1 for the first.</param>
/// <param name="Offset">Where the part begins: behind its boundary.</param>
/// <param name="Length">How many bytes it has, its head included.</param>
/// <param name="Url">Where the page came from, as the file says.</param>
/// <param name="Saved">When it was saved, as the file says.</param>
/// <param name="Charset">The encoding the part names.</param>
internal sealed record MhtmlPage(long Number, long Offset, long Length, string? Url, string? Saved, string? Charset)
{
    private const int MostHead = 64 << 10, MostParts = 20_000;

    /// <summary>Whether bytes begin like such a file.</summary>
    public static bool Begins(ReadOnlySpan<byte> head)
    {
        int end = HeadEnd(head, out _);
        if (end < 0)
        {
            return false;
        }
        Dictionary<string, string> fields = Fields(head[..end]);
        return HttpResponse.MediaTypeOf(fields.GetValueOrDefault("Content-Type")) == "multipart/related"
            && (fields.ContainsKey("Snapshot-Content-Location") || !fields.ContainsKey("To"));
    }

    /// <summary>Finds the page.</summary>
    /// <param name="file">All bytes.</param>
    /// <param name="broken">Where and why the file breaks off, or null.</param>
    /// <returns>The page, or why there is none.</returns>
    public static Parsed<MhtmlPage> Find(ReadOnlySpan<byte> file, out Fault? broken)
    {
        broken = null;
        int end = HeadEnd(file[..Math.Min(file.Length, MostHead)], out int behind);
        if (end < 0)
        {
            return Failed(0, "the head of the file does not end");
        }
        Dictionary<string, string> fields = Fields(file[..end]);
        string type = fields.GetValueOrDefault("Content-Type") ?? "";
        if (Parameter(type, "boundary") is not { Length: > 0 and <= 200 } boundary)
        {
            return Failed(0, "the file does not say what divides its parts (boundary)");
        }
        byte[] line = Encoding.Latin1.GetBytes("--" + boundary);
        string? wanted = Parameter(type, "start")?.Trim('<', '>');
        MhtmlPage? first = null;
        int at = Next(file, line, behind, out _);
        for (int number = 1; at >= 0 && number <= MostParts; number++)
        {
            int start = Behind(file, at + line.Length);
            int next = Next(file, line, start, out bool last);
            if (next < 0)
            {
                broken = new Fault(new SourceLocation("", 0, start), $"the file breaks off in part {number.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
                break;
            }
            ReadOnlySpan<byte> part = file[start..next];
            int partHead = HeadEnd(part[..Math.Min(part.Length, MostHead)], out _);
            if (partHead >= 0)
            {
                Dictionary<string, string> own = Fields(part[..partHead]);
                string? ownType = own.GetValueOrDefault("Content-Type");
                if (HttpResponse.MediaTypeOf(ownType) is "text/html" or "application/xhtml+xml")
                {
                    bool asked = wanted is not null && own.GetValueOrDefault("Content-ID")?.Trim('<', '>') == wanted;
                    if (first is null || asked)
                    {
                        first = new MhtmlPage(
                            number, start, next - start, fields.GetValueOrDefault("Snapshot-Content-Location") ?? own.GetValueOrDefault("Content-Location"),
                            fields.GetValueOrDefault("Date"), HttpResponse.CharsetOf(ownType));
                    }
                    if (asked)
                    {
                        break;
                    }
                }
            }
            if (last)
            {
                break;
            }
            at = next;
        }
        return first is null ? Failed(broken?.Where.Byte ?? 0, broken?.Reason ?? "none of its parts is a page") : Parsed<MhtmlPage>.Of(first);
    }

    /// <summary>The page's bytes from those of its part: behind the head, decoded as the head says.</summary>
    public static byte[] Decode(ReadOnlySpan<byte> part)
    {
        int end = HeadEnd(part[..Math.Min(part.Length, MostHead)], out int behind);
        if (end < 0)
        {
            return part.ToArray();
        }
        ReadOnlySpan<byte> body = part[behind..];
        return (Fields(part[..end]).GetValueOrDefault("Content-Transfer-Encoding") ?? "").Trim().ToLowerInvariant() switch
        {
            "quoted-printable" => QuotedPrintable(body),
            "base64" => FromBase64(body),
            _ => body.ToArray(),
        };
    }

    /// <summary>RFC 2045, section 6.7. What is no escape stands for itself.</summary>
    internal static byte[] QuotedPrintable(ReadOnlySpan<byte> body)
    {
        byte[] plain = new byte[body.Length];
        int length = 0;
        for (int i = 0; i < body.Length; i++)
        {
            if (body[i] != '=')
            {
                plain[length++] = body[i];
            }
            else if (i + 2 < body.Length && char.IsAsciiHexDigit((char)body[i + 1]) && char.IsAsciiHexDigit((char)body[i + 2]))
            {
                plain[length++] = (byte)(Hex(body[i + 1]) * 16 + Hex(body[i + 2]));
                i += 2;
            }
            else if (i + 1 < body.Length && body[i + 1] == '\n')
            {
                i++;
            }
            else if (i + 2 < body.Length && body[i + 1] == '\r' && body[i + 2] == '\n')
            {
                i += 2;
            }
            else
            {
                plain[length++] = body[i];
            }
        }
        return plain[..length];
    }

    private static byte[] FromBase64(ReadOnlySpan<byte> body)
    {
        byte[] letters = new byte[body.Length];
        int count = 0;
        foreach (byte b in body)
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'+' or (byte)'/')
            {
                letters[count++] = b;
            }
        }
        count -= count % 4 == 1 ? 1 : 0;
        byte[] padded = [.. letters.AsSpan(0, count), .. "=="u8[..((4 - count % 4) % 4)]];
        byte[] plain = new byte[Base64.GetMaxDecodedFromUtf8Length(padded.Length)];
        Base64.DecodeFromUtf8(padded, plain, out _, out int written);
        return plain[..written];
    }

    private static int Hex(byte digit) => digit switch
    {
        <= (byte)'9' => digit - '0',
        <= (byte)'F' => digit - 'A' + 10,
        _ => digit - 'a' + 10,
    };

    /// <summary>Where the next boundary line begins, from a place on; -1 if there is none.</summary>
    private static int Next(ReadOnlySpan<byte> file, ReadOnlySpan<byte> line, int from, out bool last)
    {
        last = false;
        for (int at = from; at < file.Length;)
        {
            int found = file[at..].IndexOf(line);
            if (found < 0)
            {
                return -1;
            }
            at += found;
            int behind = at + line.Length;
            if ((at == 0 || file[at - 1] == '\n') && (behind >= file.Length || file[behind] is (byte)'\r' or (byte)'\n' or (byte)'-' or (byte)' '))
            {
                last = file[behind..].StartsWith("--"u8);
                return at;
            }
            at = behind;
        }
        return -1;
    }

    private static int Behind(ReadOnlySpan<byte> file, int at)
    {
        int end = file[Math.Min(at, file.Length)..].IndexOf((byte)'\n');
        return end < 0 ? file.Length : at + end + 1;
    }

    private static int HeadEnd(ReadOnlySpan<byte> bytes, out int behind)
    {
        int end = bytes.IndexOf("\r\n\r\n"u8);
        int bare = bytes.IndexOf("\n\n"u8);
        if (bare >= 0 && (end < 0 || bare < end))
        {
            behind = bare + 2;
            return bare;
        }
        behind = end + 4;
        return end;
    }

    private static Dictionary<string, string> Fields(ReadOnlySpan<byte> head)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string? name = null;
        foreach (string line in Encoding.Latin1.GetString(head).Split('\n'))
        {
            string text = line.TrimEnd('\r');
            int colon = text.IndexOf(':', StringComparison.Ordinal);
            if (text.Length > 0 && text[0] is ' ' or '\t')
            {
                if (name is not null)
                {
                    fields[name] += " " + text.Trim();
                }
            }
            else if (colon > 0)
            {
                name = fields.TryAdd(text[..colon].Trim(), text[(colon + 1)..].Trim()) ? text[..colon].Trim() : null;
            }
        }
        return fields;
    }

    private static string? Parameter(string contentType, string name)
    {
        int at = contentType.IndexOf(name + "=", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }
        string rest = contentType[(at + name.Length + 1)..];
        if (rest.StartsWith('"'))
        {
            int close = rest.IndexOf('"', 1);
            return close < 0 ? rest[1..] : rest[1..close];
        }
        int end = rest.AsSpan().IndexOfAny(';', ' ');
        return end < 0 ? rest : rest[..end];
    }

    private static Parsed<MhtmlPage> Failed(long at, string reason) => Parsed<MhtmlPage>.Failed(new SourceLocation("", 0, at), reason);
}
