using Tidemark.Publishing.Json;

namespace Tidemark.Publishing.Stix;

/// <summary>Extensions (7.3): each is predefined, or defined in the bundle and used as it was declared.</summary>
internal static class ExtensionRules
{
    /// <summary>The incident core extension (OASIS common object repository).</summary>
    public const string IncidentCore = "extension-definition--ef765651-680c-498d-9894-99799f2fa126";

    private const string Definition = "extension-definition--";

    // Published extensions whose definitions every reader may be expected to have: TLP 2.0 and those of the incident suite.
    private static readonly HashSet<string> Published = new(StringComparer.Ordinal)
    {
        MarkingRules.Tlp2Extension, IncidentCore,
        "extension-definition--4ca6de00-5b0d-45ef-a1dc-ea7279ea910e", "extension-definition--2074a052-8be4-4932-849e-f5e7798e0030",
        "extension-definition--7cc33dd6-f6a1-489b-98ea-522d351d71b9", "extension-definition--66e2492a-bbd3-4be6-88f5-cc91a017a498",
    };

    /// <summary>Whether an extension of the object makes its type one of STIX.</summary>
    public static bool BringsType(in StixItem item) =>
        item.Extensions.Any(extension => (extension.Body.TextOf("extension_type") ?? "").StartsWith("new-", StringComparison.Ordinal));

    /// <summary>The properties that extensions of the object allow at its top level, by their definitions in the bundle.</summary>
    public static HashSet<string> TopLevelProperties(in StixItem item, StixContext context)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string name, JsonValue body) in item.Extensions)
        {
            if (body.TextOf("extension_type") == "toplevel-property-extension" && context.Extensions.TryGetValue(name, out JsonValue definition)
                && definition.TryGet("extension_properties", out JsonValue properties))
            {
                names.UnionWith(properties.Items.Where(property => property.IsText).Select(property => property.Text));
            }
        }
        return names;
    }

    /// <summary>All extensions of an object.</summary>
    public static void Check(in StixItem item, StixContext context)
    {
        foreach ((string name, JsonValue body) in item.Extensions)
        {
            string shown = Shown.Bare(name);
            if (!body.IsObject)
            {
                context.Add('E', item.Id, $"extension {shown} must be an object");
            }
            else if (!name.StartsWith(Definition, StringComparison.Ordinal))
            {
                if (!context.Lax && !StixTables.Holds("predefined-extension", name))
                {
                    context.Add('E', item.Id, $"{shown} is neither a predefined extension nor the id of an extension-definition");
                }
            }
            else
            {
                Declared(item, name, body, context);
            }
        }
    }

    private static void Declared(in StixItem item, string name, JsonValue body, StixContext context)
    {
        string shown = Shown.Bare(name);
        string? type = body.TextOf("extension_type");
        if (type is null || !StixTables.Holds("extension-type", type))
        {
            context.Add('E', item.Id, $"extension {shown}: extension_type {Shown.Text(type ?? "")} is not one");
        }
        bool defined = context.Extensions.TryGetValue(name, out JsonValue definition);
        if (!defined && !context.Lax && !Published.Contains(name))
        {
            context.Add('E', item.Id, $"extension {shown} has no extension-definition in the bundle; add it");
        }
        if (defined && !string.IsNullOrEmpty(type) && definition.TryGet("extension_types", out JsonValue types)
            && !types.Items.Any(one => one.Text == type))
        {
            context.Add('E', item.Id, $"extension {shown} is not declared as {Shown.Bare(type)}");
        }
        if (name == MarkingRules.Tlp2Extension)
        {
            MarkingRules.Tlp2Object(item, body, context);
        }
        else if (name == IncidentCore)
        {
            IncidentCoreBody(item, body, context);
        }
    }

    private static void IncidentCoreBody(in StixItem item, JsonValue body, StixContext context)
    {
        if (item.Type != "incident")
        {
            context.Add('E', item.Id, "incident-core belongs on an incident");
        }
        string determination = body.TextOf("determination") ?? "";
        if (!StixTables.Holds("incident-determination", determination))
        {
            context.Add('E', item.Id, $"incident-core: determination {Shown.Text(determination)} is not one");
        }
        if (!body.TryGet("investigation_status", out JsonValue status) || status.Kind is JsonKind.Null or JsonKind.False
            || (status.IsText && status.Text.Length == 0) || status.Number == 0 || (status.Count == 0 && (status.IsList || status.IsObject)))
        {
            context.Add('E', item.Id, "incident-core: investigation_status is required");
        }
    }
}
