using System.Globalization;
using System.Text;
using Tidemark.Publishing.Checks;
using Tidemark.Publishing.Json;

namespace Tidemark.Publishing.Misp;

/// <summary>What the rules for one element need to know of the event around it.</summary>
internal sealed class MispContext(bool lax, ProblemList problems)
{
    private readonly Dictionary<string, string> _uuids = new(StringComparer.Ordinal);

    /// <summary>Whether it is somebody else's event.</summary>
    public bool Lax { get; } = lax;

    public void Add(char code, string where, string sentence) => problems.Add(code, where, sentence);

    /// <summary>Whether an element of the event has this uuid.</summary>
    public bool Knows(string uuid) => _uuids.ContainsKey(uuid);

    /// <summary>An element must have a uuid that no other has.</summary>
    public void Uuid(JsonValue element, string where)
    {
        if (!element.TryGet("uuid", out JsonValue uuid) || uuid.Kind == JsonKind.Null)
        {
            if (!Lax)
            {
                Add('U', where, "a uuid is required");
            }
            return;
        }
        if (!MispForms.IsUuid(uuid.Text))
        {
            Add('U', where, $"uuid {uuid} is not a UUID as text");
            return;
        }
        if (_uuids.TryGetValue(uuid.Text, out string? other))
        {
            Add('U', where, $"uuid {uuid} is that of {other} too");
        }
        _uuids[uuid.Text] = where;
    }

    /// <summary>The times of an element.</summary>
    public void Times(JsonValue element, string where)
    {
        if (element.TryGet("timestamp", out JsonValue timestamp))
        {
            string text = Plain(timestamp);
            if (!MispForms.Seconds().IsMatch(text) && !(Lax && MispForms.Time().IsMatch(text)))
            {
                Add('U', where, $"timestamp {timestamp} is not Unix seconds");
            }
        }
        if (!Lax && element.TryGet("publish_timestamp", out JsonValue published) && !MispForms.AnySeconds().IsMatch(Plain(published)))
        {
            Add('U', where, $"publish_timestamp {published} is not Unix seconds");
        }
        foreach (string name in (ReadOnlySpan<string>)["first_seen", "last_seen"])
        {
            if (!Lax && element.TryGet(name, out JsonValue seen) && !MispForms.IsNothing(seen) && !MispForms.Time().IsMatch(Plain(seen)))
            {
                Add('V', where, $"{name} {seen} is not an ISO 8601 time with a zone");
            }
        }
    }

    /// <summary>A text, or a number as it stands in the file: other people write either.</summary>
    public static string Plain(JsonValue value) =>
        value.IsText ? value.Text : value.Kind == JsonKind.Number ? Encoding.ASCII.GetString(value.Raw) : value.ToString();

    /// <summary>"Object[3](email)".</summary>
    public static string Path(string element, int number, string? name = null) => string.Create(
        CultureInfo.InvariantCulture, $"{element}[{number}]{(name is null ? "" : $"({Shown.Bare(name)})")}");
}
