using System.CommandLine;
using System.Globalization;
using Tidemark.App.Inputs;
using Tidemark.App.Terminal;
using Tidemark.App.Texts;
using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Index;
using Tidemark.Evidence.Sources;
using Tidemark.Model;

namespace Tidemark.App.Commands;

/// <summary><c>tidemark add CASE FILE…</c>: takes originals in, byte for byte, then reads posts out of those that hold some and lists the texts.</summary>
internal static class AddCommand
{
    public static CommandEntry Entry { get; } = new(
        "add", "take files into a case: originals kept byte for byte, posts and texts read out of them",
        [
            "tidemark add harbour posts.csv tweets.jsonl.gz --from \"collected with twarc by M., 3 May\"",
            "tidemark add harbour saved/*.html statement.txt letter.eml crawl.warc.gz --urls saved/urls.tsv",
            "tidemark add harbour table.tsv --map account=who --map time=when --zone Europe/Berlin",
        ],
        Make);

    private static Command Make()
    {
        Argument<string> root = CaseAt.NoOption(new Argument<string>("CASE") { Description = "the case folder" });
        Argument<string[]> files = CaseAt.NoOption(new Argument<string[]>("FILE") { Description = "the files to take in", Arity = ArgumentArity.OneOrMore });
        var format = new Option<string?>("--as") { Description = $"read them as this format, whatever they look like: {ReadingWords.FormatWords}" };
        var map = new Option<string[]>("--map")
        {
            Description = $"field=column; repeatable. Fields: {ReadingWords.FieldWords}", AllowMultipleArgumentsPerToken = false,
        };
        var zone = new Option<string?>("--zone") { Description = "the zone of times that name none: Europe/Berlin, +02:00, UTC" };
        var from = new Option<string?>("--from") { Description = "from whom or where they came; kept in the journal" };
        var url = new Option<string?>("--url") { Description = "the address it was found at (one file only); kept in the journal", HelpName = "URL" };
        var urls = new Option<string?>("--urls") { Description = "a list of addresses: file name, tab, address on each line; names are relative to the list", HelpName = "LIST.tsv" };
        var command = new Command("add", "Takes files into a case. Originals are kept byte for byte; posts are read out of tables and JSON; pages, texts and mails become texts of the case.")
        {
            root, files, format, map, zone, from, url, urls,
        };
        command.SetAction(call => Run(
            CaseAt.Named(call.GetValue(root)!), call.GetValue(files)!,
            new ReadingChoice(call.GetValue(format), call.GetValue(map) ?? [], call.GetValue(zone)), call.GetValue(from),
            call.GetValue(url), call.GetValue(urls)));
        return command;
    }

    private static int Run(string root, string[] files, ReadingChoice reading, string? from, string? url, string? list)
    {
        Parsed<ReadOptions> options = ReadingWords.Options(reading);
        if (!options.Ok)
        {
            throw new Refusal($"{options.Fault.Reason}.");
        }
        if (from is { Length: > 2000 })
        {
            throw new Refusal("--from is longer than 2,000 characters; keep the story in a file and add that.");
        }
        Func<string, string?> address = SourceAddresses.Of(files, url, list);
        // All names are looked at before the first byte is taken, so that a typing error in the last leaves nothing half done.
        string[] paths = [.. files.Select(InputFile.Regular)];
        foreach (string path in paths)
        {
            RefuseOwnFile(root, path);
        }
        using CaseFolder folder = CaseAt.Write(root);
        var taken = new List<(Taken Taken, string Name)>();
        Fault? failed = null;
        try
        {
            failed = TakeAll(folder, paths, reading, from, address, taken);
            Dictionary<string, SourceOutcome> outcomes = CaseReading.Run(folder, anew: false);
            bool allRead = TellAll(folder, taken, outcomes);
            return allRead && failed is null ? Exit.Done : failed is { } fault ? throw new Refusal($"{fault.Where.File}: {fault.Reason}.") : Exit.WrongInput;
        }
        catch (OperationCanceledException)
        {
            throw new Refusal(taken.Count == 0
                ? "stopped; nothing was added. Add the file again when you wish."
                : "stopped while reading. The originals are complete in the case; "
                    + $"`tidemark add` with the same files, or `tidemark reindex {root}`, finishes the reading.");
        }
    }

    private static Fault? TakeAll(CaseFolder folder, string[] paths, ReadingChoice reading, string? from, Func<string, string?> address, List<(Taken Taken, string Name)> taken)
    {
        foreach (string path in paths)
        {
            string name = Path.GetFileName(path);
            using FileStream source = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            using var progress = new Progress($"Copying {name}", "bytes", source.Length);
            var addition = new Addition(folder, Clock.Now) { Progress = progress.Report, Url = address(path) };
            Parsed<Taken> one = addition.Take(source, name, from, reading, Interrupt.Token);
            if (!one.Ok)
            {
                return one.Fault;
            }
            taken.Add((one.Value, name));
        }
        return null;
    }

    private static bool TellAll(CaseFolder folder, List<(Taken Taken, string Name)> taken, Dictionary<string, SourceOutcome> outcomes)
    {
        bool allRead = true;
        Parsed<CaseIndex> index = CaseIndex.Open(folder);
        using CaseIndex opened = index.Ok ? index.Value : throw CaseAt.Refused(index.Fault);
        foreach ((Taken one, string name) in taken)
        {
            string size = string.Create(CultureInfo.InvariantCulture, $"{one.Original.Size:N0} bytes");
            Console.Out.WriteLine(one.Already
                ? $"{Plain.Text(name)}: already in the case since {one.Original.Added} (sha256 {one.Original.Short}…); nothing changed."
                : $"{Plain.Text(name)}: added, {size}, sha256 {one.Original.Sha256}");
            if (one.Note is { } note)
            {
                Console.Out.WriteLine($"  note: {Plain.Text(note)}");
            }
            if (!one.Already || outcomes[one.Original.Sha256].Failure is not null)
            {
                allRead &= CaseReading.Tell(folder, one.Original, outcomes[one.Original.Sha256], opened);
            }
        }
        return allRead;
    }

    private static void RefuseOwnFile(string root, string path)
    {
        string inside = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)) + Path.DirectorySeparatorChar;
        if (Path.GetFullPath(path).StartsWith(inside, StringComparison.Ordinal))
        {
            throw new Refusal($"{path} lies in the case itself; name a file outside of it.");
        }
    }
}
