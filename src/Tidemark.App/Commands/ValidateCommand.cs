using System.CommandLine;
using System.Globalization;
using Tidemark.App.Exchange;
using Tidemark.App.Terminal;
using Tidemark.Model;
using Tidemark.Publishing.Checks;
using Tidemark.Publishing.Json;
using Tidemark.Publishing.Stix;

namespace Tidemark.App.Commands;

/// <summary><c>tidemark validate FILE</c>: whether a file for exchange keeps its standard, and what to change if not.</summary>
internal static class ValidateCommand
{
    public static CommandEntry Entry { get; } = new(
        "validate", "check a STIX 2.1 bundle or a MISP event: what is wrong, where, what to change",
        ["tidemark validate harbour.stix.json", "tidemark validate theirs.json --lax --json", "tidemark validate --ids observables.json"], Make);

    private static Command Make()
    {
        var files = CaseAt.NoOption(new Argument<string[]>("FILE")
        {
            Description = "STIX 2.1 bundles or MISP events (JSON), told apart by what they hold",
            Arity = ArgumentArity.OneOrMore,
        });
        var lax = new Option<bool>("--lax") { Description = "for other people's files: only what a reader cannot use fails, the rest are warnings" };
        var json = new Option<bool>("--json") { Description = "one JSON array on stdout: file, valid, problems, warnings" };
        var ids = new Option<bool>("--ids")
        {
            Description = "print the deterministic id of each cyber observable of a JSON array or a bundle, one a line; - where it has none",
        };
        var command = new Command(
            "validate",
            "Checks files for exchange without network and clock. Strict: what an exporter must keep. "
            + "Exit code 0: valid; 1: invalid; 2: not readable or not JSON.")
        {
            files, lax, json, ids,
        };
        command.SetAction(call => Run(call.GetValue(files)!, call.GetValue(lax), call.GetValue(json), call.GetValue(ids)));
        return command;
    }

    private static int Run(string[] files, bool lax, bool json, bool ids)
    {
        if (ids && (lax || json))
        {
            throw new Refusal("--ids prints ids and checks nothing; leave --lax and --json out.");
        }
        int exit = Exit.Done;
        using var report = json ? new ValidationJson() : null;
        foreach (string file in files)
        {
            Interrupt.Token.ThrowIfCancellationRequested();
            Parsed<JsonTree> read = ExchangeInput.Read(file);
            if (!read.Ok)
            {
                Console.Error.WriteLine($"tidemark: {Plain.Text(read.Fault.ToString())}.");
                exit = Exit.WrongInput;
            }
            else if (ids)
            {
                WriteIds(read.Value, file);
            }
            else
            {
                ExchangeFile found = ExchangeFile.Check(read.Value.Root, lax);
                exit = found.Problems.Valid ? exit : Math.Max(exit, Exit.AnswerIsNo);
                if (report is null)
                {
                    Write(file, found);
                }
                else
                {
                    report.Write(file, found);
                }
            }
        }
        if (report is not null)
        {
            Console.Out.WriteLine(report.Text());
        }
        return exit;
    }

    private static void Write(string file, ExchangeFile found)
    {
        ProblemList problems = found.Problems;
        int failing = 0;
        foreach (Problem problem in problems.All)
        {
            bool fails = problems.Fails(problem);
            failing += fails ? 1 : 0;
            Console.Out.WriteLine(Plain.Text(fails ? problem.ToString() : $"warning {problem}"));
        }
        if (problems.More > 0)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"and {problems.More:N0} more, not listed"));
        }
        int warnings = problems.All.Count - failing;
        string counts = (failing, warnings) switch
        {
            (0, 0) => "",
            (0, _) => Count(warnings, "warning"),
            (_, 0) => Count(failing, "problem"),
            _ => $"{Count(failing, "problem")}, {Count(warnings, "warning")}",
        };
        Console.Out.WriteLine($"{Plain.Text(file)}: {(problems.Valid ? "a valid" : "not a valid")} {found.Kind}{(counts.Length > 0 ? $" ({counts})" : "")}");
    }

    private static string Count(int number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {what}{(number == 1 ? "" : "s")}");

    /// <summary>One id a line, in the order of the file. All are computed before the first is printed: half a list misleads.</summary>
    private static void WriteIds(JsonTree tree, string file)
    {
        JsonValue list = tree.Root.IsList || !tree.Root.TryGet("objects", out JsonValue objects) ? tree.Root : objects;
        if (!list.IsList)
        {
            throw new Refusal($"{Plain.Text(file)} is neither a JSON array of cyber observables nor a bundle with objects.");
        }
        var lines = new List<string>(list.Count);
        foreach (JsonValue item in list.Items)
        {
            if (!item.IsObject || CanonicalJson.Overflows(item))
            {
                SourceLocation where = tree.Place(item.Offset);
                throw new Refusal($"{Plain.Text(where.ToString())}: {(item.IsObject ? "a number is too large for a double" : "an entry is no object")}.");
            }
            lines.Add(DeterministicId.Of(item) ?? "-");
        }
        foreach (string line in lines)
        {
            Console.Out.WriteLine(line);
        }
    }
}
