using System.Text.Json;

namespace Tidemark.Publishing.Misp.Writing;

/// <summary>An attribute of an event, or of an object where it has a relation.</summary>
/// <param name="Uuid">Its uuid.</param>
/// <param name="Type">Its type.</param>
/// <param name="Category">Its category.</param>
/// <param name="Value">Its value; hostile text.</param>
/// <param name="Relation">The relation of the object's template, or null.</param>
internal sealed record MispAttribute(string Uuid, string Type, string Category, string Value, string? Relation = null)
{
    /// <summary>Remarks; may be empty.</summary>
    public string Comment { get; init; } = "";

    public void Write(Utf8JsonWriter json, string timestamp)
    {
        json.WriteStartObject();
        json.WriteString("uuid", Uuid);
        json.WriteString("type", Type);
        json.WriteString("category", Category);
        // Nothing in a case is a sign of compromise by being in it.
        json.WriteBoolean("to_ids", false);
        json.WriteString("distribution", "5");
        json.WriteString("timestamp", timestamp);
        json.WriteString("comment", Comment);
        json.WriteBoolean("deleted", false);
        json.WriteBoolean("disable_correlation", false);
        if (Relation is not null)
        {
            json.WriteString("object_relation", Relation);
        }
        json.WriteString("value", Value);
        json.WriteEndObject();
    }
}

/// <summary>A reference from one object to another.</summary>
/// <param name="Uuid">Its uuid.</param>
/// <param name="Target">The object it leads to.</param>
/// <param name="Relationship">How they are joined.</param>
internal sealed record MispReference(string Uuid, string Target, string Relationship);

/// <summary>An object by a template.</summary>
/// <param name="Uuid">Its uuid.</param>
/// <param name="Template">The template.</param>
/// <param name="Timestamp">When it was entered, in Unix seconds.</param>
/// <param name="Attributes">Its attributes.</param>
internal sealed record MispObject(string Uuid, MispTemplate Template, string Timestamp, IReadOnlyList<MispAttribute> Attributes)
{
    /// <summary>References to other objects.</summary>
    public IReadOnlyList<MispReference> References { get; init; } = [];

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("uuid", Uuid);
        json.WriteString("name", Template.Name);
        json.WriteString("meta-category", Template.MetaCategory);
        json.WriteString("template_uuid", Template.Uuid);
        json.WriteString("template_version", Template.Version.ToString(System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("timestamp", Timestamp);
        json.WriteString("distribution", "5");
        json.WriteString("comment", "");
        json.WriteBoolean("deleted", false);
        json.WriteStartArray("Attribute");
        foreach (MispAttribute attribute in Attributes)
        {
            attribute.Write(json, Timestamp);
        }
        json.WriteEndArray();
        json.WriteStartArray("ObjectReference");
        foreach (MispReference reference in References)
        {
            json.WriteStartObject();
            json.WriteString("uuid", reference.Uuid);
            json.WriteString("object_uuid", Uuid);
            json.WriteString("referenced_uuid", reference.Target);
            json.WriteString("relationship_type", reference.Relationship);
            json.WriteString("timestamp", Timestamp);
            json.WriteString("comment", "");
            json.WriteBoolean("deleted", false);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
