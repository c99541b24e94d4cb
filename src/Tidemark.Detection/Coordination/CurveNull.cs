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
        _mark[a] = _stamp;
        _mark[b] = _stamp;
        LeaveOutSuspectsOf(a);
        LeaveOutSuspectsOf(b);
    }

    private void LeaveOutSuspectsOf(int account)
    {
        foreach (int partner in suspects.Of(account))
        {
            _mark[partner] = _stamp;
            foreach (int next in suspects.Of(partner))
            {
                _mark[next] = _stamp;
            }
        }
    }

    private (int Crowd, int NearA, int NearB) Crowd(in SharedObjects.Runs runs)
    {
        int[] accounts = index.Account;
        long[] times = index.Time;
        int crowd = 0;
        int nearA = 0;
        int nearB = 0;
        int i = runs.AFrom;
        int j = runs.BFrom;
        for (int row = index.ObjectStart[runs.Object]; row < index.ObjectStart[runs.Object + 1]; row++)
        {
            if (_mark[accounts[row]] == _stamp)
            {
                continue;
            }
            crowd++;
            nearA += Near(times[row], ref i, runs.ATo) ? 1 : 0;
            nearB += Near(times[row], ref j, runs.BTo) ? 1 : 0;
        }
        return (crowd, nearA, nearB);
    }

    /// <summary>Whether any of the account's acts, from place i on, lies within the window; times come in ascending order.</summary>
    private bool Near(long time, ref int i, int end)
    {
        while (i < end && Distance.IsFarBefore(index.Time[index.AccountRows[i]], time, window))
        {
            i++;
        }
        return i < end && !Distance.IsFarBefore(time, index.Time[index.AccountRows[i]], window);
    }
}
