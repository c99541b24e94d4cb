namespace Tidemark.Forensics.Phishing;

/// <summary>
/// Everything the history holds, counted: per sender, and for the archive as a whole the domains ever linked to or written from, the addresses
/// ever seen, and the threads. Order of the mails does not matter to any answer. Time and memory linear in the mails' links and words.
/// </summary>
public sealed class MailArchive
{
    /// <summary>From how many mails on a sender's past can be compared with: fewer say nothing of what is usual.</summary>
    internal const int FewestMails = 5;

    // A folder with one Message-ID on every file must not make each comparison as long as the folder.
    private const int MostCopies = 50;

    private readonly Dictionary<string, SenderProfile> _senders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<MailSketch>> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<MailSketch>> _byHash = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<MailSketch>> _bySubject = new(StringComparer.Ordinal);
    private readonly Counted _domains = new();
    private readonly Counted _addresses = new();
    private readonly Lazy<InnocentRates> _rates;
    private readonly Lazy<KnownNames> _names;

    /// <summary>Reads an archive from the sketches of its mails.</summary>
    public MailArchive(IEnumerable<MailSketch> mails)
    {
        foreach (MailSketch mail in mails)
        {
            Add(mail);
        }
        foreach (SenderProfile sender in _senders.Values)
        {
            sender.Close();
        }
        _rates = new Lazy<InnocentRates>(() => InnocentRates.Of(this));
        _names = new Lazy<KnownNames>(() => new KnownNames(this));
    }

    /// <summary>Mails read.</summary>
    public int Mails { get; private set; }

    internal IReadOnlyCollection<SenderProfile> Senders => _senders.Values;

    internal InnocentRates Rates => _rates.Value;

    internal KnownNames Names => _names.Value;

    internal SenderProfile? Sender(string address) => _senders.GetValueOrDefault(address);

    /// <summary>
    /// The copies of a mail the archive itself holds: the same bytes, or the same Message-ID from the same address (a copy that came another
    /// way). A mail cannot vouch for itself, so whatever is counted is counted without them.
    /// </summary>
    internal IReadOnlyList<MailSketch> CopiesOf(MailSketch mail)
    {
        IEnumerable<MailSketch> copies = _byHash.GetValueOrDefault(mail.ContentHash) ?? [];
        if (mail.MessageId.Length > 0 && _byId.GetValueOrDefault(mail.MessageId) is { } same)
        {
            copies = copies.Concat(same.Where(other => other.From?.Address == mail.From?.Address));
        }
        return [.. copies.Take(MostCopies).Distinct()];
    }

    /// <summary>Whether a mail of this Message-ID is at hand besides the given ones.</summary>
    internal bool Holds(string messageId, IReadOnlyList<MailSketch> without) =>
        _byId.GetValueOrDefault(messageId) is { } mails && mails.Exists(mail => !without.Contains(mail));

    /// <summary>Mails that link to a domain or come from it, without the given ones.</summary>
    internal int MailsWithDomain(string domain, IReadOnlyList<MailSketch> without) =>
        _domains[domain] - without.Count(mail => Domains(mail).Contains(domain));

    /// <summary>Mails in whose headers an address stands, without the given ones.</summary>
    internal int MailsWithAddress(string address, IReadOnlyList<MailSketch> without) =>
        _addresses[address] - without.Count(mail => mail.Addresses.Contains(address));

    /// <summary>The mails of the thread a mail says it belongs to, by the Message-IDs it answers and by its subject; at most 200.</summary>
    internal IReadOnlyList<MailSketch> Thread(MailSketch mail, IReadOnlyList<MailSketch> without)
    {
        IEnumerable<MailSketch> found = mail.Answers.SelectMany(id => _byId.GetValueOrDefault(id) ?? []);
        found = mail.ReplySubject.Length >= 8 ? found.Concat(_bySubject.GetValueOrDefault(mail.ReplySubject) ?? []) : found;
        return [.. found.Distinct().Where(other => !ReferenceEquals(other, mail) && !without.Contains(other)).Take(200)];
    }

    private static HashSet<string> Domains(MailSketch mail)
    {
        var domains = new HashSet<string>(mail.LinkDomains, StringComparer.Ordinal);
        if (mail.From is { } from)
        {
            domains.Add(from.Domain);
        }
        return domains;
    }

    private void Add(MailSketch mail)
    {
        Mails++;
        foreach (string domain in Domains(mail))
        {
            _domains.Add(domain);
        }
        foreach (string address in mail.Addresses)
        {
            _addresses.Add(address);
        }
        Under(_byHash, mail.ContentHash, mail);
        if (mail.MessageId.Length > 0)
        {
            Under(_byId, mail.MessageId, mail);
        }
        if (mail.Subject.Length >= 8)
        {
            Under(_bySubject, mail.Subject, mail);
        }
        if (mail.From is { } from)
        {
            if (!_senders.TryGetValue(from.Address, out SenderProfile? sender))
            {
                _senders.Add(from.Address, sender = new SenderProfile(from));
            }
            sender.Add(mail);
        }
    }

    private static void Under(Dictionary<string, List<MailSketch>> index, string key, MailSketch mail)
    {
        if (!index.TryGetValue(key, out List<MailSketch>? list))
        {
            index.Add(key, list = []);
        }
        list.Add(mail);
    }
}
