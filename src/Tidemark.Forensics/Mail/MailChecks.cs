using System.Text.Json.Nodes;
using Tidemark.Forensics.Mail.Dkim;
using Tidemark.Forensics.Verdicts;

namespace Tidemark.Forensics.Mail;

/// <summary>The rows that tell how each signature of a mail came out.</summary>
internal static class MailChecks
{
    private const string BodyLimit =
        "A body that fits its hash says nothing of who wrote it: without the signature anybody could have computed both.";

    private const int MostNames = 200;

    /// <summary>Two rows: the signature, and its body hash alone.</summary>
    public static IEnumerable<Check> Of(DkimResult result, RawMail mail)
    {
        MailSignature signature = result.Signature;
        string which = $"Signature {result.Place} ({(signature.Domain.Length > 0 ? signature.Domain : "no domain")}): ";
        string flags = result.Keys.KeyRecords.Any(record => record.Testing) ? " The key says that the domain was only testing (t=y)." : "";
        if (result.Keys.KeyRecords.Any(record => record.SameDomain) && signature.IdentityDomain is { } identity && identity != signature.Domain)
        {
            flags += $" The key asks that 'i=' name the domain itself (t=s); it names {identity}, below it.";
        }
        if (result.Keys.Records.Any(record => record.Revoked) && result.Keys.Key is not null)
        {
            flags += " One source of the archive says that the key was revoked, which is usual after it is replaced.";
        }
        yield return new Check("dkim", result.Outcome, which + result.Detail + flags, Evidence(result, mail), DoesNotShow(result));
        yield return new Check("dkim-body", result.Body, which + result.BodyDetail, new JsonObject
        {
            ["signature"] = result.Place,
            ["domain"] = signature.Domain,
            ["algorithm"] = signature.Algorithm,
            ["canonicalisation"] = signature.BodyForm.ToString().ToLowerInvariant(),
            ["body_bytes"] = result.BodyLength,
            ["body_limit"] = signature.Length,
        }, BodyLimit);
    }

    /// <summary>Names of the fields, in lower case, that stand in the mail and are not covered by the signature.</summary>
    public static IEnumerable<string> Unsigned(DkimResult result, RawMail mail)
    {
        var picked = new HashSet<HeaderField>(result.Picked) { result.Signature.Field };
        return mail.Fields.Where(field => !picked.Contains(field)).Select(field => field.Name.ToLowerInvariant()).Distinct(StringComparer.Ordinal);
    }

    private static JsonObject Evidence(DkimResult result, RawMail mail)
    {
        MailSignature signature = result.Signature;
        PublicKey? key = result.Keys.Key;
        var present = result.Picked.Select(field => field.Name.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        return new JsonObject
        {
            ["signature"] = result.Place,
            ["line"] = signature.Field.Line,
            ["domain"] = signature.Domain,
            ["selector"] = signature.Selector,
            ["algorithm"] = signature.Algorithm,
            ["key_bits"] = key?.Bits,
            ["key_sources"] = Names(result.Keys.KeyRecords.Select(record => record.Source).Distinct(StringComparer.Ordinal)),
            ["keys_known"] = result.Keys.Keys.Count,
            ["body_hash_fits"] = result.Body == CheckOutcome.NotTestable ? null : result.Body == CheckOutcome.Consistent,
            ["signature_fits"] = result.Keys.Fitting is not null ? true : result.Keys.Outcome == CheckOutcome.Inconsistent ? false : null,
            ["signed_headers"] = Names(signature.Headers.Select(name => name.ToLowerInvariant())),
            ["unsigned_headers"] = Names(Unsigned(result, mail)),
            ["signed_against_addition"] = Names(OverSigned(signature, mail)),
            ["signed_at"] = Time(signature.Signed),
            ["expires"] = Time(signature.Expires),
            ["canonicalisation"] = $"{signature.HeaderForm}/{signature.BodyForm}".ToLowerInvariant(),
        };
    }

    /// <summary>Names that "h=" holds once more than the mail has such fields, so that adding one would break the signature.</summary>
    private static IEnumerable<string> OverSigned(MailSignature signature, RawMail mail) =>
        signature.Headers.GroupBy(name => name.ToLowerInvariant(), StringComparer.Ordinal).Where(group => group.Count() > mail.All(group.Key).Count).Select(group => group.Key);

    private static string DoesNotShow(DkimResult result) => result.Outcome switch
    {
        CheckOutcome.Consistent => $"It binds a server of {result.Signature.Domain} to the signed bytes, not a person: whoever could send through that server could have it signed. It says nothing of header fields and text outside the signature, nor that the archive's key is the one the domain published.",
        CheckOutcome.Inconsistent => "It does not show who changed something, or that the change was meant: mailing lists, scanners and forwarding break signatures every day, and an archive can hold a wrong key.",
        _ => "Without a test it speaks neither for nor against the mail.",
    };

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Take(MostNames).Select(name => (JsonNode)JsonValue.Create(name)!)];

    private static string? Time(long? seconds) =>
        seconds is { } value && value < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(value).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) : null;
}
