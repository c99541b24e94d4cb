using System.IO.Compression;
using System.Text;
using Tidemark.Evidence.Sources;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Evidence.Sources;

public sealed class PostTableTests
{
    [Fact]
    public void A_share_table_is_read_in_any_order_of_columns() =>
        Assert.Equal(["c1 a 2021-06-16T22:04:51Z Object:o"], Collected.Read("object_id,account_id,content_id,timestamp_share\no,a,c1,1623881091\n").Rows);

    [Fact]
    public void A_row_without_account_object_or_time_is_refused_with_its_place()
    {
        Collected read = Collected.Read("account_id,content_id,object_id,timestamp_share\n,c,o,1\na,c,,1\na,c,o,\na,c,o,31/13/2024\na,c,o,1\n");
        Assert.Equal(1, read.Result.Value.Rows);
        Assert.Equal(
            [
                "t.csv line 2, byte 48: the account is empty",
                "t.csv line 3, byte 55: the object is empty",
                "t.csv line 4, byte 62: the time is empty",
                "t.csv line 5, byte 69: time '31/13/2024' is not a date",
            ],
            read.Faults.Select(f => f.ToString()));
    }

    [Fact]
    public void Ids_are_opaque_and_never_trimmed() =>
        Assert.Equal([" C  A 1970-01-01T00:00:01Z Object: o "], Collected.Read("account_id,content_id,object_id,timestamp_share\n A, C, o ,1\n").Rows);

    [Fact]
    public void The_header_of_the_coordination_network_toolkit_is_known()
    {
        Collected read = Collected.Read(
            "message_id,user_id,username,repost_id,reply_id,message,timestamp,urls\n"
            + "1,u,n,,r0,Hello  WORLD,1606451170.518101,\"['http://Example.com/2', 'https://www.example.com/2/?utm_source=x']\"\n"
            + "2,u,n,p9,r0,Hello world,1606451171,[]\n");
        Assert.Equal(
            [
                "1 u 2020-11-27T04:26:10.518101Z Reply:r0 Text:hello world Link:https://example.com/2 Domain:example.com",
                "2 u 2020-11-27T04:26:11Z Repost:p9",
            ],
            read.Rows);
    }

    [Theory]
    [InlineData("One #A then #b, #a again", "Hashtag:a Hashtag:b Sequence:#a #b")]
    [InlineData("One #b then #A", "Hashtag:b Hashtag:a Sequence:#b #a")]
    [InlineData("One #a #A ＃ａ", "Hashtag:a")]
    [InlineData("none", "")]
    [InlineData("RT @x: One #a then #b", "Hashtag:a Hashtag:b")]
    public void The_sequence_of_a_posts_own_hashtags_is_a_trace(string text, string traces)
    {
        string row = Collected.Read($"account,time,text\na,1,\"{text}\"\n").Rows.Single();
        Assert.Equal(traces, string.Join(' ', row.Split(' ')[2..].SkipWhile(t => !t.StartsWith("Hashtag:", StringComparison.Ordinal)).Where(t => !t.StartsWith("Mention:", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("0xABCDEF0123456789", "Media:abcdef0123456789")]
    [InlineData("abcdef0123456789", "Media:abcdef0123456789")]
    [InlineData("0000000000000000", "")]
    [InlineData("FFFFFFFFFFFFFFFF", "")]
    [InlineData("3_AbC", "Media:3_AbC")]
    [InlineData("1380180000000000001", "Media:1380180000000000001")]
    [InlineData("1.38018E+18", "")]
    public void Hashes_of_media_are_one_in_either_case_and_those_of_empty_pictures_match_nothing(string cell, string trace) =>
        Assert.Equal($"a 1970-01-01T00:00:01Z {trace}", Collected.Read($"account,time,phash\na,1,{cell}\n").Rows.Single().TrimStart());

    [Theory]
    [InlineData("WWW.Example.com", "Domain:example.com")]
    [InlineData("m.example.com", "Domain:example.com")]
    [InlineData("NA", "")]
    [InlineData("no host", "Domain:no host")]
    public void A_domain_in_a_column_of_its_own_has_the_form_of_a_links_host(string cell, string trace) =>
        Assert.Equal($"a 1970-01-01T00:00:01Z {trace}", Collected.Read($"account,time,domain\na,1,{cell}\n").Rows.Single().TrimStart());

    [Fact]
    public void The_x_archive_is_in_utc_and_lists_are_python_lists()
    {
        Collected read = Collected.Read(
            "\"tweetid\",\"userid\",\"user_screen_name\",\"tweet_language\",\"tweet_text\",\"tweet_time\",\"in_reply_to_tweetid\",\"is_retweet\",\"retweet_tweetid\",\"hashtags\",\"urls\",\"user_mentions\"\n"
            + "\"1\",\"9\",\"n\",\"en\",\"Filler one #Other\",\"2017-08-06 08:15\",\"\",\"false\",\"\",\"['First', 'Zwei']\",\"['http://a.example/%d8%a7']\",\"['77']\"\n");
        Assert.Equal(SourceFormat.XArchive, read.Result.Value.Source.Format);
        Assert.Equal(
            ["1 9 2017-08-06T08:15:00Z Text:filler one #other Link:https://a.example/%D8%A7 Domain:a.example Hashtag:first Hashtag:zwei Mention:77 Sequence:#first #zwei"],
            read.Rows);
        Assert.Equal(ZoneSource.Stated, read.Posts[0].Zone);
        Assert.Contains(read.Notes, n => n.Contains("UTC", StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_table_gives_links_tags_and_mentions_from_its_text()
    {
        Collected read = Collected.Read(
            "author_id,created_at,text\na,2024-08-15T10:00:00Z,\"See https://News.Example/a?fbclid=1#top, @Bob_1 and #Größe!\"\nb,2024-08-15T10:00:05Z,RT @x: see\n");
        Assert.Equal(
            [
                " a 2024-08-15T10:00:00Z Text:see and #grösse! Link:https://news.example/a Domain:news.example Mention:bob_1 Hashtag:grösse",
                " b 2024-08-15T10:00:05Z Mention:x",
            ],
            read.Rows);
    }

    [Fact]
    public void Cells_that_hold_json_objects_are_read()
    {
        Collected read = Collected.Read(
            "id,author_id,created_at,text,entities.hashtags,entities.urls,referenced_tweets.retweeted.id\n"
            + "1,9,2024-08-15T10:00:00Z,x,\"[{\"\"start\"\":1,\"\"tag\"\":\"\"T\\u00e4g\"\"}]\",\"[{\"\"url\"\":\"\"https://t.co/x\"\",\"\"expanded_url\"\":\"\"https://a.example/b/\"\"}]\",\n"
            + "2,9,2024-08-15T10:00:00Z,y,[{'tag': 'z'}],,1\n");
        Assert.Equal(
            ["1 9 2024-08-15T10:00:00Z Text:x Link:https://a.example/b Domain:a.example Hashtag:täg", "2 9 2024-08-15T10:00:00Z Repost:1"],
            read.Rows);
        Assert.Contains("1 cells hold lists that are not JSON and give no trace", read.Notes);
    }

    [Fact]
    public void A_table_of_accounts_is_not_taken_for_posts() =>
        Assert.StartsWith("this looks like a table of accounts",
            Collected.Read("id,username,created_at,description,followers_count\n1,n,2024-08-15T10:00:00Z,d,5\n").Result.Fault.Reason, StringComparison.Ordinal);

    [Fact]
    public void A_crowdtangle_export_shares_its_link_not_its_own_address()
    {
        Collected read = Collected.Read(
            "Page Name,Facebook Id,Post Created,URL,Message,Link,Final Link\nFiller,77,2021-08-21 19:50:36 EDT,https://www.facebook.com/77/posts/1,Filler text,https://bit.ly/x,https://a.example/b\n");
        Assert.Equal(
            ["https://www.facebook.com/77/posts/1 77 2021-08-21T23:50:36Z Text:filler text Link:https://a.example/b Domain:a.example"], read.Rows);
    }

    [Fact]
    public void A_missing_column_is_named_with_the_columns_found_and_the_call_to_try()
    {
        Collected read = Collected.Read("who,what,when\n1,2,3\n");
        Assert.Equal("t.csv line 1, byte 0: no column is known to hold the account of a post; the columns are 'who', 'what', 'when'. "
            + "Say which: --map account=COLUMN", read.Result.Fault.ToString());
    }

    [Fact]
    public void Columns_can_be_named_by_the_user()
    {
        ReadOptions options = new() { Map = [new("account", "who"), new("time", "when"), new("text", "what")] };
        Assert.Equal([" 1 1970-01-01T00:00:03Z Text:hi"], Collected.Read("who,what,when\n1,hi,3\n", options: options).Rows);
        Assert.StartsWith("there is no column 'x' for --map id=x", Collected.Read("who,what\n", options: new() { Map = [new("id", "x")] }).Result.Fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_columns_of_one_name_are_ambiguous() =>
        Assert.StartsWith("more than one column is called 'text'", Collected.Read("author,time,text,Text\n").Result.Fault.Reason, StringComparison.Ordinal);

    [Fact]
    public void A_time_without_zone_is_taken_as_utc_with_a_note_or_as_the_user_says()
    {
        const string Table = "author_id,created_at,text\na,2024-08-15 10:00,x\n";
        Collected assumed = Collected.Read(Table);
        Assert.Equal((ZoneSource.Assumed, "2024-08-15T10:00:00Z"), (assumed.Posts[0].Zone, assumed.Posts[0].Time));
        Assert.Contains("1 times name no zone and were taken as UTC; --zone says otherwise", assumed.Notes);
        Collected given = Collected.Read(Table, options: new() { Zone = SourceZone.Parse("Europe/Berlin").Value });
        Assert.Equal((ZoneSource.Given, "2024-08-15T08:00:00Z"), (given.Posts[0].Zone, given.Posts[0].Time));
    }

    [Fact]
    public void Ids_whose_digits_a_spreadsheet_has_cut_join_nothing()
    {
        Collected read = Collected.Read("post_id,author_id,created_at,text,reply_to_id\n1,a,1606451170,x,1.38018E+18\n1.38018E+18,a,1606451170,y,\n");
        Assert.Equal(["1 a 2020-11-27T04:26:10Z Text:x"], read.Rows);
        Assert.Contains("scientific notation", Assert.Single(read.Faults).Reason, StringComparison.Ordinal);
        Assert.Contains(read.Notes, n => n.StartsWith("1 ids of other posts are in scientific notation", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-8", true)]
    public void Any_encoding_gives_the_same_rows(string encoding, bool mark)
    {
        const string Table = "author_id,created_at,text\r\nä,2024-08-15T10:00:00Z,\"Füller 😀\nzwei\"\r\n";
        Encoding written = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. mark ? written.GetPreamble() : [], .. written.GetBytes(Table)];
        Assert.Equal([" ä 2024-08-15T10:00:00Z Text:füller 😀 zwei"], Collected.Read(bytes).Rows);
    }

    [Fact]
    public void Half_a_surrogate_pair_costs_its_row_only()
    {
        byte[] bytes = Encoding.Unicode.GetBytes("\uFEFFauthor_id,created_at,text\na,1606451170,one\nb,1606451170,t?o\nc,1606451170,three\n");
        int at = bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes("?"));
        (bytes[at], bytes[at + 1]) = (0x3D, 0xD8);
        Collected read = Collected.Read(bytes);
        Assert.Equal(2, read.Rows.Count);
        Assert.Equal((3, "the row holds half a UTF-16 character (a surrogate without its partner): the file is damaged here"),
            (read.Faults[0].Where.Line, read.Faults[0].Reason));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Packed_tables_are_opened_and_a_broken_packing_keeps_the_rows_before_it(bool zstandard)
    {
        StringBuilder text = new("account_id,content_id,object_id,timestamp_share\n");
        for (int i = 0; i < 20_000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i * 7919 % 10007},c{i},o{i * 31 % 977},{1606451170 + i}\n");
        }
        byte[] packed = Pack(Encoding.UTF8.GetBytes(text.ToString()), zstandard);
        Assert.Equal(20_000, Collected.Read(packed, "t.csv.gz").Result.Value.Rows);

        Collected cut = Collected.Read(packed[..(packed.Length / 2)], "t.csv.gz");
        Assert.InRange(cut.Result.Value.Rows, 1, 19_999);
        Fault fault = Assert.Single(cut.Faults);
        Assert.Contains("breaks off", fault.Reason, StringComparison.Ordinal);
        Assert.InRange(fault.Where.Line, cut.Result.Value.Rows, cut.Result.Value.Rows + 2);

        if (!zstandard)
        {
            Assert.Equal(20_000 + 1, Collected.Read((byte[])[.. packed, .. Pack("x,y,z,1\n"u8.ToArray(), false)], "t.csv.gz").Result.Value.Rows);
        }
    }

    [Fact]
    public void A_decompression_bomb_is_refused_with_its_place()
    {
        byte[] bomb = Pack([.. "account_id,content_id,object_id,timestamp_share\na,c,o,1\n"u8, .. Enumerable.Repeat((byte)'x', 80 << 20)], zstandard: true);
        Collected read = Collected.Read(bomb, "t.csv.zst");
        Assert.Equal(1, read.Result.Value.Rows);
        Assert.Contains(read.Faults, f => f.Reason.Contains("grows to more than 250 times its size", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("\n\n", "this is a file of blanks only, not a table of posts")]
    [InlineData("account_id,content_id,object_id,timestamp_share\n", "there is a header, but no row")]
    [InlineData("%PDF-1.7 filler", "this is a PDF, not a table of posts")]
    [InlineData("account_id,object_id,timestamp_share\na,o,x\n", "time 'x' is not a date")]
    public void A_source_without_a_row_says_why(string text, string reason) =>
        Assert.StartsWith(reason.Replace(", not a table of posts", ", not a table", StringComparison.Ordinal), Collected.Read(text).Result.Fault.Reason, StringComparison.Ordinal);

    [Fact]
    public void A_picture_is_named() =>
        Assert.StartsWith("this is a PNG picture", Collected.Read([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0]).Result.Fault.Reason, StringComparison.Ordinal);

    [Fact]
    public void A_hopeless_source_is_given_up()
    {
        string table = "account_id,object_id,timestamp_share\n" + string.Concat(Enumerable.Repeat("a,o,x\n", 5000));
        Collected read = Collected.Read(table, options: new() { HopelessAfter = 100 });
        Assert.Equal(100, read.Faults.Count);
        Assert.StartsWith("none of the first 100 rows could be read", read.Result.Fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_stops_when_the_user_says_so()
    {
        string table = "account_id,object_id,timestamp_share\n" + string.Concat(Enumerable.Repeat("a,o,1\n", 10_000));
        using CancellationTokenSource stopped = new();
        stopped.Cancel();
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(table));
        Assert.Throws<OperationCanceledException>(() => SourceReader.Read(stream, "t.csv", ReadOptions.Default, new Collected(), stopped.Token));
    }

    internal static byte[] Pack(byte[] bytes, bool zstandard)
    {
        using MemoryStream to = new();
        using (Stream packing = zstandard ? new ZstdSharp.CompressionStream(to, leaveOpen: true) : new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true))
        {
            packing.Write(bytes);
        }
        return to.ToArray();
    }
}
