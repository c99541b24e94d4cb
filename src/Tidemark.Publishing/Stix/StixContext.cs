using Tidemark.Publishing.Checks;
using Tidemark.Publishing.Json;

namespace Tidemark.Publishing.Stix;

/// <summary>What the rules for one object need to know of the bundle around it.</summary>
internal sealed class StixContext(bool lax, ProblemList problems)
{
    /// <summary>Whether only what a reader cannot use is asked about.</summary>
    public bool Lax { get; } = lax;

    /// <summary>Every id of the bundle.</summary>
    public HashSet<string> Ids { get; } = new(StringComparer.Ordinal);

    /// <summary>The extension definitions of the bundle, by id.</summary>
    public Dictionary<string, JsonValue> Extensions { get; } = new(StringComparer.Ordinal);

    /// <summary>Types that an extension brings in.</summary>
    public HashSet<string> NewTypes { get; } = new(StringComparer.Ordinal);

    public void Add(char code, string where, string sentence) => problems.Add(code, where, sentence);
}

/// <summary>An object under examination.</summary>
/// <param name="Json">The object.</param>
/// <param name="Id">Its id.</param>
/// <param name="Type">Its type.</param>
/// <param name="Known">What STIX says of the type; null for a type of an extension.</param>
internal readonly record struct StixItem(JsonValue Json, string Id, string Type, ObjectType? Known)
{
    /// <summary>The object's extensions by name; none where the property is missing or no object.</summary>
    public IEnumerable<(string Name, JsonValue Body)> Extensions => Json.TryGet("extensions", out JsonValue all) ? all.Properties : [];
}
