namespace Tidemark.Detection.Issues;

/// <summary>
/// The words that are looked at and the posts each occurs in: candidate <c>c</c> is word <c>Word[c]</c>, in the posts
/// <c>Posts[Starts[c]..Starts[c + 1]]</c>, ascending. Which words are looked at depends on both sides together, never on who is an asset.
/// </summary>
internal sealed class WordIndex
{
    private WordIndex(int[] word, int[] starts, int[] posts)
    {
        Word = word;
        Starts = starts;
        Posts = posts;
    }

    public int[] Word { get; }

    public int[] Starts { get; }

    public int[] Posts { get; }

    public int Count => Word.Length;

    public static WordIndex Build(PostWords words, int[] account, IssueOptions options)
    {
        int[] posts = new int[words.Names.Count];
        int[] accounts = new int[words.Names.Count];
        int[] lastAccount = new int[words.Names.Count];
        Array.Fill(lastAccount, -1);
        int[] byAccount = new int[account.Length];
        for (int post = 0; post < byAccount.Length; post++)
        {
            byAccount[post] = post;
        }
        Array.Sort((int[])account.Clone(), byAccount);
        foreach (int post in byAccount)
        {
            foreach (int word in words.Of(post))
            {
                posts[word]++;
                if (lastAccount[word] != account[post])
                {
                    lastAccount[word] = account[post];
                    accounts[word]++;
                }
            }
        }
        int[] candidateOf = new int[words.Names.Count];
        var kept = new List<int>();
        var starts = new List<int> { 0 };
        for (int word = 0; word < candidateOf.Length; word++)
        {
            candidateOf[word] = -1;
            if (posts[word] >= options.LeastPosts && accounts[word] >= options.LeastAccounts)
            {
                candidateOf[word] = kept.Count;
                kept.Add(word);
                starts.Add(starts[^1] + posts[word]);
            }
        }
        int[] filled = [.. starts];
        int[] list = new int[starts[^1]];
        for (int post = 0; post < account.Length; post++)
        {
            foreach (int word in words.Of(post))
            {
                int candidate = candidateOf[word];
                if (candidate >= 0)
                {
                    list[filled[candidate]++] = post;
                }
            }
        }
        return new WordIndex([.. kept], [.. starts], list);
    }

    public ReadOnlySpan<int> PostsOf(int candidate) => Posts.AsSpan(Starts[candidate], Starts[candidate + 1] - Starts[candidate]);

    /// <summary>Candidate and post, for the table of uses.</summary>
    public List<(int Term, int Post)> Pairs()
    {
        var pairs = new List<(int, int)>(Posts.Length);
        for (int candidate = 0; candidate < Count; candidate++)
        {
            foreach (int post in PostsOf(candidate))
            {
                pairs.Add((candidate, post));
            }
        }
        return pairs;
    }
}
