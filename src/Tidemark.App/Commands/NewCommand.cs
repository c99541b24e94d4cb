using System.CommandLine;
using System.Reflection;
using Tidemark.App.Outputs;
using Tidemark.App.Terminal;
using Tidemark.Casework;
using Tidemark.Evidence.Custody;
using Tidemark.Model;

namespace Tidemark.App.Commands;

/// <summary><c>tidemark new CASE</c>: a folder with its description, an empty store of originals and a journal of one line.</summary>
internal static class NewCommand
{
    public static CommandEntry Entry { get; } = new(
        "new", "create a case: a folder with its journal and a description to fill in", ["tidemark new harbour --title \"The harbour vote\""], Make);

    private static Command Make()
    {
        Argument<string> root = CaseAt.NoOption(new Argument<string>("CASE") { Description = "the folder to create" });
        var title = new Option<string?>("--title") { Description = "what the case is called; the folder's name if left out" };
        var command = new Command("new", "Creates a case: a folder with its journal and a description to fill in.") { root, title };
        command.SetAction(call => Run(CaseAt.Named(call.GetValue(root)!), call.GetValue(title)));
        return command;
    }

    private static int Run(string root, string? title)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(root)) is not { } parent || !Directory.Exists(parent))
        {
            throw new Refusal($"{root}: the folder it is to lie in does not exist.");
        }
        if (CaseFolder.RecordAround(RealPath.Of(parent)) is { } around)
        {
            throw new Refusal($"{root} lies in the record of the case {Path.GetFileName(around)}; a case starts in a folder of its own.");
        }
        string name = title ?? Path.GetFileName(Path.GetFullPath(root));
        Parsed<CaseFolder> created = Create(root, name);
        if (!created.Ok)
        {
            throw CaseAt.Refused(created.Fault);
        }
        created.Value.Dispose();
        Console.Out.WriteLine($"Created the case {Plain.Text(root)}.");
        Console.Out.WriteLine($"Say what it is about in {Plain.Text(Path.Combine(root, CaseFolder.CaseFile))}, then add material: "
            + $"tidemark add {Plain.Text(root)} FILE…");
        return Exit.Done;
    }

    private static Parsed<CaseFolder> Create(string root, string name)
    {
        try
        {
            return CaseFolder.Create(root, CaseYaml.Template(name), Clock.Now(), Tool);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException && !Directory.Exists(root))
        {
            // What the system says of it names a file that nobody asked for.
            throw new Refusal($"{root}: the folder cannot be created there; name one where you may write.");
        }
    }

    private static string Tool =>
        "tidemark " + typeof(NewCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
