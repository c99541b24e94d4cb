using Tidemark.Model;

namespace Tidemark.Evidence.Sources;

/// <summary>
/// One post as a reader hands it on: spans into the reader's buffers, valid only during the call. The index copies what it
/// keeps, so that reading a million posts allocates nothing per post.
/// </summary>
public ref struct PostRow
{
    /// <summary>The platform's id of the post, opaque; empty where the source has none.</summary>
    public ReadOnlySpan<byte> Id;

    /// <summary>The account's id, opaque; never empty.</summary>
    public ReadOnlySpan<byte> Account;

    /// <summary>The text as it stands in the source (UTF-8); may be empty.</summary>
    public ReadOnlySpan<byte> Text;

    /// <summary>The language the source declares; may be empty.</summary>
    public ReadOnlySpan<byte> Language;

    /// <summary>When.</summary>
    public UnixTime Time;

    /// <summary>How the zone of <see cref="Time"/> is known.</summary>
    public ZoneSource Zone;

    /// <summary>What the post can have in common with others, already normalised.</summary>
    public TraceList Traces;

    /// <summary>Line of the record in the decompressed source, 1 for the first.</summary>
    public long Line;

    /// <summary>Byte offset of the record in the decompressed source.</summary>
    public long Offset;

    /// <summary>Length of the record in bytes.</summary>
    public long Length;
}

/// <summary>The traces of one post: kinds and UTF-8 values in one reusable buffer.</summary>
public sealed class TraceList
{
    private readonly List<(TraceKind Kind, int Start, int Length)> _items = [];
    private byte[] _bytes = new byte[1024];
    private int _used;

    /// <summary>How many traces there are.</summary>
    public int Count => _items.Count;

    /// <summary>The kind of a trace.</summary>
    public TraceKind Kind(int index) => _items[index].Kind;

    /// <summary>The value of a trace; never empty.</summary>
    public ReadOnlySpan<byte> Value(int index) => _bytes.AsSpan(_items[index].Start, _items[index].Length);

    /// <summary>Forgets all traces and keeps the buffer.</summary>
    public void Clear()
    {
        _items.Clear();
        _used = 0;
    }

    /// <summary>Adds a trace; an empty value matches nothing and is left out.</summary>
    public void Add(TraceKind kind, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            return;
        }
        if (_used + value.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_used + value.Length, _bytes.Length * 2));
        }
        value.CopyTo(_bytes.AsSpan(_used));
        _items.Add((kind, _used, value.Length));
        _used += value.Length;
    }
}

/// <summary>What takes the rows a reader reads: good ones, and the reasons why others are none.</summary>
public interface IPostSink
{
    /// <summary>A good row.</summary>
    void Add(in PostRow row);

    /// <summary>A row that could not be read. It is counted, kept and shown, never dropped in silence.</summary>
    /// <param name="fault">Where and why.</param>
    /// <param name="offset">Byte offset of the record in the decompressed source.</param>
    /// <param name="length">Length of the record in bytes.</param>
    void Refuse(in Fault fault, long offset, long length);

    /// <summary>Something the reader decided that a person must see: a column it took for the time, a zone it assumed.</summary>
    void Note(string sentence);
}
