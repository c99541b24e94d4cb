using System.CommandLine;
using System.Globalization;
using Tidemark.App.Coordination;
using Tidemark.App.Outputs;
using Tidemark.App.Terminal;
using Tidemark.Detection.Coordination;
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
        "coordination", "search files without a case: who shares the same things within seconds, beyond chance",
        [
            "tidemark coordination shares.csv --window 60 --out result",
            "tidemark coordination shares.csv --sweep --out windows",
            "tidemark coordination posts.csv.gz --trace link --window 300 --q 0.01 --pairs --out result",
            "tidemark coordination posts.csv.gz --trace link,hashtag,similar --window 60 --out result",
            "tidemark coordination shares.csv --window 10 --compat coortweet --min-participation 2 --out result",
        ],
        Make);

    private static Command Make()
    {
        var files = new Argument<string[]>("FILE") { Description = "share tables (account_id, content_id, object_id, timestamp_share) or posts (CSV, TSV, JSON Lines); .gz and .zst are opened", Arity = ArgumentArity.OneOrMore };
        var window = new Option<string>("--window") { Description = "two shares at most this many seconds apart are synchronous (both ends included; decimals allowed); needed unless --sweep is given", HelpName = "SECONDS" };
        var sweep = new Option<bool>("--sweep") { Description = "help with the choice of window: groups, false alarms and power from 5 s to 1 h (sweep.html, sweep.csv); 45 passes instead of 2" };
        var output = new Option<string>("--out") { Description = "the folder for report and tables; made if it is missing", Required = true, HelpName = "DIR" };
        var q = new Option<double>("--q") { Description = "false-discovery rate: the share of kept edges that may be chance", DefaultValueFactory = _ => 0.01 };
        var seed = new Option<ulong>("--seed") { Description = "seed of the grouping and of the control run", DefaultValueFactory = _ => 1 };
        var minWeight = new Option<int?>("--min-weight") { Description = "distinct objects an edge needs [default: 3; 1 with --no-significance or --compat]", HelpName = "N" };
        var minParticipation = new Option<int?>("--min-participation") { Description = "shares an account needs [default: 1; 2 under --compat coortweet]", HelpName = "N" };
        var noSignificance = new Option<bool>("--no-significance") { Description = "no null model and no report: a threshold alone, which accuses innocents; for comparison and speed" };
        var compat = new Option<string?>("--compat") { Description = CompatWords.Help, HelpName = "coortweet|cnt" };
        var keepLoops = new Option<bool>("--keep-loops") { Description = "also pair two posts of one account (not with tests)" };
        var pairs = new Option<bool>("--pairs") { Description = "write pairs.csv too: behind each edge, which two posts, how many seconds apart" };
        var only = new Option<string?>("--only") { Description = "write edges.csv and summary.json only", HelpName = "edges" };
        var trace = new Option<string?>("--trace") { Description = $"{TraceWords.Help}; {TraceChoice.InWords}", HelpName = "KIND[,KIND…]" };
        var zone = new Option<string?>("--zone") { Description = "the zone of times that name none: Europe/Berlin, +02:00, UTC; without it UTC, with a notice" };
        var map = new Option<string[]>("--map") { Description = "field=column; repeatable. Fields: id, account, time, text, language, object, url, domain, hashtag, mention, repost, reply, media, is-repost", AllowMultipleArgumentsPerToken = false };
        var showAccounts = new Option<bool>("--show-accounts") { Description = "name accounts in the report and on the screen too; the tables always name them" };
        var memory = new Option<string?>("--memory") { Description = "most memory to use, such as 2GB; the call ends with a message rather than take more", HelpName = "SIZE" };
        var overwrite = new Option<bool>(OutputGuard.Overwrite) { Description = OutputGuard.OverwriteHelp };
        var command = new Command("coordination", "Searches files without a case for accounts that share the same things within seconds of each other more often than chance explains. Leaves report.html (of tested results), edges.csv, accounts.csv and summary.json.")
        {
            files, window, sweep, output, q, seed, minWeight, minParticipation, noSignificance, compat, keepLoops, pairs, only, trace, zone, map,
            showAccounts, memory, overwrite,
        };
        command.SetAction(parsed =>
        {
            CoordinationMode mode = Mode(parsed.GetValue(compat), parsed.GetValue(noSignificance), parsed.GetResult(q) is { Implicit: false });
            int? participation = parsed.GetValue(minParticipation);
            if (mode == CoordinationMode.Cnt && participation is not null)
            {
                throw new Refusal("--min-participation means nothing under --compat cnt; leave it out.");
            }
            SweepWish wish = Sweep(parsed.GetValue(sweep), parsed.GetValue(window), mode, parsed.GetValue(only), parsed.GetValue(pairs));
            LimitMemory(parsed.GetValue(memory));
            return Run(new CoordinationCall
            {
                Files = parsed.GetValue(files)!,
                Out = OutputGuard.Named(parsed.GetValue(output)!, isFolder: true),
                Overwrite = parsed.GetValue(overwrite),
                Window = wish == SweepWish.Alone ? ("", 0) : Window(parsed.GetValue(window)!),
                Sweep = wish,
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
        foreach (string file in call.Files)
        {
            Inputs.InputFile.Regular(file);
        }
        OutputFolder.Check(call.Out, CoordinationFiles.All, call.Files, call.Overwrite);
        if (call.Traces.Count > 1)
        {
            return SeveralTracesRun.Run(call, cancel);
        }
        call = Chosen(call, out string? chosen, cancel);
        ShareMaterial material = ShareSources.Read(call, cancel)[0];
        if (call.MinParticipation > 1 && call.Mode != CoordinationMode.CooRTweet)
        {
            material = material with { Shares = Participants.Of(material.Shares, call.MinParticipation) };
        }
        if (call.Sweep == SweepWish.Alone)
        {
            return SweepOutput.Alone(call, material, cancel);
        }
        CoordinationRun run = CoordinationRun.Of(call, material, Tell, cancel);
        WindowSweepResult? sweep = call.Sweep == SweepWish.None ? null : SweepOutput.Run(material.Shares, SweepOutput.Options(call), run.Index, cancel);
        List<string> warnings = [.. chosen is null ? [] : new[] { chosen }, .. CoordinationNotes.Of(call, material, run)];
        List<string> notes = [.. material.Notes, .. warnings];
        using var output = new OutputFolder(call.Out);
        output.Write("edges.csv", to => CoordinationTables.Edges(to, material.Shares, run.Edges));
        if (!call.OnlyEdges)
        {
            output.Write("accounts.csv", to => CoordinationTables.Accounts(to, material.Shares, run));
            if (run.Tested is not null)
            {
                output.Write("groups.csv", to => GroupTable.Write(to, material.Shares, run.Profiles));
            }
            if (call.Pairs)
            {
                output.Write("pairs.csv", to => CoordinationTables.Pairs(to, material.Shares, run, cancel));
            }
            if (material.Refused.Count > 0)
            {
                output.Write("rejected.csv", to => RejectedRows.Table(to, material.Refused));
            }
        }
        if (run.Tested is not null && !call.OnlyEdges)
        {
            output.Write("report.html", to => QuickReport.Write(to, call, material, run, warnings, sweep, cancel));
        }
        if (sweep is not null)
        {
            SweepOutput.Files(output, call, material, sweep, warnings);
        }
        output.Write("summary.json", to => CoordinationSummary.Write(to, call, material, run, notes, sweep));
        output.Finish(CoordinationFiles.All);
        if (sweep is not null)
        {
            SweepOutput.Say(Console.Out, sweep);
        }
        Say(call, material, run, notes);
        return Exit.Done;
    }

    /// <summary>Where files hold posts and nobody said what to compare them by, the most specific thing they have is taken, and said.</summary>
    private static CoordinationCall Chosen(CoordinationCall call, out string? note, CancellationToken cancel)
    {
        note = null;
        if (call.Traces.Count > 0 || TraceChoice.Count(call.Files, call.Reading, cancel) is not { } counts
            || TraceChoice.Of(counts.Of, counts.Posts) is not { } kind)
        {
            return call;
        }
        string others = TraceChoice.Held(counts.Of, but: kind);
        note = $"posts were compared by one kind of trace: {TraceChoice.Held(counts.Of.Where(c => c.Key == kind).ToDictionary())}"
            + (others.Length > 0 ? $"; they also hold {others}, which --trace asks for" : "");
        return call with { Traces = [kind] };
    }

    /// <summary>Nothing is capped: a dear window is announced, and the objects that make it dear.</summary>
    private static void Tell(ShareColumns shares, PairPrice price)
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
            $"{Many(run.Index.Rows, "share")} of {Many(run.Index.Objects, "object")} by {Many(run.Index.Accounts, "account")}; window {call.Window.Text} s, minimum weight {call.MinWeight}."));
        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Many(run.Edges.Count, "edge")}{(call.Mode == CoordinationMode.Tested ? $" kept at q ≤ {call.Q:R}" : ", not tested against chance")}{(run.Groups is null ? "" : $", {Many(run.Groups.All.Count, "group")}")}."));
        if (run.Tested is { } tested)
        {
            if (tested.Groups.All.Count > 0)
            {
                to.WriteLine(GroupWords.Hold(GroupTests.Of(tested), call.Q));
            }
            foreach (var control in tested.Control)
            {
                to.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"Control run with scrambled times: {Many(control.Edges, "edge")}, {Many(control.Groups, "group")} (any of them is a false alarm)."));
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

    private static string Many(long count, string one) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {one}{(count == 1 ? "" : "s")}");

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

    private static SweepWish Sweep(bool sweep, string? window, CoordinationMode mode, string? only, bool pairs)
    {
        if (!sweep)
        {
            return window is not null ? SweepWish.None : throw new Refusal("Option '--window' is required; --sweep helps to choose one. See `tidemark coordination --help`.");
        }
        if (mode != CoordinationMode.Tested)
        {
            throw new Refusal("--sweep compares what is kept with chance; leave out --no-significance and --compat.");
        }
        if (only is not null || (pairs && window is null))
        {
            throw new Refusal($"--sweep {(only is not null ? "writes a page and a table; leave out --only" : "alone finds no pairs to write; name a --window, or leave out --pairs")}.");
        }
        return window is null ? SweepWish.Alone : SweepWish.Beside;
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
