using System.Security.Cryptography;

namespace Tidemark.Forensics.Documents.Pdf;

/// <summary>
/// The standard security handler (ISO 32000-1, 7.6; ISO 32000-2, 7.6.4) with the empty user password: what any viewer opens without
/// asking. A file that asks for a password stays closed.
/// </summary>
internal sealed class PdfSecurity
{
    private static readonly byte[] Padding =
        Convert.FromHexString("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A");

    private readonly byte[] _key;
    private readonly string _method; // V2 (RC4), AESV2, AESV3, Identity.

    private PdfSecurity(byte[] key, string method) => (_key, _method) = (key, method);

    /// <summary>The handler of a file; null where it is another one or asks for a password.</summary>
    public static PdfSecurity? Open(PdfDictionary encrypt, byte[] firstId, Func<object?, object?> resolve)
    {
        if ((resolve(encrypt["Filter"]) as PdfName)?.Value is not (null or "Standard"))
        {
            return null;
        }
        long version = Number(encrypt, "V", resolve) ?? 0;
        long revision = Number(encrypt, "R", resolve) ?? 2;
        int length = (int)Math.Clamp((Number(encrypt, "Length", resolve) ?? 40) / 8, 5, 32);
        string method = "V2";
        if (version >= 4)
        {
            string filter = (resolve(encrypt["StrF"]) as PdfName)?.Value ?? "Identity";
            method = filter == "Identity" ? "Identity"
                : ((resolve((resolve((resolve(encrypt["CF"]) as PdfDictionary)?[filter]) as PdfDictionary)?["CFM"]) as PdfName)?.Value ?? "V2");
            length = 16;
        }
        if (resolve(encrypt["O"]) is not PdfString owner || resolve(encrypt["U"]) is not PdfString user)
        {
            return null;
        }
        if (version >= 5)
        {
            byte[]? strong = StrongKey(encrypt, user.Bytes, revision, resolve);
            return strong is null ? null : new PdfSecurity(strong, method);
        }
        if (version == 1)
        {
            length = 5;
        }
        bool metadata = resolve(encrypt["EncryptMetadata"]) is not false;
        byte[] key = Key(owner.Bytes, unchecked((int)(uint)(Number(encrypt, "P", resolve) ?? 0)), firstId, revision, length, metadata);
        return Fits(key, user.Bytes, firstId, revision) ? new PdfSecurity(key, method) : null;
    }

    /// <summary>Decrypts a string or stream of the object of this number.</summary>
    public byte[] Decrypt(int number, int generation, ReadOnlySpan<byte> data)
    {
        switch (_method)
        {
            case "Identity" or "None":
                return data.ToArray();
            case "AESV3":
                return Aes256(_key, data);
            default:
                bool aes = _method == "AESV2";
                byte[] salted = new byte[_key.Length + 5 + (aes ? 4 : 0)];
                _key.CopyTo(salted, 0);
                (salted[_key.Length], salted[_key.Length + 1], salted[_key.Length + 2]) =
                    ((byte)(number & 255), (byte)((number >> 8) & 255), (byte)((number >> 16) & 255));
                (salted[_key.Length + 3], salted[_key.Length + 4]) = ((byte)(generation & 255), (byte)((generation >> 8) & 255));
                if (aes)
                {
                    "sAlT"u8.CopyTo(salted.AsSpan(_key.Length + 5));
                }
                byte[] key = Md5(salted)[..Math.Min(16, _key.Length + 5)];
                return aes ? Aes256(key, data) : Rc4(key, data);
        }
    }

    private static long? Number(PdfDictionary dictionary, string key, Func<object?, object?> resolve) =>
        resolve(dictionary[key]) is double value && Math.Abs(value) < 9e15 ? (long)value : null;

    // Algorithm 2: the format fixes MD5 and RC4; nothing is protected by them here.
    private static byte[] Key(byte[] owner, int permissions, byte[] id, long revision, int length, bool metadata)
    {
        using MemoryStream seed = new();
        seed.Write(Padding);
        seed.Write(owner.AsSpan(0, Math.Min(32, owner.Length)));
        seed.Write(BitConverter.GetBytes(permissions));
        seed.Write(id);
        if (revision >= 4 && !metadata)
        {
            seed.Write([255, 255, 255, 255]);
        }
        byte[] hash = Md5(seed.ToArray());
        if (revision < 3)
        {
            return hash[..5];
        }
        length = Math.Min(length, 16);
        for (int i = 0; i < 50; i++)
        {
            hash = Md5(hash[..length]);
        }
        return hash[..length];
    }

    // Algorithms 4 and 5: does the empty password open it?
    private static bool Fits(byte[] key, byte[] user, byte[] id, long revision)
    {
        if (revision < 3)
        {
            return user.AsSpan().SequenceEqual(Rc4(key, Padding));
        }
        byte[] value = Md5([.. Padding, .. id]);
        for (int i = 0; i < 20; i++)
        {
            byte[] turned = new byte[key.Length];
            for (int k = 0; k < key.Length; k++)
            {
                turned[k] = (byte)(key[k] ^ i);
            }
            value = Rc4(turned, value);
        }
        return user.Length >= 16 && user.AsSpan(0, 16).SequenceEqual(value);
    }

    // Algorithm 2.A with the empty user password.
    private static byte[]? StrongKey(PdfDictionary encrypt, byte[] user, long revision, Func<object?, object?> resolve)
    {
        if (user.Length < 48 || resolve(encrypt["UE"]) is not PdfString { Bytes.Length: >= 32 } wrapped)
        {
            return null;
        }
        byte[] check = revision >= 6 ? Hardened(user[32..40]) : SHA256.HashData(user[32..40]);
        if (!check.AsSpan().SequenceEqual(user.AsSpan(0, 32)))
        {
            return null;
        }
        byte[] key = revision >= 6 ? Hardened(user[40..48]) : SHA256.HashData(user[40..48]);
        using Aes aes = Aes.Create();
        aes.Key = key;
        return aes.DecryptCbc(wrapped.Bytes.AsSpan(0, 32), new byte[16], PaddingMode.None);
    }

    // Algorithm 2.B for an empty password; it ends for every input, on average after about 65 rounds, and is stopped at 512.
    private static byte[] Hardened(byte[] salt)
    {
        byte[] key = SHA256.HashData(salt);
        for (int round = 0; round < 512; round++)
        {
            byte[] block = new byte[key.Length * 64];
            for (int i = 0; i < 64; i++)
            {
                key.CopyTo(block, i * key.Length);
            }
            using Aes aes = Aes.Create();
            aes.Key = key[..16];
            byte[] encrypted = aes.EncryptCbc(block, key.AsSpan(16, 16), PaddingMode.None);
            int remainder = 0;
            for (int i = 0; i < 16; i++)
            {
                remainder += encrypted[i];
            }
            key = (remainder % 3) switch
            {
                0 => SHA256.HashData(encrypted),
                1 => SHA384.HashData(encrypted),
                _ => SHA512.HashData(encrypted),
            };
            if (round >= 63 && encrypted[^1] <= round - 31)
            {
                break;
            }
        }
        return key[..32];
    }

    private static byte[] Aes256(byte[] key, ReadOnlySpan<byte> data)
    {
        int blocks = (data.Length - 16) / 16 * 16;
        if (blocks <= 0)
        {
            return [];
        }
        using Aes aes = Aes.Create();
        aes.Key = key;
        byte[] plain = aes.DecryptCbc(data.Slice(16, blocks), data[..16], PaddingMode.None);
        int pad = plain[^1];
        return pad is >= 1 and <= 16 ? plain[..^pad] : plain;
    }

    private static byte[] Rc4(byte[] key, ReadOnlySpan<byte> data)
    {
        byte[] state = new byte[256];
        for (int i = 0; i < 256; i++)
        {
            state[i] = (byte)i;
        }
        for (int i = 0, j = 0; i < 256; i++)
        {
            j = (j + state[i] + key[i % key.Length]) & 255;
            (state[i], state[j]) = (state[j], state[i]);
        }
        byte[] output = new byte[data.Length];
        for (int n = 0, i = 0, j = 0; n < data.Length; n++)
        {
            i = (i + 1) & 255;
            j = (j + state[i]) & 255;
            (state[i], state[j]) = (state[j], state[i]);
            output[n] = (byte)(data[n] ^ state[(state[i] + state[j]) & 255]);
        }
        return output;
    }

#pragma warning disable CA5351 // The format fixes MD5.
    private static byte[] Md5(byte[] data) => MD5.HashData(data);
#pragma warning restore CA5351
}
