using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Xunit;

namespace Tidemark.Tests.App.Commands;

public sealed class PlacesCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("places").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Made(string name, string content, bool mark = false) => Made(name, [.. mark ? (byte[])[0xEF, 0xBB, 0xBF] : [], .. Encoding.UTF8.GetBytes(content)]);

    private string Made(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private string Out(string name = "out") => Path.Combine(_folder, name);

    private string[] Lines(string file, string name = "out") => File.ReadAllText(Path.Combine(Out(name), file)).TrimEnd('\n').Split('\n');

    [Fact]
    public void Posts_and_documents_go_together()
    {
        string posts = Made("posts.csv", "text,content_id,account_id,timestamp_share\n\"Vermonters, lend a hand\",p1,a,1700000000\nnothing here,p2,b,x\n\"Vermonters, lend a hand\",p1,a,1700000000\n", mark: true);
        string letter = Made("letter.txt", "😀 It snowed in Ohio.\r\n", mark: true);

        Cli run = Cli.Run("places", posts, letter, "--out", Out());

        Assert.True(run.Exit == 0, run.Error);
        Assert.Equal("doc,start,end,text,place,role,rule", Lines("mentions.csv")[0]);
        Assert.Contains(Lines("mentions.csv"), line => line.StartsWith(letter + ",15,19,Ohio,US-OH,mention,", StringComparison.Ordinal));
        Assert.Contains(Lines("mentions.csv"), line => line.StartsWith("p1,0,10,Vermonters,US-VT,target,", StringComparison.Ordinal));
        Assert.Equal(3, Lines("mentions.csv").Length);
        Assert.StartsWith("US-VT,1,0.3333333333333333,,,,,,,", Lines("targets.csv")[1], StringComparison.Ordinal);
        using JsonDocument summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(Out(), "summary.json")));
        Assert.Equal(1, summary.RootElement.GetProperty("material").GetProperty("repeated").GetInt32());
        Assert.Equal("http://www.w3.org/2000/svg", XDocument.Load(Path.Combine(Out(), "map.svg")).Root!.Name.NamespaceName);
    }

    [Fact]
    public void A_post_without_an_id_is_called_by_its_row_and_needs_neither_account_nor_time()
    {
        string posts = Made("p.csv", "text\nnothing\nIt rained in Boise\n");

        Assert.Equal(0, Cli.Run("places", posts, "--out", Out()).Exit);

        Assert.StartsWith($"{posts}#2,13,18,Boise,US-ID,mention", Lines("mentions.csv")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_files_and_rows_changes_no_table()
    {
        string a = Made("a.csv", "content_id,text\np1,It rained in Ohio\np2,\"Texans, come home\"\n");
        string b = Made("b.csv", "text,content_id\n\"Texans, come home\",p2\nIt rained in Ohio,p1\n");

        Cli.Run("places", a, "--out", Out("one"));
        Cli.Run("places", b, "--out", Out("two"));

        foreach (string file in (string[])["mentions.csv", "targets.csv", "places.csv", "map.svg"])
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(Out("one"), file)), File.ReadAllBytes(Path.Combine(Out("two"), file)));
        }
    }

    [Fact]
    public void The_same_call_gives_the_same_bytes()
    {
        string posts = Made("p.csv", "account_id,content_id,timestamp_share,text\na,1,2027-03-14T00:00:00Z,\"Dear Iowans, thank you\"\nb,2,2027-03-15T00:00:00Z,He lives in Reno\n");

        Cli.Run("places", posts, "--baseline", posts, "--out", Out("one"));
        Cli.Run("places", posts, "--baseline", posts, "--out", Out("two"));
        Cli.Run("places", posts, "--baseline", posts, "--out", Out("two"));

        foreach (string file in Directory.EnumerateFiles(Out("one")))
        {
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(Out("two"), Path.GetFileName(file))));
        }
    }

    [Fact]
    public void What_is_no_UTF8_is_told_with_its_place_and_the_rest_goes_in()
    {
        string good = Made("a.txt", "It rained in Ohio.");
        string bad = Made("b.txt", [0x41, 0x0A, 0xFF]);
        string wide = Made("c.csv", [0xFF, 0xFE, 0x41, 0x00]);

        Cli run = Cli.Run("places", good, bad, wide, "--out", Out());

        Assert.Equal(0, run.Exit);
        Assert.Contains("3 rows or files".Replace("3", "2", StringComparison.Ordinal), run.Error, StringComparison.Ordinal);
        string summary = File.ReadAllText(Path.Combine(Out(), "summary.json"));
        Assert.Contains("0xFF is no UTF-8", summary, StringComparison.Ordinal);
        Assert.Contains("UTF-16", summary, StringComparison.Ordinal);
        Assert.Equal(2, Cli.Run("places", bad, "--out", Out("none")).Exit);
    }

    [Fact]
    public void Contested_places_come_from_the_case_and_their_dates_count()
    {
        string posts = Made("p.csv", "account_id,timestamp_share,text\na,2027-03-14T00:00:00Z,\"Iowans, come along\"\nb,2027-03-15T00:00:00Z,\"Ohioans, come along\"\n");
        string list = Made("contested.csv", "place,from,to\nUS-IA,2027-01-01,2027-12-31\nUS-OH,2020-01-01,2020-12-31\nUS-NV,,\n");

        Assert.Equal(0, Cli.Run("places", posts, "--contested", list, "--out", Out()).Exit);

        string[] lines = Lines("targets.csv");
        Assert.Contains(lines, line => line.StartsWith("US-IA,1,0.5,,,,,,yes", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("US-OH,1,0.5,,,,,,no", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("US-NV,0,0,,,,,,yes", StringComparison.Ordinal));
        Cli wrong = Cli.Run("places", posts, "--contested", Made("wrong.csv", "place,from,to\nNowhere,,\n"), "--out", Out("x"));
        Assert.Equal(2, wrong.Exit);
        Assert.Contains("Nowhere", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_baseline_may_be_a_folder_of_documents()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "usual")).FullName;
        for (int i = 0; i < 60; i++)
        {
            File.WriteAllText(Path.Combine(folder, $"{i}.txt"), "It rained.");
        }
        string[] texts = [.. Enumerable.Range(0, 30).Select(i => Made($"t{i}.txt", i < 15 ? "Ohioans, come along." : "It rained."))];

        Cli run = Cli.Run(["places", .. texts, "--baseline", folder, "--out", Out()]);

        Assert.True(run.Exit == 0, run.Error);
        string[] cells = Lines("targets.csv")[1].Split(',');
        Assert.Equal(("US-OH", "15", "0.5", "0", ""), (cells[0], cells[1], cells[2], cells[3], cells[4]));
        Assert.True(double.Parse(cells[7], System.Globalization.CultureInfo.InvariantCulture) < 0.001);
    }

    [Fact]
    public void Ids_that_a_spreadsheet_would_run_are_defused()
    {
        string posts = Made("p.csv", "content_id,text\n=1+1,It rained in Ohio\n");

        Cli.Run("places", posts, "--out", Out());

        Assert.StartsWith("'=1+1,", Lines("mentions.csv")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_texts_is_refused_and_a_table_without_rows_has_headers()
    {
        Assert.Equal(2, Cli.Run("places", Made("p.csv", "account_id,timestamp_share\na,1\n"), "--out", Out("a")).Exit);
        Assert.Equal(0, Cli.Run("places", Made("empty.txt", ""), "--out", Out("b")).Exit);
        Assert.Equal("doc,start,end,text,place,role,rule", Assert.Single(Lines("mentions.csv", "b")));
    }
}
