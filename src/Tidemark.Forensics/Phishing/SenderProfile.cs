using System.Globalization;

namespace Tidemark.Forensics.Phishing;

/// <summary>What one address has done in the archive, each value with the number of its mails.</summary>
internal sealed class SenderProfile
{
    private readonly List<MailSketch> _mails = [];

    public SenderProfile(NamedAddress address) => Address = address;

    public NamedAddress Address { get; }

    /// <summary>The mails, in the order read.</summary>
    public IReadOnlyList<MailSketch> Mails => _mails;

    public Counted Hops { get; } = new();

    public Counted HopsShown { get; } = new();

    public Counted Clients { get; } = new();

    public Counted ClientsShown { get; } = new();

    public Counted IdsShown { get; } = new();

    public Counted IdPatterns { get; } = new();

    public Counted IdDomains { get; } = new();

    public Counted Zones { get; } = new();

    public Counted ReplyTos { get; } = new();

    public Counted Attachments { get; } = new();

    public Counted Links { get; } = new();

    /// <summary>Names written beside the address, as <see cref="NameKey"/> gives them.</summary>
    public Counted Names { get; } = new();

    /// <summary>Moments of every mail that has a date, ascending; filled by <see cref="Close"/>.</summary>
    public DateTimeOffset[] Dates { get; private set; } = [];

    public void Add(MailSketch mail)
    {
        _mails.Add(mail);
        foreach (string token in mail.FirstHop)
        {
            Hops.Add(token);
        }
        HopsShown.Add(mail.FirstHopShown);
        Clients.Add(mail.Client);
        ClientsShown.Add(mail.ClientShown);
        IdsShown.Add(mail.IdShown);
        IdPatterns.Add(mail.IdPattern);
        IdDomains.Add(mail.IdDomain);
        if (mail.Zone is { } zone)
        {
            Zones.Add(ZoneText(zone));
        }
        if (mail.ReplyTo is { } reply)
        {
            ReplyTos.Add(reply.Address);
        }
        foreach (string kind in mail.RiskyAttachments)
        {
            Attachments.Add(kind);
        }
        foreach (string domain in mail.LinkDomains)
        {
            Links.Add(domain);
        }
        if (NameKey(mail.From?.Name) is { Length: > 0 } name)
        {
            Names.Add(name);
        }
    }

    public void Close()
    {
        Dates = [.. _mails.Select(mail => mail.Date).OfType<DateTimeOffset>()];
        Array.Sort(Dates);
    }

    /// <summary>Minutes east of UTC as "+0200".</summary>
    public static string ZoneText(int minutes) =>
        string.Create(CultureInfo.InvariantCulture, $"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}{Math.Abs(minutes) % 60:00}");

    /// <summary>A person's name in lower case, its words in alphabetical order ("Roe, Jane" is "Jane Roe"); empty for a single word, which many share.</summary>
    public static string NameKey(string? name)
    {
        string[] words = (name ?? "").ToLowerInvariant().Split((char[])[' ', ',', '.', '"', '\'', '(', ')', '-', '_'], StringSplitOptions.RemoveEmptyEntries);
        Array.Sort(words, StringComparer.Ordinal);
        return words.Length < 2 ? "" : string.Join(' ', words);
    }
}
