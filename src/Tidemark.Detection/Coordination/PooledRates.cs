using System.Numerics;

namespace Tidemark.Detection.Coordination;

/// <summary>
/// How often two acts of different accounts on one object are synchronous, by how many accounts share the object: measured among
/// <em>strangers</em>, accounts that share fewer than ten objects in all, so that those who are together all the time, for whatever
/// reason, do not estimate the chance they are tested against.
/// </summary>
/// <remarks>
/// Whether two accounts are strangers says nothing about when they act, so leaving the others out does not bend the rate of an
/// ordinary object; on an object that a closed company has to itself it leaves the pooled rate of the class. With everybody in, an archive in which most
/// posts are coordinated takes coordination for ordinary (570,000 posts of known troll accounts: 0.23 of the acts on one text within ten
/// minutes, and a third of the pairs found). Row pairs are drawn with a fixed seed, <see cref="Draws"/> a class; small classes are counted in full.
/// O(rows + draws × rows of an account).
/// </remarks>
internal sealed class PooledRates
{
    /// <summary>
    /// Row pairs of the global rate that each class is filled up with: a class with few objects leans on the whole.
    /// </summary>
    private const double Borrowed = 200;

    /// <summary>Accounts that share so many objects are no strangers. Limits from 7 to 40 gave nearly the same edges.</summary>
    private const int Familiar = 10;

    /// <summary>Row pairs drawn a class: a rate of one in a thousand is then known to within a quarter.</summary>
    private const int Draws = 20_000;

    private readonly double[] _rate;
    private readonly byte[] _class;

    private PooledRates(double[] rate, byte[] classes, double sharerPairs) =>
        (_rate, _class, SharerPairs) = (rate, classes, sharerPairs);

    /// <summary>Pairs of distinct sharers, summed over objects: no fewer than there are pairs with an object in common.</summary>
    public double SharerPairs { get; }

    /// <summary>Chance that two given acts of different accounts on this object are synchronous.</summary>
    public double Of(int item) => _rate[_class[item]];

    /// <summary>As <see cref="SharerPairs"/>, where no rate is wanted. O(rows).</summary>
    public static double SharerPairsOf(ShareIndex index) => Classes(index).SharerPairs;

    /// <summary>Measures the rates.</summary>
    /// <param name="index">All shares.</param>
    /// <param name="window">Two acts at most this far apart are synchronous, nanoseconds.</param>
    public static PooledRates Of(ShareIndex index, long window)
    {
        (byte[] classes, double sharerPairs) = Classes(index);
        double[] rowPairs = new double[33];
        for (int o = 0; o < index.Objects; o++)
        {
            rowPairs[classes[o]] += RowPairs(index, o);
        }
        double[] near = new double[rowPairs.Length];
        double[] all = new double[rowPairs.Length];
        double[] share = [.. rowPairs.Select(pairs => pairs <= Draws ? 1 : Draws / pairs)];
        var random = new SeededRandom(1);
        for (int o = 0; o < index.Objects; o++)
        {
            double wanted = RowPairs(index, o) * share[classes[o]];
            if (wanted > 0)
            {
                Draw(index, o, window, wanted, share[classes[o]] < 1, random, ref near[classes[o]], ref all[classes[o]]);
            }
        }
        // Every class weighs as much as it has row pairs, not as much as was drawn of it.
        double total = 0;
        double synchronous = 0;
        for (int c = 0; c < near.Length; c++)
        {
            total += all[c] / share[c];
            synchronous += near[c] / share[c];
        }
        double global = total > 0 ? synchronous / total : 0;
        double[] rate = new double[near.Length];
        for (int c = 0; c < rate.Length; c++)
        {
            rate[c] = (near[c] + Borrowed * global) / (all[c] + Borrowed);
        }
        return new PooledRates(rate, classes, sharerPairs);
    }

    private static double RowPairs(ShareIndex index, int o)
    {
        double rows = index.ObjectStart[o + 1] - index.ObjectStart[o];
        return rows * (rows - 1) / 2;
    }

    /// <summary>The class of each object: the power of two of its sharers.</summary>
    private static (byte[] Classes, double SharerPairs) Classes(ShareIndex index)
    {
        byte[] classes = new byte[index.Objects];
        int[] seen = new int[index.Accounts];
        double sharerPairs = 0;
        for (int o = 0; o < index.Objects; o++)
        {
            int sharers = 0;
            for (int i = index.ObjectStart[o]; i < index.ObjectStart[o + 1]; i++)
            {
                ref int mark = ref seen[index.Account[i]];
                sharers += mark != o + 1 ? 1 : 0;
                mark = o + 1;
            }
            classes[o] = (byte)BitOperations.Log2((uint)Math.Max(1, sharers));
            sharerPairs += (double)sharers * (sharers - 1) / 2;
        }
        return (classes, sharerPairs);
    }

    /// <summary>Row pairs of one object: all of them, or so many at random (a fraction is drawn for).</summary>
    private static void Draw(
        ShareIndex index, int o, long window, double wanted, bool atRandom, SeededRandom random, ref double near, ref double all)
    {
        int start = index.ObjectStart[o];
        int rows = index.ObjectStart[o + 1] - start;
        if (!atRandom)
        {
            for (int i = 1; i < rows; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    Look(index, start + i, start + j, window, ref near, ref all);
                }
            }
            return;
        }
        long times = (long)wanted + (random.Unit() < wanted - Math.Floor(wanted) ? 1 : 0);
        for (long k = 0; k < times; k++)
        {
            int i = random.Below(rows);
            int j = random.Below(rows - 1);
            Look(index, start + i, start + (j >= i ? j + 1 : j), window, ref near, ref all);
        }
    }

    private static void Look(ShareIndex index, int x, int y, long window, ref double near, ref double all)
    {
        int a = index.Account[x];
        int b = index.Account[y];
        if (a != b && !AreFamiliar(index, a, b))
        {
            all++;
            near += Distance.IsFarBefore(Math.Min(index.Time[x], index.Time[y]), Math.Max(index.Time[x], index.Time[y]), window) ? 0 : 1;
        }
    }

    /// <summary>Whether two accounts share ten objects or more. O(s log r) for s rows of the one with fewer and r of the other, O(s + r) where they are alike.</summary>
    private static bool AreFamiliar(ShareIndex index, int a, int b)
    {
        ReadOnlySpan<int> few = ObjectsOf(index, a);
        ReadOnlySpan<int> many = ObjectsOf(index, b);
        if (few.Length > many.Length)
        {
            ReadOnlySpan<int> swap = few;
            few = many;
            many = swap;
        }
        int common = 0;
        int last = -1;
        for (int i = 0; i < few.Length && few.Length - i >= Familiar - common; i++)
        {
            int item = few[i];
            if (item != last)
            {
                last = item;
                int at = FirstNotBefore(many, item);
                if (at < many.Length && many[at] == item && ++common >= Familiar)
                {
                    return true;
                }
                many = many[at..];
            }
        }
        return false;
    }

    /// <summary>Steps of doubling length, then halving: the next object of an account as active is a few steps away.</summary>
    private static int FirstNotBefore(ReadOnlySpan<int> objects, int item)
    {
        int low = 0;
        int high = 0;
        int step = 1;
        while (high < objects.Length && objects[high] < item)
        {
            low = high + 1;
            high += step;
            step *= 2;
        }
        high = Math.Min(high, objects.Length);
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (objects[middle] < item)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    private static ReadOnlySpan<int> ObjectsOf(ShareIndex index, int account) =>
        index.AccountObjects.AsSpan(index.AccountStart[account], index.AccountStart[account + 1] - index.AccountStart[account]);
}
