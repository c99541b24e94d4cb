using System.Globalization;
using System.Security.Cryptography;

namespace Tidemark.Forensics.Mail.Dkim;

/// <summary>
/// The tags of a signature of a mail server, read from a <c>DKIM-Signature</c> (RFC 6376, section 3.5) or an <c>ARC-Message-Signature</c> (RFC 8617,
/// section 4.1.2). Reading never fails; what breaks the standard is listed, what is not known is named.
/// </summary>
internal sealed class MailSignature
{
    private MailSignature(HeaderField field, TagList tags) => (Field, Tags) = (field, tags);

    public HeaderField Field { get; }

    public TagList Tags { get; }

    /// <summary>What breaks a MUST of the standard, each as a clause.</summary>
    public List<string> Broken { get; } = [];

    /// <summary>Something this program cannot test, as a clause (an algorithm it does not know), or null. Such signatures are to be passed over.</summary>
    public string? Unknown { get; private set; }

    /// <summary>"d=", lower case; empty if missing.</summary>
    public string Domain { get; private set; } = "";

    /// <summary>"s="; empty if missing.</summary>
    public string Selector { get; private set; } = "";

    /// <summary>"a=", lower case; empty if missing.</summary>
    public string Algorithm { get; private set; } = "";

    /// <summary>Kind of key that the algorithm needs.</summary>
    public string KeyKind { get; private set; } = "";

    /// <summary>The hash; null if the algorithm is not known.</summary>
    public HashAlgorithmName? Hash { get; private set; }

    public Canonicalisation HeaderForm { get; private set; }

    public Canonicalisation BodyForm { get; private set; }

    /// <summary>Names of "h=" in their order, as written.</summary>
    public IReadOnlyList<string> Headers { get; private set; } = [];

    /// <summary>"l=", or null.</summary>
    public long? Length { get; private set; }

    /// <summary>"t=" in seconds since 1970, or null.</summary>
    public long? Signed { get; private set; }

    /// <summary>"x=" in seconds since 1970, or null.</summary>
    public long? Expires { get; private set; }

    /// <summary>"bh=" as bytes, or null.</summary>
    public byte[]? BodyHash { get; private set; }

    /// <summary>"b=" as bytes, or null.</summary>
    public byte[]? Bytes { get; private set; }

    /// <summary>The domain of "i=", lower case; null if there is none.</summary>
    public string? IdentityDomain { get; private set; }

    /// <summary>Reads a <c>DKIM-Signature</c>.</summary>
    public static MailSignature ReadDkim(HeaderField field)
    {
        MailSignature signature = Read(field);
        string? version = signature.Tags["v"];
        if (version != "1")
        {
            signature.Broken.Add(version is null ? "the version 'v=' is missing" : $"its version is '{Short(version)}', not 1");
        }
        signature.ReadIdentity();
        if (signature.Tags["q"] is { } query && !query.Split(':').Any(way => way.Trim() == "dns/txt"))
        {
            signature.Unknown ??= $"its way to the key '{Short(query)}' is not known";
        }
        return signature;
    }

    /// <summary>Reads what both kinds of signature share.</summary>
    public static MailSignature Read(HeaderField field)
    {
        var signature = new MailSignature(field, TagList.Read(field.Value.Span));
        signature.ReadTags();
        return signature;
    }

    /// <summary>Reads an <c>ARC-Seal</c>, which has neither "h=" nor "bh=" and always the relaxed form (RFC 8617, section 4.1.3).</summary>
    public static MailSignature ReadSeal(HeaderField field)
    {
        var seal = new MailSignature(field, TagList.Read(field.Value.Span)) { HeaderForm = Canonicalisation.Relaxed };
        seal.ReadSigner();
        seal.Bytes = seal.Bytes64("b");
        seal.Signed = seal.Number("t");
        if (seal.Tags["h"] is not null)
        {
            seal.Broken.Add("a seal may not have 'h='");
        }
        return seal;
    }

    /// <summary>Whether a name in "h=" is this one; case does not matter.</summary>
    public bool Covers(string header) => Headers.Any(name => string.Equals(name, header, StringComparison.OrdinalIgnoreCase));

    private void ReadSigner()
    {
        if (Tags.Fault is { } fault)
        {
            Broken.Add($"its list of tags breaks the grammar: {fault}");
        }
        Domain = KeyRecord.Lower(Needed("d"));
        Selector = KeyRecord.Lower(Needed("s"));
        ReadAlgorithm(Needed("a").ToLowerInvariant());
    }

    private void ReadTags()
    {
        ReadSigner();
        ReadForm(Tags["c"]);
        string headers = Needed("h");
        // Some signers leave a colon at the end; the grammar forbids it, but nothing hangs on an empty name.
        Headers = [.. headers.Split(':').Select(TagList.WithoutBlanks).Where(name => name.Length > 0)];
        if (headers.Length > 0 && !Covers("from"))
        {
            Broken.Add("'h=' does not cover From");
        }
        BodyHash = Bytes64("bh");
        Bytes = Bytes64("b");
        Length = Number("l");
        Signed = Number("t");
        Expires = Number("x");
        if (Signed is { } signed && Expires is { } expires && expires <= signed)
        {
            Broken.Add("its end 'x=' does not lie behind its time 't='");
        }
    }

    private string Needed(string tag)
    {
        string value = Tags[tag] ?? "";
        if (value.Length == 0)
        {
            Broken.Add($"'{tag}=' is {(Tags[tag] is null ? "missing" : "empty")}");
        }
        return value;
    }

    private byte[]? Bytes64(string tag)
    {
        string packed = TagList.WithoutBlanks(Needed(tag));
        if (packed.Length == 0)
        {
            return null;
        }
        byte[]? bytes = Base64.Read(packed);
        if (bytes is null)
        {
            Broken.Add($"'{tag}=' is no base64");
        }
        return bytes;
    }

    /// <summary>Decimal digits, up to 76 of them by the standard; what no clock reaches counts as the largest number.</summary>
    private long? Number(string tag)
    {
        if (Tags[tag] is not { } text)
        {
            return null;
        }
        if (text.Length is 0 or > 76 || !text.All(char.IsAsciiDigit))
        {
            Broken.Add($"'{tag}={Short(text)}' is no number");
            return null;
        }
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : long.MaxValue;
    }

    private void ReadAlgorithm(string text)
    {
        Algorithm = text;
        (KeyKind, Hash) = text switch
        {
            "rsa-sha256" => ("rsa", HashAlgorithmName.SHA256),
            "rsa-sha1" => ("rsa", HashAlgorithmName.SHA1),
            "ed25519-sha256" => ("ed25519", HashAlgorithmName.SHA256),
            _ => ("", (HashAlgorithmName?)null),
        };
        if (Hash is null && text.Length > 0)
        {
            Unknown ??= $"its algorithm '{Short(text)}' is not known";
            // The body hash can still be tested where the name at least ends in a hash that is known.
            Hash = text.EndsWith("-sha256", StringComparison.Ordinal) ? HashAlgorithmName.SHA256 : text.EndsWith("-sha1", StringComparison.Ordinal) ? HashAlgorithmName.SHA1 : null;
        }
    }

    /// <summary>"c=header/body"; each is simple where it is not given (RFC 6376, section 3.5).</summary>
    private void ReadForm(string? text)
    {
        if (text is null)
        {
            return;
        }
        string[] forms = text.Split('/');
        HeaderForm = Form(forms[0].Trim(), text);
        BodyForm = forms.Length > 1 ? Form(forms[1].Trim(), text) : Canonicalisation.Simple;
        if (forms.Length > 2)
        {
            Broken.Add($"'c={Short(text)}' names more than two forms");
        }
    }

    private Canonicalisation Form(string name, string whole)
    {
        switch (name.ToLowerInvariant())
        {
            case "simple":
                return Canonicalisation.Simple;
            case "relaxed":
                return Canonicalisation.Relaxed;
            default:
                Unknown ??= $"its form 'c={Short(whole)}' is not known";
                UnknownForm = true;
                return Canonicalisation.Simple;
        }
    }

    /// <summary>Whether "c=" names a form that is not known, so that not even the body hash can be tested.</summary>
    public bool UnknownForm { get; private set; }

    private void ReadIdentity()
    {
        if (Tags["i"] is not { } identity)
        {
            return;
        }
        int at = identity.LastIndexOf('@');
        if (at < 0)
        {
            Broken.Add($"'i={Short(identity)}' holds no '@'");
            return;
        }
        IdentityDomain = KeyRecord.Lower(TagList.WithoutBlanks(identity[(at + 1)..]));
        if (Domain.Length > 0 && IdentityDomain != Domain && !IdentityDomain.EndsWith("." + Domain, StringComparison.Ordinal))
        {
            Broken.Add($"the domain of 'i=' ({Short(IdentityDomain)}) lies outside 'd=' ({Short(Domain)})");
        }
    }

    internal static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
