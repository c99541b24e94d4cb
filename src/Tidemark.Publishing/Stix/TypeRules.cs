using Tidemark.Publishing.Json;

namespace Tidemark.Publishing.Stix;

/// <summary>What a domain object, a relation or a language content must keep besides its table (chapters 4, 5 and 7).</summary>
internal static class TypeRules
{
    private const double MostSeen = 999_999_999;

    public static void Check(in StixItem item, StixContext context)
    {
        switch (item.Type)
        {
            case "relationship":
                RelationshipRules.Check(item, context);
                break;
            case "sighting":
                Range(item, "count", 0, MostSeen, context);
                break;
            case "observed-data":
                ObservedData(item, context);
                break;
            case "indicator":
                Indicator(item, context);
                break;
            case "identity":
                Should(item, "identity_class", context);
                break;
            case "report":
                Should(item, "report_types", context);
                break;
            case "malware-analysis":
                OneOf(item, 'R', "result", "analysis_sco_refs", context);
                break;
            case "location":
                Location(item, context);
                break;
            case "marking-definition":
                MarkingRules.Definition(item, context);
                break;
            case "language-content":
                LanguageContent(item, context);
                break;
            default:
                ObservableRules.Check(item, context);
                break;
        }
    }

    /// <summary>At least one of two properties.</summary>
    public static void OneOf(in StixItem item, char code, string first, string second, StixContext context)
    {
        if (!item.Json.Has(first) && !item.Json.Has(second))
        {
            context.Add(code, item.Id, $"one of {first} and {second} is required");
        }
    }

    /// <summary>A number within bounds; what is no number was told before.</summary>
    public static void Range(in StixItem item, string property, double least, double most, StixContext context)
    {
        if (item.Json.TryGet(property, out JsonValue value) && (value.Number < least || value.Number > most))
        {
            context.Add('T', item.Id, System.FormattableString.Invariant($"{property} must be between {least:0} and {most:0}, not {value}"));
        }
    }

    private static void Should(in StixItem item, string property, StixContext context)
    {
        if (!context.Lax && !item.Json.Has(property))
        {
            context.Add('R', item.Id, $"{property} should be given");
        }
    }

    private static void ObservedData(in StixItem item, StixContext context)
    {
        if (item.Json.Has("objects") == item.Json.Has("object_refs"))
        {
            context.Add('R', item.Id, "exactly one of object_refs and objects is required");
        }
        if (item.Json.Has("objects") && !context.Lax)
        {
            context.Add('P', item.Id, "objects is deprecated; use object_refs");
        }
        Range(item, "number_observed", 1, MostSeen, context);
    }

    private static void Indicator(in StixItem item, StixContext context)
    {
        if (item.Json.TextOf("pattern_type") == "stix" && item.Json.TextOf("pattern") is { } pattern && StixPattern.Fault(pattern) is { } fault)
        {
            context.Add('N', item.Id, $"pattern: {fault}");
        }
        Should(item, "name", context);
        Should(item, "description", context);
        Should(item, "indicator_types", context);
    }

    private static void Location(in StixItem item, StixContext context)
    {
        bool latitude = item.Json.Has("latitude"), longitude = item.Json.Has("longitude");
        if (!item.Json.Has("region") && !item.Json.Has("country") && !(latitude && longitude))
        {
            context.Add('R', item.Id, "a place needs a region, a country, or latitude with longitude");
        }
        if (latitude != longitude)
        {
            context.Add('R', item.Id, "latitude and longitude go together");
        }
        if (item.Json.Has("precision") && !latitude)
        {
            context.Add('R', item.Id, "precision needs latitude and longitude");
        }
        Range(item, "latitude", -90, 90, context);
        Range(item, "longitude", -180, 180, context);
        if (!context.Lax && item.Json.TryGet("country", out JsonValue country) && !StixTables.Holds("country", country.Text))
        {
            context.Add('V', item.Id, $"country {country} is not an ISO 3166-1 alpha-2 code in capitals");
        }
    }

    private static void LanguageContent(in StixItem item, StixContext context)
    {
        if (!item.Json.TryGet("contents", out JsonValue contents))
        {
            return;
        }
        foreach ((string language, JsonValue content) in contents.Properties)
        {
            if (!StixForms.Language().IsMatch(language))
            {
                context.Add('P', item.Id, $"contents: {Shown.Text(language)} is not a language tag (RFC 5646)");
            }
            if (!content.IsObject)
            {
                context.Add('T', item.Id, $"contents.{Shown.Bare(language)} must be an object");
            }
        }
    }
}
