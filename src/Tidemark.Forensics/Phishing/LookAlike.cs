using Tidemark.Forensics.Mail;

namespace Tidemark.Forensics.Phishing;

/// <summary>How one domain looks like another.</summary>
internal enum Likeness
{
    /// <summary>It does not.</summary>
    None = 0,

    /// <summary>The same name under another ending, or with a word added: organisations do this themselves.</summary>
    Related,

    /// <summary>A character confused, changed, doubled, left out or swapped, a hyphen, or the known name as the front of a longer one.</summary>
    Deceptive,
}

/// <summary>Whether a domain looks like a known one: by skeleton, by one slip of the pen, by hyphen, ending or added word.</summary>
internal static class LookAlike
{
    // Words put beside a name to make another that seems to belong to it.
    private static readonly string[] Added =
        ["account", "accounts", "admin", "auth", "cloud", "corp", "docs", "email", "group", "help", "hq", "inc", "info", "login", "mail", "net", "office", "online", "portal", "secure", "security", "service", "share", "signin", "support", "team", "web", "webmail", "www"];

    /// <summary>How a host looks like a known registrable domain.</summary>
    /// <param name="host">Host in lower case, punycode read.</param>
    /// <param name="known">A registrable domain.</param>
    public static Likeness Of(string host, string known)
    {
        string domain = OrganisationalDomain.Of(host);
        if (domain == known)
        {
            return Likeness.None;
        }
        (string name, string other) = (DomainNames.Chosen(domain), DomainNames.Chosen(known));
        if (name == other)
        {
            return other.Length >= 3 ? Likeness.Related : Likeness.None;
        }
        // "example.org.elsewhere.example" and "example-org.example": read from the left, it is the known one.
        string dashed = known.Replace('.', '-');
        if (known.Length >= 6 && (host.StartsWith(known + ".", StringComparison.Ordinal) || host.StartsWith(known + "-", StringComparison.Ordinal) || Confusables.Skeleton(name) == Confusables.Skeleton(dashed)))
        {
            return Likeness.Deceptive;
        }
        (string a, string b) = (Confusables.Skeleton(name), Confusables.Skeleton(other));
        if (other.Length >= 3 && (a == b || (other.Length >= 4 && a.Replace("-", "", StringComparison.Ordinal) == b.Replace("-", "", StringComparison.Ordinal))))
        {
            return Likeness.Deceptive;
        }
        if (other.Length >= 6 && OneSlip(name, other))
        {
            return Likeness.Deceptive;
        }
        if (other.Length is >= 3 and <= 5 && OneSlip(name, other))
        {
            return Likeness.Related; // Short names lie one letter apart by chance.
        }
        return other.Length >= 3 && HasAddedWord(name, other) ? Likeness.Related : Likeness.None;
    }

    /// <summary>Whether one insertion, deletion, change or swap of neighbours makes one text the other (Damerau 1964).</summary>
    public static bool OneSlip(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 1 || a == b)
        {
            return false;
        }
        int front = 0;
        while (front < a.Length && front < b.Length && a[front] == b[front])
        {
            front++;
        }
        int back = 0;
        while (back < a.Length - front && back < b.Length - front && a[^(back + 1)] == b[^(back + 1)])
        {
            back++;
        }
        (int x, int y) = (a.Length - front - back, b.Length - front - back);
        return (x <= 1 && y <= 1) || (x == 2 && y == 2 && a[front] == b[front + 1] && a[front + 1] == b[front]);
    }

    private static bool HasAddedWord(string name, string known)
    {
        int at = name.IndexOf(known, StringComparison.Ordinal);
        if (at < 0)
        {
            return false;
        }
        string before = name[..at], after = name[(at + known.Length)..];
        bool hyphen = (before.Length == 0 || before.EndsWith('-')) && (after.Length == 0 || after.StartsWith('-'));
        return hyphen || (known.Length >= 4 && Array.IndexOf(Added, before + after) >= 0);
    }
}

/// <summary>The correspondents a stranger can be compared with: everybody of five mails or more.</summary>
internal sealed class KnownNames
{
    // Parts before an @ that many people and offices share; to have one of them is not to have somebody's name.
    private static readonly HashSet<string> Offices = new(
        "abuse admin administrator bounce contact daemon editor editors feedback help helpdesk hello hostmaster info list lists mail mailer mailer-daemon me news newsletter no-reply noreply office postmaster press root sales security service support team test user users webmaster www".Split(' '), StringComparer.Ordinal);

    private readonly SenderProfile[] _known;
    private readonly string[] _domains;

    public KnownNames(MailArchive archive)
    {
        _known = [.. archive.Senders.Where(sender => sender.Mails.Count >= MailArchive.FewestMails).OrderByDescending(sender => sender.Mails.Count).ThenBy(sender => sender.Address.Address, StringComparer.Ordinal)];
        _domains = [.. _known.Select(sender => sender.Address.Domain).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The known correspondent's domain a host deceptively looks like, or null.</summary>
    public string? DomainLike(string host, Likeness least)
    {
        foreach (string known in _domains)
        {
            if (LookAlike.Of(host, known) >= least)
            {
                return known;
            }
        }
        return null;
    }

    /// <summary>Whom an address that is not theirs looks like, most deceptive first; null where nobody.</summary>
    public Imitation? ImitatedBy(MailAddress address)
    {
        Imitation? best = null;
        string host = address.Address[(address.Address.LastIndexOf('@') + 1)..];
        string name = SenderProfile.NameKey(address.Name);
        foreach (SenderProfile sender in _known)
        {
            if (sender.Address.Address == address.Address)
            {
                continue;
            }
            bool sameLocal = sender.Address.Local == address.Local && address.Local.Length >= 2 && !Offices.Contains(address.Local);
            bool sameName = name.Length > 0 && sender.Names[name] > 0;
            string known = sender.Address.Address[(sender.Address.Address.LastIndexOf('@') + 1)..];
            Likeness likeness = host == known ? LocalLikeness(address.Local, sender.Address.Local)
                : Confusables.Skeleton(host) == Confusables.Skeleton(known) ? Likeness.Deceptive
                : LookAlike.Of(host, sender.Address.Domain);
            var found = new Imitation(sender, likeness, sameLocal, sameName);
            best = found.Rank > (best?.Rank ?? 0) ? found : best;
        }
        return best;
    }

    // At one provider neighbours have similar names by right: only what cannot be told by eye counts.
    private static Likeness LocalLikeness(string local, string known) =>
        local.Length >= 4 && local != known && !Offices.Contains(known) && Confusables.Skeleton(local) == Confusables.Skeleton(known) ? Likeness.Deceptive : Likeness.None;
}

/// <summary>A stranger's likeness to a known correspondent.</summary>
/// <param name="Sender">The correspondent.</param>
/// <param name="Address">How the address looks like theirs.</param>
/// <param name="SameLocal">The part before the @ is the same.</param>
/// <param name="SameName">The name beside the address is one they write under.</param>
internal sealed record Imitation(SenderProfile Sender, Likeness Address, bool SameLocal, bool SameName)
{
    /// <summary>How much there is of it; zero is nothing.</summary>
    public int Rank => (int)Address * 4 + (SameName ? 2 : 0) + (SameLocal ? 1 : 0);
}
