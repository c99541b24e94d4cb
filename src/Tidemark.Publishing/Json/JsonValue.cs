using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tidemark.Publishing.Json;

/// <summary>What a JSON value is.</summary>
public enum JsonKind : byte
{
    /// <summary>null.</summary>
    Null,

    /// <summary>false.</summary>
    False,

    /// <summary>true.</summary>
    True,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text.</summary>
    Text,

    /// <summary>An array.</summary>
    List,

    /// <summary>An object.</summary>
    Object,
}

/// <summary>One value of a <see cref="JsonTree"/>: two words, copied freely.</summary>
public readonly struct JsonValue
{
    private readonly JsonTree _tree;
    private readonly int _index;

    internal JsonValue(JsonTree tree, int index) => (_tree, _index) = (tree, index);

    /// <summary>What it is.</summary>
    public JsonKind Kind => _tree[_index].Kind;

    /// <summary>Whether it is an object.</summary>
    public bool IsObject => Kind == JsonKind.Object;

    /// <summary>Whether it is an array.</summary>
    public bool IsList => Kind == JsonKind.List;

    /// <summary>Whether it is a text.</summary>
    public bool IsText => Kind == JsonKind.Text;

    /// <summary>Whether it is true or false.</summary>
    public bool IsBoolean => Kind is JsonKind.True or JsonKind.False;

    /// <summary>Offset of its first byte in the file.</summary>
    public int Offset => _tree[_index].Start;

    /// <summary>How many entries a list, or properties an object, has; 0 for everything else.</summary>
    public int Count => Kind switch { JsonKind.List => _tree[_index].Length, JsonKind.Object => _tree[_index].Length / 2, _ => 0 };

    /// <summary>The text, unescaped; empty for what is no text.</summary>
    public string Text
    {
        get
        {
            ref JsonTree.Node node = ref _tree[_index];
            if (node.Kind != JsonKind.Text)
            {
                return "";
            }
            if (!node.Escaped)
            {
                return Encoding.UTF8.GetString(_tree.Bytes.Slice(node.Start, node.Length));
            }
            var reader = new Utf8JsonReader(_tree.Bytes.Slice(node.Start - 1, node.Length + 2));
            reader.Read();
            return reader.GetString()!;
        }
    }

    /// <summary>The number; infinite where no double holds it; NaN for what is no number.</summary>
    public double Number => Kind == JsonKind.Number ? double.Parse(Raw, NumberStyles.Float, CultureInfo.InvariantCulture) : double.NaN;

    /// <summary>The bytes of a number or an unescaped text as they stand in the file.</summary>
    public ReadOnlySpan<byte> Raw => _tree.Bytes.Slice(_tree[_index].Start, _tree[_index].Length);

    /// <summary>The properties of an object, in the order of the file; none for everything else.</summary>
    public IEnumerable<(string Name, JsonValue Value)> Properties
    {
        get
        {
            if (!IsObject)
            {
                yield break;
            }
            int end = _tree[_index].Next;
            for (int name = _index + 1; name < end; name = _tree[name + 1].Next)
            {
                yield return (new JsonValue(_tree, name).Text, new JsonValue(_tree, name + 1));
            }
        }
    }

    /// <summary>The entries of a list; none for everything else.</summary>
    public IEnumerable<JsonValue> Items
    {
        get
        {
            if (!IsList)
            {
                yield break;
            }
            int end = _tree[_index].Next;
            for (int item = _index + 1; item < end; item = _tree[item].Next)
            {
                yield return new JsonValue(_tree, item);
            }
        }
    }

    /// <summary>A property by name. Linear in the properties.</summary>
    public bool TryGet(string name, out JsonValue value)
    {
        if (IsObject)
        {
            Span<byte> wanted = stackalloc byte[128];
            int length = name.Length <= 40 ? Encoding.UTF8.GetBytes(name, wanted) : -1;
            int end = _tree[_index].Next;
            for (int at = _index + 1; at < end; at = _tree[at + 1].Next)
            {
                ref JsonTree.Node node = ref _tree[at];
                bool same = length < 0 || node.Escaped
                    ? string.Equals(new JsonValue(_tree, at).Text, name, StringComparison.Ordinal)
                    : node.Length == length && _tree.Bytes.Slice(node.Start, length).SequenceEqual(wanted[..length]);
                if (same)
                {
                    value = new JsonValue(_tree, at + 1);
                    return true;
                }
            }
        }
        value = default;
        return false;
    }

    /// <summary>Whether an object has a property.</summary>
    public bool Has(string name) => TryGet(name, out _);

    /// <summary>A property that is a text, or null.</summary>
    public string? TextOf(string name) => TryGet(name, out JsonValue value) && value.IsText ? value.Text : null;

    /// <summary>As it stands in a message: short, the kind visible.</summary>
    public override string ToString() => Kind switch
    {
        JsonKind.Null => "null",
        JsonKind.False => "false",
        JsonKind.True => "true",
        JsonKind.Number => Shown.Bare(Encoding.ASCII.GetString(Raw)),
        JsonKind.Text => Shown.Text(Text),
        JsonKind.List => "a list",
        _ => "an object",
    };
}
