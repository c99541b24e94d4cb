using Tidemark.Publishing.Checks;
using Tidemark.Publishing.Json;

namespace Tidemark.Publishing.Misp;

/// <summary>
/// Checks a MISP event (core format 2.5, object templates and relationships of misp-objects, galaxies of misp-galaxy). Strict: what an
/// exporter must keep. Lax: bare events, lists of events, unknown keys, numbers for text and unknown templates pass.
/// </summary>
/// <remarks>
/// Codes: U event and uuid, F field of the core format, D type and category, V value, O object template, R reference, G tag.
/// Time linear in the file, times its depth for entries of lists, which must differ.
/// </remarks>
public static class MispChecker
{
    /// <summary>Checks an event.</summary>
    /// <param name="top">The document.</param>
    /// <param name="lax">Whether it is somebody else's.</param>
    public static ProblemList Check(JsonValue top, bool lax)
    {
        var problems = new ProblemList();
        if (lax && top.IsList)
        {
            foreach (JsonValue one in top.Items)
            {
                Document(one, true, problems);
            }
        }
        else
        {
            Document(top, lax, problems);
        }
        return problems;
    }

    private static void Document(JsonValue top, bool lax, ProblemList problems)
    {
        var context = new MispContext(lax, problems);
        if (top.TryGet("Event", out JsonValue wrapped) && wrapped.IsObject)
        {
            foreach ((string name, _) in top.Properties)
            {
                if (name != "Event" && !lax)
                {
                    context.Add('F', "top", $"{Shown.Bare(name)} beside Event; take it out");
                }
            }
            Event(wrapped, context);
        }
        else if (lax && top.Has("info"))
        {
            Event(top, context);
        }
        else
        {
            context.Add('U', "top", "the top level must be an object with an Event, which is an object");
        }
    }

    private static void Event(JsonValue json, MispContext context)
    {
        ShapeRules.Check(json, "Event", "Event", context);
        if (!json.TryGet("info", out JsonValue info) || MispForms.IsNothing(info))
        {
            context.Add('U', "Event", "info, the title, is missing");
        }
        if (!json.TryGet("date", out JsonValue date) || !MispForms.IsDate(MispContext.Plain(date)))
        {
            context.Add('U', "Event", $"date must be YYYY-MM-DD");
        }
        Listed(json, "distribution", "012345", context);
        Listed(json, "threat_level_id", "1234", context);
        Listed(json, "analysis", "012", context);
        if (!context.Lax && !json.Has("timestamp"))
        {
            context.Add('U', "Event", "timestamp is missing");
        }
        context.Times(json, "Event");
        context.Uuid(json, "Event");
        TagRules.Check(json, "Event", context);
        int number = 0;
        foreach (JsonValue attribute in Elements(json, "Attribute"))
        {
            AttributeRules.Check(attribute, MispContext.Path("Attribute", number++), context);
        }
        number = 0;
        foreach (JsonValue report in Elements(json, "EventReport"))
        {
            context.Uuid(report, MispContext.Path("EventReport", number++));
        }
        number = 0;
        foreach (JsonValue item in Elements(json, "Object"))
        {
            TemplateRules.Check(item, MispContext.Path("Object", number++, item.TextOf("name") ?? ""), context);
        }
        number = 0;
        foreach (JsonValue item in Elements(json, "Object"))
        {
            foreach (JsonValue reference in Elements(item, "ObjectReference"))
            {
                ReferenceRules.Check(reference, item, $"{MispContext.Path("Object", number)}.ObjectReference", context);
            }
            number++;
        }
    }

    /// <summary>The entries of a list that are objects; the others were told with the shape.</summary>
    public static IEnumerable<JsonValue> Elements(JsonValue json, string name) =>
        json.TryGet(name, out JsonValue list) ? list.Items.Where(entry => entry.IsObject) : [];

    private static void Listed(JsonValue json, string name, string allowed, MispContext context)
    {
        bool given = json.TryGet(name, out JsonValue value);
        string text = given ? MispContext.Plain(value) : "";
        if (!(text.Length == 1 && allowed.Contains(text, StringComparison.Ordinal)) && !(context.Lax && !given))
        {
            context.Add('U', "Event", $"{name} must be one of {string.Join(", ", allowed.ToCharArray())}{(given ? $", not {value}" : "")}");
        }
    }
}
