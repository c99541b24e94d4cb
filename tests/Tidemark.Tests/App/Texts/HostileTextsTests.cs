using System.Text;
using Tidemark.Tests.Hostile;
using Xunit;

namespace Tidemark.Tests.App.Texts;

/// <summary>Texts with which somebody could stop or mislead whoever takes them into a case, made here: each ends well, located, within bounds.</summary>
public sealed class HostileTextsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-test-").FullName;

    private string Case => Path.Combine(_folder, "case");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Names => [.. Things.Keys];

    private static readonly Dictionary<string, Func<byte[]>> Things = new(StringComparer.Ordinal)
    {
        ["binary.txt"] = () => [.. "words and then "u8, .. new byte[3], .. Enumerable.Range(0, 4000).Select(i => (byte)(i * 37 % 256))],
        ["western.txt"] = () => Encoding.Latin1.GetBytes("Die Fähre fährt über den Fluß, sagte das Büro."),
        ["lies about its encoding.html"] = () => [.. "<!doctype html><meta charset=utf-16><p>caf"u8, 0xE9, .. " by the pier and some more words of it"u8],
        ["overrides.txt"] = () => Encoding.UTF8.GetBytes("The notice \u202Eand its end\u202C\u2066 \u061C\u200F.\n\u001b[2J\u0007"),
        ["nested.html"] = () => Encoding.ASCII.GetBytes("<!doctype html>" + string.Concat(Enumerable.Repeat("<div><b>", 100_000)) + "deep words"),
        ["acts.html"] = () => Encoding.UTF8.GetBytes("<!doctype html><title>t</title><script>alert(1)</script><img src=x onerror=alert(1)><p onclick='alert(2)'>Words of a page that would act.</p><iframe src=javascript:alert(3)></iframe>"),
        ["lying dates.html"] = () => Encoding.UTF8.GetBytes("<!doctype html><meta property=article:published_time content=9999-99-99><meta name=date content='2099-01-01'><meta name=pubdate content='0000-00-00T99:99:99'><time datetime='-1'>yesterday</time><p>Words of a page without a day that can be.</p>"),
        ["deep.xml"] = () => Encoding.ASCII.GetBytes("<rss><channel><item><title>" + string.Concat(Enumerable.Repeat("<b>", 100_000)) + "</title></item></channel></rss>"),
        ["no end.mhtml"] = () => Encoding.ASCII.GetBytes("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n" + string.Concat(Enumerable.Repeat("--x\r\nContent-Type: text/html\r\n\r\n", 30_000))),
        ["heads.warc"] = () => Encoding.ASCII.GetBytes("WARC/1.0\r\n" + string.Concat(Enumerable.Repeat("X: y\r\n", 200_000)) + "\r\n"),
        ["many.warc"] = () => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n", 50_000))),
        ["members.warc.gz"] = () => [.. Enumerable.Repeat((byte[])[0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3], 20_000).SelectMany(b => b)],
        ["empty.wacz"] = () => "PK\u0005\u0006\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000"u8.ToArray(),
        ["lies.wacz"] = () => [.. "PK\u0003\u0004archive/x.warc"u8, .. "PK\u0005\u0006"u8, .. Enumerable.Repeat((byte)0xEE, 18)],
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Names))]
    public void It_goes_in_or_is_refused_and_the_case_stays_sound(string name)
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllBytes(file, Things[name]());
        Assert.Equal(0, Cli.Run("new", Case).Exit);

        Bounded.Run("add", Case, file);
        Bounded.Run("page", file, "--json");
        Bounded.Run("page", file);

        Assert.Equal(0, Bounded.Run("export", Case, "csv").Exit);
        Assert.Equal(0, Bounded.Run("audit", Case).Exit);
    }

    [Fact]
    public void Fifty_megabytes_of_one_sentence_are_a_text()
    {
        string file = Path.Combine(_folder, "long.txt");
        using (FileStream stream = File.Create(file))
        {
            byte[] block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("and the ferry sails ", 50_000)));
            for (int i = 0; i < 50; i++)
            {
                stream.Write(block);
            }
        }
        Assert.Equal(0, Cli.Run("new", Case).Exit);
        Assert.Equal(0, Bounded.Run("add", Case, file).Exit);
        Assert.Equal(0, Bounded.Run("export", Case, "csv").Exit);
        Assert.Contains(",50000000,", File.ReadAllText(Path.Combine(Case, "out", "csv", "pages.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_with_a_zero_in_it_is_told_in_the_table_with_its_place()
    {
        string file = Path.Combine(_folder, "a.txt");
        File.WriteAllText(file, "one line\nanother with \0 in it\nand a third\n");
        Cli.Run("new", Case);
        Assert.Equal(0, Cli.Run("add", Case, file).Exit);
        Assert.Equal(0, Cli.Run("export", Case, "csv").Exit);
        Assert.Contains("a.txt line 2, byte 22: a NUL", File.ReadAllText(Path.Combine(Case, "out", "csv", "pages.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_date_that_cannot_be_is_a_witness_and_not_believed()
    {
        string file = Path.Combine(_folder, "a.html");
        File.WriteAllBytes(file, Things["lying dates.html"]());
        Cli page = Cli.Run("page", file, "--json");
        using System.Text.Json.JsonDocument answer = System.Text.Json.JsonDocument.Parse(page.Out);
        Assert.Contains("9999-99-99", answer.RootElement.GetProperty("witnesses").EnumerateArray().Select(witness => witness.GetProperty("value").GetString()));
        Assert.NotEqual("9999-99-99", answer.RootElement.GetProperty("published").GetString());
    }
}
