using System.Globalization;
using System.Text;
using System.Text.Json;
using Tidemark.Detection.Worlds;
using Xunit;

namespace Tidemark.Tests.App.Assets;

public sealed class CaseLivesTests(CaseLivesTests.Material material) : IClassFixture<CaseLivesTests.Material>
{
    private const double Rate = 0.05;

    [Fact]
    public void Findings_of_a_case_are_what_the_quick_look_reports_of_the_same_file()
    {
        string[] reported = [.. Table(Path.Combine(material.Quick, "activations.csv"))
            .Where(row => double.Parse(row["q"], CultureInfo.InvariantCulture) <= Rate && row["explained_by"].Length == 0)
            .Select(row => $"{row["asset"]} {row["kind"]} {row["date"]} {row["from"]} {row["to"]}").Order(StringComparer.Ordinal)];
        Assert.NotEmpty(reported);
        string[] found = [.. material.Findings().Where(finding => finding.Kind != "group")
            .Select(finding => $"{finding.Subjects[0]} {finding.Kind} {finding.Day} {finding.From} {finding.To}").Order(StringComparer.Ordinal)];
        Assert.Equal(reported, found);
        string[] groups = [.. Table(Path.Combine(material.Quick, "groups.csv"))
            .Where(row => double.Parse(row["q"], CultureInfo.InvariantCulture) <= Rate && row["explained_by"].Length == 0)
            .Select(row => $"{row["date"]} {row["assets"]}").Order(StringComparer.Ordinal)];
        Assert.Equal(groups, material.Findings().Where(finding => finding.Kind == "group").Select(finding => $"{finding.Day} {finding.Subjects.Length}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_woken_are_named_and_newcomers_and_steady_lives_are_not()
    {
        Dictionary<string, LifeTruth> truth = material.World.Truth.ToDictionary(life => life.Asset, StringComparer.Ordinal);
        Found[] single = [.. material.Findings().Where(finding => finding.Kind != "group")];
        LifeTruth[] woken = [.. truth.Values.Where(life => life.Kind == LifeKind.Woken)];
        int right = woken.Count(life => single.Any(finding => finding.Subjects[0] == life.Asset && Math.Abs(finding.At - ActivationWorld.Date(life.Day)) <= 3));
        int wrong = single.Count(finding => truth[finding.Subjects[0]].Kind is not (LifeKind.Woken or LifeKind.Retasked or LifeKind.Group));
        Console.Out.WriteLine($"woken found within three days {right} of {woken.Length}; findings on unchanged lives {wrong} of {single.Length}");
        Assert.True(right >= 0.8 * woken.Length, $"{right} of {woken.Length}");
        Assert.True(wrong <= 1, $"{wrong} findings on lives that did not change");
        Assert.DoesNotContain(single, finding => truth[finding.Subjects[0]].Kind == LifeKind.Newcomer);
    }

    [Fact]
    public void Evidence_leads_to_rows_of_the_account()
    {
        Found finding = material.Findings().First(finding => finding.Kind == "volume");
        Assert.InRange(finding.Evidence.Length, 7, 29);
        foreach ((string sha256, int offset, int length) in finding.Evidence)
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(material.Case, "evidence", sha256[..2], sha256[2..]));
            Assert.StartsWith(finding.Subjects[0] + ",", Encoding.UTF8.GetString(bytes, offset, length), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_report_numbers_accounts_and_names_them_on_demand()
    {
        string hidden = Report("hidden.html"), shown = Report("shown.html", "--show-accounts");
        Assert.DoesNotContain("asset-0", hidden, StringComparison.Ordinal);
        Assert.Contains("Account 1", hidden, StringComparison.Ordinal);
        Assert.Contains("id=\"figure-lives\"", hidden, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", hidden, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", hidden, StringComparison.Ordinal);
        Assert.All(material.Findings().SelectMany(finding => finding.Subjects), account => Assert.Contains(account, shown, StringComparison.Ordinal));
        Assert.Equal(hidden, Report("hidden.html"));
    }

    [Fact]
    public void Findings_are_handed_on_as_notes_with_their_innocent_explanations()
    {
        string bundle = Path.Combine(material.Work, "lives.stix.json");
        Assert.Equal(0, Cli.Run("export", material.Case, "stix", "--out", bundle).Exit);
        using JsonDocument stix = JsonDocument.Parse(File.ReadAllText(bundle));
        string[] notes = [.. stix.RootElement.GetProperty("objects").EnumerateArray().Where(one => one.GetProperty("type").GetString() == "note")
            .Select(one => one.GetProperty("content").GetString()!)];
        Assert.Equal(material.Findings().Count, notes.Length);
        Assert.All(notes, note => Assert.Contains("Innocent explanations", note, StringComparison.Ordinal));
        Assert.Equal(0, Cli.Run("validate", bundle).Exit);
    }

    [Fact]
    public void A_retracted_original_makes_findings_stale_and_stops_the_report()
    {
        string root = material.NewCase("retracted");
        Assert.Equal(0, Cli.Run("detect", root, "activation").Exit);
        Assert.Equal(0, Cli.Run("retract", root, "posts.csv", "--reason", "a test").Exit);
        Assert.Contains("STALE", Cli.Run("findings", root).Out, StringComparison.Ordinal);
        Assert.Equal(1, Cli.Run("report", root, "--out", Path.Combine(material.Work, "no.html")).Exit);
        Assert.Equal(1, Cli.Run("export", root, "stix", "--out", Path.Combine(material.Work, "no.json")).Exit);
        Cli empty = Cli.Run("detect", root, "activation");
        Assert.Equal(2, empty.Exit);
        Assert.Contains("holds no post", empty.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_a_finding_says_that_nothing_was_found()
    {
        string posts = Path.Combine(material.Work, "few.csv");
        File.WriteAllLines(posts, ["account_id,content_id,timestamp_share,text", .. Enumerable.Range(0, 100).Select(day => string.Create(CultureInfo.InvariantCulture, $"one,p{day},{1_600_000_000L + day * 86_400L},stone river {day % 7}"))]);
        string root = Path.Combine(material.Work, "few");
        Assert.Equal(0, Cli.Run("new", root).Exit);
        Assert.Equal(0, Cli.Run("add", root, posts).Exit);
        Assert.Equal(0, Cli.Run("detect", root, "activation").Exit);
        Assert.Contains("Nothing was found", Cli.Run("findings", root).Out, StringComparison.Ordinal);
        string page = Path.Combine(material.Work, "few.html");
        Assert.Equal(0, Cli.Run("report", root, "--out", page).Exit);
        Assert.Contains("That is no proof that none did", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.Equal(0, Cli.Run("audit", root).Exit);
    }

    private string Report(string name, params string[] more)
    {
        string page = Path.Combine(material.Work, name);
        Assert.Equal(0, Cli.Run(["report", material.Case, "--out", page, .. more]).Exit);
        return File.ReadAllText(page);
    }

    private static IEnumerable<Dictionary<string, string>> Table(string file)
    {
        string[][] lines = [.. File.ReadAllLines(file).Select(line => line.Split(','))];
        return lines.Skip(1).Select(line => lines[0].Zip(line).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal));
    }

    internal sealed record Found(string Kind, string[] Subjects, int At, string Day, string From, string To, (string Sha256, int Offset, int Length)[] Evidence);

    /// <summary>A world of lives, as a file, searched quickly and as a case.</summary>
    public sealed class Material : IDisposable
    {
        public Material()
        {
            File.WriteAllLines(Posts, ["account_id,content_id,timestamp_share,text", .. World.Posts.Select((post, i) => string.Create(CultureInfo.InvariantCulture, $"{post.Asset},p{i},{post.Seconds},{post.Text}"))]);
            Assert.Equal(0, Cli.Run("activation", Posts, "--out", Quick).Exit);
            Case = NewCase("case");
            Assert.Equal(0, Cli.Run("detect", Case, "activation").Exit);
        }

        public string Work { get; } = Directory.CreateTempSubdirectory("tidemark-lives-").FullName;

        internal ActivationWorld World { get; } = ActivationWorld.Of(seed: 5, size: 0.3);

        public string Case { get; }

        public string Quick => Path.Combine(Work, "quick");

        private string Posts => Path.Combine(Work, "posts.csv");

        public string NewCase(string name)
        {
            string root = Path.Combine(Work, name);
            Assert.Equal(0, Cli.Run("new", root).Exit);
            Assert.Equal(0, Cli.Run("add", root, Posts).Exit);
            return root;
        }

        internal IReadOnlyList<Found> Findings()
        {
            using JsonDocument findings = JsonDocument.Parse(Cli.Run("findings", Case, "--json").Out);
            return [.. findings.RootElement.EnumerateArray().Select(finding =>
            {
                JsonElement day = finding.GetProperty("measures")[0];
                string name = day.GetProperty("name").GetString()!;
                return new Found(
                    name.Contains("level", StringComparison.Ordinal) ? "volume" : name.Contains("subject", StringComparison.Ordinal) ? "topic" : "group",
                    [.. finding.GetProperty("subjects").EnumerateArray().Select(subject => subject.GetString()!)], day.GetProperty("value").GetInt32(),
                    Date(day.GetProperty("value").GetInt32()), Date(day.GetProperty("low").GetInt32()), Date(day.GetProperty("high").GetInt32()),
                    [.. finding.GetProperty("evidence").EnumerateArray().Select(place => (place.GetProperty("sha256").GetString()!, place.GetProperty("offset").GetInt32(), place.GetProperty("length").GetInt32()))]);
            })];
        }

        public void Dispose() => Directory.Delete(Work, recursive: true);

        private static string Date(int day) => DateOnly.FromDayNumber(719_162 + day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
