using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tidemark.App.Activation;
using Tidemark.App.Coordination;
using Tidemark.App.Inputs;
using Tidemark.App.Outputs;
using Tidemark.App.Posts;
using Tidemark.App.Terminal;
using Tidemark.Detection.Activation;
using Tidemark.Evidence.Sources;
using Tidemark.Model;

namespace Tidemark.App.Commands;

/// <summary><c>tidemark activation FILE…</c>: which accounts came to a new level or subject, when, and which did so together.</summary>
internal static class ActivationCommand
{
    public static CommandEntry Entry { get; } = new(
        "activation", "date when accounts woke, changed their subject, or did either together",
        ["tidemark activation posts.csv --out lives", "tidemark activation posts.csv.gz more.csv --events calendar.csv --q 0.01 --out lives"], Make);

    private static Command Make()
    {
        var files = new Argument<string[]>("FILE") { Description = "posts: CSV with account_id, timestamp_share, text and, if there is one, content_id; .gz is opened", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "the folder for the tables; made if it is missing", Required = true, HelpName = "DIR" };
        var events = new Option<string?>("--events") { Description = "a calendar of known events: CSV with date,to,label; what one of them accounts for says so", HelpName = "CALENDAR" };
        var q = new Option<double>("--q") { Description = "false-discovery rate: the share of reported changes that may be chance", DefaultValueFactory = _ => 0.05 };
        var seed = new Option<ulong>("--seed") { Description = "seed of the permutations", DefaultValueFactory = _ => 1 };
        var overwrite = new Option<bool>(OutputGuard.Overwrite) { Description = OutputGuard.OverwriteHelp };
        var command = new Command("activation", "Dates when an account came to a new level of posting or a new subject, beyond its own ordinary ups and downs, and which accounts did so together beyond chance. Newcomers stand apart, and what a shared event accounts for says so. It does not say why anybody changed, nor who is behind it. Leaves activations.csv, newcomers.csv, groups.csv, group_members.csv, states.csv and summary.json.")
        {
            files, output, events, q, seed, overwrite,
        };
        command.SetAction(call => Run(
            call.GetValue(files)!, OutputGuard.Named(call.GetValue(output)!, isFolder: true), call.GetValue(events), Rate(call.GetValue(q)),
            call.GetValue(seed), call.GetValue(overwrite)));
        return command;
    }

    private static int Run(string[] files, string folder, string? events, double q, ulong seed, bool overwrite)
    {
        CancellationToken cancel = Interrupt.Token;
        foreach (string file in files)
        {
            InputFile.Regular(file);
        }
        OutputFolder.Check(folder, ActivationTables.Files, events is null ? files : [.. files, events], overwrite, "activation");
        var options = new ActivationOptions(events is null ? [] : EventCalendar.Read(events), q, seed);
        PostMaterial material = PostFiles.Read(files, new PostNeeds(Account: true, Time: true, Text: true), cancel);
        RefuseCenturies(material.Posts);
        ActivationResult result = ActivationDetector.Run(material.Posts, options, cancel);
        using var output = new OutputFolder(folder);
        output.Write("activations.csv", to => ActivationTables.Activations(to, material.Posts, result));
        output.Write("newcomers.csv", to => ActivationTables.Newcomers(to, material.Posts, result));
        output.Write("groups.csv", to => ActivationTables.Groups(to, result));
        output.Write("group_members.csv", to => ActivationTables.Members(to, material.Posts, result));
        output.Write("states.csv", to => ActivationTables.States(to, material.Posts, result));
        if (material.Refused.Count > 0)
        {
            output.Write("rejected.csv", to => RejectedRows.Table(to, material.Refused));
        }
        output.Write("summary.json", to => PostSummary.Write(
            to, "activation", material, [], json => Options(json, options, events), json => Figures(json, result, q)));
        output.Finish(ActivationTables.Files);
        Tell(material, result, q, folder);
        return Exit.Done;
    }

    private static void Options(Utf8JsonWriter json, ActivationOptions options, string? events)
    {
        json.WriteNumber("q", options.Q);
        json.WriteNumber("seed", options.Seed);
        json.WriteString("events", events);
        json.WriteNumber("events_given", options.Events.Count);
    }

    private static void Figures(Utf8JsonWriter json, ActivationResult result, double q)
    {
        json.WriteString("first_day", ActivationDetector.Date(result.Lives.FirstDay));
        json.WriteString("last_day", ActivationDetector.Date(result.Lives.FirstDay + result.Lives.Days - 1));
        json.WriteNumber("tested_volume", result.VolumeTests);
        json.WriteNumber("tested_topic", result.TopicTests);
        json.WriteNumber("reported_volume", Reported(result, "volume", q));
        json.WriteNumber("reported_topic", Reported(result, "topic", q));
        json.WriteNumber("newcomers", result.Newcomers.Count);
        json.WriteNumber("groups", result.Groups.Count);
        json.WriteNumber("memory", Math.Round(result.Memory, 4));
        json.WriteStartArray("shared_events");
        foreach (SharedEvent shared in result.Events)
        {
            json.WriteStartObject();
            json.WriteString("from", ActivationDetector.Date(result.Lives.FirstDay + shared.From));
            json.WriteString("to", ActivationDetector.Date(result.Lives.FirstDay + shared.To));
            json.WriteString("label", shared.Label);
            json.WriteBoolean("given", shared.Given);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static int Reported(ActivationResult result, string kind, double q) =>
        result.Changes.Count(change => change.Kind == kind && change.Q <= q && change.Change.ExplainedBy is null);

    private static void Tell(PostMaterial material, ActivationResult result, double q, string folder)
    {
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{material.Posts.Count:N0} posts of {material.Posts.Accounts.Count:N0} accounts, {ActivationDetector.Date(result.Lives.FirstDay)} to {ActivationDetector.Date(result.Lives.FirstDay + result.Lives.Days - 1)}"));
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Reported(result, "volume", q)} came to a new level and {Reported(result, "topic", q)} to a new subject at q ≤ {q}; {result.Newcomers.Count} newcomers stand apart; {result.Events.Count} shared events"));
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Groups.Count} groups started within days of each other beyond chance"));
        Console.Out.WriteLine($"tables: {Plain.Text(folder)}. A change is no proof of a hand behind it; holidays, jobs and news change people, too.");
        foreach (string note in material.Notes)
        {
            Console.Error.WriteLine("tidemark: " + Plain.Text(note));
        }
        if (material.Refused.Count > 0)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"tidemark: {material.Refused.Count} {(material.Refused.Count == 1 ? "row was" : "rows were")} left out; rejected.csv says where and why."));
        }
    }

    /// <summary>A wrong time stretches the data and makes a newcomer of everybody; more than a century of posts there is none.</summary>
    internal static void RefuseCenturies(PostColumns posts)
    {
        const long Century = 36_525L * 86_400 * UnixTime.PerSecond;
        long first = posts.Time.Min(), last = posts.Time.Max();
        if ((Int128)last - first > Century)
        {
            throw new Refusal($"times run from {new UnixTime(first)} to {new UnixTime(last)}, more than a century; take out rows whose time means \"not known\".");
        }
    }

    private static double Rate(double q) =>
        q is > 0 and < 1 ? q : throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"--q is {q}; it is a rate between 0 and 1, such as 0.05."));
}
