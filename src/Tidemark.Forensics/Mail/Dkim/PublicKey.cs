using System.Formats.Asn1;
using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Tidemark.Forensics.Mail.Dkim;

/// <summary>A public key of a DKIM record: RSA (RFC 6376) or Ed25519 (RFC 8463).</summary>
internal sealed class PublicKey
{
    private readonly RSAParameters _rsa;
    private readonly byte[]? _edwards;

    private PublicKey(string kind, int bits, string identity, RSAParameters rsa, byte[]? edwards) =>
        (Kind, Bits, Identity, _rsa, _edwards) = (kind, bits, identity, rsa, edwards);

    /// <summary>"rsa" or "ed25519", as the tag "k=" names it.</summary>
    public string Kind { get; }

    /// <summary>Length of the RSA modulus; 256 for Ed25519.</summary>
    public int Bits { get; }

    /// <summary>The same for the same key, however it was written down.</summary>
    public string Identity { get; }

    /// <summary>Reads the bytes of "p="; null, with the reason, if they are no key of this kind.</summary>
    public static PublicKey? Read(string kind, ReadOnlySpan<byte> bytes, out string? reason)
    {
        reason = null;
        if (kind == "ed25519")
        {
            if (bytes.Length != Ed25519.PublicKeySize)
            {
                reason = $"an Ed25519 key has 32 bytes, this one {bytes.Length}";
                return null;
            }
            return new PublicKey(kind, 256, "ed25519:" + Convert.ToHexStringLower(bytes), default, bytes.ToArray());
        }
        try
        {
            (byte[] modulus, byte[] exponent) = RsaNumbers(bytes);
            if (modulus.Length is < 32 or > 2048 || exponent.Length is 0 or > 8)
            {
                reason = $"an RSA key with {modulus.Length * 8} bits and an exponent of {exponent.Length} bytes is not used";
                return null;
            }
            int bits = modulus.Length * 8 - int.LeadingZeroCount(modulus[0]) + 24;
            return new PublicKey(kind, bits, $"rsa:{Convert.ToHexStringLower(modulus)}:{Convert.ToHexStringLower(exponent)}", new RSAParameters { Modulus = modulus, Exponent = exponent }, null);
        }
        catch (AsnContentException)
        {
            reason = "the bytes of 'p=' are no RSA key";
            return null;
        }
    }

    /// <summary>Whether the signature was made with the private half of this key over this hash.</summary>
    /// <param name="hash">The hash of what was signed; Ed25519 signs the hash itself (RFC 8463, section 3).</param>
    /// <param name="signature">The bytes of "b=".</param>
    /// <param name="algorithm">The hash algorithm.</param>
    public bool Verifies(byte[] hash, byte[] signature, HashAlgorithmName algorithm)
    {
        if (_edwards is not null)
        {
            return signature.Length == Ed25519.SignatureSize && Ed25519.Verify(signature, 0, _edwards, 0, hash, 0, hash.Length);
        }
        try
        {
            using var rsa = RSA.Create(_rsa);
            return rsa.VerifyHash(hash, signature, algorithm, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            // The numbers make no RSA key (an even modulus, an exponent of 1): nothing can have been signed with it.
            return false;
        }
    }

    /// <summary>SubjectPublicKeyInfo as RFC 6376 wants it, or the bare RSAPublicKey that older tools wrote.</summary>
    private static (byte[] Modulus, byte[] Exponent) RsaNumbers(ReadOnlySpan<byte> bytes)
    {
        var outer = new AsnReader(bytes.ToArray(), AsnEncodingRules.BER);
        AsnReader key = outer.ReadSequence();
        if (key.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            AsnReader kind = key.ReadSequence();
            if (kind.ReadObjectIdentifier() != "1.2.840.113549.1.1.1")
            {
                throw new AsnContentException("not RSA");
            }
            byte[] inner = key.ReadBitString(out _);
            key = new AsnReader(inner, AsnEncodingRules.BER).ReadSequence();
        }
        ReadOnlySpan<byte> modulus = key.ReadIntegerBytes().Span.TrimStart((byte)0);
        ReadOnlySpan<byte> exponent = key.ReadIntegerBytes().Span.TrimStart((byte)0);
        return (modulus.ToArray(), exponent.ToArray());
    }
}
