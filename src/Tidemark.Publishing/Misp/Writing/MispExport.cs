using System.Globalization;
using System.Text.Json;
using Tidemark.Model;
using Tidemark.Publishing.Exchange;

namespace Tidemark.Publishing.Misp.Writing;

/// <summary>
/// A case as a native MISP event (core format 2.5) that passes the strict check; not a translation of the STIX file, which would lose
/// what has no counterpart there. Objects by template; nothing is marked for detection.
/// </summary>
public static class MispExport
{
    // The default encoder escapes whatever could act in a terminal or a page.
    private static readonly JsonWriterOptions Writing = new() { Indented = true, NewLine = "\n" };

    /// <summary>Writes the event; the same content gives the same bytes.</summary>
    /// <param name="content">The case.</param>
    /// <param name="stream">Where to; stays open.</param>
    /// <returns>How many objects and attributes of the event were written.</returns>
    public static int Write(ExchangeContent content, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(stream);
        var uuids = new DerivedUuid(content.CaseKey);
        List<MispAttribute> attributes = Attributes(content, uuids);
        List<MispObject> objects = MispObjectsOfCase.All(content, uuids);
        using var json = new Utf8JsonWriter(stream, Writing);
        json.WriteStartObject();
        json.WriteStartObject("Event");
        json.WriteString("uuid", uuids.Of("misp event", ""));
        json.WriteString("info", content.Title.Length > 0 ? content.Title : "untitled case");
        json.WriteString("date", content.Created.ToString()[..10]);
        // 4: undefined. How grave something is a person says.
        json.WriteString("threat_level_id", "4");
        json.WriteString("analysis", "1");
        json.WriteString("distribution", Distribution(content.Tlp));
        json.WriteBoolean("published", false);
        json.WriteString("timestamp", Seconds(content.Modified));
        json.WriteStartObject("Orgc");
        json.WriteString("name", content.Publisher ?? "publisher not named");
        json.WriteString("uuid", uuids.Of("misp org", ""));
        json.WriteEndObject();
        json.WriteStartArray("Tag");
        json.WriteStartObject();
        json.WriteString("name", Tag(content.Tlp));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("Attribute");
        foreach (MispAttribute attribute in attributes)
        {
            attribute.Write(json, Seconds(content.Modified));
            Flush(json);
        }
        json.WriteEndArray();
        json.WriteStartArray("Object");
        foreach (MispObject item in objects)
        {
            item.Write(json);
            Flush(json);
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
        return attributes.Count + objects.Count;
    }

    /// <summary>A moment as the format has it: whole seconds since 1970, as text, of nine to eleven digits.</summary>
    internal static string Seconds(UnixTime time) => Math.Clamp(time.Seconds, 100_000_000, 99_999_999_999).ToString(CultureInfo.InvariantCulture);

    private static List<MispAttribute> Attributes(ExchangeContent content, DerivedUuid uuids)
    {
        var attributes = new List<MispAttribute>();
        var told = new HashSet<(string, string)>();
        if (content.Question.Length > 0)
        {
            Add("text", "Internal reference", content.Question, "the question of the case");
        }
        Add(
            "comment", "Internal reference",
            "Links and hosts in this event are what the material holds; that something is listed says nothing about it. "
            + "Nobody is attributed by software.", "how to read this event");
        foreach (string link in content.Links)
        {
            if (UrlForm.Of(link) is { } url && MispForms.Fits("url", url))
            {
                Add("url", "External analysis", url, "");
            }
        }
        foreach (string host in content.Hosts)
        {
            string? type = MispForms.Fits("ip-dst", host) ? "ip-dst" : MispForms.Fits("domain", host) ? "domain" : null;
            if (type is not null)
            {
                Add(type, "External analysis", host, "");
            }
        }
        return attributes;

        void Add(string type, string category, string value, string comment)
        {
            if (told.Add((type, value)))
            {
                attributes.Add(new MispAttribute(uuids.Of("misp " + type, value), type, category, value) { Comment = comment });
            }
        }
    }

    private static void Flush(Utf8JsonWriter json)
    {
        if (json.BytesPending > 1 << 16)
        {
            json.Flush();
        }
    }

    /// <summary>How far a MISP server passes the event on: 0 nobody, 1 this community, 2 connected ones, 3 all.</summary>
    private static string Distribution(TlpLevel level) => level switch
    {
        TlpLevel.Clear => "3",
        TlpLevel.Green => "1",
        _ => "0",
    };

    private static string Tag(TlpLevel level) => level switch
    {
        TlpLevel.Clear => "tlp:clear",
        TlpLevel.Green => "tlp:green",
        TlpLevel.Amber => "tlp:amber",
        TlpLevel.AmberStrict => "tlp:amber+strict",
        _ => "tlp:red",
    };
}
