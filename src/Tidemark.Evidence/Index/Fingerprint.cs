using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using Tidemark.Model;

namespace Tidemark.Evidence.Index;

/// <summary>
/// 128 bits that stand for a byte string while an index is filled; a table keeps 96 of them. Keyed with values drawn when the process
/// starts, so that nobody can prepare two strings that collide; for ten million strings the chance of one collision is below 10⁻¹⁵. Never stored, never shown:
/// the index holds the strings themselves.
/// </summary>
internal readonly record struct Fingerprint(ulong A, ulong B)
{
    private static readonly ulong KeyA = MemoryMarshal.Read<ulong>(RandomNumberGenerator.GetBytes(8)) | 1;
    private static readonly ulong KeyB = MemoryMarshal.Read<ulong>(RandomNumberGenerator.GetBytes(8)) | 1;

    /// <summary>The fingerprint of a string and what it is said of (its kind, its account, its time).</summary>
    public static Fingerprint Of(ReadOnlySpan<byte> bytes, ulong of)
    {
        unchecked
        {
            ulong a = Fold(KeyA ^ of, (ulong)bytes.Length ^ 0x9E3779B97F4A7C15);
            ulong b = Fold(KeyB ^ of, (ulong)bytes.Length ^ 0xC2B2AE3D27D4EB4F);
            ref byte at = ref MemoryMarshal.GetReference(bytes);
            int i = 0;
            for (; i + 8 <= bytes.Length; i += 8)
            {
                ulong word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, i));
                a = Fold(a ^ word, KeyB);
                b = Fold(b ^ word, KeyA ^ 0xA0761D6478BD642F);
            }
            if (i < bytes.Length)
            {
                ulong tail = 0;
                for (int shift = 0; i < bytes.Length; i++, shift += 8)
                {
                    tail |= (ulong)Unsafe.Add(ref at, i) << shift;
                }
                a = Fold(a ^ tail, KeyB);
                b = Fold(b ^ tail, KeyA ^ 0xA0761D6478BD642F);
            }
            return new Fingerprint(Fold(a, 0xE7037ED1A0B428DB), Fold(b, 0x8EBC6AF09C88C6E3));
        }
    }

    /// <summary>An account's.</summary>
    public static Fingerprint OfAccount(ReadOnlySpan<byte> name) => Of(name, ulong.MaxValue);

    /// <summary>An object's.</summary>
    public static Fingerprint OfObject(TraceKind kind, ReadOnlySpan<byte> value) => Of(value, (ulong)kind);

    /// <summary>A post's. First half: the id; second half: what is said under it, by whom and when.</summary>
    public static Fingerprint OfPost(ReadOnlySpan<byte> id, Fingerprint account, long time, ReadOnlySpan<byte> text)
    {
        Fingerprint of = Of(id, 0);
        ulong when = unchecked((ulong)time * 0x9E3779B97F4A7C15 ^ of.B);
        return of with { B = Of(text, Fold(when, account.A)).B };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong x, ulong y)
    {
        ulong high = Math.BigMul(x, y, out ulong low);
        return high ^ low;
    }
}

/// <summary>Fingerprints and the numbers given to them. 16 bytes a slot, at most three quarters full.</summary>
internal sealed class FingerprintTable
{
    private Slot[] _slots = new Slot[1 << 12];
    private int _mask = (1 << 12) - 1;

    public int Count { get; private set; }

    /// <summary>The number of a fingerprint; where it is new, <paramref name="number"/> is kept as its number.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(Fingerprint print, ref int number) => Add(print, ref number, out _);

    /// <summary>Likewise; and tells whether another fingerprint with the same first half was there.</summary>
    public bool Add(Fingerprint print, ref int number, out bool halfKnown)
    {
        halfKnown = false;
        int slot = unchecked((int)print.A) & _mask;
        while (true)
        {
            ref Slot at = ref _slots[slot];
            if (at.NumberPlusOne == 0)
            {
                at = new Slot { A = print.A, B = unchecked((uint)print.B), NumberPlusOne = number + 1 };
                if (++Count * 4L > _slots.Length * 3L)
                {
                    Grow();
                }
                return true;
            }
            if (at.A == print.A && at.B == unchecked((uint)print.B))
            {
                number = at.NumberPlusOne - 1;
                return false;
            }
            halfKnown |= at.A == print.A;
            slot = (slot + 1) & _mask;
        }
    }

    /// <summary>Asks the memory for the place of a fingerprint, without waiting.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Fetch(Fingerprint print)
    {
        if (Sse.IsSupported)
        {
            // The collector may move the table meanwhile: then the wrong line is fetched, and nothing else happens.
            Sse.Prefetch0(Unsafe.AsPointer(ref _slots[unchecked((int)print.A) & _mask]));
        }
    }

    public void Clear()
    {
        _slots = new Slot[1 << 12];
        _mask = _slots.Length - 1;
        Count = 0;
    }

    private void Grow()
    {
        Slot[] old = _slots;
        _slots = new Slot[old.Length * 2];
        _mask = _slots.Length - 1;
        foreach (Slot slot in old)
        {
            if (slot.NumberPlusOne == 0)
            {
                continue;
            }
            int place = unchecked((int)slot.A) & _mask;
            while (_slots[place].NumberPlusOne != 0)
            {
                place = (place + 1) & _mask;
            }
            _slots[place] = slot;
        }
    }

    private struct Slot
    {
        public ulong A;
        public uint B;
        public int NumberPlusOne;
    }
}
