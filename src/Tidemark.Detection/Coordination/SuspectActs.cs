namespace Tidemark.Detection.Coordination;

/// <summary>
/// The acts of those who may have to be left out of a crowd, object by object, and who has to be left out with whom: an account's
/// <em>circle</em> is itself, those suspected together with it and those suspected together with these.
/// </summary>
/// <remarks>
/// Suspects are few among an object's sharers, so a crowd is counted as all rows less theirs, without walking the object. O(rows) to
/// make, 8 bytes an act of a suspect. Circles are worked out once an account and kept once a set, for in a group where everybody is suspected with
/// everybody all have the same one; beyond <see cref="MostKept"/> entries they are worked out when asked for.
/// </remarks>
internal sealed class SuspectActs
{
    /// <summary>128 MB of circles.</summary>
    private const long MostKept = 1 << 25;

    private readonly Suspects _suspects;
    private readonly int[] _number;
    private readonly int[] _start;
    private readonly int[]?[] _circle;

    /// <summary>Collects the acts, and works the circles out.</summary>
    /// <param name="index">All shares.</param>
    /// <param name="suspects">Who is suspected together with whom.</param>
    /// <param name="pairs">Some pairs.</param>
    /// <param name="asked">Those that will be asked about: their accounts are in, suspected or not.</param>
    public SuspectActs(ShareIndex index, Suspects suspects, EdgeColumns pairs, Func<int, bool> asked)
    {
        _suspects = suspects;
        _number = new int[index.Accounts];
        var ask = new bool[index.Accounts];
        for (int e = 0; e < pairs.Count; e++)
        {
            if (asked(e))
            {
                ask[pairs.A[e]] = true;
                ask[pairs.B[e]] = true;
            }
        }
        for (int a = 0; a < _number.Length; a++)
        {
            _number[a] = ask[a] || suspects.Of(a).Length > 0 ? Count++ : -1;
        }
        _start = new int[index.Objects + 1];
        for (int row = 0; row < index.Rows; row++)
        {
            _start[index.ObjectOf[row] + 1] += _number[index.Account[row]] >= 0 ? 1 : 0;
        }
        for (int o = 1; o < _start.Length; o++)
        {
            _start[o] += _start[o - 1];
        }
        Row = new int[_start[^1]];
        Who = new int[_start[^1]];
        int acts = 0;
        for (int row = 0; row < index.Rows; row++)
        {
            int number = _number[index.Account[row]];
            if (number >= 0)
            {
                Row[acts] = row;
                Who[acts++] = number;
            }
        }
        _circle = new int[Count][];
        WorkOut(ask);
    }

    /// <summary>How many accounts are in; they are numbered from 0.</summary>
    public int Count { get; }

    /// <summary>The rows of all these accounts, ascending.</summary>
    public int[] Row { get; }

    /// <summary>Whose rows these are, by number.</summary>
    public int[] Who { get; }

    /// <summary>Place of the first of an object's rows in <see cref="Row"/>; they end where the next object's begin.</summary>
    public int First(int item) => _start[item];

    /// <summary>The rows of these accounts on an object, ascending.</summary>
    public ReadOnlySpan<int> Rows(int item) => Row.AsSpan(_start[item], _start[item + 1] - _start[item]);

    /// <summary>The circle of an account that was asked for, by number; the same array for the same set. Null where it was not kept.</summary>
    public int[]? Circle(int account) => _circle[_number[account]];

    /// <summary>Calls for each of an account's circle, some more than once. O(partners of partners).</summary>
    public void Walk(int account, Action<int> each)
    {
        each(_number[account]);
        foreach (int partner in _suspects.Of(account))
        {
            each(_number[partner]);
            foreach (int next in _suspects.Of(partner))
            {
                each(_number[next]);
            }
        }
    }

    private void WorkOut(bool[] ask)
    {
        var known = new Dictionary<ulong, List<int[]>>();
        int[] mark = new int[Count];
        var members = new List<int>();
        long kept = 0;
        for (int a = 0; a < ask.Length && kept < MostKept; a++)
        {
            if (!ask[a])
            {
                continue;
            }
            members.Clear();
            int stamp = a + 1;
            Walk(a, number =>
            {
                if (mark[number] != stamp)
                {
                    mark[number] = stamp;
                    members.Add(number);
                }
            });
            members.Sort();
            ulong key = Key(members);
            if (!known.TryGetValue(key, out List<int[]>? alike))
            {
                known.Add(key, alike = []);
            }
            int[]? same = alike.Find(other => other.AsSpan().SequenceEqual(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(members)));
            if (same is null)
            {
                same = [.. members];
                alike.Add(same);
                kept += same.Length;
            }
            _circle[_number[a]] = same;
        }
    }

    private static ulong Key(List<int> members)
    {
        ulong key = (ulong)members.Count;
        unchecked
        {
            foreach (int member in members)
            {
                key = (key ^ (uint)member) * 0x9E3779B97F4A7C15;
                key ^= key >> 29;
            }
        }
        return key;
    }
}
