using System.Xml;

namespace Tidemark.Publishing.Graphs;

/// <summary>
/// Writes a network as GEXF 1.3 (gexf.net, namespace <c>http://gexf.net/1.3</c>), with positions, sizes and colours, so that Gephi
/// opens the picture of the report. UTF-8; the bytes depend on the network alone; no date, no schema location that a program might fetch.
/// </summary>
/// <remarks>The schema files name the namespace with "www.", every program that reads or writes 1.3 without it; programs decide.</remarks>
public static class Gexf
{
    private const string Namespace = "http://gexf.net/1.3";
    private const string Viz = "http://gexf.net/1.3/viz";

    /// <summary>Writes the network; the stream stays open. O(n log n) for the order of nodes and edges.</summary>
    public static void Write(Network network, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        (NetworkNode[] nodes, (int From, int To, NetworkEdge Edge)[] edges) = network.InOrder();
        using XmlWriter xml = GraphXml.Open(stream);
        xml.WriteStartDocument();
        xml.WriteStartElement("gexf", Namespace);
        xml.WriteAttributeString("xmlns", "viz", null, Viz);
        xml.WriteAttributeString("version", "1.3");
        xml.WriteStartElement("meta", Namespace);
        xml.WriteElementString("creator", Namespace, "Tidemark");
        xml.WriteElementString("description", Namespace, GraphXml.Text(network.Description));
        xml.WriteEndElement();
        xml.WriteStartElement("graph", Namespace);
        xml.WriteAttributeString("defaultedgetype", "undirected");
        xml.WriteAttributeString("mode", "static");
        Columns(xml, "node", [("account", "string"), ("posts", "long"), ("group", "integer"), ("core", "integer")]);
        Columns(xml, "edge",
            [("trace", "string"), ("mean_delta_seconds", "double"), ("expected", "double"), ("p", "double"), ("q", "double")]);
        xml.WriteStartElement("nodes", Namespace);
        for (int i = 0; i < nodes.Length; i++)
        {
            Node(xml, i, nodes[i]);
        }
        xml.WriteEndElement();
        xml.WriteStartElement("edges", Namespace);
        for (int i = 0; i < edges.Length; i++)
        {
            Edge(xml, i, edges[i].From, edges[i].To, edges[i].Edge);
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    private static void Columns(XmlWriter xml, string of, (string Name, string Type)[] columns)
    {
        xml.WriteStartElement("attributes", Namespace);
        xml.WriteAttributeString("class", of);
        foreach ((string name, string type) in columns)
        {
            xml.WriteStartElement("attribute", Namespace);
            xml.WriteAttributeString("id", name);
            xml.WriteAttributeString("title", name);
            xml.WriteAttributeString("type", type);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Node(XmlWriter xml, int place, NetworkNode node)
    {
        xml.WriteStartElement("node", Namespace);
        xml.WriteAttributeString("id", "n" + GraphXml.Whole(place));
        xml.WriteAttributeString("label", GraphXml.Text(node.Label));
        xml.WriteStartElement("attvalues", Namespace);
        Value(xml, "account", GraphXml.Text(node.Id));
        Value(xml, "posts", GraphXml.Whole(node.Posts));
        if (node.Group > 0)
        {
            Value(xml, "group", GraphXml.Whole(node.Group));
            Value(xml, "core", GraphXml.Whole(node.Core));
        }
        xml.WriteEndElement();
        Rgb colour = Rgb.OfGroup(node.Group);
        xml.WriteStartElement("color", Viz);
        xml.WriteAttributeString("r", GraphXml.Whole(colour.Red));
        xml.WriteAttributeString("g", GraphXml.Whole(colour.Green));
        xml.WriteAttributeString("b", GraphXml.Whole(colour.Blue));
        xml.WriteEndElement();
        xml.WriteStartElement("position", Viz);
        xml.WriteAttributeString("x", GraphXml.Place(node.X));
        xml.WriteAttributeString("y", GraphXml.Height(node.Y));
        xml.WriteAttributeString("z", "0");
        xml.WriteEndElement();
        xml.WriteStartElement("size", Viz);
        xml.WriteAttributeString("value", GraphXml.Place(node.Radius));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Edge(XmlWriter xml, int place, int from, int to, NetworkEdge edge)
    {
        xml.WriteStartElement("edge", Namespace);
        xml.WriteAttributeString("id", "e" + GraphXml.Whole(place));
        xml.WriteAttributeString("source", "n" + GraphXml.Whole(from));
        xml.WriteAttributeString("target", "n" + GraphXml.Whole(to));
        xml.WriteAttributeString("weight", GraphXml.Number(edge.Weight));
        // Two accounts may share several kinds of trace: parallel edges, which GEXF 1.3 tells apart by kind.
        xml.WriteAttributeString("kind", GraphXml.Text(edge.Trace));
        xml.WriteStartElement("attvalues", Namespace);
        Value(xml, "trace", GraphXml.Text(edge.Trace));
        foreach ((string name, double value) in GraphXml.Figures(edge))
        {
            Value(xml, name, GraphXml.Number(value));
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Value(XmlWriter xml, string column, string value)
    {
        xml.WriteStartElement("attvalue", Namespace);
        xml.WriteAttributeString("for", column);
        xml.WriteAttributeString("value", value);
        xml.WriteEndElement();
    }
}
