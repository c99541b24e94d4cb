using System.Text.Json;
using System.Text.Json.Serialization;
using Tidemark.Model;
using Tidemark.Publishing.Findings;

namespace Tidemark.Publishing.Reports;

/// <summary>
/// The figures and rows of a report as they lie beside the findings of a case: <c>findings/coordination.report.json</c>. A report
/// is rendered from this file and never from another run, so that what is published is what was found.
/// </summary>
public static class ReportFile
{
    /// <summary>The file's name in the folder of findings; further reports end alike: "NAME.report.json".</summary>
    public const string Name = "coordination" + Ending;

    /// <summary>How the name of every such file ends.</summary>
    public const string Ending = ".report.json";

    private const int Format = 1;

    // The default encoder escapes everything that could act in a terminal or a page.
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        MaxDepth = 16,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Writes a report; the bytes depend on its content alone. The stream stays open.</summary>
    /// <exception cref="ArgumentException">A figure is not finite: a bug of the detector.</exception>
    public static void Write(CoordinationReport report, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, new Envelope(Format, report), Json);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Reads a report back.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="file">Its name, for the fault.</param>
    public static Parsed<CoordinationReport> Read(Stream stream, string file)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            Envelope? envelope = JsonSerializer.Deserialize<Envelope>(stream, Json);
            return envelope is { Format: Format }
                ? Parsed<CoordinationReport>.Of(envelope.Report)
                : Parsed<CoordinationReport>.Failed(new SourceLocation(file, 0, 0), "this report was written by another version of Tidemark; run `tidemark detect` again");
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or FormatException)
        {
            // How System.Text.Json says that a property is missing, of another kind or out of range.
            long line = failure is JsonException { LineNumber: { } number } ? number + 1 : 0;
            return Parsed<CoordinationReport>.Failed(new SourceLocation(file, line, (failure as JsonException)?.BytePositionInLine ?? 0), $"this is no report: {JsonTexts.Reason(failure)}");
        }
    }

    private sealed record Envelope(int Format, CoordinationReport Report);
}
