using System.Security.Cryptography;
using Tidemark.Forensics.Mail;

namespace Tidemark.Forensics.Phishing;

/// <summary>
/// What one mail shows of the way it was sent and of what it asks the reader to do, as far as it can be compared with other mails. A sketch
/// holds no text of the mail beyond names, addresses and links: quoted passages are kept as hashes.
/// </summary>
public sealed class MailSketch
{
    private MailSketch()
    {
    }

    /// <summary>SHA-256 of header fields and body, carriage returns and empty lines at the end left out: the same mail in two files has the same.</summary>
    internal string ContentHash { get; private init; } = "";

    internal NamedAddress? From { get; private init; }

    /// <summary>Message-ID without brackets; empty where there is none.</summary>
    internal string MessageId { get; private init; } = "";

    internal DateTimeOffset? Date { get; private init; }

    internal IReadOnlyList<string> FirstHop { get; private init; } = [];

    internal string FirstHopShown { get; private init; } = "";

    internal string Client { get; private init; } = "";

    internal string ClientShown { get; private init; } = "";

    internal string IdPattern { get; private init; } = "";

    internal string IdDomain { get; private init; } = "";

    /// <summary>Shape of the Message-ID, for people.</summary>
    internal string IdShown => $"{IdPattern}@{IdDomain}";

    /// <summary>Minutes east of UTC, or null.</summary>
    internal int? Zone { get; private init; }

    internal IReadOnlyList<Link> Links { get; private init; } = [];

    /// <summary>Registrable domains the links lead to, nested ones included.</summary>
    internal IReadOnlyList<string> LinkDomains { get; private init; } = [];

    internal NamedAddress? ReplyTo { get; private init; }

    /// <summary>Every address of From, Sender, Reply-To, To and Cc.</summary>
    internal IReadOnlyList<string> Addresses { get; private init; } = [];

    /// <summary>Kinds of attached file that can run or that hide others, such as <c>zip</c>.</summary>
    internal IReadOnlyList<string> RiskyAttachments { get; private init; } = [];

    internal QuotedText Quoted { get; private init; } = QuotedText.Nothing;

    /// <summary>Message-IDs this mail answers, nearest first.</summary>
    internal IReadOnlyList<string> Answers { get; private init; } = [];

    /// <summary>Subject without reply marks and list tags, in lower case; empty where the mail is no reply.</summary>
    internal string ReplySubject { get; private init; } = "";

    internal string Subject { get; private init; } = "";

    /// <summary>Reads what can be compared. Never throws for bytes; linear in their number.</summary>
    public static MailSketch Read(RawMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        string? id = Header("Message-ID");
        MailDate? date = Header("Date") is { } written ? MailDate.Read(written) : null;
        // Some programs write both; a second one beside the usual is as new as another instead of it.
        string[] programs = [.. new[] { Header("X-Mailer"), Header("User-Agent"), Header("X-Newsreader") }.OfType<string>().Where(text => text.Length > 0)];
        IReadOnlyList<MessagePart> parts = MailParts.Of(mail);
        IReadOnlyList<Link> links = LinkReader.Read(parts);
        var addresses = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in (string[])["From", "Sender", "Reply-To", "To", "Cc"])
        {
            addresses.UnionWith(NamedAddress.All(Header(name)).Select(address => address.Address));
        }
        IReadOnlyList<string> hop = Phishing.FirstHop.Tokens([.. mail.All("Received").TakeLast(8).Select(field => field.Text)], out string shown);
        string family = programs.Length == 0 ? MailHabits.ClientFamily(null, id) : string.Join(" + ", programs.Select(program => MailHabits.ClientFamily(program, id)));
        string client = string.Join(" + ", programs);
        string subject = ThreadMarks.Subject(Header("Subject"), out bool reply);
        return new MailSketch
        {
            ContentHash = Hash(mail),
            From = NamedAddress.All(Header("From")) is [NamedAddress from, ..] ? from : null,
            MessageId = MailHabits.Bare(id),
            Date = date?.Instant,
            FirstHop = hop,
            FirstHopShown = shown,
            Client = family,
            ClientShown = client.Length == 0 ? family : client.Length > 80 ? client[..80] : client,
            IdPattern = MailHabits.MessageIdPattern(id),
            IdDomain = MailHabits.MessageIdDomain(id),
            Zone = date is { HasZone: true } known ? (int)known.Instant.Offset.TotalMinutes : null,
            Links = links,
            LinkDomains = [.. links.SelectMany(link => link.Nested.Prepend(link.Domain)).Distinct(StringComparer.Ordinal)],
            ReplyTo = NamedAddress.All(Header("Reply-To")) is [NamedAddress to, ..] ? to : null,
            Addresses = [.. addresses],
            RiskyAttachments = [.. parts.Select(part => Attachments.Risk(part)).OfType<string>().Distinct(StringComparer.Ordinal)],
            Quoted = QuotedText.Of(parts),
            Answers = ThreadMarks.Answers(Header("In-Reply-To"), Header("References")),
            ReplySubject = reply ? subject : "",
            Subject = subject,
        };

        string? Header(string name) => mail.First(name)?.Text;
    }

    private static string Hash(RawMail mail)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (HeaderField field in mail.Fields)
        {
            hash.AppendData(WithoutReturns(field.Raw.Span));
        }
        hash.AppendData(WithoutReturns(mail.Body.Span).AsSpan().TrimEnd((byte)'\n'));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[] WithoutReturns(ReadOnlySpan<byte> bytes)
    {
        byte[] plain = new byte[bytes.Length];
        int n = 0;
        foreach (byte b in bytes)
        {
            if (b != (byte)'\r')
            {
                plain[n++] = b;
            }
        }
        return plain[..n];
    }
}
