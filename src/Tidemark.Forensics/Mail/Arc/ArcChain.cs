using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Tidemark.Forensics.Mail.Dkim;
using Tidemark.Forensics.Verdicts;

namespace Tidemark.Forensics.Mail.Arc;

/// <summary>
/// Tests a chain of servers that each sealed what they saw (RFC 8617, section 5.2): structure, the value "cv=" of every seal, the newest message
/// signature, and every seal, with keys from the archive.
/// </summary>
/// <remarks>
/// Claims: the domains named in the chain sealed it in this order, and the newest signed this mail. Does not claim that what they wrote into it is true.
/// Time O(n²) in the number of sets, at most 50, and O(size).
/// </remarks>
internal static class ArcChain
{
    private const string DoesNotShow =
        "A chain shows which servers say that they passed the mail on, and in what order; it does not show that what they noted is true, and says nothing of who wrote the mail.";

    /// <summary>The one row about the chain of a mail.</summary>
    public static Check Check(RawMail mail, BodyHashes bodies, KeyArchive keys)
    {
        ArcSets read = ArcSets.Read(mail);
        if (!read.Any)
        {
            return None("The mail has no ARC header fields: no server on the way sealed what it saw.");
        }
        if (read.Fault is { } broken)
        {
            return Row("fail", CheckOutcome.Inconsistent, $"The chain fails: {broken}.", read, []);
        }
        var steps = new List<JsonNode>();
        string? fault = null;
        bool onlyKeysMissing = true;
        foreach (ArcSet set in read.Sets.Reverse())
        {
            bool newest = set.Instance == read.Sets.Count;
            (string? message, bool messageKey) = Message(mail, bodies, set, keys);
            (string? seal, bool sealKey) = Seal(read.Sets, set, keys);
            steps.Add(new JsonObject
            {
                ["instance"] = set.Instance,
                ["domain"] = MailSignature.ReadSeal(set.Seal).Domain,
                ["seal"] = seal ?? "fits",
                ["message_signature"] = message ?? "fits",
            });
            // Older message signatures need not fit: later servers change mails, which is why the chain exists.
            foreach ((string? wrong, bool key) in newest ? [(message, messageKey), (seal, sealKey)] : new[] { (seal, sealKey) })
            {
                if (wrong is not null)
                {
                    fault ??= wrong;
                    onlyKeysMissing &= key;
                }
            }
        }
        return fault is null
            ? Row("pass", CheckOutcome.Consistent, $"The chain of {read.Sets.Count} holds: the newest message signature and every seal fit keys of the archive.", read, steps)
            : onlyKeysMissing
            ? Row("fail", CheckOutcome.NotTestable, $"The archive lacks a key that the chain needs: {fault}. What could be tested fits; by RFC 8617 a chain that cannot be tested to its end counts as failed.", read, steps)
            : Row("fail", CheckOutcome.Inconsistent, $"The chain fails: {fault}. A server that changes mails without sealing them anew can cause this.", read, steps);
    }

    /// <summary>The row about a mail without a chain, or without a header that could be read.</summary>
    public static Check None(string detail) =>
        new("arc", CheckOutcome.NotTestable, detail, new JsonObject { ["cv"] = "none", ["instances"] = 0 }, DoesNotShow);

    private static Check Row(string cv, CheckOutcome outcome, string detail, ArcSets read, IEnumerable<JsonNode> steps) =>
        new("arc", outcome, detail, new JsonObject { ["cv"] = cv, ["instances"] = read.Sets.Count, ["steps"] = new JsonArray([.. steps]) }, DoesNotShow);

    /// <summary>What is wrong with a message signature, and whether it is nothing but a missing key.</summary>
    private static (string? Fault, bool OnlyKey) Message(RawMail mail, BodyHashes bodies, ArcSet set, KeyArchive keys)
    {
        MailSignature signature = MailSignature.Read(set.Signature);
        string which = $"the message signature {set.Instance}";
        if (Broken(signature) is { } broken)
        {
            return ($"{which} breaks the standard: {broken}", false);
        }
        if (signature.Covers("arc-seal"))
        {
            return ($"{which} covers a seal, which it may not", false);
        }
        (CheckOutcome body, _, _) = DkimVerifier.Body(signature, bodies);
        if (body != CheckOutcome.Consistent)
        {
            return ($"the body does not fit the hash of {which}", false);
        }
        byte[] hash = SignedHeaders.Hash(SignedHeaders.Pick(mail, signature), signature, HashAlgorithmName.SHA256);
        return Fit(which, signature, hash, keys);
    }

    /// <summary>What is wrong with a seal, and whether it is nothing but a missing key.</summary>
    private static (string? Fault, bool OnlyKey) Seal(IReadOnlyList<ArcSet> sets, ArcSet set, KeyArchive keys)
    {
        MailSignature seal = MailSignature.ReadSeal(set.Seal);
        string which = $"the seal {set.Instance}";
        if (Broken(seal) is { } broken)
        {
            return ($"{which} breaks the standard: {broken}", false);
        }
        string wanted = set.Instance == 1 ? "none" : "pass";
        if (seal.Tags["cv"] is not { } cv || cv != wanted)
        {
            return (seal.Tags["cv"] == "fail" ? $"{which} says itself that the chain had failed by then" : $"{which} must say 'cv={wanted}'", false);
        }
        var bytes = new ArrayBufferWriter<byte>(4096);
        foreach (ArcSet earlier in sets.Take(set.Instance))
        {
            bool own = earlier.Instance == set.Instance;
            Canonical.Header(bytes, earlier.Results, Canonicalisation.Relaxed, default, lineEnd: true);
            Canonical.Header(bytes, earlier.Signature, Canonicalisation.Relaxed, default, lineEnd: true);
            Canonical.Header(bytes, earlier.Seal, Canonicalisation.Relaxed, own ? SignedHeaders.Emptied(seal.Tags) : default, lineEnd: !own);
        }
        return Fit(which, seal, SignedHeaders.Digest(bytes.WrittenSpan, HashAlgorithmName.SHA256), keys);
    }

    private static (string? Fault, bool OnlyKey) Fit(string which, MailSignature signature, byte[] hash, KeyArchive keys)
    {
        IReadOnlyList<KeyRecord> records = keys.Find(signature.Selector, signature.Domain);
        KeyFit fit = KeyFit.Try(records, signature, hash);
        return fit.Outcome switch
        {
            CheckOutcome.Consistent => (null, true),
            CheckOutcome.NotTestable => ($"{which} ({signature.Domain}) cannot be tested: {char.ToLowerInvariant(fit.Reason[0]) + fit.Reason[1..].TrimEnd('.')}", records.Count == 0),
            _ => ($"{which} does not fit the key of {signature.Domain}", false),
        };
    }

    /// <summary>ARC knows no SHA-1 (RFC 8617, section 4.1.2 with RFC 8301).</summary>
    private static string? Broken(MailSignature signature) =>
        signature.Broken.Count > 0 ? signature.Broken[0]
        : signature.Unknown is { } unknown ? unknown
        : signature.Hash != HashAlgorithmName.SHA256 ? $"its algorithm is {signature.Algorithm}"
        : null;
}
