using System.CommandLine;
using System.Globalization;
using Tidemark.App.Coordination;
using Tidemark.App.Terminal;
using Tidemark.Detection.Graph;
using Tidemark.Evidence.Sources;
using Tidemark.Model;

namespace Tidemark.App.Commands;

/// <summary><c>tidemark coordination</c>: from share tables or posts to edges and groups, without a case.</summary>
internal static class CoordinationCommand
{
    /// <summary>Above so many pairs in the window the user is told the price before it is paid.</summary>
    private const long Dear = 200_000_000;

    public static CommandEntry Entry { get; } = new(
        "coordination", "Find accounts that share the same things within seconds of each other, beyond chance",
        [
            "tidemark coordination shares.csv --window 60 --out result",
            "tidemark coordination posts.csv.gz --trace link --window 300 --q 0.01 --pairs --out result",
            "tidemark coordination posts.csv.gz --trace link,hashtag,similar --window 60 --out result",
            "tidemark coordination shares.csv --window 10 --compat coortweet --min-participation 2 --out result",
        ],
        Make);

    private static Command Make()
    {
        var files = new Argument<string[]>("FILE") { Description = "Share tables (account_id, content_id, object_id, timestamp_share) or posts with --trace; .gz and .zst are opened.", Arity = ArgumentArity.OneOrMore };
        var window = new Option<string>("--window") { Description = "Two shares at most this many seconds apart are synchronous (inclusive; decimals allowed).", Required = true, HelpName = "SECONDS" };
        var output = new Option<string>("--out") { Description = "Folder for edges.csv, accounts.csv, pairs.csv, summary.json; made if missing.", Required = true, HelpName = "DIR" };
        var q = new Option<double>("--q") { Description = "False-discovery rate: the share of kept edges that may be chance.", DefaultValueFactory = _ => 0.01 };
        var seed = new Option<ulong>("--seed") { Description = "Seed of grouping and control run.", DefaultValueFactory = _ => 1 };
        var minWeight = new Option<int?>("--min-weight") { Description = "Fewest distinct objects of an edge (default 3; 1 with --no-significance or --compat)." };
        var minParticipation = new Option<int?>("--min-participation") { Description = "Fewest shares of an account (default 2 under --compat coortweet, else 1)." };
        var noSignificance = new Option<bool>("--no-significance") { Description = "No null model: a threshold alone, which accuses innocents. For comparison and speed." };
        var compat = new Option<string?>("--compat") { Description = "Another tool's rules: coortweet or cnt.", HelpName = "coortweet|cnt" };
        var keepLoops = new Option<bool>("--keep-loops") { Description = "Also pair two posts of one account." };
        var pairs = new Option<bool>("--pairs") { Description = "Write pairs.csv: which two posts, how many seconds apart, behind each edge." };
        var only = new Option<string?>("--only") { Description = "Write edges.csv and summary.json only.", HelpName = "edges" };
        var trace = new Option<string?>("--trace") { Description = TraceWords.Help, HelpName = "KIND[,KIND…]" };
        var zone = new Option<string?>("--zone") { Description = "Zone of times that name none (Europe/Berlin, +02:00); else UTC, with a notice." };
        var map = new Option<string[]>("--map") { Description = "Which column holds a field, as field=column; may be repeated.", AllowMultipleArgumentsPerToken = false };
        var showAccounts = new Option<bool>("--show-accounts") { Description = "Name accounts on the screen too; the tables always name them." };
        var memory = new Option<string?>("--memory") { Description = "Most memory to use, e.g. 2GB; the call ends with a message rather than take more.", HelpName = "SIZE" };
        var command = new Command("coordination", Entry.Summary)
        {
            files, window, output, q, seed, minWeight, minParticipation, noSignificance, compat, keepLoops, pairs, only, trace, zone, map,
            showAccounts, memory,
        };
        command.SetAction(parsed =>
        {
            CoordinationMode mode = Mode(parsed.GetValue(compat), parsed.GetValue(noSignificance), parsed.GetResult(q) is { Implicit: false });
            int? participation = parsed.GetValue(minParticipation);
            if (mode == CoordinationMode.Cnt && participation is not null)
            {
                throw new Refusal("--min-participation means nothing under --compat cnt; leave it out.");
            }
            LimitMemory(parsed.GetValue(memory));
            return Run(new CoordinationCall
            {
                Files = parsed.GetValue(files)!,
                Out = NotEmpty(parsed.GetValue(output)!, "--out"),
                Window = Window(parsed.GetValue(window)!),
                Mode = mode,
                MinWeight = AtLeast(parsed.GetValue(minWeight) ?? (mode == CoordinationMode.Tested ? 3 : 1), 1, "--min-weight"),
                MinParticipation = AtLeast(participation ?? (mode == CoordinationMode.CooRTweet ? 2 : 1), 0, "--min-participation"),
                Q = Rate(parsed.GetValue(q)),
                Seed = parsed.GetValue(seed),
                KeepLoops = parsed.GetValue(keepLoops),
                Pairs = parsed.GetValue(pairs),
                OnlyEdges = Only(parsed.GetValue(only)),
                ShowAccounts = parsed.GetValue(showAccounts),
                Traces = TraceWords.Parse(parsed.GetValue(trace)),
                Reading = Reading(parsed.GetValue(zone), parsed.GetValue(map) ?? []),
            });
        });
        return command;
    }

    private static int Run(CoordinationCall call)
    {
        CancellationToken cancel = Interrupt.Token;
        if (call.Traces.Count > 1)
        {
            return SeveralTracesRun.Run(call, cancel);
        }
        ShareMaterial material = ShareSources.Read(call, cancel)[0];
        if (call.MinParticipation > 1 && call.Mode != CoordinationMode.CooRTweet)
        {
            material = material with { Shares = Participants.Of(material.Shares, call.MinParticipation) };
        }
        CoordinationRun run = CoordinationRun.Of(call, material, Tell, cancel);
        List<string> warnings = [.. CoordinationNotes.Of(call, material, run)];
        List<string> notes = [.. material.Notes, .. warnings];
        using var output = new OutputFolder(call.Out);
        output.Write("edges.csv", to => CoordinationTables.Edges(to, material.Shares, run.Edges));
        if (!call.OnlyEdges)
        {
            output.Write("accounts.csv", to => CoordinationTables.Accounts(to, material.Shares, run));
            if (call.Pairs)
            {
                output.Write("pairs.csv", to => CoordinationTables.Pairs(to, material.Shares, run, cancel));
            }
            if (material.Refused.Count > 0)
            {
                output.Write("rejected.csv", to => CoordinationTables.Rejected(to, material.Refused));
            }
        }
        if (run.Tested is { } result && !call.OnlyEdges)
        {
            output.Write("report.html", to => QuickReport.Write(to, call, material, result, warnings));
        }
        output.Write("summary.json", to => CoordinationSummary.Write(to, call, material, run, notes));
        output.Finish(CoordinationFiles.All);
        Say(call, material, run, notes);
        return Exit.Done;
    }

    /// <summary>Nothing is capped: a dear window is announced, and the objects that make it dear.</summary>
    private static void Tell(ShareColumns shares, Detection.Coordination.PairPrice price)
    {
        if (price.Pairs >= Dear)
        {
            string hot = string.Join(", ", price.Hottest.Take(3).Select(h => string.Create(CultureInfo.InvariantCulture,
                $"'{Short(shares.Objects.Text(h.Object))}' {h.Pairs:N0}")));
            Console.Error.WriteLine(Plain.Text(string.Create(CultureInfo.InvariantCulture,
                $"tidemark: {price.Pairs:N0} pairs of shares lie within the window; a shorter one is cheaper. Most: {hot}.")));
        }
    }

    private static void Say(CoordinationCall call, ShareMaterial material, CoordinationRun run, List<string> notes)
    {
        TextWriter to = Console.Out;
        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{run.Index.Rows:N0} shares of {run.Index.Objects:N0} objects by {run.Index.Accounts:N0} accounts; window {call.Window.Text} s, minimum weight {call.MinWeight}."));
        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{run.Edges.Count:N0} {(call.Mode == CoordinationMode.Tested ? $"edges kept at q ≤ {call.Q:R}" : "edges, not tested against chance")}{(run.Groups is null ? "" : $", {run.Groups.All.Count:N0} groups")}."));
        if (run.Tested is { } tested)
        {
            foreach (var control in tested.Control)
            {
                to.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"Control run with scrambled times: {control.Edges:N0} edges, {control.Groups:N0} groups (any of them is a false alarm)."));
            }
        }
        foreach (AccountGroup group in (run.Groups?.All ?? []).Take(call.ShowAccounts ? 10 : 0))
        {
            to.WriteLine(Plain.Text(string.Create(CultureInfo.InvariantCulture,
                $"Group {group.Number}, {group.Accounts.Length} accounts: {string.Join(", ", group.Accounts.Take(20).Select(a => Short(material.Shares.Accounts.Text(a))))}{(group.Accounts.Length > 20 ? " …" : "")}")));
        }
        foreach (string note in notes)
        {
            Console.Error.WriteLine("tidemark: " + Plain.Text(note));
        }
        to.WriteLine(Plain.Text($"Written to {call.Out}"));
    }

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;

    private static CoordinationMode Mode(string? compat, bool noSignificance, bool asksQ)
    {
        CoordinationMode mode = compat switch
        {
            null => noSignificance ? CoordinationMode.Untested : CoordinationMode.Tested,
            "coortweet" => CoordinationMode.CooRTweet,
            "cnt" => CoordinationMode.Cnt,
            _ => throw new Refusal($"--compat is coortweet or cnt, not '{compat}'."),
        };
        if (asksQ && mode != CoordinationMode.Tested && compat is not null)
        {
            throw new Refusal("--q needs the null model, which --compat switches off; leave one of them out.");
        }
        return mode;
    }

    private static (string, long) Window(string text)
    {
        bool number = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal seconds);
        decimal nanoseconds = number && seconds < 9_000_000_000 ? seconds * UnixTime.PerSecond : -1;
        return nanoseconds >= 0 && nanoseconds == decimal.Truncate(nanoseconds)
            ? (text, (long)nanoseconds)
            : throw new Refusal($"--window is a number of seconds, at most nine decimals, such as 60 or 0.5, not '{text}'.");
    }

    private static int AtLeast(int value, int least, string option) => value >= least
        ? value
        : throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"{option} is at least {least}, not {value}."));

    private static double Rate(double q) => q is > 0 and < 1
        ? q
        : throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"--q lies between 0 and 1, not at {q}."));

    private static string NotEmpty(string text, string option) => text.Length > 0 ? text : throw new Refusal($"{option} is empty; name a folder.");

    private static bool Only(string? only) => only switch
    {
        null => false,
        "edges" => true,
        _ => throw new Refusal($"--only knows edges, not '{only}'."),
    };

    private static ReadOptions Reading(string? zone, string[] map)
    {
        SourceZone? given = null;
        if (zone is not null)
        {
            Parsed<SourceZone> parsed = SourceZone.Parse(zone);
            given = parsed.Ok ? parsed.Value : throw new Refusal(parsed.Fault.Reason + ".");
        }
        var choices = new List<ColumnChoice>();
        foreach (string item in map)
        {
            Parsed<ColumnChoice> parsed = ColumnChoice.Parse(item);
            choices.Add(parsed.Ok ? parsed.Value : throw new Refusal(parsed.Fault.Reason + "."));
        }
        return new ReadOptions { Zone = given, Map = choices };
    }

    private static void LimitMemory(string? size)
    {
        if (size is null)
        {
            return;
        }
        string upper = size.ToUpperInvariant();
        long unit = upper.EndsWith("GB", StringComparison.Ordinal) ? 1L << 30 : upper.EndsWith("MB", StringComparison.Ordinal) ? 1L << 20 : 0;
        if (unit == 0 || !decimal.TryParse(upper.AsSpan(0, upper.Length - 2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal count)
            || count * unit < 64 << 20 || count * unit > long.MaxValue)
        {
            throw new Refusal($"--memory is a size of at least 64MB, such as 500MB or 2GB, not '{size}'.");
        }
        AppContext.SetData("GCHeapHardLimit", (ulong)(count * unit));
        GC.RefreshMemoryLimit();
    }
}
