namespace Tidemark.Detection.Activation;

/// <summary>An asset that came to a new level, days counted from the first day of the data.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Day">The first day of the new level.</param>
/// <param name="From">The earliest day the likelihood allows at 90 %.</param>
/// <param name="To">The latest.</param>
/// <param name="BeforeRate">Before: posts a day, or share of posts on the subject.</param>
/// <param name="AfterRate">After, in the same unit.</param>
/// <param name="DormantDays">Days without a post right before.</param>
/// <param name="P">The chance of it under the asset's own process, searched as it was.</param>
/// <param name="ExplainedBy">A shared event that accounts for it, or null.</param>
/// <param name="Subject">The words of the new subject, the strongest first; null for a new level.</param>
public sealed record LifeChange(
    int Asset, int Day, int From, int To, double BeforeRate, double AfterRate, int DormantDays, double P, string? ExplainedBy,
    string? Subject = null);

/// <summary>
/// Activation by volume. Claims: from this day on, for 28 days, the asset wrote at least five times what it wrote in its life before, and
/// that is more than its own lumpiness gives anywhere in its life with the stated chance. Does not claim: why. Innocent explanations: a new
/// job, an election, a new app; a step is no instruction.
/// </summary>
/// <remarks>
/// The rule of <see cref="VolumeRule"/> first, then the day by <see cref="LevelFit"/>, then the chance by <see cref="Dispersion"/>, times the
/// number of weeks in which it could have happened (Bonferroni; windows a day apart are nearly the same). After van den Burg and Williams
/// 2020 (arXiv:2003.06222), who show how change-point methods without a model of dispersion fail on real series. O(days²) for an asset that
/// passes the rule, O(days) for the others.
/// </remarks>
internal static class VolumeChanges
{
    private const int Afterglow = 4;

    /// <summary>Days near each other say the same thing so many times over: with it nine intervals in ten hold the truth on known worlds.</summary>
    private const double Alike = 3;

    /// <summary>Looks at one life.</summary>
    /// <param name="lives">All lives.</param>
    /// <param name="asset">The asset.</param>
    /// <param name="counts">Its posts a day.</param>
    /// <param name="dispersion">How lumpy lives are.</param>
    /// <param name="events">Shared events.</param>
    /// <param name="shared">Their days, by <see cref="Shared"/>.</param>
    /// <returns>The change, or null where the rule finds none.</returns>
    public static LifeChange? Find(AssetLives lives, int asset, int[] counts, Dispersion dispersion, IReadOnlyList<SharedEvent> events, bool[] shared)
    {
        int first = lives.First(asset);
        bool newcomer = first >= VolumeRule.Youth;
        int[] starts = VolumeRule.Starts(counts, first, newcomer);
        if (starts.Length == 0)
        {
            return null;
        }
        double[] week = LevelFit.Week(counts, first);
        (int start, int end, double[] likelihood) = new LevelFit(counts, first, week).Best(starts);
        start = Earliest(starts, likelihood, start);
        double before = Mean(counts, first, start);
        if (!VolumeRule.Lasts(counts, new bool[counts.Length], start, VolumeRule.Window, before) || VolumeRule.IsReturn(counts, first, start))
        {
            return null;
        }
        int inside = 0, days = 0, postDays = 0, pastPosts = 0, pastDays = 0, span = VolumeRule.Span(shared, start);
        for (int day = first; day < start + span; day++)
        {
            if (shared[day])
            {
                continue;
            }
            (inside, days, postDays) = day >= start ? (inside + counts[day], days + 1, postDays + (counts[day] > 0 ? 1 : 0)) : (inside, days, postDays);
            (pastPosts, pastDays) = day < start ? (pastPosts + counts[day], pastDays + 1) : (pastPosts, pastDays);
        }
        SharedEvent? reason = null;
        // Without the shared days nothing is left of a rise that was theirs.
        if (days == 0 || !VolumeRule.Lasts(counts, shared, start, span, (double)pastPosts / Math.Max(1, pastDays)) || inside < VolumeRule.LeastRate * days || postDays < VolumeRule.LeastDays * days / VolumeRule.Window
            || (double)inside / days < VolumeRule.Times * pastPosts / Math.Max(1, pastDays))
        {
            // What a user knows explains better than what was found; of several, the longest.
            reason = events.Where(e => e.To + Afterglow >= start && e.From < start + span).OrderByDescending(e => e.Given).ThenByDescending(e => e.To - e.From).FirstOrDefault();
        }
        int weeks = Math.Max(1, (counts.Length - VolumeRule.Window - first - VolumeRule.Youth + 6) / 7);
        double chance = days == 0 ? 1 : dispersion.Chance([(first, start), (start, end), (end, counts.Length)], counts, inside, days, pastPosts, pastDays);
        (int from, int to) = Interval(starts, likelihood, start, Alike * dispersion.Memory);
        int dormant = 0;
        while (start - dormant - 1 >= first && counts[start - dormant - 1] == 0)
        {
            dormant++;
        }
        return new LifeChange(
            asset, start, from, to, before, Mean(counts, start, start + VolumeRule.Window), dormant, Math.Min(1, chance * weeks), reason?.Label);
    }

    /// <summary>
    /// The first of the days of the week before that are a quarter as likely as the best: a level begins softly as often as not, and on
    /// worlds of known truth the best day was late three times as often as early.
    /// </summary>
    private static int Earliest(int[] starts, double[] likelihood, int best)
    {
        const double Quarter = 1.4;
        int at = Array.IndexOf(starts, best);
        for (int i = 0; i < at; i++)
        {
            if (starts[i] >= best - 7 && likelihood[i] >= likelihood[at] - Quarter)
            {
                return starts[i];
            }
        }
        return best;
    }

    /// <summary>The days of shared events, with the day before and four days after: who takes part in one begins early and ends late.</summary>
    public static bool[] Shared(IReadOnlyList<SharedEvent> events, int days)
    {
        bool[] shared = new bool[days];
        foreach (SharedEvent e in events)
        {
            for (int day = Math.Max(0, e.From - 1); day <= Math.Min(days - 1L, (long)e.To + Afterglow); day++)
            {
                shared[day] = true;
            }
        }
        return shared;
    }

    /// <summary>
    /// The shortest run of days around the best one that holds 90 % of the likelihood, which is flattened by what memory takes away
    /// from the independence of days.
    /// </summary>
    public static (int From, int To) Interval(int[] starts, double[] likelihood, int best, double memory)
    {
        const double Nominal = 0.9;
        int at = Array.IndexOf(starts, best);
        double[] weight = Array.ConvertAll(likelihood, l => Math.Exp((l - likelihood[at]) / memory));
        double all = weight.Sum(), held = weight[at];
        (int low, int high) = (at, at);
        while (held < Nominal * all)
        {
            bool down = low > 0 && (high == starts.Length - 1 || weight[low - 1] >= weight[high + 1]);
            held += down ? weight[--low] : weight[++high];
        }
        return (starts[low], starts[high]);
    }

    private static double Mean(int[] counts, int from, int to)
    {
        double sum = 0;
        for (int day = from; day < to; day++)
        {
            sum += counts[day];
        }
        return sum / (to - from);
    }
}
