using System.Diagnostics;
using System.Globalization;
using System.Text;
using Tidemark.Detection.Activation;
using Tidemark.Detection.Worlds;
using Tidemark.Evidence.Sources;
using Tidemark.Model;

namespace Tidemark.Bench;

/// <summary>Whole worlds of 485 assets, one a seed: what is found in time, what is said of the innocent, what it costs.</summary>
internal static class ActivationBench
{
    private static readonly LifeKind[] Ordinary = [LifeKind.Steady, LifeKind.Weekly, LifeKind.Scheduled, LifeKind.Ending, LifeKind.Asleep];

    public static int Run(ulong first, ulong last)
    {
        Console.WriteLine("| seed | posts | CPU s | woken ≤ 3 d | interval holds | retasked ≤ 5 d | ordinary | holiday | bursty | newcomers | right of changed | group: days off, members, others | other groups |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (ulong seed = first; seed <= last; seed++)
        {
            One(seed);
        }
        return 0;
    }

    private static void One(ulong seed)
    {
        ActivationWorld world = ActivationWorld.Of(seed);
        var into = new PostCollector();
        foreach (LifePost post in world.Posts)
        {
            into.Add(
                Encoding.UTF8.GetBytes(post.Asset), Encoding.UTF8.GetBytes(into.Count.ToString(CultureInfo.InvariantCulture)),
                post.Seconds * UnixTime.PerSecond, Encoding.UTF8.GetBytes(post.Text), default, default);
        }
        PostColumns posts = into.ToColumns();
        using var self = Process.GetCurrentProcess();
        TimeSpan before = self.TotalProcessorTime;
        ActivationResult result = ActivationDetector.Run(posts, new ActivationOptions([]));
        self.Refresh();
        double seconds = (self.TotalProcessorTime - before).TotalSeconds;
        int off = result.Lives.FirstDay - ActivationWorld.Date(0);
        Dictionary<string, LifeTruth> truth = world.Truth.ToDictionary(t => t.Asset);
        LifeTruth Of(int asset) => truth[posts.Accounts.Text(asset)];
        AssetChange[] reported = [.. result.Changes.Where(change => change.Q <= 0.05 && change.Change.ExplainedBy is null)];
        bool Right(AssetChange change, LifeTruth life) => life.Kind switch
        {
            LifeKind.Woken or LifeKind.Group => change.Kind == "volume" && Math.Abs(change.Change.Day + off - life.Day) <= 3,
            LifeKind.Retasked => change.Kind == "topic" && Math.Abs(change.Change.Day + off - life.Day) <= 5,
            _ => false,
        };
        string Found(LifeKind kind)
        {
            int found = reported.Where(change => Of(change.Change.Asset).Kind == kind && Right(change, Of(change.Change.Asset))).Select(change => change.Change.Asset).Distinct().Count();
            return $"{found} of {world.Truth.Count(t => t.Kind == kind)}";
        }
        string Accused(params LifeKind[] kinds) =>
            $"{reported.Where(change => kinds.Contains(Of(change.Change.Asset).Kind)).Select(change => change.Change.Asset).Distinct().Count()} of {world.Truth.Count(t => kinds.Contains(t.Kind))}";
        AssetChange[] woken = [.. reported.Where(change => change.Kind == "volume" && Of(change.Change.Asset).Kind is LifeKind.Woken or LifeKind.Group)];
        int held = woken.Count(change => change.Change.From + off <= Of(change.Change.Asset).Day && change.Change.To + off >= Of(change.Change.Asset).Day);
        AssetChange[] changed = [.. reported.Where(change => Of(change.Change.Asset).Kind is LifeKind.Woken or LifeKind.Group or LifeKind.Retasked)];
        StartGroup? group = result.Groups.FirstOrDefault(g => Math.Abs(g.Day + off - world.GroupDay) <= 2);
        int members = group?.Members.Count(member => Of(member.Asset).Kind == LifeKind.Group) ?? 0;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {seed} | {posts.Count:N0} | {seconds:0.0} | {Found(LifeKind.Woken)} | {held} of {woken.Length} | {Found(LifeKind.Retasked)} | {Accused(Ordinary)} | {Accused(LifeKind.Holiday)} | {Accused(LifeKind.Bursty)} | {Accused(LifeKind.Newcomer)} | {changed.Count(change => Right(change, Of(change.Change.Asset)))} of {changed.Length} | {(group is null ? "not found" : $"{group.Day + off - world.GroupDay}, {members} of {world.Truth.Count(t => t.Kind == LifeKind.Group)}, {group.Members.Count - members}")} | {result.Groups.Count - (group is null ? 0 : 1)} |"));
    }
}
