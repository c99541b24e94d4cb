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
            case ["statements", var folder]:
                return StatementsBench.Run(folder);
            case ["graph"]:
                return GraphBench.Run();
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
                Console.Error.WriteLine("usage: kernel [--tidemark PATH] [WORKLOAD…] | graph | statements FOLDER | generate WORKLOAD FILE | inside WORKLOAD FILE | peer list|bucket IN OUT");
                return 2;
        }
    }
}
