namespace Tidemark.Detection.Coordination;

/// <summary>
/// The accounts that suspected ones follow: where they act in company, they act first. Hubs, wires, channels. Being one is no finding;
/// it explains why others act together.
/// </summary>
/// <remarks>
/// Measured on objects on which accounts suspected together were synchronous, among those of them that act within reach before or after an
/// account. Two signs, either is enough: it stands before nearly all of them (mean place), or it is the very first far too often
/// (a hub that follows other hubs as well). Members of a group that take turns stand in the middle, with a variance of
/// (n + 2) / 12n an object among n others, and are first once in n + 1. Companies of more than <see cref="News"/> are left out: in the
/// middle of the news being early is luck. O(rows of such objects × company).
/// </remarks>
internal static class Sources
{
    /// <summary>Larger companies are news, not an audience.</summary>
    private const int News = 64;

    /// <summary>Fewer objects say nothing about who leads.</summary>
    private const int Fewest = 6;

    /// <summary>Whoever stands further back is a quick member of a group, not its source.</summary>
    private const double LeastShare = 0.8;

    /// <summary>Whoever is the very first of its company in fewer than two of five cases is a quick member of a group, too.</summary>
    private const double LeastFirst = 0.4;

    /// <summary>A source is the very first three times as often as taking turns would give. In companies of two or three that cannot be told.</summary>
    private const double FirstLift = 3;

    /// <summary>Standard deviations above one half; every account is tested, so 3.5 (1 in 4,000).</summary>
    private const double Deviations = 3.5;

    /// <summary>For each account whether it is one.</summary>
    /// <param name="index">All shares.</param>
    /// <param name="acts">The acts of all who can be suspected.</param>
    /// <param name="suspects">Who is suspected together with whom.</param>
    /// <param name="window">Two acts at most this far apart are synchronous, nanoseconds.</param>
    /// <param name="reach">How soon after it others must act to have followed it, nanoseconds.</param>
    public static bool[] Of(ShareIndex index, SuspectActs acts, Suspects suspects, long window, long reach)
    {
        var tallies = new Tally[index.Accounts];
        int[] on = new int[index.Accounts];
        int[] place = new int[index.Accounts];
        var first = new List<(long Time, int Account, bool Suspect)>();
        var suspected = new List<(long Time, int Account, bool Suspect)>();
        for (int o = 0; o < index.Objects; o++)
        {
            ReadOnlySpan<int> rows = acts.Rows(o);
            if (index.ObjectStart[o + 1] - index.ObjectStart[o] < 3 || rows.Length < 2)
            {
                continue;
            }
            suspected.Clear();
            foreach (int row in rows)
            {
                int account = index.Account[row];
                if (on[account] != o + 1 && suspects.Of(account).Length > 0)
                {
                    on[account] = o + 1;
                    place[account] = suspected.Count;
                    suspected.Add((index.Time[row], account, false));
                }
            }
            if (Together(suspected, suspects, window, o + 1, on, place) >= 2)
            {
                FirstActs(index, o, suspected, first, on);
                Count(first, reach, tallies);
            }
        }
        bool[] sources = new bool[index.Accounts];
        for (int a = 0; a < sources.Length; a++)
        {
            sources[a] = tallies[a].IsSource;
        }
        return sources;
    }

    /// <summary>Marks the suspects that were synchronous with a partner; returns how many.</summary>
    private static int Together(
        List<(long Time, int Account, bool Suspect)> suspected, Suspects suspects, long window, int stamp, int[] on, int[] place)
    {
        int together = 0;
        int low = 0;
        int high = 0;
        for (int i = 0; i < suspected.Count; i++)
        {
            (long at, int account, _) = suspected[i];
            while (Distance.IsFarBefore(suspected[low].Time, at, window))
            {
                low++;
            }
            high = Math.Max(high, i);
            while (high < suspected.Count && !Distance.IsFarBefore(at, suspected[high].Time, window))
            {
                high++;
            }
            ReadOnlySpan<int> partners = suspects.Of(account);
            bool suspect = false;
            // Whoever is fewer is walked: those who acted then, or the partners.
            if (high - low - 1 < partners.Length)
            {
                for (int k = low; k < high && !suspect; k++)
                {
                    suspect = k != i && partners.BinarySearch(suspected[k].Account) >= 0;
                }
            }
            else
            {
                for (int k = 0; k < partners.Length && !suspect; k++)
                {
                    suspect = on[partners[k]] == stamp && Near(at, suspected[place[partners[k]]].Time, window);
                }
            }
            suspected[i] = (at, account, suspect);
            together += suspect ? 1 : 0;
        }
        return together;
    }

    /// <summary>The first act of every account on an object, in order of time, with the marks of the suspects.</summary>
    private static void FirstActs(
        ShareIndex index, int item, List<(long Time, int Account, bool Suspect)> suspected, List<(long Time, int Account, bool Suspect)> first, int[] on)
    {
        first.Clear();
        int next = 0;
        for (int row = index.ObjectStart[item]; row < index.ObjectStart[item + 1]; row++)
        {
            int account = index.Account[row];
            // Suspects stand in the same order here and there.
            if (next < suspected.Count && suspected[next].Account == account)
            {
                first.Add(suspected[next++]);
            }
            else if (on[account] != item + 1)
            {
                on[account] = item + 1;
                first.Add((index.Time[row], account, false));
            }
        }
    }

    private static bool Near(long x, long y, long window) => !Distance.IsFarBefore(Math.Min(x, y), Math.Max(x, y), window);

    private static void Count(List<(long Time, int Account, bool Suspect)> first, long reach, Tally[] tallies)
    {
        int low = 0;
        int high = 0;
        for (int i = 0; i < first.Count; i++)
        {
            long at = first[i].Time;
            while (Distance.IsFarBefore(first[low].Time, at, reach))
            {
                low++;
            }
            high = Math.Max(high, i);
            while (high < first.Count && !Distance.IsFarBefore(at, first[high].Time, reach))
            {
                high++;
            }
            if (high - low > News)
            {
                continue;
            }
            int before = 0;
            int after = 0;
            int tied = 0;
            for (int k = low; k < high; k++)
            {
                if (first[k].Suspect && k != i)
                {
                    before += first[k].Time < at ? 1 : 0;
                    after += first[k].Time > at ? 1 : 0;
                    tied += first[k].Time == at ? 1 : 0;
                }
            }
            if (before + tied + after > 0)
            {
                tallies[first[i].Account].Add(before, tied, after);
            }
        }
    }

    private struct Tally
    {
        private int _objects;
        private double _lead;
        private double _variance;
        private int _first;
        private double _firstExpected;
        private double _firstVariance;

        public readonly bool IsSource => _objects >= Fewest
            && ((_lead >= LeastShare * _objects && _lead - 0.5 * _objects >= Deviations * Math.Sqrt(_variance))
                || (_first >= Math.Max(LeastFirst * _objects, FirstLift * _firstExpected)
                    && _first - _firstExpected >= Deviations * Math.Sqrt(_firstVariance)));

        public void Add(int before, int tied, int after)
        {
            double others = before + tied + after;
            _objects++;
            // Who acts at the same tick stands half before: a clock to the minute must not turn half a minute into a lead.
            _lead += (after + 0.5 * tied) / others;
            _variance += (others + 2) / (12 * others);
            _first += before + tied == 0 ? 1 : 0;
            double chance = 1 / (others + 1);
            _firstExpected += chance;
            _firstVariance += chance * (1 - chance);
        }
    }
}
