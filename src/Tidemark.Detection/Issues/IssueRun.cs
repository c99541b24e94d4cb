namespace Tidemark.Detection.Issues;

/// <summary>One search: reads, scores, makes issues, tests them by exchange and by redraw, describes them.</summary>
internal sealed class IssueRun
{
    private readonly IssueMaterial _material;
    private readonly IssueOptions _options;
    private readonly Action<double>? _progress;
    private readonly CancellationToken _stop;
    private readonly int[] _days;
    private readonly int[] _day;
    private readonly PostWords _words;
    private readonly WordIndex _index;
    private readonly Activity _activity;
    private readonly UseTable _use;
    private readonly IssueDiscovery _discovery;
    private readonly OnIssue _onIssue;
    private readonly int _leastUsers;
    private int _done;

    public IssueRun(IssueMaterial material, IssueOptions options, Action<double>? progress, CancellationToken stop)
    {
        (_material, _options, _progress, _stop) = (material, options, progress, stop);
        _days = [.. material.Day.Distinct().Order()];
        _day = new int[material.Day.Length];
        for (int post = 0; post < _day.Length; post++)
        {
            _day[post] = Array.BinarySearch(_days, material.Day[post]);
        }
        _words = PostWords.Read(material);
        _index = WordIndex.Build(_words, material.Account, options);
        _activity = Activity.Build(material.IsAsset.Length, _days.Length, material.Account, _day);
        _use = UseTable.Build(_index.Count, _index.Pairs(), material.Account, _day);
        _discovery = new IssueDiscovery(_index, material.Account, options);
        _onIssue = new OnIssue(_index, _use, _activity);
        // Of a handful of assets two must agree, of more three: what one account says is its own affair.
        _leastUsers = material.IsAsset.Count(asset => asset) < 10 ? 2 : 3;
    }

    public IssueResult Run()
    {
        int[] everybody = [.. Enumerable.Repeat(1, _material.IsAsset.Length)];
        int[] assets = [.. _material.IsAsset.Select(asset => asset ? 1 : 0)];
        Residuals? residuals = _material.HasBackground ? Residuals.Of(_use, _activity, everybody) : null;
        Scored found = residuals is null ? WithoutBackground(assets) : Score(residuals, everybody, assets);
        _stop.ThrowIfCancellationRequested();
        double[] strongestWord = [];
        double[] strongestIssue = [];
        if (residuals is not null && found.Issues.Count > 0)
        {
            (strongestWord, strongestIssue) = Exchange(residuals, everybody);
        }
        var redraws = new Redraws(_material, _options, _use, _activity, _discovery, found);
        redraws.Run(_leastUsers, Step, _stop);
        var describe = new IssueDescription(_material, _words, _index, _activity, _days, _day, found, redraws);
        var issues = new List<Issue>();
        for (int i = 0; i < found.Issues.Count; i++)
        {
            double q = double.NaN;
            if (_material.HasBackground)
            {
                // Two families are looked at, words and issues; the better of the two counts double.
                double byIssue = AtLeast(strongestIssue, found.IssueZ[i]);
                double byWord = AtLeast(strongestWord, found.Z[found.Issues[i][0]]);
                q = Math.Min(1, 2 * Math.Min(byIssue, byWord));
            }
            issues.Add(describe.Issue(i, q, _options.Sheets ?? Languages.IssueLanguages.Sheets));
        }
        int[] assetDays = [.. Enumerable.Range(0, _days.Length).Where(day => describe.AssetPosts[day] > 0).Select(day => _days[day])];
        int posts = describe.AssetPosts.Sum();
        int writing = Enumerable.Range(0, assets.Length).Count(account => _material.IsAsset[account] && _activity.Total[account] > 0);
        return new IssueResult(
            issues, assetDays, _index.Count, _words.Coverage, posts, _material.Account.Length - posts, writing,
            Enumerable.Range(0, assets.Length).Count(account => !_material.IsAsset[account] && _activity.Total[account] > 0));
    }

    /// <summary>Words, issues and their scores for one choice of assets.</summary>
    private Scored Score(Residuals residuals, int[] everybody, int[] assets)
    {
        double[] z = residuals.Scores(everybody, assets, _leastUsers);
        List<int[]> issues = _discovery.Find(z, assets);
        var posts = new List<List<int>>(issues.Count);
        foreach (int[] words in issues)
        {
            posts.Add(_onIssue.Posts(words, residuals.Rate, assets));
        }
        UseTable table = OnIssue.Table(posts, _material.Account, _day);
        double[] issueZ = Residuals.Of(table, _activity, everybody).Scores(everybody, assets, _leastUsers);
        return Scored.Ranked(z, issues, posts, issueZ);
    }

    /// <summary>With nothing to compare with, words are taken by how many assets use them and how few posts hold them.</summary>
    private Scored WithoutBackground(int[] assets)
    {
        double[] z = Prominence.Scores(_use, _activity, assets, _leastUsers);
        List<int[]> issues = _discovery.Find(z, assets);
        var on = new List<List<int>>(issues.Count);
        double[] issueZ = new double[issues.Count];
        for (int i = 0; i < issues.Count; i++)
        {
            on.Add(OnIssue.PostsWithTwo(_index, issues[i]));
            foreach (int word in issues[i].AsSpan(0, Math.Min(OnIssue.FirstWords, issues[i].Length)))
            {
                issueZ[i] += z[word];
            }
        }
        return Scored.Ranked(z, issues, on, issueZ);
    }

    /// <summary>The strongest word and the strongest issue of every exchange, each ascending.</summary>
    private (double[] Word, double[] Issue) Exchange(Residuals residuals, int[] everybody)
    {
        var plan = new ExchangePlan(_material.IsAsset, _activity.Total);
        double[] word = new double[_options.Exchanges];
        double[] issue = new double[_options.Exchanges];
        Parallel.For(0, word.Length, new ParallelOptions { MaxDegreeOfParallelism = _options.Threads, CancellationToken = _stop }, round =>
        {
            int[] assets = plan.Draw(_material.IsAsset.Length, SeededRandom.Stream(_options.Seed, (ulong)round + 1));
            Scored drawn = Score(residuals, everybody, assets);
            word[round] = drawn.Z.Length == 0 ? 0 : drawn.Z.Max();
            issue[round] = drawn.IssueZ.Length == 0 ? 0 : drawn.IssueZ.Max();
            Step();
        });
        Array.Sort(word);
        Array.Sort(issue);
        return (word, issue);
    }

    private static double AtLeast(double[] ascending, double value)
    {
        int below = 0;
        while (below < ascending.Length && ascending[below] < value)
        {
            below++;
        }
        return (1.0 + ascending.Length - below) / (1 + ascending.Length);
    }

    private void Step() =>
        _progress?.Invoke(Math.Min(1, Interlocked.Increment(ref _done) / (double)(_options.Redraws + (_material.HasBackground ? _options.Exchanges : 0))));
}
