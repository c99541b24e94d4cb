using System.Security.Cryptography;

namespace Tidemark.Forensics.Mail.Dkim;

/// <summary>The body hashes of one mail, each form computed once however many signatures ask for it, and no more in all than a mail may cost.</summary>
internal sealed class BodyHashes(RawMail mail)
{
    // A mail can carry signatures with a different "l=" each, so that its body would be hashed over and over.
    private const long MostBytes = 512L << 20;

    private readonly Dictionary<(Canonicalisation Form, HashAlgorithmName Algorithm, long Limit), (byte[] Hash, long Length)> _made = [];
    private long _spent;

    /// <summary>The hash of the canonical body up to a limit, and the length of all of it; null if the mail has cost enough.</summary>
    public (byte[] Hash, long Length)? Of(Canonicalisation form, HashAlgorithmName algorithm, long limit)
    {
        var key = (form, algorithm, limit);
        if (_made.TryGetValue(key, out (byte[] Hash, long Length) made))
        {
            return made;
        }
        if (_spent > 0 && _spent + mail.Body.Length > MostBytes)
        {
            return null;
        }
        _spent += mail.Body.Length;
        using var sink = new BodySink(algorithm, limit);
        Canonical.Body(sink, mail.Body.Span, form);
        return _made[key] = (sink.Hash(), sink.Length);
    }
}
