using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Tidemark.App.Texts;
using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Index;
using Tidemark.Evidence.Texts;
using Xunit;

namespace Tidemark.Tests.App.Texts;

/// <summary>Web archives, saved pages and feeds, all made here.</summary>
public sealed class WebArchiveTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-test-").FullName;

    private string Case => Path.Combine(_folder, "case");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("crawl.warc", false)]
    [InlineData("crawl.warc.gz", true)]
    public void Pages_of_a_web_archive_are_found_by_their_places(string name, bool packed)
    {
        List<CaseText> texts = Add(name, Crawl(packed), out string told);

        Assert.Contains("6 records: 3 pages, 1 answers with another status than 200, 1 other files, 1 requests and other records", told, StringComparison.Ordinal);
        Assert.Equal(["https://post.example/1", "https://post.example/2", "https://post.example/3"], texts.Select(text => text.Url!));
        Assert.Equal(["2027-03-14T17:00:00Z"], texts.Select(text => text.Captured).Distinct());
        byte[] original = File.ReadAllBytes(Path.Combine(_folder, name));
        foreach (CaseText text in texts)
        {
            // The place is one in the file as it lies there: with it, and nothing else, the record can be cut out and unpacked.
            byte[] record = original.AsSpan((int)text.Place!.Offset, (int)text.Place.Length).ToArray();
            Assert.StartsWith("WARC/1.1\r\n", Encoding.UTF8.GetString(packed ? Gunzip(record) : record), StringComparison.Ordinal);
        }
        // Number 1 came in chunks, 2 packed, 3 in the server's own encoding.
        Assert.Equal(["The first ferry", "The second ferry", "Fähre drei"], Titles());
    }

    [Fact]
    public void An_archive_packed_as_a_whole_is_read_from_its_front()
    {
        List<CaseText> texts = Add("crawl.warc.gz", Gzip(Crawl(false)), out _);
        Assert.Equal(3, texts.Count);
        Assert.All(texts, text => Assert.Equal("(unpacked)", text.Place!.Member));
        Assert.Equal(["The first ferry", "The second ferry", "Fähre drei"], Titles());
        using CaseFolder folder = CaseFolder.OpenForReading(Case).Value;
        Assert.Contains("Fähre drei", CaseArticle.Read(texts[2], CaseTexts.Open(folder, texts[2]).Value).Value.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_an_archive_that_was_cut_the_good_records_go_in_and_the_cut_is_located(bool packed)
    {
        byte[] whole = Crawl(packed);
        List<CaseText> all = Add("whole.warc.gz", whole, out _);
        Directory.Delete(Case, recursive: true);
        long cutAt = all[^1].Place!.Offset + 40;

        List<CaseText> texts = Add("crawl.warc.gz", whole[..(int)cutAt], out string told);

        Assert.Equal(2, texts.Count);
        Assert.Contains("1 place could not be read", told, StringComparison.Ordinal);
        Assert.Contains($"byte {all[^1].Place!.Offset}:", told, StringComparison.Ordinal);
        Assert.Contains("breaks off", told, StringComparison.Ordinal);
        Assert.Equal(0, Cli.Run("export", Case, "csv").Exit);
        Assert.Contains("breaks off", File.ReadAllText(Path.Combine(Case, "out", "csv", "refused.csv")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Behind_a_damaged_record_the_next_one_is_found(bool packed)
    {
        byte[] whole = Crawl(packed);
        List<CaseText> all = Add("whole.warc.gz", whole, out _);
        Directory.Delete(Case, recursive: true);
        int at = (int)all[1].Place!.Offset;
        whole.AsSpan(at, 30).Fill((byte)'x');

        List<CaseText> texts = Add("crawl.warc.gz", whole, out string told);

        Assert.Equal([all[0].Url, all[2].Url], texts.Select(text => text.Url));
        Assert.Contains($"byte {at}:", told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_packed_archive_in_a_ZIP_file_keeps_its_places()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(zip, "datapackage.json", "{}"u8.ToArray());
            Put(zip, "archive/data.warc.gz", Crawl(true));
            Put(zip, "archive/plain.warc", Crawl(false));
        }
        List<CaseText> texts = Add("crawl.wacz", bytes.ToArray(), out _);
        Assert.Equal(6, texts.Count);
        Assert.Equal(["archive/data.warc.gz", "archive/plain.warc"], texts.Select(text => text.Place!.Member).Distinct());
        Assert.EndsWith("#archive/data.warc.gz:2", texts[0].Reference, StringComparison.Ordinal);
        Assert.Equal(["The first ferry", "The second ferry", "Fähre drei", "The first ferry", "The second ferry", "Fähre drei"], Titles());

        // Without its end it has no directory, and what lies in front is read all the same.
        Directory.Delete(Case, recursive: true);
        texts = Add("cut.wacz", bytes.ToArray()[..^60], out string told);
        Assert.Equal(6, texts.Count);
        Assert.Contains("no directory", told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_page_is_decoded_and_its_address_known()
    {
        string file = "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://post.example/saved\r\nSubject: x\r\nDate: Sun, 14 Mar 2027 18:20:00 -0000\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----part--\"\r\n\r\n\r\n------part--\r\nContent-Type: text/html\r\nContent-ID: <a@mhtml>\r\n"
            + "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://post.example/saved\r\n\r\n"
            + Page("The saved f=C3=A4hre").Replace("charset=x", "charset=3Dx", StringComparison.Ordinal).Replace("harbour", "har=\r\nbour", StringComparison.Ordinal)
            + "\r\n------part--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------part------\r\n";
        List<CaseText> texts = Add("page.mhtml", Encoding.UTF8.GetBytes(file), out _);
        CaseText text = Assert.Single(texts);
        Assert.Equal(("https://post.example/saved", "Sun, 14 Mar 2027 18:20:00 -0000"), (text.Url, text.Captured));
        Assert.Equal(["The saved fähre"], Titles());
        using CaseFolder folder = CaseFolder.OpenForReading(Case).Value;
        Assert.Contains("the harbour office said", CaseArticle.Read(text, CaseTexts.Open(folder, text).Value).Value.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_of_a_feed_have_dates_authors_links_and_summaries_and_a_broken_one_costs_no_other()
    {
        string rss = "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:dc=\"x\" xmlns:content=\"y\"><channel><title>Post</title>"
            + "<item><title>Ferry &amp; pier</title><link>https://post.example/1</link><dc:creator>Minna Okerholt</dc:creator><pubDate>Sun, 14 Mar 2027 18:20:00 +0100</pubDate>"
            + "<description><![CDATA[<p>The ferry sails again, the office said.</p>]]></description></item>"
            + "<item><title>Broken <b></title></item>"
            + "<item><title>Third</title><guid>https://post.example/3</guid><author>desk@post.example (Odd Lien)</author><pubDate>Mon, 15 Mar 2027 08:00:00 GMT</pubDate></item>"
            + "<item><title>Cut</title>";
        List<CaseText> texts = Add("feed.xml", Encoding.UTF8.GetBytes(rss), out string told);
        Assert.Contains("an RSS feed; 2 entries; 2 places could not be read", told, StringComparison.Ordinal);
        Assert.Contains("entry 2:", told, StringComparison.Ordinal);
        Assert.Contains("entry 4 breaks off", told, StringComparison.Ordinal);
        Assert.Equal([TextKind.Entry, TextKind.Entry], texts.Select(text => text.Kind));
        using CaseFolder folder = CaseFolder.OpenForReading(Case).Value;
        using CaseIndex index = CaseIndex.Open(folder).Value;
        CaseArticle[] articles = [.. CaseArticle.Each(folder, index).Select(text => text.Article.Value)];
        Assert.Equal(("Ferry & pier", "Minna Okerholt", "2027-03-14T18:20:00+01:00", "https://post.example/1"), (articles[0].Page!.Title, articles[0].Page!.Byline, articles[0].Page!.Published, articles[0].Page!.Url));
        Assert.Equal("Ferry & pier\nThe ferry sails again, the office said.", articles[0].Text);
        Assert.Equal(("Odd Lien", "https://post.example/3"), (articles[1].Page!.Byline, articles[1].Page!.Url));

        string atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Post</title><entry><title type=\"html\">Tide</title><link rel=\"alternate\" href=\"https://post.example/t\"/>"
            + "<author><name>Minna Okerholt</name></author><published>2027-03-14T18:20:00Z</published><updated>2027-03-20T10:00:00Z</updated><summary>Words of a summary.</summary></entry></feed>";
        File.WriteAllText(Path.Combine(_folder, "atom.xml"), atom);
        Cli page = Cli.Run("page", Path.Combine(_folder, "atom.xml"), "--json");
        using JsonDocument answer = JsonDocument.Parse(page.Out);
        JsonElement entry = Assert.Single(answer.RootElement.EnumerateArray());
        Assert.Equal("2027-03-14T18:20:00Z", entry.GetProperty("published").GetString());
        Assert.Equal("2027-03-20T10:00:00Z", entry.GetProperty("modified").GetString());
        Assert.Equal(1, entry.GetProperty("record").GetProperty("number").GetInt32());
        Assert.Equal("Words of a summary.", entry.GetProperty("text").GetString());
    }

    [Fact]
    public void No_entity_of_a_feed_is_resolved()
    {
        string secret = Path.Combine(_folder, "secret.txt");
        File.WriteAllText(secret, "never to be seen");
        string rss = $"<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x SYSTEM \"file://{secret}\"><!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
            + "<rss version=\"2.0\"><channel><item><title>&x;&b;</title></item><item><title>Plain</title></item></channel></rss>";
        List<CaseText> texts = Add("feed.xml", Encoding.UTF8.GetBytes(rss), out string told);
        Assert.Equal(2, texts.Count);
        Assert.DoesNotContain("never to be seen", told, StringComparison.Ordinal);
        Assert.Equal(["&x;&b;", "Plain"], Titles());
    }

    [Fact]
    public void The_command_for_pages_reads_archives_and_tells_what_is_broken()
    {
        byte[] crawl = Crawl(true);
        string whole = Path.Combine(_folder, "a.warc.gz"), cut = Path.Combine(_folder, "b.warc.gz");
        File.WriteAllBytes(whole, crawl);
        File.WriteAllBytes(cut, crawl[..^30]);
        Cli good = Cli.Run("page", whole, "--json");
        Assert.Equal(0, good.Exit);
        using JsonDocument answer = JsonDocument.Parse(good.Out);
        Assert.Equal(3, answer.RootElement.GetArrayLength());
        Assert.All(answer.RootElement.EnumerateArray(), page => Assert.Equal(whole, page.GetProperty("file").GetString()));
        Cli broken = Cli.Run("page", cut, "--json");
        Assert.Equal(2, broken.Exit);
        using JsonDocument rest = JsonDocument.Parse(broken.Out);
        Assert.Equal(3, rest.RootElement.GetArrayLength());
        Assert.Contains("breaks off", rest.RootElement[2].GetProperty("error").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_that_grows_beyond_all_measure_is_not_followed()
    {
        byte[] bomb = Gzip(CompressionLevel.Optimal, [.. Encoding.ASCII.GetBytes($"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: {40 << 20}\r\n\r\n"), .. new byte[40 << 20]]);
        List<CaseText> texts = Add("bomb.warc.gz", [.. bomb, .. Crawl(true)], out string told);
        Assert.Contains("more than 250 times its size", told, StringComparison.Ordinal);
        Assert.Equal(3, texts.Count);
    }

    [Theory]
    [InlineData("WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n")]
    [InlineData("WARC/1.0\r\nContent-Length: -5\r\n\r\nabc")]
    [InlineData("WARC/1.0\r\nWARC-Type: response\r\n\r\n")]
    [InlineData("WARC/9.9\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("WARC/1.0 and nothing else")]
    public void What_is_no_record_is_told(string content)
    {
        Cli.Run("new", Case);
        string file = Path.Combine(_folder, "a.warc");
        File.WriteAllText(file, content);
        Cli added = Cli.Run("add", Case, file);
        Assert.Equal(2, added.Exit);
        Assert.Contains("byte 0", added.Error, StringComparison.Ordinal);
        Assert.Equal(0, Cli.Run("audit", Case).Exit);
    }

    private List<CaseText> Add(string name, byte[] bytes, out string told)
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllBytes(file, bytes);
        Assert.Equal(0, Cli.Run("new", Case).Exit);
        Cli added = Cli.Run("add", Case, file);
        Assert.Equal((0, ""), (added.Exit, added.Error));
        told = added.Out;
        Assert.Equal(0, Cli.Run("audit", Case).Exit);
        using CaseFolder folder = CaseFolder.OpenForReading(Case).Value;
        using CaseIndex index = CaseIndex.Open(folder).Value;
        return [.. CaseTexts.Of(folder, index)];
    }

    private string?[] Titles()
    {
        using CaseFolder folder = CaseFolder.OpenForReading(Case).Value;
        using CaseIndex index = CaseIndex.Open(folder).Value;
        return [.. CaseArticle.Each(folder, index).Select(text => text.Article.Value.Page!.Title)];
    }

    private static byte[] Crawl(bool packed)
    {
        byte[] first = Encoding.UTF8.GetBytes(Page("The first ferry"));
        byte[][] records =
        [
            Record("warcinfo", null, "application/warc-fields", "software: a test\r\n"u8.ToArray()),
            Record("response", "https://post.example/1", "application/http; msgtype=response", Http("200 OK", "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n",
                [.. Encoding.ASCII.GetBytes($"{100:x}\r\n"), .. first[..100], .. Encoding.ASCII.GetBytes($"\r\n{first.Length - 100:X};x=y\r\n"), .. first[100..], .. "\r\n0\r\n\r\n"u8])),
            Record("response", "https://post.example/gone", "application/http; msgtype=response", Http("404 Not Found", "Content-Type: text/html\r\n", first)),
            Record("response", "<https://post.example/2>", "application/http; msgtype=response", Http("200 OK", "content-type: text/html; charset=utf-8\r\ncontent-encoding: gzip\r\n", Gzip(Encoding.UTF8.GetBytes(Page("The second ferry"))))),
            Record("response", "https://post.example/x.png", "application/http; msgtype=response", Http("200 OK", "Content-Type: image/png\r\n", [0x89, 0x50])),
            Record("resource", "https://post.example/3", "text/html; charset=iso-8859-1", Encoding.Latin1.GetBytes(Page("Fähre drei"))),
        ];
        return [.. records.SelectMany(record => packed ? Gzip(record) : record)];
    }

    private static string Page(string title) =>
        $"<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>The ferry between the two towns sails again from Monday, the harbour office said in a notice at the pier.</p></article></body></html>";

    private static byte[] Http(string status, string fields, byte[] body) => [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{fields}\r\n"), .. body];

    private static byte[] Record(string type, string? target, string contentType, byte[] block) =>
    [
        .. Encoding.ASCII.GetBytes($"WARC/1.1\r\nWARC-Type: {type}\r\n{(target is null ? "" : $"WARC-Target-URI: {target}\r\n")}WARC-Date: 2027-03-14T17:00:00Z\r\nContent-Type: {contentType}\r\nContent-Length: {block.Length}\r\n\r\n"),
        .. block, .. "\r\n\r\n"u8,
    ];

    private static byte[] Gzip(byte[] bytes) => Gzip(CompressionLevel.Fastest, bytes);

    private static byte[] Gzip(CompressionLevel level, byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level))
        {
            gzip.Write(bytes);
        }
        return packed.ToArray();
    }

    private static byte[] Gunzip(byte[] bytes)
    {
        using var open = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        open.CopyTo(plain);
        return plain.ToArray();
    }

    private static void Put(ZipArchive zip, string name, byte[] bytes)
    {
        using Stream entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
        entry.Write(bytes);
    }
}
