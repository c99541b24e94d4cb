using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Reflection;
using System.Text;
using Tidemark.App.Commands;
using Tidemark.App.Terminal;
using Tidemark.App.Verdicts;

namespace Tidemark.App;

internal static class Program
{
    private static int Main(string[] args)
    {
        // No message, number or date may depend on the machine's language settings, and output is UTF-8 whatever the locale says.
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return Run(args);
    }

    /// <summary>The whole program; tests call it in process.</summary>
    internal static int Run(string[] args)
    {
        try
        {
            return Dispatch(args);
        }
        catch (Refusal refusal)
        {
            return Say(refusal.Message, refusal.ExitCode);
        }
        catch (OperationCanceledException)
        {
            return SayStopped();
        }
        catch (Exception) when (Interrupt.Requested)
        {
            // Whatever a library throws when it is stopped half-way is the user's wish, not a defect.
            return SayStopped();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The disk is full, a folder is read-only, a file vanished: the message names the path.
            Trace(failure);
            return Say(Failures.Words(failure), Exit.WrongInput);
        }
        catch (ArgumentOutOfRangeException failure) when (Failures.IsTooLarge(failure))
        {
            Trace(failure);
            return Say(
                "a file would grow larger than this disk, or a limit of this account, allows (disks formatted as FAT end at 4 GB). "
                + "Choose another place; what was not finished was removed.", Exit.WrongInput);
        }
        catch (OutOfMemoryException failure)
        {
            Trace(failure);
            return Say("not enough memory for this input; try fewer or smaller files at a time.", Exit.WrongInput);
        }
        catch (Exception defect)
        {
            Trace(defect);
            return Say(
                $"this is a defect in Tidemark: {defect.GetType().Name}: {defect.Message}; set TIDEMARK_TRACE=1 for details.",
                Exit.WrongInput);
        }
    }

    private static int Dispatch(string[] args)
    {
        string first = args.Length == 0 ? "--help" : args[0];
        switch (first)
        {
            case "--version":
                Console.Out.WriteLine($"tidemark {Version}");
                return Exit.Done;
            case ExaminerChild.Verb when args.Length == 1:
                return ExaminerChild.Serve();
            case "--help" or "-h" or "-?":
            case "help" when args.Length == 1:
                Overview.Write(Console.Out);
                return Exit.Done;
            case "help":
                return Dispatch([args[1], "--help"]);
            default:
                break;
        }
        CommandEntry entry = Catalogue.Find(first) ?? throw Unknown(first);
        return Invoke(entry, args);
    }

    private static int Invoke(CommandEntry entry, string[] args)
    {
        var root = new RootCommand("Tidemark");
        root.Subcommands.Add(entry.Make());
        // "@name" is a file name like any other here, never a file of further arguments.
        ParseResult call = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var settings = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            // Ctrl-C belongs to Terminal/Interrupt.
            ProcessTerminationTimeout = null,
            Output = Console.Out,
            Error = Console.Error,
        };
        if (call.Action is HelpAction)
        {
            int exit = call.Invoke(settings);
            Overview.WriteExamples(Console.Out, entry);
            return exit;
        }
        foreach (ParseError error in call.Errors)
        {
            throw new Refusal($"{CallErrors.Words(error)}. See `tidemark {entry.Name} --help`.");
        }
        RefuseUnknownOptions(entry, args, call);
        return call.Invoke(settings);
    }

    /// <summary>
    /// The parser takes an option it does not know for a file or a folder where one may stand: <c>new --titel X</c> would create
    /// the folder "--titel". What begins with a dash is an option, unless it stands behind "--".
    /// </summary>
    private static void RefuseUnknownOptions(CommandEntry entry, string[] args, ParseResult call)
    {
        int end = Array.IndexOf(args, "--");
        ReadOnlySpan<string> before = end < 0 ? args : args.AsSpan(0, end);
        foreach (ArgumentResult argument in call.CommandResult.Children.OfType<ArgumentResult>())
        {
            foreach (Token token in argument.Tokens)
            {
                if (token.Value.Length > 1 && token.Value[0] == '-' && before.Contains(token.Value))
                {
                    throw new Refusal(
                        $"there is no option '{token.Value}'; a file whose name begins with a dash goes behind ' -- '. See `tidemark {entry.Name} --help`.");
                }
            }
        }
    }

    private static Refusal Unknown(string name)
    {
        string shown = name.Length > 40 ? name[..40] + "…" : name;
        string hint = Catalogue.Nearest(name) is { } meant
            ? $"Did you mean `tidemark {meant}`?"
            : "`tidemark --help` lists the commands.";
        return new Refusal(
            name.StartsWith('-') ? $"there is no option '{shown}' before a command. {hint}" : $"there is no command '{shown}'. {hint}");
    }

    private static string Version =>
        typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static int SayStopped() =>
        Say("stopped. What this call was writing is not complete; run it again for a result.", Exit.WrongInput);

    private static int Say(string sentence, int exit)
    {
        // A refusal may have several lines. They are indented, so that a name with a line end in it cannot forge a sentence of ours.
        Console.Error.WriteLine("tidemark: " + string.Join("\n  ", sentence.Split('\n').Select(Plain.Text)));
        return exit;
    }

    private static void Trace(Exception failure)
    {
        if (Environment.GetEnvironmentVariable("TIDEMARK_TRACE") == "1")
        {
            Console.Error.WriteLine(string.Join('\n', failure.ToString().Split('\n').Select(Plain.Text)));
        }
    }
}
