namespace Tidemark.Detection.Coordination;

/// <summary>
/// Curve null: given when one account shared the object, the other is as likely to fall into the window as the object's other
/// sharers were. Conditions on each object's own popularity curve (breaking news, storms, the audience of a hub) and on the
/// habits of the one account. The more generous of the two directions counts.
/// </summary>
/// <remarks>
/// A group that is alone on its objects would be its own null and could never be seen, so accounts suspected together with
/// either of the pair, and those suspected together with these, are left out of the crowd; where nobody is left, the pooled
/// rate of objects as popular stands in. One instance a thread.
/// </remarks>
internal sealed class CurveNull(ShareIndex index, PooledRates rates, Suspects suspects, bool[] sources, long window, long tick)
{
    /// <summary>
    /// Weight of the pooled rate, in crowd acts: four, so that a crowd of a dozen speaks for itself and one of two does not.
    /// </summary>
    private const double PriorWeight = 4;

    private readonly int[] _mark = new int[index.Accounts];
    /// <summary>Looking an account's acts up costs about as much as twenty rows of a walk.</summary>
    private const int LookUp = 20;

    private readonly List<int> _left = [];
    private readonly CommonSource _source = new(index, sources, window, tick);
    private readonly List<bool> _taken = [];
    private int _stamp;

    /// <summary>
    /// For each shared object the chance that the pair is synchronous on it; 1 where both took it from a source they have in common.
    /// O(rows of the shared objects).
    /// </summary>
    /// <returns>How many objects were taken from a common source.</returns>
    public int Chances(int a, int b, SharedObjects shared, List<double> chances)
    {
        chances.Clear();
        LeaveOut(a, b);
        int taken = _source.Find(a, b, shared, _taken);
        for (int i = 0; i < shared.Found.Count; i++)
        {
            if (_taken[i])
            {
                chances.Add(1);
                continue;
            }
            SharedObjects.Runs runs = shared.Found[i];
            (int crowd, int nearA, int nearB) = Crowd(runs);
            double pooled = rates.Of(runs.Object);
            double besideA = (nearA + PriorWeight * pooled) / (crowd + PriorWeight);
            double besideB = (nearB + PriorWeight * pooled) / (crowd + PriorWeight);
            chances.Add(Math.Max(RateNull.AtLeastOne(besideA, runs.BCount), RateNull.AtLeastOne(besideB, runs.ACount)));
        }
        return taken;
    }

    private void LeaveOut(int a, int b)
    {
        _stamp++;
        _left.Clear();
        Mark(a);
        Mark(b);
        LeaveOutSuspectsOf(a);
        LeaveOutSuspectsOf(b);
    }

    private void LeaveOutSuspectsOf(int account)
    {
        foreach (int partner in suspects.Of(account))
        {
            Mark(partner);
            foreach (int next in suspects.Of(partner))
            {
                Mark(next);
            }
        }
    }

    private void Mark(int account)
    {
        if (_mark[account] != _stamp)
        {
            _mark[account] = _stamp;
            _left.Add(account);
        }
    }

    /// <summary>
    /// How many acts of others there are, and how many near either account. Only the windows are walked; of an object with many rows
    /// the acts of those left out are looked up, for they are few.
    /// </summary>
    private (int Crowd, int NearA, int NearB) Crowd(in SharedObjects.Runs runs)
    {
        int start = index.ObjectStart[runs.Object];
        int end = index.ObjectStart[runs.Object + 1];
        int crowd = end - start - LeftOut(start, end);
        return (crowd, Near(runs.AFrom, runs.ATo, start, end), Near(runs.BFrom, runs.BTo, start, end));
    }

    private int LeftOut(int start, int end)
    {
        int count = 0;
        if (end - start <= (long)_left.Count * LookUp)
        {
            foreach (int account in index.Account.AsSpan(start, end - start))
            {
                count += _mark[account] == _stamp ? 1 : 0;
            }
            return count;
        }
        foreach (int account in _left)
        {
            ReadOnlySpan<int> rows = index.AccountRows.AsSpan(
                index.AccountStart[account], index.AccountStart[account + 1] - index.AccountStart[account]);
            int at = rows.BinarySearch(start);
            for (at = at < 0 ? ~at : at; at < rows.Length && rows[at] < end; at++)
            {
                count++;
            }
        }
        return count;
    }

    /// <summary>Acts of the crowd within the window of any of an account's acts, each once.</summary>
    private int Near(int from, int to, int start, int end)
    {
        int near = 0;
        int done = start;
        for (int k = from; k < to; k++)
        {
            long time = index.Time[index.AccountRows[k]];
            for (int row = FirstWithin(done, end, time); row < end && !Distance.IsFarBefore(time, index.Time[row], window); row++)
            {
                near += _mark[index.Account[row]] != _stamp ? 1 : 0;
                done = row + 1;
            }
        }
        return near;
    }

    private int FirstWithin(int from, int to, long time)
    {
        while (from < to)
        {
            int middle = from + (to - from) / 2;
            if (Distance.IsFarBefore(index.Time[middle], time, window))
            {
                from = middle + 1;
            }
            else
            {
                to = middle;
            }
        }
        return from;
    }
}
