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

    private static JsonSerializerOptions Json => DetectedDocument.Options;

    /// <summary>Writes a run; the bytes depend on its content alone. The stream stays open.</summary>
    public static void Write(AssetRun run, Stream stream)
    {
        DetectedDocument.Write(new Envelope(Format, run), stream, Json);
    }

    /// <summary>Reads a run back.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="file">Its name, for the fault.</param>
    public static Parsed<AssetRun> Read(Stream stream, string file) =>
        DetectedDocument.Read<Envelope, AssetRun>(stream, file, "run of a detector", Json, envelope => envelope.Format == Format ? envelope.Run : null);

    private sealed record Envelope(int Format, AssetRun Run);
}
