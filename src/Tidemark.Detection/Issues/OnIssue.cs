namespace Tidemark.Detection.Issues;

/// <summary>
/// Which posts are on an issue: those with two of its first ten words, or with one that hardly anybody else uses. A word that is
/// merely more frequent has other uses; two of them in one post have few.
/// </summary>
internal sealed class OnIssue(WordIndex index, UseTable use, Activity activity)
{
    /// <summary>Words that decide.</summary>
    public const int FirstWords = 10;

    /// <summary>Of words that are merely more frequent a post needs so many.</summary>
    private const int Needed = 2;

    /// <summary>A word eight times likelier on the assets' side speaks for itself.</summary>
    private static readonly double Evidence = Math.Log(8);

    /// <summary>The posts of both sides on the issue, ascending.</summary>
    /// <param name="words">Candidates by falling score.</param>
    /// <param name="rate">Share of all posts of the day, by entry of the use table.</param>
    /// <param name="weight">How often each account counts as an asset.</param>
    public List<int> Posts(int[] words, double[] rate, ReadOnlySpan<int> weight)
    {
        double[] load = activity.PostsPerDay(weight);
        var count = new Dictionary<int, int>();
        foreach (int word in words.AsSpan(0, Math.Min(FirstWords, words.Length)))
        {
            int speaks = LogLift(word, rate, weight, load) >= Evidence ? Needed : 1;
            foreach (int post in index.PostsOf(word))
            {
                count[post] = count.GetValueOrDefault(post) + speaks;
            }
        }
        var on = new List<int>();
        foreach ((int post, int sum) in count)
        {
            if (sum >= Needed)
            {
                on.Add(post);
            }
        }
        if (on.Count == 0)
        {
            // An issue of one weak word: its posts are the posts with it.
            foreach (int post in index.PostsOf(words[0]))
            {
                on.Add(post);
            }
        }
        on.Sort();
        return on;
    }

    /// <summary>Where nothing can be compared: the posts with two of the first words, or with the one word there is.</summary>
    public static List<int> PostsWithTwo(WordIndex index, int[] words)
    {
        var count = new SortedDictionary<int, int>();
        foreach (int word in words.AsSpan(0, Math.Min(FirstWords, words.Length)))
        {
            foreach (int post in index.PostsOf(word))
            {
                count[post] = count.GetValueOrDefault(post) + 1;
            }
        }
        int needed = Math.Min(Needed, words.Length);
        return [.. count.Where(post => post.Value >= needed).Select(post => post.Key)];
    }

    private double LogLift(int word, double[] rate, ReadOnlySpan<int> weight, double[] load)
    {
        double used = 0;
        double expected = 0;
        var days = new HashSet<int>();
        for (int i = use.Starts[word]; i < use.Starts[word + 1]; i++)
        {
            used += weight[use.Account[i]] * (double)use.Posts[i];
            if (days.Add(use.Day[i]))
            {
                expected += load[use.Day[i]] * rate[i];
            }
        }
        return Math.Log((used + 1) / (expected + 1));
    }

    /// <summary>The issues as the terms of one table of uses, to be scored as words are.</summary>
    public static UseTable Table(List<List<int>> issues, int[] account, int[] day)
    {
        var pairs = new List<(int, int)>();
        for (int issue = 0; issue < issues.Count; issue++)
        {
            foreach (int post in issues[issue])
            {
                pairs.Add((issue, post));
            }
        }
        return UseTable.Build(issues.Count, pairs, account, day);
    }
}
