using System.Globalization;
using Tidemark.Model;

namespace Tidemark.Evidence.Index;

public sealed partial class CaseIndex
{
    private Names? _labels;

    /// <summary>
    /// What every post is called, by its number: the platform's id where it is one post's alone, else the id, a # and the post's place.
    /// </summary>
    public Names PostLabels => _labels ??= ReadLabels();

    /// <summary>How many traces of each kind there are; kinds without any are absent.</summary>
    public IReadOnlyDictionary<TraceKind, long> TraceCounts()
    {
        var counts = new SortedDictionary<TraceKind, long>();
        using DuckRows rows = _file.Query("SELECT kind::BIGINT, count(*)::BIGINT FROM traces GROUP BY kind");
        while (rows.NextBlock())
        {
            for (int row = 0; row < rows.Count; row++)
            {
                counts.Add((TraceKind)rows.Longs(0)[row], rows.Longs(1)[row]);
            }
        }
        return counts;
    }

    /// <summary>
    /// All shares of one kind of trace, as columns, in the order of the posts. <see cref="ShareColumns.Content"/> holds post numbers,
    /// which <see cref="Post"/> takes. Empty values match nothing and are not among them.
    /// </summary>
    /// <param name="kind">Which kind.</param>
    /// <remarks>Linear in the shares; 20 bytes a share besides the names.</remarks>
    public ShareColumns Shares(TraceKind kind)
    {
        int count = checked((int)_file.Whole("SELECT count(*) FROM traces WHERE kind = $1", (int)kind));
        int[] account = new int[count];
        int[] shared = new int[count];
        int[] content = new int[count];
        long[] time = new long[count];
        (int[] accounts, long[] times) = PostColumns();
        int used = 0;
        using (DuckRows rows = _file.Query("SELECT post, object FROM traces WHERE kind = $1", (int)kind))
        {
            while (rows.NextBlock())
            {
                ReadOnlySpan<int> posts = rows.Ints(0);
                posts.CopyTo(content.AsSpan(used));
                rows.Ints(1).CopyTo(shared.AsSpan(used));
                for (int row = 0; row < posts.Length; row++)
                {
                    account[used + row] = accounts[posts[row]];
                    time[used + row] = times[posts[row]];
                }
                used += posts.Length;
            }
        }
        string objects = string.Create(CultureInfo.InvariantCulture, $"FROM objects WHERE kind = {(int)kind}");
        return new ShareColumns
        {
            Account = account,
            Object = shared,
            Content = content,
            Time = time,
            Count = used,
            Accounts = Accounts,
            Objects = ReadNames($"SELECT value {objects} ORDER BY object", $"SELECT count(*) {objects}"),
            Contents = PostLabels,
            Kind = kind,
        };
    }

    /// <summary>Account and time of every post, by its number. Numbers that are not used (see <see cref="IndexSchema"/>) hold zeros.</summary>
    private (int[] Accounts, long[] Times) PostColumns()
    {
        int length = checked((int)_file.Whole("SELECT coalesce(max(post) + 1, 0)::BIGINT FROM posts"));
        int[] accounts = new int[length];
        long[] times = new long[length];
        using DuckRows rows = _file.Query("SELECT post, account, time_ns FROM posts");
        while (rows.NextBlock())
        {
            ReadOnlySpan<int> posts = rows.Ints(0);
            ReadOnlySpan<int> account = rows.Ints(1);
            ReadOnlySpan<long> time = rows.Longs(2);
            for (int row = 0; row < posts.Length; row++)
            {
                accounts[posts[row]] = account[row];
                times[posts[row]] = time[row];
            }
        }
        return (accounts, times);
    }

    private Names ReadLabels()
    {
        var labels = new Names((int)PostCount);
        using DuckRows rows = _file.Query("SELECT post, id, source, line FROM posts ORDER BY post");
        while (rows.NextBlock())
        {
            for (int row = 0; row < rows.Count; row++)
            {
                int post = rows.Ints(0)[row];
                while (labels.Count < post)
                {
                    // A number whose post was joined to another: it is no share's content, and its label only keeps the place.
                    labels.Intern(string.Create(CultureInfo.InvariantCulture, $"\0{labels.Count}"));
                }
                ReadOnlySpan<byte> id = rows.Utf8(1, row);
                if (!id.IsEmpty && labels.Find(id) < 0)
                {
                    labels.Intern(id);
                    continue;
                }
                string place = string.Create(
                    CultureInfo.InvariantCulture, $"{rows.Text(1, row)}#{_hashes[rows.Ints(2)[row]][..8]}:{rows.Longs(3)[row]}");
                if (labels.Intern(place) != post)
                {
                    // One line of JSON may hold several posts.
                    labels.Intern(string.Create(CultureInfo.InvariantCulture, $"{place}.{post}"));
                }
            }
        }
        return labels;
    }
}
