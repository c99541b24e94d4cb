using Tidemark.Forensics.Verdicts;

namespace Tidemark.Forensics.Mail.Dkim;

/// <summary>How a signature came out against every key that an archive holds under its selector and domain.</summary>
/// <param name="Records">The records found.</param>
/// <param name="Fitting">A key that made the signature, or null.</param>
/// <param name="Reason">Why none fits, as a sentence; empty if one does.</param>
/// <param name="Outcome">Of the signature alone, without the body hash.</param>
internal sealed record KeyFit(IReadOnlyList<KeyRecord> Records, PublicKey? Fitting, string Reason, CheckOutcome Outcome)
{
    /// <summary>The different keys in the archive, each with the records that hold it.</summary>
    public IReadOnlyList<IGrouping<string, KeyRecord>> Keys { get; } = [.. Records.Where(record => record.Key is not null).GroupBy(record => record.Key!.Identity, StringComparer.Ordinal)];

    /// <summary>The key to speak of: the one that fits, or the only one there is; null if there is none or several.</summary>
    public PublicKey? Key => Fitting ?? (Keys.Count == 1 ? Keys[0].First().Key : null);

    /// <summary>The records that hold <see cref="Key"/>, or all where there is no one key.</summary>
    public IEnumerable<KeyRecord> KeyRecords => Key is { } key ? Records.Where(record => record.Key?.Identity == key.Identity) : Records;

    /// <summary>Tries the keys.</summary>
    /// <param name="records">What the archive holds under selector and domain.</param>
    /// <param name="signature">The signature.</param>
    /// <param name="hash">The hash over what was signed; null if it could not be made.</param>
    public static KeyFit Try(IReadOnlyList<KeyRecord> records, MailSignature signature, byte[]? hash)
    {
        string name = $"{signature.Selector}._domainkey.{signature.Domain}";
        var usable = records.Where(record => record.Key is not null).DistinctBy(record => record.Key!.Identity).ToList();
        if (usable.Count == 0)
        {
            string reason = records.Count == 0 ? $"The archive holds no key under {name}."
                : records.Any(record => record.Revoked) ? $"The archive says that the key under {name} was revoked; a signature can no longer be tested with it."
                : $"The archive's record under {name} gives no key: {records[0].Fault}.";
            return new KeyFit(records, null, reason, CheckOutcome.NotTestable);
        }
        if (hash is null || signature.Bytes is null || signature.Hash is not { } algorithm)
        {
            return new KeyFit(records, null, "There is no signature to test.", CheckOutcome.NotTestable);
        }
        KeyRecord? fitting = usable.FirstOrDefault(record => Allowed(record, signature) is null && record.Key!.Verifies(hash, signature.Bytes, algorithm));
        if (fitting is not null)
        {
            return fitting.Key!.Kind == "rsa" && fitting.Key.Bits < 1024
                ? new KeyFit(records, fitting.Key, $"The signature fits, but its RSA key has {fitting.Key.Bits} bits: others could have worked it out, so the fit shows nothing.", CheckOutcome.NotTestable)
                : new KeyFit(records, fitting.Key, "", CheckOutcome.Consistent);
        }
        if (usable.Count > 1)
        {
            return new KeyFit(records, null, $"The archive holds {usable.Count} different keys under {name}, and the signature fits none of them.", CheckOutcome.NotTestable);
        }
        PublicKey key = usable[0].Key!;
        return key.Kind == "rsa" && key.Bits < 1024
            ? new KeyFit(records, null, $"The RSA key under {name} has {key.Bits} bits and could be worked out by others; nothing is tested with it.", CheckOutcome.NotTestable)
            : new KeyFit(records, null, Allowed(usable[0], signature) is { } not ? $"The key under {name} does not allow this signature: {not}." : $"The signature does not fit the key under {name}: a signed header field, or the signature, was changed after signing, or the archive's key is not the one that signed.", CheckOutcome.Inconsistent);
    }

    private static string? Allowed(KeyRecord record, MailSignature signature) =>
        record.Key!.Kind != signature.KeyKind ? $"it is a key for {record.Key.Kind}, the signature says {signature.Algorithm}"
        : record.Hashes is { } hashes && !hashes.Contains(signature.Algorithm[(signature.Algorithm.IndexOf('-', StringComparison.Ordinal) + 1)..]) ? $"it allows only {string.Join(", ", hashes)}"
        : null;
}
