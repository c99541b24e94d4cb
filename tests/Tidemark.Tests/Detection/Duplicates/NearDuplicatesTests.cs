using System.Diagnostics;
using System.Globalization;
using System.Text;
using CsCheck;
using Tidemark.Detection;
using Tidemark.Detection.Duplicates;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Detection.Duplicates;

public sealed class NearDuplicatesTests(ITestOutputHelper output)
{
    private static readonly string[] Words =
    [
        "harbour", "timetable", "garden", "lamp", "bridge", "river", "ferry", "gauge", "orchard", "cellar", "archive", "market", "station", "canal",
        "lighthouse", "bicycle", "library", "clock", "barrel", "museum", "the", "of", "and", "in", "north", "spring", "notes", "bird", "count", "old",
    ];

    [Theory]
    [InlineData("the ferry timetable of the north harbour changes in spring", "The ferry timetable of the north harbour changes in spring!!", true)]
    [InlineData("the ferry timetable of the north harbour changes in spring", "the ferry timetable of the north harbour changes in autumn", true)]
    [InlineData("the ferry timetable of the north harbour changes in spring", "the ferry timetable of the north harbor chanegs in spring", true)]
    [InlineData("the ferry timetable of the north harbour changes in spring", "look: the ferry timetable of the north harbour changes in spring :)", true)]
    [InlineData("the ferry timetable of the north harbour changes in spring", "orchard pruning by the canal, notes and pictures from the east bank", false)]
    [InlineData("lamps and clocks #thingsyoufindinalighthouse", "a dog with a bicycle bell #thingsyoufindinalighthouse", false)]
    [InlineData("the ferry timetable", "the ferry timetable of the north harbour changes in spring and in autumn", false)]
    [InlineData("港の時刻表は春に変わりますので注意してください。北の港です。", "【港の時刻表は春に変わりますので注意してください】北の港です", true)]
    [InlineData("расписание парома в северной гавани меняется весной", "Расписание парома в северной гавани меняется осенью", true)]
    public void Copies_with_small_changes_are_near_and_others_are_not(string first, string second, bool near)
    {
        NearDuplicates groups = Group([first, second], [0, 1]);
        Assert.Equal(near ? 0 : 1, groups.LeaderOf[1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello there")]
    [InlineData("😀😃😄😁😆😅😂🤣🥲🥹😊😇🙂🙃😉😌😍🥰😘😗😙😚😋😛😝😜🤪")]
    [InlineData("#one #two #three #four #five #six #seven #eight #nine #ten")]
    [InlineData("!!! ??? ... ,,, ;;; ::: --- ___ +++ *** ### $$$ %%% &&& /// ((( )))")]
    public void Empty_short_and_wordless_texts_match_nothing(string text) =>
        Assert.Equal([-1, -1], Group([text, text + " "], [0, 1]).LeaderOf);

    [Fact]
    public void The_groups_are_those_of_the_definition()
    {
        int joined = 0;
        Corpora(60).Sample(
            c =>
            {
                NearDuplicates groups = Group(c.Texts, c.Seen, c.Options);
                joined += groups.LeaderOf.Where((leader, text) => leader >= 0 && leader != text).Count();
                return groups.LeaderOf.SequenceEqual(NearDuplicateOracle.LeaderOf(c.Texts, c.Seen, c.Options));
            },
            iter: 300, threads: 1);
        output.WriteLine($"{joined} texts joined an earlier one");
        Assert.True(joined > 100);
    }

    [Fact]
    public void The_order_of_the_rows_plays_no_part() =>
        (from corpus in Corpora(40) from order in Gen.Shuffle(Enumerable.Range(0, corpus.Texts.Length).ToArray()) select (corpus, order)).Sample(
            c =>
            {
                NearDuplicates one = Group(c.corpus.Texts, c.corpus.Seen, c.corpus.Options);
                NearDuplicates other = Group(
                    [.. c.order.Select(i => c.corpus.Texts[i])], [.. c.order.Select(i => c.corpus.Seen[i])], c.corpus.Options);
                return c.order.Select((i, place) => one.LeaderOf[i] < 0 ? other.LeaderOf[place] < 0 : c.order[other.LeaderOf[place]] == one.LeaderOf[i]).All(same => same);
            },
            iter: 100, threads: 1);

    [Fact]
    public void A_search_that_is_cut_off_misses_little_and_says_so()
    {
        (string[] texts, long[] seen) = ManyTexts(12_000);
        NearDuplicates exact = Group(texts, seen, new NearDuplicateOptions { ExactUpTo = int.MaxValue });
        Assert.Equal(0, exact.Cut);
        int[] joined = [.. Enumerable.Range(0, texts.Length).Where(i => exact.LeaderOf[i] >= 0 && exact.LeaderOf[i] != i)];
        foreach ((long visits, double least) in new[] { (4096L, 0.999), (1024L, 0.98), (256L, 0.9) })
        {
            NearDuplicates cut = Group(texts, seen, new NearDuplicateOptions { ExactUpTo = 0, MostVisits = visits });
            double recall = joined.Count(i => cut.LeaderOf[i] == exact.LeaderOf[i]) / (double)joined.Length;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{texts.Length} texts, {joined.Length} near-copies, at most {visits} visits: {cut.Cut} searches cut off, recall {recall:F4}"));
            Assert.True(recall >= least, $"{visits} visits: recall {recall}");
        }
    }

    [Fact]
    public void A_campaign_does_not_hide_by_its_own_size()
    {
        var random = SeededRandom.Stream(7, 0);
        string[] copies = [.. Enumerable.Range(0, 3000).Select(i =>
            $"the old lighthouse lamp {Words[(int)(random.Next() % 20)]} was counted again and the ferry waits at the north bridge {i % 7}")];
        (string[] others, _) = ManyTexts(3000);
        string[] texts = [.. copies.Concat(others).Distinct()];
        NearDuplicates groups = Group(texts, [.. texts.Select((_, i) => (long)i)]);
        int campaign = texts.TakeWhile(copies.Contains).Count();
        Assert.True(campaign > 100);
        Assert.All(groups.LeaderOf[..campaign], leader => Assert.Equal(0, leader));
    }

    [Fact]
    public void Members_need_not_be_near_each_other_but_each_is_near_its_representative()
    {
        // Two steps from the first to the last: the second joins the first, the last is too far from the first and stands on its own.
        string[] steps =
        [
            "notes on the harbour timetable and tidal gauges of the old town archive",
            "notes on the harbour timetable and tidal gauges of the new rain barrels",
            "notes on the bicycle lanes, and tidal gauges of the new rain barrels",
        ];
        var options = new NearDuplicateOptions { Threshold = 0.7 };
        Assert.Equal([0, 0, 2], Group(steps, [0, 1, 2], options).LeaderOf);
        Assert.Equal([1, 1, 1], Group(steps, [1, 0, 2], options).LeaderOf);
    }

    [Theory]
    [InlineData("token ")]
    [InlineData("a")]
    [InlineData("ab ")]
    [InlineData("😀")]
    [InlineData("\u0301")]
    [InlineData("#a")]
    public void A_million_equal_tokens_cost_time_in_proportion_and_match_nothing(string token)
    {
        string text = string.Concat(Enumerable.Repeat(token, 1_000_000));
        var clock = Stopwatch.StartNew();
        Assert.Equal([-1, -1], Group([text, text + "b"], [0, 1]).LeaderOf);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), clock.Elapsed.ToString());
    }

    [Fact]
    public void A_text_of_a_megabyte_is_near_its_copy_and_swallows_no_short_one()
    {
        var random = SeededRandom.Stream(3, 0);
        var text = new StringBuilder();
        while (text.Length < 1 << 20)
        {
            text.Append(Words[(int)(random.Next() % (ulong)Words.Length)]).Append((char)('a' + (int)(random.Next() % 26))).Append(' ');
        }
        string[] texts = [text.ToString(), text + " and one more line", "the ferry timetable of the north harbour changes in spring", text.ToString(0, 1000)];
        Assert.Equal([0, 0, 2, 3], Group(texts, [0, 1, 2, 3]).LeaderOf);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_blanks()
    {
        var names = new Names();
        byte[] text = "the ferry timetable of the north harbour changes in spring"u8.ToArray();
        names.Intern(text);
        // A lone surrogate, a byte that begins nothing, and a character cut short.
        names.Intern((byte[])[0xED, 0xA0, 0x80, .. text]);
        names.Intern((byte[])[.. text, 0xFF]);
        names.Intern((byte[])[.. text, 0xF0, 0x9F]);
        names.Intern((byte[])[.. Enumerable.Repeat((byte)0xFF, 1000)]);
        NearDuplicates groups = NearDuplicates.Group(names, [0, 1, 2, 3, 4], cancel: TestContext.Current.CancellationToken);
        Assert.Equal([0, 0, 0, 0, -1], groups.LeaderOf);
    }

    [Fact]
    public void Texts_made_to_resemble_each_other_without_being_near_do_not_make_the_search_endless()
    {
        // Each shares most of its rare 3-grams with thousands of others and is near to none.
        var random = SeededRandom.Stream(5, 0);
        string[] parts = [.. Enumerable.Range(0, 40).Select(i => $"{Words[i % 20]}{Words[i / 2]}")];
        string[] texts = [.. Enumerable.Range(0, 30_000).Select(_ =>
            string.Join(' ', Enumerable.Range(0, 6).Select(_ => parts[(int)(random.Next() % 40)]))).Distinct()];
        var clock = Stopwatch.StartNew();
        NearDuplicates groups = Group(texts, new long[texts.Length], new NearDuplicateOptions { ExactUpTo = 1000, MostVisits = 2048 });
        output.WriteLine($"{texts.Length} texts, {groups.Leaders} representatives, {groups.Cut} searches cut off, {clock.Elapsed.TotalSeconds:F1} s");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData("articles_1000")]
    [InlineData("articles_2500")]
    public void Copied_articles_of_the_golden_set_are_found_and_no_others(string set)
    {
        string folder = Golden();
        string[][] lines = [.. File.ReadLines(Path.Combine(folder, set + ".train")).Select(l => l.Split(' ', 2)).Where(l => l.Length == 2)];
        string[][] truth = [.. File.ReadLines(Path.Combine(folder, set + ".truth")).Select(l => l.Split(' ')).Where(l => l.Length == 2)];
        NearDuplicates groups = Group([.. lines.Select(l => l[1])], [.. lines.Select((_, i) => (long)i)]);
        var place = lines.Select((l, i) => (l[0], i)).ToDictionary(l => l.Item1, l => l.i, StringComparer.Ordinal);
        int found = truth.Count(t => groups.LeaderOf[place[t[0]]] == groups.LeaderOf[place[t[1]]]);
        int joined = groups.LeaderOf.Where((leader, i) => leader >= 0 && leader != i).Count();
        output.WriteLine($"{set}: {found} of {truth.Length} copies found, {joined - found} other joins");
        Assert.Equal(truth.Length, found);
        Assert.Equal(truth.Length, joined);
    }

    [Fact]
    public void Shares_of_texts_become_shares_of_their_representatives()
    {
        string[] texts = ["the ferry timetable of the north harbour changes in spring", "short", "The ferry timetable of the north harbour changes in autumn"];
        var names = new Names();
        var accounts = new Names();
        int[] objects = [.. new[] { 2, 1, 0, 2 }.Select(t => names.Intern(texts[t]))];
        ShareColumns shares = SimilarTexts.Of(
            new ShareColumns
            {
                Account = [.. new[] { "a", "b", "c", "d" }.Select(a => accounts.Intern(a))], Object = objects, Content = [0, 1, 2, 3], Time = [20, 30, 10, 40],
                Count = 4, Accounts = accounts, Objects = names, Contents = null, Kind = TraceKind.Text,
            },
            cancel: TestContext.Current.CancellationToken).Shares;
        Assert.Equal(3, shares.Count);
        Assert.Equal(TraceKind.Similar, shares.Kind);
        // The third row is the earliest, and names all.
        Assert.All(shares.Object, o => Assert.Equal(texts[0], shares.Objects.Text(o)));
        Assert.Equal([0, 2, 3], shares.Content);
    }

    private static NearDuplicates Group(string[] texts, long[] seen, NearDuplicateOptions? options = null)
    {
        var names = new Names();
        foreach (string text in texts)
        {
            names.Intern(text);
        }
        return NearDuplicates.Group(names, seen, options, cancel: TestContext.Current.CancellationToken);
    }

    /// <summary>Texts of few words, most of them changed copies of others.</summary>
    private static Gen<(string[] Texts, long[] Seen, NearDuplicateOptions Options)> Corpora(int most) =>
        from seed in Gen.ULong
        from count in Gen.Int[2, most]
        from threshold in Gen.Int[0, 4].Select(i => new[] { 0.5, 0.7, 0.8, 0.9, 1.0 }[i])
        from share in Gen.Int[0, 3].Select(i => new[] { 0.1, 0.5, 2.0 / 3, 1.0 }[i])
        from least in Gen.Int[1, 30]
        select Corpus(seed, count, new NearDuplicateOptions { Threshold = threshold, LeastShare = share, LeastTrigrams = least });

    private static (string[] Texts, long[] Seen, NearDuplicateOptions Options) Corpus(ulong seed, int count, NearDuplicateOptions options)
    {
        (string[] texts, long[] seen) = ManyTexts(count, seed);
        return (texts, [.. seen.Select(t => t % 5)], options);
    }

    /// <summary>Distinct texts; two in three are earlier ones with a change.</summary>
    private static (string[] Texts, long[] Seen) ManyTexts(int count, ulong seed = 1)
    {
        var random = SeededRandom.Stream(seed, 1);
        int Below(int most) => (int)(random.Next() % (ulong)most);
        var texts = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        while (texts.Count < count)
        {
            List<string> words = texts.Count == 0 || Below(3) == 0
                ? [.. Enumerable.Range(0, 4 + Below(14)).Select(_ => Words[Below(Words.Length)] + (Below(3) == 0 ? Below(50).ToString(CultureInfo.InvariantCulture) : ""))]
                : [.. texts[Below(texts.Count)].Split(' ')];
            switch (Below(5))
            {
                case 0:
                    words[Below(words.Count)] = Words[Below(Words.Length)];
                    break;
                case 1:
                    words.Insert(Below(words.Count), "#" + Words[Below(Words.Length)]);
                    break;
                case 2 when words.Count > 3:
                    words.RemoveRange(0, 1 + Below(words.Count / 3));
                    break;
                case 3:
                    words.Add($"{Words[Below(Words.Length)]}!");
                    break;
                default:
                    words.Add(Words[Below(Words.Length)].ToUpperInvariant());
                    break;
            }
            if (known.Add(string.Join(' ', words)))
            {
                texts.Add(string.Join(' ', words));
            }
        }
        return ([.. texts], [.. texts.Select((_, i) => (long)i)]);
    }

    private static string Golden()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string golden = Path.Combine(at.FullName, "shared", "golden", "duplicates");
            if (Directory.Exists(golden))
            {
                return golden;
            }
        }
        Assert.Skip("needs ../shared/golden/duplicates");
        return "";
    }
}
