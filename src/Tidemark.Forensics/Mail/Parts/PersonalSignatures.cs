using System.Globalization;
using System.Text.Json.Nodes;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Cms;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;
using Tidemark.Forensics.Verdicts;

namespace Tidemark.Forensics.Mail.Parts;

/// <summary>
/// Signatures of persons inside a mail: S/MIME (RFC 8551), tested with the certificate that travels with it, and OpenPGP (RFC 3156), which is only
/// noticed, because its keys do not travel.
/// </summary>
/// <remarks>
/// Claims: the content was signed with the private half of the key in the certificate. Does not claim that the certificate is anybody's: no issuer is
/// trusted here, and anybody can make one with any name. Fails innocently where a mailing list adds a footer.
/// </remarks>
internal static class PersonalSignatures
{
    private const int MostSignature = 1 << 20;
    private const int MostContent = 64 << 20;

    private const string CertificateLimit =
        "It ties the content to the key in a certificate that came with the mail, not to a person: no issuer was tested, and anybody can make a certificate with any name. Header fields of the mail stand outside it.";

    private const string PresenceLimit = "That there is a signature says nothing until somebody tests it with a key known from elsewhere.";

    /// <summary>The rows about signatures of persons; none if there are none.</summary>
    public static IEnumerable<Check> Of(RawMail mail, IReadOnlyList<MailPart> parts)
    {
        for (int i = 0; i < parts.Count; i++)
        {
            ContentType type = parts[i].Type;
            string protocol = type["protocol"]?.ToLowerInvariant() ?? "";
            if (type.Value == "multipart/signed" && protocol is "application/pkcs7-signature" or "application/x-pkcs7-signature")
            {
                MailPart[] inside = [.. parts.Where(part => part.Parent == i)];
                yield return inside.Length < 2
                    ? NotTestable("smime", "The mail says that it is signed (S/MIME), but the signed part or the signature is missing.")
                    : Detached(mail, inside[0], inside[1]);
            }
            else if (type.Value is "application/pkcs7-mime" or "application/x-pkcs7-mime")
            {
                yield return type["smime-type"]?.ToLowerInvariant() is null or "signed-data"
                    ? Enclosed(mail, parts[i])
                    : NotTestable("smime", "The mail is encrypted (S/MIME); what is inside, signed or not, cannot be read without the recipient's key.");
            }
            else if (type.Value is "multipart/signed" && protocol == "application/pgp-signature")
            {
                yield return NotTestable("pgp", "The mail carries an OpenPGP signature; its key does not travel with it. Test it with GnuPG and a key that you know from elsewhere.");
            }
            else if (type.Value is "multipart/encrypted")
            {
                yield return NotTestable("pgp", "The mail is encrypted (OpenPGP); what is inside, signed or not, cannot be read without the recipient's key.");
            }
            else if (type.Value is "text/plain" && mail.Body.Span[parts[i].Content..parts[i].End].IndexOf("-----BEGIN PGP SIGNED MESSAGE-----"u8) is 0 or 1 or 2)
            {
                yield return NotTestable("pgp", "The text carries an OpenPGP signature; its key does not travel with it. Test it with GnuPG and a key that you know from elsewhere.");
            }
        }
    }

    private static Check NotTestable(string name, string detail) => new(name, CheckOutcome.NotTestable, detail, [], PresenceLimit);

    private static Check Detached(RawMail mail, MailPart content, MailPart signature)
    {
        if (content.End - content.Start > MostContent || MailParts.Decoded(mail.Body.Span, signature, MostSignature) is not { } bytes)
        {
            return NotTestable("smime", "The mail is signed (S/MIME), but the signature cannot be decoded, or the mail is too large to test.");
        }
        // RFC 8551, section 3.1.1: signed with CRLF line ends, whatever the file has now.
        return Tested(mail, () => new CmsSignedData(new CmsProcessableByteArray(WithLineEnds(mail.Body.Span[content.Start..content.End])), bytes));
    }

    private static Check Enclosed(RawMail mail, MailPart part) =>
        MailParts.Decoded(mail.Body.Span, part, MostContent) is { } bytes
            ? Tested(mail, () => new CmsSignedData(bytes))
            : NotTestable("smime", "The mail is signed (S/MIME), but it cannot be decoded.");

    private static Check Tested(RawMail mail, Func<CmsSignedData> open)
    {
        try
        {
            CmsSignedData data = open();
            List<X509Certificate> certificates = [.. data.GetCertificates().EnumerateMatches(null)];
            foreach (SignerInformation signer in data.GetSignerInfos().GetSigners())
            {
                X509Certificate? certificate = certificates.FirstOrDefault(one => signer.SignerID.Match(one));
                if (certificate is null)
                {
                    return NotTestable("smime", "The mail is signed (S/MIME), but the signer's certificate does not travel with it.");
                }
                return Row(mail, signer, certificate);
            }
            return NotTestable("smime", "The mail carries certificates (S/MIME), but no signature.");
        }
        catch (Exception failure) when (failure is CmsException or IOException or ArgumentException or InvalidOperationException or SecurityUtilityException or InvalidCastException or InvalidKeyException or FormatException or OverflowException or IndexOutOfRangeException or NullReferenceException)
        {
            // A broken signature is a value: which of these a library throws over it is its own affair.
            return NotTestable("smime", $"The mail is signed (S/MIME), but the signature cannot be read ({failure.GetType().Name}).");
        }
    }

    private static Check Row(RawMail mail, SignerInformation signer, X509Certificate certificate)
    {
        bool fits;
        try
        {
            fits = signer.Verify(certificate.GetPublicKey());
        }
        catch (CmsException)
        {
            fits = false; // The digest of the content is not the signed one.
        }
        string[] addresses = [.. Addresses(certificate)];
        MailAddress? from = mail.First("From") is { } field && MailAddress.Read(field.Text) is [MailAddress first, ..] ? first : null;
        bool named = from is { } sender && addresses.Contains(sender.ToString().ToLowerInvariant());
        var evidence = new JsonObject
        {
            ["subject"] = certificate.SubjectDN.ToString(),
            ["issuer"] = certificate.IssuerDN.ToString(),
            ["serial"] = certificate.SerialNumber.ToString(16),
            ["valid_from"] = certificate.NotBefore.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["valid_to"] = certificate.NotAfter.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["addresses"] = new JsonArray([.. addresses.Select(address => (JsonNode)JsonValue.Create(address)!)]),
            ["names_sender"] = named,
        };
        string whose = named ? $"The certificate names the sender's address {from}." : addresses.Length == 0 ? "The certificate names no address." : $"The certificate names {string.Join(", ", addresses.Take(3))}, which is not the address in From.";
        return fits
            ? new Check("smime", CheckOutcome.Consistent, $"The signed content fits the S/MIME signature and the certificate that travels with it. {whose}", evidence, CertificateLimit)
            : new Check("smime", CheckOutcome.Inconsistent, $"The content does not fit the S/MIME signature: it was changed after signing, by somebody or by a server that adds lines. {whose}", evidence, CertificateLimit);
    }

    private static IEnumerable<string> Addresses(X509Certificate certificate)
    {
        foreach (object value in certificate.SubjectDN.GetValueList(X509Name.EmailAddress))
        {
            yield return value.ToString()!.ToLowerInvariant();
        }
        if (certificate.GetSubjectAlternativeNameExtension() is { } names)
        {
            foreach (GeneralName name in names.GetNames().Where(name => name.TagNo == GeneralName.Rfc822Name))
            {
                yield return name.Name.ToString()!.ToLowerInvariant();
            }
        }
    }

    private static byte[] WithLineEnds(ReadOnlySpan<byte> text)
    {
        using var lines = new MemoryStream(text.Length + 64);
        for (int at = 0; at < text.Length;)
        {
            int end = text[at..].IndexOf((byte)'\n');
            if (end < 0)
            {
                lines.Write(text[at..]);
                break;
            }
            int content = end > 0 && text[at + end - 1] == '\r' ? end - 1 : end;
            lines.Write(text.Slice(at, content));
            lines.Write("\r\n"u8);
            at += end + 1;
        }
        return lines.ToArray();
    }
}
