using Tidemark.Detection.Coordination;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Detection.Coordination;

/// <summary>Runs the detector on synthetic worlds the way the program does by default.</summary>
internal static class WorldRuns
{
    public static CoordinationResult Detect(ShareColumns shares, long windowSeconds, int controlRuns = 0) =>
        CoordinationDetector.Run(
            shares, new CoordinationOptions { Window = windowSeconds * UnixTime.PerSecond, ControlRuns = controlRuns },
            cancel: TestContext.Current.CancellationToken);

    /// <summary>Everybody the contract calls reported: endpoints of kept edges and members of groups.</summary>
    public static HashSet<int> Reported(CoordinationResult result) =>
        [.. result.Edges.A, .. result.Edges.B, .. result.Groups.All.SelectMany(g => g.Accounts)];

    /// <summary>Accounts of the world (by number) among the reported ones (by id in the columns).</summary>
    public static HashSet<int> Numbers(ShareColumns shares, HashSet<int> reported) =>
        [.. reported.Select(id => int.Parse(shares.Accounts.Text(id)["acct-".Length..], System.Globalization.CultureInfo.InvariantCulture))];
}
