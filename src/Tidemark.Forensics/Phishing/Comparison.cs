using System.Globalization;

namespace Tidemark.Forensics.Phishing;

/// <summary>One mail beside a sender's past and the archive, both without the mail's own copies.</summary>
internal sealed class Comparison(MailArchive archive, SenderProfile sender, MailSketch mail)
{
    private static readonly TimeSpan LongSilence = TimeSpan.FromDays(90);

    /// <summary>Copies of the mail in the archive.</summary>
    public IReadOnlyList<MailSketch> Copies { get; } = archive.CopiesOf(mail);

    /// <summary>Mails of the sender without the copies.</summary>
    public int Mails => sender.Mails.Count - Copies.Count(copy => copy.From?.Address == sender.Address.Address);

    /// <summary>Whether the mail departs in this way.</summary>
    public bool Departs(Departure departure) => departure switch
    {
        Departure.FirstHop => None(sender.Hops, mail.FirstHop, copy => copy.FirstHop),
        Departure.Client => None(sender.Clients, [mail.Client], copy => [copy.Client]),
        Departure.MessageId => None(sender.IdPatterns, [mail.IdPattern], copy => [copy.IdPattern]) || None(sender.IdDomains, [mail.IdDomain], copy => [copy.IdDomain]),
        Departure.Zone => mail.Zone is { } zone && None(sender.Zones, [SenderProfile.ZoneText(zone), SenderProfile.ZoneText(zone - 60), SenderProfile.ZoneText(zone + 60)], copy => copy.Zone is { } other ? [SenderProfile.ZoneText(other)] : []),
        Departure.Dormant => IsDormant(),
        Departure.LinkDomain => NewDomains().Any(),
        Departure.NestedTarget => NestedNew() is not null,
        Departure.TextAndTarget => Mismatched() is not null,
        Departure.LinkLooksAlike => LikeKnown() is not null,
        Departure.ReplyTo => mail.ReplyTo is { } reply && IsElsewhere(reply),
        Departure.ReplyToLooksAlike => mail.ReplyTo is { } reply && IsElsewhere(reply) && ReplyLike(reply) is not null,
        Departure.Quotation => QuotesUnsaid(),
        Departure.Attachment => mail.RiskyAttachments.Any(kind => None(sender.Attachments, [kind], copy => copy.RiskyAttachments)),
        _ => false, // What a stranger borrows is found by KnownNames.
    };

    /// <summary>All of them as bits.</summary>
    public int Mask()
    {
        int mask = 0;
        for (int i = 0; i < Departures.Count; i++)
        {
            mask |= Departs((Departure)i) ? 1 << i : 0;
        }
        return mask;
    }

    /// <summary>What the mail has, for people.</summary>
    public string Seen(Departure departure) => departure switch
    {
        Departure.FirstHop => mail.FirstHopShown,
        Departure.Client => mail.ClientShown,
        Departure.MessageId => mail.IdShown,
        Departure.Zone => mail.Zone is { } zone ? SenderProfile.ZoneText(zone) : "none",
        Departure.Dormant => mail.Date is { } date ? Day(date) : "no date",
        Departure.LinkDomain => string.Join(", ", NewDomains().Take(5)),
        Departure.NestedTarget => NestedNew()?.Url ?? "",
        Departure.TextAndTarget => Mismatched() is { } link ? $"{link.Named} shown, {link.Domain} meant" : "",
        Departure.LinkLooksAlike => LikeKnown() ?? "",
        Departure.ReplyTo or Departure.ReplyToLooksAlike => mail.ReplyTo?.Address ?? "",
        Departure.Quotation => $"{mail.Quoted.Quoted.Length} quoted word groups",
        Departure.Attachment => string.Join(", ", mail.RiskyAttachments),
        _ => mail.From?.Address ?? "",
    };

    /// <summary>What was there before, the mail's copies left out, most frequent first.</summary>
    public IReadOnlyList<string> Known(Departure departure) => departure switch
    {
        Departure.FirstHop => Most(sender.HopsShown, copy => [copy.FirstHopShown]),
        Departure.Client => Most(sender.ClientsShown, copy => [copy.ClientShown]),
        Departure.MessageId => Most(sender.IdsShown, copy => [copy.IdShown]),
        Departure.Zone => Most(sender.Zones, copy => copy.Zone is { } zone ? [SenderProfile.ZoneText(zone)] : []),
        Departure.Dormant => LastBefore() is { } last ? [Day(last)] : [],
        Departure.LinkDomain or Departure.NestedTarget or Departure.TextAndTarget => Most(sender.Links, copy => copy.LinkDomains),
        Departure.LinkLooksAlike => [.. NewDomains().Select(domain => archive.Names.DomainLike(domain, Likeness.Deceptive)).OfType<string>().Take(5)],
        Departure.ReplyTo => Most(sender.ReplyTos, copy => copy.ReplyTo is { } reply ? [reply.Address] : []),
        Departure.ReplyToLooksAlike => mail.ReplyTo is { } to && ReplyLike(to) is { } like ? [like] : [],
        Departure.Attachment => Most(sender.Attachments, copy => copy.RiskyAttachments),
        Departure.Quotation => [.. archive.Thread(mail, Copies).Select(other => other.MessageId).Take(5)],
        _ => [sender.Address.Address],
    };

    private IReadOnlyList<string> Most(Counted counted, Func<MailSketch, IReadOnlyList<string>> of) =>
        counted.Most(5, Copies.Where(copy => copy.From?.Address == sender.Address.Address).SelectMany(of));

    private static string Day(DateTimeOffset date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private IEnumerable<string> NewDomains() => mail.LinkDomains.Where(IsNew);

    private bool IsNew(string domain) => domain != mail.From?.Domain && archive.MailsWithDomain(domain, Copies) <= 0;

    private Link? NestedNew() => mail.Links.FirstOrDefault(link => link.Nested.Any(IsNew));

    private Link? Mismatched() => mail.Links.FirstOrDefault(link => link.Named is not null && IsNew(link.Domain));

    private string? LikeKnown() => NewDomains().FirstOrDefault(domain => archive.Names.DomainLike(domain, Likeness.Deceptive) is not null);

    private bool IsElsewhere(NamedAddress reply) =>
        reply.Domain != mail.From?.Domain && archive.MailsWithAddress(reply.Address, Copies) <= 0;

    private string? ReplyLike(NamedAddress reply)
    {
        string host = reply.Address[(reply.Address.LastIndexOf('@') + 1)..];
        return mail.From is { } from && LookAlike.Of(host, from.Domain) != Likeness.None ? from.Domain : archive.Names.DomainLike(host, Likeness.Deceptive);
    }

    private bool IsDormant() => mail.Date is { } date && LastBefore() is { } last && date - last > LongSilence;

    /// <summary>The sender's last mail before this one; those of the same moment, such as its copies, do not count.</summary>
    private DateTimeOffset? LastBefore()
    {
        if (mail.Date is not { } date)
        {
            return null;
        }
        int at = Array.BinarySearch(sender.Dates, date);
        at = at < 0 ? ~at : at;
        while (at > 0 && sender.Dates[at - 1] >= date)
        {
            at--;
        }
        return at > 0 ? sender.Dates[at - 1] : null;
    }

    private bool QuotesUnsaid()
    {
        // Only where the very mail it answers is at hand: people also quote newspapers, and mails the archive lacks.
        if (mail.Quoted.Quoted.Length < 12 || mail.Answers.Count == 0 || !archive.Holds(mail.Answers[0], Copies))
        {
            return false;
        }
        return mail.Quoted.HeldBy(archive.Thread(mail, Copies).Select(other => other.Quoted)) < 0.05;
    }

    private bool None(Counted known, IReadOnlyList<string> values, Func<MailSketch, IReadOnlyList<string>> of)
    {
        foreach (string value in values)
        {
            int own = 0;
            foreach (MailSketch copy in Copies)
            {
                own += copy.From?.Address == sender.Address.Address && of(copy).Contains(value) ? 1 : 0;
            }
            if (known[value] > own)
            {
                return false;
            }
        }
        return values.Count > 0;
    }
}
