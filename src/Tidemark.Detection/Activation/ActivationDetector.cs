using System.Globalization;
using Tidemark.Detection.Coordination;
using Tidemark.Model;

namespace Tidemark.Detection.Activation;

/// <summary>A change of an asset, dated.</summary>
public sealed record AssetChange(string Kind, LifeChange Change, double Q);

/// <summary>What a run was asked.</summary>
/// <param name="Events">Days a user gives, as days since 1970: first, last, label.</param>
/// <param name="Q">False-discovery rate of what is reported.</param>
/// <param name="Seed">Seed of the permutations.</param>
public sealed record ActivationOptions(IReadOnlyList<(int From, int To, string Label)> Events, double Q = 0.05, ulong Seed = 1);

/// <summary>What a run found; days counted from the first day of the data.</summary>
public sealed record ActivationResult(
    AssetLives Lives, IReadOnlyList<AssetChange> Changes, IReadOnlyList<int> Newcomers, IReadOnlyList<StartGroup> Groups,
    IReadOnlyList<AssetState> States, IReadOnlyList<SharedEvent> Events, double Memory, int VolumeTests, int TopicTests);

/// <summary>
/// Lives of assets: who came to a new level of posting or to a new subject, when, and who did so together. A pure function of posts,
/// options and seed.
/// </summary>
public static class ActivationDetector
{
    /// <summary>What findings say they were found by.</summary>
    public const string Name = "activation";

    /// <summary>Version of the definition.</summary>
    public const string Version = "1";

    /// <summary>A change likelier than this under the asset's own process is counted among the tests, and not listed.</summary>
    private const double MostChance = 0.05;

    /// <summary>Looks at all lives.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static ActivationResult Run(PostColumns posts, ActivationOptions options, CancellationToken cancel = default)
    {
        AssetLives lives = AssetLives.Of(posts);
        List<SharedEvent> events = EventFinder.Find(lives, day => Date(lives.FirstDay + day), out double[] pull);
        events.AddRange(options.Events.Select(e => new SharedEvent(e.From - lives.FirstDay, e.To - lives.FirstDay, e.Label, Given: true)));
        Dispersion dispersion = Dispersion.Of(lives);
        var volume = new List<LifeChange>();
        var starts = new List<Start>();
        var newcomers = new List<int>();
        int[] counts = new int[lives.Days];
        bool[] shared = VolumeChanges.Shared(events, lives.Days);
        int tested = 0;
        for (int asset = 0; asset < lives.Assets; asset++)
        {
            cancel.ThrowIfCancellationRequested();
            if (lives.First(asset) >= VolumeRule.Youth)
            {
                newcomers.Add(asset);
            }
            GroupScan.AddStarts(lives, asset, starts);
            if (lives.First(asset) + VolumeRule.Youth + VolumeRule.Window > lives.Days)
            {
                continue;
            }
            tested++;
            // Too few posts for any 28 days to reach one a day.
            if (lives.Posts(asset) < VolumeRule.Window * VolumeRule.LeastRate)
            {
                continue;
            }
            lives.Expand(asset, counts);
            if (VolumeChanges.Find(lives, asset, counts, dispersion, events, shared) is { } change)
            {
                volume.Add(change);
            }
        }
        (List<LifeChange> subjects, int read) = Subjects(posts, lives, options.Seed, cancel);
        double[] q = FalseDiscovery.QValues([.. volume.Select(change => change.P)], Math.Max(tested, volume.Count));
        List<AssetChange> changes = [.. volume.Select((change, i) => new AssetChange("volume", change, q[i]))];
        double[] topicQ = FalseDiscovery.QValues([.. subjects.Select(change => change.P)], Math.Max(read, subjects.Count));
        changes.AddRange(subjects.Select((change, i) => new AssetChange("topic", change, topicQ[i])));
        // What the asset's own ups and downs give every now and then is no line; what an event explains is one, with the explanation.
        changes.RemoveAll(change => change.Change.P > MostChance && change.Change.ExplainedBy is null);
        // A start that the silence does not show, but the level does, belongs to a group as well.
        foreach (AssetChange change in changes.Where(change => change.Kind == "volume" && change.Q <= options.Q && change.Change.ExplainedBy is null))
        {
            if (!starts.Any(start => start.Asset == change.Change.Asset && Math.Abs(start.Day - change.Change.Day) <= 3))
            {
                starts.Add(new Start(change.Change.Asset, change.Change.Day, 2));
            }
        }
        List<StartGroup> groups = GroupScan.Find("start", starts, pull, events, options.Q);
        groups.AddRange(GroupScan.Find(
            "topic", [.. changes.Where(change => change.Kind == "topic" && change.Q <= options.Q && change.Change.ExplainedBy is null).Select(change => new Start(change.Change.Asset, change.Change.Day, 0))],
            pull, events, options.Q));
        ILookup<int, (string, int)> reported = changes.Where(change => change.Q <= options.Q && change.Change.ExplainedBy is null)
            .ToLookup(change => change.Change.Asset, change => (change.Kind, change.Change.Day));
        return new ActivationResult(lives, changes, newcomers, groups, AssetStates.Of(lives, reported), events, dispersion.Memory, tested, read);
    }

    private static (List<LifeChange> Found, int Tested) Subjects(PostColumns posts, AssetLives lives, ulong seed, CancellationToken cancel)
    {
        SubjectChanges subjects = SubjectChanges.Of(posts, lives, seed);
        int[] able = [.. Enumerable.Range(0, lives.Assets).Where(subjects.CanTest)];
        var found = new LifeChange?[able.Length];
        Parallel.For(0, able.Length, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = 2 }, i => found[i] = subjects.Find(able[i], lives));
        return ([.. found.OfType<LifeChange>()], able.Length);
    }

    /// <summary>A day since 1970 as it is written.</summary>
    public static string Date(int day) => DateOnly.FromDayNumber(719_162 + day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
