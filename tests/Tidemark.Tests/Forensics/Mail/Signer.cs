using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Org.BouncyCastle.Math.EC.Rfc8032;
using Tidemark.Forensics.Mail;
using Tidemark.Forensics.Mail.Dkim;
using Tidemark.Forensics.Verdicts;

namespace Tidemark.Tests.Forensics.Mail;

/// <summary>
/// Signs mails for tests. Canonical forms are written here a second time, over strings and with regular expressions, so that a mistake in the
/// program's own is not signed and verified alike.
/// </summary>
internal sealed class Signer
{
    private static readonly Lazy<RSA> Shared = new(() => RSA.Create(1024));
    private readonly RSA _rsa;
    private readonly byte[] _edwards = new byte[Ed25519.SecretKeySize];

    public Signer(int seed = 1, RSA? rsa = null)
    {
        _rsa = rsa ?? Shared.Value;
        _edwards.AsSpan().Fill((byte)seed);
    }

    public static Signer Other() => new(2, RSA.Create(1024));

    /// <summary>The text of the DNS record.</summary>
    public string Txt(string algorithm = "rsa-sha256")
    {
        if (algorithm.StartsWith("rsa", StringComparison.Ordinal))
        {
            return "v=DKIM1; k=rsa; p=" + Convert.ToBase64String(_rsa.ExportSubjectPublicKeyInfo());
        }
        byte[] key = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(_edwards, 0, key, 0);
        return "v=DKIM1; k=ed25519; p=" + Convert.ToBase64String(key);
    }

    /// <summary>The mail with a signature on top. Fields and body must have CRLF line ends.</summary>
    public string Sign(string mail, string tags = "", string c = "relaxed/relaxed", string algorithm = "rsa-sha256", string h = "from:to:subject:date", string head = "v=1; d=example.org; s=sel; ", string name = "DKIM-Signature")
    {
        int end = mail.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        string[] fields = Regex.Split(mail[..end], "\r\n(?![ \t])");
        string body = Body(mail[(end + 4)..], c.Split('/')[1]);
        Match limit = Regex.Match(tags, @"\bl=(\d+)");
        string signed = limit.Success ? body[..Math.Min(body.Length, int.Parse(limit.Groups[1].Value, CultureInfo.InvariantCulture))] : body;
        string bh = Convert.ToBase64String(Hash(algorithm, Encoding.Latin1.GetBytes(signed)));
        string own = $"{name}: {head}a={algorithm}; c={c}; {tags}{(tags.Length > 0 ? " " : "")}h={h};\r\n\tbh={bh}; b=";
        var text = new StringBuilder();
        var left = fields.Select(field => (string?)field).ToList();
        foreach (string wanted in h.Split(':'))
        {
            int at = left.FindLastIndex(field => field is not null && field.Split(':')[0].Trim().Equals(wanted, StringComparison.OrdinalIgnoreCase));
            if (at >= 0)
            {
                text.Append(Header(left[at]!, c.Split('/')[0])).Append("\r\n");
                left[at] = null;
            }
        }
        text.Append(Header(own, c.Split('/')[0]));
        return own + Convert.ToBase64String(Raw(algorithm, Encoding.Latin1.GetBytes(text.ToString()))) + "\r\n" + mail;
    }

    /// <summary>A seal over the given sets, in canonical form already.</summary>
    public string Seal(int instance, string cv, IEnumerable<string> before, string domain = "example.org")
    {
        string own = $"ARC-Seal: i={instance}; a=rsa-sha256; cv={cv}; d={domain}; s=sel; b=";
        string text = string.Concat(before.Select(field => Header(field, "relaxed") + "\r\n")) + Header(own, "relaxed");
        return own + Convert.ToBase64String(Raw("rsa-sha256", Encoding.Latin1.GetBytes(text)));
    }

    public static string Header(string field, string form)
    {
        if (form == "simple")
        {
            return field;
        }
        int colon = field.IndexOf(':', StringComparison.Ordinal);
        string value = Regex.Replace(field[(colon + 1)..].Replace("\r\n", "", StringComparison.Ordinal), "[ \t]+", " ").Trim(' ');
        return field[..colon].Trim().ToLowerInvariant() + ":" + value;
    }

    private static string Body(string body, string form)
    {
        if (form == "relaxed")
        {
            body = Regex.Replace(Regex.Replace(body, "[ \t]+", " "), " (?=\r\n|$)", "");
            body = Regex.Replace(body, "(\r\n)*$", "");
            return body.Length == 0 ? "" : body + "\r\n";
        }
        return Regex.Replace(body, "(\r\n)*$", "") + "\r\n";
    }

    private byte[] Raw(string algorithm, byte[] text)
    {
        byte[] hash = Hash(algorithm, text);
        if (algorithm.StartsWith("rsa", StringComparison.Ordinal))
        {
            return _rsa.SignHash(hash, Name(algorithm), RSASignaturePadding.Pkcs1);
        }
        byte[] signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(_edwards, 0, hash, 0, hash.Length, signature, 0);
        return signature;
    }

    private static HashAlgorithmName Name(string algorithm) => algorithm.EndsWith("sha1", StringComparison.Ordinal) ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;

    private static byte[] Hash(string algorithm, byte[] text)
    {
        using var hash = IncrementalHash.CreateHash(Name(algorithm));
        hash.AppendData(text);
        return hash.GetHashAndReset();
    }
}

/// <summary>Mails and verdicts for tests.</summary>
internal static class Mails
{
    public const string Plain =
        "Received: from a.example.org (a.example.org [192.0.2.1])\r\n\tby mx.example.net with ESMTP id 1; Mon, 3 Jun 2024 10:00:05 +0200\r\n"
        + "From: Filler Name <sender@example.org>\r\nTo:   \"Other, Name\" <other@example.net>\r\nSubject: A  subject\r\n\tfolded\r\n"
        + "Date: Mon, 3 Jun 2024 10:00:00 +0200\r\nMessage-ID: <1@example.org>\r\n\r\nFirst  line \r\n\r\nsecond\tline\r\n\r\n";

    public static KeyArchive Keys(params (string Txt, string Source)[] records) => Keys("sel", "example.org", records);

    public static KeyArchive Keys(string selector, string domain, params (string Txt, string Source)[] records)
    {
        var archive = new KeyArchive();
        foreach ((string txt, string source) in records)
        {
            archive.Add(KeyRecord.Read(selector, domain, txt, source, ""));
        }
        return archive;
    }

    public static FileVerdict Verdict(string mail, KeyArchive? keys = null) =>
        MailExaminer.Examine(Encoding.Latin1.GetBytes(mail), keys ?? new KeyArchive(), null);

    public static Check Check(this FileVerdict verdict, string name) => verdict.Checks.First(check => check.Name == name);

    public static string[] Codes(this FileVerdict verdict) => [.. verdict.Conflicts.Select(conflict => conflict.Code)];
}
