using System.Globalization;
using Tidemark.Publishing.Checks;
using Tidemark.Publishing.Json;

namespace Tidemark.Publishing.Stix;

/// <summary>
/// Checks a STIX 2.1 bundle (OASIS Standard, 10 June 2021). Strict: every MUST, and the SHOULDs an exporter can keep. Lax: what a
/// reader of other people's bundles cannot do without; everything else is a warning. No network, no clock.
/// </summary>
/// <remarks>
/// Codes: B bundle, I id, R required, P property, T type of value, V vocabulary, S order of times, X reference, L relationship,
/// D deterministic id, M marking, E extension, N pattern, G granular marking, C observable. Linear in the bundle.
/// </remarks>
public static class StixChecker
{
    /// <summary>The codes that make a bundle unusable for a lax reader.</summary>
    public const string FailingLax = "JBITX";

    /// <summary>Checks a bundle.</summary>
    /// <param name="bundle">The document.</param>
    /// <param name="lax">Whether it is somebody else's.</param>
    public static ProblemList Check(JsonValue bundle, bool lax)
    {
        var problems = new ProblemList(lax ? FailingLax : null);
        if (bundle.TextOf("type") != "bundle")
        {
            problems.Add('B', "bundle", "the top level must be an object of type bundle");
            return problems;
        }
        Head(bundle, lax, problems);
        if (!bundle.TryGet("objects", out JsonValue objects))
        {
            return problems;
        }
        if (objects.Count == 0 || !objects.IsList)
        {
            problems.Add('B', "bundle", "objects must be a list with at least one entry, or be left out");
            return problems;
        }
        var context = new StixContext(lax, problems);
        var repeated = new HashSet<string>(StringComparer.Ordinal);
        List<StixItem> items = Collect(objects, context, repeated);
        var versions = new HashSet<(string Id, string? Version)>();
        foreach (StixItem item in items)
        {
            if (repeated.Contains(item.Id) && !versions.Add((item.Id, item.Json.TryGet("modified", out JsonValue modified) ? modified.ToString() : null)))
            {
                context.Add('I', item.Id, "appears twice with the same version; keep one");
            }
            ObjectRules.Check(item, context);
        }
        return problems;
    }

    private static void Head(JsonValue bundle, bool lax, ProblemList problems)
    {
        StixId id = StixId.Of(bundle.TextOf("id") ?? "");
        if (id is not { Type: "bundle", WellFormed: true })
        {
            string found = bundle.TryGet("id", out JsonValue given) ? given.ToString() : "missing";
            problems.Add('I', "bundle", $"the id must be bundle--UUID, in lower case; it is {found}");
        }
        foreach ((string name, _) in bundle.Properties)
        {
            if (name is not ("type" or "id" or "objects") && !(lax && name.StartsWith("x_", StringComparison.Ordinal)))
            {
                problems.Add('P', "bundle", $"{Shown.Bare(name)} is not defined for a bundle; take it out");
            }
        }
    }

    /// <summary>Takes stock of the bundle; what has no type and id is told and left out.</summary>
    private static List<StixItem> Collect(JsonValue objects, StixContext context, HashSet<string> repeated)
    {
        var items = new List<StixItem>(objects.Count);
        int number = 0;
        foreach (JsonValue entry in objects.Items)
        {
            if (entry.TextOf("type") is not { } type || entry.TextOf("id") is not { } id)
            {
                context.Add('R', string.Create(CultureInfo.InvariantCulture, $"objects[{number}]"), "an object needs a type and an id, both as text");
            }
            else
            {
                ObjectType? known = StixTables.Types.GetValueOrDefault(type);
                // The table's own text for the type: a million objects need not hold a million copies of it.
                var item = new StixItem(entry, id, known?.Name ?? type, known);
                items.Add(item);
                if (!context.Ids.Add(id))
                {
                    repeated.Add(id);
                }
                if (type == "extension-definition")
                {
                    context.Extensions[id] = entry;
                }
                if (ExtensionRules.BringsType(item))
                {
                    context.NewTypes.Add(type);
                }
            }
            number++;
        }
        return items;
    }
}
