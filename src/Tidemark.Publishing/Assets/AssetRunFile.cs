using System.Text.Json;
using Tidemark.Model;
using Tidemark.Publishing.Findings;

namespace Tidemark.Publishing.Assets;

/// <summary>A run of a detector of assets as it lies beside its findings: <c>findings/DETECTOR.run.json</c>.</summary>
public static class AssetRunFile
{
    /// <summary>What such a file's name ends in.</summary>
    public const string Ending = ".run.json";

    private const int Format = 1;

    // The default encoder escapes everything that could act in a terminal or a page.
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        MaxDepth = 16,
    };

    /// <summary>Writes a run; the bytes depend on its content alone. The stream stays open.</summary>
    public static void Write(AssetRun run, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, new Envelope(Format, run), Json);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Reads a run back.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="file">Its name, for the fault.</param>
    public static Parsed<AssetRun> Read(Stream stream, string file)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            Envelope? envelope = JsonSerializer.Deserialize<Envelope>(stream, Json);
            return envelope is { Format: Format }
                ? Parsed<AssetRun>.Of(envelope.Run)
                : Parsed<AssetRun>.Failed(new SourceLocation(file, 0, 0), "this was written by another version of Tidemark; run `tidemark detect` again");
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or FormatException)
        {
            long line = failure is JsonException { LineNumber: { } number } ? number + 1 : 0;
            return Parsed<AssetRun>.Failed(new SourceLocation(file, line, (failure as JsonException)?.BytePositionInLine ?? 0), $"this is no run of a detector: {JsonTexts.Reason(failure)}");
        }
    }

    private sealed record Envelope(int Format, AssetRun Run);
}
