using Tidemark.Detection.Coordination;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Detection.Coordination;

/// <summary>Runs the detector on synthetic worlds the way the program does by default.</summary>
internal static class WorldRuns
{
    public static (EdgeColumns Candidates, PairTests Tests, HashSet<int> Reported) Detect(ShareColumns shares, long windowSeconds)
    {
        ShareIndex index = ShareIndex.Build(shares);
        long window = windowSeconds * UnixTime.PerSecond;
        EdgeColumns candidates = CoActionKernel.Run(index, new CoActionOptions(window, MinWeight: 3));
        PairTests tests = Significance.Test(
            index, candidates, new SignificanceOptions { Window = window }, cancel: TestContext.Current.CancellationToken);
        return (candidates, tests, [.. tests.Kept.SelectMany(e => new[] { candidates.A[e], candidates.B[e] })]);
    }

    /// <summary>Accounts of the world (by number) among the reported ones (by id in the columns).</summary>
    public static HashSet<int> Numbers(ShareColumns shares, HashSet<int> reported) =>
        [.. reported.Select(id => int.Parse(shares.Accounts.Text(id)["acct-".Length..], System.Globalization.CultureInfo.InvariantCulture))];
}
