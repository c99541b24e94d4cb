using System.Globalization;

namespace Tidemark.Bench;

/// <summary>
/// Pages a CPU second: the whole program on all pages of a folder, and on one of them, so that the cost of starting can be told from the cost
/// of reading. The folder is the caller's, for pages written by a generator are far simpler than real ones.
/// </summary>
internal static class PagesBench
{
    private const int Repeats = 3;

    public static int Run(string tidemark, string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*.html").Order(StringComparer.Ordinal)];
        if (files.Length < 2)
        {
            Console.Error.WriteLine($"{folder} holds fewer than two .html files.");
            return 2;
        }
        Measured all = Best(() => Measured.Run([tidemark, "page", .. files, "--json"]));
        Measured one = Best(() => Measured.Run(tidemark, "page", files[0], "--json"));
        double bytes = files.Sum(file => (double)new FileInfo(file).Length) / files.Length / 1024;
        Console.WriteLine("| pages | KiB a page | CPU s | CPU s to start and read one | pages a CPU s, start included | start paid once | peak MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {files.Length} | {bytes:0} | {all.Cpu:0.00} | {one.Cpu:0.00} | {files.Length / all.Cpu:0} | {(files.Length - 1) / Math.Max(0.001, all.Cpu - one.Cpu):0} | {all.PeakMegabytes:0} |"));
        return 0;
    }

    private static Measured Best(Func<Measured> run) => Enumerable.Range(0, Repeats).Select(_ => run()).MinBy(measured => measured.Cpu);
}
