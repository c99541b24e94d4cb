using System.Text.Json;
using Tidemark.Model;
using Tidemark.Publishing.Graphs;
using Tidemark.Publishing.Reports;

namespace Tidemark.Publishing.Findings;

/// <summary>
/// The kept network of a case as it lies beside its findings: <c>findings/coordination.network.json</c>, one JSON object, UTF-8. What
/// exports of networks and edges are made of, so that they show what was found and not what another run would find.
/// </summary>
public static class NetworkFile
{
    /// <summary>The file's name in the folder of findings.</summary>
    public const string Name = "coordination.network.json";

    private const double DiscRadius = 0.004;

    /// <summary>The network of a report; where several kinds of trace were looked at, an edge for each that kept the pair.</summary>
    /// <param name="network">The report's network.</param>
    /// <param name="trace">Which kind of trace its edges are, where there is one: "link", "text" …</param>
    /// <param name="description">What an edge means and what it does not.</param>
    /// <param name="inputs">SHA-256 of each original it was found in, so that a retraction makes it stale.</param>
    public static Network Of(ReportNetwork network, string trace, string description, IReadOnlyList<string>? inputs = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new Network(
            description,
            [.. network.Nodes.Select(n => new NetworkNode(n.Key, n.Label ?? n.Key)
            {
                Group = n.Group ?? 0, X = n.X, Y = n.Y, Radius = DiscRadius, Posts = n.Posts,
            })],
            [.. network.Edges.SelectMany(e => e.ByKind.Count == 0
                ? [new NetworkEdge(e.A, e.B, trace, e.Weight) { MeanDeltaSeconds = e.MeanDeltaSeconds, Expected = e.Expected, P = e.P, Q = e.Q }]
                : e.ByKind.Where(k => k.Kept).Select(k => new NetworkEdge(e.A, e.B, k.Kind.ToString().ToLowerInvariant(), k.Weight)
                {
                    MeanDeltaSeconds = k.MeanDeltaSeconds ?? double.NaN, Expected = k.Expected ?? double.NaN, P = k.P, Q = k.Q,
                }))])
        {
            Inputs = inputs ?? [],
        };
    }

    /// <summary>Writes a network; the bytes depend on its content alone. The stream stays open.</summary>
    public static void Write(Network network, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        (NetworkNode[] nodes, (int From, int To, NetworkEdge Edge)[] edges) = network.InOrder();
        using var json = new Utf8JsonWriter(stream, JsonTexts.Writing);
        json.WriteStartObject();
        json.WriteString("description", network.Description);
        json.Texts("inputs", network.Inputs.Distinct().Order(StringComparer.Ordinal));
        json.WriteStartArray("nodes");
        foreach (NetworkNode node in nodes)
        {
            json.WriteStartObject();
            json.WriteString("account", node.Id);
            json.WriteString("label", node.Label);
            json.WriteNumber("group", node.Group);
            json.WriteNumber("core", node.Core);
            json.WriteNumber("posts", node.Posts);
            json.WriteNumber("x", node.X);
            json.WriteNumber("y", node.Y);
            json.WriteNumber("radius", node.Radius);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("edges");
        foreach ((int from, int to, NetworkEdge edge) in edges)
        {
            json.WriteStartObject();
            json.WriteString("a", nodes[from].Id);
            json.WriteString("b", nodes[to].Id);
            json.WriteString("trace", edge.Trace);
            json.WriteNumber("weight", edge.Weight);
            json.Figure("mean_delta_seconds", edge.MeanDeltaSeconds);
            json.Figure("expected", edge.Expected);
            json.Figure("p", edge.P);
            json.Figure("q", edge.Q);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Reads a network back.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">Its name, for the fault.</param>
    public static Parsed<Network> Read(string text, string file) => JsonTexts.Read(text, new SourceLocation(file, 0, 0), "network", json =>
    {
        var network = new Network(
            json.Text("description"),
            [.. json.Part("nodes").EnumerateArray().Select(n => new NetworkNode(n.Text("account"), n.Text("label"))
            {
                Group = n.Part("group").GetInt32(), Core = n.Part("core").GetInt32(), Posts = n.Part("posts").GetInt64(),
                X = n.Figure("x"), Y = n.Figure("y"), Radius = n.Figure("radius"),
            })],
            [.. json.Part("edges").EnumerateArray().Select(e => new NetworkEdge(e.Text("a"), e.Text("b"), e.Text("trace"), e.Figure("weight"))
            {
                MeanDeltaSeconds = e.FigureOrNull("mean_delta_seconds") ?? double.NaN, Expected = e.FigureOrNull("expected") ?? double.NaN,
                P = e.FigureOrNull("p") ?? double.NaN, Q = e.FigureOrNull("q") ?? double.NaN,
            })])
        {
            Inputs = json.Texts("inputs"),
        };
        // An edge to nowhere or an account named twice is damage, told here and not by whoever writes the network out.
        network.InOrder();
        return network;
    });
}
