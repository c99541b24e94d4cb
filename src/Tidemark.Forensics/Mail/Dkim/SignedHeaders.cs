using System.Buffers;
using System.Security.Cryptography;

namespace Tidemark.Forensics.Mail.Dkim;

/// <summary>Which fields a signature covers, and the hash over them (RFC 6376, sections 3.7 and 5.4.2).</summary>
internal static class SignedHeaders
{
    /// <summary>
    /// The fields that "h=" picks, in its order: each name takes the lowest field of that name not yet taken. A name for which none is left picks
    /// nothing, on purpose: so a signer says that there was no further one (over-signing). The signature itself is never picked.
    /// </summary>
    public static List<HeaderField> Pick(RawMail mail, MailSignature signature)
    {
        var left = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var picked = new List<HeaderField>();
        foreach (string name in signature.Headers)
        {
            IReadOnlyList<HeaderField> fields = mail.All(name);
            int at = left.TryGetValue(name, out int next) ? next : fields.Count - 1;
            if (at >= 0 && ReferenceEquals(fields[at], signature.Field))
            {
                at--;
            }
            if (at >= 0)
            {
                picked.Add(fields[at]);
            }
            left[name] = at - 1;
        }
        return picked;
    }

    /// <summary>The hash that the signature was made over: the picked fields, then the signature's own field with an empty "b=".</summary>
    public static byte[] Hash(IEnumerable<HeaderField> picked, MailSignature signature, HashAlgorithmName algorithm)
    {
        var bytes = new ArrayBufferWriter<byte>(4096);
        foreach (HeaderField field in picked)
        {
            Canonical.Header(bytes, field, signature.HeaderForm, default, lineEnd: true);
        }
        Canonical.Header(bytes, signature.Field, signature.HeaderForm, Emptied(signature.Tags), lineEnd: false);
        return Digest(bytes.WrittenSpan, algorithm);
    }

    /// <summary>The part of a signature's value that was not there when it was made.</summary>
    public static (int Start, int End) Emptied(TagList tags) => tags.Span("b", out int start, out int end) ? (start, end) : (0, 0);

    public static byte[] Digest(ReadOnlySpan<byte> bytes, HashAlgorithmName algorithm)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        hash.AppendData(bytes);
        return hash.GetHashAndReset();
    }
}
