using System.Text;
using Tidemark.Model;

namespace Tidemark.Forensics.Mail;

/// <summary>
/// Cuts a mail into header fields and body (RFC 5322, section 2.2) without changing a byte. Lines end in LF or CRLF, also mixed;
/// a leading separator line of a mailbox ("From …") is not part of the mail.
/// </summary>
/// <remarks>Time O(n), memory O(fields). Never throws for bad data.</remarks>
public static class MailReader
{
    /// <summary>Reads one mail that fills the file.</summary>
    /// <param name="file">The mail's bytes; they are kept, not copied.</param>
    /// <param name="name">The file as the user named it, for the place of a fault.</param>
    /// <returns>The mail, or why it is none: no header field at all, or more header than <see cref="MailLimits"/> allows.</returns>
    public static Parsed<RawMail> Read(ReadOnlyMemory<byte> file, string name) => Read(file, 0, file.Length, 1, name);

    /// <summary>Reads the mail that stands at <paramref name="start"/> and ends before <paramref name="end"/>.</summary>
    internal static Parsed<RawMail> Read(ReadOnlyMemory<byte> file, int start, int end, int line, string name)
    {
        ReadOnlySpan<byte> bytes = file.Span[..end];
        int at = start;
        if (at == 0 && bytes.StartsWith("\uFEFF"u8))
        {
            at = 3;
        }
        if (bytes[at..].StartsWith("From "u8) || bytes[at..].StartsWith(">From "u8))
        {
            at = NextLine(bytes, at);
            line++;
        }
        var fields = new List<HeaderField>();
        var stray = new List<int>();
        int headerStart = at;
        int open = -1; // Where the field now being read begins; -1 if the line before was no field.
        int colon = 0, openLine = 0;
        while (at < end)
        {
            int next = NextLine(bytes, at);
            if (next - headerStart > MailLimits.HeaderBytes)
            {
                return Parsed<RawMail>.Failed(new SourceLocation(name, line, at), $"the header of the mail is longer than {MailLimits.HeaderBytes} bytes, which no server lets through; it was not read");
            }
            ReadOnlySpan<byte> text = Content(bytes[at..next]);
            if (text.IsEmpty)
            {
                Close(at);
                open = -1;
                return Done(next);
            }
            if (text[0] is (byte)' ' or (byte)'\t')
            {
                if (open < 0)
                {
                    stray.Add(line);
                }
            }
            else
            {
                Close(at);
                int found = NameEnd(text);
                if (found < 0)
                {
                    open = -1;
                    stray.Add(line);
                }
                else if (fields.Count == MailLimits.Fields)
                {
                    return Parsed<RawMail>.Failed(new SourceLocation(name, line, at), $"the mail has more than {MailLimits.Fields} header fields; it was not read");
                }
                else
                {
                    (open, colon, openLine) = (at, found, line);
                }
            }
            line++;
            at = next;
        }
        Close(end);
        return Done(end);

        void Close(int until)
        {
            if (open >= 0)
            {
                ReadOnlySpan<byte> written = file.Span.Slice(open, colon).TrimEnd(" \t"u8);
                fields.Add(new HeaderField(Encoding.ASCII.GetString(written), file[open..until], colon, open, openLine));
            }
        }

        Parsed<RawMail> Done(int body) => fields.Count == 0
            ? Parsed<RawMail>.Failed(new SourceLocation(name, line, headerStart), "there is no header field before the first empty line, so this is no mail")
            : Parsed<RawMail>.Of(new RawMail(fields, stray, file[headerStart..end], file[body..end], body));
    }

    /// <summary>The index of the colon behind a field name (printable ASCII, blanks before the colon tolerated as RFC 5322, 4.5 does), or -1.</summary>
    private static int NameEnd(ReadOnlySpan<byte> line)
    {
        int colon = line.IndexOf((byte)':');
        if (colon <= 0)
        {
            return -1;
        }
        ReadOnlySpan<byte> name = line[..colon].TrimEnd(" \t"u8);
        return name.IsEmpty || name.ContainsAnyExceptInRange((byte)33, (byte)126) ? -1 : colon;
    }

    private static int NextLine(ReadOnlySpan<byte> bytes, int at)
    {
        int end = bytes[at..].IndexOf((byte)'\n');
        return end < 0 ? bytes.Length : at + end + 1;
    }

    private static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> line)
    {
        if (line.Length > 0 && line[^1] == '\n')
        {
            line = line[..^1];
            if (line.Length > 0 && line[^1] == '\r')
            {
                line = line[..^1];
            }
        }
        return line;
    }
}
