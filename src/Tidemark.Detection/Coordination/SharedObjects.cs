using System.Runtime.InteropServices;

namespace Tidemark.Detection.Coordination;

/// <summary>
/// The objects that two accounts both shared, with the rows of each: found by walking the two row lists side by side.
/// One instance a thread; reused from pair to pair.
/// </summary>
internal sealed class SharedObjects(ShareIndex index)
{
    private readonly List<Runs> _runs = [];

    /// <summary>The rows of both accounts on one object, as places in <see cref="ShareIndex.AccountRows"/>.</summary>
    public readonly record struct Runs(int Object, int AFrom, int ATo, int BFrom, int BTo)
    {
        public int ACount => ATo - AFrom;

        public int BCount => BTo - BFrom;
    }

    /// <summary>The shared objects of the last pair asked for, ascending.</summary>
    public ReadOnlySpan<Runs> Found => CollectionsMarshal.AsSpan(_runs);

    /// <summary>Finds them. O(rows of a + rows of b).</summary>
    public void Find(int a, int b)
    {
        _runs.Clear();
        int[] objects = index.AccountObjects;
        int i = index.AccountStart[a];
        int iEnd = index.AccountStart[a + 1];
        int j = index.AccountStart[b];
        int jEnd = index.AccountStart[b + 1];
        while (i < iEnd && j < jEnd)
        {
            int x = objects[i];
            int y = objects[j];
            if (x < y)
            {
                i++;
            }
            else if (y < x)
            {
                j++;
            }
            else
            {
                int iFrom = i;
                int jFrom = j;
                while (i < iEnd && objects[i] == x)
                {
                    i++;
                }
                while (j < jEnd && objects[j] == x)
                {
                    j++;
                }
                _runs.Add(new Runs(x, iFrom, i, jFrom, j));
            }
        }
    }

    /// <summary>Pairs of rows, one of each account, on the object at most this far apart. O(rows of both on it).</summary>
    public long Within(in Runs runs, long distance)
    {
        int[] rows = index.AccountRows;
        long[] times = index.Time;
        if (runs.ACount == 1 && runs.BCount == 1)
        {
            long ours = times[rows[runs.AFrom]];
            long theirs = times[rows[runs.BFrom]];
            return Distance.IsFarBefore(Math.Min(ours, theirs), Math.Max(ours, theirs), distance) ? 0 : 1;
        }
        long count = 0;
        int low = runs.BFrom;
        int high = runs.BFrom;
        for (int i = runs.AFrom; i < runs.ATo; i++)
        {
            long t = times[rows[i]];
            while (low < runs.BTo && Distance.IsFarBefore(times[rows[low]], t, distance))
            {
                low++;
            }
            high = Math.Max(high, low);
            while (high < runs.BTo && !Distance.IsFarBefore(t, times[rows[high]], distance))
            {
                high++;
            }
            count += high - low;
        }
        return count;
    }
}
