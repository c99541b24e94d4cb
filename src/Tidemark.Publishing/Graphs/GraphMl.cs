using System.Xml;

namespace Tidemark.Publishing.Graphs;

/// <summary>
/// Writes a network as GraphML (namespace <c>http://graphml.graphdrawing.org/xmlns</c>), for programs that do not read GEXF (igraph,
/// networkx, Cytoscape, yEd). Positions, sizes and colours are data keys named as Gephi names them. UTF-8; the bytes depend on the
/// network alone; no schema location that a program might fetch.
/// </summary>
public static class GraphMl
{
    private const string Namespace = "http://graphml.graphdrawing.org/xmlns";

    private static readonly (string For, string Name, string Type)[] Keys =
    [
        ("graph", "description", "string"),
        ("node", "label", "string"), ("node", "account", "string"), ("node", "posts", "long"), ("node", "group", "int"), ("node", "core", "int"),
        ("node", "x", "double"), ("node", "y", "double"), ("node", "size", "double"),
        ("node", "r", "int"), ("node", "g", "int"), ("node", "b", "int"),
        ("edge", "weight", "double"), ("edge", "trace", "string"),
        ("edge", "mean_delta_seconds", "double"), ("edge", "expected", "double"), ("edge", "p", "double"), ("edge", "q", "double"),
    ];

    /// <summary>Writes the network; the stream stays open. O(n log n) for the order of nodes and edges.</summary>
    public static void Write(Network network, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        (NetworkNode[] nodes, (int From, int To, NetworkEdge Edge)[] edges) = network.InOrder();
        using XmlWriter xml = GraphXml.Open(stream);
        xml.WriteStartDocument();
        xml.WriteStartElement("graphml", Namespace);
        foreach ((string of, string name, string type) in Keys)
        {
            xml.WriteStartElement("key", Namespace);
            xml.WriteAttributeString("id", name);
            xml.WriteAttributeString("for", of);
            xml.WriteAttributeString("attr.name", name);
            xml.WriteAttributeString("attr.type", type);
            xml.WriteEndElement();
        }
        xml.WriteStartElement("graph", Namespace);
        xml.WriteAttributeString("id", "network");
        xml.WriteAttributeString("edgedefault", "undirected");
        Data(xml, "description", GraphXml.Text(network.Description));
        for (int i = 0; i < nodes.Length; i++)
        {
            Node(xml, i, nodes[i]);
        }
        for (int i = 0; i < edges.Length; i++)
        {
            Edge(xml, i, edges[i].From, edges[i].To, edges[i].Edge);
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    private static void Node(XmlWriter xml, int place, NetworkNode node)
    {
        Rgb colour = Rgb.OfGroup(node.Group);
        xml.WriteStartElement("node", Namespace);
        xml.WriteAttributeString("id", "n" + GraphXml.Whole(place));
        Data(xml, "label", GraphXml.Text(node.Label));
        Data(xml, "account", GraphXml.Text(node.Id));
        Data(xml, "posts", GraphXml.Whole(node.Posts));
        if (node.Group > 0)
        {
            Data(xml, "group", GraphXml.Whole(node.Group));
            Data(xml, "core", GraphXml.Whole(node.Core));
        }
        Data(xml, "x", GraphXml.Place(node.X));
        Data(xml, "y", GraphXml.Height(node.Y));
        Data(xml, "size", GraphXml.Place(node.Radius));
        Data(xml, "r", GraphXml.Whole(colour.Red));
        Data(xml, "g", GraphXml.Whole(colour.Green));
        Data(xml, "b", GraphXml.Whole(colour.Blue));
        xml.WriteEndElement();
    }

    private static void Edge(XmlWriter xml, int place, int from, int to, NetworkEdge edge)
    {
        xml.WriteStartElement("edge", Namespace);
        xml.WriteAttributeString("id", "e" + GraphXml.Whole(place));
        xml.WriteAttributeString("source", "n" + GraphXml.Whole(from));
        xml.WriteAttributeString("target", "n" + GraphXml.Whole(to));
        Data(xml, "weight", GraphXml.Number(edge.Weight));
        Data(xml, "trace", GraphXml.Text(edge.Trace));
        foreach ((string name, double value) in GraphXml.Figures(edge))
        {
            Data(xml, name, GraphXml.Number(value));
        }
        xml.WriteEndElement();
    }

    private static void Data(XmlWriter xml, string key, string value)
    {
        xml.WriteStartElement("data", Namespace);
        xml.WriteAttributeString("key", key);
        xml.WriteString(value);
        xml.WriteEndElement();
    }
}
