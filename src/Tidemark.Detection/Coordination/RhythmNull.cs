namespace Tidemark.Detection.Coordination;

/// <summary>
/// Rhythm null: keeps when each account acts and shuffles what it shares. Two accounts that are at their desks in the same
/// ten minutes, or whose schedulers fire on the hour, act close together whatever they share; the chance of that is measured
/// on their acts on <em>different</em> objects, so a pair that acts in step on the same objects does not estimate its own null.
/// Conditions on acts within a day of each other.
/// </summary>
internal sealed class RhythmNull
{
    /// <summary>Weight of the prior chance, in pairs of acts: two, so that a dozen measured pairs outweigh it.</summary>
    private const double PriorWeight = 2;

    /// <summary>Half a minute: what a clock to the minute can add to the distance of two acts.</summary>
    private const double ClockSlack = 30e9;

    private readonly ShareIndex _index;
    private readonly long _window;
    private readonly long _horizon;
    private readonly long[]?[] _times;
    private readonly double _prior;

    public RhythmNull(ShareIndex index, long window, long horizon)
    {
        _index = index;
        _window = window;
        _horizon = Math.Max(horizon, window);
        _times = new long[index.Accounts][];
        _prior = Math.Min(1, (window + ClockSlack) / _horizon);
    }

    /// <summary>Prepares an account: its times in order. Not safe for concurrent callers.</summary>
    public void Prepare(int account)
    {
        if (_times[account] is null)
        {
            int start = _index.AccountStart[account];
            long[] times = new long[_index.AccountStart[account + 1] - start];
            for (int i = 0; i < times.Length; i++)
            {
                times[i] = _index.Time[_index.AccountRows[start + i]];
            }
            Array.Sort(times);
            _times[account] = times;
        }
    }

    /// <summary>
    /// How many shared objects were acted on within the horizon, and the chance that any one of them is synchronous if only the
    /// two rhythms count. O(rows of b), and of a where it is not the a of the call before.
    /// </summary>
    public (int Trials, double Chance) Of(int a, int b, SharedObjects shared, TimeRanks ranks)
    {
        long sameNear = 0;
        long sameAll = 0;
        int trials = 0;
        foreach (ref readonly SharedObjects.Runs runs in shared.Found)
        {
            long within = shared.Within(runs, _horizon);
            if (within > 0)
            {
                trials++;
                sameAll += within;
                sameNear += shared.Within(runs, _window);
            }
        }
        ranks.Set(_times[a]!);
        long near = -sameNear;
        long all = -sameAll;
        foreach (long time in _times[b]!)
        {
            near += ranks.Near(time, _window);
            all += ranks.Near(time, _horizon);
        }
        return (trials, (near + PriorWeight * _prior) / (all + PriorWeight));
    }
}
