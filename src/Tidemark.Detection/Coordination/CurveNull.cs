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
internal sealed class CurveNull(ShareIndex index, PooledRates rates, SuspectActs suspects, FoundSources sources, long window, long tick)
{
    /// <summary>
    /// Weight of the pooled rate, in crowd acts: four, so that a crowd of a dozen speaks for itself and one of two does not.
    /// </summary>
    private const double PriorWeight = 4;

    private readonly int[] _mark = new int[suspects.Count];
    private readonly CommonSource _source = new(index, sources, window, tick);
    private readonly List<bool> _taken = [];
    private readonly int[] _leftOut = new int[suspects.Row.Length];
    private readonly int[] _leftStamp = new int[suspects.Row.Length];
    private (int[]? A, int[]? B) _marked;
    private int _stamp;

    /// <summary>
    /// For each shared object the chance that the pair is synchronous on it; 1 where both took it from a source they have in common.
    /// O(acts of suspects on the shared objects).
    /// </summary>
    /// <returns>How many objects were taken from a common source.</returns>
    public int Chances(int a, int b, SharedObjects shared, List<double> chances)
    {
        chances.Clear();
        LeaveOut(a, b);
        int taken = _source.Find(a, b, shared, _taken);
        for (int i = 0; i < shared.Found.Length; i++)
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
        int[]? ours = suspects.Circle(a);
        int[]? theirs = suspects.Circle(b);
        if (ours is not null && ours == _marked.A && theirs == _marked.B)
        {
            return;
        }
        _marked = (ours, theirs);
        _stamp++;
        Mark(a, ours);
        if (ours is null || ours != theirs)
        {
            Mark(b, theirs);
        }
    }

    private void Mark(int account, int[]? circle)
    {
        if (circle is null)
        {
            suspects.Walk(account, number => _mark[number] = _stamp);
            return;
        }
        foreach (int number in circle)
        {
            _mark[number] = _stamp;
        }
    }

    /// <summary>How many acts of others there are, and how many near either account: all rows less those of the ones left out.</summary>
    private (int Crowd, int NearA, int NearB) Crowd(in SharedObjects.Runs runs)
    {
        int rows = index.ObjectStart[runs.Object + 1] - index.ObjectStart[runs.Object];
        int first = suspects.First(runs.Object);
        int end = suspects.First(runs.Object + 1);
        // The accounts of a group mostly have one circle, and pair after pair leaves the same acts out.
        if (_leftStamp[first] != _stamp)
        {
            _leftStamp[first] = _stamp;
            _leftOut[first] = LeftOut(first, end);
        }
        return (rows - _leftOut[first], Near(runs.Object, runs.AFrom, runs.ATo, first, end), Near(runs.Object, runs.BFrom, runs.BTo, first, end));
    }

    private int LeftOut(int first, int end)
    {
        int count = 0;
        foreach (int who in suspects.Who.AsSpan(first, end - first))
        {
            count += _mark[who] == _stamp ? 1 : 0;
        }
        return count;
    }

    /// <summary>Acts of the crowd within the window of any of an account's acts on an object, each once.</summary>
    private int Near(int item, int from, int to, int act, int lastAct)
    {
        int near = 0;
        int done = index.ObjectStart[item];
        int end = index.ObjectStart[item + 1];
        for (int k = from; k < to; k++)
        {
            int row = index.AccountRows[k];
            int first = row < done ? done : TimeSpans.First(index.Time, done, row, window);
            int after = TimeSpans.After(index.Time, Math.Max(row, done), end, index.Time[row], window);
            if (after > first)
            {
                near += after - first;
                done = after;
                while (act < lastAct && suspects.Row[act] < first)
                {
                    act++;
                }
                for (; act < lastAct && suspects.Row[act] < after; act++)
                {
                    near -= _mark[suspects.Who[act]] == _stamp ? 1 : 0;
                }
            }
        }
        return near;
    }
}
