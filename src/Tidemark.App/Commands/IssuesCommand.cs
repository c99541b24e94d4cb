using System.CommandLine;
using System.Globalization;
using System.Text;
using Tidemark.App.Coordination;
using Tidemark.App.Inputs;
using Tidemark.App.Issues;
using Tidemark.App.Outputs;
using Tidemark.App.Posts;
using Tidemark.App.Terminal;
using Tidemark.Detection.Issues;
using Tidemark.Evidence.Sources;

namespace Tidemark.App.Commands;

/// <summary><c>tidemark issues FILE…</c>: what these accounts push that others of the same days do not.</summary>
internal static class IssuesCommand
{
    private const long LongestSheet = 1 << 20;

    public static CommandEntry Entry { get; } = new(
        "issues", "find what accounts push that others of the same days do not",
        ["tidemark issues assets.csv --background others.csv --out subjects", "tidemark issues assets.csv more.csv.gz --background others.csv.gz --sheet mine.txt --out subjects"], Make);

    private static Command Make()
    {
        var files = new Argument<string[]>("FILE") { Description = "posts of the assets: CSV with account_id, timestamp_share, text and, if there are, content_id and lang; .gz is opened", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "the folder for the tables; made if it is missing", Required = true, HelpName = "DIR" };
        var background = new Option<string?>("--background") { Description = "posts of others, over the same days; without them nothing can be reported", HelpName = "FILE" };
        var sheets = new Option<string[]>("--sheet") { Description = "a term sheet by which issues are named, before those that come with the program: on each line a name, a colon and words; may be repeated", HelpName = "FILE", Arity = ArgumentArity.ZeroOrMore };
        var q = new Option<double>("--q") { Description = "how likely the strongest of all looked at may be by chance for an issue to be reported", DefaultValueFactory = _ => 0.05 };
        var seed = new Option<ulong>("--seed") { Description = "seed of the exchanges and redraws of accounts", DefaultValueFactory = _ => 1 };
        var overwrite = new Option<bool>(OutputGuard.Overwrite) { Description = OutputGuard.OverwriteHelp };
        var command = new Command("issues", "Finds words that the assets use more than others of the same days do, and joins them into issues. The account is the unit: accounts are exchanged between the two sides to say how strong the strongest would be by chance (q), and drawn again to say whether it would come back (stability). Reported is what has q at most --q and stability of at least 0.8. It does not say that anybody told them to. Leaves issues.csv, terms.csv, timeline.csv, exemplars.csv and summary.json.")
        {
            files, output, background, sheets, q, seed, overwrite,
        };
        command.SetAction(call => Run(
            call.GetValue(files)!, OutputGuard.Named(call.GetValue(output)!, isFolder: true), call.GetValue(background), call.GetValue(sheets) ?? [],
            Rate(call.GetValue(q)), call.GetValue(seed), call.GetValue(overwrite)));
        return command;
    }

    private static int Run(string[] files, string folder, string? background, string[] sheets, double q, ulong seed, bool overwrite)
    {
        CancellationToken cancel = Interrupt.Token;
        string[] inputs = [.. files, .. background is null ? (string[])[] : [background], .. sheets];
        foreach (string file in inputs)
        {
            InputFile.Regular(file);
        }
        OutputFolder.Check(folder, IssueTables.Files, inputs, overwrite, "issues");
        List<TermSheet> own = [.. sheets.SelectMany(Sheets)];
        var needs = new PostNeeds(Account: true, Time: true, Text: true);
        PostMaterial assets = PostFiles.Read(files, needs, cancel);
        PostMaterial? others = background is null ? null : PostFiles.Read([background], needs, cancel);
        var posts = new IssuePosts(assets.Posts, others?.Posts);
        IssueResult result;
        using (var progress = new Progress("Searching", "percent", 100))
        {
            result = IssueFinder.Find(posts.Material, new IssueOptions { Seed = seed, Sheets = [.. own, .. IssueFinder.BuiltInSheets] }, done => progress.Report((long)(100 * done)), cancel);
        }
        PostMaterial both = others is null ? assets : assets with
        {
            Files = [.. assets.Files, .. others.Files],
            Refused = [.. assets.Refused, .. others.Refused],
            Notes = [.. assets.Notes, .. others.Notes],
        };
        List<string> notes = Notes(posts, result);
        using var output = new OutputFolder(folder);
        output.Write("issues.csv", to => IssueTables.Issues(to, result));
        output.Write("terms.csv", to => IssueTables.Terms(to, result));
        output.Write("timeline.csv", to => IssueTables.Timeline(to, result));
        output.Write("exemplars.csv", to => IssueTables.Exemplars(to, result, posts));
        if (both.Refused.Count > 0)
        {
            output.Write("rejected.csv", to => RejectedRows.Table(to, both.Refused));
        }
        output.Write("summary.json", to => PostSummary.Write(
            to, "issues", both, notes,
            json =>
            {
                json.WriteString("background", background);
                json.WriteStartArray("sheets");
                foreach (string sheet in sheets)
                {
                    json.WriteStringValue(sheet);
                }
                json.WriteEndArray();
                json.WriteNumber("q", q);
                json.WriteNumber("seed", seed);
            },
            json => IssueTables.Figures(json, result, q)));
        output.Finish(IssueTables.Files);
        Tell(both, result, notes, q, folder);
        return Exit.Done;
    }

    private static List<string> Notes(IssuePosts posts, IssueResult result)
    {
        var notes = new List<string>();
        if (!posts.Material.HasBackground)
        {
            notes.Add("there is no background to compare with: q, lift and background_share are empty and nothing can be reported; name posts of others over the same days with --background.");
        }
        if (posts.AlsoAssets > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{posts.AlsoAssets} {(posts.AlsoAssets == 1 ? "account of the background is an asset" : "accounts of the background are assets")}; their posts there were left out."));
        }
        foreach (LanguageCoverage language in result.Coverage)
        {
            if (!language.HasWords)
            {
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"language {language.Language}: {language.Posts} posts are written without blanks between words and were counted, but not read; there is no tokeniser for them."));
            }
            else if (!language.HasStopWords && language.Language != "und")
            {
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"language {language.Language}: {language.Posts} posts were read, but there is no list of small words; some may stand among the terms."));
            }
        }
        return notes;
    }

    private static void Tell(PostMaterial material, IssueResult result, List<string> notes, double q, string folder)
    {
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Documents:N0} posts of {result.Assets:N0} assets, {result.BackgroundDocuments:N0} posts of {result.BackgroundAccounts:N0} others; {result.WordsLookedAt:N0} words and {result.Issues.Count:N0} issues looked at"));
        int told = 0;
        foreach (Issue issue in result.Issues)
        {
            if (IssueTables.IsReported(issue, q))
            {
                told++;
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Plain.Text(issue.Label)}: {issue.Documents} posts of {issue.Assets} assets, {issue.Lift:F1} times the background (90 %: {issue.Low:F1} to {issue.High:F1}), q {issue.Q:G2}, stability {issue.Stability:F2}"));
                Console.Out.WriteLine($"    {Plain.Text(string.Join(", ", issue.Terms.Take(8).Select(term => term.Text)))}");
            }
        }
        if (told == 0)
        {
            Console.Out.WriteLine("nothing stands out beyond chance and comes back when accounts are drawn again");
        }
        Console.Out.WriteLine($"tables: {Plain.Text(folder)}. A shared trade, region, party or hobby explains shared words as well as a plan does.");
        foreach (string note in material.Notes.Concat(notes))
        {
            Console.Error.WriteLine("tidemark: " + Plain.Text(note));
        }
        if (material.Refused.Count > 0)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"tidemark: {material.Refused.Count} {(material.Refused.Count == 1 ? "row was" : "rows were")} left out; rejected.csv says where and why."));
        }
    }

    private static IReadOnlyList<TermSheet> Sheets(string file)
    {
        if (new FileInfo(file).Length > LongestSheet)
        {
            throw new Refusal($"{file} is longer than a term sheet may be (1 MiB).");
        }
        try
        {
            return TermSheet.Parse("und", new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(file)).TrimStart('\uFEFF'));
        }
        catch (Exception fault) when (fault is FormatException or DecoderFallbackException)
        {
            throw new Refusal($"{file}: {(fault is FormatException ? fault.Message : "it is not UTF-8.")}");
        }
    }

    private static double Rate(double q) =>
        q is > 0 and < 1 ? q : throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"--q is {q}; it is a rate between 0 and 1, such as 0.05."));
}
