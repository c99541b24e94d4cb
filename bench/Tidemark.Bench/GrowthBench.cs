using System.Globalization;

namespace Tidemark.Bench;

/// <summary>What a row costs as the table grows, without and with the tests: whole processes, once each.</summary>
internal static class GrowthBench
{
    public static int Run(string[] args)
    {
        string root = Places.Root();
        string tidemark = args is ["--tidemark", var given, ..] ? given : Places.Published(root);
        string[] wanted = [.. args is ["--tidemark", ..] ? args[2..] : args];
        string folder = Path.Combine(root, "artifacts", "bench");
        Directory.CreateDirectory(folder);
        Console.Write("| workload | tests | CPU s | CPU µs/row | wall s | peak MB | peak bytes/row |\n|---|---|---|---|---|---|---|\n");
        foreach (Workload workload in Workload.Growing.Where(w => wanted.Length == 0 || wanted.Contains(w.Name.Replace(' ', '-'))))
        {
            string input = Path.Combine(folder, workload.Name.Replace(' ', '-') + ".csv");
            if (!File.Exists(input))
            {
                workload.Write(input);
            }
            foreach (bool tested in new[] { false, true })
            {
                string[] call =
                [
                    tidemark, "coordination", input, "--window", "60", "--min-weight", "3", "--only", "edges", "--out", Path.Combine(folder, "growth"),
                    .. tested ? Array.Empty<string>() : ["--no-significance"],
                ];
                Measured cost = Measured.Run(call);
                Console.Write(string.Create(CultureInfo.InvariantCulture,
                    $"| {workload.Name} | {(tested ? "yes" : "no")} | {cost.Cpu:0.0} | {cost.Cpu * 1e6 / workload.Rows:0.00} | {cost.Wall:0.0} | {cost.PeakMegabytes:0} | {cost.PeakMegabytes * 1048576 / workload.Rows:0} |\n"));
            }
        }
        return 0;
    }
}
