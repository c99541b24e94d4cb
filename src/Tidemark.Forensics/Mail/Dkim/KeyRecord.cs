using System.Text;

namespace Tidemark.Forensics.Mail.Dkim;

/// <summary>One record of an archive of keys: what somebody says the DNS held under a selector and a domain.</summary>
/// <param name="Selector">Selector, in lower case.</param>
/// <param name="Domain">Domain, in lower case.</param>
/// <param name="Source">Who captured it, when and how, as the archive says.</param>
/// <param name="Note">What the archive adds.</param>
internal sealed record KeyRecord(string Selector, string Domain, string Source, string Note)
{
    /// <summary>The key; null if it was revoked or cannot be used.</summary>
    public PublicKey? Key { get; private init; }

    /// <summary>An empty "p=": the domain withdrew the key.</summary>
    public bool Revoked { get; private init; }

    /// <summary>Why the record gives no key, as a clause; null if it gives one or was revoked.</summary>
    public string? Fault { get; private init; }

    /// <summary>"t=y": the domain was only trying DKIM out.</summary>
    public bool Testing { get; private init; }

    /// <summary>"t=s": the domain of "i=" should be that of "d=", not one below it.</summary>
    public bool SameDomain { get; private init; }

    /// <summary>The hash algorithms that "h=" allows; null if all.</summary>
    public IReadOnlyList<string>? Hashes { get; private init; }

    /// <summary>Reads the text of a TXT record (RFC 6376, section 3.6.1), also as tools print it: in quotes, in several strings, with escaped semicolons.</summary>
    public static KeyRecord Read(string selector, string domain, string txt, string source, string note)
    {
        var record = new KeyRecord(Lower(selector), Lower(domain), source, note);
        TagList tags = TagList.Read(Encoding.UTF8.GetBytes(Joined(txt)));
        string kind = tags["k"]?.ToLowerInvariant() ?? "rsa";
        string? fault = tags["v"] is { } version && version != "DKIM1" ? $"its version is '{version}', not DKIM1"
            : kind is not ("rsa" or "ed25519") ? $"its kind of key '{kind}' is not known"
            : tags["s"] is { } services && !List(services).Any(service => service is "*" or "email") ? "it is not for mail"
            : tags["p"] is null ? "it holds no 'p='"
            : null;
        string[] flags = tags["t"] is { } written ? List(written) : [];
        record = record with
        {
            Testing = flags.Contains("y"),
            SameDomain = flags.Contains("s"),
            Hashes = tags["h"] is { } hashes ? List(hashes.ToLowerInvariant()) : null,
        };
        if (fault is not null)
        {
            return record with { Fault = fault };
        }
        string packed = tags.Packed("p")!;
        if (packed.Length == 0)
        {
            return record with { Revoked = true };
        }
        if (Base64.Read(packed) is not { } bytes)
        {
            return record with { Fault = "its 'p=' is no base64" };
        }
        PublicKey? key = PublicKey.Read(kind, bytes, out string? reason);
        return record with { Key = key, Fault = reason };
    }

    public static string Lower(string name) => name.Trim().TrimEnd('.').ToLowerInvariant();

    private static string[] List(string value) => value.Split(':', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Joined(string txt)
    {
        string text = txt.Replace("\\;", ";", StringComparison.Ordinal);
        if (!text.Contains('"', StringComparison.Ordinal))
        {
            return text;
        }
        var joined = new StringBuilder();
        string[] parts = text.Split('"');
        for (int i = 1; i < parts.Length; i += 2)
        {
            joined.Append(parts[i]);
        }
        return joined.ToString();
    }
}
