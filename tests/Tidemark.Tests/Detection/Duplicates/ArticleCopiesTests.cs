using System.Diagnostics;
using System.Text.RegularExpressions;
using Tidemark.Detection;
using Tidemark.Detection.Duplicates;
using Xunit;

namespace Tidemark.Tests.Detection.Duplicates;

public sealed partial class ArticleCopiesTests(ITestOutputHelper output)
{
    private const int Copied = 60;

    private const string Boilerplate = "Subscribe to our letter for the latest items. Follow us elsewhere. All rights reserved. Read also: the items of the day from our offices. ";

    [Fact]
    public void A_text_and_its_half_are_told_with_what_they_share()
    {
        var random = SeededRandom.Stream(3, 0);
        string one = Filler(random, 300);
        string half = string.Join(' ', one.Split(' ')[..150]);
        IReadOnlyList<ArticleCopy> found = ArticleCopies.Find([Filler(random, 300), one, half], cancel: TestContext.Current.CancellationToken);
        ArticleCopy copy = Assert.Single(found);
        Assert.Equal((1, 2), (copy.A, copy.B));
        Assert.Equal(1, copy.Containment, 9);
        Assert.Equal(148, copy.Shared);
    }

    [Fact]
    public void Case_punctuation_and_line_breaks_play_no_part()
    {
        string one = Filler(SeededRandom.Stream(4, 0), 100);
        string other = one.ToUpperInvariant().Replace(" ", ",\n", StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(ArticleCopies.Find([one, other], cancel: TestContext.Current.CancellationToken)).Containment, 9);
    }

    [Fact]
    public void A_passage_on_every_page_and_texts_too_short_to_tell_give_no_pair()
    {
        var random = SeededRandom.Stream(5, 0);
        string[] pages = [.. Enumerable.Range(0, 40).Select(_ => Boilerplate + Filler(random, 200)), "a b c d", "a b c d", "", "…"];
        Assert.Empty(ArticleCopies.Find(pages, cancel: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_order_of_the_texts_changes_nothing_but_their_places()
    {
        var random = SeededRandom.Stream(6, 0);
        string[] texts = [.. Enumerable.Range(0, 30).Select(_ => Filler(random, 120))];
        string[] all = [.. texts, .. texts.Take(10).Select(text => string.Join(' ', text.Split(' ').Select(word => random.Chance(0.3) ? Word(random) : word)))];
        IReadOnlyList<ArticleCopy> straight = ArticleCopies.Find(all, cancel: TestContext.Current.CancellationToken);
        IReadOnlyList<ArticleCopy> backwards = ArticleCopies.Find([.. all.Reverse()], cancel: TestContext.Current.CancellationToken);
        Assert.NotEmpty(straight);
        int last = all.Length - 1;
        Assert.Equal(
            straight,
            backwards.Select(copy => copy with { A = last - copy.B, B = last - copy.A }).OrderBy(copy => copy.A).ThenBy(copy => copy.B));
    }

    /// <summary>News texts changed in eight ways, each against all others: how many copies are found, and what else is told.</summary>
    [Theory]
    [InlineData("whole, with boilerplate before and after")]
    [InlineData("first half")]
    [InlineData("three sentences in ten, in new text")]
    [InlineData("sentences shuffled")]
    [InlineData("10 % of words replaced")]
    [InlineData("20 % of words replaced")]
    [InlineData("30 % of words replaced")]
    [InlineData("40 % of words replaced")]
    public void Changed_copies_of_news_texts_are_found_and_no_others(string change)
    {
        string[] articles = Articles();
        // Real archives hold real copies; they are neither asked for nor held against the method.
        HashSet<(int, int)> natural = [.. ArticleCopies.Find(articles, new ArticleCopyOptions { Threshold = 0.05 }, TestContext.Current.CancellationToken).Select(copy => (copy.A, copy.B))];
        var random = SeededRandom.Stream(20_240_811, (ulong)change.Length);
        string[] vocabulary = [.. articles.SelectMany(article => Words().Matches(article).Select(match => match.Value))];
        int[] sources = [.. Enumerable.Range(0, articles.Length)];
        random.Shuffle<int>(sources);
        int found = 0;
        int others = 0;
        string[] all = [.. articles, .. sources.Take(Copied).Select(source => Changed(articles[source], change, vocabulary, random))];
        foreach (ArticleCopy copy in ArticleCopies.Find(all, cancel: TestContext.Current.CancellationToken).Where(copy => copy.B >= articles.Length && copy.A < articles.Length))
        {
            int source = sources[copy.B - articles.Length];
            if (copy.A == source)
            {
                found++;
            }
            else if (!natural.Contains((Math.Min(copy.A, source), Math.Max(copy.A, source))))
            {
                others++;
            }
        }
        output.WriteLine($"{change}: {found} of {Copied} found, {others} others, among {articles.Length} articles");
        Assert.InRange(found, 0.98 * Copied, Copied);
        Assert.Equal(0, others);
    }

    [Theory]
    [InlineData("articles_1000")]
    [InlineData("articles_2500")]
    public void Copied_articles_of_a_public_set_are_found_and_no_others(string set)
    {
        string folder = House.Repository.At("..", "shared", "golden", "duplicates");
        Assert.SkipUnless(Directory.Exists(folder), "needs ../shared/golden/duplicates");
        string[][] lines = [.. File.ReadLines(Path.Combine(folder, set + ".train")).Select(line => line.Split(' ', 2)).Where(line => line.Length == 2)];
        string[] truth = [.. File.ReadLines(Path.Combine(folder, set + ".truth")).Where(line => line.Length > 0).Select(line => string.Join(' ', line.Split(' ').Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal)];
        // The articles of this set are strung together from sentences that recur, and unrelated ones do hold a quarter of one another.
        IReadOnlyList<ArticleCopy> found = ArticleCopies.Find(
            [.. lines.Select(line => line[1])], new ArticleCopyOptions { Threshold = 0.5 }, TestContext.Current.CancellationToken);
        Assert.Equal(truth, found.Select(copy => string.Join(' ', new[] { lines[copy.A][0], lines[copy.B][0] }.Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal));
    }

    private static string Changed(string text, string change, string[] vocabulary, SeededRandom random)
    {
        string[] words = [.. Words().Matches(text).Select(match => match.Value)];
        string[] sentences = Sentences().Split(text);
        string New(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => vocabulary[random.Below(vocabulary.Length)]));
        switch (change[0])
        {
            case 'w':
                return Boilerplate + text + Boilerplate;
            case 'f':
                return string.Join(' ', words[..(words.Length / 2)]);
            case 't':
                random.Shuffle<string>(sentences);
                return string.Join(' ', sentences.Take(Math.Max(2, sentences.Length * 3 / 10))) + " " + New(words.Length / 2);
            case 's':
                random.Shuffle<string>(sentences);
                return string.Join(' ', sentences);
            default:
                double part = (change[0] - '0') / 10.0;
                return Words().Replace(text, match => random.Chance(part) ? vocabulary[random.Below(vocabulary.Length)] : match.Value);
        }
    }

    private static string Filler(SeededRandom random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Word(random)));

    private static string Word(SeededRandom random) => $"word{random.Below(3000)}";

    /// <summary>Every second article of a public news corpus with at least 150 words, unpacked to a temporary folder; skips where it is absent.</summary>
    private static string[] Articles()
    {
        string archive = House.Repository.At("..", "shared", "golden", "statements", "polnear.tar.xz");
        Assert.SkipUnless(File.Exists(archive), "needs ../shared/golden/statements/polnear.tar.xz");
        string folder = Directory.CreateTempSubdirectory("tidemark-articles-").FullName;
        try
        {
            using Process tar = Process.Start(new ProcessStartInfo("tar", ["-xJf", archive, "-C", folder]) { RedirectStandardError = true })!;
            tar.StandardError.ReadToEnd();
            tar.WaitForExit();
            Assert.SkipUnless(tar.ExitCode == 0, "needs tar and xz");
            return
            [
                .. Directory.EnumerateFiles(folder, "*.txt", SearchOption.AllDirectories).Where(path => path.Contains("train", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal).Select(File.ReadAllText).Where(text => Words().Count(text) >= 150).Where((_, i) => i % 2 == 0),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Words();

    [GeneratedRegex(@"(?<=[.!?”""])\s+")]
    private static partial Regex Sentences();
}
