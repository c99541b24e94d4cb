using System.Numerics;

namespace Tidemark.Detection.Coordination;

/// <summary>
/// How often two acts of different accounts on one object are synchronous, by how many accounts share the object. Pooled over
/// all objects of a class, so that one suspect object weighs as little as any other.
/// </summary>
internal sealed class PooledRates
{
    /// <summary>
    /// Row pairs of the global rate that each class is filled up with: a class with few objects leans on the whole.
    /// </summary>
    private const double Borrowed = 200;

    private readonly double[] _rate;
    private readonly byte[] _class;

    private PooledRates(double[] rate, byte[] classes, double sharerPairs) =>
        (_rate, _class, SharerPairs) = (rate, classes, sharerPairs);

    /// <summary>Pairs of distinct sharers, summed over objects: no fewer than there are pairs with an object in common.</summary>
    public double SharerPairs { get; }

    /// <summary>Chance that two given acts of different accounts on this object are synchronous.</summary>
    public double Of(int item) => _rate[_class[item]];

    /// <summary>Counts all objects with two pointers. O(rows).</summary>
    public static PooledRates Of(ShareIndex index, long window)
    {
        double[] near = new double[33];
        double[] all = new double[33];
        byte[] classes = new byte[index.Objects];
        int[] seen = new int[index.Accounts];
        long[] times = index.Time;
        double sharerPairs = 0;
        for (int o = 0; o < index.Objects; o++)
        {
            int start = index.ObjectStart[o];
            int end = index.ObjectStart[o + 1];
            int sharers = 0;
            bool repeats = false;
            double nearHere = 0;
            int low = start;
            for (int i = start; i < end; i++)
            {
                while (Distance.IsFarBefore(times[low], times[i], window))
                {
                    low++;
                }
                nearHere += i - low;
                ref int mark = ref seen[index.Account[i]];
                if (mark != o + 1)
                {
                    mark = o + 1;
                    sharers++;
                }
                else
                {
                    repeats = true;
                }
            }
            classes[o] = (byte)BitOperations.Log2((uint)Math.Max(1, sharers));
            double rows = end - start;
            double pairs = rows * (rows - 1) / 2;
            if (repeats)
            {
                (double own, double ownNear) = OwnPairs(index, start, end, window);
                pairs -= own;
                nearHere -= ownNear;
            }
            near[classes[o]] += nearHere;
            all[classes[o]] += pairs;
            sharerPairs += (double)sharers * (sharers - 1) / 2;
        }
        double total = all.Sum();
        double global = total > 0 ? near.Sum() / total : 0;
        double[] rate = new double[near.Length];
        for (int c = 0; c < rate.Length; c++)
        {
            rate[c] = (near[c] + Borrowed * global) / (all[c] + Borrowed);
        }
        return new PooledRates(rate, classes, sharerPairs);
    }

    /// <summary>Pairs of rows of one account on one object: an account is not synchronous with itself.</summary>
    private static (double Pairs, double Near) OwnPairs(ShareIndex index, int start, int end, long window)
    {
        var byAccount = new Dictionary<int, List<long>>();
        for (int i = start; i < end; i++)
        {
            if (!byAccount.TryGetValue(index.Account[i], out List<long>? own))
            {
                byAccount.Add(index.Account[i], own = []);
            }
            own.Add(index.Time[i]);
        }
        double pairs = 0;
        double near = 0;
        foreach (List<long> own in byAccount.Values)
        {
            int low = 0;
            for (int i = 0; i < own.Count; i++)
            {
                while (Distance.IsFarBefore(own[low], own[i], window))
                {
                    low++;
                }
                near += i - low;
                pairs += i;
            }
        }
        return (pairs, near);
    }
}
