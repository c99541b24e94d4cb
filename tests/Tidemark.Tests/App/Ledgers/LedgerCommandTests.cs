using System.Text.Json;
using Tidemark.Publishing.Reports;
using Tidemark.Tests.House;
using Xunit;

namespace Tidemark.Tests.App.Ledgers;

public sealed class LedgerCommandTests : IDisposable
{
    private readonly string _work = Directory.CreateTempSubdirectory("tidemark-ledger-").FullName;

    [Fact]
    public void A_decision_stands_beside_the_reading_and_survives_a_new_one()
    {
        string root = Case();
        JsonElement row = Rows(root)[0];
        string id = row.GetProperty("id").GetString()!;

        Assert.Equal(0, Cli.Run("ledger", root, "accept", id, "--reason", "read it").Exit);
        Assert.Equal(0, Cli.Run("ledger", root, "correct", id[..8], "--set", "stance=claims", "--set", "when=2024-08-10", "--reason", "the cue is weak").Exit);
        Assert.Equal(0, Cli.Run("detect", root, "statements").Exit);

        using JsonDocument after = JsonDocument.Parse(Cli.Run("ledger", root, "--json").Out);
        JsonElement decided = Assert.Single(after.RootElement.GetProperty("decided").EnumerateArray());
        Assert.Equal(id, decided.GetProperty("id").GetString());
        Assert.Equal("corrected", decided.GetProperty("state").GetString());
        Assert.Equal("claims", decided.GetProperty("corrections").GetProperty("stance").GetString());
        Assert.Equal(3, decided.GetProperty("decisions").GetArrayLength());
        JsonElement still = after.RootElement.GetProperty("ledger").GetProperty("rows").EnumerateArray().Single(one => one.GetProperty("id").GetString() == id);
        Assert.Equal(row.GetProperty("stance").GetString(), still.GetProperty("stance").GetString());
        Assert.Equal(0, Cli.Run("audit", root).Exit);
        Assert.Contains("read it", Cli.Run("ledger", root).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_on_a_rejected_row_falls_and_says_so()
    {
        string root = Case();
        string shown = Cli.Run("ledger", root, "--checks").Out;
        Assert.Contains("[one source]", shown, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(Cli.Run("ledger", root, "--json").Out);
        string id = document.RootElement.GetProperty("ledger").GetProperty("checks").EnumerateArray()
            .First(check => check.GetProperty("kind").GetString() == "one source").GetProperty("rows")[0].GetString()!;
        Assert.Equal(0, Cli.Run("ledger", root, "reject", id, "--reason", "no statement").Exit);
        shown = Cli.Run("ledger", root, "--checks").Out;
        Assert.DoesNotContain("[one source]", shown, StringComparison.Ordinal);
        Assert.Contains("on rejected rows", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_merged_into_the_first()
    {
        string root = Case();
        string[] ids = [.. Rows(root).Take(2).Select(row => row.GetProperty("id").GetString()!)];
        Assert.Equal(0, Cli.Run("ledger", root, "merge", ids[0], ids[1], "--reason", "one sentence").Exit);
        using JsonDocument after = JsonDocument.Parse(Cli.Run("ledger", root, "--json").Out);
        JsonElement merged = Assert.Single(after.RootElement.GetProperty("decided").EnumerateArray());
        Assert.Equal((ids[1], ids[0]), (merged.GetProperty("id").GetString(), merged.GetProperty("into").GetString()));
        // Two rows that belong to each other would both be gone.
        Cli refused = Cli.Run("ledger", root, "merge", ids[1], ids[0], "--reason", "the other way");
        Assert.Equal(2, refused.Exit);
        Assert.Contains($"{ids[1]} is merged into {ids[0]}", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, Cli.Run("ledger", root, "accept", ids[1], "--reason", "two sentences after all").Exit);
        Assert.Equal(0, Cli.Run("ledger", root, "merge", ids[1], ids[0], "--reason", "the other way").Exit);
    }

    [Fact]
    public void A_wrong_decision_is_refused_and_nothing_is_entered()
    {
        string root = Case();
        string id = Rows(root)[0].GetProperty("id").GetString()!;
        long before = new FileInfo(Path.Combine(root, "journal.jsonl")).Length;
        string[][] wrong =
        [
            ["accept", "r00000000000", "--reason", "x"], ["accept", id], ["accept", id, "--reason", " "], ["accept", "--reason", "x"], ["correct", id, "--reason", "x"],
            ["correct", id, "--set", "stance=lies", "--reason", "x"], ["correct", id, "--set", "id=x", "--reason", "x"], ["correct", id, "--set", "when=2024-13-01", "--reason", "x"],
            ["merge", id, "--reason", "x"], ["merge", id, id, "--reason", "x"], ["delete", id, "--reason", "x"], ["accept", id, "--reason", "x", "--json"], ["accept", id[..3], "--reason", "x"],
        ];
        Assert.All(wrong, call => Assert.Equal(2, Cli.Run(["ledger", root, .. call]).Exit));
        Assert.Equal(before, new FileInfo(Path.Combine(root, "journal.jsonl")).Length);
    }

    [Fact]
    public void A_retracted_text_takes_the_ledger_with_it()
    {
        string root = Case();
        Assert.Equal(0, Cli.Run("retract", root, "2024-08-10-politico.txt", "--reason", "a test").Exit);
        Assert.Equal(1, Cli.Run("ledger", root).Exit);
        Assert.Equal(1, Cli.Run("report", root, "--out", Path.Combine(_work, "no.html")).Exit);
        Assert.Equal(0, Cli.Run("detect", root, "statements").Exit);
        Assert.Equal(0, Cli.Run("ledger", root).Exit);
    }

    [Fact]
    public void Report_and_export_show_the_ledger_and_the_decisions()
    {
        string root = Case();
        string id = Rows(root)[0].GetProperty("id").GetString()!;
        Assert.Equal(0, Cli.Run("ledger", root, "accept", id, "--reason", "heard <script>alert(1)</script> it").Exit);
        string page = Path.Combine(_work, "ledger.html");
        Assert.Equal(0, Cli.Run("report", root, "--out", page).Exit);
        string html = File.ReadAllText(page);
        Assert.True(ReportHtml.IsOurs(page));
        Assert.Contains("heard &lt;script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("id=\"figure-chains\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"figure-dates\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
        Assert.Equal(0, Cli.Run("report", root, "--out", page).Exit);
        Assert.Equal(html, File.ReadAllText(page));
        string tables = Path.Combine(_work, "csv");
        Assert.Equal(0, Cli.Run("export", root, "csv", "--out", tables).Exit);
        Assert.Contains("accepted", File.ReadAllText(Path.Combine(tables, "statements.csv")), StringComparison.Ordinal);
        Assert.Contains("one source", File.ReadAllText(Path.Combine(tables, "ledger.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void Evidence_of_a_finding_leads_to_the_bytes_of_its_row()
    {
        string root = Case();
        using JsonDocument findings = JsonDocument.Parse(Cli.Run("findings", root, "--json").Out);
        JsonElement finding = findings.RootElement.EnumerateArray().First(one => one.GetProperty("sentence").GetString()!.StartsWith("Sender is the only one", StringComparison.Ordinal));
        JsonElement place = finding.GetProperty("evidence")[0];
        string sha256 = place.GetProperty("sha256").GetString()!;
        byte[] bytes = File.ReadAllBytes(Path.Combine(root, "evidence", sha256[..2], sha256[2..]));
        string cut = System.Text.Encoding.UTF8.GetString(bytes, place.GetProperty("offset").GetInt32(), place.GetProperty("length").GetInt32());
        Assert.Equal("The sender declined to say where the documents came from", cut);
    }

    [Fact]
    public void Copies_tells_pairs_signs_and_drift()
    {
        string[] files = [.. Directory.GetFiles(Repository.At("cases", "2024-us-election"), "2024-08-*.txt").Order(StringComparer.Ordinal)];
        Cli text = Cli.Run(["copies", .. files]);
        Assert.Equal(0, text.Exit);
        Assert.Contains("lost bound: “at least the last three”", text.Out, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(Cli.Run(["copies", .. files, "--json"]).Out);
        Assert.Equal(files.Length, json.RootElement.GetProperty("texts").GetArrayLength());
        Assert.Contains(json.RootElement.GetProperty("copies").EnumerateArray(), pair => pair.GetProperty("containment").GetDouble() > 0.3);
        Assert.Equal(2, Cli.Run("copies", files[0]).Exit);
        Assert.Equal(2, Cli.Run("copies", files[0], files[1], "--threshold", "0").Exit);
        Assert.Equal(0, Cli.Run("copies", Case()).Exit);
    }

    public void Dispose() => Directory.Delete(_work, recursive: true);

    private string Case()
    {
        string root = Path.Combine(_work, "case");
        Assert.Equal(0, Cli.Run("new", root).Exit);
        Assert.Equal(0, Cli.Run(["add", root, .. Directory.GetFiles(Repository.At("cases", "2024-us-election"), "2024-08-1*.txt").Where(file => !file.Contains("-08-14", StringComparison.Ordinal)).Order(StringComparer.Ordinal)]).Exit);
        Cli detected = Cli.Run("detect", root, "statements");
        Assert.True(detected.Exit == 0, detected.Error);
        return root;
    }

    private static JsonElement[] Rows(string root)
    {
        using JsonDocument document = JsonDocument.Parse(Cli.Run("ledger", root, "--json").Out);
        return [.. document.RootElement.GetProperty("ledger").GetProperty("rows").EnumerateArray().Select(row => row.Clone())];
    }
}
