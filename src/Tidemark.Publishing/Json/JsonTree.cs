using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Tidemark.Model;
using Tidemark.Publishing.Findings;

namespace Tidemark.Publishing.Json;

/// <summary>
/// One JSON document (RFC 8259) as a flat table over its bytes. Stricter than most readers, because two programs must not see two
/// things in one file: UTF-8 without a byte order mark, no name twice in an object, no half surrogate pairs, no NaN, bounded depth.
/// </summary>
/// <remarks>12 bytes a value besides the file itself; time linear in the bytes, and in an object n log n in its names.</remarks>
public sealed class JsonTree
{
    /// <summary>Deeper nesting serves no document we read, and each level costs a reader a frame.</summary>
    public const int Deepest = 256;

    /// <summary>More values than this would take more memory than a small machine has.</summary>
    public const int MostValues = 24_000_000;

    private const int ChunkBits = 16;

    private readonly byte[] _bytes;
    private readonly List<Node[]> _chunks = [];
    private readonly string _file;
    private int _count;

    private JsonTree(byte[] bytes, string file) => (_bytes, _file) = (bytes, file);

    /// <summary>The top of the document.</summary>
    public JsonValue Root => new(this, 0);

    /// <summary>The bytes of the document.</summary>
    internal ReadOnlySpan<byte> Bytes => _bytes;

    internal ref Node this[int index] => ref _chunks[index >> ChunkBits][index & ((1 << ChunkBits) - 1)];

    /// <summary>Reads a document.</summary>
    /// <param name="bytes">The file, whole; kept, not copied.</param>
    /// <param name="file">Its name, for faults.</param>
    /// <returns>The tree; or what is wrong, with line and byte.</returns>
    public static Parsed<JsonTree> Read(byte[] bytes, string file)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (Encoding(bytes) is { } encoding)
        {
            return Parsed<JsonTree>.Failed(new SourceLocation(file, 1, 0), encoding);
        }
        if (!Utf8.IsValid(bytes))
        {
            int at = FirstInvalid(bytes);
            return Parsed<JsonTree>.Failed(Place(bytes, file, at), string.Create(CultureInfo.InvariantCulture, $"byte 0x{bytes[at]:x2} is not UTF-8"));
        }
        var tree = new JsonTree(bytes, file);
        Fault? fault = tree.Build();
        return fault is { } found ? Parsed<JsonTree>.Failed(found) : Parsed<JsonTree>.Of(tree);
    }

    /// <summary>The place of a byte: lines count from 1.</summary>
    public SourceLocation Place(int offset) => Place(_bytes, _file, offset);

    private static SourceLocation Place(ReadOnlySpan<byte> bytes, string file, int offset)
    {
        int at = Math.Min(offset, bytes.Length);
        return new SourceLocation(file, 1 + bytes[..at].Count((byte)'\n'), at);
    }

    private static string? Encoding(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => "it begins with a byte order mark; JSON is UTF-8 without one",
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, _, ..] or [_, 0, ..] => "it looks like UTF-16 or UTF-32; JSON is UTF-8",
        [] => "it is empty",
        _ => null,
    };

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out int used) == OperationStatus.Done)
        {
            at += used;
        }
        return Math.Min(at, bytes.Length - 1);
    }

    private Fault? Build()
    {
        // One level more than is allowed, so that our own sentence is given and not the library's.
        var reader = new Utf8JsonReader(_bytes, new JsonReaderOptions { MaxDepth = Deepest + 2 });
        var open = new Stack<int>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            while (reader.Read())
            {
                int start = checked((int)reader.TokenStartIndex);
                if (_count >= MostValues)
                {
                    return new Fault(Place(start), string.Create(CultureInfo.InvariantCulture, $"there are more than {MostValues:N0} values"));
                }
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        if (open.Count >= Deepest)
                        {
                            return new Fault(Place(start), string.Create(CultureInfo.InvariantCulture, $"it is nested deeper than {Deepest}"));
                        }
                        Count(open);
                        open.Push(Add(start, 0, reader.TokenType == JsonTokenType.StartObject ? JsonKind.Object : JsonKind.List, false));
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        int whole = open.Pop();
                        this[whole].Next = _count;
                        if (reader.TokenType == JsonTokenType.EndObject && Repeated(whole, names) is int second)
                        {
                            return new Fault(Place(this[second].Start - 1), $"the name {Shown.Text(new JsonValue(this, second).Text)} appears twice in one object");
                        }
                        break;
                    case JsonTokenType.PropertyName:
                        Count(open);
                        if (Text(in reader, start) is { } bad)
                        {
                            return bad;
                        }
                        break;
                    case JsonTokenType.String:
                        Count(open);
                        if (Text(in reader, start) is { } half)
                        {
                            return half;
                        }
                        break;
                    default:
                        Count(open);
                        Add(start, reader.ValueSpan.Length, Kind(reader.TokenType), false);
                        break;
                }
            }
            return null;
        }
        catch (JsonException failure)
        {
            return new Fault(Failed(failure), JsonTexts.Reason(failure));
        }
    }

    private static JsonKind Kind(JsonTokenType token) => token switch
    {
        JsonTokenType.Number => JsonKind.Number,
        JsonTokenType.True => JsonKind.True,
        JsonTokenType.False => JsonKind.False,
        _ => JsonKind.Null,
    };

    private Fault? Text(in Utf8JsonReader reader, int start)
    {
        ReadOnlySpan<byte> text = reader.ValueSpan;
        Add(start + 1, text.Length, JsonKind.Text, reader.ValueIsEscaped);
        int half = reader.ValueIsEscaped ? HalfPair(text) : -1;
        return half < 0 ? null : new Fault(Place(start + 1 + half), "half a surrogate pair (\\ud800 to \\udfff stand in pairs only)");
    }

    /// <summary>Where an escape is half a pair, or -1.</summary>
    private static int HalfPair(ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                continue;
            }
            int unit = Unit(text, i);
            if (unit is >= 0xD800 and <= 0xDBFF && Unit(text, i + 6) is >= 0xDC00 and <= 0xDFFF)
            {
                i += 11;
            }
            else if (unit is >= 0xD800 and <= 0xDFFF)
            {
                return i;
            }
            else
            {
                i++;
            }
        }
        return -1;
    }

    private static int Unit(ReadOnlySpan<byte> text, int at) =>
        at + 6 <= text.Length && text[at] == '\\' && text[at + 1] == 'u'
        && System.Buffers.Text.Utf8Parser.TryParse(text.Slice(at + 2, 4), out int unit, out int used, 'x') && used == 4 ? unit : -1;

    private int Add(int start, int length, JsonKind kind, bool escaped)
    {
        if (_count >> ChunkBits == _chunks.Count)
        {
            _chunks.Add(new Node[1 << ChunkBits]);
        }
        this[_count] = new Node(start, length, _count + 1, kind, escaped);
        return _count++;
    }

    /// <summary>A container's length is the number of its entries; in an object names count too.</summary>
    private void Count(Stack<int> open)
    {
        if (open.TryPeek(out int holder))
        {
            this[holder].Length++;
        }
    }

    /// <summary>The second of two equal names of an object, or null.</summary>
    private int? Repeated(int whole, HashSet<string> names)
    {
        int end = this[whole].Next;
        if (this[whole].Length <= 32)
        {
            for (int name = whole + 1; name < end; name = this[name + 1].Next)
            {
                for (int earlier = whole + 1; earlier < name; earlier = this[earlier + 1].Next)
                {
                    if (Same(earlier, name))
                    {
                        return name;
                    }
                }
            }
            return null;
        }
        names.Clear();
        for (int name = whole + 1; name < end; name = this[name + 1].Next)
        {
            if (!names.Add(new JsonValue(this, name).Text))
            {
                return name;
            }
        }
        return null;
    }

    private bool Same(int a, int b)
    {
        ref Node first = ref this[a];
        ref Node second = ref this[b];
        return first.Escaped || second.Escaped
            ? string.Equals(new JsonValue(this, a).Text, new JsonValue(this, b).Text, StringComparison.Ordinal)
            : first.Length == second.Length && Bytes.Slice(first.Start, first.Length).SequenceEqual(Bytes.Slice(second.Start, second.Length));
    }

    private SourceLocation Failed(JsonException failure)
    {
        int at = 0;
        for (long line = failure.LineNumber ?? 0; line > 0; line--)
        {
            int end = Bytes[at..].IndexOf((byte)'\n');
            at = end < 0 ? at : at + end + 1;
        }
        return new SourceLocation(_file, (failure.LineNumber ?? 0) + 1, at + (failure.BytePositionInLine ?? 0));
    }

    /// <summary>One value: where its bytes are (of a text without quotes), how many, and the index behind all it holds.</summary>
    internal struct Node(int start, int length, int next, JsonKind kind, bool escaped)
    {
        // Kind and escape share the word with the start: files end below 2^28 bytes.
        private readonly uint _start = (uint)start | ((uint)kind << 28) | (escaped ? 1u << 31 : 0);

        /// <summary>Bytes of a text or number, entries of a container.</summary>
        public int Length = length;

        /// <summary>The index behind this value and all it holds.</summary>
        public int Next = next;

        public readonly int Start => (int)(_start & 0x0FFF_FFFF);

        public readonly JsonKind Kind => (JsonKind)((_start >> 28) & 7);

        public readonly bool Escaped => _start >> 31 != 0;
    }
}
