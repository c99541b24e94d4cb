using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Tidemark.Model;

/// <summary>
/// The hash of a name. Keyed with a value drawn when the process starts, so that nobody can prepare a file whose ids all collide;
/// ids depend on the order of appearance alone, so the key never shows in a result.
/// </summary>
internal static class NameHash
{
    private static readonly ulong Key = MemoryMarshal.Read<ulong>(RandomNumberGenerator.GetBytes(8)) | 1;

    /// <summary>The hash; any bits of it are as good as any others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(ReadOnlySpan<byte> name)
    {
        // Multiply-and-fold over 8-byte words, the tail read overlapping: one multiplication per 8 bytes.
        unchecked
        {
            ulong key = Key;
            ulong h = key ^ (ulong)name.Length * 0x9E3779B97F4A7C15;
            ref byte at = ref MemoryMarshal.GetReference(name);
            int length = name.Length;
            if (length >= 8)
            {
                int i = 0;
                for (; i <= length - 8; i += 8)
                {
                    h = Fold(h ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, i)), key);
                }
                h = Fold(h ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, length - 8)), key);
            }
            else if (length >= 4)
            {
                h = Fold(h ^ (Unsafe.ReadUnaligned<uint>(ref at) | (ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref at, length - 4)) << 32), key);
            }
            else if (length > 0)
            {
                h = Fold(h ^ (at | (ulong)Unsafe.Add(ref at, length >> 1) << 8 | (ulong)Unsafe.Add(ref at, length - 1) << 16), key);
            }
            return (uint)(h ^ (h >> 32));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong x, ulong key)
    {
        ulong high = Math.BigMul(x ^ key, 0xA0761D6478BD642F, out ulong low);
        return high ^ low;
    }
}
