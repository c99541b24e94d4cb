using System.Runtime.InteropServices;
using Tidemark.Model;

namespace Tidemark.Detection.Coordination;

/// <summary>
/// Shares in the order every coordination detector wants them: by object, then time, account and post, with offsets per
/// object and a row list per account. Account, object and post ids are those of the <see cref="ShareColumns"/> it was built from.
/// Rows alike in all four columns count once, unless duplicates are kept on purpose.
/// </summary>
/// <remarks>
/// Counting sort by object, then a radix sort by time inside each object; segments that arrive in order are left alone.
/// O(rows) for times of bounded range, about 24 bytes a row kept and 16 bytes a row while building.
/// </remarks>
public sealed class ShareIndex
{
    private readonly Names _accountNames;
    private int[]? _rank;
    private int[]? _accountObjects;

    private ShareIndex(Names accountNames) => _accountNames = accountNames;

    /// <summary>How many rows there are, after duplicates were dropped.</summary>
    public required int Rows { get; init; }

    /// <summary>How many rows were dropped because another row is alike in all four columns.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Account of a row.</summary>
    public required int[] Account { get; init; }

    /// <summary>Post of a row.</summary>
    public required int[] Content { get; init; }

    /// <summary>Time of a row in nanoseconds since the epoch.</summary>
    public required long[] Time { get; init; }

    /// <summary>Object of a row.</summary>
    public required int[] ObjectOf { get; init; }

    /// <summary>First row of an object; one entry more than there are objects.</summary>
    public required int[] ObjectStart { get; init; }

    /// <summary>First entry of an account in <see cref="AccountRows"/>; one entry more than there are accounts.</summary>
    public required int[] AccountStart { get; init; }

    /// <summary>The rows of each account, ascending, so that rows of one object stand together.</summary>
    public required int[] AccountRows { get; init; }

    /// <summary>
    /// Object of each entry of <see cref="AccountRows"/>: what an account shared stands side by side, in order. Worked out when first asked for,
    /// by one caller; O(rows), 4 bytes a row.
    /// </summary>
    internal int[] AccountObjects
    {
        get
        {
            if (_accountObjects is null)
            {
                int[] objects = GC.AllocateUninitializedArray<int>(Rows);
                for (int i = 0; i < objects.Length; i++)
                {
                    objects[i] = ObjectOf[AccountRows[i]];
                }
                _accountObjects = objects;
            }
            return _accountObjects;
        }
    }

    /// <summary>Whether every row is its own post, or no post stands under two accounts: then two accounts' rows never share a post.</summary>
    public required bool PostsHaveOneAccount { get; init; }

    /// <summary>The accounts by id.</summary>
    public Names AccountNames => _accountNames;

    /// <summary>How many accounts have an id, with or without rows.</summary>
    public int Accounts => AccountStart.Length - 1;

    /// <summary>How many objects have an id, with or without rows.</summary>
    public int Objects => ObjectStart.Length - 1;

    /// <summary>Place of each account when ids are ordered byte by byte. Computed when first asked for, O(accounts log accounts).</summary>
    public int[] AccountRank => _rank ??= _accountNames.OrdinalRanks();

    /// <summary>As <see cref="AccountRank"/>, but places among some accounts only: few are in an edge, and sorting the rest is for nothing.</summary>
    /// <param name="accounts">The accounts, each once; they are put in order.</param>
    public int[] RankAmong(Span<int> accounts) => _rank ?? _accountNames.OrdinalRanks(accounts);

    /// <summary>How many different posts an account has among the rows. O(its rows).</summary>
    public int PostsOf(int account)
    {
        var posts = new HashSet<int>();
        foreach (int row in AccountRows.AsSpan(AccountStart[account], AccountStart[account + 1] - AccountStart[account]))
        {
            posts.Add(Content[row]);
        }
        return posts.Count;
    }

    /// <summary>Sorts the shares.</summary>
    /// <param name="shares">The shares; left as they are.</param>
    /// <param name="keepDuplicates">Keep rows alike in all four columns apart, as CooRTweet does.</param>
    /// <exception cref="ArgumentException">An id is outside its name table: a bug of the reader.</exception>
    public static ShareIndex Build(ShareColumns shares, bool keepDuplicates = false)
    {
        ArgumentNullException.ThrowIfNull(shares);
        int[] start = Offsets(shares.Object.AsSpan(0, shares.Count), shares.Objects.Count, "object");
        Row[] rows = ByObject(shares, start);
        var times = new TimeSort(shares.Time.AsSpan(0, shares.Count));
        int kept = 0;
        int from = 0;
        for (int o = 0; o < start.Length - 1; o++)
        {
            int to = start[o + 1];
            times.Sort(rows, from, to);
            kept += Take(rows, from, to, kept, keepDuplicates);
            from = to;
            start[o + 1] = kept;
        }
        return FromRows(shares, rows, kept, start);
    }

    /// <summary>The same rows at other times, in order again. What does not depend on time is shared with this index.</summary>
    /// <param name="time">A time a row; it becomes part of the result, and is put in order.</param>
    internal ShareIndex WithTimes(long[] time)
    {
        int[] account = GC.AllocateUninitializedArray<int>(Rows);
        int[] content = GC.AllocateUninitializedArray<int>(Rows);
        var times = new TimeSort(time);
        Row[] rows = [];
        for (int o = 0; o < Objects; o++)
        {
            int from = ObjectStart[o];
            int length = ObjectStart[o + 1] - from;
            if (rows.Length < length)
            {
                rows = new Row[Math.Max(length, 2 * rows.Length)];
            }
            for (int i = 0; i < length; i++)
            {
                rows[i] = new Row(time[from + i], Account[from + i], Content[from + i]);
            }
            times.Sort(rows, 0, length);
            for (int i = 0; i < length; i++)
            {
                time[from + i] = rows[i].Time;
                account[from + i] = rows[i].Account;
                content[from + i] = rows[i].Content;
            }
        }
        int[] accountRows = GC.AllocateUninitializedArray<int>(Rows);
        int[] next = AccountStart.AsSpan(0, Accounts).ToArray();
        for (int i = 0; i < account.Length; i++)
        {
            accountRows[next[account[i]]++] = i;
        }
        return new ShareIndex(_accountNames)
        {
            Rows = Rows, Duplicates = Duplicates, Account = account, Content = content, Time = time, ObjectOf = ObjectOf, ObjectStart = ObjectStart,
            AccountStart = AccountStart, AccountRows = accountRows, PostsHaveOneAccount = PostsHaveOneAccount, _accountObjects = _accountObjects,
        };
    }

    private static ShareIndex FromRows(ShareColumns shares, Row[] rows, int kept, int[] start)
    {
        int[] account = GC.AllocateUninitializedArray<int>(kept);
        int[] content = GC.AllocateUninitializedArray<int>(kept);
        long[] time = GC.AllocateUninitializedArray<long>(kept);
        int[] objectOf = GC.AllocateUninitializedArray<int>(kept);
        int[] accountStart = new int[shares.Accounts.Count + 1];
        unchecked
        {
            for (int i = 0; i < kept; i++)
            {
                ref Row row = ref rows[i];
                account[i] = row.Account;
                content[i] = row.Content;
                time[i] = row.Time;
                if ((uint)row.Account >= (uint)(accountStart.Length - 1))
                {
                    ThrowOutside("account", row.Account, accountStart.Length - 1);
                }
                accountStart[row.Account + 1]++;
            }
            for (int o = 0; o < start.Length - 1; o++)
            {
                for (int i = start[o]; i < start[o + 1]; i++)
                {
                    objectOf[i] = o;
                }
            }
            for (int a = 1; a < accountStart.Length; a++)
            {
                accountStart[a] += accountStart[a - 1];
            }
            int[] accountRows = GC.AllocateUninitializedArray<int>(kept);
            int[] next = accountStart.AsSpan(0, accountStart.Length - 1).ToArray();
            for (int i = 0; i < kept; i++)
            {
                accountRows[next[account[i]]++] = i;
            }
            return new ShareIndex(shares.Accounts)
            {
                Rows = kept,
                Duplicates = shares.Count - kept,
                Account = account,
                Content = content,
                Time = time,
                ObjectOf = objectOf,
                ObjectStart = start,
                AccountStart = accountStart,
                AccountRows = accountRows,
                PostsHaveOneAccount = shares.Contents is null || EachPostHasOneAccount(shares, shares.Contents.Count),
            };
        }
    }

    /// <summary>Asked in the order the rows came, in which posts follow each other in memory too.</summary>
    private static bool EachPostHasOneAccount(ShareColumns shares, int contents)
    {
        ReadOnlySpan<int> account = shares.Account.AsSpan(0, shares.Count);
        ReadOnlySpan<int> content = shares.Content.AsSpan(0, shares.Count);
        int own = 0;
        while (own < content.Length && content[own] == own)
        {
            own++;
        }
        if (own == content.Length)
        {
            // Every row is its own post, as nearly always: no need to remember owners.
            return true;
        }
        int[] owner = new int[contents];
        for (int i = 0; i < account.Length; i++)
        {
            if ((uint)content[i] >= (uint)contents)
            {
                ThrowOutside("content", content[i], contents);
            }
            ref int known = ref owner[content[i]];
            if (known == 0)
            {
                known = account[i] + 1;
            }
            else if (known != account[i] + 1)
            {
                return false;
            }
        }
        return true;
    }

    private static int[] Offsets(ReadOnlySpan<int> ids, int count, string what)
    {
        int[] start = new int[count + 1];
        foreach (int id in ids)
        {
            if ((uint)id >= (uint)count)
            {
                ThrowOutside(what, id, count);
            }
            start[id + 1]++;
        }
        for (int i = 1; i < start.Length; i++)
        {
            start[i] += start[i - 1];
        }
        return start;
    }

    private static Row[] ByObject(ShareColumns shares, int[] start)
    {
        Row[] rows = GC.AllocateUninitializedArray<Row>(shares.Count);
        int[] next = start.AsSpan(0, start.Length - 1).ToArray();
        ReadOnlySpan<int> objects = shares.Object.AsSpan(0, shares.Count);
        ReadOnlySpan<int> accounts = shares.Account.AsSpan(0, shares.Count);
        ReadOnlySpan<int> contents = shares.Content.AsSpan(0, shares.Count);
        ReadOnlySpan<long> times = shares.Time.AsSpan(0, shares.Count);
        for (int i = 0; i < objects.Length; i++)
        {
            rows[next[objects[i]]++] = new Row(times[i], accounts[i], contents[i]);
        }
        return rows;
    }

    /// <summary>Moves sorted rows to where the rows kept so far end, repeats left out; returns how many it kept.</summary>
    private static int Take(Row[] rows, int from, int to, int into, bool keepDuplicates)
    {
        int kept = into;
        for (int i = from; i < to; i++)
        {
            if (keepDuplicates || i == from || !rows[i].IsLike(rows[i - 1]))
            {
                if (kept != i)
                {
                    rows[kept] = rows[i];
                }
                kept++;
            }
        }
        return kept - into;
    }

    private static void ThrowOutside(string what, int id, int count) =>
        throw new ArgumentException($"The {what} id {id} is outside its table of {count} names.");

    /// <summary>A row while it is being sorted: sixteen bytes, so that a scatter touches one cache line.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal readonly record struct Row(long Time, int Account, int Content)
    {
        public bool IsBefore(in Row other) => Time != other.Time ? Time < other.Time
            : Account != other.Account ? Account < other.Account : Content < other.Content;

        public bool IsLike(in Row other) => Time == other.Time && Account == other.Account && Content == other.Content;
    }
}
