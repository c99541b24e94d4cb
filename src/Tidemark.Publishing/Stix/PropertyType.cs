namespace Tidemark.Publishing.Stix;

/// <summary>The kinds of value STIX knows (chapter 2).</summary>
internal enum ValueKind
{
    Text,
    Time,
    Boolean,
    Integer,
    Number,
    Hex,
    Base64,
    Dictionary,
    Hashes,
    Uri,
    Any,
    Reference,
    OpenVocabulary,
    ClosedVocabulary,
    Struct,
}

/// <summary>What a property may hold.</summary>
/// <param name="Kind">The kind of value, or of the entries of a list.</param>
/// <param name="IsList">Whether it is a list of such values.</param>
/// <param name="Names">The vocabulary or struct; of a reference the types and classes it may lead to, none meaning any.</param>
internal sealed record PropertyType(ValueKind Kind, bool IsList, IReadOnlyList<string> Names)
{
    /// <summary>Reads "list ref identity location".</summary>
    public static PropertyType Read(string words)
    {
        string[] all = words.Split(' ');
        bool list = all[0] == "list";
        string[] rest = list ? all[1..] : all;
        ValueKind kind = rest[0] switch
        {
            "text" => ValueKind.Text,
            "time" => ValueKind.Time,
            "boolean" => ValueKind.Boolean,
            "integer" => ValueKind.Integer,
            "number" => ValueKind.Number,
            "hex" => ValueKind.Hex,
            "base64" => ValueKind.Base64,
            "dictionary" => ValueKind.Dictionary,
            "hashes" => ValueKind.Hashes,
            "uri" => ValueKind.Uri,
            "any" => ValueKind.Any,
            "ref" => ValueKind.Reference,
            "open" => ValueKind.OpenVocabulary,
            "closed" => ValueKind.ClosedVocabulary,
            "struct" => ValueKind.Struct,
            _ => throw new InvalidOperationException($"The table names a type '{rest[0]}'."),
        };
        return new PropertyType(kind, list, rest[1..]);
    }
}

/// <summary>A property as the table gives it.</summary>
internal sealed record PropertyRule(PropertyType Type, bool Required);

/// <summary>Two times that must stand in an order.</summary>
internal sealed record TimeOrder(string Before, string After, bool MayBeEqual);

/// <summary>A type of object: its class, its own properties and those of its class.</summary>
/// <param name="Class">domain, relation, observable or meta.</param>
/// <param name="Name">The type's name.</param>
/// <param name="Own">Properties of its own.</param>
/// <param name="All">With the common ones.</param>
/// <param name="Order">The order of its times, or null.</param>
/// <param name="IdentifiedBy">The id contributing properties.</param>
internal sealed record ObjectType(
    string Class, string Name, IReadOnlyDictionary<string, PropertyRule> Own, IReadOnlyDictionary<string, PropertyRule> All,
    TimeOrder? Order, IReadOnlyList<string> IdentifiedBy)
{
    public bool IsObservable => Class == "observable";
}
