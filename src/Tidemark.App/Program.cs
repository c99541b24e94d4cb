using System.CommandLine;
using Tidemark.App.Terminal;

namespace Tidemark.App;

internal static class Program
{
    private static int Main(string[] args) => Run(args);

    /// <summary>The whole program; tests call it in process.</summary>
    internal static int Run(string[] args)
    {
        var root = new RootCommand("Tidemark: what was done, with which assets, when, and how sure one may be.");
        foreach (Command command in Commands())
        {
            root.Subcommands.Add(command);
        }
        try
        {
            return root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Refusal refusal)
        {
            Console.Error.WriteLine($"tidemark: {Plain.Text(refusal.Message)}");
            return refusal.ExitCode;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("tidemark: stopped; nothing was left half written.");
            return Exit.WrongInput;
        }
    }

    private static IEnumerable<Command> Commands() => [];
}
