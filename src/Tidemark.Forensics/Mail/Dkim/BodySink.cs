using System.Security.Cryptography;

namespace Tidemark.Forensics.Mail.Dkim;

/// <summary>Hashes a canonical body up to the limit that "l=" sets, and counts all of it.</summary>
internal sealed class BodySink(HashAlgorithmName algorithm, long limit) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(algorithm);

    // Lines are short; handing each to the hash would cost more than hashing it.
    private readonly byte[] _block = new byte[16 * 1024];
    private int _held;

    /// <summary>Bytes of the canonical body.</summary>
    public long Length { get; private set; }

    public void Write(ReadOnlySpan<byte> text)
    {
        long left = Math.Max(0, limit - Length);
        Length += text.Length;
        if (text.Length > left)
        {
            text = text[..(int)left];
        }
        if (text.Length > _block.Length - _held)
        {
            Flush();
            if (text.Length > _block.Length)
            {
                _hash.AppendData(text);
                return;
            }
        }
        text.CopyTo(_block.AsSpan(_held));
        _held += text.Length;
    }

    public byte[] Hash()
    {
        Flush();
        return _hash.GetHashAndReset();
    }

    public void Dispose() => _hash.Dispose();

    private void Flush()
    {
        _hash.AppendData(_block, 0, _held);
        _held = 0;
    }
}
