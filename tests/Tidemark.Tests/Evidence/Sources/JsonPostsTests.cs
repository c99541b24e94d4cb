using System.Text;
using System.Text.Json;
using CsCheck;
using Tidemark.Evidence.Sources;
using Xunit;

namespace Tidemark.Tests.Evidence.Sources;

public sealed class JsonPostsTests
{
    private const string V2 = """{"id":"1","author_id":"9","created_at":"2021-04-08T19:34:16.000Z","lang":"en","text":"Filler \u00e4 \ud83d\ude00 one"}""";

    [Fact]
    public void A_line_of_the_x_api_v2_is_a_post()
    {
        Collected read = Collected.Read(V2 + "\n", "t.jsonl");
        Assert.Equal(["1 9 2021-04-08T19:34:16Z Text:filler ä 😀 one"], read.Rows);
        Assert.Equal(new PostCopy("1", "9", "2021-04-08T19:34:16Z", "Filler ä 😀 one", "en", Tidemark.Model.ZoneSource.Stated, 1, 0, V2.Length), read.Posts[0]);
    }

    [Fact]
    public void Posts_of_a_page_have_their_own_places_and_includes_are_not_taken()
    {
        string page = "{\"data\":[" + V2 + ", " + V2.Replace("\"1\"", "\"2\"", StringComparison.Ordinal)
            + "],\"includes\":{\"tweets\":[" + V2 + "]},\"meta\":{\"result_count\":2}}";
        Collected read = Collected.Read("\n" + page + "\n{\"meta\":{\"result_count\":0}}\n", "t.jsonl");
        Assert.Equal(["1", "2"], read.Posts.Select(p => p.Id));
        Assert.Equal((2, 10L, (long)V2.Length), (read.Posts[0].Line, read.Posts[0].Offset, read.Posts[0].Length));
        Assert.Equal((2, 12L + V2.Length), (read.Posts[1].Line, read.Posts[1].Offset));
        Assert.Contains("1 pages hold no post", read.Notes);
        Assert.Contains(read.Notes, n => n.Contains("includes", StringComparison.Ordinal));
    }

    [Fact]
    public void Entities_references_and_media_of_v2_become_traces()
    {
        Collected read = Collected.Read(
            """
            {"id":"1","author_id":"9","created_at":"2021-04-08T19:34:16Z","text":"@Bob see #Tag https://t.co/x","attachments":{"media_keys":["3_77"]},"referenced_tweets":[{"type":"replied_to","id":"5","text":"nested","author_id":"8"}],"entities":{"hashtags":[{"start":1,"tag":"Tag"}],"mentions":[{"username":"Bob","id":"4"}],"urls":[{"url":"https://t.co/x","expanded_url":"https://a.example/p?utm_source=t","unwound_url":"https://www.b.example/p/"},{"url":"https://t.co/y","expanded_url":"https://twitter.com/i/1/photo/1","media_key":"3_77"}]}}
            {"id":"2","author_id":"9","created_at":"2021-04-08T19:34:16Z","text":"RT @Bob: see","referenced_tweets":[{"id":"6","type":"retweeted"}]}
            """, "t.jsonl");
        Assert.Equal(
            [
                "1 9 2021-04-08T19:34:16Z Reply:5 Text:see #tag Media:3_77 Hashtag:tag Mention:bob Link:https://b.example/p Domain:b.example",
                "2 9 2021-04-08T19:34:16Z Repost:6 Mention:bob",
            ],
            read.Rows);
    }

    [Fact]
    public void Posts_of_the_x_api_v1_1_are_read_with_their_full_text()
    {
        Collected read = Collected.Read(
            """
            {"created_at":"Wed Aug 27 13:08:45 +0000 2008","id":1,"id_str":"1","text":"short…","truncated":true,"user":{"id":9,"id_str":"9","screen_name":"n","entities":{"url":{}},"followers_count":5},"in_reply_to_status_id":null,"entities":{"hashtags":[],"urls":[]},"extended_tweet":{"full_text":"Long filler text #Two","entities":{"hashtags":[{"text":"Two"}]}},"lang":"en","timestamp_ms":"1219842525000"}
            {"created_at":"Wed Aug 27 13:08:45 +0000 2008","id_str":"2","full_text":"RT @n: filler","user":{"id_str":"8"},"retweeted_status":{"id_str":"1","user":{"id_str":"9"},"created_at":"Wed Aug 27 13:08:40 +0000 2008"},"extended_entities":{"media":[{"id_str":"55"}]}}
            {"created_at":"Wed Aug 27 13:08:45 +0000 2008","id_str":"3","full_text":"answer","user":{"id_str":"8"},"in_reply_to_status_id":1,"in_reply_to_status_id_str":"1","quoted_status":{"id_str":"7","full_text":"quoted"}}
            """, "t.jsonl");
        Assert.Equal(
            [
                "1 9 2008-08-27T13:08:45Z Text:long filler text #two Hashtag:two",
                "2 8 2008-08-27T13:08:45Z Repost:1 Media:55",
                "3 8 2008-08-27T13:08:45Z Reply:1 Text:answer",
            ],
            read.Rows);
    }

    [Theory]
    [InlineData("[\n  {A},\n  {A}\n]")]
    [InlineData("[{A},{A}]")]
    [InlineData("{\n \"data\": [\n {A},\n{A} ]\n}")]
    [InlineData("{\"data\":[{A},{A}]}")]
    [InlineData("[{A}]\n[{A}]\n")]
    [InlineData("{A}\r\n{A}")]
    public void Arrays_documents_and_lines_are_told_apart(string shape)
    {
        string inner = V2[1..^1];
        Collected read = Collected.Read(shape.Replace("A", inner, StringComparison.Ordinal), "t.json");
        Assert.True(read.Result.Ok, read.Result.Fault.ToString());
        Assert.Equal(["1", "1"], read.Posts.Select(p => p.Id));
        Assert.Equal(1 + shape.Replace("\r\n", "\n", StringComparison.Ordinal)[..shape.Replace("\r\n", "\n", StringComparison.Ordinal).LastIndexOf('A')].Count(c => c == '\n'), read.Posts[1].Line);
    }

    [Fact]
    public void A_broken_line_is_located_and_reading_goes_on()
    {
        Collected read = Collected.Read(V2 + "\n{\"id\":\"2\",\n[1]\n" + V2 + "x\n" + V2 + "\n", "t.jsonl");
        Assert.Equal(2, read.Posts.Count);
        Assert.Equal([2L, 3, 4], read.Faults.Select(f => f.Where.Line));
        Assert.Contains("not JSON: it breaks at byte 128", read.Faults[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_bytes_that_are_no_text_and_long_lines_cost_their_post_only()
    {
        byte[] bytes =
        [
            .. Encoding.UTF8.GetBytes(V2.Replace("\\ude00", "", StringComparison.Ordinal) + "\n"),
            .. "{\"id\":\""u8, 0xFF, .. "\"}\n"u8,
            .. Encoding.UTF8.GetBytes("{\"text\":\"" + new string('x', 3 << 20) + "\"}\n"),
            .. Encoding.UTF8.GetBytes(V2 + "\n"),
        ];
        Collected read = Collected.Read(bytes, "t.jsonl", new ReadOptions { MaxRecord = 1 << 20 });
        Assert.Equal(4, Assert.Single(read.Posts).Line);
        Assert.Equal([1L, 2, 3], read.Faults.Select(f => f.Where.Line));
        Assert.Contains("surrogate", read.Faults[0].Reason, StringComparison.Ordinal);
        Assert.Contains("UTF-8", read.Faults[1].Reason, StringComparison.Ordinal);
        Assert.Contains("3145739 bytes long", read.Faults[2].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_element_that_is_too_long_for_an_array_is_passed_over()
    {
        string text = "[" + V2 + ",\n{\"text\":\"" + new string('x', 3 << 20) + "\"},\n" + V2 + "]";
        Collected read = Collected.Read(text, "t.json", new ReadOptions { MaxDocument = 1 << 20 });
        Assert.Equal([1L, 3], read.Posts.Select(p => p.Line));
        Assert.Contains("bytes long", Assert.Single(read.Faults).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Flat_objects_with_the_usual_names_are_read_and_keys_can_be_named()
    {
        Assert.Equal(["c a 1970-01-01T00:00:05Z Object:o"],
            Collected.Read("{\"account_id\":\"a\",\"content_id\":\"c\",\"object_id\":\"o\",\"timestamp_share\":5}\n", "t.jsonl").Rows);
        Assert.Equal([" a 1970-01-01T00:00:05Z Text:hi"],
            Collected.Read("{\"who\":\"a\",\"when\":5,\"text\":\"hi\"}\n", "t.jsonl",
                new ReadOptions { Map = [new("account", "who"), new("time", "when")] }).Rows);
    }

    [Theory]
    [InlineData("""{"data":[{"id":"1","username":"n","created_at":"2021-04-08T19:34:16Z","description":"d","protected":false}]}""", "a user's profile")]
    [InlineData("""{"data":[{"start":"2021-04-08T19:34:16Z","end":"2021-04-08T20:34:16Z","tweet_count":4}]}""", "a count of posts")]
    [InlineData("""{"id":"1","action":"delete","created_at":"2021-04-08T19:34:16Z","reason":"protected"}""", "a compliance notice")]
    [InlineData("""{"data":[{"id":"1","name":"n","owner_id":"3","created_at":"2021-04-08T19:34:16Z","member_count":1}]}""", "a list of users")]
    [InlineData("""{"delete":{"status":{"id":1}}}""", "a notice of the stream")]
    [InlineData("""{"errors":[{"title":"Forbidden"}]}""", "an error message of the API")]
    [InlineData("""{"id":"1","text":"no author"}""", "names no author")]
    [InlineData("""{"id":"1","author_id":"1","text":"no time"}""", "names no time")]
    public void What_is_no_post_is_refused_in_words(string line, string words) =>
        Assert.Contains(words, Collected.Read(line + "\n", "t.jsonl").Result.Fault.Reason, StringComparison.Ordinal);

    [Fact]
    public void Any_mangled_json_is_a_value_or_a_fault_and_good_lines_stay()
    {
        string[] samples = [V2, "{\"data\":[" + V2 + "]}", "[" + V2 + "]", "{\"entities\":{\"urls\":[{\"url\":5}]},\"user\":{\"id\":{}}}"];
        Gen.Select(Gen.Int[0, samples.Length - 1], Gen.Int[0, 400], Gen.Char["{}[]\",:\\u0e1-tnf \n"], Gen.Int[0, 2]).Sample((which, at, c, how) =>
        {
            string text = samples[which];
            at = Math.Min(at, text.Length - 1);
            string mangled = how switch { 0 => text[..at] + c + text[(at + 1)..], 1 => text.Remove(at, 1), _ => text.Insert(at, c.ToString()) };
            Collected read = Collected.Read(V2 + "\n" + mangled + "\n" + V2 + "\n", "t.jsonl");
            return read.Result.Ok && read.Posts.Count(p => p.Id == "1" && p.Line != 2) >= 2;
        }, iter: 800);
    }

    [Fact]
    public void Escapes_are_undone_as_the_library_undoes_them() =>
        Gen.String[Gen.Char["a\"\\\u0001\n\u00e9\u20ac\u0000"], 0, 20].Select(Gen.Bool).Sample((text, emoji) =>
        {
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(text + (emoji ? "😀" : ""));
            byte[] target = new byte[json.Length];
            return JsonText.TryUnescape(json.AsSpan(1, json.Length - 2), target, out int length)
                && Encoding.UTF8.GetString(target, 0, length) == text + (emoji ? "😀" : "");
        });

    [Fact]
    public void Values_are_the_same_whatever_the_blocks()
    {
        StringBuilder lines = new("[");
        for (int i = 0; i < 400; i++)
        {
            lines.Append(i == 0 ? "" : ",\n").Append(V2.Replace("\"1\"", $"\"{i}\"", StringComparison.Ordinal).Replace("one", new string('\\', i % 7 * 2) + "x", StringComparison.Ordinal));
        }
        byte[] bytes = Encoding.UTF8.GetBytes(lines.Append(']').ToString());
        foreach (int chunk in (int[])[1, 7, 4096])
        {
            using Trickle stream = new(bytes, chunk);
            Collected read = Collected.Read(stream, "t.json");
            Assert.Equal(Enumerable.Range(0, 400).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)), read.Posts.Select(p => p.Id));
        }
    }
}
