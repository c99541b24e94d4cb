using System.Text;
using System.Text.Json.Nodes;
using Tidemark.Publishing.Json;
using Tidemark.Publishing.Stix;
using Tidemark.Tests.House;
using Xunit;
using JsonValue = Tidemark.Publishing.Json.JsonValue;

namespace Tidemark.Tests.Publishing.Stix;

public sealed class DeterministicIdTests
{
    [Theory]
    [InlineData("{\"type\":\"domain-name\",\"value\":\"harbour.example\"}", "{\"value\":\"harbour.example\"}")]
    [InlineData("{\"type\":\"file\",\"name\":\"\\u00e9\",\"hashes\":{\"SHA-256\":\"b\",\"MD5\":\"a\"},\"size\":1}", "{\"hashes\":{\"MD5\":\"a\"},\"name\":\"\u00E9\"}")]
    [InlineData("{\"type\":\"file\",\"hashes\":{\"TLSH\":\"t\",\"SSDEEP\":\"s\"}}", "{\"hashes\":{\"TLSH\":\"t\"}}")]
    [InlineData("{\"type\":\"network-traffic\",\"src_port\":8.0e1,\"protocols\":[\"b\",\"a\"],\"dst_byte_count\":7}", "{\"protocols\":[\"b\",\"a\"],\"src_port\":80}")]
    public void It_is_a_name_based_uuid_over_the_contributing_properties(string json, string canonical)
    {
        string type = JsonNode.Parse(json)!["type"]!.GetValue<string>();
        Guid expected = DeterministicId.Version5(new Guid("00abedb4-aa42-466c-9c01-fed23315a9b7"), Encoding.UTF8.GetBytes(canonical));

        Assert.Equal($"{type}--{expected}", DeterministicId.Of(Read(json)));
    }

    // RFC 9562, appendix A.4: the one known answer of version 5 in a standard.
    [Fact]
    public void Version_5_gives_the_answer_of_the_standard() => Assert.Equal(
        "2ed6657d-e927-568b-95e1-2665a8aea6a2",
        DeterministicId.Version5(new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"u8).ToString());

    [Theory]
    [InlineData("{\"type\":\"process\",\"pid\":1}")]
    [InlineData("{\"type\":\"user-account\",\"display_name\":\"Ann\"}")]
    [InlineData("{\"type\":\"identity\",\"name\":\"Ann\"}")]
    [InlineData("{\"value\":\"x\"}")]
    [InlineData("[]")]
    public void Without_a_contributing_property_there_is_none(string json) => Assert.Null(DeterministicId.Of(Read(json)));

    [Fact]
    public void All_known_answers_are_met()
    {
        string file = Repository.At("..", "shared", "golden", "stix", "sco-golden.json");
        Assert.SkipUnless(File.Exists(file), "needs ../shared/golden/stix");
        JsonTree tree = JsonTree.Read(File.ReadAllBytes(file), "f").Value;
        int count = 0;
        foreach (JsonValue answer in tree.Root.Items)
        {
            Assert.True(answer.TryGet("object", out JsonValue item));
            Assert.Equal(answer.TextOf("expected_id"), DeterministicId.Of(item));
            count++;
        }
        Assert.Equal(84, count);
    }

    private static JsonValue Read(string json) => JsonTree.Read(Encoding.UTF8.GetBytes(json), "f").Value.Root;
}
