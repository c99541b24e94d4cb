namespace Tidemark.Forensics.Phishing;

/// <summary>
/// A way in which a mail can depart from what its sender, or the whole archive, has done before. The first five say how a mail was sent and
/// change in ordinary life; the others say what it wants of its reader or claims to belong to.
/// </summary>
internal enum Departure
{
    /// <summary>It entered the mail system from machines and networks this sender never used.</summary>
    FirstHop = 0,

    /// <summary>It was written with a program this sender never used.</summary>
    Client,

    /// <summary>Its Message-ID has a form or a domain this sender's never had.</summary>
    MessageId,

    /// <summary>Its clock is in a zone this sender never wrote from (an hour's difference is daylight saving).</summary>
    Zone,

    /// <summary>It comes more than three months after the sender.s last mail before it.</summary>
    Dormant,

    /// <summary>It links to a domain that no mail of the archive links to or comes from.</summary>
    LinkDomain,

    /// <summary>An address with such a domain is nested in another.</summary>
    NestedTarget,

    /// <summary>The text of a link, or the part before an @ in it, names another domain than the one it leads to, and that one was never seen.</summary>
    TextAndTarget,

    /// <summary>It links to a domain never seen that looks like one the archive knows.</summary>
    LinkLooksAlike,

    /// <summary>Answers go to an address of another domain that nobody in the archive has.</summary>
    ReplyTo,

    /// <summary>That address has a domain, or the sender's own name at another domain, that looks like a known one.</summary>
    ReplyToLooksAlike,

    /// <summary>It quotes, in a thread the archive holds, what nobody said there.</summary>
    Quotation,

    /// <summary>It brings a kind of file that can run or hide others, the first from this sender.</summary>
    Attachment,

    /// <summary>Its sender's address looks like a known correspondent's and is not.</summary>
    SenderLooksAlike,

    /// <summary>It bears a known correspondent's name, or the part of the address before the @, under another address.</summary>
    NameBorrowed,
}

/// <summary>Names and groups of departures.</summary>
internal static class Departures
{
    /// <summary>How many there are.</summary>
    public const int Count = (int)Departure.NameBorrowed + 1;

    /// <summary>Those that ordinary life brings by itself: a journey, a new machine, a new provider, a long holiday.</summary>
    public static bool IsWayIn(Departure departure) => departure <= Departure.Dormant;

    public static string Name(Departure departure) => departure switch
    {
        Departure.FirstHop => "first-hop",
        Departure.Client => "client",
        Departure.MessageId => "message-id",
        Departure.Zone => "zone",
        Departure.Dormant => "dormant",
        Departure.LinkDomain => "link-domain",
        Departure.NestedTarget => "nested-target",
        Departure.TextAndTarget => "text-and-target",
        Departure.LinkLooksAlike => "link-looks-alike",
        Departure.ReplyTo => "reply-to",
        Departure.ReplyToLooksAlike => "reply-to-looks-alike",
        Departure.Quotation => "quotation",
        Departure.Attachment => "attachment",
        Departure.SenderLooksAlike => "sender-looks-alike",
        _ => "name-borrowed",
    };
}

/// <summary>One departure of one mail.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Seen">What the mail has.</param>
/// <param name="Known">What was there before, most frequent first, at most five.</param>
/// <param name="Mails">Mails the known values were counted in.</param>
/// <param name="Rate">How often an innocent mail of this sender would show it, estimated from the archive; null for what is no habit.</param>
internal sealed record Sign(Departure Kind, string Seen, IReadOnlyList<string> Known, int Mails, double? Rate);
