namespace Tidemark.Detection.Issues;

/// <summary>Turns found words and posts into what a person reads: terms with phrases, shares, intervals, days, examples, a name.</summary>
internal sealed class IssueDescription
{
    /// <summary>Terms listed of one issue.</summary>
    private const int MostTerms = 30;

    /// <summary>Examples named of one issue.</summary>
    private const int Examples = 5;

    /// <summary>The background's share of a day is drawn towards its share of all days as if by so many posts.</summary>
    private const double PriorPosts = 20;

    private readonly IssueMaterial _material;
    private readonly PostWords _words;
    private readonly WordIndex _index;
    private readonly Activity _activity;
    private readonly int[] _day;
    private readonly int _days;
    private readonly Scored _found;
    private readonly Redraws _redraws;
    private readonly Phrases _phrases;
    private readonly int[] _backgroundPosts;

    public IssueDescription(IssueMaterial material, PostWords words, WordIndex index, Activity activity, int[] days, int[] day, Scored found, Redraws redraws)
    {
        (_material, _words, _index, _activity, _day, _days, _found, _redraws) = (material, words, index, activity, day, days.Length, found, redraws);
        _phrases = new Phrases(material, words, index, activity, day, redraws);
        AssetPosts = new int[_days];
        _backgroundPosts = new int[_days];
        for (int post = 0; post < day.Length; post++)
        {
            (material.IsAsset[material.Account[post]] ? AssetPosts : _backgroundPosts)[day[post]]++;
        }
    }

    /// <summary>Posts of the assets on each day.</summary>
    public int[] AssetPosts { get; }

    public Issue Issue(int rank, double q, IReadOnlyList<TermSheet> sheets)
    {
        int[] words = _found.Issues[rank];
        int[] everyone = [.. Enumerable.Repeat(1, _material.IsAsset.Length)];
        int[] onIssue = [.. _found.Posts[rank].Where(post => IsAsset(post))];
        (double share, double background, double lift) = Shares(_found.Posts[rank], everyone);
        double[] lifts = [.. _redraws.Weights.Select(weight => Shares(_found.Posts[rank], weight).Lift)];
        Array.Sort(lifts);
        List<IssueTerm> terms = Terms(rank, words, onIssue);
        TermSheet? sheet = Sheet(terms, sheets);
        bool compared = _material.HasBackground;
        return new Issue(
            sheet?.Name ?? string.Join(", ", terms.Take(3).Select(term => term.Text)), sheet is not null, terms, onIssue.Length,
            onIssue.Select(post => _material.Account[post]).Distinct().Count(), share, compared ? background : double.NaN, compared ? lift : double.NaN,
            compared ? Percentile(lifts, 0.05) : double.NaN, compared ? Percentile(lifts, 0.95) : double.NaN, _found.IssueZ[rank], q,
            _redraws.Stability(rank), Languages(onIssue), Timeline(_found.Posts[rank]), Exemplars(words, onIssue));
    }

    internal static double Percentile(double[] ascending, double at) =>
        ascending.Length == 0 ? double.NaN : ascending[(int)Math.Round(at * (ascending.Length - 1), MidpointRounding.AwayFromZero)];

    private bool IsAsset(int post) => _material.IsAsset[_material.Account[post]];

    /// <summary>The issue's share on both sides, the background's brought to the days of the assets' posts; half a post is added to both.</summary>
    private (double Share, double Background, double Lift) Shares(List<int> posts, int[] weight)
    {
        double[] background = new double[_days];
        double assets = 0;
        double backgroundAll = 0;
        foreach (int post in posts)
        {
            int times = weight[_material.Account[post]];
            if (IsAsset(post))
            {
                assets += times;
            }
            else
            {
                background[_day[post]] += times;
                backgroundAll += times;
            }
        }
        double[] assetPosts = new double[_days];
        double[] backgroundPosts = new double[_days];
        for (int account = 0; account < weight.Length; account++)
        {
            double[] side = _material.IsAsset[account] ? assetPosts : backgroundPosts;
            for (int cell = _activity.Starts[account]; cell < _activity.Starts[account + 1]; cell++)
            {
                side[_activity.Day[cell]] += weight[account] * (double)_activity.Posts[cell];
            }
        }
        double overall = backgroundAll / Math.Max(1, backgroundPosts.Sum());
        double expected = 0;
        for (int day = 0; day < _days; day++)
        {
            expected += assetPosts[day] * (background[day] + (PriorPosts * overall)) / (backgroundPosts[day] + PriorPosts);
        }
        double all = Math.Max(1, assetPosts.Sum());
        return (assets / all, expected / all, (assets + 0.5) / (expected + 0.5));
    }

    private List<IssueTerm> Terms(int rank, int[] words, int[] onIssue)
    {
        var terms = new List<IssueTerm>();
        foreach (int word in words.AsSpan(0, Math.Min(MostTerms, words.Length)))
        {
            double[] scores = _redraws.WordScores(word);
            terms.Add(_material.HasBackground
                ? new IssueTerm(_words.Names[_index.Word[word]], _found.Z[word], Percentile(scores, 0.05), Percentile(scores, 0.95), _redraws.WordStability(word))
                : new IssueTerm(_words.Names[_index.Word[word]], double.NaN, double.NaN, double.NaN, _redraws.WordStability(word)));
        }
        List<IssueTerm> phrases = _phrases.Of(words, onIssue, _found.Posts[rank]);
        if (!_material.HasBackground)
        {
            return [.. terms, .. phrases];
        }
        terms.AddRange(phrases);
        // A word before a phrase of the same score; stable otherwise.
        return [.. terms.Select((term, place) => (term, place)).OrderByDescending(t => t.term.Z).ThenBy(t => t.place).Select(t => t.term)];
    }

    private static TermSheet? Sheet(List<IssueTerm> terms, IReadOnlyList<TermSheet> sheets)
    {
        TermSheet? best = null;
        int most = TermSheet.LeastMatches - 1;
        foreach (TermSheet sheet in sheets)
        {
            int matches = terms.Take(OnIssue.FirstWords).Count(term => sheet.Terms.Contains(term.Text));
            if (matches > most)
            {
                (best, most) = (sheet, matches);
            }
        }
        return best;
    }

    private List<string> Languages(int[] onIssue) =>
        [.. onIssue.GroupBy(post => _words.Language[post]).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key)];

    private List<IssueDay> Timeline(List<int> posts)
    {
        int[] assets = new int[_days];
        int[] background = new int[_days];
        foreach (int post in posts)
        {
            (IsAsset(post) ? assets : background)[_day[post]]++;
        }
        var days = new List<IssueDay>();
        for (int day = 0; day < _days; day++)
        {
            if (AssetPosts[day] > 0)
            {
                days.Add(new IssueDay(
                    assets[day], (double)assets[day] / AssetPosts[day],
                    _backgroundPosts[day] == 0 ? double.NaN : (double)background[day] / _backgroundPosts[day]));
            }
        }
        return days;
    }

    private List<int> Exemplars(int[] words, int[] onIssue)
    {
        HashSet<int> first = [.. words.Take(OnIssue.FirstWords).Select(word => _index.Word[word])];
        var chosen = new List<int>();
        var accounts = new HashSet<int>();
        foreach (int post in onIssue.OrderByDescending(post => Hits(post, first)).ThenBy(post => _material.Day[post]).ThenBy(post => _material.Text[post], StringComparer.Ordinal).ThenBy(post => post))
        {
            if (chosen.Count < Examples && accounts.Add(_material.Account[post]))
            {
                chosen.Add(post);
            }
        }
        return chosen;
    }

    private int Hits(int post, HashSet<int> words)
    {
        int hits = 0;
        foreach (int word in _words.Of(post))
        {
            hits += words.Contains(word) ? 1 : 0;
        }
        return hits;
    }
}
