using System.Text;
using Tidemark.App.Texts;
using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Index;
using Tidemark.Evidence.Texts;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.App.Texts;

public sealed class CaseTextsTests : IDisposable
{
    private const string Article = """
        <!doctype html><html lang="en"><head><title>The ferry sails again - Harbour Post</title>
        <meta property="og:title" content="The ferry sails again"><meta name="author" content="Minna Okerholt">
        <meta property="article:published_time" content="2027-03-14T18:20:00+01:00"></head><body><article><h1>The ferry sails again</h1>
        <p>The ferry between the two towns sails again from Monday, the harbour office said in a notice that hung at the pier on Sunday.</p>
        <p>It will leave the eastern pier at seven in the morning and come back before noon, and the fare stays what it was before the repair.</p>
        </article></body></html>
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-test-").FullName;

    private string Case => Path.Combine(_folder, "case");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Pages_texts_and_mails_are_kept_byte_for_byte_and_listed_with_kind_and_address()
    {
        Assert.Equal(0, Cli.Run("new", Case).Exit);
        string page = Write("a.html", Article), text = Write("b.txt", "A notice hangs at the pier.\nIt says that the ferry sails again.\n");
        string mail = Write("c.eml", "From: a@harbour.example\r\nTo: b@harbour.example\r\nSubject: ferry\r\nDate: Mon, 15 Mar 2027 09:00:00 +0100\r\n\r\nIt sails.\r\n");
        string list = Write("urls.tsv", "a.html\thttps://post.example/ferry\n");

        Cli added = Cli.Run("add", Case, page, text, mail, "--urls", list);

        Assert.Equal((0, ""), (added.Exit, added.Error));
        Assert.Contains("a web page; kept as a text of the case.", added.Out, StringComparison.Ordinal);
        using CaseFolder folder = CaseFolder.OpenForReading(Case).Value;
        using CaseIndex index = CaseIndex.Open(folder).Value;
        IReadOnlyList<CaseText> texts = CaseTexts.Of(folder, index);
        Assert.Equal(["Mail c.eml ", "Page a.html https://post.example/ferry", "Text b.txt "], texts.Select(t => $"{t.Kind} {t.Original.Name} {t.Url}").Order(StringComparer.Ordinal));
        foreach (CaseText one in texts)
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, one.Original.Name)), CaseTexts.Open(folder, one).Value);
            Assert.Equal(one.Original.Sha256, one.Reference);
        }
        CaseArticle article = CaseArticle.Each(folder, index).Single(t => t.Source.Kind == TextKind.Page).Article.Value;
        Assert.Equal(("The ferry sails again", "Minna Okerholt", "2027-03-14T18:20:00+01:00", "en"), (article.Page!.Title, article.Page.Byline, article.Page.Published, article.Language));
        Assert.StartsWith("The ferry sails again\nThe ferry between", article.Text, StringComparison.Ordinal);
        Assert.Equal(0, Cli.Run("audit", Case).Exit);
    }

    [Fact]
    public void The_table_of_pages_depends_on_the_content_alone()
    {
        string other = Path.Combine(_folder, "other");
        string page = Write("a.html", Article), text = Write("b.txt", "=1+1 is no sum here, and the notice about the ferry hangs at the pier.\n");
        foreach (string root in (string[])[Case, other])
        {
            Cli.Run("new", root);
        }
        Cli.Run("add", Case, page, "--url", "https://post.example/ferry");
        Cli.Run("add", Case, text);
        Cli.Run("add", other, text);
        Cli.Run("add", other, page, "--url", "https://post.example/ferry");
        Cli.Run("reindex", other);
        foreach (string root in (string[])[Case, other])
        {
            Assert.Equal(0, Cli.Run("export", root, "csv").Exit);
        }
        string table = File.ReadAllText(Path.Combine(Case, "out", "csv", "pages.csv"));
        Assert.Equal(table, File.ReadAllText(Path.Combine(other, "out", "csv", "pages.csv")));
        Assert.Equal(3, table.Count(c => c == '\n'));
        Assert.Contains("\"[\"\"https://post.example/ferry\"\"]\"", table, StringComparison.Ordinal);
        Assert.Contains("2027-03-14T18:20:00+01:00", table, StringComparison.Ordinal);
        Assert.Contains("opengraph", table, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_bytes_at_a_second_address_are_one_original_with_two_addresses()
    {
        Cli.Run("new", Case);
        string page = Write("a.html", Article);
        Assert.Equal(0, Cli.Run("add", Case, page, "--url", "https://post.example/ferry").Exit);
        string before = Journal();
        Assert.Contains("nothing changed", Cli.Run("add", Case, page, "--url", "https://post.example/ferry").Out, StringComparison.Ordinal);
        Assert.Contains("nothing changed", Cli.Run("add", Case, page).Out, StringComparison.Ordinal);
        Assert.Equal(before, Journal());

        Cli again = Cli.Run("add", Case, page, "--url", "https://mirror.example/ferry");

        Assert.Equal(0, again.Exit);
        Assert.Contains("found at this address too", again.Out, StringComparison.Ordinal);
        using CaseFolder folder = CaseFolder.OpenForReading(Case).Value;
        using CaseIndex index = CaseIndex.Open(folder).Value;
        Assert.Equal(["https://mirror.example/ferry", "https://post.example/ferry"], Assert.Single(CaseTexts.Of(folder, index)).Urls);
        Assert.Equal(0, Cli.Run("audit", Case).Exit);
    }

    [Theory]
    [InlineData("page", TextKind.Page)]
    [InlineData("text", TextKind.Text)]
    [InlineData("mail", TextKind.Mail)]
    public void A_kind_that_is_said_goes_before_what_the_bytes_look_like(string word, TextKind kind)
    {
        Cli.Run("new", Case);
        Assert.Equal(0, Cli.Run("add", Case, Write("a.dat", "some words without a shape\n"), "--as", word).Exit);
        using CaseFolder folder = CaseFolder.OpenForReading(Case).Value;
        using CaseIndex index = CaseIndex.Open(folder).Value;
        Assert.Equal(kind, Assert.Single(CaseTexts.Of(folder, index)).Kind);
    }

    [Fact]
    public void Binary_bytes_are_no_text_whatever_is_said()
    {
        Cli.Run("new", Case);
        string picture = Path.Combine(_folder, "a.txt");
        File.WriteAllBytes(picture, [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. new byte[200]]);
        Cli added = Cli.Run("add", Case, picture, "--as", "text");
        Assert.Equal(2, added.Exit);
        Assert.Contains("a PNG picture", added.Error, StringComparison.Ordinal);
        Assert.Equal(0, Cli.Run("audit", Case).Exit);
    }

    [Fact]
    public void A_text_in_another_encoding_is_read_and_one_with_a_zero_is_located()
    {
        Parsed<DecodedText> western = DecodedText.Of([.. "caf"u8, 0xE9, .. " on the pier"u8]);
        Assert.Equal(("café on the pier", "windows-1252"), (western.Value.Text, western.Value.Encoding));
        Parsed<DecodedText> wide = DecodedText.Of([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("pier")]);
        Assert.Equal("pier", wide.Value.Text);
        Parsed<DecodedText> zero = DecodedText.Of("one\ntwo\0three"u8.ToArray());
        Assert.Equal((2, 7), (zero.Fault.Where.Line, zero.Fault.Where.Byte));
    }

    [Fact]
    public void A_changed_text_is_not_handed_out()
    {
        Cli.Run("new", Case);
        Cli.Run("add", Case, Write("a.html", Article));
        using CaseFolder folder = CaseFolder.OpenForReading(Case).Value;
        using CaseIndex index = CaseIndex.Open(folder).Value;
        CaseText text = Assert.Single(CaseTexts.Of(folder, index));
        string original = Assert.Single(Directory.GetFiles(Path.Combine(Case, "evidence"), "*", SearchOption.AllDirectories));
        byte[] bytes = File.ReadAllBytes(original);
        bytes[300] ^= 1;
        Evidence.Custody.TestCase.Overwrite(original, bytes);
        Assert.Contains("the original was changed", CaseTexts.Open(folder, text).Fault.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--url", "https://a.example\u0007")]
    [InlineData("--url", " ")]
    [InlineData("--urls", "missing.tsv")]
    public void An_address_that_cannot_be_one_is_refused_before_anything_is_taken(string option, string value)
    {
        Cli.Run("new", Case);
        string before = Journal();
        Assert.Equal(2, Cli.Run("add", Case, Write("a.html", Article), option, value).Exit);
        Assert.Equal(before, Journal());
    }

    [Fact]
    public void The_report_says_what_texts_there_are()
    {
        Cli.Run("new", Case);
        string posts = "id,author_id,created_at,text\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},u{i % 8},2024-05-01T10:{i:00}:00Z,words of post {i} https://post.example/{i % 3}\n"));
        Cli.Run("add", Case, Write("posts.csv", posts));
        Cli.Run("add", Case, Write("a.html", Article), "--url", "https://post.example/ferry");
        Cli report = Cli.Run("report", Case);
        Assert.Equal(0, report.Exit);
        string html = File.ReadAllText(Path.Combine(Case, "out", "report.html"));
        Assert.Contains("Besides posts the case holds 1 text (1 page) in 1 original.", html, StringComparison.Ordinal);
        Assert.Contains("they come from 1 host: post[.]example", html, StringComparison.Ordinal);
    }

    private string Journal() => File.ReadAllText(Path.Combine(Case, "journal.jsonl"));

    private string Write(string name, string content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, content, new UTF8Encoding(false));
        return path;
    }
}
