using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;
using Tidemark.Model;

namespace Tidemark.Evidence.Sources.Traces;

/// <summary>
/// Writes the traces of one post, normalised, each once. What a source gives is canonicalised here, so that every reader agrees on what
/// the same link, tag or text is.
/// </summary>
internal sealed class TraceWriter
{
    /// <summary>Below this many traces comparing each with each is quicker than a table.</summary>
    private const int Few = 16;

    /// <summary>Perceptual hashes have 64 bits or more; SHA-512 has 128 digits. Shorter ones may be numbers of something else.</summary>
    private const int ShortestHash = 16;

    private const int LongestHash = 128;

    private static readonly SearchValues<byte> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF"u8);

    private readonly LinkMemory _links = new(new LinkForm(LinkRules.BuiltIn));
    private readonly TextForm _texts = new();
    private readonly ArrayBufferWriter<byte> _sequence = new(256);
    private int[] _table = [];
    private int _inTable;

    /// <summary>The traces of the post.</summary>
    public TraceList List { get; } = new();

    /// <summary>How many links went through shorteners so far.</summary>
    public long ShortLinks { get; private set; }

    /// <summary>How many ids were left out because a spreadsheet had cut their digits: they would make different posts one.</summary>
    public long CutIds { get; private set; }

    /// <summary>Tells what was left undecided, once all posts are read.</summary>
    public void Conclude(IPostSink sink)
    {
        if (ShortLinks > 0)
        {
            sink.Note(string.Create(CultureInfo.InvariantCulture,
                $"{ShortLinks} links go through shorteners (t.co, bit.ly and others) and were left as they are: two of them may lead to one page"));
        }
        if (CutIds > 0)
        {
            sink.Note(string.Create(CultureInfo.InvariantCulture,
                $"{CutIds} ids of other posts are in scientific notation (digits are lost) and match nothing"));
        }
    }

    /// <summary>Starts a post.</summary>
    public void Clear()
    {
        List.Clear();
        if (_inTable > 0)
        {
            Array.Clear(_table);
            _inTable = 0;
        }
    }

    /// <summary>A link, and the host it leads to.</summary>
    public void Link(ReadOnlySpan<byte> raw)
    {
        if (IsNothing(raw))
        {
            return;
        }
        ReadOnlySpan<byte> link = _links.Read(raw, out ReadOnlySpan<byte> host, out bool isShort);
        ShortLinks += isShort ? 1 : 0;
        Add(TraceKind.Link, link);
        Add(TraceKind.Domain, host);
    }

    /// <summary>A hashtag, with or without its sign.</summary>
    public void Hashtag(ReadOnlySpan<byte> raw)
    {
        raw = raw.Trim(" \t"u8);
        raw = raw.StartsWith("#"u8) ? raw[1..] : raw.StartsWith("＃"u8) ? raw[3..] : raw;
        if (!IsNothing(raw))
        {
            Add(TraceKind.Hashtag, _texts.Fold(raw));
        }
    }

    /// <summary>
    /// Ends a post: the sequence of its hashtags, each where it first stands, in the order of the source. One tag is no sequence, and that of a
    /// repost is its author's, not the reposter's.
    /// </summary>
    public void EndPost(bool isRepost)
    {
        if (isRepost)
        {
            return;
        }
        int tags = 0;
        _sequence.ResetWrittenCount();
        for (int i = 0, count = List.Count; i < count; i++)
        {
            if (List.Kind(i) == TraceKind.Hashtag)
            {
                _sequence.Write(tags++ > 0 ? " #"u8 : "#"u8);
                _sequence.Write(List.Value(i));
            }
        }
        if (tags > 1)
        {
            List.Add(TraceKind.Sequence, _sequence.WrittenSpan);
        }
    }

    /// <summary>An account that was mentioned, by name or id.</summary>
    public void Mention(ReadOnlySpan<byte> raw)
    {
        raw = raw.Trim(" \t"u8);
        raw = raw.StartsWith("@"u8) ? raw[1..] : raw;
        if (!IsNothing(raw))
        {
            Add(TraceKind.Mention, _texts.Fold(raw));
        }
    }

    /// <summary>The text of a post that is no repost.</summary>
    public void Text(ReadOnlySpan<byte> raw) => Add(TraceKind.Text, _texts.Comparable(raw));

    /// <summary>A host that stands in a column of its own: in the form links give it, so that both are one.</summary>
    public void Domain(ReadOnlySpan<byte> raw)
    {
        raw = raw.Trim(" \t"u8);
        if (IsNothing(raw))
        {
            return;
        }
        _ = _links.Read([.. "//"u8, .. raw], out ReadOnlySpan<byte> host, out _);
        Add(TraceKind.Domain, host.IsEmpty ? raw : host);
    }

    /// <summary>
    /// A medium, by hash or by the platform's key. Hashes in hexadecimal are one in either case, and one whose digits are all alike is that of
    /// an empty or evenly coloured picture: it matches nothing.
    /// </summary>
    public void Media(ReadOnlySpan<byte> raw)
    {
        ReadOnlySpan<byte> hash = raw.StartsWith("0x"u8) ? raw[2..] : raw;
        if (hash.Length is < ShortestHash or > LongestHash || hash.ContainsAnyExcept(Hexadecimal))
        {
            Id(TraceKind.Media, raw);
            return;
        }
        Span<byte> lower = stackalloc byte[LongestHash];
        Ascii.ToLower(hash, lower, out int length);
        lower = lower[..length];
        if (lower.ContainsAnyExcept(lower[0]))
        {
            Add(TraceKind.Media, lower);
        }
    }

    /// <summary>An id of a post or a medium, as it stands.</summary>
    public void Id(TraceKind kind, ReadOnlySpan<byte> raw)
    {
        if (IsNothing(raw))
        {
            return;
        }
        if (IsCut(raw))
        {
            CutIds++;
            return;
        }
        Add(kind, raw);
    }

    /// <summary>A value of a list field.</summary>
    public void Of(PostField field, ReadOnlySpan<byte> raw)
    {
        switch (field)
        {
            case PostField.Url:
                Link(raw);
                break;
            case PostField.Hashtag:
                Hashtag(raw);
                break;
            case PostField.Mention:
                Mention(raw);
                break;
            default:
                Media(raw);
                break;
        }
    }

    /// <summary>A value as it stands, byte for byte.</summary>
    public void Add(TraceKind kind, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty && !Known(kind, value))
        {
            List.Add(kind, value);
            if (List.Count > Few)
            {
                Enter(List.Count - 1);
            }
        }
    }

    /// <summary>Empty, or one of the words by which R, Python and databases write "no value".</summary>
    public static bool IsNothing(ReadOnlySpan<byte> value)
    {
        if (value.Length is 0)
        {
            return true;
        }
        return value.Length <= 4 && (value.SequenceEqual("NA"u8) || value.SequenceEqual("nan"u8) || value.SequenceEqual("NaN"u8)
            || value.SequenceEqual("null"u8) || value.SequenceEqual("NULL"u8) || value.SequenceEqual("None"u8) || value.SequenceEqual("[]"u8)
            || value.Trim((byte)' ').IsEmpty);
    }

    /// <summary>Whether an id is a number in scientific notation ("1.38018E+18"): thousands of posts share such an id.</summary>
    public static bool IsCut(ReadOnlySpan<byte> id)
    {
        int e = id.IndexOfAny((byte)'e', (byte)'E');
        if (e < 1 || e > 20 || id.Length - e is < 3 or > 5 || id[e + 1] != '+' || id[(e + 2)..].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }
        ReadOnlySpan<byte> digits = id[..e];
        int dot = digits.IndexOf((byte)'.');
        return dot < 0
            ? !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            : dot == 1 && !digits[..1].ContainsAnyExceptInRange((byte)'0', (byte)'9') && !digits[2..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    private bool Known(TraceKind kind, ReadOnlySpan<byte> value)
    {
        if (List.Count <= Few)
        {
            for (int i = 0; i < List.Count; i++)
            {
                if (List.Kind(i) == kind && List.Value(i).SequenceEqual(value))
                {
                    return true;
                }
            }
            return false;
        }
        for (int slot = Slot(kind, value); _table[slot] != 0; slot = (slot + 1) & (_table.Length - 1))
        {
            int i = _table[slot] - 1;
            if (List.Kind(i) == kind && List.Value(i).SequenceEqual(value))
            {
                return true;
            }
        }
        return false;
    }

    private void Enter(int index)
    {
        if (_inTable == 0 || (_inTable + 1) * 2 > _table.Length)
        {
            _table = new int[BitOperations.RoundUpToPowerOf2((uint)List.Count * 4)];
            _inTable = 0;
            for (int i = 0; i < index; i++)
            {
                Put(i);
            }
        }
        Put(index);
    }

    private void Put(int index)
    {
        int slot = Slot(List.Kind(index), List.Value(index));
        while (_table[slot] != 0)
        {
            slot = (slot + 1) & (_table.Length - 1);
        }
        _table[slot] = index + 1;
        _inTable++;
    }

    /// <summary>A keyed hash: nobody can prepare a post whose tags all fall into one slot.</summary>
    private int Slot(TraceKind kind, ReadOnlySpan<byte> value)
    {
        HashCode hash = default;
        hash.Add((int)kind);
        hash.AddBytes(value);
        return hash.ToHashCode() & (_table.Length - 1);
    }
}
