using Xunit;

namespace Tidemark.Tests.Evidence.Sources;

/// <summary>The real files, where they are at hand: every row is read, or refused for a reason that was looked at.</summary>
public sealed class SharedSourcesTests
{
    [Theory]
    [InlineData("golden/coordination/input/russian_coord_tweets.csv.gz", 35_125, 0)]
    [InlineData("golden/coordination/input/german_url.csv.gz", 0, 0)]
    [InlineData("golden/coordination/input/german_multimodal.csv.gz", 0, 0)]
    [InlineData("golden/coordination/input/simulated_seed123.csv.gz", 0, 0)]
    [InlineData("golden/coordination/input/cnt_sample_data.csv", 0, 0)]
    [InlineData("golden/coordination/input/cnt_coretweet_test_input.csv", 0, 0)]
    [InlineData("golden/coordination/input/cnt_text_synth.csv.gz", 0, 0)]
    [InlineData("golden/coordination/input/cnt_russian_reply.csv.gz", 0, 0)]
    [InlineData("golden/coordination/input/cnt_german_url.csv.gz", 0, 0)]
    [InlineData("data/coortweet/german_elections.csv.gz", 0, 0)]
    [InlineData("data/coord-bench/dev_2015-08_us-debate.posts.csv.gz", 0, 0)]
    [InlineData("data/usc-x24/posts_dev.csv.gz", 0, 0)]
    [InlineData("data/twitter-io-format-sample/data/speed_layer_sample.csv", 407, 1)]
    public void Real_tables_are_read_whole(string path, long rows, long refused)
    {
        Collected read = Collected.ReadShared(path, keepRows: false);
        Assert.True(read.Result.Ok, read.Result.Fault.ToString());
        string seen = $"{path}: {read.Count} rows, {read.Faults.Count} refused; {string.Join(" | ", read.Notes)}; {read.Faults.FirstOrDefault()}";
        TestContext.Current.TestOutputHelper?.WriteLine(seen);
        Assert.True((rows == 0 || read.Count == rows) && read.Faults.Count == refused && read.Count > 0, seen);
    }

    [Theory]
    [InlineData("golden/coordination/input/simulated_seed123_truth.csv.gz", "no column is known to hold the time")]
    [InlineData("data/coord-bench/dev_2015-08_us-debate.labels.csv", "no column is known to hold the time")]
    [InlineData("data/ira-tweets/authors_dev.csv", "no column is known to hold the time")]
    [InlineData("data/laundromat/indicators.csv", "no column is known to hold the account")]
    [InlineData("data/laundromat/DataDictionary.csv", "no column is known to hold the account")]
    [InlineData("data/viginum-stix/NDD_RRN.csv", "no column is known to hold the account")]
    [InlineData("data/mail-spamassassin/easy-ham-1.tar.gz", "this is a TAR archive")]
    public void Real_tables_that_hold_no_posts_are_refused_in_words(string path, string reason)
    {
        Collected read = Collected.ReadShared(path, keepRows: false);
        Assert.False(read.Result.Ok);
        Assert.StartsWith(reason, read.Result.Fault.Reason, StringComparison.Ordinal);
        Assert.Equal(0, read.Count);
    }

    [Fact]
    public void Every_collected_json_file_is_read_or_refused_in_words()
    {
        List<string> seen = [], refused = [];
        foreach (string file in Directory.GetFiles(Collected.Shared("data/twarc-jsonl/test-data")).Order(StringComparer.Ordinal))
        {
            using FileStream stream = File.OpenRead(file);
            Collected read = Collected.Read(stream, Path.GetFileName(file));
            refused.AddRange(read.Result.Ok ? [] : [Path.GetFileName(file)]);
            seen.Add(read.Result.Ok
                ? $"{Path.GetFileName(file)}: {read.Count} posts, {read.Faults.Count} refused{(read.Faults.Count == 0 ? "" : $" ({read.Faults[0].Reason})")}"
                : $"{Path.GetFileName(file)}: {read.Result.Fault.Reason}");
        }
        string all = string.Join('\n', seen);
        TestContext.Current.TestOutputHelper?.WriteLine(all);
        Assert.Equal(["counts.jsonl", "empty.json", "lists.jsonl", "tweets_compliance.jsonl", "users.jsonl", "users_compliance.jsonl"], refused);
        Assert.Contains("flat.jsonl: 100 posts, 0 refused", seen);
        Assert.Contains("noflat.jsonl: 100 posts, 0 refused", seen);
        Assert.All(seen, line => Assert.DoesNotContain("not JSON", line, StringComparison.Ordinal));
    }
}
