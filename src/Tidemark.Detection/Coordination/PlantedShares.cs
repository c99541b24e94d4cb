using Tidemark.Model;

namespace Tidemark.Detection.Coordination;

/// <summary>
/// A small synthetic group put into existing material, to see whether a search would find it there. Its members act on existing, moderately
/// popular objects within half a window of each other, each time around an act that is already there, so that they hide in the
/// crowd of that moment. Beside this each does what some existing account does: the same objects and the same times, dealt out anew
/// among each other, so that it has that account's habits and is in step with nobody. The material's clock is kept.
/// </summary>
/// <remarks>
/// The same seed gives the same objects, members and moments for every window; only how far the acts lie apart follows the window, so that
/// windows can be compared. Memory: the rows once more; the ids are those of the material, the new accounts come after them.
/// </remarks>
internal sealed class PlantedShares
{
    /// <summary>An ordinary account copied with more rows than this is copied in part.</summary>
    private const int MostCopied = 500;

    /// <summary>Fewer acts than this and an object has no crowd to hide in.</summary>
    private const int CrowdedFrom = 5;

    private readonly ShareColumns _shares;
    private readonly ShareIndex _index;
    private readonly long _clock;
    private readonly int[] _objects;
    private readonly int[] _donors;
    private readonly int _perMember;
    private readonly Names _accounts;
    private readonly Names? _contents;
    private readonly int _firstContent;

    /// <param name="shares">The material; left as it is.</param>
    /// <param name="index">The material, sorted.</param>
    /// <param name="members">How many members a group has.</param>
    /// <param name="objects">On how many objects they act, where there are so many.</param>
    public PlantedShares(ShareColumns shares, ShareIndex index, int members, int objects)
    {
        (_shares, _index, Members, Objects) = (shares, index, members, Math.Min(objects, shares.Objects.Count));
        _clock = ClockResolution.Of(index);
        _objects = Moderate(index, Objects);
        Objects = Math.Min(Objects, _objects.Length);
        _donors = Donors(index, members, objects);
        _accounts = Copy(shares.Accounts);
        FirstAccount = _accounts.Count;
        for (int name = 0; _accounts.Count < FirstAccount + members; name++)
        {
            _accounts.Intern($"planted account {name}");
        }
        _perMember = MostCopied + Objects;
        // Where no post stands under two accounts, posts only have to differ; else the posts' names are needed to count them.
        _contents = index.PostsHaveOneAccount ? null : Copy(shares.Contents!);
        foreach (int content in shares.Content.AsSpan(0, shares.Count))
        {
            _firstContent = Math.Max(_firstContent, content + 1);
        }
        for (int name = 0; _contents is not null && _contents.Count < _firstContent + members * _perMember; name++)
        {
            _contents.Intern($"planted post {name}");
        }
    }

    /// <summary>How many members each group has.</summary>
    public int Members { get; }

    /// <summary>On how many objects they act; fewer than asked where there are not so many.</summary>
    public int Objects { get; }

    /// <summary>The id of the first member in the columns <see cref="With"/> gives; the others follow.</summary>
    public int FirstAccount { get; }

    /// <summary>The material with a group in it. O(rows).</summary>
    /// <param name="window">Members' acts on one object lie within half of it.</param>
    /// <param name="seed">Seed of this group.</param>
    public ShareColumns With(long window, ulong seed)
    {
        var random = new SeededRandom(seed);
        int[] objects = Draw(_objects, Objects, random);
        int[] donors = Draw(_donors, Math.Min(Members, _donors.Length), random);
        var rows = new List<(int Account, int Object, long Time)>();
        foreach (int o in objects)
        {
            int from = _index.ObjectStart[o];
            long signal = _index.Time[from + random.Below(_index.ObjectStart[o + 1] - from)];
            for (int m = 0; m < Members; m++)
            {
                rows.Add((FirstAccount + m, o, OnClock(Later(signal, (long)(random.Unit() * (window / 2.0))))));
            }
        }
        for (int m = 0; m < Members; m++)
        {
            // Fewer accounts than members: some habits are copied twice.
            int donor = donors[m % donors.Length];
            int start = _index.AccountStart[donor];
            int[] copied = _index.AccountRows.AsSpan(start, _index.AccountStart[donor + 1] - start).ToArray();
            random.Shuffle<int>(copied);
            copied = copied[..Math.Min(copied.Length, MostCopied)];
            long[] times = [.. copied.Select(row => _index.Time[row])];
            random.Shuffle<long>(times);
            rows.AddRange(copied.Select((row, i) => (FirstAccount + m, _index.ObjectOf[row], times[i])));
        }
        int count = _shares.Count;
        return new ShareColumns
        {
            Account = [.. _shares.Account.AsSpan(0, count), .. rows.Select(r => r.Account)],
            Object = [.. _shares.Object.AsSpan(0, count), .. rows.Select(r => r.Object)],
            Content = [.. _shares.Content.AsSpan(0, count), .. Enumerable.Range(_firstContent, rows.Count)],
            Time = [.. _shares.Time.AsSpan(0, count), .. rows.Select(r => r.Time)],
            Count = count + rows.Count,
            Accounts = _accounts,
            Objects = _shares.Objects,
            Contents = _contents,
            Kind = _shares.Kind,
        };
    }

    /// <summary>
    /// Objects of moderate popularity: between the median and the ninth decile of all that have a crowd. Where there are too few, all objects
    /// with two acts, and at last all there are.
    /// </summary>
    private static int[] Moderate(ShareIndex index, int wanted)
    {
        int Acts(int o) => index.ObjectStart[o + 1] - index.ObjectStart[o];
        int[] crowds = [.. Enumerable.Range(0, index.Objects).Select(Acts).Where(acts => acts >= CrowdedFrom).Order()];
        if (crowds.Length > 0)
        {
            int low = crowds[crowds.Length / 2];
            int high = crowds[(int)(crowds.Length * 0.9)];
            int[] between = [.. Enumerable.Range(0, index.Objects).Where(o => Acts(o) >= low && Acts(o) <= high)];
            if (between.Length >= wanted)
            {
                return between;
            }
        }
        int[] shared = [.. Enumerable.Range(0, index.Objects).Where(o => Acts(o) >= 2)];
        return shared.Length >= wanted ? shared : [.. Enumerable.Range(0, index.Objects).Where(o => Acts(o) >= 1)];
    }

    /// <summary>Accounts with at least as many acts as a member has within its group; where there are too few, the most active.</summary>
    private static int[] Donors(ShareIndex index, int members, int acts)
    {
        int Rows(int account) => index.AccountStart[account + 1] - index.AccountStart[account];
        int[] active = [.. Enumerable.Range(0, index.Accounts).Where(a => Rows(a) >= acts)];
        return active.Length >= members ? active
            : [.. Enumerable.Range(0, index.Accounts).Where(a => Rows(a) > 0).OrderByDescending(Rows).Take(members)];
    }

    private static int[] Draw(int[] from, int count, SeededRandom random)
    {
        int[] items = [.. from];
        random.Shuffle<int>(items);
        return items[..count];
    }

    private static Names Copy(NameList names)
    {
        var copy = new Names(names.Count + 64);
        for (int id = 0; id < names.Count; id++)
        {
            copy.Intern(names[id]);
        }
        return copy;
    }

    private static long Later(long time, long by) => time > long.MaxValue - by ? time - by : time + by;

    private long OnClock(long time)
    {
        long past = ((time % _clock) + _clock) % _clock;
        return time < long.MinValue + past ? time : time - past;
    }
}
