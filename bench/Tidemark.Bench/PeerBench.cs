using System.Globalization;
using System.Text;

namespace Tidemark.Bench;

/// <summary>
/// Our command in its four modes and DuckDB in the same run, beside what others measured of CooRTweet and coordination-network-toolkit. Those
/// two are not run here, and the table says so in each of their cells.
/// </summary>
internal static class PeerBench
{
    /// <summary>CPU seconds measured elsewhere on two cores, window 60 s, on files of these names and sizes from another generator; none = not measured there either.</summary>
    private static readonly (string Workload, string CooRTweet, string Toolkit)[] Elsewhere =
    [
        ("mild 100k", "43 s†", "1.1 s†"), ("mild 1M", "about 490 s†, extrapolated", "8.0 s†"), ("viral 1M", "–", "12.2 s†"),
        ("mild 5M", "about 2,400 s†, extrapolated", "53 s†"),
    ];

    public static int Run(string tidemark, string folder, string results)
    {
        Directory.CreateDirectory(folder);
        var report = new StringBuilder();
        report.Append("# Beside other tools\n\n");
        report.Append("`dotnet run -c Release --project bench/Tidemark.Bench -- peers [--tidemark PATH]`; window 60 s, CPU seconds (user + system) and peak megabytes of whole processes, one run each, 2 threads, others at work on the machine. ")
            .Append("Edges alone: `--no-significance --min-weight 3 --only edges`; tested: `--only edges`, with null models, groups and control run, which no other tool here has; the `--compat` modes write every edge.\n\n");
        report.Append("**†: reported elsewhere, not measured here.** CooRTweet 2.1.3 and coordination-network-toolkit could not be installed on this machine. Their figures were taken on two cores ")
            .Append("on files of the same names and sizes from another generator (DuckDB took 0.4, 1.7, 5.6 and 10.6 CPU s there); they say which power of ten, no more. That our two `--compat` modes give the same edges as those tools do is tested on their own outputs.\n\n");
        report.Append("| workload | edges alone | tested | `--compat coortweet` | CooRTweet† | `--compat cnt` | toolkit† | DuckDB, list |\n|---|---|---|---|---|---|---|---|\n");
        foreach ((string name, string coortweet, string toolkit) in Elsewhere)
        {
            Workload workload = Workload.Named(name);
            string input = Path.Combine(folder, workload.Name.Replace(' ', '-') + ".csv");
            if (!File.Exists(input))
            {
                workload.Write(input);
            }
            string Ours(params string[] options) => Cell(Measured.Run(
                [tidemark, "coordination", input, "--window", "60", "--only", "edges", "--out", Path.Combine(folder, "ours"), .. options]));
            report.Append(CultureInfo.InvariantCulture,
                $"| {name} | {Ours("--no-significance", "--min-weight", "3")} | {Ours()} | {Ours("--compat", "coortweet")} | {coortweet} | {Ours("--compat", "cnt")} | {toolkit} | {Cell(Measured.Run(Environment.ProcessPath!, "peer", "list", input, Path.Combine(folder, "list.csv")))} |\n");
        }
        Console.Write(report);
        Directory.CreateDirectory(results);
        File.WriteAllText(Path.Combine(results, "peers.md"), report.ToString());
        return 0;
    }

    private static string Cell(Measured cost) => string.Create(CultureInfo.InvariantCulture, $"{cost.Cpu:0.00} s, {cost.PeakMegabytes:N0} MB");
}
