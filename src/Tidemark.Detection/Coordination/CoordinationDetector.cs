using Tidemark.Detection.Graph;
using Tidemark.Model;

namespace Tidemark.Detection.Coordination;

/// <summary>Every option that can change what the detector finds.</summary>
public sealed record CoordinationOptions
{
    /// <summary>Two acts at most this far apart (nanoseconds, inclusive) are synchronous.</summary>
    public required long Window { get; init; }

    /// <summary>
    /// An edge needs this many distinct objects. Three: two can be one coincidence seen twice (a story and its follow-up).
    /// </summary>
    public int MinWeight { get; init; } = 3;

    /// <summary>False-discovery rate over all pairs that could have met.</summary>
    public double Q { get; init; } = 0.01;

    /// <summary>Seed of the grouping and of the control run.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many control runs on scrambled times.</summary>
    public int ControlRuns { get; init; } = 1;

    /// <summary>Threads; the result does not depend on it.</summary>
    public int Threads { get; init; } = 2;
}

/// <summary>What one control run kept; anything is a false alarm.</summary>
/// <param name="Seed">Seed of the scrambling.</param>
/// <param name="Candidates">Pairs with the minimum weight by chance.</param>
/// <param name="Edges">Edges kept.</param>
/// <param name="Groups">Groups of them.</param>
/// <param name="Accounts">Accounts with a kept edge.</param>
public sealed record ControlRun(ulong Seed, int Candidates, int Edges, int Groups, int Accounts);

/// <summary>What the detector found in one table of shares.</summary>
public sealed class CoordinationResult
{
    /// <summary>The options it was found with.</summary>
    public required CoordinationOptions Options { get; init; }

    /// <summary>The shares, sorted; rows of evidence are places in it.</summary>
    public required ShareIndex Index { get; init; }

    /// <summary>Pairs with the minimum weight, before any test: what a threshold alone would accuse.</summary>
    public required EdgeColumns Candidates { get; init; }

    /// <summary>What the nulls said of each candidate.</summary>
    public required PairTests Tests { get; init; }

    /// <summary>The kept edges, with expected weight, p and q: both accounts are of one group.</summary>
    public required EdgeColumns Edges { get; init; }

    /// <summary>
    /// Pairs that passed the tests but that no group bears out: they stand alone, hang in a chain, or lead from one group to another. Not kept.
    /// </summary>
    public required EdgeColumns Loose { get; init; }

    /// <summary>The groups the kept edges form.</summary>
    public required Groups Groups { get; init; }

    /// <summary>The same on scrambled times.</summary>
    public required IReadOnlyList<ControlRun> Control { get; init; }
}

/// <summary>
/// Coordination from shares to groups: co-actions, three nulls, false-discovery control, Leiden, and the control run. Never without
/// the last two: an edge that chance may have made accuses innocents. See <see cref="Significance"/> for what is claimed, what is
/// not, and how it fails innocently.
/// </summary>
/// <remarks>
/// An edge is kept only within a group of three or more accounts that has at least as many edges as accounts, so three only if all three pairs passed. What chance leaves over at the false-discovery rate are pairs that
/// stand alone, and two accounts in step have more ordinary explanations than three or more among each other (one person's two
/// accounts, an outlet and its feed). Pairs left out so are counted and can be looked at; they are no finding.
/// </remarks>
public static class CoordinationDetector
{
    /// <summary>Name of the detector in findings.</summary>
    public const string Name = "coordination";

    /// <summary>Version of the definition: raised whenever the same data would give another result.</summary>
    public const string Version = "3";

    /// <summary>Runs the detector. Cost: sorting, twice the sweep (once more for each control run), and the tests.</summary>
    /// <param name="shares">The shares; left as they are.</param>
    /// <param name="options">Window and the rest.</param>
    /// <param name="index">The shares already sorted, or null.</param>
    /// <param name="progress">Told what is being done, and how many of how many; may be null.</param>
    /// <param name="cancel">Stops the run.</param>
    public static CoordinationResult Run(
        ShareColumns shares, CoordinationOptions options, ShareIndex? index = null,
        Action<string, int, int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(shares);
        ArgumentNullException.ThrowIfNull(options);
        index ??= ShareIndex.Build(shares);
        progress?.Invoke("pairs", 0, 0);
        (EdgeColumns candidates, PairTests tests, EdgeColumns edges) = Test(index, options, progress, cancel);
        var control = new List<ControlRun>();
        for (int run = 0; run < options.ControlRuns; run++)
        {
            progress?.Invoke("control run", run, options.ControlRuns);
            ulong seed = SeededRandom.Stream(options.Seed, (ulong)run).Next();
            ShareIndex scrambled = TimeScramble.Of(index, seed);
            (EdgeColumns chance, _, EdgeColumns passed) = Test(scrambled, options, null, cancel);
            // Stricter with ourselves than with others: a pair that stands alone counts as a false alarm here.
            Groups groups = GroupsOf(shares, passed, options.Seed);
            control.Add(new ControlRun(seed, chance.Count, passed.Count, groups.All.Count, passed.A.Concat(passed.B).Distinct().Count()));
        }
        Groups found = GroupsOf(shares, edges, options.Seed);
        ILookup<bool, int> borneOut = Enumerable.Range(0, edges.Count)
            .ToLookup(e => found.GroupOf[edges.A[e]] > 0 && found.GroupOf[edges.A[e]] == found.GroupOf[edges.B[e]]);
        return new CoordinationResult
        {
            Options = options, Index = index, Candidates = candidates, Tests = tests, Groups = found, Control = control,
            Edges = edges.Select([.. borneOut[true]]), Loose = edges.Select([.. borneOut[false]]),
        };
    }

    /// <summary>The groups of some edges; an edge's weight does not matter for who belongs together.</summary>
    public static Groups GroupsOf(ShareColumns shares, EdgeColumns edges, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(shares);
        ArgumentNullException.ThrowIfNull(edges);
        return Groups.Find(shares.Accounts, edges.A, edges.B, [], seed, new GroupOptions { MinimumSize = 3, Closed = true });
    }

    private static (EdgeColumns Candidates, PairTests Tests, EdgeColumns Kept) Test(
        ShareIndex index, CoordinationOptions options, Action<string, int, int>? progress, CancellationToken cancel)
    {
        EdgeColumns candidates = CoActionKernel.Run(
            index, new CoActionOptions(options.Window, options.MinWeight, Threads: options.Threads), cancel);
        PairTests tests = Significance.Test(
            index, candidates, new SignificanceOptions { Window = options.Window, Q = options.Q, Threads = options.Threads },
            done => progress?.Invoke("pairs tested", Math.Min(done, candidates.Count), candidates.Count), cancel);
        return (candidates, tests, candidates.WithTests(tests).Select(tests.Kept));
    }
}
