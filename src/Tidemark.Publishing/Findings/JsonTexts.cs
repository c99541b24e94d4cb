using System.Text.Encodings.Web;
using System.Text.Json;
using Tidemark.Model;

namespace Tidemark.Publishing.Findings;

/// <summary>Reading and writing the JSON files of a case: a missing or mistyped property is a located fault, never a default.</summary>
internal static class JsonTexts
{
    // The default encoder escapes everything that could act in a terminal or a page.
    public static JsonWriterOptions Writing { get; } = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>Reads one JSON text.</summary>
    public static Parsed<T> Read<T>(string text, SourceLocation where, string what, Func<JsonElement, T> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 16 });
            return Parsed<T>.Of(read(document.RootElement));
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            // How System.Text.Json says that a property is missing, of another kind or out of range.
            return Parsed<T>.Failed(where, $"this is no {what}: {Reason(failure)}");
        }
    }

    /// <summary>
    /// What System.Text.Json says, without its own words for the place, which count within a text and not within the file, and without its advice,
    /// which is meant for programmers.
    /// </summary>
    public static string Reason(Exception failure)
    {
        string message = failure.Message;
        foreach (string place in (string[])[" Path: ", " LineNumber: ", " which is not supported in this mode", " Change the reader options", " Expected the input to start"])
        {
            int at = message.IndexOf(place, StringComparison.Ordinal);
            message = at < 0 ? message : message[..at];
        }
        return message.TrimEnd(' ', '.', '|');
    }

    public static JsonElement Part(this JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement part) ? part : throw new JsonException($"'{name}' is missing.");

    public static string Text(this JsonElement json) => json.GetString() ?? throw new JsonException("A text is null.");

    public static string Text(this JsonElement json, string name) => json.Part(name).Text();

    public static double Figure(this JsonElement json, string name) => json.Part(name).GetDouble();

    public static double? FigureOrNull(this JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement part) ? part.GetDouble() : null;

    public static string[] Texts(this JsonElement json, string name) => [.. json.Part(name).EnumerateArray().Select(Text)];

    public static void Texts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }
        json.WriteEndArray();
    }

    /// <summary>Writes a figure that is known; NaN and null mean "not known" and are left out.</summary>
    public static void Figure(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is double known && !double.IsNaN(known))
        {
            json.WriteNumber(name, known);
        }
    }
}
