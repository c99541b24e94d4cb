using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tidemark.Publishing.Json;

namespace Tidemark.Publishing.Misp;

/// <summary>Keys and types of the core format: numbers and times are text, flags are booleans, nothing else is there.</summary>
internal static class ShapeRules
{
    public static void Check(JsonValue value, string element, string path, MispContext context)
    {
        if (!value.IsObject)
        {
            context.Add('F', path, $"{value} must be an object");
            return;
        }
        FrozenDictionary<string, string> fields = MispTables.Fields(element);
        foreach ((string name, JsonValue held) in value.Properties)
        {
            string at = $"{path}.{Shown.Bare(name)}";
            if (!fields.TryGetValue(name, out string? type))
            {
                if (!context.Lax)
                {
                    context.Add('F', path, $"{Shown.Bare(name)} is not a key of the format; take it out");
                }
                continue;
            }
            Value(held, type, at, context);
        }
        if (element is "Org" or "SharingGroup" && !context.Lax && !value.Has("uuid"))
        {
            context.Add('F', path, "uuid is required");
        }
    }

    private static void Value(JsonValue value, string type, string path, MispContext context)
    {
        switch (type)
        {
            case "text" or "text-or-null":
                bool passes = value.IsText || (type == "text-or-null" && value.Kind == JsonKind.Null)
                    || (context.Lax && (value.Kind is JsonKind.Null || value.IsBoolean || IsWhole(value)));
                Tell(passes, value, "text in quotes");
                break;
            case "boolean":
                Tell(value.IsBoolean || (context.Lax && (value.Kind == JsonKind.Null || value.Number is 0 or 1 || value.Text is "0" or "1")), value, "true or false without quotes");
                break;
            case "object":
                Tell(value.IsObject, value, "an object");
                break;
            case "list":
                Tell(value.IsList, value, "a list");
                break;
            default:
                string element = type[(type.IndexOf(' ', StringComparison.Ordinal) + 1)..];
                if (type.StartsWith("one ", StringComparison.Ordinal))
                {
                    Check(value, element, path, context);
                }
                else if (value.IsList)
                {
                    Entries(value, element, path, context);
                }
                else
                {
                    Tell(false, value, "a list");
                }
                break;
        }

        void Tell(bool right, JsonValue found, string wanted)
        {
            if (!right)
            {
                context.Add('F', path, $"{found} must be {wanted}");
            }
        }
    }

    private static void Entries(JsonValue list, string element, string path, MispContext context)
    {
        var seen = new HashSet<UInt128>();
        int number = 0;
        foreach (JsonValue entry in list.Items)
        {
            string at = string.Create(CultureInfo.InvariantCulture, $"{path}[{number++}]");
            if (!CanonicalJson.Overflows(entry) && !seen.Add(Print(entry)))
            {
                context.Add('F', at, "the same entry twice; keep one");
            }
            Check(entry, element, at, context);
        }
    }

    private static bool IsWhole(JsonValue value) => value.Kind == JsonKind.Number && value.Raw.IndexOfAny("eE."u8) < 0;

    private static UInt128 Print(JsonValue value) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalJson.Of(value))));
}
