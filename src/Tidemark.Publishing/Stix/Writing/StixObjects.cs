using System.Globalization;
using System.Text;
using System.Text.Json;
using Tidemark.Model;
using Tidemark.Publishing.Json;

namespace Tidemark.Publishing.Stix.Writing;

/// <summary>An object of a bundle that can write its own properties; the writer adds the common ones.</summary>
/// <param name="Id">Its id; the type stands before the two hyphens.</param>
internal abstract record StixObject(string Id)
{
    /// <summary>Its type.</summary>
    public string Type => Id[..Id.IndexOf("--", StringComparison.Ordinal)];

    /// <summary>Writes the properties of its own, in the order of the standard's tables.</summary>
    public abstract void Write(Utf8JsonWriter json);

    /// <summary>The id of an observable from the properties that make it.</summary>
    protected static string Derived(string type, params ReadOnlySpan<(string Name, string? Text)> texts)
    {
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string? text) in texts)
        {
            if (text is not null)
            {
                var quoted = new StringBuilder();
                CanonicalJson.Quote(text, quoted);
                parts.Add(name, quoted.ToString());
            }
        }
        return DeterministicId.Of(type, parts);
    }
}

/// <summary>An object with a history: it was created and modified at some time.</summary>
internal abstract record StixDomainObject(string Id, UnixTime Created, UnixTime Modified) : StixObject(Id);

/// <summary>Who publishes.</summary>
internal sealed record StixIdentity(string Id, UnixTime Created, UnixTime Modified, string Name, string Class) : StixDomainObject(Id, Created, Modified)
{
    public override void Write(Utf8JsonWriter json)
    {
        json.WriteString("name", Name);
        json.WriteString("identity_class", Class);
    }
}

/// <summary>What was found or said.</summary>
internal sealed record StixNote(
    string Id, UnixTime Created, UnixTime Modified, string Abstract, string Content, IReadOnlyList<string> Authors, IReadOnlyList<string> Refs)
    : StixDomainObject(Id, Created, Modified)
{
    /// <summary>Whether it is not to be used any more.</summary>
    public bool Revoked { get; init; }

    public override void Write(Utf8JsonWriter json)
    {
        if (Revoked)
        {
            json.WriteBoolean("revoked", true);
        }
        json.WriteString("abstract", Abstract);
        json.WriteString("content", Content);
        json.Texts("authors", Authors);
        json.Texts("object_refs", Refs);
    }
}

/// <summary>What a person thinks of what another object says.</summary>
internal sealed record StixOpinion(
    string Id, UnixTime Created, UnixTime Modified, string Opinion, string Explanation, IReadOnlyList<string> Authors, IReadOnlyList<string> Refs)
    : StixDomainObject(Id, Created, Modified)
{
    public override void Write(Utf8JsonWriter json)
    {
        json.WriteString("explanation", Explanation);
        json.Texts("authors", Authors);
        json.WriteString("opinion", Opinion);
        json.Texts("object_refs", Refs);
    }
}

/// <summary>The report that holds everything else together.</summary>
internal sealed record StixReport(
    string Id, UnixTime Created, UnixTime Modified, string Name, string Description, IReadOnlyList<string> Kinds, IReadOnlyList<string> Refs)
    : StixDomainObject(Id, Created, Modified)
{
    public override void Write(Utf8JsonWriter json)
    {
        json.WriteString("name", Name);
        json.WriteString("description", Description);
        json.Texts("report_types", Kinds);
        json.WriteString("published", Modified.ToString());
        json.Texts("object_refs", Refs);
    }
}

/// <summary>A marking of TLP 2.0: one of five fixed objects.</summary>
internal sealed record StixTlp(string Level) : StixObject(MarkingRules.Tlp2[Level])
{
    public override void Write(Utf8JsonWriter json)
    {
        json.WriteString("created", MarkingRules.Tlp2Created);
        json.WriteString("name", "TLP:" + Level.ToUpperInvariant());
        json.WriteStartObject("extensions");
        json.WriteStartObject(MarkingRules.Tlp2Extension);
        json.WriteString("extension_type", "property-extension");
        json.WriteString("tlp_2_0", Level);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

/// <summary>An account on a platform, by the id the material gives it.</summary>
internal sealed record StixAccount(string UserId) : StixObject(Derived("user-account", ("user_id", UserId)))
{
    public override void Write(Utf8JsonWriter json) => json.WriteString("user_id", UserId);
}

/// <summary>An observable that is one value: url, domain-name, ipv4-addr, ipv6-addr.</summary>
internal sealed record StixValue(string Kind, string Value) : StixObject(Derived(Kind, ("value", Value)))
{
    public override void Write(Utf8JsonWriter json) => json.WriteString("value", Value);
}

/// <summary>An address of mail.</summary>
internal sealed record StixMailAddress(string Value, string? DisplayName) : StixObject(IdOf(Value))
{
    public static string IdOf(string value) => Derived("email-addr", ("value", value));

    public override void Write(Utf8JsonWriter json)
    {
        json.WriteString("value", Value);
        json.TextIf("display_name", DisplayName);
    }
}

/// <summary>A mail.</summary>
internal sealed record StixMail(string Id) : StixObject(Id)
{
    public required bool IsMultipart { get; init; }

    public string? Date { get; init; }

    public string? ContentType { get; init; }

    public string? FromRef { get; init; }

    public IReadOnlyList<string> ToRefs { get; init; } = [];

    public IReadOnlyList<string> CcRefs { get; init; } = [];

    public string? MessageId { get; init; }

    public string? Subject { get; init; }

    public string? Body { get; init; }

    /// <summary>The id; null where nothing that makes it is there.</summary>
    public static string? IdOf(string? fromRef, string? subject, string? body) => fromRef is null && subject is null && body is null
        ? null
        : Derived("email-message", ("from_ref", fromRef), ("subject", subject), ("body", body));

    public override void Write(Utf8JsonWriter json)
    {
        json.WriteBoolean("is_multipart", IsMultipart);
        json.TextIf("date", Date);
        json.TextIf("content_type", ContentType);
        json.TextIf("from_ref", FromRef);
        json.TextsIf("to_refs", ToRefs);
        json.TextsIf("cc_refs", CcRefs);
        json.TextIf("message_id", MessageId);
        json.TextIf("subject", Subject);
        json.TextIf("body", Body);
    }
}

/// <summary>An original of the case, by hash and name.</summary>
internal sealed record StixFile(string Sha256, string Name, long Size) : StixObject(IdOf(Sha256, Name))
{
    public static string IdOf(string sha256, string name)
    {
        var quoted = new StringBuilder();
        CanonicalJson.Quote(name, quoted);
        return DeterministicId.Of("file", new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["hashes"] = string.Create(CultureInfo.InvariantCulture, $"{{\"SHA-256\":\"{sha256}\"}}"),
            ["name"] = quoted.ToString(),
        });
    }

    public override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("hashes");
        json.WriteString("SHA-256", Sha256);
        json.WriteEndObject();
        json.WriteNumber("size", Size);
        json.WriteString("name", Name);
    }
}

/// <summary>Writing what may be absent: STIX has neither null nor an empty list.</summary>
internal static class StixJson
{
    public static void TextIf(this Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    public static void TextsIf(this Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count > 0)
        {
            json.Texts(name, texts);
        }
    }

    public static void Texts(this Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }
        json.WriteEndArray();
    }
}
