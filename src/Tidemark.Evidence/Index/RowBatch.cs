using Tidemark.Evidence.Sources;
using Tidemark.Model;

namespace Tidemark.Evidence.Index;

/// <summary>
/// Rows on their way into the index, a few dozen at a time. The tables of names and posts are larger than the processor's caches, and each
/// look-up waits for memory about 100 ns; for the rows of a batch the waits happen at the same time. The rows are copied, for a reader's
/// spans live only during one call.
/// </summary>
/// <param name="names">Where accounts and objects will be looked up.</param>
/// <param name="posts">Where posts will be looked up.</param>
internal sealed class RowBatch(FingerprintTable names, FingerprintTable posts)
{
    private const int MostRows = 32;

    /// <summary>So that long texts do not pile up.</summary>
    private const int MostBytes = 1 << 16;

    /// <summary>A buffer that one huge post has stretched is given back.</summary>
    private const int MostKept = 1 << 20;

    private readonly Entry[] _entries = new Entry[MostRows];
    private readonly TraceList[] _traces = [.. Enumerable.Range(0, MostRows).Select(_ => new TraceList())];
    private readonly List<Fingerprint> _prints = [];
    private byte[] _bytes = new byte[1 << 17];
    private int _used;

    /// <summary>How many rows wait.</summary>
    public int Count { get; private set; }

    /// <summary>Whether it is time to take the rows out.</summary>
    public bool IsFull => Count == MostRows || _used >= MostBytes || _prints.Count >= MostRows * 16;

    /// <summary>Takes a row; there must be room.</summary>
    public void Add(in PostRow row)
    {
        ref Entry entry = ref _entries[Count];
        entry.Start = _used;
        entry.Account = Copy(row.Account);
        entry.Id = Copy(row.Id);
        entry.Text = Copy(row.Text);
        entry.Language = Copy(row.Language);
        (entry.Time, entry.Zone, entry.Line, entry.Offset, entry.Length) = (row.Time, row.Zone, row.Line, row.Offset, row.Length);
        entry.AccountPrint = Fingerprint.OfAccount(row.Account);
        names.Fetch(entry.AccountPrint);
        if (!row.Id.IsEmpty)
        {
            entry.PostPrint = Fingerprint.OfPost(row.Id, entry.AccountPrint, row.Time.Nanoseconds, row.Text);
            posts.Fetch(entry.PostPrint);
        }
        entry.FirstPrint = _prints.Count;
        TraceList traces = _traces[Count];
        traces.Clear();
        for (int i = 0, count = row.Traces?.Count ?? 0; i < count; i++)
        {
            ReadOnlySpan<byte> value = row.Traces!.Value(i);
            traces.Add(row.Traces.Kind(i), value);
            Fingerprint print = Fingerprint.OfObject(row.Traces.Kind(i), value);
            names.Fetch(print);
            _prints.Add(print);
        }
        Count++;
    }

    /// <summary>A row that waits: its spans are valid until the batch is emptied.</summary>
    public PostRow Row(int index)
    {
        ref Entry entry = ref _entries[index];
        int id = entry.Start + entry.Account;
        int text = id + entry.Id;
        return new PostRow
        {
            Account = _bytes.AsSpan(entry.Start, entry.Account),
            Id = _bytes.AsSpan(id, entry.Id),
            Text = _bytes.AsSpan(text, entry.Text),
            Language = _bytes.AsSpan(text + entry.Text, entry.Language),
            Time = entry.Time,
            Zone = entry.Zone,
            Traces = _traces[index],
            Line = entry.Line,
            Offset = entry.Offset,
            Length = entry.Length,
        };
    }

    /// <summary>The fingerprint of a row's account.</summary>
    public Fingerprint AccountPrint(int index) => _entries[index].AccountPrint;

    /// <summary>The fingerprint of a row that has an id.</summary>
    public Fingerprint PostPrint(int index) => _entries[index].PostPrint;

    /// <summary>The fingerprint of one of a row's traces.</summary>
    public Fingerprint TracePrint(int index, int trace) => _prints[_entries[index].FirstPrint + trace];

    /// <summary>Forgets the rows.</summary>
    public void Clear()
    {
        Count = 0;
        _used = 0;
        _prints.Clear();
        if (_bytes.Length > MostKept)
        {
            _bytes = new byte[1 << 17];
        }
    }

    private int Copy(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _bytes.Length - _used)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)_used + bytes.Length, _bytes.Length * 2L)));
        }
        bytes.CopyTo(_bytes.AsSpan(_used));
        _used += bytes.Length;
        return bytes.Length;
    }

    private struct Entry
    {
        public int Start;
        public int Account;
        public int Id;
        public int Text;
        public int Language;
        public int FirstPrint;
        public ZoneSource Zone;
        public UnixTime Time;
        public long Line;
        public long Offset;
        public long Length;
        public Fingerprint AccountPrint;
        public Fingerprint PostPrint;
    }
}
