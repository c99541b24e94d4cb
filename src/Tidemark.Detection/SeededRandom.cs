using System.Runtime.CompilerServices;

namespace Tidemark.Detection;

/// <summary>
/// The only source of chance in detectors and synthetic worlds: the same seed gives the same numbers on every machine and
/// in every later version, which <see cref="Random"/> does not promise. xoshiro256** (Blackman and Vigna 2021,
/// doi 10.1145/3460772), its state filled by SplitMix64. Not for secrets. Not safe for concurrent use: give every task its
/// own <see cref="Stream(ulong, ulong)"/>, so that results do not depend on who ran first.
/// </summary>
public sealed class SeededRandom
{
    private ulong _s0, _s1, _s2, _s3;
    private double _spareNormal = double.NaN;

    /// <summary>A generator for a seed; every seed is a good one, also 0.</summary>
    public SeededRandom(ulong seed)
    {
        ulong state = seed;
        _s0 = SplitMix64(ref state);
        _s1 = SplitMix64(ref state);
        _s2 = SplitMix64(ref state);
        _s3 = SplitMix64(ref state);
    }

    internal SeededRandom(ulong s0, ulong s1, ulong s2, ulong s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    /// <summary>
    /// An independent generator for one part of a run: (seed, 0), (seed, 1) … do not depend on how many numbers the others drew.
    /// </summary>
    public static SeededRandom Stream(ulong seed, ulong stream)
    {
        ulong state = stream;
        return new SeededRandom(seed ^ SplitMix64(ref state));
    }

    /// <summary>One step of SplitMix64 (Steele, Lea and Flood 2014, doi 10.1145/2660193.2660195); also a good 64-bit mixer.</summary>
    public static ulong SplitMix64(ref ulong state)
    {
        unchecked
        {
            ulong z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        unchecked
        {
            ulong result = ulong.RotateLeft(_s1 * 5, 7) * 9;
            ulong t = _s1 << 17;
            _s2 ^= _s0;
            _s3 ^= _s1;
            _s1 ^= _s2;
            _s0 ^= _s3;
            _s2 ^= t;
            _s3 = ulong.RotateLeft(_s3, 45);
            return result;
        }
    }

    /// <summary>A whole number, 0 ≤ x &lt; bound, every one equally likely (Lemire 2019, doi 10.1145/3230636).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)Below((ulong)bound);
    }

    /// <summary>A whole number, 0 ≤ x &lt; bound, every one equally likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    public long Below(long bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (long)Below((ulong)bound);
    }

    /// <summary>A number, 0 ≤ x &lt; 1, in steps of 2^-53.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with this probability; never for 0, always for 1.</summary>
    public bool Chance(double probability) => Unit() < probability;

    /// <summary>A waiting time with this mean.</summary>
    public double Exponential(double mean) => -mean * Math.Log(1 - Unit());

    /// <summary>Standard normal (polar method of Marsaglia).</summary>
    public double Normal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            double spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }
        while (true)
        {
            double x = 2 * Unit() - 1;
            double y = 2 * Unit() - 1;
            double square = x * x + y * y;
            if (square is > 0 and < 1)
            {
                double factor = Math.Sqrt(-2 * Math.Log(square) / square);
                _spareNormal = y * factor;
                return x * factor;
            }
        }
    }

    /// <summary>
    /// How many events of this mean number happen. Exact by counting waiting times up to a mean of 30; above that the normal
    /// approximation, rounded, which is off by less than 0.02 in any probability.
    /// </summary>
    public int Poisson(double mean)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mean);
        if (mean > 30)
        {
            return (int)Math.Max(0, Math.Floor(mean + Math.Sqrt(mean) * Normal() + 0.5));
        }
        double limit = Math.Exp(-mean);
        double product = Unit();
        int count = 0;
        while (product > limit)
        {
            product *= Unit();
            count++;
        }
        return count;
    }

    /// <summary>Puts the items in random order, every order equally likely (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = (int)Below((ulong)i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Below(ulong bound)
    {
        ulong high = Math.BigMul(Next(), bound, out ulong low);
        if (low < bound)
        {
            ulong floor = unchecked(0 - bound) % bound;
            while (low < floor)
            {
                high = Math.BigMul(Next(), bound, out low);
            }
        }
        return high;
    }
}
