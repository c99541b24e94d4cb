using System.Text;
using CsCheck;
using Tidemark.Model;
using Tidemark.Publishing.Findings;
using Tidemark.Publishing.Graphs;
using Xunit;

namespace Tidemark.Tests.Publishing.Findings;

public sealed class CaseFilesTests
{
    private static readonly Finding Sample = new()
    {
        Id = "finding-1", Detector = "coordination", Version = "1",
        Options = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["q"] = "0.01", ["window"] = "60" },
        Seed = ulong.MaxValue, Inputs = ["ab"], Subjects = ["x\u202E", "y\n\"</script>"],
        Sentence = "Two accounts shared 12 links within 60 seconds of each other.",
        Measures = [new Measure("accounts", 2, "accounts"), new Measure("density", 0.1, "1", 0.05, 0.2)],
        Null = new NullModel("rate", 0.03, 12, 1e-20, 3e-18, 1_000_000_000_000),
        Evidence = [new EvidenceRef(new string('a', 64), 17, 812, 99)],
        InnocentExplanations = ["a shared feed"], WouldRefute = ["one owner who says so"],
    };

    private static string Write(params Finding[] findings)
    {
        using var stream = new MemoryStream();
        FindingLines.Write(findings, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Write(Network network)
    {
        using var stream = new MemoryStream();
        NetworkFile.Write(network, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [Fact]
    public void A_finding_reads_back_as_it_was_written_one_line_each()
    {
        string text = Write(Sample, Sample with { Id = "finding-2", Null = null });
        Assert.Equal(2, text.Count(c => c == '\n'));
        Assert.DoesNotContain('\u202E', text);
        Finding[] back = [.. FindingLines.Read(text.Split('\n'), "f.jsonl").Select(f => f.Value)];
        Assert.Equal(text, Write(back));
        Assert.Equal(Sample.Subjects, back[0].Subjects);
        Assert.Equal(Sample.Null, back[0].Null);
        Assert.Equal(Sample.Evidence, back[0].Evidence);
        Assert.Equal(Sample.Measures, back[0].Measures);
        Assert.Null(back[1].Null);
    }

    [Fact]
    public void A_damaged_line_is_a_located_fault_and_the_others_are_read()
    {
        string good = Write(Sample).TrimEnd('\n');
        Parsed<Finding>[] read = [.. FindingLines.Read(
            [good, "{", good.Replace("\"sentence\"", "\"sentense\"", StringComparison.Ordinal), good.Replace(":18446744073709551615", ":-1", StringComparison.Ordinal), "7", good], "f.jsonl")];
        Assert.Equal([true, false, false, false, false, true], read.Select(r => r.Ok));
        Assert.Equal([2L, 3L, 4L, 5L], read.Where(r => !r.Ok).Select(r => r.Fault.Where.Line));
        Assert.Contains("'sentence' is missing", read[2].Fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_change_of_a_byte_is_a_fault_or_a_finding_and_never_throws()
    {
        byte[] good = Encoding.UTF8.GetBytes(Write(Sample).TrimEnd('\n'));
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).Sample((at, value) =>
        {
            byte[] changed = (byte[])good.Clone();
            changed[at] = value;
            Assert.Single(FindingLines.Read([Encoding.UTF8.GetString(changed)], "f.jsonl"));
        });
    }

    [Fact]
    public void A_network_reads_back_as_it_was_written()
    {
        var network = new Network("d",
            [new NetworkNode("b", "B") { Group = 2, Core = 3, X = 0.125, Y = 0.5, Radius = 0.01, Posts = 9 }, new NetworkNode("a", "A")],
            [new NetworkEdge("b", "a", "link", 3) { P = 1e-9 }])
        {
            Inputs = ["cd", "ab"],
        };
        string text = Write(network);
        Network back = NetworkFile.Read(text, "n.json").Value;
        Assert.Equal(text, Write(back));
        Assert.Equal(["ab", "cd"], back.Inputs);
        Assert.Equal([network.Nodes[1], network.Nodes[0]], back.Nodes);
        Assert.Equal(network.Edges[0] with { From = "a", To = "b" }, Assert.Single(back.Edges));
    }

    [Theory]
    [InlineData("\"a\":\"a\"", "\"a\":\"nobody\"")]
    [InlineData("\"account\":\"b\"", "\"account\":\"a\"")]
    [InlineData("\"weight\":3", "\"weight\":\"3\"")]
    public void A_damaged_network_is_a_fault(string part, string instead)
    {
        string text = Write(new Network("d", [new NetworkNode("b", "B"), new NetworkNode("a", "A")], [new NetworkEdge("b", "a", "link", 3)]));
        Assert.True(NetworkFile.Read(text, "n.json").Ok);
        Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.False(NetworkFile.Read(text.Replace(part, instead, StringComparison.Ordinal), "n.json").Ok);
    }
}
