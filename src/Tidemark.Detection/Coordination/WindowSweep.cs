using Tidemark.Detection.Graph;
using Tidemark.Model;

namespace Tidemark.Detection.Coordination;

/// <summary>Every option that can change what a sweep over windows tells.</summary>
public sealed record WindowSweepOptions
{
    /// <summary>The windows in nanoseconds: five seconds to an hour, in steps of two or three.</summary>
    public IReadOnlyList<long> Windows { get; init; } =
        [.. new long[] { 5, 10, 30, 60, 120, 300, 600, 1800, 3600 }.Select(seconds => seconds * UnixTime.PerSecond)];

    /// <summary>As in <see cref="CoordinationOptions.MinWeight"/>.</summary>
    public int MinWeight { get; init; } = 3;

    /// <summary>As in <see cref="CoordinationOptions.Q"/>; for one window.</summary>
    public double Q { get; init; } = 0.01;

    /// <summary>Seed of everything.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// Members of a planted group. Eight: small enough that a larger group is found more easily, large enough that a share found has a meaning.
    /// </summary>
    public int Members { get; init; } = 8;

    /// <summary>On how many objects they act together.</summary>
    public int Objects { get; init; } = 10;

    /// <summary>How many groups are planted at each window, each alone. 3 × 8 members: the share found has a standard error of at most 0.1.</summary>
    public int Trials { get; init; } = 3;

    /// <summary>
    /// A window with more pairs of shares than this is left out and said to be: some half a minute a pass, and gigabytes of pairs. It can
    /// still be asked for alone.
    /// </summary>
    public long MostPairs { get; init; } = 500_000_000;

    /// <summary>Threads; the result does not depend on it.</summary>
    public int Threads { get; init; } = 2;
}

/// <summary>What one window gives.</summary>
public sealed record SweptWindow
{
    /// <summary>The window in nanoseconds.</summary>
    public required long Window { get; init; }

    /// <summary>Pairs of shares of one object within the window: its price.</summary>
    public required long PairsInWindow { get; init; }

    /// <summary>Whether it was too dear; then all figures below are 0.</summary>
    public bool LeftOut { get; init; }

    /// <summary>Pairs of accounts with the minimum weight, before any test: what a threshold alone would accuse.</summary>
    public int Candidates { get; init; }

    /// <summary>Kept pairs.</summary>
    public int Edges { get; init; }

    /// <summary>Groups.</summary>
    public int Groups { get; init; }

    /// <summary>Accounts with a kept pair.</summary>
    public int Accounts { get; init; }

    /// <summary>Accounts with a kept pair where q is divided by the number of windows tried: what stands if this window is chosen by its result.</summary>
    public int AccountsCorrected { get; init; }

    /// <summary>Pairs with the minimum weight on scrambled times.</summary>
    public int ControlCandidates { get; init; }

    /// <summary>Pairs kept on scrambled times, also those that stand alone; any of them is a false alarm.</summary>
    public int ControlEdges { get; init; }

    /// <summary>Their accounts.</summary>
    public int ControlAccounts { get; init; }

    /// <summary>Members planted in all trials.</summary>
    public int Planted { get; init; }

    /// <summary>How many of them were found: kept together with another member.</summary>
    public int PlantedFound { get; init; }

    /// <summary>In how many trials at least half of the members were found.</summary>
    public int TrialsFound { get; init; }

    /// <summary>Share of the planted members that were found; NaN where none was planted.</summary>
    public double Power => Planted == 0 ? double.NaN : (double)PlantedFound / Planted;
}

/// <summary>What a sweep over windows tells.</summary>
public sealed class WindowSweepResult
{
    /// <summary>The options it was made with; the windows ascending.</summary>
    public required WindowSweepOptions Options { get; init; }

    /// <summary>The windows, ascending.</summary>
    public required IReadOnlyList<SweptWindow> Windows { get; init; }

    /// <summary>On how many objects planted groups acted; fewer than asked where the material has not so many.</summary>
    public required int PlantedObjects { get; init; }

    /// <summary>How finely the clocks of the material read, in nanoseconds.</summary>
    public required long Clock { get; init; }

    /// <summary>How many windows were tried, those left out not counted: what q is divided by if a window is chosen by its result.</summary>
    public int Tried => Windows.Count(w => !w.LeftOut);
}

/// <summary>
/// Help with the choice of a window: the whole detector at each of several windows, with its control run, and with a small group planted into
/// this very material.
/// </summary>
/// <remarks>
/// <para><b>Claims</b>: at this window a group of this kind would have been found with about this probability in this material; on
/// scrambled times so many accounts would have been accused.</para>
/// <para><b>Does not claim</b> which window is right: that follows from how fast the acts are that somebody asks about. The
/// planted group follows the window, so the power says what a window can see, not what is there.</para>
/// <para><b>Fails innocently</b> if it is read for its largest result. q holds for one window chosen beforehand: who looks at k windows and reports
/// the best has up to k times the false alarms. Dividing q by k bounds the rate for whichever window is taken, however they depend on each
/// other: the share of false alarms at the chosen window is at most the sum of the shares at all (Bonferroni; selection among families
/// of tests: Benjamini and Bogomolov 2014, doi 10.1111/rssb.12028). <see cref="SweptWindow.AccountsCorrected"/> holds this.</para>
/// <para><b>Cost</b>: at each window one run, one control run and <see cref="WindowSweepOptions.Trials"/> runs with a planted
/// group: with nine windows and three trials 45 passes where a plain call takes two, so up to some 22 times its time, and measured
/// two to six times that of a whole command, which also reads and writes; wide windows are the dear ones. Memory: a run's, and the rows once more. Windows run one after the other and keep only their figures.</para>
/// </remarks>
public static class WindowSweep
{
    /// <summary>Runs the sweep.</summary>
    /// <param name="shares">The shares; left as they are.</param>
    /// <param name="options">Windows and the rest.</param>
    /// <param name="index">The shares already sorted, or null.</param>
    /// <param name="progress">Told which window of how many begins and what is done with it; may be null.</param>
    /// <param name="cancel">Stops the sweep.</param>
    public static WindowSweepResult Run(
        ShareColumns shares, WindowSweepOptions options, ShareIndex? index = null, Action<long, string, int, int>? progress = null,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(shares);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Trials);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Members, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Objects, 1);
        index ??= ShareIndex.Build(shares);
        long[] windows = [.. options.Windows.Distinct().Order()];
        SweptWindow[] swept = [.. windows.Select(window =>
        {
            long pairs = PairPrice.Of(index, window, hottest: 1).Pairs;
            return new SweptWindow { Window = window, PairsInWindow = pairs, LeftOut = pairs > options.MostPairs };
        })];
        int tried = swept.Count(w => !w.LeftOut);
        PlantedShares? plants = options.Trials > 0 && index.Rows > 0 ? new PlantedShares(shares, index, options.Members, options.Objects) : null;
        int passes = (1 + (plants is null ? 0 : options.Trials)) * tried;
        int pass = 0;
        for (int i = 0; i < swept.Length; i++)
        {
            if (!swept[i].LeftOut)
            {
                swept[i] = One(shares, options, index, swept[i], tried, plants, doing => progress?.Invoke(swept[i].Window, doing, pass++, passes), cancel);
            }
        }
        return new WindowSweepResult
        {
            Options = options with { Windows = windows }, Windows = swept, PlantedObjects = plants?.Objects ?? 0, Clock = ClockResolution.Of(index),
        };
    }

    private static SweptWindow One(
        ShareColumns shares, WindowSweepOptions options, ShareIndex index, SweptWindow priced, int tried, PlantedShares? plants,
        Action<string> begin, CancellationToken cancel)
    {
        var detector = new CoordinationOptions
        {
            Window = priced.Window, MinWeight = options.MinWeight, Q = options.Q, Seed = options.Seed, Threads = options.Threads,
        };
        begin("run and control run");
        CoordinationResult result = CoordinationDetector.Run(shares, detector, index, cancel: cancel);
        ControlRun control = result.Control[0];
        int found = 0;
        int trialsFound = 0;
        for (int trial = 0; trial < options.Trials && plants is not null; trial++)
        {
            begin($"planted group {trial + 1}");
            int members = Found(plants, priced.Window, SeededRandom.Stream(options.Seed, (ulong)trial).Next(), detector, cancel);
            found += members;
            trialsFound += 2 * members >= plants.Members ? 1 : 0;
        }
        return priced with
        {
            Candidates = result.Candidates.Count,
            Edges = result.Edges.Count,
            Groups = result.Groups.All.Count,
            Accounts = Ends(result.Edges).Count(),
            AccountsCorrected = Corrected(shares, result, options.Q / tried),
            ControlCandidates = control.Candidates,
            ControlEdges = control.Edges,
            ControlAccounts = control.Accounts,
            Planted = plants is null ? 0 : options.Trials * plants.Members,
            PlantedFound = found,
            TrialsFound = trialsFound,
        };
    }

    /// <summary>How many planted members are kept together with another one.</summary>
    private static int Found(PlantedShares plants, long window, ulong seed, CoordinationOptions options, CancellationToken cancel)
    {
        CoordinationResult result = CoordinationDetector.Run(plants.With(window, seed), options with { ControlRuns = 0 }, cancel: cancel);
        var found = new HashSet<int>();
        for (int e = 0; e < result.Edges.Count; e++)
        {
            if (result.Edges.A[e] >= plants.FirstAccount && result.Edges.B[e] >= plants.FirstAccount)
            {
                found.Add(result.Edges.A[e]);
                found.Add(result.Edges.B[e]);
            }
        }
        return found.Count;
    }

    /// <summary>Accounts that a stricter rate would keep: the pairs' own q are compared with it, and the groups are found anew.</summary>
    private static int Corrected(ShareColumns shares, CoordinationResult result, double q)
    {
        EdgeColumns passed = result.Candidates.WithTests(result.Tests).Select([.. result.Tests.Kept.Where(e => result.Tests.Q[e] <= q)]);
        Groups groups = CoordinationDetector.GroupsOf(shares, passed, result.Options.Seed);
        return Ends(passed.Select([.. Enumerable.Range(0, passed.Count)
            .Where(e => groups.GroupOf[passed.A[e]] > 0 && groups.GroupOf[passed.A[e]] == groups.GroupOf[passed.B[e]])])).Count();
    }

    private static IEnumerable<int> Ends(EdgeColumns edges) => edges.A.Concat(edges.B).Distinct();
}
