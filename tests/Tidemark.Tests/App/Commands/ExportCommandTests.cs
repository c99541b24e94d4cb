using System.Text;
using Tidemark.Model;
using Tidemark.Publishing.Findings;
using Tidemark.Publishing.Graphs;
using Tidemark.Tests.Evidence.Custody;
using Xunit;

namespace Tidemark.Tests.App.Commands;

public sealed class ExportCommandTests : IDisposable
{
    private const string Header = "id,author_id,created_at,text,url\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-export-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Cases_with_the_same_content_export_the_same_bytes_in_whatever_order_it_came()
    {
        string first = File("a.csv", Header + "1,ann,2024-08-01T10:00:00Z,hello #tag,https://a.example/x\n2,bob,2024-08-01T10:00:05Z,=1+1,https://a.example/x\n3,,2024-08-01,no account,\n");
        string second = File("b.csv", Header + "2,bob,2024-08-01T10:00:05Z,=1+1,https://a.example/x\n9,dave,2024-07-01T10:00:07Z,-5,https://a.example/y\n");
        string one = Case("one", first, second);
        string two = Case("two", second, first);
        foreach (string format in (string[])["csv", "parquet"])
        {
            Dictionary<string, string> expected = Export(one, format);
            Assert.Equal(expected, Export(two, format));
            Assert.Equal(expected, Export(one, format));
        }
        Dictionary<string, string> tables = Export(one, "csv");
        Assert.Equal(
            ["accounts.csv", "edges.csv", "findings.csv", "ledger.csv", "mails.csv", "pages.csv", "posts.csv", "refused.csv", "sources.csv", "statements.csv", "traces.csv"], tables.Keys.Order(StringComparer.Ordinal));
        string[] posts = tables["posts.csv"].TrimEnd('\n').Split('\n');
        Assert.Equal(["id", "9", "1", "2"], posts.Select(line => line.Split(',')[0]));
        Assert.Contains(",'=1+1,", posts[3], StringComparison.Ordinal);
        Assert.Contains(",-5,", posts[1], StringComparison.Ordinal);
        Assert.Contains("the account is empty", tables["refused.csv"], StringComparison.Ordinal);
        Assert.Contains("ann,1,2024-08-01T10:00:00Z,link,https://a.example/x,", tables["traces.csv"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_was_found_is_exported_with_findings_and_groups()
    {
        string root = Case("case", File("a.csv", Header + "1,ann,2024-08-01T10:00:00Z,x,\n2,=bob,2024-08-01T10:00:05Z,x,\n"));
        Cli none = Cli.Run("export", root, "gexf");
        Assert.Equal((2, true), (none.Exit, none.Error.Contains("tidemark detect", StringComparison.Ordinal)));
        Detected(root, "0");
        foreach (string format in (string[])["gexf", "graphml"])
        {
            string path = Path.Combine(_folder, "network." + format);
            Assert.Equal(0, Cli.Run("export", root, format, "--out", path).Exit);
            byte[] bytes = System.IO.File.ReadAllBytes(path);
            Assert.Contains("=bob", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
            Assert.Equal(0, Cli.Run("export", root, format, "--out", path).Exit);
            Assert.Equal(bytes, System.IO.File.ReadAllBytes(path));
        }
        Dictionary<string, string> tables = Export(root, "csv");
        Assert.EndsWith("\n'=bob,ann,link,7,2.5,0.1,1E-09,0.001,1,1\n", tables["edges.csv"], StringComparison.Ordinal);
        Assert.Contains("\nann,1,2024-08-01T10:00:00Z,2024-08-01T10:00:00Z,1\n", tables["accounts.csv"], StringComparison.Ordinal);
        Assert.Contains("\nfinding-1,coordination,1,", tables["findings.csv"], StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_exported_while_a_finding_rests_on_retracted_evidence()
    {
        string root = Case("case", File("a.csv", Header + "1,ann,2024-08-01T10:00:00Z,x,\n"), File("b.csv", Header + "2,bob,2024-08-01T10:00:00Z,x,\n"));
        Detected(root, Hash(root, "a.csv"));
        Assert.Equal(0, Cli.Run("retract", root, "a.csv", "--reason", "forged by the collector").Exit);
        foreach (string format in (string[])["csv", "parquet", "gexf", "graphml", "stix", "misp"])
        {
            Cli export = Cli.Run("export", root, format);
            Assert.Equal(1, export.Exit);
            Assert.Contains("finding-1 rests on a.csv", export.Error, StringComparison.Ordinal);
            Assert.Contains("forged by the collector", export.Error, StringComparison.Ordinal);
        }
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(root, "out")));
        System.IO.File.Delete(Path.Combine(root, "findings", "coordination.jsonl"));
        Assert.Contains("it is missing", Cli.Run("export", root, "gexf").Error, StringComparison.Ordinal);
        TestCase.Detected(root);
        Assert.Contains("the network of kept edges rests on a.csv", Cli.Run("export", root, "gexf").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_export_is_in_the_journal_with_the_hash_of_its_files_and_the_case_stays_intact()
    {
        string root = Case("case", File("a.csv", Header + "1,ann,2024-08-01T10:00:00Z,x,\n"));
        Cli export = Cli.Run("export", root, "csv");
        string line = System.IO.File.ReadLines(Path.Combine(root, "journal.jsonl")).Last();
        Assert.Contains("\"entry\":\"exported\",\"format\":\"csv\"", line, StringComparison.Ordinal);
        byte[] posts = System.IO.File.ReadAllBytes(Path.Combine(root, "out", "csv", "posts.csv"));
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(posts));
        Assert.Contains(hash, line, StringComparison.Ordinal);
        Assert.Contains(hash, export.Out, StringComparison.Ordinal);
        Assert.Equal(0, Cli.Run("audit", root).Exit);
    }

    [Fact]
    public void An_export_never_goes_over_the_record_or_into_what_it_is_not()
    {
        string root = Case("case", File("a.csv", Header + "1,ann,2024-08-01T10:00:00Z,x,\n"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "link"), Path.Combine(root, "evidence"));
        string before = System.IO.File.ReadAllText(Path.Combine(root, "journal.jsonl"));
        (string Format, string Target)[] calls =
        [
            ("csv", "case/evidence"), ("csv", "case"), ("csv", "case/findings/x"), ("csv", "link/x"), ("csv", "a.csv"), ("csv", ""),
            ("parquet", "case/x"), ("stix", "case"), ("misp", "case/evidence/x"), ("xlsx", "x"),
        ];
        foreach ((string format, string target) in calls)
        {
            Cli export = Cli.Run("export", root, format, "--out", target.Length == 0 ? "" : Path.Combine(_folder, target));
            Assert.True(export.Exit == 2, target);
            Assert.NotEmpty(export.Error);
            Assert.DoesNotContain("defect", export.Error, StringComparison.Ordinal);
        }
        Assert.Equal(before, System.IO.File.ReadAllText(Path.Combine(root, "journal.jsonl")));
        Assert.Equal(0, Cli.Run("audit", root).Exit);
    }

    [Fact]
    public void A_damaged_finding_is_told_with_its_line()
    {
        string root = Case("case", File("a.csv", Header + "1,ann,2024-08-01T10:00:00Z,x,\n"));
        System.IO.File.WriteAllText(Path.Combine(root, "findings", "coordination.jsonl"), "{}\n");
        TestCase.Detected(root);
        Cli export = Cli.Run("export", root, "csv");
        Assert.Equal(2, export.Exit);
        Assert.Contains("coordination.jsonl line 1", export.Error, StringComparison.Ordinal);
    }

    private string File(string name, string content)
    {
        string path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    private string Case(string name, params string[] files)
    {
        string root = Path.Combine(_folder, name);
        Assert.Equal(0, Cli.Run("new", root).Exit);
        foreach (string file in files)
        {
            Assert.Equal(0, Cli.Run("add", root, file).Exit);
        }
        return root;
    }

    private static string Hash(string root, string name) => System.IO.File.ReadLines(Path.Combine(root, "journal.jsonl"))
        .Where(line => line.Contains("\"entry\":\"added\"", StringComparison.Ordinal) && line.Contains($"\"{name}\"", StringComparison.Ordinal))
        .Select(line => line.Split("\"sha256\":\"")[1][..64]).Single();

    /// <summary>What a detector leaves in a case.</summary>
    private static void Detected(string root, string input)
    {
        var network = new Network("d",
            [new NetworkNode("ann", "ann") { Group = 1 }, new NetworkNode("=bob", "=bob") { Group = 1 }],
            [new NetworkEdge("ann", "=bob", "link", 7) { MeanDeltaSeconds = 2.5, Expected = 0.1, P = 1e-9, Q = 1e-3 }])
        { Inputs = [input] };
        using (FileStream stream = System.IO.File.Create(Path.Combine(root, "findings", NetworkFile.Name)))
        {
            NetworkFile.Write(network, stream);
        }
        var finding = new Finding
        {
            Id = "finding-1", Detector = "coordination", Version = "1", Options = new Dictionary<string, string>(StringComparer.Ordinal),
            Seed = 1, Inputs = [input], Subjects = ["=bob", "ann"], Sentence = "Two accounts were synchronised.", Measures = [], Evidence = [],
            InnocentExplanations = ["a shared feed"], WouldRefute = ["one owner"],
        };
        using (FileStream lines = System.IO.File.Create(Path.Combine(root, "findings", "coordination.jsonl")))
        {
            FindingLines.Write([finding], lines);
        }
        TestCase.Detected(root);
    }

    private Dictionary<string, string> Export(string root, string format)
    {
        string target = Path.Combine(_folder, "export-" + format);
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }
        Cli export = Cli.Run("export", root, format, "--out", target);
        Assert.Equal((0, ""), (export.Exit, export.Error));
        return Directory.GetFiles(target).ToDictionary(path => Path.GetFileName(path), path => Encoding.Latin1.GetString(System.IO.File.ReadAllBytes(path)));
    }
}
