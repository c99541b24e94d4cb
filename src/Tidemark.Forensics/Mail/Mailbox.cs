using Tidemark.Model;

namespace Tidemark.Forensics.Mail;

/// <summary>
/// Cuts a mailbox file (mbox, RFC 4155) into its mails. A file is a mailbox only if its first line is a separator; in one that is, a mail begins
/// at a line "From sender date" that follows an empty line and is followed by a header field. All three are asked for, because "From" opens many a
/// sentence, and a mail must not be cut in two by what stands in it.
/// </summary>
public static class Mailbox
{
    /// <summary>The mails in the file, each read or with the reason why not; at most <see cref="MailLimits.Mails"/>.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="name">The file as the user named it.</param>
    /// <param name="total">How many mails there are in all.</param>
    public static IReadOnlyList<Parsed<RawMail>> Read(ReadOnlyMemory<byte> file, string name, out int total)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        var mails = new List<Parsed<RawMail>>();
        total = 0;
        int start = 0, startLine = 1;
        if (bytes.StartsWith("From "u8))
        {
            bool blank = false;
            int line = 1;
            for (int at = 0; at < bytes.Length; line++)
            {
                int end = bytes[at..].IndexOf((byte)'\n');
                int next = end < 0 ? bytes.Length : at + end + 1;
                ReadOnlySpan<byte> text = bytes[at..next].TrimEnd("\r\n"u8);
                if (blank && text.StartsWith("From "u8) && IsSeparator(text) && OpensHeader(bytes[next..]))
                {
                    Add(file, start, at, startLine);
                    (start, startLine) = (at, line);
                    total++;
                }
                blank = text.IsEmpty;
                at = next;
            }
        }
        Add(file, start, bytes.Length, startLine);
        total++;
        return mails;

        void Add(ReadOnlyMemory<byte> all, int from, int to, int line)
        {
            if (mails.Count < MailLimits.Mails)
            {
                mails.Add(MailReader.Read(all, from, to, line, name));
            }
        }
    }

    /// <summary>"From sender Thu Jan  1 00:00:00 1970": a clock and a year behind the sender.</summary>
    private static bool IsSeparator(ReadOnlySpan<byte> line)
    {
        bool clock = false, year = false;
        for (int i = 5; i < line.Length && i < 300; i++)
        {
            clock |= line[i] == ':' && i + 2 < line.Length && IsDigit(line[i - 1]) && IsDigit(line[i + 1]) && IsDigit(line[i + 2]);
            year |= (line[i..].StartsWith("19"u8) || line[i..].StartsWith("20"u8)) && line[i - 1] == ' ' && i + 3 < line.Length && IsDigit(line[i + 2]) && IsDigit(line[i + 3]);
        }
        return clock && year;
    }

    private static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';

    private static bool OpensHeader(ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
        int colon = line.IndexOf((byte)':');
        return colon > 0 && !line[..colon].ContainsAnyExceptInRange((byte)33, (byte)126);
    }
}
