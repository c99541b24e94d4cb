using System.Globalization;
using System.Text;
using Tidemark.Model;

namespace Tidemark.Evidence.Sources;

/// <summary>Gathers shares from one or several sources into one table, and the rows that are none.</summary>
/// <remarks>Memory: 20 bytes a row and the names. Columns grow by doubling unless the number of rows can be foreseen.</remarks>
public sealed class ShareCollector
{
    // No id from a text file can hold a zero byte: the readers refuse it. So these names are never those of real posts.
    private const byte OwnPost = 0;

    private readonly byte[] _ownName = new byte[24];
    private readonly Names _accounts = new(1 << 12);
    private readonly Names _objects = new(1 << 12);
    private readonly PostNames _posts = new(1 << 12);

    // The last rows: their accounts and objects are interned together.
    private readonly NameBatch _nextAccounts;
    private readonly NameBatch _nextObjects;

    private int[] _account = new int[4096];
    private int[] _object = new int[4096];
    private int[] _content = new int[4096];
    private long[] _time = new long[4096];
    private bool _named;

    /// <summary>No shares.</summary>
    public ShareCollector() => (_nextAccounts, _nextObjects) = (new NameBatch(_accounts), new NameBatch(_objects));

    /// <summary>Rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>Rows that were refused, in order.</summary>
    public List<Fault> Refused { get; } = [];

    /// <summary>Adds a share.</summary>
    /// <param name="account">The account.</param>
    /// <param name="obj">The object.</param>
    /// <param name="post">The post's id, where the source has such ids.</param>
    /// <param name="hasPost">Whether it has; otherwise the row is its own post.</param>
    /// <param name="time">Nanoseconds since the epoch.</param>
    public void Add(ReadOnlySpan<byte> account, ReadOnlySpan<byte> obj, ReadOnlySpan<byte> post, bool hasPost, long time)
    {
        if (Count == _account.Length)
        {
            Reserve(Count * 2L);
        }
        int row = Count;
        _nextAccounts.Add(account);
        _nextObjects.Add(obj);
        _time[row] = time;
        if (hasPost)
        {
            NamePosts();
            _content[row] = _posts.Add(post);
        }
        else
        {
            _content[row] = _named ? _posts.Add(OwnName(row)) : row;
        }
        Count++;
        if (_nextAccounts.IsFull || _nextObjects.IsFull)
        {
            InternWaiting();
        }
    }

    /// <summary>Adds a share of a post that has no id but may leave several traces.</summary>
    /// <param name="account">The account.</param>
    /// <param name="obj">The object.</param>
    /// <param name="post">A number the post alone has among those without an id.</param>
    /// <param name="time">Nanoseconds since the epoch.</param>
    public void AddUnnamed(ReadOnlySpan<byte> account, ReadOnlySpan<byte> obj, long post, long time) =>
        Add(account, obj, OwnName(post), hasPost: true, time);

    /// <summary>Makes room, so that the columns need not grow.</summary>
    public void Reserve(long rows)
    {
        int room = (int)Math.Min(Array.MaxLength, rows);
        if (room > _account.Length)
        {
            Array.Resize(ref _account, room);
            Array.Resize(ref _object, room);
            Array.Resize(ref _content, room);
            Array.Resize(ref _time, room);
            if (_named)
            {
                _posts.Reserve(room);
            }
        }
    }

    /// <summary>The table. The collector must not be used afterwards.</summary>
    public ShareColumns ToColumns(TraceKind kind = TraceKind.Object)
    {
        InternWaiting();
        if (_posts.DropRepeats() is { } ids)
        {
            foreach (ref int post in _content.AsSpan(0, Count))
            {
                post = ids[post];
            }
        }
        return new()
        {
            Account = _account,
            Object = _object,
            Content = _content,
            Time = _time,
            Count = Count,
            Accounts = _accounts,
            Objects = _objects,
            Contents = _named ? _posts : null,
            Kind = kind,
        };
    }

    /// <summary>A post's id for a reader: its own, or "row 17" where the source has none.</summary>
    /// <param name="shares">The shares.</param>
    /// <param name="post">Id of the post.</param>
    public static byte[] PostName(ShareColumns shares, int post)
    {
        ArgumentNullException.ThrowIfNull(shares);
        if (shares.Contents is null)
        {
            return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"row {post + 1L}"));
        }
        ReadOnlySpan<byte> name = shares.Contents[post];
        return !name.IsEmpty && name[0] == OwnPost ? name[1..].ToArray() : name.ToArray();
    }

    private void InternWaiting()
    {
        int count = _nextAccounts.Count;
        _nextAccounts.Intern(_account.AsSpan(Count - count, count));
        _nextObjects.Intern(_object.AsSpan(Count - count, count));
    }

    private void NamePosts()
    {
        if (_named)
        {
            return;
        }
        _named = true;
        for (int row = 0; row < Count; row++)
        {
            _content[row] = _posts.Add(OwnName(row));
        }
    }

    private ReadOnlySpan<byte> OwnName(long row)
    {
        _ownName[0] = OwnPost;
        "row "u8.CopyTo(_ownName.AsSpan(1));
        System.Buffers.Text.Utf8Formatter.TryFormat(row + 1, _ownName.AsSpan(5), out int digits);
        return _ownName.AsSpan(0, 5 + digits);
    }
}
