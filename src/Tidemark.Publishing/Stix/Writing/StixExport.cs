using System.Globalization;
using Tidemark.Model;
using Tidemark.Publishing.Exchange;

namespace Tidemark.Publishing.Stix.Writing;

/// <summary>
/// A case as a STIX 2.1 bundle that passes the strict check. It says what was found, never who is behind it: an actor, a campaign or an
/// indicator is in it only if a person put it into the case.
/// </summary>
public static class StixExport
{
    /// <summary>The journal holds what was decided and when; whose hands did it, it does not know.</summary>
    private const string Person = "a person working on the case";

    /// <summary>Writes the bundle; the same content gives the same bytes.</summary>
    /// <param name="content">The case.</param>
    /// <param name="stream">Where to; stays open.</param>
    /// <returns>How many objects were written.</returns>
    public static int Write(ExchangeContent content, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(stream);
        var uuids = new DerivedUuid(content.CaseKey);
        var objects = new SortedDictionary<string, StixObject>(StringComparer.Ordinal);
        var marking = new StixTlp(Level(content.Tlp));
        var publisher = new StixIdentity(
            "identity--" + uuids.Of("stix identity", "publisher"), content.Created, content.Modified,
            content.Publisher ?? "publisher not named", content.Publisher is null ? "unknown" : "organization");
        Take(marking);
        Take(publisher);
        Observables(content, uuids, Take);
        Dictionary<string, string> files = Originals(content, Take);
        foreach (ExchangeFinding found in content.Findings)
        {
            Finding finding = found.Finding;
            Take(new StixNote(
                "note--" + uuids.Of("stix finding", finding.Id), found.Made, found.Made,
                $"Finding {finding.Id} of the detector {finding.Detector} {finding.Version}",
                FindingText.Of(finding), [$"Tidemark, detector {finding.Detector} {finding.Version}"],
                Refs(found.Accounts, finding.Inputs.Concat(finding.Evidence.Select(reference => reference.Sha256)))));
        }
        var statements = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (ExchangeStatement said in content.Statements)
        {
            string id = "note--" + uuids.Of("stix statement", said.Key);
            statements[said.Key] = id;
            Take(new StixNote(id, said.Made, said.Made, said.Abstract, said.Content, [said.Author], Refs(said.Accounts, [said.Original])) { Revoked = said.Rejected });
        }
        foreach (ExchangeJudgement judged in content.Judgements)
        {
            string key = uuids.Of("stix judgement", judged.Key);
            Take(judged.Statement is { } about && statements.TryGetValue(about, out string? note)
                ? new StixOpinion("opinion--" + key, judged.Made, judged.Made, judged.Opinion, judged.Text, [Person], [note])
                : new StixNote("note--" + key, judged.Made, judged.Made, "Decided on a statement that is no longer read", judged.Text, [Person], [publisher.Id]));
        }
        Take(new StixReport(
            "report--" + uuids.Of("stix report", ""), content.Created, content.Modified, content.Title, Description(content),
            ["observed-data"], [.. objects.Keys]));
        StixBundle.Write(uuids.Of("stix bundle", ""), objects.Values, marking.Id, publisher.Id, stream);
        return objects.Count;

        // The same observable may come from several places; what it says is the same then.
        void Take(StixObject item) => objects.TryAdd(item.Id, item);

        List<string> Refs(IEnumerable<string> accounts, IEnumerable<string> originals)
        {
            List<string> refs =
            [
                .. accounts.Where(account => account.Length > 0).Select(account => new StixAccount(account).Id)
                    .Concat(originals.Select(sha256 => files.GetValueOrDefault(sha256)).OfType<string>())
                    .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            ];
            // A note is about something; where nothing else is there, about what was published.
            return refs.Count > 0 ? refs : [publisher.Id];
        }
    }

    private static void Observables(ExchangeContent content, DerivedUuid uuids, Action<StixObject> take)
    {
        foreach (string account in content.Accounts)
        {
            take(new StixAccount(account));
        }
        foreach (string link in content.Links)
        {
            if (UrlForm.Of(link) is { } url)
            {
                take(new StixValue("url", url));
            }
        }
        foreach (string host in content.Hosts)
        {
            string? kind = StixForms.IsIpv4(host) ? "ipv4-addr" : StixForms.IsIpv6(host) ? "ipv6-addr" : StixForms.IsHost(host) ? "domain-name" : null;
            if (kind is not null)
            {
                take(new StixValue(kind, host));
            }
        }
        foreach (ExchangeMail mail in content.Mails)
        {
            Mail(mail, uuids, take);
        }
    }

    private static void Mail(ExchangeMail mail, DerivedUuid uuids, Action<StixObject> take)
    {
        string? from = mail.From is { } author ? Address(author) : null;
        string? body = mail.IsMultipart ? null : mail.Body;
        take(new StixMail(StixMail.IdOf(from, mail.Subject, body) ?? "email-message--" + uuids.Of("stix mail", string.Create(CultureInfo.InvariantCulture, $"{mail.Sha256} {mail.Number}")))
        {
            IsMultipart = mail.IsMultipart,
            Date = mail.Date?.ToString(),
            ContentType = mail.ContentType,
            FromRef = from,
            ToRefs = Addresses(mail.To),
            CcRefs = Addresses(mail.Cc),
            MessageId = mail.MessageId,
            Subject = mail.Subject,
            Body = body,
        });

        List<string> Addresses(IReadOnlyList<ExchangeMailbox> boxes) => [.. boxes.Select(Address).OfType<string>().Distinct(StringComparer.Ordinal)];

        string? Address(ExchangeMailbox box)
        {
            if (!StixForms.Mail().IsMatch(box.Address))
            {
                return null;
            }
            var address = new StixMailAddress(box.Address, string.IsNullOrEmpty(box.Name) ? null : box.Name);
            take(address);
            return address.Id;
        }
    }

    private static Dictionary<string, string> Originals(ExchangeContent content, Action<StixObject> take)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (ExchangeOriginal original in content.Originals)
        {
            var file = new StixFile(original.Sha256, original.Name, original.Size);
            take(file);
            ids[original.Sha256] = file.Id;
        }
        return ids;
    }

    private static string Description(ExchangeContent content)
    {
        string question = content.Question.Length > 0 ? $"Question: {content.Question}\n\n" : "";
        string left = content.LinksLeftOut > 0
            ? string.Create(CultureInfo.InvariantCulture, $" {content.LinksLeftOut} links and hosts that no finding cites were left out; the case's tables have them.")
            : "";
        return question
            + "Observables in this file are what the material holds; that something is listed says nothing about it. "
            + "Notes hold findings with their null model and the innocent explanations to be tested first, and statements, which say what a text "
            + "attributes to somebody, not that it was said or is true. Opinions are people's, on whether a statement was read rightly. "
            + "Nobody is attributed by software." + left;
    }

    private static string Level(TlpLevel level) => level switch
    {
        TlpLevel.Clear => "clear",
        TlpLevel.Green => "green",
        TlpLevel.Amber => "amber",
        TlpLevel.AmberStrict => "amber+strict",
        _ => "red",
    };
}
