using Tidemark.Publishing.Json;

namespace Tidemark.Publishing.Misp;

/// <summary>A reference between objects: by a relationship that exists, to an element of the event.</summary>
internal static class ReferenceRules
{
    public static void Check(JsonValue reference, JsonValue holder, string where, MispContext context)
    {
        context.Times(reference, where);
        if (reference.TryGet("uuid", out JsonValue uuid) && !MispForms.IsUuid(uuid.Text))
        {
            context.Add('U', where, $"uuid {uuid} is not a UUID as text");
        }
        string target = reference.TextOf("referenced_uuid") ?? "";
        if (!context.Lax && !context.Knows(target))
        {
            context.Add('R', where, $"referenced_uuid {Shown.Text(target)} is not in the event");
        }
        if (reference.TryGet("object_uuid", out JsonValue from) && from.Kind != JsonKind.Null && from.Text != holder.TextOf("uuid"))
        {
            context.Add('R', where, "object_uuid must be the uuid of the object the reference stands in");
        }
        string relationship = reference.TextOf("relationship_type") ?? "";
        if (!context.Lax && !MispTables.IsRelationship(relationship))
        {
            context.Add('R', where, $"there is no relationship {Shown.Text(relationship)}");
        }
    }
}
