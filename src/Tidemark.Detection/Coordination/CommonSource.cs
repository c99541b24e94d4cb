namespace Tidemark.Detection.Coordination;

/// <summary>
/// What a pair took from a source before them: that two followers with alerts switched on react to it within seconds of each other says
/// something about the source's speed and nothing about the two, so such objects count as certain to be synchronous. The source may be
/// one of the two.
/// </summary>
/// <remarks>
/// <para>Innocent explanation it stands for: followers of one hub, readers of one wire, members of one channel. What it costs: a
/// group whose members do nothing but repeat one leader, each after a delay of its own, is taken for the leader's audience, which
/// no list of shares can tell apart. A program that works through accounts in a fixed order leaves delays that hardly vary; people's
/// reaction times vary by a multiple; so even delays, and delays no human has, are not explained this way.</para>
/// <para>Cost: O(rows of the shared objects within reach before the pair's acts). One instance a thread.</para>
/// </remarks>
internal sealed class CommonSource(ShareIndex index, FoundSources sources, long window, long tick)
{
    /// <summary>A reaction later than five windows after the source leaves two followers little chance to be synchronous by it.</summary>
    private const int Reach = 5;

    /// <summary>Fewer delays cannot be said to be even.</summary>
    private const int FewestDelays = 4;

    /// <summary>
    /// Upper over lower quartile of the delays. People's delays spread by a factor of two and more (log-normal, sigma 0.5 or more);
    /// a program with a fixed pause and some jitter stays below this for all but neighbours in its list.
    /// </summary>
    private const double LeastSpread = 1.5;

    /// <summary>Nobody sees a post, decides and posts in three seconds, three times out of four: that is a program.</summary>
    private const long Inhuman = 3_000_000_000;

    private readonly long _reach = ReachOf(window);
    private readonly List<long> _delays = [];

    /// <summary>How long after a source an act still counts as a reaction to it.</summary>
    public static long ReachOf(long window) => window > long.MaxValue / Reach ? long.MaxValue : window * Reach;

    /// <summary>Marks the shared objects that the pair took from a source.</summary>
    /// <param name="a">One account.</param>
    /// <param name="b">The other.</param>
    /// <param name="shared">Their shared objects.</param>
    /// <param name="taken">One entry a shared object: whether it was taken from a source.</param>
    /// <returns>How many were.</returns>
    public int Find(int a, int b, SharedObjects shared, List<bool> taken)
    {
        taken.Clear();
        _delays.Clear();
        int found = 0;
        foreach (ref readonly SharedObjects.Runs runs in shared.Found)
        {
            long delay = sources.ActedOn(runs.Object) ? Delay(a, b, runs) : -1;
            taken.Add(delay >= 0);
            if (delay >= 0)
            {
                found++;
                _delays.Add(delay);
            }
        }
        if (found > 0 && Mechanical())
        {
            taken.Clear();
            taken.AddRange(Enumerable.Repeat(false, shared.Found.Length));
            return 0;
        }
        return found;
    }

    /// <summary>How long after a source the pair acted on an object, or the one after the other; -1 if there was no source.</summary>
    private long Delay(int a, int b, in SharedObjects.Runs runs)
    {
        int ourRow = index.AccountRows[runs.AFrom];
        int theirRow = index.AccountRows[runs.BFrom];
        long ours = index.Time[ourRow];
        long theirs = index.Time[theirRow];
        long first = Math.Min(ours, theirs);
        long last = Math.Max(ours, theirs);
        // At the same tick a source was there before its audience.
        if (!Distance.IsFarBefore(first, last, _reach) && ((sources.Is(a) && ours <= theirs) || (sources.Is(b) && theirs <= ours)))
        {
            return last - first;
        }
        int start = TimeSpans.First(index.Time, index.ObjectStart[runs.Object], Math.Min(ourRow, theirRow), _reach);
        for (int row = start; row < index.ObjectStart[runs.Object + 1] && index.Time[row] <= first; row++)
        {
            int account = index.Account[row];
            if (sources.Is(account) && account != a && account != b)
            {
                return first - index.Time[row];
            }
        }
        return -1;
    }

    private bool Mechanical()
    {
        if (_delays.Count < FewestDelays)
        {
            return false;
        }
        _delays.Sort();
        long low = _delays[_delays.Count / 4];
        long high = _delays[_delays.Count * 3 / 4];
        if (high <= Inhuman && tick <= Inhuman / 3)
        {
            return true;
        }
        // Delays of a few ticks of the clock cannot be seen to vary; then the innocent reading stands.
        return high < LeastSpread * low && low > 2 * tick;
    }
}
