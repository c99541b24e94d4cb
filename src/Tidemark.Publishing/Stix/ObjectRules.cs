using System.Globalization;
using Tidemark.Publishing.Json;

namespace Tidemark.Publishing.Stix;

/// <summary>What every object must keep, whatever its type; then the rules of its type.</summary>
internal static class ObjectRules
{
    public static void Check(in StixItem item, StixContext context)
    {
        Identifier(item, context);
        if (item.Known is null)
        {
            Unknown(item, context);
            ExtensionRules.Check(item, context);
            return;
        }
        ValueRules.Object(item, context);
        Required(item, context);
        Header(item, context);
        Times(item, item.Known, context);
        MarkingRules.Selectors(item, context);
        ExternalReferences(item, context);
        TypeRules.Check(item, context);
        DerivedId(item, item.Known, context);
        ExtensionRules.Check(item, context);
    }

    private static void Identifier(in StixItem item, StixContext context)
    {
        StixId id = StixId.Of(item.Id, anyCase: context.Lax);
        if (id.Type != item.Type)
        {
            context.Add('I', item.Id, $"the id must begin with the type {Shown.Bare(item.Type)}");
        }
        if (!id.WellFormed)
        {
            context.Add('I', item.Id, "the id must be TYPE--UUID (RFC 4122, lower case)");
        }
    }

    /// <summary>A type STIX does not know: an extension of the bundle must bring it; its common properties still have types.</summary>
    private static void Unknown(in StixItem item, StixContext context)
    {
        if (!StixForms.TypeName().IsMatch(item.Type) || item.Type.Contains("--", StringComparison.Ordinal))
        {
            context.Add('P', item.Id, $"{Shown.Text(item.Type)} is no type name: 3 to 250 lower-case letters, digits and single hyphens");
        }
        if (!context.Lax && !ExtensionRules.BringsType(item))
        {
            context.Add('P', item.Id, $"type {Shown.Bare(item.Type)} is not defined by STIX 2.1 and no extension of the object defines it");
        }
        foreach ((string name, JsonValue value) in item.Json.Properties)
        {
            if (StixTables.Common.TryGetValue(name, out PropertyRule? rule))
            {
                ValueRules.Value(value, name, rule.Type, item.Id, context);
            }
        }
        ValueRules.Nothing(item.Json, "", item.Id, context);
    }

    /// <summary>The common properties that a class must have besides those of its own (3.2).</summary>
    private static void Required(in StixItem item, StixContext context)
    {
        if (item.Known!.IsObservable)
        {
            return;
        }
        foreach (string name in (ReadOnlySpan<string>)["spec_version", "created", "modified", "created_by_ref"])
        {
            bool asked = name switch { "modified" => item.Type != "marking-definition", "created_by_ref" => item.Type == "extension-definition", _ => true };
            if (asked && !item.Json.Has(name))
            {
                context.Add('R', item.Id, $"{name} is required");
            }
        }
    }

    private static void Header(in StixItem item, StixContext context)
    {
        if (item.Json.TextOf("lang") is { } language && !StixForms.Language().IsMatch(language))
        {
            context.Add('P', item.Id, $"lang {Shown.Text(language)} is not a language tag (RFC 5646)");
        }
        if (item.Json.TryGet("spec_version", out JsonValue version) && version.Text != "2.1")
        {
            context.Add('P', item.Id, $"spec_version must be '2.1', not {version}");
        }
        if (item.Json.TryGet("confidence", out JsonValue confidence) && confidence.Number is < 0 or > 100)
        {
            context.Add('T', item.Id, $"confidence must be between 0 and 100, not {confidence}");
        }
        if (item.Json.TryGet("object_marking_refs", out JsonValue markings))
        {
            foreach (JsonValue marking in markings.Items)
            {
                if (marking.Text == item.Id)
                {
                    context.Add('M', item.Id, "an object may not mark itself");
                }
            }
        }
    }

    private static void Times(in StixItem item, ObjectType type, StixContext context)
    {
        Ordered(item, "created", "modified", true, context);
        if (type.Order is { } order)
        {
            Ordered(item, order.Before, order.After, order.MayBeEqual || context.Lax, context);
        }
    }

    private static void Ordered(in StixItem item, string before, string after, bool mayBeEqual, StixContext context)
    {
        if (item.Json.TextOf(before) is { } first && item.Json.TextOf(after) is { } second
            && StixForms.Time().IsMatch(first) && StixForms.Time().IsMatch(second))
        {
            int order = StixForms.Compare(first, second);
            if (order > 0)
            {
                context.Add('S', item.Id, $"{before} {first} is later than {after} {second}");
            }
            else if (order == 0 && !mayBeEqual)
            {
                context.Add('S', item.Id, $"{before} equals {after}; it must be earlier");
            }
        }
    }

    /// <summary>7.1: two well-known sources fix the form of the id.</summary>
    private static void ExternalReferences(in StixItem item, StixContext context)
    {
        if (!item.Json.TryGet("external_references", out JsonValue references))
        {
            return;
        }
        int number = -1;
        foreach (JsonValue reference in references.Items)
        {
            number++;
            string id = reference.TextOf("external_id") ?? "";
            string? wrong = reference.TextOf("source_name")?.ToLowerInvariant() switch
            {
                "cve" when !StixForms.Cve().IsMatch(id) => "CVE",
                "capec" when !StixForms.Capec().IsMatch(id) => "CAPEC",
                _ => null,
            };
            if (wrong is not null)
            {
                context.Add('P', item.Id, string.Create(
                    CultureInfo.InvariantCulture, $"external_references[{number}]: external_id {Shown.Text(id)} is not a {wrong} id"));
            }
        }
    }

    /// <summary>2.9: the id of an observable follows from what it says, that of everything else is random in form (version 4).</summary>
    private static void DerivedId(in StixItem item, ObjectType type, StixContext context)
    {
        if (context.Lax)
        {
            return;
        }
        StixId id = StixId.Of(item.Id);
        if (!type.IsObservable)
        {
            if (item.Type != "marking-definition" && id is { WellFormed: true, Version: not '4' })
            {
                context.Add('I', item.Id, "the UUID should be of version 4");
            }
            return;
        }
        JsonValue json = item.Json;
        if (type.IdentifiedBy.Any(name => json.TryGet(name, out JsonValue value) && CanonicalJson.Overflows(value)))
        {
            context.Add('T', item.Id, "a number is too large, so that the deterministic id cannot be known");
            return;
        }
        string? derived = DeterministicId.Of(item.Json);
        if (derived is null && id.Version != '4')
        {
            context.Add('D', item.Id, "no id contributing property is there, so the UUID must be of version 4");
        }
        else if (derived is not null && derived != item.Id)
        {
            context.Add('D', item.Id, $"not the deterministic id; it must be {derived}");
        }
    }
}
