using System.CommandLine;
using System.Globalization;
using Tidemark.App.Demo;
using Tidemark.App.Outputs;
using Tidemark.App.Terminal;
using Tidemark.Detection.Coordination;
using Tidemark.Detection.Worlds;
using Tidemark.Model;
using Tidemark.Publishing.Reports;
using PlantedGroup = Tidemark.Publishing.Reports.PlantedGroup;

namespace Tidemark.App.Commands;

/// <summary><c>tidemark demo</c>: a synthetic world with known truth, from collected posts to a report.</summary>
internal static class DemoCommand
{
    /// <summary>Marks a folder this command made, so that it may be made again.</summary>
    private const string Mark = "made-by-tidemark-demo.txt";

    /// <summary>Seconds: the wider of the two planted styles acts within four minutes.</summary>
    private const long Window = 60;

    public static CommandEntry Entry { get; } = new(
        "demo", "a synthetic world with known truth, from posts to a report, and a worked case of statements",
        ["tidemark demo --out demo", "tidemark demo --out demo --seed 7"], Make);

    private static Command Make()
    {
        var to = new Option<string>("--out") { Description = "the folder to leave the case and the report in", DefaultValueFactory = _ => "demo" };
        var seed = new Option<ulong>("--seed") { Description = "another seed, another world", DefaultValueFactory = _ => 1 };
        var command = new Command("demo", "Makes a synthetic world (ordinary accounts, breaking news, hubs, a newsroom, two planted groups), takes it through a case and leaves the report; then a worked case of statements across texts, and its ledger. Says what was planted and what was found.")
        {
            to, seed,
        };
        command.SetAction(call => Run(call.GetValue(to)!, call.GetValue(seed)));
        return command;
    }

    private static int Run(string folder, ulong seed)
    {
        // Taken first, so that a request to stop is heard from the beginning.
        CancellationToken cancel = Interrupt.Token;
        Prepare(folder);
        World world = WorldBuilder.Build(WorldOptions.Demonstration, seed);
        cancel.ThrowIfCancellationRequested();
        string posts = Path.Combine(folder, "posts.csv");
        WholeFile.Write(posts, file => DemoFile.Write(world, file));
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"A synthetic world (seed {seed}): {world.Options.Accounts:N0} accounts, {world.Shares.Count:N0} posts in {world.Options.Days} days. Nothing in it is real."));
        PlantedGroup[] planted = Planted(world);
        foreach (PlantedGroup group in planted)
        {
            Console.Out.WriteLine($"  planted: {group.Name}, {group.Members.Count} accounts, {group.Style}");
        }
        string root = Path.Combine(folder, "case");
        Step("new", root, "--title", "A synthetic world with two planted groups");
        Step("add", root, posts, "--from", $"made by `tidemark demo --seed {seed.ToString(CultureInfo.InvariantCulture)}`");
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"$ tidemark detect {Plain.Text(root)} --trace link --window {Window} --seed {seed}"));
        CoordinationReport report = DetectCommand.Coordination(
            root, "link", new CoordinationOptions { Window = Window * UnixTime.PerSecond, Seed = seed }, planted);
        Compare(report, planted);
        string page = Path.Combine(folder, "report.html");
        // Nobody in it exists, so there is nobody to protect, and the planted names can be compared.
        Step("report", root, "--out", page, "--show-accounts");
        string ledger = Worked(folder);
        Console.Out.WriteLine($"Open {Plain.Text(page)} and {Plain.Text(ledger)} in any browser. The cases are {Plain.Text(root)} and {Plain.Text(Path.Combine(folder, WorkedCase.Name))}; try: tidemark audit {Plain.Text(root)}");
        return Exit.Done;
    }

    /// <summary>The worked case: who said what of one affair, and what was lost in retelling it.</summary>
    private static string Worked(string folder)
    {
        string texts = Path.Combine(folder, "texts");
        Console.Out.WriteLine($"A worked case of statements ({WorkedCase.Name}), written from the public record; its texts are in {Plain.Text(texts)}.");
        IReadOnlyList<string> files = WorkedCase.Write(texts);
        string root = Path.Combine(folder, WorkedCase.Name);
        Step("new", root, "--title", WorkedCase.Name);
        WorkedCase.Describe(root);
        Step(["add", root, .. files, "--from", "made by `tidemark demo` from its worked case"]);
        Step("detect", root, "statements");
        string page = Path.Combine(folder, "ledger.html");
        Step("report", root, "--out", page);
        return page;
    }

    private static PlantedGroup[] Planted(World world) =>
    [
        .. world.Planted.Select((members, i) => new PlantedGroup(
            string.Create(CultureInfo.InvariantCulture, $"planted group {i + 1}"),
            world.Options.Planted[i].Style == PlantedStyle.Seconds ? "acting within 20 seconds" : "acting within 4 minutes",
            [.. members.Select(World.AccountName).Order(StringComparer.Ordinal)])),
    ];

    private static void Compare(CoordinationReport report, PlantedGroup[] planted)
    {
        foreach (ReportGroup group in report.Groups)
        {
            PlantedGroup? same = planted.MaxBy(p => p.Members.Intersect(group.Members).Count());
            int common = same is null ? 0 : same.Members.Intersect(group.Members).Count();
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  found: group {group.Id}, {group.Members.Count} accounts, {group.Observed:N0} co-actions where the null models expect at most {group.Expected:N1}") +
                (common == 0 ? ": none of them planted" : string.Create(CultureInfo.InvariantCulture,
                    $": {common} of the {same!.Members.Count} of {same.Name}, {group.Members.Count - common} others")));
        }
        bool exactly = report.Groups.Count == planted.Length
            && planted.All(p => report.Groups.Any(g => g.Members.Count == p.Members.Count && !g.Members.Except(p.Members).Any()));
        Console.Out.WriteLine(exactly ? "  The groups found are exactly the planted ones." : "  The groups found are NOT exactly the planted ones.");
    }

    /// <summary>One step as a user would type it.</summary>
    private static void Step(params string[] call)
    {
        Console.Out.WriteLine($"$ tidemark {Plain.Text(string.Join(' ', call.Select(word => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word)))}");
        Interrupt.Token.ThrowIfCancellationRequested();
        int exit = Program.Run(call);
        if (exit != Exit.Done)
        {
            throw new Refusal($"the demonstration stopped at `{call[0]}`.", exit);
        }
    }

    private static void Prepare(string folder)
    {
        OutputGuard.Named(folder, isFolder: true);
        OutputGuard.RefuseRecord(folder);
        if (File.Exists(folder))
        {
            throw new Refusal($"{folder} is a file; --out names a folder.");
        }
        string mark = Path.Combine(folder, Mark);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            if (!File.Exists(mark) || new FileInfo(mark).LinkTarget is not null)
            {
                throw new Refusal($"{folder} is not empty and was not made by `tidemark demo`; name another folder with --out.");
            }
            foreach (string made in (string[])["case", WorkedCase.Name])
            {
                string old = Path.Combine(folder, made);
                if (Directory.Exists(old))
                {
                    Directory.Delete(old, recursive: true);
                }
            }
        }
        Directory.CreateDirectory(folder);
        File.WriteAllText(mark, "`tidemark demo` made this folder and may make it again. The posts are invented; the texts are notes on the public record.\n");
    }
}
