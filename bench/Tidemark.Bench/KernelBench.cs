using System.Diagnostics;
using System.Globalization;
using System.Text;
using Tidemark.Detection.Coordination;
using Tidemark.Evidence.Sources;
using Tidemark.Model;

namespace Tidemark.Bench;

/// <summary>Our command against DuckDB, whole processes in the same run, and the kernel's cost per row and per pair beside known limits.</summary>
internal static class KernelBench
{
    private const int Repeats = 2;

    public static int Run(string[] args)
    {
        string root = Places.Root();
        string tidemark = args is ["--tidemark", var given, ..] ? given : Places.Published(root);
        string[] wanted = [.. args is ["--tidemark", ..] ? args[2..] : args];
        string folder = Path.Combine(root, "artifacts", "bench");
        Directory.CreateDirectory(folder);
        var report = new StringBuilder();
        report.Append("# Co-action kernel: from CSV to edges\n\n");
        report.Append("`dotnet run -c Release --project bench/Tidemark.Bench -- kernel`; window 60 s, minimum weight 3, 2 threads, whole processes, best of ")
            .Append(Repeats).Append(" by CPU seconds (user + system). DuckDB ").Append(Places.DuckVersion()).Append(", .NET ").Append(Environment.Version).Append(".\n\n");
        report.Append("| workload | pairs in window | who | CPU s | wall s | peak MB | CPU ratio | memory ratio | edges |\n|---|---|---|---|---|---|---|---|---|\n");
        var kernel = new StringBuilder("\n| workload | read, ns/row | sort, ns/row (limit 42) | sweep, ns/row | sweep, ns/pair (limit 48) |\n|---|---|---|---|---|\n");
        var tested = new StringBuilder("\n| workload | plain, CPU s | with significance, CPU s | with significance / plain (limit 2) | with significance, peak MB |\n|---|---|---|---|---|\n");
        bool equal = true;
        foreach (Workload workload in Workload.All.Where(w => wanted.Length == 0 || wanted.Contains(w.Name.Replace(' ', '-'))))
        {
            string input = Path.Combine(folder, workload.Name.Replace(' ', '-') + ".csv");
            if (!File.Exists(input))
            {
                workload.Write(input);
            }
            string ours = Path.Combine(folder, "ours");
            Measured we = Best(() => Measured.Run(tidemark, "coordination", input, "--window", "60", "--min-weight", "3", "--no-significance",
                "--only", "edges", "--out", ours));
            Measured test = Best(() => Measured.Run(tidemark, "coordination", input, "--window", "60", "--min-weight", "3", "--only", "edges", "--out", Path.Combine(folder, "tested")));
            tested.Append(CultureInfo.InvariantCulture, $"| {workload.Name} | {we.Cpu:0.00} | {test.Cpu:0.00} | {test.Cpu / we.Cpu:0.00} | {test.PeakMegabytes:0} |\n");
            (long pairs, string inside) = Inside(input, workload);
            kernel.Append(inside);
            foreach (string form in new[] { "list", "bucket" })
            {
                string theirs = Path.Combine(folder, form + ".csv");
                Measured peer = Best(() => Measured.Run(Environment.ProcessPath!, "peer", form, input, theirs));
                bool same = Same(Path.Combine(ours, "edges.csv"), theirs, out int edges);
                equal &= same;
                Row(report, workload.Name, pairs, $"DuckDB, {form}", peer, 1, 1, edges.ToString("N0", CultureInfo.InvariantCulture));
                Row(report, workload.Name, pairs, $"Tidemark, against {form}", we, we.Cpu / peer.Cpu, we.PeakMegabytes / peer.PeakMegabytes, same ? "equal" : "DIFFERENT");
            }
        }
        report.Append(tested).Append(kernel);
        Console.Write(report);
        if (wanted.Length == 0)
        {
            string results = Path.Combine(root, "bench", "results");
            Directory.CreateDirectory(results);
            File.WriteAllText(Path.Combine(results, Places.Cpu() + ".md"), report.ToString());
        }
        return equal ? 0 : 1;
    }

    private static void Row(StringBuilder to, string workload, long pairs, string who, Measured cost, double cpu, double memory, string edges) =>
        to.Append(CultureInfo.InvariantCulture,
            $"| {workload} | {pairs:N0} | {who} | {cost.Cpu:0.00} | {cost.Wall:0.00} | {cost.PeakMegabytes:0} | {cpu:0.00} | {memory:0.00} | {edges} |\n");

    private static Measured Best(Func<Measured> run) => Enumerable.Range(0, Repeats).Select(_ => run()).MinBy(m => m.Cpu);

    /// <summary>Sorting and sweeping alone, one thread, best of the repeats, in this process.</summary>
    internal static (long Pairs, string Line) Inside(string input, Workload workload)
    {
        double read = double.MaxValue;
        ShareColumns shares = Read(input);
        for (int i = 0; i < Repeats; i++)
        {
            long start = Stopwatch.GetTimestamp();
            shares = Read(input);
            read = Math.Min(read, Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }
        double sort = double.MaxValue;
        double sweep = double.MaxValue;
        long pairs = 0;
        for (int i = 0; i < Repeats; i++)
        {
            long start = Stopwatch.GetTimestamp();
            ShareIndex index = ShareIndex.Build(shares);
            sort = Math.Min(sort, Stopwatch.GetElapsedTime(start).TotalNanoseconds);
            pairs = PairPrice.Of(index, 60 * UnixTime.PerSecond).Pairs;
            start = Stopwatch.GetTimestamp();
            CoActionKernel.Run(index, new CoActionOptions(60 * UnixTime.PerSecond, 3, Threads: 1));
            sweep = Math.Min(sweep, Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }
        return (pairs, string.Create(CultureInfo.InvariantCulture,
            $"| {workload.Name} | {read / shares.Count:0.0} | {sort / shares.Count:0.0} | {sweep / shares.Count:0.0} | {sweep / pairs:0.0} |\n"));
    }

    private static ShareColumns Read(string input)
    {
        var collector = new ShareCollector();
        using FileStream file = File.OpenRead(input);
        using SourceBytes bytes = SourceBytes.Open(file, input);
        ShareTableReader.Read(bytes, collector, file.Length);
        return collector.ToColumns();
    }

    private static bool Same(string ours, string theirs, out int edges)
    {
        List<string[]> a = Rows(ours);
        List<string[]> b = Rows(theirs);
        edges = b.Count;
        return a.Count == b.Count && a.Zip(b).All(p => p.First.AsSpan(0, 3).SequenceEqual(p.Second.AsSpan(0, 3))
            && Math.Abs(Number(p.First[4]) - Number(p.Second[4])) <= 1e-9 * Math.Max(1, Number(p.Second[4])));
    }

    private static List<string[]> Rows(string path) =>
        [.. File.ReadLines(path).Skip(1).Select(l => l.Split(',')).OrderBy(c => c[0], StringComparer.Ordinal).ThenBy(c => c[1], StringComparer.Ordinal)];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
