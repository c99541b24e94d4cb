using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tidemark.App.Commands;
using Tidemark.App.Findings;
using Tidemark.App.Terminal;
using Tidemark.Detection.Activation;
using Tidemark.Evidence.Custody;
using Tidemark.Model;
using Tidemark.Publishing.Assets;
using Tidemark.Publishing.Findings;

namespace Tidemark.App.Assets;

/// <summary>Lives of the accounts of a case: which came to a new level of posting or a new subject, when, and which did so together.</summary>
internal static class CaseLives
{
    private static readonly string[] Innocent =
    [
        "A new job, an illness that ended, a new device or app, a move: lives change, and posting with them.",
        "An election, a season or a long affair that concerns this account more than others; short events that move many are taken out, long ones are not.",
        "How the posts were collected: a search that began later, or an archive with gaps, makes a start where there was none.",
        "An account that was handed on openly, or a newsroom that gave it a new task.",
    ];

    private static readonly string[] Refutes =
    [
        "Posts of this account from the time before that are missing here: the level or the subject was there already.",
        "A public reason for the day, found outside this material.",
    ];

    private static readonly string[] GroupInnocent =
    [
        "A call, a strike, a festival or a piece of news that reached those who were silent and not those who were awake.",
        "A platform or an outage that came back for these accounts on this day, or a collection that began with it.",
        "A club, a class or a campaign that starts openly together.",
    ];

    /// <summary>Looks at all lives and keeps what was found; what was found before is replaced.</summary>
    public static (AssetRun Run, IReadOnlyList<Finding> Findings) Detect(CaseFolder folder, double q, ulong seed)
    {
        CasePosts posts = CasePosts.Read(folder);
        ActivationCommand.RefuseCenturies(posts.Posts);
        ActivationResult result = ActivationDetector.Run(posts.Posts, new ActivationOptions([], q, seed), Interrupt.Token);
        var options = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["q"] = q.ToString("R", CultureInfo.InvariantCulture) };
        AssetChange[] reported = [.. result.Changes.Where(change => change.Q <= q && change.Change.ExplainedBy is null)];
        StartGroup[] groups = [.. result.Groups.Where(group => group.Q <= q && group.ExplainedBy is null)];
        var words = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var findings = new List<Finding>();
        foreach (AssetChange change in reported.OrderBy(change => change.Change.Day).ThenBy(change => change.Change.Asset).ThenBy(change => change.Kind, StringComparer.Ordinal))
        {
            Finding finding = Of(change, result, posts, options, seed);
            findings.Add(finding);
            if (change.Change.Subject is { Length: > 0 } subject)
            {
                words[finding.Id] = subject;
            }
        }
        findings.AddRange(groups.OrderBy(group => group.Day).ThenBy(group => group.Kind, StringComparer.Ordinal).Select(group => Of(group, result, posts, options, seed)));
        int explained = result.Changes.Count(change => change.Q <= q && change.Change.ExplainedBy is not null);
        CultureInfo plain = CultureInfo.InvariantCulture;
        var run = new AssetRun(ActivationDetector.Name, ActivationDetector.Version, options, seed, posts.Inputs, result.Lives.FirstDay, result.Lives.FirstDay + result.Lives.Days - 1)
        {
            Sentences =
            [
                string.Create(plain, $"{posts.Posts.Count:N0} posts of {result.Lives.Assets:N0} accounts over {result.Lives.Days:N0} days; {result.VolumeTests:N0} lives were long enough to be tested for a new level, {result.TopicTests:N0} for a new subject."),
                string.Create(plain, $"Found at q ≤ {q}: new levels {reported.Count(change => change.Kind == "volume"):N0}, new subjects {reported.Count(change => change.Kind == "topic"):N0}, starts in common {groups.Length:N0}."),
                string.Create(plain, $"Shared events found in the data: {result.Events.Count:N0}; changes that they account for and that are not listed: {explained:N0}."),
                string.Create(plain, $"Newcomers, whose first post is 30 days or more after the data begin: {result.Newcomers.Count:N0}. An arrival is not an activation; they stand apart."),
            ],
            Words = words,
            Newcomers = [.. result.Newcomers.Select(asset => new AssetArrival(posts.Posts.Accounts.Text(asset), result.Lives.FirstDay + result.Lives.First(asset)))],
        };
        CaseFindings.Write(folder, ActivationDetector.Name, options, seed, posts.Inputs, findings.Count,
        [
            (ActivationDetector.Name + ".jsonl", stream => FindingLines.Write(findings, stream)),
            (ActivationDetector.Name + AssetRunFile.Ending, stream => AssetRunFile.Write(run, stream)),
        ]);
        return (run, findings);
    }

    private static Finding Of(AssetChange change, ActivationResult result, CasePosts posts, SortedDictionary<string, string> options, ulong seed)
    {
        LifeChange life = change.Change;
        bool level = change.Kind == "volume";
        string account = posts.Posts.Accounts.Text(life.Asset), day = Day(result, life.Day);
        CultureInfo plain = CultureInfo.InvariantCulture;
        string sentence = level
            ? string.Create(plain, $"{account} came to a new level of posting on {day} (between {Day(result, life.From)} and {Day(result, life.To)}): {life.AfterRate:0.##} posts a day over four weeks, {life.BeforeRate:0.##} in its life before, {life.DormantDays:N0} silent days right before. Why, this does not say.")
            : string.Create(plain, $"{account} came to a new subject on {day} (between {Day(result, life.From)} and {Day(result, life.To)}): {life.AfterRate:P0} of its posts are on it, {life.BeforeRate:P0} before; its words: {life.Subject}. Why, this does not say.");
        return new Finding
        {
            Id = IdOf(options, seed, posts.Inputs, $"{change.Kind} {day} {account}"),
            Detector = ActivationDetector.Name, Version = ActivationDetector.Version, Options = options, Seed = seed, Inputs = posts.Inputs,
            Subjects = [account], Sentence = sentence,
            Measures =
            [
                Date(level ? LifeMeasures.NewLevel : LifeMeasures.NewSubject, result, life.Day, life.From, life.To),
                new Measure(LifeMeasures.Before, life.BeforeRate, level ? "posts a day" : "share of posts"),
                new Measure(LifeMeasures.After, life.AfterRate, level ? "posts a day" : "share of posts"),
                new Measure(LifeMeasures.Dormant, life.DormantDays, "days"),
            ],
            Null = new NullModel(
                level ? "the account's own dispersion, autocorrelation and weekly rhythm" : "permutations of the account's own weeks",
                life.BeforeRate, life.AfterRate, life.P, change.Q, level ? result.VolumeTests : result.TopicTests),
            Evidence = Rows(posts, life.Asset, result.Lives.FirstDay + life.Day), InnocentExplanations = Innocent, WouldRefute = Refutes,
        };
    }

    private static Finding Of(StartGroup group, ActivationResult result, CasePosts posts, SortedDictionary<string, string> options, ulong seed)
    {
        string[] members = [.. group.Members.Select(member => posts.Posts.Accounts.Text(member.Asset)).Order(StringComparer.Ordinal)];
        string day = Day(result, group.Day);
        return new Finding
        {
            Id = IdOf(options, seed, posts.Inputs, $"group {group.Kind} {day} {string.Join(' ', members)}"),
            Detector = ActivationDetector.Name, Version = ActivationDetector.Version, Options = options, Seed = seed, Inputs = posts.Inputs,
            Subjects = members,
            Sentence = string.Create(CultureInfo.InvariantCulture,
                $"{members.Length:N0} accounts, each quiet before by its own measure, {(group.Kind == "topic" ? "came to a new subject" : "started")} between {Day(result, group.From)} and {Day(result, group.To)}; independent starts would put {group.Expected:0.##} there. They are synchronised; whether anybody told them to, this does not say."),
            Measures =
            [
                Date(LifeMeasures.Common, result, group.Day, group.From, group.To),
                new Measure(LifeMeasures.Members, members.Length, "accounts"),
            ],
            Null = new NullModel("independent starts at the observed rate over this period", group.Expected, members.Length, group.P, group.Q, Math.Max(1, result.Groups.Count)),
            Evidence = [.. group.Members.SelectMany(member => Rows(posts, member.Asset, result.Lives.FirstDay + member.Day).Take(2)).Distinct()],
            InnocentExplanations = GroupInnocent, WouldRefute = Refutes,
        };
    }

    private static Measure Date(string name, ActivationResult result, int day, int from, int to) => new(
        name, result.Lives.FirstDay + day, LifeMeasures.DayUnit, result.Lives.FirstDay + from, result.Lives.FirstDay + to);

    /// <summary>The last post before the day, and the first of every day of the four weeks from it: at most 29 rows show level and start.</summary>
    private static List<EvidenceRef> Rows(CasePosts posts, int account, int day)
    {
        const int Weeks = 28;
        (int from, int to) = posts.Of(account);
        var rows = new List<EvidenceRef>();
        int seen = int.MinValue;
        for (int post = from; post < to; post++)
        {
            int here = posts.Posts.Day(post);
            if (here < day && (post + 1 == to || posts.Posts.Day(post + 1) >= day) || here >= day && here < day + Weeks && here != seen)
            {
                rows.Add(posts.Row(post));
            }
            seen = here;
        }
        return rows;
    }

    private static string Day(ActivationResult result, int day) => ActivationDetector.Date(result.Lives.FirstDay + day);

    private static string IdOf(SortedDictionary<string, string> options, ulong seed, IReadOnlyList<string> inputs, string what)
    {
        string text = $"{ActivationDetector.Name} {ActivationDetector.Version} {string.Join(' ', options.Select(option => $"{option.Key}={option.Value}"))} {seed.ToString(CultureInfo.InvariantCulture)} {string.Join(' ', inputs)} {what}";
        return "A" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..15];
    }
}
