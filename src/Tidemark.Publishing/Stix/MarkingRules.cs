using System.Globalization;
using Tidemark.Publishing.Json;

namespace Tidemark.Publishing.Stix;

/// <summary>Markings (7.2): the fixed objects of TLP 1 and TLP 2.0, and selectors that point at something.</summary>
internal static class MarkingRules
{
    /// <summary>When the five objects of TLP 2.0 were made, as they all say.</summary>
    public const string Tlp2Created = "2022-10-01T00:00:00.000Z";

    /// <summary>The extension definition of TLP 2.0.</summary>
    public const string Tlp2Extension = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

    private static readonly Dictionary<string, string> Tlp1 = new(StringComparer.Ordinal)
    {
        ["white"] = "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9",
        ["green"] = "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da",
        ["amber"] = "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82",
        ["red"] = "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed",
    };

    /// <summary>The ids of the five markings of TLP 2.0 by level.</summary>
    public static IReadOnlyDictionary<string, string> Tlp2 { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["clear"] = "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
        ["green"] = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
        ["amber"] = "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
        ["amber+strict"] = "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
        ["red"] = "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
    };

    /// <summary>Whether it is one of the four markings of TLP 1, which every reader has.</summary>
    public static bool IsTlp1(string id) => Tlp1.ContainsValue(id);

    /// <summary>Every selector leads to a property or entry that is there.</summary>
    public static void Selectors(in StixItem item, StixContext context)
    {
        if (!item.Json.TryGet("granular_markings", out JsonValue markings))
        {
            return;
        }
        foreach (JsonValue marking in markings.Items)
        {
            if (!marking.TryGet("selectors", out JsonValue selectors))
            {
                continue;
            }
            foreach (JsonValue selector in selectors.Items)
            {
                if (!Points(item.Json, selector.IsText ? selector.Text : selector.ToString()))
                {
                    context.Add('G', item.Id, $"the selector {selector} points at nothing");
                }
            }
        }
    }

    /// <summary>What a marking definition must say (7.2.1).</summary>
    public static void Definition(in StixItem item, StixContext context)
    {
        bool defined = item.Json.TryGet("definition", out JsonValue definition);
        if (defined != item.Json.Has("definition_type"))
        {
            context.Add('M', item.Id, "definition and definition_type go together");
        }
        if (!defined && !item.Extensions.Any())
        {
            context.Add('M', item.Id, "a marking needs a definition or an extension");
        }
        if (!defined || !definition.IsObject)
        {
            return;
        }
        string? type = item.Json.TextOf("definition_type");
        switch (type)
        {
            case "tlp":
                string level = definition.TextOf("tlp") ?? "";
                // "clear" of TLP 2 in the object of TLP 1's "white": seen in the wild, and clear to every reader.
                bool renamed = context.Lax && level == "clear" && item.Id == Tlp1["white"];
                if (!renamed && Tlp1.GetValueOrDefault(level) != item.Id)
                {
                    context.Add('M', item.Id, "not one of the four marking objects of TLP 1");
                }
                break;
            case "statement":
                if (definition.TextOf("statement") is null)
                {
                    context.Add('M', item.Id, "a statement marking needs a statement");
                }
                break;
            default:
                if (!context.Lax)
                {
                    context.Add('M', item.Id, $"definition_type must be tlp or statement, not {Shown.Text(type ?? "")}");
                }
                break;
        }
    }

    /// <summary>An object with the extension of TLP 2.0 must be one of the five, to the letter.</summary>
    public static void Tlp2Object(in StixItem item, JsonValue body, StixContext context)
    {
        string? level = body.TextOf("tlp_2_0");
        bool right = item.Type == "marking-definition" && level is not null && Tlp2.GetValueOrDefault(level) == item.Id
            && item.Json.TextOf("created") == Tlp2Created && item.Json.TextOf("name") == "TLP:" + level.ToUpperInvariant();
        if (!right)
        {
            context.Add('M', item.Id, "not one of the five marking objects of TLP 2.0; take them over unchanged");
        }
    }

    private static bool Points(JsonValue at, string selector)
    {
        foreach (string part in selector.Split('.'))
        {
            if (part.Length > 2 && part[0] == '[' && part[^1] == ']'
                && int.TryParse(part.AsSpan(1, part.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out int index))
            {
                if (!at.IsList || index >= at.Count)
                {
                    return false;
                }
                at = at.Items.ElementAt(index);
            }
            else if (!at.TryGet(part, out at))
            {
                return false;
            }
        }
        return true;
    }
}
