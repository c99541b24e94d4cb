using System.Collections.Frozen;
using Tidemark.Publishing.Checks;

namespace Tidemark.Publishing.Stix;

/// <summary>The tables of STIX 2.1, read once from the text files beside this one.</summary>
internal static class StixTables
{
    private static readonly Lazy<Tables> Read = new(ReadObjects);
    private static readonly Lazy<FrozenDictionary<string, FrozenSet<string>>> Words = new(() => TableFile.WordLists("stix-vocabularies.txt")
        .ToFrozenDictionary(list => list.Name, list => list.Words.ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal));

    private static readonly Lazy<FrozenDictionary<string, string[]>> Verbs = new(() => TableFile.Lines("stix-relationships.txt")
        .Select(line => line.Split(' ')).ToFrozenDictionary(words => $"{words[0]} {words[1]}", words => words[2..], StringComparer.Ordinal));

    /// <summary>Every type of object by name.</summary>
    public static FrozenDictionary<string, ObjectType> Types => Read.Value.Types;

    /// <summary>Values with parts of their own, by name.</summary>
    public static FrozenDictionary<string, IReadOnlyDictionary<string, PropertyRule>> Structs => Read.Value.Structs;

    /// <summary>The properties all domain objects, relations and most meta objects share.</summary>
    public static IReadOnlyDictionary<string, PropertyRule> Common => Read.Value.Common;

    /// <summary>Whether a vocabulary holds a value.</summary>
    public static bool Holds(string vocabulary, string value) => Words.Value[vocabulary].Contains(value);

    /// <summary>Whether appendix B allows a relationship.</summary>
    public static bool Allows(string source, string verb, string target) =>
        Verbs.Value.TryGetValue($"{source} {verb}", out string[]? targets)
        && (targets.Contains(target, StringComparer.Ordinal) || (targets.Contains("observable", StringComparer.Ordinal) && ClassOf(target) == "observable"));

    /// <summary>The class of a type, or null if STIX does not know it.</summary>
    public static string? ClassOf(string type) => Types.TryGetValue(type, out ObjectType? known) ? known.Class : null;

    /// <summary>The length in hexadecimal digits of a hash by the name of its algorithm; 0 where it has none, -1 for an unknown name.</summary>
    public static int HashDigits(string algorithm) => algorithm switch
    {
        "MD5" => 32,
        "SHA-1" => 40,
        "SHA-256" or "SHA3-256" => 64,
        "SHA-512" or "SHA3-512" => 128,
        "SSDEEP" or "TLSH" => 0,
        _ => -1,
    };

    private static Tables ReadObjects()
    {
        var common = new Dictionary<string, Dictionary<string, PropertyRule>>(StringComparer.Ordinal);
        var structs = new Dictionary<string, IReadOnlyDictionary<string, PropertyRule>>(StringComparer.Ordinal);
        var types = new Dictionary<string, ObjectType>(StringComparer.Ordinal);
        foreach ((string kind, string name, List<string> lines) in Blocks())
        {
            var own = new Dictionary<string, PropertyRule>(StringComparer.Ordinal);
            TimeOrder? order = null;
            string[] identified = [];
            foreach (string line in lines)
            {
                string[] parts = line.Split(' ', 2);
                switch (parts[0])
                {
                    case "order":
                        string[] words = parts[1].Split(' ');
                        order = new TimeOrder(words[0], words[2], words[1] == "<=");
                        break;
                    case "identified-by":
                        identified = parts[1].Split(' ');
                        break;
                    default:
                        own.Add(parts[0].TrimEnd('!'), new PropertyRule(PropertyType.Read(parts[1]), parts[0].EndsWith('!')));
                        break;
                }
            }
            if (kind == "common")
            {
                common.Add(name, own);
            }
            else if (kind == "struct")
            {
                structs.Add(name, own);
            }
            else
            {
                string shared = kind == "observable" ? kind : name == "marking-definition" ? name : "object";
                types.Add(name, new ObjectType(
                    kind, name, own, common[shared].Concat(own).ToFrozenDictionary(StringComparer.Ordinal), order, identified));
            }
        }
        return new Tables(types.ToFrozenDictionary(StringComparer.Ordinal), structs.ToFrozenDictionary(StringComparer.Ordinal), common["object"]);
    }

    private static IEnumerable<(string Kind, string Name, List<string> Lines)> Blocks()
    {
        (string Kind, string Name, List<string> Lines)? block = null;
        foreach (string line in TableFile.Lines("stix-objects.txt"))
        {
            if (line[0] != ' ')
            {
                if (block is { } done)
                {
                    yield return done;
                }
                string[] words = line.Split(' ');
                block = (words[0], words[1], []);
            }
            else
            {
                block!.Value.Lines.Add(line.Trim());
            }
        }
        if (block is { } last)
        {
            yield return last;
        }
    }

    private sealed record Tables(
        FrozenDictionary<string, ObjectType> Types, FrozenDictionary<string, IReadOnlyDictionary<string, PropertyRule>> Structs,
        IReadOnlyDictionary<string, PropertyRule> Common);
}
