using System.Globalization;
using Tidemark.Publishing.Json;

namespace Tidemark.Publishing.Misp;

/// <summary>An object keeps its template: name, version, and per attribute the relation, type, repetition and listed values.</summary>
internal static class TemplateRules
{
    public static void Check(JsonValue item, string where, MispContext context)
    {
        context.Uuid(item, where);
        context.Times(item, where);
        MispTemplate? template = MispTables.Template(item.TextOf("template_uuid"));
        Head(item, template, where, context);
        var given = new Dictionary<string, int>(StringComparer.Ordinal);
        int number = 0;
        foreach (JsonValue attribute in MispChecker.Elements(item, "Attribute"))
        {
            string at = string.Create(CultureInfo.InvariantCulture, $"{where}.{number++}");
            AttributeRules.Check(attribute, at, context);
            string relation = attribute.TextOf("object_relation") ?? "";
            given[relation] = given.GetValueOrDefault(relation) + 1;
            if (template is not null && !context.Lax)
            {
                Relation(attribute, relation, template, at, context);
            }
        }
        if (template is not null && !context.Lax)
        {
            Whole(given, template, where, context);
        }
    }

    private static void Head(JsonValue item, MispTemplate? template, string where, MispContext context)
    {
        if (template is null)
        {
            if (!context.Lax)
            {
                context.Add('O', where, $"the template {Shown.Text(item.TextOf("template_uuid") ?? "")} is not known");
            }
            return;
        }
        if (item.TextOf("name") != template.Name || item.TextOf("meta-category") != template.MetaCategory)
        {
            context.Add('O', where, $"by its template it is called {template.Name} and of the meta-category {template.MetaCategory}");
        }
        if (context.Lax)
        {
            return;
        }
        string version = item.TryGet("template_version", out JsonValue given) ? MispContext.Plain(given) : "";
        if (version.Length == 0 || !version.All(char.IsAsciiDigit))
        {
            context.Add('O', where, "template_version must be a number as text");
        }
        else if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number > template.Version)
        {
            context.Add('O', where, $"template_version {Shown.Bare(version)} is newer than {template.Version}, the newest known");
        }
    }

    private static void Relation(JsonValue attribute, string relation, MispTemplate template, string where, MispContext context)
    {
        string type = attribute.TextOf("type") ?? "";
        if (!template.Relations.TryGetValue(relation, out TemplateRelation? rule))
        {
            context.Add('O', where, $"the relation {Shown.Text(relation)} is not in the template {template.Name}");
        }
        else if (rule.Type != type)
        {
            context.Add('O', where, $"{relation} must be of type {rule.Type}, not {Shown.Text(type)}");
        }
        else if (rule.Values.Count > 0 && !rule.Values.Contains(attribute.TextOf("value") ?? "", StringComparer.Ordinal))
        {
            context.Add('O', where, $"{Shown.Text(attribute.TextOf("value") ?? "")} is not among the values of {relation}");
        }
    }

    private static void Whole(Dictionary<string, int> given, MispTemplate template, string where, MispContext context)
    {
        foreach ((string relation, int times) in given.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (times > 1 && template.Relations.TryGetValue(relation, out TemplateRelation? rule) && !rule.Repeated)
            {
                context.Add('O', where, string.Create(CultureInfo.InvariantCulture, $"{relation} may be given once, not {times} times"));
            }
        }
        foreach (string required in template.Required.Where(required => !given.ContainsKey(required)))
        {
            context.Add('O', where, $"{required} is required by the template");
        }
        if (template.OneOf.Count > 0 && !template.OneOf.Any(given.ContainsKey))
        {
            context.Add('O', where, $"one of {string.Join(", ", template.OneOf)} is required by the template");
        }
    }
}
