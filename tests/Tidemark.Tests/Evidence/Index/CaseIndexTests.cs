using System.Globalization;
using System.Text;
using CsCheck;
using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Index;
using Tidemark.Evidence.Sources;
using Tidemark.Model;
using Tidemark.Tests.Evidence.Custody;
using Xunit;

namespace Tidemark.Tests.Evidence.Index;

public sealed class CaseIndexTests
{
    private const string Header = "id,author_id,created_at,text\n";

    [Fact]
    public void Posts_come_back_as_they_were_with_the_place_they_stood_at()
    {
        using TestCase test = TestCase.Created();
        const string first = "1,ada,2024-05-01T10:00:00Z,\"good, morning #harbour\"\n";
        Take(test, "posts.csv", Header + first + "2,bob,2024-05-02T10:00:30Z,good evening\n");
        using CaseFolder folder = test.Open();
        Update(folder);
        using CaseIndex index = CaseIndex.Open(folder).Value;
        IndexedPost post = index.Post(0)!;
        Assert.Equal(("1", "ada", "good, morning #harbour"), (post.Id, post.Account, post.Text));
        Assert.Equal("2024-05-01T10:00:00Z", post.Time.ToString());
        Assert.Equal(folder.Record.Originals[0].Sha256, post.Evidence.Sha256);
        Assert.Equal((2L, (long)Header.Length), (post.Evidence.Line, post.Evidence.Offset));
        Assert.Equal([(new DateOnly(2024, 5, 1), 1L), (new DateOnly(2024, 5, 2), 1L)], index.Days());
        Assert.Null(index.Post(2));
    }

    [Fact]
    public void A_post_in_two_overlapping_files_counts_once_and_the_number_is_told()
    {
        using TestCase test = TestCase.Created();
        const string shared = "2,bob,2024-05-01T10:00:30Z,good evening\n";
        Take(test, "one.csv", Header + "1,ada,2024-05-01T10:00:00Z,good morning\n" + shared);
        Take(test, "two.csv", Header + shared + "3,cy,2024-05-01T10:01:00Z,good night\n");
        using CaseFolder folder = test.Open();
        IReadOnlyList<SourceOutcome> outcomes = Update(folder);
        Assert.Equal(1, outcomes[1].Report.Repeated);
        using CaseIndex index = CaseIndex.Open(folder).Value;
        Assert.Equal(3, index.PostCount);
    }

    [Fact]
    public void One_id_with_two_contents_keeps_both_and_is_noted()
    {
        using TestCase test = TestCase.Created();
        Take(test, "one.csv", Header + "1,ada,2024-05-01T10:00:00Z,good morning\n1,ada,2024-05-01T10:00:00Z,good evening\n");
        using CaseFolder folder = test.Open();
        IReadOnlyList<SourceOutcome> outcomes = Update(folder);
        Assert.Contains(outcomes[0].Report.Notes, note => note.StartsWith("1 posts bear an id", StringComparison.Ordinal));
        using CaseIndex index = CaseIndex.Open(folder).Value;
        Assert.Equal(2, index.PostCount);
        Assert.Equal(2, index.PostLabels.Count);
        Assert.NotEqual(index.PostLabels.Text(0), index.PostLabels.Text(1));
    }

    [Fact]
    public void Rows_of_one_post_join_their_objects()
    {
        using TestCase test = TestCase.Created();
        Take(test, "shares.csv", "account_id,content_id,object_id,timestamp_share\na,p1,x,100\na,p1,y,100\na,p1,x,100\nb,p2,x,105\n");
        using CaseFolder folder = test.Open();
        Update(folder);
        using CaseIndex index = CaseIndex.Open(folder).Value;
        ShareColumns shares = index.Shares(TraceKind.Object);
        var rows = Enumerable.Range(0, shares.Count)
            .Select(i => (shares.Accounts.Text(shares.Account[i]), shares.Contents!.Text(shares.Content[i]), shares.Objects.Text(shares.Object[i]), new UnixTime(shares.Time[i]).Seconds))
            .Order().ToList();
        Assert.Equal([("a", "p1", "x", 100L), ("a", "p1", "y", 100L), ("b", "p2", "x", 105L)], rows);
    }

    [Fact]
    public void Building_anew_gives_the_same_content_as_adding_piece_by_piece()
    {
        using TestCase test = TestCase.Created();
        Take(test, "one.csv", Posts(0, 40));
        using CaseFolder folder = test.Open();
        Update(folder);
        Take(test, folder, "two.csv", Posts(20, 70));
        Take(test, folder, "three.csv", Posts(60, 90));
        Update(folder);
        List<string> grown = Content(folder);
        File.Delete(folder.IndexPath);
        Assert.False(CaseIndex.Open(folder).Ok);
        Update(folder);
        Assert.Equal(grown, Content(folder));
        Assert.Equal(grown, Content(folder, anew: true));
    }

    [Fact]
    public void A_damaged_index_is_made_anew()
    {
        using TestCase test = TestCase.Created();
        Take(test, "one.csv", Posts(0, 40));
        using CaseFolder folder = test.Open();
        Update(folder);
        List<string> before = Content(folder);
        File.WriteAllText(folder.IndexPath, "this is no database");
        Assert.False(CaseIndex.Open(folder).Ok);
        Update(folder);
        Assert.Equal(before, Content(folder));
    }

    [Fact]
    public void An_index_with_rows_of_a_transaction_that_never_ended_is_made_anew()
    {
        using TestCase test = TestCase.Created();
        Take(test, "one.csv", Posts(0, 40));
        using CaseFolder folder = test.Open();
        Update(folder);
        List<string> before = Content(folder);
        using (DuckFile file = DuckFile.Open(folder.IndexPath, IndexState.TemporaryPath(folder.Root), readOnly: false))
        {
            file.Execute("INSERT INTO traces SELECT * FROM traces");
        }
        Assert.False(CaseIndex.Open(folder).Ok);
        Update(folder);
        Assert.Equal(before, Content(folder));
    }

    [Fact]
    public void A_log_cut_short_leaves_an_index_that_is_empty_whole_or_known_to_be_neither()
    {
        using TestCase test = TestCase.Created();
        string temporary = Path.Combine(test.Root, "spill");
        string path = Path.Combine(test.Root, "cut.duckdb");
        byte[] log;
        byte[] data;
        // More traces than DuckDB puts into one block (122,880): those it was seen to keep.
        const int rows = 180_000;
        using (DuckFile file = DuckFile.Open(path, temporary, readOnly: false))
        {
            file.Execute(IndexSchema.Create);
            file.Execute("INSERT INTO meta VALUES ('version', $1)", IndexSchema.Version);
            file.Execute("CHECKPOINT");
            file.Execute("BEGIN");
            using (var writer = new IndexWriter(file, IndexLimits.Default))
            {
                writer.Begin(0);
                var traces = new TraceList();
                for (int i = 0; i < rows / 3; i++)
                {
                    traces.Clear();
                    traces.Add(TraceKind.Link, Encoding.UTF8.GetBytes($"https://example.org/{i % 977}"));
                    traces.Add(TraceKind.Domain, "example.org"u8);
                    traces.Add(TraceKind.Text, Encoding.UTF8.GetBytes($"filler text {i % 613} about the harbour"));
                    writer.Add(new PostRow
                    {
                        Id = Encoding.UTF8.GetBytes($"{i}"), Account = Encoding.UTF8.GetBytes($"a{i % 301}"), Text = "words"u8, Line = i, Traces = traces,
                    });
                }
                writer.End();
            }
            file.Execute("INSERT INTO sources VALUES (0, 'hash', 'name', 'reading', 'format', 1, 0, 0, NULL)");
            file.Execute($"INSERT INTO totals SELECT 0, * FROM ({IndexSchema.CountRows})");
            file.Execute("COMMIT");
            data = Shared(path);
            log = Shared(path + ".wal");
        }
        for (int part = 0; part <= 32; part++)
        {
            File.WriteAllBytes(path, data);
            File.WriteAllBytes(path + ".wal", log[..(int)((long)log.Length * part / 32)]);
            using DuckFile file = DuckFile.Open(path, temporary, readOnly: false);
            long traces = file.Whole("SELECT count(*) FROM traces");
            long sources = file.Whole("SELECT count(*) FROM sources");
            bool whole = sources == 0 ? traces == 0 : traces == rows;
            Assert.Equal(whole, IndexState.IsWhole(file));
        }

        static byte[] Shared(string path)
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            byte[] bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
    }

    [Fact]
    public void What_does_not_fit_into_memory_is_compared_on_the_disk_with_the_same_result()
    {
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[1, 60]).Sample((names, posts, overlap) =>
        {
            using TestCase test = TestCase.Created();
            using CaseFolder folder = test.Open();
            Take(test, folder, "one.csv", Posts(0, 50));
            Take(test, folder, "two.csv", Posts(50 - overlap % 50, 80));
            Update(folder);
            List<string> roomy = Content(folder, numbers: false);
            new IndexUpdate(folder) { Limits = new IndexLimits(names, posts) }.Run(anew: true, CancellationToken.None);
            return roomy.SequenceEqual(Content(folder, numbers: false));
        }, iter: 12, threads: 1);
    }

    [Fact]
    public void A_retracted_original_leaves_the_index()
    {
        using TestCase test = TestCase.Created();
        using CaseFolder folder = test.Open();
        Take(test, folder, "one.csv", Posts(0, 10));
        Take(test, folder, "two.csv", Posts(5, 20));
        Update(folder);
        new Retraction(folder, test.Now).Withdraw(folder.Record.Originals[0], "altered");
        Assert.False(CaseIndex.Open(folder).Ok);
        Update(folder);
        using CaseIndex index = CaseIndex.Open(folder).Value;
        Assert.Equal(15, index.PostCount);
        Assert.Single(index.Sources);
    }

    [Fact]
    public void The_order_of_additions_does_not_show_in_the_order_by_content()
    {
        Assert.Equal(Ordered("one.csv", "two.csv"), Ordered("two.csv", "one.csv"));

        static List<string> Ordered(params string[] names)
        {
            using TestCase test = TestCase.Created();
            using CaseFolder folder = test.Open();
            foreach (string name in names)
            {
                Take(test, folder, name, name == "one.csv" ? Posts(0, 30) : Posts(20, 50));
            }
            Update(folder);
            using CaseIndex index = CaseIndex.Open(folder).Value;
            return [.. index.PostsByContent().Select(post => $"{post.Time} {post.Account} {post.Id} {post.Text} {post.Evidence}")];
        }
    }

    [Fact]
    public void Pages_are_kept_as_texts_and_say_so()
    {
        using TestCase test = TestCase.Created();
        using CaseFolder folder = test.Open();
        Take(test, folder, "page.html", "<!doctype html><html><head><title>t</title></head><body>words</body></html>");
        SourceOutcome outcome = Assert.Single(Update(folder));
        Assert.Null(outcome.Failure);
        Assert.False(outcome.Posts);
        Assert.Equal(("a web page; kept as a text of the case", 1), (outcome.Report.Format, outcome.Report.Texts));
    }

    private static string Posts(int from, int to)
    {
        var text = new StringBuilder(Header);
        for (int i = from; i < to; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i},acc{i % 7},2024-05-{1 + i % 20:00}T10:00:{i % 60:00}Z,words {i % 5} #tag{i % 3} https://site{i % 4}.example/p{i % 11}\n");
        }
        return text.ToString();
    }

    private static void Take(TestCase test, string name, string content)
    {
        using CaseFolder folder = test.Open();
        Take(test, folder, name, content);
    }

    private static void Take(TestCase test, CaseFolder folder, string name, string content)
    {
        using FileStream source = RegularFile.Open(test.File(name, content)).Value;
        Taken taken = new Addition(folder, test.Now).Take(source, name, null, ReadingChoice.None, CancellationToken.None).Value;
        new Addition(folder, test.Now).Finish(taken.Original, new ReadingReport { Format = "test" });
    }

    private static IReadOnlyList<SourceOutcome> Update(CaseFolder folder) => new IndexUpdate(folder).Run(anew: false, CancellationToken.None);

    /// <summary>All an index says, as lines; without the numbers of posts where only what they mean counts.</summary>
    private static List<string> Content(CaseFolder folder, bool anew = false, bool numbers = true)
    {
        if (anew)
        {
            new IndexUpdate(folder).Run(anew: true, CancellationToken.None);
        }
        using CaseIndex index = CaseIndex.Open(folder).Value;
        var lines = new List<string>();
        foreach (IndexedPost post in index.PostsByContent())
        {
            lines.Add($"{(numbers ? post.Number : 0)} {post.Id} {post.Account} {post.Time} {post.Text} {post.Evidence}");
            lines.AddRange(index.Traces(post.Number, post.Number).Select(trace => $"  {trace.Kind} {trace.Value}"));
        }
        foreach (TraceKind kind in index.TraceCounts().Keys)
        {
            ShareColumns shares = index.Shares(kind);
            lines.AddRange(Enumerable.Range(0, shares.Count)
                .Select(i => string.Create(CultureInfo.InvariantCulture,
                    $"{kind} {shares.Accounts.Text(shares.Account[i])} {shares.Contents!.Text(shares.Content[i])} {shares.Objects.Text(shares.Object[i])} {shares.Time[i]} {(numbers ? shares.Object[i] : 0)}"))
                .Order(StringComparer.Ordinal));
        }
        lines.AddRange(index.Sources.Select(source => $"{source.Name} {source.Rows} {source.Refused} {source.Repeated}"));
        return lines;
    }
}
