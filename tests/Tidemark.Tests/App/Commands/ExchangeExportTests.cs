using System.Text;
using System.Text.Json;
using Tidemark.Model;
using Tidemark.Publishing.Findings;
using Tidemark.Publishing.Stix;
using Tidemark.Tests.Evidence.Custody;
using Xunit;

namespace Tidemark.Tests.App.Commands;

public sealed class ExchangeExportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-exchange-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("stix")]
    [InlineData("misp")]
    public void An_export_is_valid_and_the_same_when_repeated(string format)
    {
        string root = Case();
        byte[] first = Export(root, format);
        Assert.Equal(0, Cli.Run("validate", Path.Combine(_folder, format + ".json")).Exit);
        Assert.Equal(0, Cli.Run("export", root, "csv").Exit);
        Assert.Equal(0, Cli.Run("reindex", root).Exit);

        Assert.Equal(first, Export(root, format));
        Assert.Equal(0, Cli.Run("audit", root).Exit);
    }

    [Fact]
    public void A_bundle_holds_what_the_case_holds()
    {
        JsonElement[] objects = Stix(Case());
        string[] Ids(string type) => [.. objects.Where(item => Text(item, "type") == type).Select(item => Text(item, "id"))];

        JsonElement report = objects.Single(item => Text(item, "type") == "report");
        Assert.Equal(objects.Select(item => Text(item, "id")).Where(id => id != Text(report, "id")), report.GetProperty("object_refs").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal(["TLP:AMBER"], objects.Where(item => Text(item, "type") == "marking-definition").Select(item => Text(item, "name")));
        JsonElement mail = objects.Single(item => Text(item, "type") == "email-message" && !item.GetProperty("is_multipart").GetBoolean());
        Assert.Equal(("Gr\u00FC\u00DFe aus dem Hafen", "caf\u00E9\n"), (Text(mail, "subject"), Text(mail, "body")));
        Dictionary<string, string> addresses = objects.Where(item => Text(item, "type") == "email-addr").ToDictionary(item => Text(item, "id"), item => Text(item, "value"), StringComparer.Ordinal);
        Assert.Equal("ann@harbour.example", addresses[Text(mail, "from_ref")]);
        Assert.Equal(["bob@port.example", "c@port.example"], mail.GetProperty("to_refs").EnumerateArray().Select(id => addresses[id.GetString()!]));
        Assert.Equal(["d@port.example"], mail.GetProperty("cc_refs").EnumerateArray().Select(id => addresses[id.GetString()!]));
        JsonElement parts = objects.Single(item => Text(item, "type") == "email-message" && item.GetProperty("is_multipart").GetBoolean());
        Assert.False(parts.TryGetProperty("body", out _));
        Assert.Equal(2, Ids("user-account").Length);
        JsonElement note = objects.Single(item => Text(item, "type") == "note");
        Assert.Contains("a shared feed", Text(note, "content"), StringComparison.Ordinal);
        Assert.Subset(note.GetProperty("object_refs").EnumerateArray().Select(id => id.GetString()!).ToHashSet(), Ids("user-account").ToHashSet());
        Assert.Contains("https://a.example/%C3%A4", objects.Where(item => Text(item, "type") == "url").Select(item => Text(item, "value")));
        Assert.Contains("a.example", objects.Where(item => Text(item, "type") == "domain-name").Select(item => Text(item, "value")));
        Assert.DoesNotContain(objects, item => Text(item, "type") is "threat-actor" or "intrusion-set" or "campaign" or "indicator");
    }

    [Fact]
    public void Ids_are_of_the_case_and_none_is_shared_between_formats()
    {
        string one = Case();
        HashSet<string> stix = [.. Stix(one).Select(item => Text(item, "id")[^36..])];
        using JsonDocument misp = JsonDocument.Parse(Export(one, "misp"));
        string[] uuids = [.. Uuids(misp.RootElement)];

        Assert.Equal(uuids.Length, uuids.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(uuids, stix.Contains);
        Assert.All(uuids, uuid => Assert.Equal('4', uuid[14]));
        string note = Stix(one).Single(item => Text(item, "type") == "note").GetProperty("id").GetString()!;
        Assert.Equal(note, Stix(one).Single(item => Text(item, "type") == "note").GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("clear", "3")]
    [InlineData("green", "1")]
    [InlineData("amber+strict", "0")]
    [InlineData("red", "0")]
    public void The_case_says_who_publishes_and_how_far(string tlp, string distribution)
    {
        string root = Path.Combine(_folder, "case");
        Assert.Equal(0, Cli.Run("new", root).Exit);
        string posts = Path.Combine(_folder, "posts.csv");
        File.WriteAllText(posts, "id,author_id,created_at,text\n1,ann,2024-08-01T10:00:00Z,x\n");
        Assert.Equal(0, Cli.Run("add", root, posts).Exit);
        string yaml = Path.Combine(root, "case.yaml");
        File.WriteAllText(yaml, File.ReadAllText(yaml).Replace("tlp: amber", "tlp: " + tlp, StringComparison.Ordinal).Replace("publisher: \"\"", "publisher: A Desk", StringComparison.Ordinal));
        JsonElement[] objects = Stix(root);
        Assert.Equal(MarkingRules.Tlp2[tlp], objects.Single(item => Text(item, "type") == "marking-definition").GetProperty("id").GetString());
        Assert.Equal("A Desk", Text(objects.Single(item => Text(item, "type") == "identity"), "name"));
        using JsonDocument misp = JsonDocument.Parse(Export(root, "misp"));
        JsonElement @event = misp.RootElement.GetProperty("Event");
        Assert.Equal((distribution, "tlp:" + tlp), (Text(@event, "distribution"), Text(@event.GetProperty("Tag")[0], "name")));
        File.WriteAllText(yaml, "title: x\ntlp: blue\n");
        Assert.Contains("'blue' is not a level", Cli.Run("export", root, "stix").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Statements_are_notes_and_decisions_on_them_opinions()
    {
        string root = Case();
        string path = Path.Combine(_folder, "said.txt");
        File.WriteAllText(path, "The harbour master said the port opens at eight. The council denied that the port was closed.\n");
        Assert.Equal(0, Cli.Run("add", root, path).Exit);
        Assert.Equal(0, Cli.Run("detect", root, "statements").Exit);
        string[] rows = [.. Stix(root).Where(item => Text(item, "abstract").Contains(" denies", StringComparison.Ordinal)).Select(item => Text(item, "id"))];
        Assert.Single(rows);
        using JsonDocument ledger = JsonDocument.Parse(Cli.Run("ledger", root, "--json").Out);
        string denial = ledger.RootElement.GetProperty("ledger").GetProperty("rows").EnumerateArray().Single(row => Text(row, "stance") == "denies").GetProperty("id").GetString()!;
        Assert.Equal(0, Cli.Run("ledger", root, "reject", denial, "--reason", "a joke").Exit);
        JsonElement[] objects = Stix(root);
        JsonElement opinion = objects.Single(item => Text(item, "type") == "opinion");

        Assert.Equal(("disagree", rows[0]), (Text(opinion, "opinion"), opinion.GetProperty("object_refs")[0].GetString()));
        Assert.Contains("a joke", Text(opinion, "explanation"), StringComparison.Ordinal);
        Assert.True(objects.Single(item => Text(item, "id") == rows[0]).GetProperty("revoked").GetBoolean());
        Export(root, "misp");
        foreach (string format in (string[])["stix", "misp"])
        {
            Assert.Equal(0, Cli.Run("validate", Path.Combine(_folder, format + ".json")).Exit);
        }
    }

    [Fact]
    public void What_was_retracted_is_not_handed_on()
    {
        string root = Case();
        Assert.Equal(0, Cli.Run("retract", root, "mail.eml", "--reason", "forged").Exit);

        Assert.DoesNotContain(Stix(root), item => Text(item, "type") == "email-message" && !item.GetProperty("is_multipart").GetBoolean());
        Assert.DoesNotContain("mail.eml", Encoding.UTF8.GetString(Export(root, "misp")), StringComparison.Ordinal);
    }

    [Fact]
    public void Mails_are_a_table_with_their_date_as_given_and_their_place()
    {
        string root = Case();
        const string First = "From: =SUM(1) <a@x.example>\nSubject: -1+1\nDate: yesterday, about noon\nMessage-ID: @1\n\none\n\n";
        const string Separator = "From a@x.example Thu Aug  1 10:00:00 2024\n";
        string box = Path.Combine(_folder, "box.eml");
        File.WriteAllText(box, Separator + First + Separator + "From: b@x.example\n\ntwo\n");
        Assert.Equal(0, Cli.Run("add", root, box).Exit);

        Assert.Equal(0, Cli.Run("export", root, "csv").Exit);
        string table = File.ReadAllText(Path.Combine(root, "out", "csv", "mails.csv"));

        string[] lines = table.TrimEnd('\n').Split('\n');
        Assert.Equal("source_sha256,source_name,number,byte_offset,byte_length,message_id,from,to,cc,subject,date,failure", lines[0]);
        string[] sorted = [.. lines[1..].Select(line => line[..64])];
        Assert.Equal(sorted.Order(StringComparer.Ordinal), sorted);
        Assert.Contains(lines, line => line.Contains(",mail.eml,1,0,", StringComparison.Ordinal) && line.Contains(
            ",<1@harbour.example>,\"[{\"\"address\"\":\"\"ann@harbour.example\"\",\"\"name\"\":\"\"Ann\"\"}]\",\"[{\"\"address\"\":\"\"bob@port.example\"\",\"\"name\"\":\"\"B, Bob\"\"},", StringComparison.Ordinal));
        Assert.Contains(",\"Thu, 1 Aug 2024 10:00:00 +0200\",", table, StringComparison.Ordinal);
        Assert.Contains($",box.eml,1,{Separator.Length},{First.Length},'@1,", table, StringComparison.Ordinal);
        Assert.Contains(",'-1+1,\"yesterday, about noon\",", table, StringComparison.Ordinal);
        Assert.Equal(4, lines.Length - 1);

        Assert.Equal(0, Cli.Run("retract", root, "box.eml", "--reason", "forged").Exit);
        Assert.Equal(0, Cli.Run("export", root, "csv").Exit);
        Assert.DoesNotContain("box.eml", File.ReadAllText(Path.Combine(root, "out", "csv", "mails.csv")), StringComparison.Ordinal);
    }

    private JsonElement[] Stix(string root)
    {
        using JsonDocument json = JsonDocument.Parse(Export(root, "stix"));
        return [.. json.RootElement.Clone().GetProperty("objects").EnumerateArray()];
    }

    private static string Text(JsonElement item, string name) => item.TryGetProperty(name, out JsonElement value) ? value.GetString()! : "";

    private static IEnumerable<string> Uuids(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Uuids),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => property.Name == "uuid" ? [property.Value.GetString()!] : Uuids(property.Value)),
        _ => [],
    };

    private byte[] Export(string root, string format)
    {
        string path = Path.Combine(_folder, format + ".json");
        Cli run = Cli.Run("export", root, format, "--out", path);
        Assert.Equal((0, ""), (run.Exit, run.Error));
        return File.ReadAllBytes(path);
    }

    /// <summary>Posts, two mails, a page, and what a detector found.</summary>
    private string Case()
    {
        string root = Path.Combine(_folder, "case");
        Assert.Equal(0, Cli.Run("new", root).Exit);
        Add("posts.csv", "id,author_id,created_at,text,url\n1,ann,2024-08-01T10:00:00Z,x,https://a.example/\u00E4\n2,=b \u202E,2024-08-01T10:00:05Z,y,https://a.example/b%zz c\n");
        Add("mail.eml", "From: Ann <ann@harbour.example>\nTo: \"B, Bob\" <bob@PORT.example>,\n c@port.example\nCc: d@port.example\nSubject: =?utf-8?B?R3LDvMOf?= =?utf-8?Q?e_aus?=\n dem Hafen\n"
            + "Date: Thu, 1 Aug 2024 10:00:00 +0200\nMessage-ID: <1@harbour.example>\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\ncaf=E9\n");
        Add("parts.eml", "From: ann@harbour.example\nSubject: parts\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\na\n--x--\n");
        Add("page.html", "<html><head><title>A page</title></head><body><p>A paragraph of a page.</p></body></html>");
        string input = File.ReadLines(Path.Combine(root, "journal.jsonl")).Where(line => line.Contains("\"posts.csv\"", StringComparison.Ordinal) && line.Contains("\"entry\":\"added\"", StringComparison.Ordinal))
            .Select(line => line.Split("\"sha256\":\"")[1][..64]).Single();
        var finding = new Finding
        {
            Id = "finding-1", Detector = "coordination", Version = "1", Options = new Dictionary<string, string>(StringComparer.Ordinal),
            Seed = 1, Inputs = [input], Subjects = ["=b \u202E", "ann"], Sentence = "Two accounts were synchronised.", Measures = [new Measure("co-actions", 7, "1", 1, 9)],
            Null = new NullModel("rates", 0.1, 7, 1e-9, 1e-6, 3), Evidence = [new EvidenceRef(input, 2, 33, 20)],
            InnocentExplanations = ["a shared feed"], WouldRefute = ["one owner"],
        };
        using (FileStream lines = File.Create(Path.Combine(root, "findings", "coordination.jsonl")))
        {
            FindingLines.Write([finding], lines);
        }
        TestCase.Detected(root);
        return root;

        void Add(string name, string content)
        {
            string path = Path.Combine(_folder, name);
            File.WriteAllText(path, content, new UTF8Encoding(false));
            Assert.Equal(0, Cli.Run("add", root, path).Exit);
        }
    }
}
