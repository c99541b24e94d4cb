using Tidemark.Detection.Coordination;
using Tidemark.Model;

namespace Tidemark.Tests.House;

/// <summary>The example of the package's README. PackageTests compares the two line by line and runs this one.</summary>
internal static class PackageExample
{
    public static void Run(IEnumerable<(string Account, string Link, DateTimeOffset Time)> posts, TextWriter to)
    {
        // The example begins.
        ShareColumns shares = ShareColumns.Of(posts);
        CoordinationResult result = CoordinationDetector.Run(shares, new CoordinationOptions { Window = 60 * UnixTime.PerSecond, Q = 0.01, Seed = 1 });
        for (int e = 0; e < result.Edges.Count; e++)
        {
            (string a, string b) = (shares.Accounts.Text(result.Edges.A[e]), shares.Accounts.Text(result.Edges.B[e]));
            to.WriteLine($"{a} and {b}: {result.Edges.Weight[e]} links, p {result.Edges.P![e]:0.0e+0}, q {result.Edges.Q![e]:0.0e+0}");
        }
        foreach (GroupProfile group in GroupProfile.Of(result))
        {
            string members = string.Join(", ", group.Group.Accounts.Select(shares.Accounts.Text));
            to.WriteLine($"group {group.Group.Number}: {members}; {(group.Stability.Stable ? "stable" : "not stable")}");
        }
        to.WriteLine($"kept with the timing destroyed: {result.Control[0].Edges} pairs");
        // The example ends.
    }
}
