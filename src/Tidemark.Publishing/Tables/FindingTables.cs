using System.Globalization;
using System.Text;
using System.Text.Json;
using Tidemark.Model;
using Tidemark.Publishing.Graphs;

namespace Tidemark.Publishing.Tables;

/// <summary>Findings and kept edges as CSV tables; row order by content alone.</summary>
public static class FindingTables
{
    /// <summary>
    /// One line a finding, by id. Lists (subjects, measures, options, inputs, explanations) are JSON in their cell, so that no separator
    /// can be forged by what stands in them.
    /// </summary>
    public static void WriteFindings(IEnumerable<Finding> findings, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(findings);
        using var table = new CsvTable(
            stream, "id", "detector", "version", "sentence", "subjects", "measures", "null_model", "expected", "observed", "p", "q", "tests",
            "options", "seed", "inputs", "evidence_rows", "innocent_explanations", "would_refute");
        foreach (Finding finding in findings.OrderBy(finding => finding.Id, StringComparer.Ordinal))
        {
            table.Text(finding.Id);
            table.Text(finding.Detector);
            table.Text(finding.Version);
            table.Text(finding.Sentence);
            table.Text(List(finding.Subjects));
            table.Text(Json(json =>
            {
                json.WriteStartArray();
                foreach (Measure measure in finding.Measures)
                {
                    json.WriteStartObject();
                    json.WriteString("name", measure.Name);
                    json.WriteNumber("value", measure.Value);
                    json.WriteString("unit", measure.Unit);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            }));
            table.Text(finding.Null?.Name);
            table.Number(finding.Null?.Expected ?? double.NaN);
            table.Number(finding.Null?.Observed ?? double.NaN);
            table.Number(finding.Null?.P ?? double.NaN);
            table.Number(finding.Null?.Q ?? double.NaN);
            table.Number(finding.Null?.Tests);
            table.Text(Json(json =>
            {
                json.WriteStartObject();
                foreach ((string name, string value) in finding.Options.OrderBy(option => option.Key, StringComparer.Ordinal))
                {
                    json.WriteString(name, value);
                }
                json.WriteEndObject();
            }));
            table.Text(finding.Seed.ToString(CultureInfo.InvariantCulture));
            table.Text(List(finding.Inputs));
            table.Number(finding.Evidence.Count);
            table.Text(List(finding.InnocentExplanations));
            table.Text(List(finding.WouldRefute));
            table.EndRow();
        }
    }

    /// <summary>One line a kept edge: the smaller account first, by accounts and trace.</summary>
    public static void WriteEdges(Network network, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(network);
        (NetworkNode[] nodes, (int From, int To, NetworkEdge Edge)[] edges) = network.InOrder();
        using var table = new CsvTable(
            stream, "account_a", "account_b", "trace", "weight", "mean_delta_seconds", "expected", "p", "q", "group_a", "group_b");
        foreach ((int from, int to, NetworkEdge edge) in edges)
        {
            table.Text(nodes[from].Id);
            table.Text(nodes[to].Id);
            table.Text(edge.Trace);
            table.Number(edge.Weight);
            table.Number(edge.MeanDeltaSeconds);
            table.Number(edge.Expected);
            table.Number(edge.P);
            table.Number(edge.Q);
            Group(nodes[from]);
            Group(nodes[to]);
            table.EndRow();
        }

        void Group(NetworkNode node) => table.Number(node.Group > 0 ? (long?)node.Group : null);
    }

    private static string List(IEnumerable<string> texts) => Json(json =>
    {
        json.WriteStartArray();
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }
        json.WriteEndArray();
    });

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            write(json);
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
