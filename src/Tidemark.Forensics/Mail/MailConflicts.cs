using System.Globalization;
using System.Text.Json.Nodes;
using Tidemark.Forensics.Mail.Dkim;
using Tidemark.Forensics.Verdicts;

namespace Tidemark.Forensics.Mail;

/// <summary>What in a mail does not fit together, whether or not a signature fits; each with its innocent reading.</summary>
internal static class MailConflicts
{
    // RFC 5322, section 3.6: each of these may stand in a mail once.
    private static readonly string[] Once = ["From", "Subject", "Date", "To", "Reply-To", "Message-ID"];

    // What a reader sees first; a signature that leaves them out lets them be changed.
    private static readonly string[] Seen = ["From", "Subject", "Date"];

    public static IReadOnlyList<Conflict> Of(RawMail mail, IReadOnlyList<DkimResult> signatures)
    {
        var conflicts = new List<Conflict>();
        foreach (string name in Once.Where(name => mail.All(name).Count > 1))
        {
            conflicts.Add(new Conflict(
                "duplicate-header",
                $"The header field {name} stands in the mail {mail.All(name).Count} times; programs differ in which one they show, and a signature may cover another one than is seen. Faulty programs and lists do this, too.",
                new JsonObject { ["header"] = name.ToLowerInvariant(), ["lines"] = new JsonArray([.. mail.All(name).Select(field => (JsonNode)JsonValue.Create(field.Line))]) }));
        }
        (MailDate Date, string Source)? receipt = ReceivedHop.Receipt(mail);
        foreach (DkimResult result in signatures)
        {
            conflicts.AddRange(Of(result, mail, receipt));
        }
        if (NotAligned(mail, signatures) is { } notAligned)
        {
            conflicts.Add(notAligned);
        }
        return conflicts;
    }

    private static IEnumerable<Conflict> Of(DkimResult result, RawMail mail, (MailDate Date, string Source)? receipt)
    {
        MailSignature signature = result.Signature;
        foreach (string name in Seen.Where(name => mail.First(name) is not null && !signature.Covers(name)))
        {
            yield return new Conflict(
                "header-not-signed",
                $"Signature {result.Place} ({signature.Domain}) does not cover {name}: it could be changed without breaking the signature.",
                new JsonObject { ["signature"] = result.Place, ["header"] = name.ToLowerInvariant() });
        }
        if (result.UnsignedBytes is { } bytes)
        {
            yield return new Conflict(
                "body-length-limit",
                $"Signature {result.Place} ({signature.Domain}) covers the first {signature.Length} bytes of the body; the {bytes} bytes behind them could be anybody's. Some senders limit it so that mailing lists may add a footer.",
                new JsonObject { ["signature"] = result.Place, ["unsigned_bytes"] = bytes });
        }
        if (signature.Expires is { } expires && receipt is { } received && expires < received.Date.Seconds)
        {
            yield return new Conflict(
                "signature-expired",
                $"Signature {result.Place} ({signature.Domain}) had run out {(received.Date.Seconds - expires).ToString(CultureInfo.InvariantCulture)} seconds before the mail was received ({received.Date.Iso}, says {received.Source}). A slow queue or a wrong clock can do this; so can an old mail sent again.",
                new JsonObject { ["signature"] = result.Place, ["expires"] = DateTimeOffset.FromUnixTimeSeconds(expires).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), ["received"] = received.Date.Iso, ["source"] = received.Source });
        }
        if (result.Keys.Keys.Count > 1)
        {
            yield return new Conflict(
                "key-conflict",
                $"The archive holds {result.Keys.Keys.Count} different keys under {signature.Selector}._domainkey.{signature.Domain}: {(result.Keys.Fitting is null ? "none of them fits" : "one of them fits")}. Domains replace keys under the same name; archives can also be wrong or poisoned.",
                new JsonObject
                {
                    ["signature"] = result.Place,
                    ["sources"] = new JsonArray([.. result.Keys.Records.Where(record => record.Key is not null).Select(record => (JsonNode)JsonValue.Create(record.Source)!)]),
                    ["fitting"] = result.Keys.Fitting is null ? [] : new JsonArray([.. result.Keys.KeyRecords.Select(record => (JsonNode)JsonValue.Create(record.Source)!)]),
                });
        }
        PublicKey? weak = result.Keys.Keys.Select(group => group.First().Key!).FirstOrDefault(key => key.Kind == "rsa" && key.Bits < 1024);
        if (signature.Algorithm == "rsa-sha1" || weak is not null)
        {
            yield return new Conflict(
                "key-weak",
                $"Signature {result.Place} ({signature.Domain}) rests on {(weak is not null ? $"an RSA key of {weak.Bits} bits, which others can work out" : "SHA-1, for which two texts with one hash can be made")}. It was common years ago.",
                new JsonObject { ["signature"] = result.Place, ["algorithm"] = signature.Algorithm, ["key_bits"] = weak?.Bits ?? result.Keys.Key?.Bits });
        }
    }

    /// <summary>No signature is of the domain that a reader sees in From. Not told where there is no signature at all.</summary>
    private static Conflict? NotAligned(RawMail mail, IReadOnlyList<DkimResult> signatures)
    {
        string[] signed = [.. signatures.Select(result => result.Signature.Domain).Where(domain => domain.Length > 0).Distinct(StringComparer.Ordinal)];
        if (signed.Length == 0 || mail.First("From") is not { } from || MailAddress.Read(from.Text) is not [MailAddress first, ..])
        {
            return null;
        }
        string sender = OrganisationalDomain.Of(first.Domain);
        return signed.Any(domain => OrganisationalDomain.Of(domain) == sender) ? null : new Conflict(
            "not-aligned",
            $"From names {first.Domain}, but the signatures are of {string.Join(", ", signed.Take(5))}: they say nothing of {sender}. Newsletters sent through a service and mailing lists look like this.",
            new JsonObject { ["from"] = first.Domain, ["signed_by"] = new JsonArray([.. signed.Take(20).Select(domain => (JsonNode)JsonValue.Create(domain)!)]) });
    }
}
