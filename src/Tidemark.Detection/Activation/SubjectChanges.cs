using Tidemark.Model;

namespace Tidemark.Detection.Activation;

/// <summary>
/// Retasking. Claims: from this day on, for 28 days at least, the asset writes about something it did not write about before, beyond the
/// threads and lapses it always had. Does not claim: that anybody told it to. Innocent explanations: a new interest, a season, an election
/// that everybody writes about; the last is looked for and said.
/// </summary>
internal sealed class SubjectChanges
{
    /// <summary>A subject is new if at least this share of posts is on it, this many times as many as before, and few were before.</summary>
    private const double LeastShare = 0.5;
    private const double Times = 2.5;
    private const double MostBefore = 0.25;
    private const int Fewest = 20;

    /// <summary>If so large a share of the others takes the subject up, too, it is an event.</summary>
    private const double Many = 0.15;

    private readonly PostColumns _posts;
    private readonly PostWords _words;
    private readonly int[] _day;
    private readonly int[] _start;
    private readonly ulong _seed;

    private readonly SubjectSpace _space;

    private SubjectChanges(PostColumns posts, PostWords words, int[] day, int[] start, ulong seed)
    {
        (_posts, _words, _day, _start, _seed) = (posts, words, day, start, seed);
        _space = SubjectSpace.Of(posts.Text, words);
    }

    /// <summary>Reads the words of all posts.</summary>
    public static SubjectChanges Of(PostColumns posts, AssetLives lives, ulong seed)
    {
        int[] day = new int[posts.Count], start = new int[posts.Accounts.Count + 1];
        for (int i = 0; i < day.Length; i++)
        {
            day[i] = posts.Day(i) - lives.FirstDay;
            start[posts.Account[i] + 1] = i + 1;
        }
        return new SubjectChanges(posts, PostWords.Of(posts), day, start, seed);
    }

    /// <summary>Whether an asset has enough posts over enough days to be looked at.</summary>
    public bool CanTest(int asset)
    {
        int posts = _start[asset + 1] - _start[asset];
        return posts >= Fewest && _day[_start[asset + 1] - 1] - _day[_start[asset]] >= VolumeRule.Youth + VolumeRule.Window;
    }

    /// <summary>Looks at one asset that can be tested.</summary>
    /// <returns>The change; null where there is no cut, or none that is a new subject and stays one.</returns>
    public LifeChange? Find(int asset, AssetLives lives)
    {
        ReadOnlySpan<int> days = _day.AsSpan(_start[asset], _start[asset + 1] - _start[asset]);
        ReadOnlySpan<int> texts = _posts.Text.AsSpan(_start[asset], days.Length);
        float[] places = new float[days.Length * SubjectSpace.Size];
        for (int i = 0; i < days.Length; i++)
        {
            _space.Place(texts[i], places.AsSpan(i * SubjectSpace.Size, SubjectSpace.Size));
        }
        SubjectBlocks blocks = SubjectBlocks.Of(days, places);
        // The stream hangs on the asset's name, not on its number, so that other assets change nothing.
        if (SubjectTest.Find(blocks, SeededRandom.Stream(_seed, PostWords.MarkOf(_posts.Accounts[asset]))) is not var (start, end, chance) || chance > 0.05)
        {
            return null;
        }
        int cut = blocks.First + start * blocks.Length, until = blocks.First + end * blocks.Length;
        SubjectDating dating = SubjectDate.Find(days, places, cut, until, blocks.Length);
        if (!dating.Lasts || dating.After < LeastShare || dating.After < Times * dating.Before || dating.Before > MostBefore
            || dating.Day - days[0] < VolumeRule.Youth || dating.Day + VolumeRule.Window > lives.Days)
        {
            return null;
        }
        int at = 0;
        while (at < days.Length && days[at] < dating.Day)
        {
            at++;
        }
        int[] subject = Words(days, texts, dating, until);
        return new LifeChange(
            asset, dating.Day, dating.From, dating.To, dating.Before, dating.After, at > 0 ? dating.Day - days[at - 1] - 1 : 0, chance,
            TakenUp(asset, dating.Day, subject), string.Join(' ', subject.Select(_words.Vocabulary.Text)));
    }

    /// <summary>The words that speak for the new subject, the strongest first: in more posts after than before, and along the way to it.</summary>
    private int[] Words(ReadOnlySpan<int> days, ReadOnlySpan<int> texts, SubjectDating dating, int until)
    {
        const int Strongest = 12;
        var counts = new Dictionary<int, (int Before, int After)>();
        for (int i = 0; i < days.Length && days[i] < until; i++)
        {
            foreach (int word in _words[texts[i]])
            {
                (int before, int after) = counts.GetValueOrDefault(word);
                counts[word] = days[i] < dating.Day ? (before + 1, after) : (before, after + 1);
            }
        }
        return [.. counts.Where(pair => pair.Value.After > pair.Value.Before)
            .Select(pair => (pair.Key, Speaks: (pair.Value.After - pair.Value.Before) * _space.Along(pair.Key, dating.Direction)))
            .Where(word => word.Speaks > 0)
            .OrderByDescending(word => word.Speaks).ThenBy(word => _words.Vocabulary.Text(word.Key), StringComparer.Ordinal)
            .Take(Strongest).Select(word => word.Key)];
    }

    /// <summary>
    /// Whether many others take the subject up in the same weeks: the share of assets with posts in the four weeks before and after that
    /// write two of its words in a fifth more of their posts than they did.
    /// </summary>
    private string? TakenUp(int asset, int from, int[] words)
    {
        var subject = new HashSet<int>(words);
        int awake = 0, follow = 0;
        for (int other = 0; other + 1 < _start.Length; other++)
        {
            if (other == asset)
            {
                continue;
            }
            ReadOnlySpan<int> days = _day.AsSpan(_start[other], _start[other + 1] - _start[other]);
            int at = days.BinarySearch(from - VolumeRule.Window);
            at = at < 0 ? ~at : at;
            while (at > 0 && days[at - 1] >= from - VolumeRule.Window)
            {
                at--;
            }
            int before = 0, after = 0, onBefore = 0, onAfter = 0;
            for (; at < days.Length && days[at] < from + VolumeRule.Window; at++)
            {
                int hits = 0;
                foreach (int word in _words[_posts.Text[_start[other] + at]])
                {
                    hits += subject.Contains(word) ? 1 : 0;
                }
                bool late = days[at] >= from;
                (before, after) = late ? (before, after + 1) : (before + 1, after);
                (onBefore, onAfter) = hits < 2 ? (onBefore, onAfter) : late ? (onBefore, onAfter + 1) : (onBefore + 1, onAfter);
            }
            if (before >= 3 && after >= 3)
            {
                awake++;
                follow += (double)onAfter / after > (double)onBefore / before + 0.2 ? 1 : 0;
            }
        }
        return awake >= 10 && follow >= Many * awake ? $"subject taken up by {follow} of {awake} others" : null;
    }
}
