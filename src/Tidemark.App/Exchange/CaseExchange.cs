using System.Globalization;
using Tidemark.App.Exports;
using Tidemark.App.Ledgers;
using Tidemark.App.Reports;
using Tidemark.App.Terminal;
using Tidemark.App.Texts;
using Tidemark.Casework;
using Tidemark.Casework.Ledger;
using Tidemark.Detection.Statements.Ledger;
using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Index;
using Tidemark.Evidence.Texts;
using Tidemark.Forensics.Mail;
using Tidemark.Model;
using Tidemark.Publishing.Exchange;

namespace Tidemark.App.Exchange;

/// <summary>Gathers what a case hands to other systems. Nothing of it depends on the clock, on exports made before, or on the order of additions.</summary>
internal static class CaseExchange
{
    /// <summary>
    /// More different links than this are not put into a file for exchange, only those that findings cite: receivers load each as an object,
    /// and a list of what everybody shares helps nobody.
    /// </summary>
    public const long MostLinks = 20_000;

    /// <summary>Reads the case.</summary>
    /// <exception cref="Refusal">The description, the index or a mail's original cannot be used.</exception>
    public static ExchangeContent Of(CaseFolder folder, CaseIndex index, StandingFindings found)
    {
        CaseDescription description = CaseReports.Describe(folder);
        IReadOnlyList<CaseText> texts = CaseTexts.Of(folder, index);
        (SortedSet<string> links, SortedSet<string> hosts, long left) = Links(index, found);
        foreach (string url in texts.Where(text => text.Kind == TextKind.Page).SelectMany(text => text.Urls))
        {
            links.Add(url);
            if (Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Host.Length > 0)
            {
                hosts.Add(address.IdnHost.Trim('[', ']'));
            }
        }
        DecidedLedger? ledger = CaseLedger.Any(folder) ? CaseLedger.Read(folder) : null;
        UnixTime modified = folder.Entries.Where(entry => entry.Kind != JournalKind.Exported).Select(entry => Moment(entry.Time)).Max();
        return new ExchangeContent
        {
            CaseKey = $"tidemark exchange {folder.Entries[0].Hash}",
            Title = description.Title,
            Question = description.Question,
            Publisher = description.Publisher.Length > 0 ? description.Publisher : null,
            Tlp = Level(description.Tlp),
            Created = Moment(folder.Entries[0].Time),
            Modified = modified,
            Originals =
            [
                .. folder.Record.Originals.Where(original => original.Retracted is null && original.Finished)
                    .OrderBy(original => original.Sha256, StringComparer.Ordinal)
                    .Select(original => new ExchangeOriginal(original.Sha256, original.Name, original.Size, Moment(original.Added))),
            ],
            Findings =
            [
                .. found.Findings.OrderBy(finding => finding.Id, StringComparer.Ordinal)
                    .Select(finding => new ExchangeFinding(finding, Accounts(index, finding), Detected(folder, finding.Detector) ?? modified)),
            ],
            Links = [.. links],
            Hosts = [.. hosts],
            LinksLeftOut = left,
            Mails = [.. Mails(folder, texts)],
            Statements = ledger is null ? [] : CaseStatements.Of(ledger, Detected(folder, LedgerBuilder.Name) ?? modified),
            Judgements = ledger is null ? [] : CaseStatements.Judgements(ledger, Moment),
        };
    }

    private static (SortedSet<string> Links, SortedSet<string> Hosts, long Left) Links(CaseIndex index, StandingFindings found)
    {
        var links = new SortedSet<string>(StringComparer.Ordinal);
        var hosts = new SortedSet<string>(StringComparer.Ordinal);
        long all = index.ValueCount(TraceKind.Link) + index.ValueCount(TraceKind.Domain);
        if (all <= MostLinks)
        {
            links.UnionWith(index.Values(TraceKind.Link));
            hosts.UnionWith(index.Values(TraceKind.Domain));
            return (links, hosts, 0);
        }
        var cited = found.Findings.SelectMany(finding => finding.Evidence).ToHashSet();
        index.EachTrace((in TraceCells trace) =>
        {
            if (trace.Kind is TraceKind.Link or TraceKind.Domain && cited.Contains(trace.Evidence))
            {
                (trace.Kind == TraceKind.Link ? links : hosts).Add(System.Text.Encoding.UTF8.GetString(trace.Value));
            }
        });
        return (links, hosts, all - links.Count - hosts.Count);
    }

    /// <summary>Every mail, also those of a mailbox. One that cannot be read is told on stderr and left out; it stays in the case.</summary>
    private static IEnumerable<ExchangeMail> Mails(CaseFolder folder, IReadOnlyList<CaseText> texts)
    {
        foreach (CaseMail one in CaseMail.Each(folder, texts))
        {
            if (one.Mail.Ok)
            {
                yield return Mail(one.Source.Original.Sha256, one.Number, MailContent.Of(one.Mail.Value));
            }
            else if (one.Number == 0)
            {
                throw new Refusal($"{Plain.Text(one.Mail.Fault.ToString())}.");
            }
            else
            {
                Console.Error.WriteLine($"tidemark: not in the export: {Plain.Text(one.Mail.Fault.ToString())}.");
            }
        }
    }

    private static ExchangeMail Mail(string sha256, int number, MailContent mail) => new(sha256, number)
    {
        Subject = mail.Subject is { Length: > 0 } subject ? subject : null,
        From = mail.From is [NamedAddress author, ..] ? Box(author) : null,
        To = [.. mail.To.Select(Box)],
        Cc = [.. mail.Cc.Select(Box)],
        Date = mail.Date is { } date ? UnixTime.FromSeconds(date.Seconds) : null,
        MessageId = mail.MessageId,
        ContentType = mail.ContentType,
        IsMultipart = mail.IsMultipart,
        Body = mail.Body,
    };

    private static ExchangeMailbox Box(NamedAddress address) => new(address.Address, address.Name.Length > 0 ? address.Name : null);

    /// <summary>The subjects that are accounts of the material; others are rows of the ledger, sites, texts.</summary>
    private static string[] Accounts(CaseIndex index, Finding finding) =>
        [.. finding.Subjects.Where(subject => index.Accounts.Find(System.Text.Encoding.UTF8.GetBytes(subject)) >= 0)];

    /// <summary>When the detector ran that left a finding: the last time the journal has, or null.</summary>
    private static UnixTime? Detected(CaseFolder folder, string detector)
    {
        JournalEntry? entry = folder.Entries.LastOrDefault(entry => entry.Kind == JournalKind.Detected && entry.Text("detector") == detector);
        return entry is null ? null : Moment(entry.Time);
    }

    private static UnixTime Moment(string time) =>
        DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
            ? UnixTime.From(moment)
            : throw new Refusal($"the journal has a time that is none: '{Plain.Text(time)}'.");

    private static TlpLevel Level(string tlp) => tlp switch
    {
        "clear" => TlpLevel.Clear,
        "green" => TlpLevel.Green,
        "amber+strict" => TlpLevel.AmberStrict,
        "red" => TlpLevel.Red,
        _ => TlpLevel.Amber,
    };
}
