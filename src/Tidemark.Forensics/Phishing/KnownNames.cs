using Tidemark.Forensics.Mail;

namespace Tidemark.Forensics.Phishing;

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
    public Imitation? ImitatedBy(NamedAddress address)
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
                : host.Contains('.', StringComparison.Ordinal) && Front(host) is { Length: >= 5 } front && front == Front(known) ? Likeness.Related
                : LookAlike.Of(host, sender.Address.Domain);
            var found = new Imitation(sender, likeness, sameLocal, sameName);
            best = found.Rank > (best?.Rank ?? 0) ? found : best;
        }
        return best;
    }

    /// <summary>A host without the registry's ending.</summary>
    private static string Front(string host)
    {
        string domain = OrganisationalDomain.Of(host);
        return host[..(host.Length - domain.Length)] + DomainNames.Chosen(domain);
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
