using Tidemark.Detection.Issues;

namespace Tidemark.Detection.Worlds;

/// <summary>
/// A synthetic world of posts to test <see cref="IssueFinder"/> on: made-up words without meaning, accounts with favourite words and
/// threads, news days for all, assets that write more and on other days than the background, and, if asked, words they push.
/// </summary>
public sealed class IssueWorld
{
    private const int Vocabulary = 4000;
    private const int Topics = 30;
    private const int WordsPerTopic = 70;

    private readonly SeededRandom _random;
    private readonly IssueWorldOptions _options;
    private readonly double[] _zipf = new double[Vocabulary];
    private readonly List<(int[] Words, int Day, double Share)> _news = [];

    private IssueWorld(IssueWorldOptions options, ulong seed)
    {
        _options = options;
        _random = new SeededRandom(seed);
        double sum = 0;
        for (int word = 0; word < Vocabulary; word++)
        {
            sum += 1 / (word + 5.0);
            _zipf[word] = sum;
        }
    }

    /// <summary>The posts.</summary>
    public IssueMaterial Material { get; private set; } = null!;

    /// <summary>The words of each planted issue.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Planted { get; private set; } = [];

    /// <summary>Builds a world; the same options and seed give the same world.</summary>
    public static IssueWorld Build(IssueWorldOptions options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        var world = new IssueWorld(options, seed);
        world.Make();
        return world;
    }

    /// <summary>A made-up word: syllables of its number.</summary>
    public static string Word(int number)
    {
        const string Consonants = "bdfgklmnprstvz";
        const string Vowels = "aeiou";
        var text = new System.Text.StringBuilder();
        int rest = number + 70;
        while (rest > 0)
        {
            text.Append(Consonants[rest % 14]).Append(Vowels[rest / 14 % 5]);
            rest /= 70;
        }
        return text.ToString();
    }

    private void Make()
    {
        int[][] topics = new int[Topics][];
        for (int topic = 0; topic < Topics; topic++)
        {
            topics[topic] = [.. Enumerable.Range(0, WordsPerTopic).Select(_ => 40 + _random.Below(Vocabulary - 40))];
        }
        for (int day = 2; day < _options.Days; day += 2 + _random.Below(5))
        {
            int[] words = [.. Enumerable.Range(0, 8).Select(_ => 200 + _random.Below(Vocabulary - 200))];
            double share = 0.1 + (0.4 * _random.Unit());
            for (int lag = 0; lag < 3 && day + lag < _options.Days; lag++)
            {
                _news.Add((words, day + lag, share / (1 << lag)));
            }
        }
        int[][] planted = new int[_options.Campaigns][];
        for (int i = 0; i < planted.Length; i++)
        {
            planted[i] = [.. Enumerable.Range(0, _options.CampaignWords).Select(_ => 100 + _random.Below(Vocabulary - 100)).Distinct()];
        }
        Planted = [.. planted.Select(words => (IReadOnlyList<string>)[.. words.Select(Word)])];
        var account = new List<int>();
        var days = new List<int>();
        var texts = new List<string>();
        bool[] isAsset = new bool[_options.Assets + _options.Others];
        for (int of = 0; of < isAsset.Length; of++)
        {
            isAsset[of] = of < _options.Assets;
            WriteAccount(of, isAsset[of], topics, planted, account, days, texts);
        }
        Material = new IssueMaterial
        {
            Account = [.. account],
            Day = [.. days],
            Text = [.. texts],
            Language = new string?[texts.Count],
            IsAsset = isAsset,
        };
    }

    private void WriteAccount(int account, bool asset, int[][] topics, int[][] planted, List<int> accounts, List<int> days, List<string> texts)
    {
        double mean = asset ? _options.PostsOfAssets : _options.PostsOfOthers;
        int posts = Math.Clamp((int)(mean * Math.Exp((0.9 * _random.Normal()) - 0.4)), 3, (int)(mean * 8));
        int[] likes = [.. Enumerable.Range(0, 4).Select(_ => _random.Below(Topics))];
        int[] favourites = [.. Enumerable.Range(0, 3 + _random.Below(4)).Select(_ => 100 + _random.Below(Vocabulary - 100))];
        double favouring = 0.05 + (0.4 * _random.Unit() * _random.Unit());
        double pushing = asset && _random.Chance(_options.Participation) ? _options.Push * 2 * _random.Unit() : 0;
        int thread = likes[0];
        int threadUntil = 0;
        int[] when = [.. Enumerable.Range(0, posts).Select(_ => Day(asset)).Order()];
        foreach (int day in when)
        {
            if (day >= threadUntil)
            {
                thread = likes[_random.Below(likes.Length)];
                threadUntil = day + _random.Below(8);
            }
            var words = new List<int>();
            int length = 6 + _random.Below(12);
            for (int i = 0; i < length; i++)
            {
                words.Add(_random.Chance(0.45) ? topics[thread][Skewed(WordsPerTopic)] : Common());
            }
            if (_random.Chance(favouring))
            {
                words[_random.Below(words.Count)] = favourites[_random.Below(favourites.Length)];
            }
            foreach ((int[] news, int newsDay, double share) in _news)
            {
                if (newsDay == day && _random.Chance(share))
                {
                    Put(words, news, 3);
                }
            }
            if (planted.Length > 0 && _random.Chance(pushing))
            {
                Put(words, planted[_random.Below(planted.Length)], 2 + _random.Below(3));
            }
            accounts.Add(account);
            days.Add(19000 + day);
            texts.Add(string.Join(' ', words.Select(Word)));
        }
    }

    /// <summary>Assets write in the second half of the period more than in the first, and on working days.</summary>
    private int Day(bool asset)
    {
        while (true)
        {
            int day = _random.Below(_options.Days);
            double chance = !asset ? 1 : (day > _options.Days / 2 ? 1 : 0.4) * (day % 7 < 5 ? 1 : 0.3);
            if (_random.Chance(chance))
            {
                return day;
            }
        }
    }

    private int Skewed(int bound) => Math.Min(bound - 1, (int)(bound * _random.Unit() * _random.Unit()));

    private int Common()
    {
        int at = Array.BinarySearch(_zipf, _random.Unit() * _zipf[^1]);
        return Math.Min(Vocabulary - 1, at < 0 ? ~at : at);
    }

    private void Put(List<int> words, int[] from, int count)
    {
        for (int i = 0; i < count; i++)
        {
            words[_random.Below(words.Count)] = from[_random.Below(from.Length)];
        }
    }
}

/// <summary>What a world of posts is made of.</summary>
public sealed record IssueWorldOptions
{
    /// <summary>Accounts on the assets' side.</summary>
    public int Assets { get; init; } = 50;

    /// <summary>Accounts of the background.</summary>
    public int Others { get; init; } = 300;

    /// <summary>Days.</summary>
    public int Days { get; init; } = 60;

    /// <summary>Posts of an asset on average, about.</summary>
    public double PostsOfAssets { get; init; } = 80;

    /// <summary>Posts of an account of the background on average, about.</summary>
    public double PostsOfOthers { get; init; } = 45;

    /// <summary>Planted issues; 0 for an innocent world.</summary>
    public int Campaigns { get; init; }

    /// <summary>Words of a planted issue.</summary>
    public int CampaignWords { get; init; } = 10;

    /// <summary>Share of the assets that take part.</summary>
    public double Participation { get; init; } = 0.8;

    /// <summary>Share of their posts that carry planted words, on average.</summary>
    public double Push { get; init; } = 0.1;
}
