using System.Globalization;
using DuckDB.NET.Native;
using Tidemark.Evidence.Sources;
using Tidemark.Model;

namespace Tidemark.Evidence.Index;

/// <summary>How many names and posts are compared in memory; beyond, DuckDB compares them on the disk.</summary>
/// <param name="Names">Accounts and objects. 6 million take 130 MB, and half as much again while the table grows.</param>
/// <param name="Posts">Posts with an id. 3 million take 70 MB, likewise.</param>
internal readonly record struct IndexLimits(int Names, int Posts)
{
    public static IndexLimits Default { get; } = new(6_000_000, 3_000_000);
}

/// <summary>What one source added.</summary>
/// <param name="Rows">Good rows.</param>
/// <param name="Refused">Refused rows.</param>
/// <param name="Repeated">Good rows that repeat a post which was there already: same id, account, time and text.</param>
/// <param name="Conflicting">Posts kept beside another of the same id, because account, time or text differ.</param>
internal readonly record struct SourceCounts(long Rows, long Refused, long Repeated, long Conflicting);

/// <summary>
/// Takes the rows of one source after the other into the index, inside the caller's transaction. Bounded memory, whatever comes.
/// </summary>
internal sealed class IndexWriter : IPostSink, IDisposable
{
    private const int Kinds = 16;
    private const int NotesKept = 1000;

    private readonly DuckFile _file;
    private readonly IndexLimits _limits;
    private readonly FingerprintTable _names = new();
    private readonly FingerprintTable _posts = new();
    private readonly RowBatch _batch;
    private readonly int[] _objectCounts = new int[Kinds];
    private readonly Action<long>? _progress;
    private int _accountCount;
    private int _postCount;
    private int _firstUncompared = -1;
    private int _source;
    private long _rows;
    private long _refusedRows;
    private long _repeated;
    private long _conflicting;
    private long _told;
    private int _notesTaken;
    private bool _spilling;
    private bool _more;
    private int[] _seen = new int[16];

    private DuckAppender? _accounts;
    private DuckAppender? _objects;
    private DuckAppender? _rowsOut;
    private DuckAppender? _traces;
    private DuckAppender? _moreTraces;
    private DuckAppender? _repeats;
    private DuckAppender? _refused;
    private DuckAppender? _notes;

    /// <summary>Prepares to add to what an index holds: reads its names and posts again as far as they are compared in memory.</summary>
    public IndexWriter(DuckFile file, IndexLimits limits, Action<long>? progress = null)
    {
        (_file, _limits, _progress) = (file, limits, progress);
        _batch = new RowBatch(_names, _posts);
        CountNames();
        _postCount = (int)file.Whole("SELECT coalesce(max(post) + 1, 0)::BIGINT FROM posts");
        _spilling = _accountCount + _objectCounts.Sum(count => (long)count) > limits.Names;
        Fingerprint[] accounts = _spilling ? [] : RememberNames();
        if (_spilling || _postCount > limits.Posts)
        {
            _firstUncompared = _postCount;
        }
        else
        {
            RememberPosts(accounts);
        }
    }

    /// <summary>Begins a source.</summary>
    public void Begin(int source)
    {
        (_source, _rows, _refusedRows, _repeated, _conflicting, _more, _notesTaken) = (source, 0, 0, 0, 0, false, 0);
        _batch.Clear();
        _file.Execute("CREATE TEMP TABLE more_traces(post INTEGER, kind TINYINT, object INTEGER)");
        if (_spilling)
        {
            _file.Execute(IndexSchema.CreateStage);
        }
        OpenAppenders(_spilling ? "stage_" : "");
        _moreTraces = new DuckAppender(_file, "more_traces", DuckDBType.Integer, DuckDBType.TinyInt, DuckDBType.Integer);
        _repeats = new DuckAppender(
            _file, "repeats", DuckDBType.Integer, DuckDBType.Integer, DuckDBType.BigInt, DuckDBType.BigInt, DuckDBType.BigInt);
        _refused = new DuckAppender(
            _file, "refused", DuckDBType.Integer, DuckDBType.BigInt, DuckDBType.BigInt, DuckDBType.BigInt, DuckDBType.Varchar);
        _notes = new DuckAppender(_file, "notes", DuckDBType.Integer, DuckDBType.Varchar);
    }

    /// <inheritdoc/>
    public void Add(in PostRow row)
    {
        _rows++;
        _batch.Add(row);
        if (_batch.IsFull)
        {
            TakeBatch();
        }
        if ((_rows & 0x3FFF) == 0)
        {
            _progress?.Invoke(_told + _rows);
        }
    }

    /// <inheritdoc/>
    public void Refuse(in Fault fault, long offset, long length)
    {
        _refusedRows++;
        DuckAppender refused = _refused!;
        refused.Int(0, _source);
        refused.Long(1, fault.Where.Line);
        refused.Long(2, offset);
        refused.Long(3, length);
        refused.Text(4, System.Text.Encoding.UTF8.GetBytes(fault.Reason));
        refused.EndRow();
    }

    /// <inheritdoc/>
    public void Note(string sentence)
    {
        if (++_notesTaken <= NotesKept)
        {
            _notes!.Int(0, _source);
            _notes.Text(1, System.Text.Encoding.UTF8.GetBytes(sentence));
            _notes.EndRow();
        }
    }

    /// <summary>Ends a source: everything it brought is in its tables.</summary>
    public SourceCounts End()
    {
        TakeBatch();
        bool spilled = _spilling;
        CompleteAppenders();
        if (spilled)
        {
            _file.Execute(IndexSchema.ResolveStage);
            _names.Clear();
            CountNames();
        }
        _file.Execute(_more ? IndexSchema.JoinMoreTraces : "DROP TABLE more_traces");
        if (_firstUncompared >= 0)
        {
            JoinLateRepeats();
        }
        if (_conflicting > 0)
        {
            _file.Execute("INSERT INTO notes VALUES ($1, $2)", _source, Conflicts(_conflicting));
        }
        _told += _rows;
        return new SourceCounts(_rows, _refusedRows, _repeated, _conflicting);
    }

    public void Dispose() => DisposeAppenders();

    private void JoinLateRepeats()
    {
        _file.Execute(IndexSchema.FindLateRepeats, (long)_firstUncompared);
        _repeated += _file.Whole("SELECT count(*) FROM late");
        _file.Execute(IndexSchema.JoinLateRepeats);
        _file.Execute(IndexSchema.JoinMoreTraces);
        _conflicting += _file.Whole(IndexSchema.CountLateConflicts, (long)_firstUncompared);
        _firstUncompared = _postCount;
    }

    private static string Conflicts(long count) => string.Create(CultureInfo.InvariantCulture,
        $"{count:N0} posts bear an id that an earlier post bears too, with another account, time or text; both are kept");

    private void TakeBatch()
    {
        for (int i = 0; i < _batch.Count; i++)
        {
            Take(i, _batch.Row(i));
        }
        _batch.Clear();
    }

    private void Take(int index, in PostRow row)
    {
        if (_names.Count > _limits.Names)
        {
            Spill();
        }
        int account = Account(row.Account, _batch.AccountPrint(index));
        int post = _postCount;
        if (!row.Id.IsEmpty && IsRepeat(_batch.PostPrint(index), ref post))
        {
            Repeat(index, row, post);
            return;
        }
        _postCount++;
        DuckAppender rows = _rowsOut!;
        rows.Int(0, post);
        rows.Int(1, account);
        rows.Long(2, row.Time.Nanoseconds);
        rows.Byte(3, (sbyte)row.Zone);
        rows.Int(4, _source);
        rows.Long(5, row.Line);
        rows.Long(6, row.Offset);
        rows.Long(7, row.Length);
        rows.Text(8, row.Id);
        rows.Text(9, row.Text);
        rows.Text(10, row.Language);
        rows.EndRow();
        WriteTraces(_traces!, index, row.Traces, post);
    }

    private int Account(ReadOnlySpan<byte> name, Fingerprint print)
    {
        int number = _accountCount;
        if (_names.Add(print, ref number))
        {
            _accountCount++;
            _accounts!.Int(0, number);
            _accounts.Text(1, name);
            _accounts.EndRow();
        }
        return number;
    }

    private int Object(TraceKind kind, ReadOnlySpan<byte> value, Fingerprint print)
    {
        int number = _objectCounts[(int)kind];
        if (_names.Add(print, ref number))
        {
            _objectCounts[(int)kind]++;
            _objects!.Byte(0, (sbyte)kind);
            _objects.Int(1, number);
            _objects.Text(2, value);
            _objects.EndRow();
        }
        return number;
    }

    /// <summary>Whether a post with the same id, account, time and text is there; then <paramref name="post"/> becomes its number.</summary>
    private bool IsRepeat(Fingerprint print, ref int post)
    {
        if (_firstUncompared >= 0)
        {
            return false;
        }
        if (_posts.Count >= _limits.Posts || _spilling)
        {
            _firstUncompared = _postCount;
            return false;
        }
        bool isNew = _posts.Add(print, ref post, out bool idKnown);
        _conflicting += isNew && idKnown ? 1 : 0;
        return !isNew;
    }

    private void Repeat(int index, in PostRow row, int post)
    {
        _repeated++;
        DuckAppender repeats = _repeats!;
        repeats.Int(0, post);
        repeats.Int(1, _source);
        repeats.Long(2, row.Line);
        repeats.Long(3, row.Offset);
        repeats.Long(4, row.Length);
        repeats.EndRow();
        if (row.Traces.Count > 0)
        {
            _more = true;
            WriteTraces(_moreTraces!, index, row.Traces, post);
        }
    }

    private void WriteTraces(DuckAppender to, int index, TraceList traces, int post)
    {
        int count = traces.Count;
        if (_seen.Length < count)
        {
            _seen = new int[count * 2];
        }
        for (int i = 0; i < count; i++)
        {
            TraceKind kind = traces.Kind(i);
            int number = Object(kind, traces.Value(i), _batch.TracePrint(index, i));
            _seen[i] = number;
            if (!Before(traces, i, kind, number))
            {
                to.Int(0, post);
                to.Byte(1, (sbyte)kind);
                to.Int(2, number);
                to.EndRow();
            }
        }
    }

    /// <summary>Whether the post has left this trace already: the same link twice is one trace.</summary>
    private bool Before(TraceList traces, int index, TraceKind kind, int number)
    {
        // Readers hand traces on in order of kinds or nearly so; a post with thousands of them is compared to the last 256 only,
        // and what slips through is joined by the distinct reading.
        for (int i = index - 1, last = Math.Max(0, index - 256); i >= last; i--)
        {
            if (_seen[i] == number && traces.Kind(i) == kind)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>More names than memory has room for: from here on they are gathered in stages and made one by DuckDB at the end.</summary>
    private void Spill()
    {
        _names.Clear();
        if (_spilling)
        {
            return;
        }
        CompleteNames();
        _spilling = true;
        _posts.Clear();
        if (_firstUncompared < 0)
        {
            _firstUncompared = _postCount;
        }
        if (_more)
        {
            _moreTraces!.Complete();
            _moreTraces.Dispose();
            _file.Execute(IndexSchema.JoinMoreTraces);
            _file.Execute("CREATE TEMP TABLE more_traces(post INTEGER, kind TINYINT, object INTEGER)");
            _moreTraces = new DuckAppender(_file, "more_traces", DuckDBType.Integer, DuckDBType.TinyInt, DuckDBType.Integer);
            _more = false;
        }
        _file.Execute(IndexSchema.CreateStage);
        OpenAppenders("stage_");
    }

    private void OpenAppenders(string prefix)
    {
        _accounts = new DuckAppender(_file, prefix + "accounts", DuckDBType.Integer, DuckDBType.Varchar);
        _objects = new DuckAppender(_file, prefix + "objects", DuckDBType.TinyInt, DuckDBType.Integer, DuckDBType.Varchar);
        _rowsOut = new DuckAppender(
            _file, prefix + "posts", DuckDBType.Integer, DuckDBType.Integer, DuckDBType.BigInt, DuckDBType.TinyInt, DuckDBType.Integer,
            DuckDBType.BigInt, DuckDBType.BigInt, DuckDBType.BigInt, DuckDBType.Varchar, DuckDBType.Varchar, DuckDBType.Varchar);
        _traces = new DuckAppender(_file, prefix + "traces", DuckDBType.Integer, DuckDBType.TinyInt, DuckDBType.Integer);
    }

    private void CompleteNames()
    {
        foreach (DuckAppender? appender in (DuckAppender?[])[_accounts, _objects, _rowsOut, _traces])
        {
            appender!.Complete();
            appender.Dispose();
        }
        (_accounts, _objects, _rowsOut, _traces) = (null, null, null, null);
    }

    private void CompleteAppenders()
    {
        CompleteNames();
        foreach (DuckAppender? appender in (DuckAppender?[])[_moreTraces, _repeats, _refused, _notes])
        {
            appender!.Complete();
            appender.Dispose();
        }
        (_moreTraces, _repeats, _refused, _notes) = (null, null, null, null);
    }

    private void DisposeAppenders()
    {
        foreach (DuckAppender? appender in (DuckAppender?[])[_accounts, _objects, _rowsOut, _traces, _moreTraces, _repeats, _refused, _notes])
        {
            appender?.Dispose();
        }
    }

    private void CountNames()
    {
        _accountCount = (int)_file.Whole("SELECT count(*) FROM accounts");
        using DuckRows kinds = _file.Query("SELECT kind::BIGINT, count(*)::BIGINT FROM objects GROUP BY kind");
        while (kinds.NextBlock())
        {
            for (int row = 0; row < kinds.Count; row++)
            {
                _objectCounts[kinds.Longs(0)[row]] = (int)kinds.Longs(1)[row];
            }
        }
    }

    /// <returns>The fingerprints of the accounts, by number.</returns>
    private Fingerprint[] RememberNames()
    {
        var prints = new Fingerprint[_accountCount];
        using (DuckRows accounts = _file.Query("SELECT account, name FROM accounts"))
        {
            while (accounts.NextBlock())
            {
                for (int row = 0; row < accounts.Count; row++)
                {
                    int number = accounts.Ints(0)[row];
                    prints[number] = Fingerprint.OfAccount(accounts.Utf8(1, row));
                    _names.Add(prints[number], ref number);
                }
            }
        }
        using DuckRows objects = _file.Query("SELECT kind, object, value FROM objects");
        while (objects.NextBlock())
        {
            for (int row = 0; row < objects.Count; row++)
            {
                int number = objects.Ints(1)[row];
                _names.Add(Fingerprint.OfObject((TraceKind)objects.Bytes(0)[row], objects.Utf8(2, row)), ref number);
            }
        }
        return prints;
    }

    private void RememberPosts(Fingerprint[] accounts)
    {
        using DuckRows posts = _file.Query("SELECT post, account, time_ns, id, text FROM posts WHERE id <> '' ORDER BY post");
        while (posts.NextBlock())
        {
            for (int row = 0; row < posts.Count; row++)
            {
                int post = posts.Ints(0)[row];
                _posts.Add(
                    Fingerprint.OfPost(posts.Utf8(3, row), accounts[posts.Ints(1)[row]], posts.Longs(2)[row], posts.Utf8(4, row)), ref post);
            }
        }
    }
}
