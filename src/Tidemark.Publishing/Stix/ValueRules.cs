using System.Buffers.Text;
using System.Globalization;
using Tidemark.Publishing.Json;

namespace Tidemark.Publishing.Stix;

/// <summary>Whether the properties of an object are those of its type, and each value is of the property's type (chapter 2).</summary>
internal static class ValueRules
{
    /// <summary>All properties of an object against its type.</summary>
    public static void Object(in StixItem item, StixContext context)
    {
        ObjectType type = item.Known!;
        Missing(item.Json, type.All, "", item.Id, context);
        HashSet<string>? extended = null;
        foreach ((string name, JsonValue value) in item.Json.Properties)
        {
            if (type.All.TryGetValue(name, out PropertyRule? rule))
            {
                Value(value, name, rule.Type, item.Id, context);
                continue;
            }
            extended ??= ExtensionRules.TopLevelProperties(item, context);
            if (!context.Lax && !extended.Contains(name))
            {
                context.Add('P', item.Id, $"{Shown.Bare(name)} is not defined for {item.Type}; take it out, or define it by an extension in the bundle");
            }
            Nothing(value, name, item.Id, context);
        }
    }

    /// <summary>One value, or each of a list.</summary>
    public static void Value(JsonValue value, string path, PropertyType type, string where, StixContext context)
    {
        if (!type.IsList)
        {
            Single(value, path, type, where, context);
            return;
        }
        if (!value.IsList)
        {
            context.Add('T', where, $"{path}: must be a list, not {value}");
            return;
        }
        if (value.Count == 0)
        {
            context.Add('T', where, $"{path}: an empty list must be left out");
        }
        int number = 0;
        foreach (JsonValue entry in value.Items)
        {
            Single(entry, string.Create(CultureInfo.InvariantCulture, $"{path}[{number++}]"), type, where, context);
        }
    }

    /// <summary>STIX has no null and no empty list (2.10, 3.1), in what the tables do not describe either.</summary>
    public static void Nothing(JsonValue value, string path, string where, StixContext context)
    {
        if (value.Kind == JsonKind.Null)
        {
            context.Add('T', where, $"{path}: null is not a value in STIX; leave it out");
        }
        foreach ((string name, JsonValue part) in value.Properties)
        {
            Nothing(part, path.Length == 0 ? Shown.Bare(name) : $"{path}.{Shown.Bare(name)}", where, context);
        }
        if (value.IsList && value.Count == 0 && !context.Lax)
        {
            context.Add('T', where, $"{path}: an empty list must be left out");
        }
        int number = 0;
        foreach (JsonValue entry in value.Items)
        {
            Nothing(entry, string.Create(CultureInfo.InvariantCulture, $"{path}[{number++}]"), where, context);
        }
    }

    private static void Missing(
        JsonValue json, IReadOnlyDictionary<string, PropertyRule> rules, string before, string where, StixContext context)
    {
        foreach ((string name, PropertyRule rule) in rules)
        {
            if (rule.Required && !json.Has(name))
            {
                context.Add('R', where, $"{before}{name} is required");
            }
        }
    }

    private static void Single(JsonValue value, string path, PropertyType type, string where, StixContext context)
    {
        if (value.Kind == JsonKind.Null)
        {
            context.Add('T', where, $"{path}: null is not a value in STIX; leave it out");
            return;
        }
        string? wrong = type.Kind switch
        {
            ValueKind.Any => null,
            ValueKind.Boolean => value.IsBoolean ? null : "a boolean, true or false without quotes",
            ValueKind.Integer => double.IsInteger(value.Number) ? null : "an integer without quotes",
            ValueKind.Number => double.IsFinite(value.Number) ? null : "a number without quotes",
            ValueKind.Dictionary or ValueKind.Hashes or ValueKind.Struct => value.IsObject ? null : "an object",
            _ => value.IsText ? null : "text in quotes",
        };
        if (wrong is not null)
        {
            context.Add('T', where, $"{path}: {value} must be {wrong}");
            return;
        }
        switch (type.Kind)
        {
            case ValueKind.Dictionary:
                Dictionary(value, path, where, context);
                break;
            case ValueKind.Hashes:
                Hashes(value, path, where, context);
                break;
            case ValueKind.Struct:
                Struct(value, path, type.Names[0], where, context);
                break;
            case ValueKind.Reference:
                ReferenceRules.Check(value.Text, path, type.Names, where, context);
                break;
            case ValueKind.OpenVocabulary or ValueKind.ClosedVocabulary:
                if ((type.Kind == ValueKind.ClosedVocabulary || !context.Lax) && !StixTables.Holds(type.Names[0], value.Text))
                {
                    context.Add('V', where, $"{path}: {value} is not in the vocabulary {type.Names[0]}");
                }
                break;
            case ValueKind.Time or ValueKind.Hex or ValueKind.Base64 or ValueKind.Uri:
                if (Misformed(type.Kind, value) is { } form)
                {
                    context.Add('T', where, $"{path}: {value} is not {form}");
                }
                break;
            default:
                break;
        }
    }

    private static string? Misformed(ValueKind kind, JsonValue value)
    {
        string text = value.Text;
        return kind switch
        {
            ValueKind.Time when !StixForms.Time().IsMatch(text) => "a time of RFC 3339 in UTC that ends in Z",
            ValueKind.Time when !StixForms.IsCalendarDate(text) => "a date of the calendar",
            ValueKind.Hex when text.Length == 0 || text.Length % 2 != 0 || !text.All(char.IsAsciiHexDigit) => "hexadecimal",
            ValueKind.Base64 when text.Any(char.IsWhiteSpace) || !Base64.IsValid(text) => "base64",
            ValueKind.Uri when !StixForms.Uri().IsMatch(text) => "a URI (RFC 3986; what is not ASCII is percent-encoded)",
            _ => null,
        };
    }

    private static void Dictionary(JsonValue value, string path, string where, StixContext context)
    {
        if (value.Count == 0 && path != "definition")
        {
            context.Add('T', where, $"{path}: an empty dictionary must be left out");
        }
        if (path is "contents" or "objects" or "extensions")
        {
            return;
        }
        foreach ((string name, _) in value.Properties)
        {
            if (!StixForms.DictionaryKey().IsMatch(name))
            {
                context.Add('P', where, $"{path}: the key {Shown.Text(name)} must be ASCII letters, digits, _ and -, at most 250");
            }
        }
    }

    private static void Hashes(JsonValue value, string path, string where, StixContext context)
    {
        if (value.Count == 0)
        {
            context.Add('T', where, $"{path}: an empty dictionary must be left out");
        }
        foreach ((string name, JsonValue hash) in value.Properties)
        {
            int digits = StixTables.HashDigits(name);
            if (digits < 0)
            {
                if (!context.Lax)
                {
                    context.Add('V', where, $"{path}: the algorithm {Shown.Text(name)} is not in hash-algorithm-ov");
                }
            }
            else if (!hash.IsText || (digits > 0 && (hash.Text.Length != digits || !hash.Text.All(char.IsAsciiHexDigit))))
            {
                context.Add('T', where, $"{path}: {hash} is not a value of {name}");
            }
        }
    }

    private static void Struct(JsonValue value, string path, string name, string where, StixContext context)
    {
        IReadOnlyDictionary<string, PropertyRule> rules = StixTables.Structs[name];
        Missing(value, rules, path + ".", where, context);
        foreach ((string part, JsonValue held) in value.Properties)
        {
            if (rules.TryGetValue(part, out PropertyRule? rule))
            {
                Value(held, $"{path}.{part}", rule.Type, where, context);
            }
            else if (!context.Lax)
            {
                context.Add('P', where, $"{path}.{Shown.Bare(part)} is not defined for {name}; take it out");
            }
        }
        StructRules.Check(value, path, name, where, context);
    }
}
