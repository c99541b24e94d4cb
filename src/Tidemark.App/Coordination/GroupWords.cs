using System.Globalization;
using Tidemark.Detection.Coordination;
using Tidemark.Detection.Graph;
using Tidemark.Model;
using Tidemark.Publishing.Reports;

namespace Tidemark.App.Coordination;

/// <summary>
/// The innocent explanations of a group with the signs its own figures give for and against each, and what would refute the
/// finding. Signs are descriptions, never tests; where the material cannot tell, it says so.
/// </summary>
internal static class GroupWords
{
    public static IReadOnlyList<InnocentExplanation> Innocent(GroupProfile profile)
    {
        int objects = profile.Objects.Count;
        // By no name: a sentence is read apart from the table that says who, and a quick reader takes "first" for "leader".
        int led = profile.Leads[0].Objects;
        double leaderShare = (double)led / objects;
        return
        [
            new InnocentExplanation(
                "The accounts follow the same source, some with alerts, and repeat it on their own.",
                Some(
                    (profile.OthersFirst >= 0.3, $"On {Percent(profile.OthersFirst)} of the {objects} objects somebody outside the group acted before every member."),
                    (leaderShare >= 0.5, $"One member acted first on {Percent(leaderShare)} of the objects: the others may follow it as readers do.")),
                Some(
                    (profile.OthersFirst < 0.1, $"Nobody outside the group acted before the members on {Percent(1 - profile.OthersFirst)} of the objects."),
                    (leaderShare < 0.5 && profile.Leads.Count > 1, $"{profile.Leads.Count} different members acted first on at least one object; none on more than {Percent(leaderShare)}."))),
            new InnocentExplanation(
                "The objects were breaking news that everybody shared at the same minute.",
                Some(
                    (profile.Exclusive < 0.3, $"{Percent(1 - profile.Exclusive)} of the objects were shared by others too."),
                    (profile.Days <= 2, $"All of it falls on {Figures.Count(profile.Days, "day", "days")}.")),
                Some(
                    (profile.Exclusive >= 0.5, $"{Percent(profile.Exclusive)} of the objects were shared by nobody outside the group."),
                    (profile.Days >= 5, $"It happened on {profile.Days} different days."))),
            new InnocentExplanation(
                "The accounts use a scheduling program that posts at fixed minutes.",
                Some((profile.CommonestMinute >= 0.2,
                    $"{Percent(profile.CommonestMinute)} of the synchronous acts fall on the same minute of the hour (about 2 % by chance).")),
                Some((profile.CommonestMinute < 0.1,
                    $"The acts are spread over the hour: the most frequent minute has {Percent(profile.CommonestMinute)} of them."))),
            new InnocentExplanation(
                "The accounts belong to one house (a newsroom, a campaign, a company) that posts to all of them openly and on purpose.",
                Some((profile.MedianTempoSeconds is <= 5,
                    $"The median gap between two members is {Seconds(profile.MedianTempoSeconds)}: consistent with one program or one person posting to all.")),
                [], "Look at the accounts' own descriptions and at who runs them openly."),
            new InnocentExplanation(
                "A feed or wire service is syndicated automatically by independent sites.",
                Some((profile.Exclusive >= 0.5, "Most of the objects are shared within the group only, as a wire's items would be.")),
                [], "Look for a credit or a common publisher."),
        ];
    }

    public static IReadOnlyList<string> WouldRefute(GroupProfile profile) =>
    [
        "A public common source (a hub, an alert, a mailing, a feed) that the members follow and whose items appear just before their acts.",
        "The same people, openly: accounts of one newsroom, one campaign office, one company.",
        $"More complete material in which many accounts outside the group share these {profile.Objects.Count} objects in the same minutes.",
        "Clocks or collection times in place of the times of posting.",
    ];

    public static string Sentence(GroupProfile profile, string objects, double windowSeconds, double q) => string.Create(CultureInfo.InvariantCulture,
        $"{profile.Group.Accounts.Length:N0} accounts were synchronised on {objects} between " +
        $"{Figures.Day(profile.First)} and {Figures.Day(profile.Last)}: {profile.Observed:N0} co-actions within {Figures.Window(windowSeconds)} " +
        $"where the null models expect at most {Figures.Number(profile.Expected)} (largest q of a pair: {Figures.Probability(profile.Q)}; q of the group: {Figures.Probability(profile.Whole.Q)}). This is consistent with acting on a common " +
                $"signal; it does not show who gave it, or that it was agreed.") + (profile.Whole.Q <= q ? "" : string.Create(CultureInfo.InvariantCulture,
        $" As a whole the group is not borne out at q = {q:R}, its choice accounted for; its pairs should be spoken of, not the group.")) + (profile.Stability.Stable ? "" : string.Create(CultureInfo.InvariantCulture,
        $" The group is not stable: it came out again in only {profile.Stability.Reappeared} of {profile.Stability.Runs} repetitions of the grouping; its pairs should be spoken of, not the group."));

    /// <summary>What can be said of the group as a whole at a rate, with what the figure means.</summary>
    public static GroupWhole Whole(GroupTest test, double q)
    {
        string pairs = Figures.Count(test.Pairs, "kept pair", "kept pairs");
        string risk = string.Create(CultureInfo.InvariantCulture, $"{q * 100:0.######} %");
        string words;
        if (test.Q <= q)
        {
            string some = test.PairsAtLeast == test.Pairs ? $"all {Figures.Count(test.Pairs)} of its kept pairs" : $"at least {Figures.Count(test.PairsAtLeast)} of its {pairs}";
            words = $"As a whole: {some} are synchronised more than the null models explain. The risk that one statement of this kind says too much, about any group, is at most {risk}, although the groups were chosen by looking; for half of the pairs it is {Figures.Probability(test.Q)} (group q).";
        }
        else
        {
            string vouched = test.PairsAtLeast == 0 ? "not even one of them can be vouched for" : $"no more than {Figures.Count(test.PairsAtLeast)} of them can be vouched for together";
            words = $"As a whole this group is not borne out: its pairs were kept at a rate at which some are chance. That at least half of its {pairs} are none can be said of a group chosen by looking only at a risk of {Figures.Probability(test.Q)} (group q); at {risk}, {vouched}. Speak of single pairs, and look for other evidence.";
        }
        return new GroupWhole(test.Q, test.Q <= q, test.Pairs, test.PairsAtLeast, test.AccountsAtLeast, test.AccountsAtLeast == 0 ? words : words + string.Create(CultureInfo.InvariantCulture,
            $" {test.AccountsAtLeast:N0} of its accounts each have a pair in it that would be kept alone under the strictest correction, for all pairs that could have met."));
    }

    /// <summary>How many groups hold as a whole, as a sentence.</summary>
    public static string Hold(IReadOnlyList<GroupTest> tests, double q) => string.Create(CultureInfo.InvariantCulture,
        $"As a whole at group q ≤ {q:R}: {tests.Count(t => t.Q <= q):N0} of {Figures.Count(tests.Count, "group", "groups")}.");

    /// <summary>How firmly the group holds together, for the report and the tables' readers.</summary>
    public static GroupStanding Standing(GroupProfile profile, Func<int, string> account)
    {
        GroupStability s = profile.Stability;
        string[] core = [.. profile.Group.Accounts.Where((_, i) => s.IsCore[i]).Select(account)];
        int fringe = profile.Group.Accounts.Length - core.Length;
        string repeated = string.Create(CultureInfo.InvariantCulture,
            $"in {s.Reappeared} of {s.Runs} repetitions with other random draws and resolutions the same group came out, give or take one account in five");
        // Whether the search or the resolution makes the difference: the second is a choice that can be stated, the first is none.
        GroupStability.AtResolution own = s.ByResolution.FirstOrDefault(r => r.Resolution == new GroupOptions().Resolution);
        string why = own.Reappeared >= GroupStability.StableFrom * own.Runs
            ? string.Create(CultureInfo.InvariantCulture, $"Other draws alone leave it as it is ({own.Reappeared} of {own.Runs}); it changes with the resolution, so where it begins and ends is a choice of the method.")
            : string.Create(CultureInfo.InvariantCulture, $"Even other draws alone change it ({own.Reappeared} of {own.Runs}).");
        string who = core.Length == 0 ? "No account is with the greatest part of it in four of five repetitions: it has no core."
            : fringe == 0 ? "All its accounts are its core: with the greatest part of it in at least four of five repetitions."
            : string.Create(CultureInfo.InvariantCulture,
                $"{core.Length} of its {profile.Group.Accounts.Length} accounts are its core, with the greatest part of it in at least four of five repetitions; the other {fringe} are its fringe and hang on by few pairs.");
        return new GroupStanding(s.Share, s.Runs, s.Stable, core, s.Stable
            ? $"The group is stable: {repeated}. {who}"
            : $"This group is not stable: only {repeated}. {why} Speak of its pairs, not of one group. {who}");
    }

    /// <summary>"12 links", or of several kinds "15 traces (12 links, 3 texts)".</summary>
    /// <param name="kinds">The kind of each object.</param>
    public static string Objects(IReadOnlyList<TraceKind> kinds)
    {
        string[] counts = [.. kinds.CountBy(kind => kind).OrderBy(kind => kind.Key)
            .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Value:N0} {Objects(kind.Key)}"))];
        return counts.Length == 1 ? counts[0] : string.Create(CultureInfo.InvariantCulture, $"{kinds.Count:N0} traces ({string.Join(", ", counts)})");
    }

    private static string Objects(TraceKind kind) => kind switch
    {
        TraceKind.Link => "links",
        TraceKind.Domain => "domains",
        TraceKind.Hashtag => "hashtags",
        TraceKind.Repost => "reposted posts",
        TraceKind.Reply => "answered posts",
        TraceKind.Mention => "mentioned accounts",
        TraceKind.Text => "texts",
        TraceKind.Media => "pictures or videos",
        TraceKind.Sequence => "hashtag sequences",
        TraceKind.Similar => "texts and near-copies of them",
        _ => "objects",
    };

    private static string Percent(double share) => (share * 100).ToString("0", CultureInfo.InvariantCulture) + " %";

    private static string Seconds(double? seconds) => (seconds ?? 0) == 1 ? "1 second" : (seconds ?? 0).ToString("0.#", CultureInfo.InvariantCulture) + " seconds";

    private static IReadOnlyList<string> Some(params (bool Holds, string Sign)[] signs) => [.. signs.Where(s => s.Holds).Select(s => s.Sign)];
}
