using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tidemark.App.Outputs;
using Tidemark.Forensics.Verdicts;

namespace Tidemark.App.Verdicts;

/// <summary>A verdict as one JSON object: every key always there, in one order, so that the same file gives the same bytes.</summary>
internal static partial class VerdictJson
{
    /// <summary>Letters beyond ASCII are escaped, and with them whatever would act on a terminal.</summary>
    public static JsonWriterOptions Options { get; } = new() { Indented = true, NewLine = "\n" };

    /// <summary>
    /// Writes the verdict on a file; <paramref name="file"/> is the path as it was given, <paramref name="sha256"/> 64 hexadecimal digits, or
    /// empty where the file could not be read to its end.
    /// </summary>
    public static void Write(Utf8JsonWriter to, string file, string sha256, FileVerdict verdict)
    {
        to.WriteStartObject();
        to.WriteString("file", WholeText.Of(file));
        to.WriteString("sha256", sha256);
        Rows(to, verdict);
        to.WriteEndObject();
    }

    /// <summary>Writes the rows alone, as the child process hands them back.</summary>
    public static void Write(Utf8JsonWriter to, FileVerdict verdict)
    {
        to.WriteStartObject();
        Rows(to, verdict);
        to.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter, FileVerdict)"/> wrote.</summary>
    /// <exception cref="JsonException">It is not that: the child process was led astray by what it read.</exception>
    public static FileVerdict Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        JsonObject root = JsonNode.Parse(ref reader) as JsonObject ?? throw new JsonException("not an object");
        try
        {
            return new FileVerdict(
                Text(root, "kind"),
                Text(root, "summary"),
                [.. Items(root, "checks").Select(check => new Check(Text(check, "name"), Outcome(Text(check, "outcome")), Text(check, "detail"), Evidence(check), Text(check, "does_not_show")))],
                [.. Items(root, "fields").Select(field => new Field(Text(field, "name"), Text(field, "value"), Text(field, "source")))],
                [.. Items(root, "dates").Select(date => new DateWitness(Text(date, "what"), Text(date, "value"), Text(date, "source")))],
                [.. Items(root, "conflicts").Select(conflict => new Conflict(Text(conflict, "code"), Text(conflict, "detail"), Evidence(conflict)))]);
        }
        catch (InvalidOperationException failure)
        {
            throw new JsonException(failure.Message, failure);
        }
    }

    private static void Rows(Utf8JsonWriter to, FileVerdict verdict)
    {
        to.WriteString("kind", verdict.Kind);
        to.WriteString("summary", Said(verdict.Summary));
        to.WriteStartArray("checks");
        foreach (Check check in verdict.Checks)
        {
            to.WriteStartObject();
            to.WriteString("name", check.Name);
            to.WriteString("outcome", Words(check.Outcome));
            to.WriteString("detail", Said(check.Detail));
            Evidence(to, check.Evidence);
            to.WriteString("does_not_show", Said(check.DoesNotShow));
            to.WriteEndObject();
        }
        to.WriteEndArray();
        to.WriteStartArray("fields");
        foreach (Field field in verdict.Fields)
        {
            to.WriteStartObject();
            to.WriteString("name", field.Name);
            to.WriteString("value", Said(field.Value));
            to.WriteString("source", Said(field.Source));
            to.WriteEndObject();
        }
        to.WriteEndArray();
        to.WriteStartArray("dates");
        foreach (DateWitness date in verdict.Dates)
        {
            to.WriteStartObject();
            to.WriteString("what", date.What);
            to.WriteString("value", Said(date.Value));
            to.WriteString("source", Said(date.Source));
            to.WriteEndObject();
        }
        to.WriteEndArray();
        to.WriteStartArray("conflicts");
        foreach (Conflict conflict in verdict.Conflicts)
        {
            to.WriteStartObject();
            to.WriteString("code", conflict.Code);
            to.WriteString("detail", Said(conflict.Detail));
            Evidence(to, conflict.Evidence);
            to.WriteEndObject();
        }
        to.WriteEndArray();
    }

    /// <summary>"consistent", "inconsistent" or "not testable".</summary>
    public static string Words(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Consistent => "consistent",
        CheckOutcome.Inconsistent => "inconsistent",
        CheckOutcome.NotTestable => "not testable",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not an outcome."),
    };

    private static CheckOutcome Outcome(string words) => words switch
    {
        "consistent" => CheckOutcome.Consistent,
        "inconsistent" => CheckOutcome.Inconsistent,
        "not testable" => CheckOutcome.NotTestable,
        _ => throw new JsonException("not an outcome"),
    };

    private static void Evidence(Utf8JsonWriter to, JsonObject evidence)
    {
        to.WritePropertyName("evidence");
        Value(to, evidence);
    }

    private static void Value(Utf8JsonWriter to, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                to.WriteStartObject();
                foreach ((string key, JsonNode? value) in map)
                {
                    to.WritePropertyName(Said(key));
                    Value(to, value);
                }
                to.WriteEndObject();
                break;
            case JsonArray list:
                to.WriteStartArray();
                foreach (JsonNode? item in list)
                {
                    Value(to, item);
                }
                to.WriteEndArray();
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                to.WriteStringValue(Said(value.GetValue<string>()));
                break;
            case null:
                to.WriteNullValue();
                break;
            default:
                node.WriteTo(to);
                break;
        }
    }

    private static JsonObject Evidence(JsonObject row) => (JsonObject)(row["evidence"] as JsonObject ?? throw new JsonException("no evidence")).DeepClone();

    private static IEnumerable<JsonObject> Items(JsonObject root, string name) =>
        (root[name] as JsonArray ?? throw new JsonException($"no {name}")).Select(item => item as JsonObject ?? throw new JsonException($"{name} holds no object"));

    private static string Text(JsonObject row, string name) => row[name]?.GetValue<string>() ?? throw new JsonException($"no {name}");

    /// <summary>
    /// Text as it may stand in a verdict. The two words that no verdict uses are left out also where a file says them of itself, so that nobody
    /// can quote this output as saying them.
    /// </summary>
    internal static string Said(string text) => WholeText.Of(Verdict().Replace(text, "[…]"));

    /// <summary>As <see cref="Said"/>, for people: longer words that hold one of the two ("authentication") are shortened as well.</summary>
    internal static string Shortened(string text) => Within().Replace(Said(text), match => match.Value[..4] + "[…]");

    /// <summary>
    /// JSON with one letter escaped in each longer word that holds one of the two, such as the name of a header field: what a reader of JSON gets is
    /// the same to the letter, and a search of the output for the words finds none.
    /// </summary>
    internal static string Escaped(string json) =>
        // Not the first letter: it can be a digit of the escape before it ("\u00EAuthentic").
        Within().Replace(json, match => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{match.Value[..2]}\\u{(int)match.Value[2]:X4}{match.Value[3..]}"));

    [GeneratedRegex(@"\b(?:in)?authentic\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Verdict();

    [GeneratedRegex("authentic", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Within();
}
