using System.Text.Json;
using Tidemark.Model;

namespace Tidemark.Publishing.Findings;

/// <summary>
/// Findings as they lie in a case: <c>findings/DETECTOR.jsonl</c>, one JSON object a line, UTF-8. The same findings give the same
/// bytes: properties in a fixed order, numbers in the fewest digits that read back, no date.
/// </summary>
public static class FindingLines
{
    /// <summary>Writes findings in the order given; the stream stays open.</summary>
    public static void Write(IEnumerable<Finding> findings, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(stream);
        using var writer = new Utf8JsonWriter(stream, JsonTexts.Writing);
        foreach (Finding finding in findings)
        {
            writer.Reset();
            Write(finding, writer);
            writer.Flush();
            stream.WriteByte((byte)'\n');
        }
    }

    /// <summary>Reads findings line by line; a line that is none is a located fault, and reading goes on after it.</summary>
    /// <param name="lines">The file's lines.</param>
    /// <param name="file">Its name, for faults.</param>
    public static IEnumerable<Parsed<Finding>> Read(IEnumerable<string> lines, string file)
    {
        ArgumentNullException.ThrowIfNull(lines);
        long number = 0;
        foreach (string line in lines)
        {
            number++;
            if (line.Length > 0)
            {
                yield return JsonTexts.Read(line, new SourceLocation(file, number, 0), "finding", Finding);
            }
        }
    }

    private static void Write(Finding finding, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", finding.Id);
        json.WriteString("detector", finding.Detector);
        json.WriteString("version", finding.Version);
        json.WriteStartObject("options");
        foreach ((string name, string value) in finding.Options.OrderBy(option => option.Key, StringComparer.Ordinal))
        {
            json.WriteString(name, value);
        }
        json.WriteEndObject();
        json.WriteNumber("seed", finding.Seed);
        json.Texts("inputs", finding.Inputs);
        json.Texts("subjects", finding.Subjects);
        json.WriteString("sentence", finding.Sentence);
        json.WriteStartArray("measures");
        foreach (Measure measure in finding.Measures)
        {
            json.WriteStartObject();
            json.WriteString("name", measure.Name);
            json.WriteNumber("value", measure.Value);
            json.WriteString("unit", measure.Unit);
            json.Figure("low", measure.Low);
            json.Figure("high", measure.High);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (finding.Null is { } chance)
        {
            json.WriteStartObject("null");
            json.WriteString("name", chance.Name);
            json.WriteNumber("expected", chance.Expected);
            json.WriteNumber("observed", chance.Observed);
            json.WriteNumber("p", chance.P);
            json.WriteNumber("q", chance.Q);
            json.WriteNumber("tests", chance.Tests);
            json.WriteEndObject();
        }
        json.WriteStartArray("evidence");
        foreach (EvidenceRef evidence in finding.Evidence)
        {
            json.WriteStartObject();
            json.WriteString("sha256", evidence.Sha256);
            json.WriteNumber("line", evidence.Line);
            json.WriteNumber("offset", evidence.Offset);
            json.WriteNumber("length", evidence.Length);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.Texts("innocent_explanations", finding.InnocentExplanations);
        json.Texts("would_refute", finding.WouldRefute);
        json.WriteEndObject();
    }

    private static Finding Finding(JsonElement json) => new()
    {
        Id = json.Text("id"),
        Detector = json.Text("detector"),
        Version = json.Text("version"),
        Options = new SortedDictionary<string, string>(
            json.Part("options").EnumerateObject().ToDictionary(option => option.Name, option => option.Value.Text()), StringComparer.Ordinal),
        Seed = json.Part("seed").GetUInt64(),
        Inputs = json.Texts("inputs"),
        Subjects = json.Texts("subjects"),
        Sentence = json.Text("sentence"),
        Measures = [.. json.Part("measures").EnumerateArray()
            .Select(m => new Measure(m.Text("name"), m.Figure("value"), m.Text("unit"), m.FigureOrNull("low"), m.FigureOrNull("high")))],
        Null = json.TryGetProperty("null", out JsonElement chance)
            ? new NullModel(
                chance.Text("name"), chance.Figure("expected"), chance.Figure("observed"), chance.Figure("p"), chance.Figure("q"),
                chance.Part("tests").GetInt64())
            : null,
        Evidence = [.. json.Part("evidence").EnumerateArray().Select(e => new EvidenceRef(
            e.Text("sha256"), e.Part("line").GetInt64(), e.Part("offset").GetInt64(), e.Part("length").GetInt64()))],
        InnocentExplanations = json.Texts("innocent_explanations"),
        WouldRefute = json.Texts("would_refute"),
    };
}
