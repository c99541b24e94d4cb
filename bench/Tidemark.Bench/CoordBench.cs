using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tidemark.Bench;

/// <summary>
/// How many accounts that are presumed to be ordinary the detector accuses on labelled posts: NAME.posts.csv.gz beside NAME.labels.csv
/// (account_id, label), label "control" for the presumed ordinary. A stress test for false accusations; it measures no accuracy, because the
/// controls come from other collections than the rest.
/// </summary>
internal static class CoordBench
{
    private const string Posts = ".posts.csv.gz";
    private static readonly string[] Kinds = ["text", "similar", "hashtag", "sequence", "mention", "link", "repost"];
    private static readonly int[] Windows = [60, 600, 3600];

    public static int Run(string folder, string results)
    {
        string[] campaigns = [.. Directory.GetFiles(folder, "*" + Posts).Order(StringComparer.Ordinal)];
        if (campaigns.Length == 0)
        {
            Console.Error.WriteLine($"There is no *{Posts} in {folder}.");
            return 2;
        }
        var report = new StringBuilder();
        report.Append("# Presumed ordinary accounts accused, by campaign\n\n");
        report.Append("`dotnet run -c Release --project bench/Tidemark.Bench -- coord-bench DIR`; q 0.01, minimum weight 3, seed 1. \"Reported\" are accounts in a kept pair or a group. ")
            .Append("\"A threshold alone\" is `--no-significance --min-weight 3`. This is a stress test for false accusations and no accuracy: see ")
            .Append("[coordination.md](../../docs/methods/coordination.md#a-stress-test-for-false-accusations).\n");
        string scratch = Directory.CreateTempSubdirectory("tidemark-").FullName;
        try
        {
            foreach (string posts in campaigns)
            {
                Campaign(report, posts, scratch);
            }
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
        Console.Write(report);
        Directory.CreateDirectory(results);
        File.WriteAllText(Path.Combine(results, "coord-bench.md"), report.ToString());
        return 0;
    }

    private static void Campaign(StringBuilder report, string posts, string scratch)
    {
        string name = Path.GetFileName(posts)[..^Posts.Length];
        Dictionary<string, string> label = File.ReadLines(posts[..^Posts.Length] + ".labels.csv").Skip(1).Select(line => line.Split(','))
            .ToDictionary(cells => cells[0], cells => cells[1], StringComparer.Ordinal);
        int controls = label.Values.Count(l => l == "control");
        report.Append(CultureInfo.InvariantCulture, $"\n## {name}: {controls:N0} controls, {label.Count - controls:N0} others\n\n");
        report.Append("| compared by | window, s | shares | pairs with 3 objects | controls reported | others reported | controls in the control run | a threshold alone: controls | others |\n|---|---|---|---|---|---|---|---|---|\n");
        var without = new List<string>();
        foreach (string kind in Kinds)
        {
            foreach (int window in Windows)
            {
                string[] call = ["coordination", posts, "--trace", kind, "--window", window.ToString(CultureInfo.InvariantCulture), "--out", scratch];
                if (Quietly(call) != 0)
                {
                    without.Add(kind);
                    break;
                }
                (int control, int other) = Reported(scratch, label);
                using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(scratch, "summary.json")));
                JsonElement root = summary.RootElement;
                long chance = root.GetProperty("control_runs").EnumerateArray().Sum(run => run.GetProperty("accounts").GetInt64());
                long rows = root.GetProperty("rows").GetProperty("used").GetInt64();
                long candidates = root.GetProperty("candidates").GetInt64();
                if (Quietly([.. call, "--no-significance", "--min-weight", "3"]) != 0)
                {
                    throw new InvalidOperationException($"`{string.Join(' ', call)}` without tests failed.");
                }
                (int threshold, int others) = Reported(scratch, label);
                report.Append(CultureInfo.InvariantCulture,
                    $"| {kind} | {window:N0} | {rows:N0} | {candidates:N0} | {control:N0} of {controls:N0} | {other:N0} | {chance:N0} | {threshold:N0} ({100.0 * threshold / controls:0.0} %) | {others:N0} |\n");
            }
        }
        report.Append(without.Count == 0 ? "" : $"\nNo post leaves a trace of kind {string.Join(" or ", without)}.\n");
    }

    private static int Quietly(string[] call)
    {
        (TextWriter screen, TextWriter errors) = (Console.Out, Console.Error);
        Console.SetOut(TextWriter.Null);
        Console.SetError(TextWriter.Null);
        try
        {
            return App.Program.Run(call);
        }
        finally
        {
            Console.SetOut(screen);
            Console.SetError(errors);
        }
    }

    private static (int Controls, int Others) Reported(string folder, Dictionary<string, string> label)
    {
        string[] accounts = [.. File.ReadLines(Path.Combine(folder, "accounts.csv")).Skip(1).Select(line => line.Split(',')[0])];
        int controls = accounts.Count(a => label[a] == "control");
        return (controls, accounts.Length - controls);
    }
}
