using System.Diagnostics;
using System.Globalization;
using System.Text;
using Tidemark.Detection.Issues;
using Tidemark.Detection.Worlds;

namespace Tidemark.Bench;

/// <summary>
/// How often a planted issue is found and reported, and how often one is reported where none was planted, over seeded worlds of
/// several kinds: few and many assets, weak and strong pushing, one issue and three.
/// </summary>
internal static class IssueWorldsBench
{
    private sealed record Kind(string Name, int Assets, int Campaigns, double Push, double Participation);

    private static readonly Kind[] Kinds =
    [
        new("one issue in a tenth of the posts of 8 in 10 assets", 50, 1, 0.10, 0.8),
        new("one issue in 5 % of the posts of half of the assets", 50, 1, 0.05, 0.5),
        new("one issue, 20 assets, 5 % of the posts of 7 in 10", 20, 1, 0.05, 0.7),
        new("one issue, 120 assets, 3 % of the posts of 4 in 10", 120, 1, 0.03, 0.4),
        new("three issues together in 6 % of the posts of 6 in 10", 80, 3, 0.06, 0.6),
        new("innocent, 20 assets", 20, 0, 0, 0),
        new("innocent, 50 assets", 50, 0, 0, 0),
        new("innocent, 120 assets", 120, 0, 0, 0),
    ];

    public static int Run(int worlds, ulong seed, string results)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Issues: planted and innocent worlds\n\n`dotnet run -c Release --project bench/Tidemark.Bench -- issue-worlds {worlds} {seed}`; {worlds} worlds of each kind, 2,000 to 7,000 posts of assets beside 9,000 to 19,000 of others over 60 days, news days in all. *Found*: an issue of rank 10 or better with at least 4 planted words in its first 15 terms and 3 in its first 5. *Reported*: q ≤ 0.05 and stability ≥ 0.8.\n\n");
        text.Append("| worlds | found | found and reported | worlds with anything else reported | CPU s a world, median |\n|---|---|---|---|---|\n");
        foreach (Kind kind in Kinds)
        {
            int found = 0;
            int reported = 0;
            int other = 0;
            var cpu = new List<double>();
            for (int i = 0; i < worlds; i++)
            {
                (bool hit, bool told, bool wrong, double seconds) = One(kind, seed, i);
                found += hit ? 1 : 0;
                reported += told ? 1 : 0;
                other += wrong ? 1 : 0;
                cpu.Add(seconds);
            }
            cpu.Sort();
            string line = string.Create(CultureInfo.InvariantCulture, $"| {kind.Name} | {(kind.Campaigns == 0 ? "" : $"{found} of {worlds}")} | {(kind.Campaigns == 0 ? "" : $"{reported} of {worlds}")} | {other} of {worlds} | {cpu[worlds / 2]:F1} |\n");
            Console.Write(line);
            text.Append(line);
        }
        File.WriteAllText(Path.Combine(results, "issue-worlds.md"), text.ToString());
        return 0;
    }

    private static (bool Found, bool Reported, bool Other, double Cpu) One(Kind kind, ulong seed, int number)
    {
        var random = new Tidemark.Detection.SeededRandom((seed * 1000) + (ulong)number);
        int others = 100 + random.Below(400);
        var options = new IssueWorldOptions
        {
            Assets = kind.Assets,
            Others = others,
            Campaigns = kind.Campaigns,
            Push = kind.Push,
            Participation = kind.Participation,
            CampaignWords = 6 + random.Below(8),
            PostsOfAssets = (2000 + random.Below(5000)) / (double)kind.Assets,
            PostsOfOthers = (9000 + random.Below(10_000)) / (double)others,
        };
        IssueWorld world = IssueWorld.Build(options, (seed * 1000) + (ulong)number);
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        IssueResult result = IssueFinder.Find(world.Material);
        double cpu = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        bool found = false;
        bool reported = false;
        bool other = false;
        for (int rank = 0; rank < result.Issues.Count; rank++)
        {
            Issue issue = result.Issues[rank];
            bool told = issue.Q <= 0.05 && issue.Stability >= 0.8;
            bool planted = rank < 10 && world.Planted.Any(words => Count(issue, 15, words) >= 4 && Count(issue, 5, words) >= 3);
            found |= planted;
            reported |= planted && told;
            other |= told && !planted;
        }
        return (found, reported, other, cpu);
    }

    private static int Count(Issue issue, int first, IReadOnlyList<string> words) => issue.Terms.Take(first).Count(term => words.Contains(term.Text));
}
