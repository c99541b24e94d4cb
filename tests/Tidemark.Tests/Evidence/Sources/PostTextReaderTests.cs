using System.Text;
using CsCheck;
using Tidemark.Evidence.Sources;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Evidence.Sources;

public sealed class PostTextReaderTests
{
    private static readonly PostNeeds Lives = new(Account: true, Time: true, Text: true);

    [Fact]
    public void Columns_are_found_by_name_in_any_order_and_others_are_ignored()
    {
        (PostColumns posts, _) = Read("\uFEFFtext,x,timestamp_share,account_id,id\n\"tides, \"\"high\"\"\",1,1700000000.5,b,9\nlow,2,2023-11-14T22:13:20Z,a,8\n");

        Assert.Equal(["a low 1700000000000000000 posts.csv#2", "b tides, \"high\" 1700000000500000000 posts.csv#1"], Lines(posts));
    }

    [Fact]
    public void Rows_without_account_or_time_are_refused_with_their_place_and_an_empty_text_is_a_post()
    {
        (PostColumns posts, PostCollector into) = Read("account_id,timestamp_share,text\n,1700000000,x\na,yesterday,x\na,1700000000,\n");

        Assert.Equal(["a  1700000000000000000 posts.csv#3"], Lines(posts));
        Assert.Equal([2L, 3L], into.Refused.Select(fault => fault.Where.Line));
    }

    [Fact]
    public void A_row_that_repeats_account_content_time_and_text_counts_once()
    {
        (PostColumns posts, _) = Read(
            "account_id,content_id,timestamp_share,text\na,1,1700000000,x\na,1,1700000000,x\na,2,1700000000,x\na,1,1700000001,x\na,1,1700000000,y\nb,1,1700000000,x\n");

        Assert.Equal(5, posts.Count);
        Assert.Equal(1, posts.Repeated);
    }

    [Fact]
    public void Nothing_depends_on_the_order_of_rows() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 3]).Array[1, 60].Sample(rows =>
        {
            string[] lines = [.. rows.Select(r => $"a{r.Item1},c{r.Item2},{1_700_000_000 + r.Item3},t{r.Item4}")];
            const string Header = "account_id,content_id,timestamp_share,text\n";
            Assert.Equal(
                Lines(Read(Header + string.Join('\n', lines)).Posts),
                Lines(Read(Header + string.Join('\n', lines.Reverse())).Posts));
        }, iter: 100);

    [Fact]
    public void A_missing_column_is_named_and_a_usual_name_is_taken_and_said()
    {
        Assert.Contains("no column timestamp_share", Fault("account_id,text\na,x\n"), StringComparison.Ordinal);
        Assert.Equal(["a x 1700000000000000000 posts.csv#1"], Lines(Read("author_id,content,created_at\na,x,1700000000\n").Posts));
    }

    [Fact]
    public void A_day_before_1970_is_counted_downwards()
    {
        (PostColumns posts, _) = Read("account_id,timestamp_share,text\na,1969-12-31T23:59:59Z,x\na,1970-01-01T00:00:00Z,x\na,1969-12-31T00:00:00Z,x\n");

        Assert.Equal([-1, -1, 0], Enumerable.Range(0, 3).Select(posts.Day));
    }

    private static string Fault(string table)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(table));
        using SourceBytes source = SourceBytes.Open(stream, "posts.csv");
        return PostTextReader.Read(source, Lives, new PostCollector()).Fault.ToString();
    }

    private static (PostColumns Posts, PostCollector Into) Read(string table)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(table));
        using SourceBytes source = SourceBytes.Open(stream, "posts.csv");
        var into = new PostCollector();
        Assert.True(PostTextReader.Read(source, Lives, into).Ok);
        return (into.ToColumns(), into);
    }

    private static string[] Lines(PostColumns posts) =>
        [.. Enumerable.Range(0, posts.Count).Select(i => $"{posts.Accounts.Text(posts.Account[i])} {posts.Texts.Text(posts.Text[i])} {posts.Time[i]} {posts.Contents.Text(posts.Content[i])}")];
}
