using System.Text.Json;
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

    private static readonly JsonSerializerOptions Json = new(DetectedDocument.Options) { IgnoreReadOnlyProperties = true };

    /// <summary>Writes a report; the bytes depend on its content alone. The stream stays open.</summary>
    /// <exception cref="ArgumentException">A figure is not finite: a bug of the detector.</exception>
    public static void Write(CoordinationReport report, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(report);
        DetectedDocument.Write(new Envelope(Format, report), stream, Json);
    }

    /// <summary>Reads a report back.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="file">Its name, for the fault.</param>
    public static Parsed<CoordinationReport> Read(Stream stream, string file) =>
        DetectedDocument.Read<Envelope, CoordinationReport>(stream, file, "report", Json, envelope => envelope.Format == Format ? envelope.Report : null);

    private sealed record Envelope(int Format, CoordinationReport Report);
}
