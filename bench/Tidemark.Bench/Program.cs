using System.Globalization;

namespace Tidemark.Bench;

internal static class Program
{
    private static int Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        switch (args)
        {
            case ["kernel", .. var rest]:
                return KernelBench.Run(rest);
            case ["reading"]:
                return ReadingBench.Run();
            case ["reading-peer", var form, var input, var database]:
                return ReadingBench.PeerChild(form, input, database);
            case ["growth", .. var rest]:
                return GrowthBench.Run(rest);
            case ["statements", var folder]:
                return StatementsBench.Run(folder);
            case ["activation", var first, var last]:
                return ActivationBench.Run(ulong.Parse(first, CultureInfo.InvariantCulture), ulong.Parse(last, CultureInfo.InvariantCulture));
            case ["issue-worlds", var worlds, var seed]:
                return IssueWorldsBench.Run(
                    int.Parse(worlds, CultureInfo.InvariantCulture), ulong.Parse(seed, CultureInfo.InvariantCulture), Path.Combine(Places.Root(), "bench", "results"));
            case ["graph"]:
                return GraphBench.Run();
            case ["peers", .. var rest]:
                return PeerBench.Run(
                    rest is ["--tidemark", var tidemark] ? tidemark : Places.Published(Places.Root()),
                    Path.Combine(Places.Root(), "artifacts", "bench"), Path.Combine(Places.Root(), "bench", "results"));
            case ["coord-bench", var folder]:
                return CoordBench.Run(folder, Path.Combine(Places.Root(), "bench", "results"));
            case ["pages", var program, var pages]:
                return PagesBench.Run(program, pages);
            case ["peer", var form, var input, var output]:
                return DuckDbPeer.Run(form, input, output);
            case ["measure", .. var command]:
                return Measured.Child(command);
            case ["inside", var name, var path]:
                Console.Write(KernelBench.Inside(path, Workload.Named(name)).Line);
                return 0;
            case ["generate", var name, var path]:
                Workload.Named(name).Write(path);
                return 0;
            default:
                Console.Error.WriteLine("usage: kernel [--tidemark PATH] [WORKLOAD…] | growth [--tidemark PATH] [WORKLOAD…] | reading | peers [--tidemark PATH] | coord-bench DIR | pages TIDEMARK FOLDER | statements FOLDER | activation SEED SEED | issue-worlds NUMBER SEED | graph | generate WORKLOAD FILE | inside WORKLOAD FILE | peer list|bucket IN OUT");
                return 2;
        }
    }
}
