using Tidemark.Forensics.Verdicts;

namespace Tidemark.Forensics.Mail.Dkim;

/// <summary>
/// Tests the signatures of mail servers on the raw bytes of a mail, step by step (RFC 6376, section 6; RFC 8463), against an archive of keys instead
/// of the DNS.
/// </summary>
/// <remarks>
/// Claims: these bytes were signed with the private half of a key that the archive ascribes to the domain. Does not claim: who wrote them, that the
/// archive is right, or anything of what stands outside the signed fields. Fails innocently where mailing lists, virus scanners and forwarding change
/// a mail. Time O(signatures × size).
/// </remarks>
internal static class DkimVerifier
{
    /// <summary>Tests every signature, topmost first; at most <see cref="MailLimits.Signatures"/>.</summary>
    public static IReadOnlyList<DkimResult> Check(RawMail mail, BodyHashes bodies, KeyArchive keys)
    {
        IReadOnlyList<HeaderField> fields = mail.All("DKIM-Signature");
        var results = new List<DkimResult>();
        for (int i = 0; i < Math.Min(fields.Count, MailLimits.Signatures); i++)
        {
            results.Add(Check(mail, MailSignature.ReadDkim(fields[i]), i, keys, bodies));
        }
        return results;
    }

    private static DkimResult Check(RawMail mail, MailSignature signature, int place, KeyArchive keys, BodyHashes bodies)
    {
        (CheckOutcome body, string bodyDetail, long length) = Body(signature, bodies);
        if (signature.Length is { } limit && limit > length && body != CheckOutcome.NotTestable)
        {
            signature.Broken.Add($"'l={limit}' is more than the {length} bytes of the body");
        }
        List<HeaderField> picked = SignedHeaders.Pick(mail, signature);
        byte[]? hash = signature.Hash is { } algorithm && signature.Bytes is not null && signature.Unknown is null ? SignedHeaders.Hash(picked, signature, algorithm) : null;
        KeyFit fit = KeyFit.Try(keys.Find(signature.Selector, signature.Domain), signature, hash);
        (CheckOutcome outcome, string detail) = Together(signature, body, fit);
        return new DkimResult(place, signature, body, bodyDetail, length, picked, fit, outcome, detail);
    }

    /// <summary>The body hash of any signature with "bh=", "c=", "l=": also of ARC.</summary>
    public static (CheckOutcome Outcome, string Detail, long Length) Body(MailSignature signature, BodyHashes bodies)
    {
        if (signature.UnknownForm || signature.Hash is not { } algorithm)
        {
            return (CheckOutcome.NotTestable, $"The body hash cannot be tested: {signature.Unknown ?? "the signature names no algorithm"}.", 0);
        }
        if (bodies.Of(signature.BodyForm, algorithm, signature.Length ?? long.MaxValue) is not { } made)
        {
            return (CheckOutcome.NotTestable, "The mail is large and has so many different signatures that not all bodies were hashed.", 0);
        }
        if (signature.BodyHash is null)
        {
            return (CheckOutcome.NotTestable, "The signature holds no body hash 'bh=' that can be read.", made.Length);
        }
        bool fits = signature.BodyHash.AsSpan().SequenceEqual(made.Hash);
        string part = signature.Length is { } limit && limit < made.Length ? $"the first {limit} of the {made.Length} bytes of the body" : "the body";
        return fits
            ? (CheckOutcome.Consistent, $"The hash of {part} is the one the signature names.", made.Length)
            : (CheckOutcome.Inconsistent, $"The hash of {part} is not the one the signature names: the body was changed after signing, by somebody or by a server on the way (mailing lists and scanners add lines).", made.Length);
    }

    private static (CheckOutcome Outcome, string Detail) Together(MailSignature signature, CheckOutcome body, KeyFit fit)
    {
        if (signature.Unknown is { } unknown && signature.Broken.Count == 0)
        {
            return (CheckOutcome.NotTestable, $"The signature cannot be tested: {unknown}.");
        }
        if (signature.Broken.Count > 0)
        {
            return (CheckOutcome.Inconsistent, $"The signature breaks the standard (RFC 6376): {string.Join("; ", signature.Broken.Take(4))}.");
        }
        if (fit.Outcome == CheckOutcome.NotTestable)
        {
            return (CheckOutcome.NotTestable, fit.Reason);
        }
        if (body != CheckOutcome.Consistent)
        {
            return (CheckOutcome.Inconsistent, fit.Outcome == CheckOutcome.Consistent
                ? $"The signed header fields fit the key of {signature.Domain}, but the body does not fit its hash: the body was changed after signing."
                : $"Neither the body fits its hash nor the signature the key of {signature.Domain}.");
        }
        if (fit.Outcome == CheckOutcome.Inconsistent)
        {
            return (CheckOutcome.Inconsistent, fit.Reason);
        }
        return (CheckOutcome.Consistent, $"Body hash and signature fit the key of {signature.Domain} ({signature.Selector}) that the archive has from {Sources(fit)}.");
    }

    private static string Sources(KeyFit fit)
    {
        string[] sources = [.. fit.KeyRecords.Select(record => record.Source).Distinct(StringComparer.Ordinal)];
        return sources.Length == 1 ? $"one source ({sources[0]}), which nothing corroborates" : $"{sources.Length} sources ({string.Join("; ", sources.Take(3))}{(sources.Length > 3 ? "; …" : "")})";
    }
}
