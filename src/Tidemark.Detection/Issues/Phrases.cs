namespace Tidemark.Detection.Issues;

/// <summary>
/// The phrases of an issue: two words side by side, one of them a word of the issue, that several assets use. They are shown beside
/// the words and are not tested on their own.
/// </summary>
internal sealed class Phrases(IssueMaterial material, PostWords words, WordIndex index, Activity activity, int[] day, Redraws redraws)
{
    /// <summary>A phrase is shown if so many assets use it.</summary>
    private const int LeastAssets = 3;

    /// <summary>And if it stands in this share of the posts of the rarer of its two words, so that it is a phrase and no meeting.</summary>
    private const double LeastShare = 0.25;

    /// <summary>Phrases shown of one issue.</summary>
    private const int Most = 8;

    /// <summary>The phrases, those in most posts first.</summary>
    /// <param name="issueWords">Candidates of the issue.</param>
    /// <param name="onIssue">The assets' posts on the issue.</param>
    /// <param name="both">The posts of both sides on it.</param>
    public List<IssueTerm> Of(int[] issueWords, int[] onIssue, List<int> both)
    {
        HashSet<string> names = [.. issueWords.Select(word => words.Names[index.Word[word]])];
        var users = new Dictionary<(string, string), HashSet<int>>();
        var posts = new Dictionary<(string, string), int>();
        foreach (int post in onIssue)
        {
            foreach ((string, string) pair in Pairs(post))
            {
                if (names.Contains(pair.Item1) || names.Contains(pair.Item2))
                {
                    (users.TryGetValue(pair, out HashSet<int>? set) ? set : users[pair] = []).Add(material.Account[post]);
                    posts[pair] = posts.GetValueOrDefault(pair) + 1;
                }
            }
        }
        var frequency = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (int post in onIssue)
        {
            foreach (int word in words.Of(post))
            {
                frequency[words.Names[word]] = frequency.GetValueOrDefault(words.Names[word]) + 1;
            }
        }
        (string First, string Second)[] chosen =
        [
            .. users.Where(pair => pair.Value.Count >= LeastAssets).Select(pair => pair.Key)
                .Where(pair => posts[pair] >= LeastShare * Math.Min(frequency[pair.Item1], frequency[pair.Item2]))
                .OrderByDescending(pair => posts[pair]).ThenBy(pair => pair.Item1, StringComparer.Ordinal).ThenBy(pair => pair.Item2, StringComparer.Ordinal).Take(Most),
        ];
        return chosen.Length == 0 ? [] : Scored(chosen, both);
    }

    private List<IssueTerm> Scored((string First, string Second)[] chosen, List<int> both)
    {
        var pairs = new List<(int, int)>();
        foreach (int post in both)
        {
            HashSet<(string, string)> own = Pairs(post);
            for (int phrase = 0; phrase < chosen.Length; phrase++)
            {
                if (own.Contains(chosen[phrase]))
                {
                    pairs.Add((phrase, post));
                }
            }
        }
        UseTable use = UseTable.Build(chosen.Length, pairs, material.Account, day);
        int[] everybody = [.. Enumerable.Repeat(1, material.IsAsset.Length)];
        double[] z = Score(use, everybody);
        double[][] again = material.HasBackground ? [.. redraws.Weights.Select(weight => Score(use, weight))] : [];
        var terms = new List<IssueTerm>();
        for (int phrase = 0; phrase < chosen.Length; phrase++)
        {
            string text = chosen[phrase].First + " " + chosen[phrase].Second;
            double[] scores = [.. again.Select(round => round[phrase])];
            Array.Sort(scores);
            terms.Add(material.HasBackground
                ? new IssueTerm(text, z[phrase], IssueDescription.Percentile(scores, 0.05), IssueDescription.Percentile(scores, 0.95), scores.Count(score => score > 1) / (double)Math.Max(1, scores.Length))
                : new IssueTerm(text, double.NaN, double.NaN, double.NaN, double.NaN));
        }
        return terms;
    }

    private double[] Score(UseTable use, int[] weight)
    {
        int[] assets = [.. weight.Select((times, account) => material.IsAsset[account] ? times : 0)];
        return Residuals.Of(use, activity, weight).Scores(weight, assets, 1);
    }

    /// <summary>Words side by side in a post, each pair once, small words left out.</summary>
    private HashSet<(string, string)> Pairs(int post)
    {
        var cut = new List<string>();
        WordBreaker.Cut(material.Text[post], cut);
        HashSet<string>? small = Languages.IssueLanguages.StopWords(words.Language[post]);
        var pairs = new HashSet<(string, string)>();
        for (int i = 1; i < cut.Count; i++)
        {
            if (Counts(cut[i - 1]) && Counts(cut[i]) && cut[i - 1] != cut[i])
            {
                pairs.Add((cut[i - 1], cut[i]));
            }
        }
        return pairs;

        bool Counts(string word) => word.Length > 0 && !(small?.Contains(word) ?? false);
    }
}
