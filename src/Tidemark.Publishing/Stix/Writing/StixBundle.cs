using System.Text.Json;

namespace Tidemark.Publishing.Stix.Writing;

/// <summary>Writes a bundle: every object marked, those with a history signed by the publisher, in ordinal order of their ids.</summary>
internal static class StixBundle
{
    // The default encoder escapes whatever could act in a terminal or a page.
    private static readonly JsonWriterOptions Writing = new() { Indented = true, NewLine = "\n" };

    /// <summary>Writes the bundle; the stream stays open.</summary>
    /// <param name="id">UUID of the bundle.</param>
    /// <param name="objects">The objects; each id once.</param>
    /// <param name="marking">Id of the marking for all.</param>
    /// <param name="publisher">Id of the identity that creates them.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(string id, IEnumerable<StixObject> objects, string marking, string publisher, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, Writing);
        json.WriteStartObject();
        json.WriteString("type", "bundle");
        json.WriteString("id", "bundle--" + id);
        json.WriteStartArray("objects");
        foreach (StixObject item in objects)
        {
            json.WriteStartObject();
            json.WriteString("type", item.Type);
            json.WriteString("spec_version", "2.1");
            json.WriteString("id", item.Id);
            if (item is StixDomainObject domain)
            {
                json.WriteString("created_by_ref", publisher);
                json.WriteString("created", domain.Created.ToString());
                json.WriteString("modified", domain.Modified.ToString());
            }
            if (item is not StixTlp)
            {
                json.WriteStartArray("object_marking_refs");
                json.WriteStringValue(marking);
                json.WriteEndArray();
            }
            item.Write(json);
            json.WriteEndObject();
            if (json.BytesPending > 1 << 16)
            {
                json.Flush();
            }
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }
}
