using System.Text.Json;
using System.Text.Json.Serialization;
using Tidemark.Model;

namespace Tidemark.Publishing.Findings;

/// <summary>What the JSON documents that lie beside the findings of a case have in common: their form, and how a damaged one is told.</summary>
internal static class DetectedDocument
{
    /// <summary>Strict both ways; the default encoder escapes everything that could act in a terminal or a page.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        MaxDepth = 16,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Writes a document and a line end; the bytes depend on its content alone. The stream stays open.</summary>
    public static void Write<TEnvelope>(TEnvelope envelope, Stream stream, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, envelope, options);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Reads a document back.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="file">Its name, for the fault.</param>
    /// <param name="what">What it should be, in a word or two: "report".</param>
    /// <param name="options">As it was written.</param>
    /// <param name="content">What the envelope holds; null if it is of another version.</param>
    public static Parsed<T> Read<TEnvelope, T>(Stream stream, string file, string what, JsonSerializerOptions options, Func<TEnvelope, T?> content)
        where TEnvelope : class
        where T : class
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            return JsonSerializer.Deserialize<TEnvelope>(stream, options) is { } envelope && content(envelope) is { } read
                ? Parsed<T>.Of(read)
                : Parsed<T>.Failed(new SourceLocation(file, 0, 0), $"this {what} was written by another version of Tidemark; run `tidemark detect` again");
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or FormatException)
        {
            // How System.Text.Json says that a property is missing, of another kind or out of range.
            long line = failure is JsonException { LineNumber: { } number } ? number + 1 : 0;
            return Parsed<T>.Failed(new SourceLocation(file, line, (failure as JsonException)?.BytePositionInLine ?? 0), $"this is no {what}: {JsonTexts.Reason(failure)}");
        }
    }
}
