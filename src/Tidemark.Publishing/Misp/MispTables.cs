using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tidemark.Publishing.Checks;

namespace Tidemark.Publishing.Misp;

/// <summary>A relation of an object template.</summary>
/// <param name="Type">The attribute type it takes.</param>
/// <param name="Repeated">Whether it may be given more than once.</param>
/// <param name="Values">The values it may have; none means any.</param>
internal sealed record TemplateRelation(string Type, bool Repeated, IReadOnlyList<string> Values);

/// <summary>An object template.</summary>
internal sealed record MispTemplate(
    string Uuid, string Name, string MetaCategory, int Version, IReadOnlyList<string> Required, IReadOnlyList<string> OneOf,
    IReadOnlyDictionary<string, TemplateRelation> Relations);

/// <summary>The tables of MISP, read once from the text files beside this one.</summary>
internal static class MispTables
{
    private static readonly Lazy<FrozenDictionary<string, FrozenSet<string>>> ByCategory = new(() => TableFile.WordLists("misp-types.txt")
        .ToFrozenDictionary(list => list.Name, list => list.Words.ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal));

    private static readonly Lazy<FrozenDictionary<string, MispTemplate>> ByUuid = new(() => ReadTemplates()
        .ToFrozenDictionary(template => template.Uuid, StringComparer.Ordinal));

    private static readonly Lazy<FrozenDictionary<string, FrozenSet<ulong>>> Tags = new(ReadGalaxies);

    private static readonly Lazy<FrozenSet<string>> Verbs = new(() => TableFile.Lines("misp-relationships.txt").ToFrozenSet(StringComparer.Ordinal));

    private static readonly Lazy<FrozenDictionary<string, FrozenDictionary<string, string>>> Keys = new(ReadFields);

    /// <summary>Whether there is such an attribute type.</summary>
    public static bool IsType(string type) => ByCategory.Value["all types"].Contains(type);

    /// <summary>The types of a category; null if there is no such category.</summary>
    public static FrozenSet<string>? Category(string category) =>
        category == "all types" ? null : ByCategory.Value.GetValueOrDefault(category);

    /// <summary>A template by its uuid, or null.</summary>
    public static MispTemplate? Template(string? uuid) => uuid is null ? null : ByUuid.Value.GetValueOrDefault(uuid);

    /// <summary>A template by its name.</summary>
    internal static MispTemplate Named(string name) => ByUuid.Value.Values.Single(template => template.Name == name);

    /// <summary>Whether objects may be joined by such a relationship.</summary>
    public static bool IsRelationship(string name) => Verbs.Value.Contains(name);

    /// <summary>
    /// Whether a galaxy lacks a value; never for a galaxy that is not checked. Only hashes of the tags are kept, of 64 bits: that a wrong value
    /// goes unseen has a chance of about 1 in 10^16.
    /// </summary>
    public static bool IsMissing(string galaxy, string value) =>
        Tags.Value.TryGetValue(galaxy, out FrozenSet<ulong>? tags) && !tags.Contains(HashOfTag(galaxy, value));

    /// <summary>The first eight bytes of the SHA-256 of a tag, the first byte highest.</summary>
    private static ulong HashOfTag(string galaxy, string value) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"misp-galaxy:{galaxy}=\"{value}\"")));

    /// <summary>The keys of an element and their types.</summary>
    public static FrozenDictionary<string, string> Fields(string element) => Keys.Value[element];

    private static IEnumerable<MispTemplate> ReadTemplates()
    {
        MispTemplate? template = null;
        Dictionary<string, TemplateRelation> relations = [];
        foreach (string line in TableFile.Lines("misp-templates.txt"))
        {
            string[] cells = line.Split('\t');
            if (line[0] != ' ')
            {
                if (template is not null)
                {
                    yield return template with { Relations = relations };
                }
                relations = new Dictionary<string, TemplateRelation>(StringComparer.Ordinal);
                template = new MispTemplate(cells[0], cells[1], cells[2], int.Parse(cells[3], CultureInfo.InvariantCulture), [], [], relations);
                continue;
            }
            string name = cells[0][1..];
            if (name == "required")
            {
                template = template! with { Required = cells[1..] };
            }
            else if (name == "one-of")
            {
                template = template! with { OneOf = cells[1..] };
            }
            else
            {
                int values = Array.IndexOf(cells, "=");
                relations.Add(name, new TemplateRelation(cells[1], cells.Length > 2 && cells[2] == "+", values < 0 ? [] : cells[(values + 1)..]));
            }
        }
        yield return template! with { Relations = relations };
    }

    private static FrozenDictionary<string, FrozenSet<ulong>> ReadGalaxies()
    {
        var galaxies = new Dictionary<string, HashSet<ulong>>(StringComparer.Ordinal);
        HashSet<ulong> tags = [];
        foreach (string line in TableFile.Lines("misp-galaxies.txt"))
        {
            if (line[0] != ' ')
            {
                galaxies.Add(line, tags = []);
                continue;
            }
            tags.Add(ulong.Parse(line.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        }
        return galaxies.ToFrozenDictionary(galaxy => galaxy.Key, galaxy => galaxy.Value.ToFrozenSet(), StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, FrozenDictionary<string, string>> ReadFields()
    {
        var elements = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        Dictionary<string, string> keys = [];
        foreach (string line in TableFile.Lines("misp-fields.txt"))
        {
            if (line[0] != ' ')
            {
                elements.Add(line, keys = new Dictionary<string, string>(StringComparer.Ordinal));
                continue;
            }
            string[] parts = line.Trim().Split(' ', 2);
            keys.Add(parts[0], parts[1]);
        }
        return elements.ToFrozenDictionary(
            element => element.Key, element => element.Value.ToFrozenDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
    }
}
