using Tidemark.Publishing.Json;

namespace Tidemark.Publishing.Misp;

/// <summary>An attribute: its type exists and belongs to its category, its value has the form of its type.</summary>
internal static class AttributeRules
{
    public static void Check(JsonValue attribute, string where, MispContext context)
    {
        context.Uuid(attribute, where);
        context.Times(attribute, where);
        TagRules.Check(attribute, where, context);
        string type = attribute.TextOf("type") ?? "";
        bool known = MispTables.IsType(type);
        if (!known)
        {
            context.Add('D', where, $"there is no type {Shown.Text(type)}");
        }
        else if (!attribute.TryGet("category", out JsonValue category) || category.Kind == JsonKind.Null)
        {
            if (!context.Lax)
            {
                context.Add('D', where, "category is missing");
            }
        }
        else if (MispTables.Category(category.Text) is not { } types)
        {
            context.Add('D', where, $"there is no category {category}");
        }
        else if (!types.Contains(type))
        {
            context.Add('D', where, $"{type} is not allowed in {category}");
        }
        if (attribute.TryGet("distribution", out JsonValue distribution) && MispContext.Plain(distribution) is not ("0" or "1" or "2" or "3" or "4" or "5"))
        {
            context.Add('U', where, $"distribution must be 0 to 5, not {distribution}");
        }
        if (!attribute.TryGet("value", out JsonValue value) || value.Kind == JsonKind.Null || (value.IsText && value.Text.Length == 0))
        {
            context.Add('V', where, "there is no value");
        }
        else if (value.IsText && !MispForms.Fits(type, value.Text))
        {
            context.Add('V', where, $"{value} is not a {type}");
        }
    }
}
