using System.Text;
using Tidemark.Forensics.Mail;

namespace Tidemark.Forensics.Phishing;

/// <summary>One leaf of the MIME tree.</summary>
/// <param name="MediaType">Media type in lower case; <c>text/plain</c> where none is given.</param>
/// <param name="FileName">Name it is offered under, if any.</param>
/// <param name="Text">Decoded text of a text part, cut at <see cref="MailParts.MostText"/> characters; null for other parts.</param>
internal sealed record MessagePart(string MediaType, string? FileName, string? Text);

/// <summary>
/// The leaves of a mail's MIME tree with their text decoded (RFC 2045, RFC 2046). Whatever does not follow the form is taken as text; it never
/// throws for bytes. Depth, parts, header lines and text are bounded, and what lies beyond the bounds is not looked at.
/// </summary>
/// <remarks>Time linear in the bytes for each level of nesting, of which there are at most twelve.</remarks>
internal sealed class MailParts
{
    /// <summary>Characters of text kept of one message: a letter is a few thousand, a digest a few hundred thousand.</summary>
    internal const int MostText = 400_000;

    private const int MostHeaders = 200, MostHeaderLength = 20_000, MostParts = 100, MostDepth = 12;

    private readonly List<MessagePart> _parts = [];
    private int _text;

    private MailParts()
    {
    }

    /// <summary>The leaves, in the order they stand.</summary>
    public static IReadOnlyList<MessagePart> Of(RawMail mail)
    {
        var parts = new MailParts();
        HeaderLine[] headers = [.. mail.Fields.Where(field => field.Name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)).Take(MostHeaders).Select(field => new HeaderLine(field.Name, field.Text))];
        parts.Walk(headers, mail.Body.Span, 0);
        return parts._parts;
    }

    private static List<HeaderLine> ReadHeaders(ReadOnlySpan<byte> bytes, out int body)
    {
        var lines = new List<HeaderLine>();
        string? name = null;
        var value = new StringBuilder();
        int at = 0;
        while (at < bytes.Length)
        {
            int length = bytes[at..].IndexOf((byte)'\n');
            int next = length < 0 ? bytes.Length : at + length + 1;
            ReadOnlySpan<byte> line = bytes[at..(length < 0 ? bytes.Length : at + length)].TrimEnd((byte)'\r');
            at = next;
            if (line.IsEmpty)
            {
                break;
            }
            if (line[0] is (byte)' ' or (byte)'\t')
            {
                if (name is not null && value.Length < MostHeaderLength)
                {
                    value.Append(' ').Append(Decode(line.Trim(" \t"u8)));
                }
                continue;
            }
            Keep();
            int colon = line.IndexOf((byte)':');
            if (colon > 0 && lines.Count < MostHeaders && !line[..colon].ContainsAnyExceptInRange((byte)33, (byte)126))
            {
                name = Encoding.ASCII.GetString(line[..colon]);
                ReadOnlySpan<byte> rest = line[(colon + 1)..].Trim(" \t"u8);
                value.Append(Decode(rest.Length > MostHeaderLength ? rest[..MostHeaderLength] : rest));
            }
        }
        Keep();
        body = Math.Min(at, bytes.Length);
        return lines;

        void Keep()
        {
            if (name is not null)
            {
                lines.Add(new HeaderLine(name, value.ToString()));
            }
            name = null;
            value.Clear();
        }
    }

    private void Walk(IReadOnlyList<HeaderLine> headers, ReadOnlySpan<byte> body, int depth)
    {
        if (_parts.Count >= MostParts)
        {
            return;
        }
        string type = Find(headers, "Content-Type") ?? "text/plain";
        string media = Before(type, ';').Trim().ToLowerInvariant();
        if (media.StartsWith("multipart/", StringComparison.Ordinal) && depth < MostDepth && Parameter(type, "boundary") is { Length: > 0 } boundary)
        {
            WalkParts(Encoding.UTF8.GetBytes("--" + boundary), body, depth);
            return;
        }
        if (media == "message/rfc822" && depth < MostDepth)
        {
            List<HeaderLine> inner = ReadHeaders(body, out int start);
            Walk(inner, body[start..], depth + 1);
            return;
        }
        string? file = Parameter(Find(headers, "Content-Disposition") ?? "", "filename") ?? Parameter(type, "name");
        bool isText = media.StartsWith("text/", StringComparison.Ordinal) || !media.Contains('/', StringComparison.Ordinal);
        string? text = null;
        if (isText && _text < MostText)
        {
            ReadOnlySpan<byte> cut = body[..Math.Min(body.Length, 2 * (MostText - _text))];
            text = Decode(TransferEncoding.Decode(cut, Find(headers, "Content-Transfer-Encoding")));
            text = text.Length > MostText - _text ? text[..(MostText - _text)] : text;
            _text += text.Length;
        }
        _parts.Add(new MessagePart(media, file, text));
    }

    private void WalkParts(ReadOnlySpan<byte> delimiter, ReadOnlySpan<byte> body, int depth)
    {
        int start = -1;
        int from = 0;
        while (from < body.Length && _parts.Count < MostParts)
        {
            int hit = body[from..].IndexOf(delimiter);
            if (hit < 0)
            {
                break;
            }
            hit += from;
            from = hit + delimiter.Length;
            if (hit > 0 && body[hit - 1] != (byte)'\n')
            {
                continue; // A delimiter stands at the start of a line (RFC 2046, 5.1.1).
            }
            if (start >= 0)
            {
                Inner(body[start..hit]);
            }
            bool last = body[from..].StartsWith("--"u8);
            int end = body[from..].IndexOf((byte)'\n');
            start = last || end < 0 ? -1 : from + end + 1;
            if (last)
            {
                return;
            }
        }
        if (start >= 0)
        {
            Inner(body[start..]);
        }

        void Inner(ReadOnlySpan<byte> part)
        {
            List<HeaderLine> headers = ReadHeaders(part, out int at);
            Walk(headers, part[at..], depth + 1);
        }
    }

    private static string? Find(IReadOnlyList<HeaderLine> headers, string name)
    {
        foreach (HeaderLine line in headers)
        {
            if (line.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return line.Value;
            }
        }
        return null;
    }

    private static string? Parameter(string value, string name)
    {
        for (int at = 0; (at = value.IndexOf(name, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += name.Length)
        {
            string rest = value[(at + name.Length)..].TrimStart(' ', '*');
            if (at == 0 || value[at - 1] is not (';' or ' ' or '\t') || !rest.StartsWith('='))
            {
                continue;
            }
            rest = rest[1..].TrimStart();
            return rest.StartsWith('"') ? Before(rest[1..], '"') : Before(rest, ';').Trim();
        }
        return null;
    }

    private static string Before(string text, char stop)
    {
        int at = text.IndexOf(stop, StringComparison.Ordinal);
        return at < 0 ? text : text[..at];
    }

    private static string Decode(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);

    private readonly record struct HeaderLine(string Name, string Value);
}
