using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using CsCheck;
using Tidemark.Publishing.Graphs;
using Xunit;

namespace Tidemark.Tests.Publishing.Graphs;

public sealed class GraphExportTests
{
    private static readonly XNamespace GexfNs = "http://gexf.net/1.3";
    private static readonly XNamespace Viz = "http://gexf.net/1.3/viz";
    private static readonly XNamespace GraphMlNs = "http://graphml.graphdrawing.org/xmlns";

    private static readonly Network Small = new(
        "Accounts that shared the same links.",
        [
            new NetworkNode("zoe", "Zoe") { Posts = 7, X = 0.25, Y = 0.75, Radius = 0.01 },
            new NetworkNode("adam", "A") { Group = 1, Core = 1, X = 0.5, Y = 0.5, Radius = 0.02 },
            new NetworkNode("ben", "B") { Group = 1, Core = 1, X = 0.1, Y = 0, Radius = 0.02 },
        ],
        [
            new NetworkEdge("zoe", "ben", "link", 3),
            new NetworkEdge("ben", "adam", "link", 12) { MeanDeltaSeconds = 4.25, Expected = 0.03, P = 1e-20, Q = 3e-18 },
        ]);

    private static string Gexf_(Network network) => Write(network, Gexf.Write);

    private static string GraphMl_(Network network) => Write(network, GraphMl.Write);

    private static string Write(Network network, Action<Network, Stream> write)
    {
        using var stream = new MemoryStream();
        write(network, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static XDocument Read(string xml)
    {
        using var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return XDocument.Load(reader);
    }

    [Fact]
    public void GEXF_is_written_as_Gephi_reads_it()
    {
        const string expected = """
            <?xml version="1.0" encoding="utf-8"?>
            <gexf xmlns:viz="http://gexf.net/1.3/viz" version="1.3" xmlns="http://gexf.net/1.3">
             <meta>
              <creator>Tidemark</creator>
              <description>Accounts that shared the same links.</description>
             </meta>
             <graph defaultedgetype="undirected" mode="static">
              <attributes class="node">
               <attribute id="account" title="account" type="string" />
               <attribute id="posts" title="posts" type="long" />
               <attribute id="group" title="group" type="integer" />
               <attribute id="core" title="core" type="integer" />
              </attributes>
              <attributes class="edge">
               <attribute id="trace" title="trace" type="string" />
               <attribute id="mean_delta_seconds" title="mean_delta_seconds" type="double" />
               <attribute id="expected" title="expected" type="double" />
               <attribute id="p" title="p" type="double" />
               <attribute id="q" title="q" type="double" />
              </attributes>
              <nodes>
               <node id="n0" label="A">
                <attvalues>
                 <attvalue for="account" value="adam" />
                 <attvalue for="posts" value="0" />
                 <attvalue for="group" value="1" />
                 <attvalue for="core" value="1" />
                </attvalues>
                <viz:color r="0" g="114" b="178" />
                <viz:position x="500" y="500" z="0" />
                <viz:size value="20" />
               </node>
               <node id="n1" label="B">
                <attvalues>
                 <attvalue for="account" value="ben" />
                 <attvalue for="posts" value="0" />
                 <attvalue for="group" value="1" />
                 <attvalue for="core" value="1" />
                </attvalues>
                <viz:color r="0" g="114" b="178" />
                <viz:position x="100" y="1000" z="0" />
                <viz:size value="20" />
               </node>
               <node id="n2" label="Zoe">
                <attvalues>
                 <attvalue for="account" value="zoe" />
                 <attvalue for="posts" value="7" />
                </attvalues>
                <viz:color r="153" g="153" b="153" />
                <viz:position x="250" y="250" z="0" />
                <viz:size value="10" />
               </node>
              </nodes>
              <edges>
               <edge id="e0" source="n0" target="n1" weight="12" kind="link">
                <attvalues>
                 <attvalue for="trace" value="link" />
                 <attvalue for="mean_delta_seconds" value="4.25" />
                 <attvalue for="expected" value="0.03" />
                 <attvalue for="p" value="1E-20" />
                 <attvalue for="q" value="3E-18" />
                </attvalues>
               </edge>
               <edge id="e1" source="n1" target="n2" weight="3" kind="link">
                <attvalues>
                 <attvalue for="trace" value="link" />
                </attvalues>
               </edge>
              </edges>
             </graph>
            </gexf>
            """;
        Assert.Equal(expected, Gexf_(Small));
    }

    [Fact]
    public void GraphML_declares_every_key_it_uses_and_holds_the_same_network()
    {
        XElement root = Read(GraphMl_(Small)).Root!;
        Assert.Equal(GraphMlNs + "graphml", root.Name);
        var keys = root.Elements(GraphMlNs + "key").ToDictionary(k => k.Attribute("id")!.Value, k => k.Attribute("for")!.Value);
        foreach (XElement data in root.Descendants(GraphMlNs + "data"))
        {
            Assert.Equal(data.Parent!.Name.LocalName, keys[data.Attribute("key")!.Value]);
        }
        string Data(XElement of, string key) => of.Elements(GraphMlNs + "data").Single(d => d.Attribute("key")!.Value == key).Value;
        XElement[] nodes = [.. root.Descendants(GraphMlNs + "node")];
        Assert.Equal(["adam", "ben", "zoe"], nodes.Select(n => Data(n, "account")));
        Assert.Equal(["500 500 20", "100 1000 20", "250 250 10"], nodes.Select(n => $"{Data(n, "x")} {Data(n, "y")} {Data(n, "size")}"));
        XElement edge = root.Descendants(GraphMlNs + "edge").First();
        Assert.Equal(("n0", "n1", "12", "1E-20"),
            (edge.Attribute("source")!.Value, edge.Attribute("target")!.Value, Data(edge, "weight"), Data(edge, "p")));
    }

    [Fact]
    public void The_order_in_which_nodes_and_edges_come_plays_no_part()
    {
        Network turned = Small with
        {
            Nodes = [.. Small.Nodes.Reverse()],
            Edges = [.. Small.Edges.Reverse().Select(e => e with { From = e.To, To = e.From })],
        };
        Assert.Equal(Gexf_(Small), Gexf_(turned));
        Assert.Equal(GraphMl_(Small), GraphMl_(turned));
    }

    [Fact]
    public void Hostile_names_stay_names() =>
        Gen.Select(Gen.String[Gen.OneOf(Gen.Char["]]><&\"'\0\u0007\t\r\n\uD800\uDC00\uFFFE\u202E=a"], Gen.Char), 1, 12], Gen.String[Gen.Char, 0, 8])
            .Sample((name, label) =>
            {
                var network = new Network(label, [new NetworkNode(name, label), new NetworkNode(name + "2", name)], [new NetworkEdge(name, name + "2", label, 1)]);
                XDocument gexf = Read(Gexf_(network));
                string[] accounts = [.. gexf.Descendants(GexfNs + "node").Elements(GexfNs + "attvalues").Elements()
                    .Where(v => v.Attribute("for")!.Value == "account").Select(v => v.Attribute("value")!.Value)];
                Assert.Equal([.. new[] { name, name + "2" }.Order(StringComparer.Ordinal).Select(GraphXml.Text)], accounts);
                Assert.Equal(2, gexf.Descendants(Viz + "position").Count());
                XDocument graphMl = Read(GraphMl_(network));
                Assert.Equal(accounts, graphMl.Descendants(GraphMlNs + "data").Where(d => d.Attribute("key")!.Value == "account").Select(d => d.Value));
                Assert.Single(graphMl.Descendants(GraphMlNs + "edge"));
            });

    [Fact]
    public void Characters_XML_forbids_are_shown_and_all_others_kept()
    {
        // Not as theory data: halves of surrogate pairs do not survive in attributes.
        (string Text, string Shown)[] cases =
        [
            ("bell\u0007", "bell\\u{0007}"), ("half\uD83D", "half\\u{D83D}"), ("\uDC1Fhalf", "\\u{DC1F}half"), ("\uD83D\uD83D\uDC1F", "\\u{D83D}🐟"),
            ("fish 🐟", "fish 🐟"), ("]]>", "]]>"), ("\uFFFE", "\\u{FFFE}"), ("", ""),
        ];
        Assert.All(cases, c => Assert.Equal(c.Shown, GraphXml.Text(c.Text)));
    }

    [Fact]
    public void Numbers_know_no_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        string expected = Gexf_(Small) + GraphMl_(Small);
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            Assert.Equal(expected, Gexf_(Small) + GraphMl_(Small));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_network_with_an_edge_to_nowhere_or_two_accounts_of_one_name_is_a_bug_and_throws()
    {
        Assert.Throws<ArgumentException>(() => Gexf_(Small with { Nodes = [.. Small.Nodes.Skip(1)] }));
        Assert.Throws<ArgumentException>(() => GraphMl_(Small with { Nodes = [.. Small.Nodes, Small.Nodes[0]] }));
    }

    [Fact]
    public void An_empty_network_is_a_valid_file()
    {
        var empty = new Network("", [], []);
        Assert.Empty(Read(Gexf_(empty)).Descendants(GexfNs + "node"));
        Assert.Empty(Read(GraphMl_(empty)).Descendants(GraphMlNs + "node"));
    }
}
