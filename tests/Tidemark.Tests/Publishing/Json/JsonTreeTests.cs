using System.Text;
using Tidemark.Model;
using Tidemark.Publishing.Json;
using Xunit;

namespace Tidemark.Tests.Publishing.Json;

public sealed class JsonTreeTests
{
    [Theory]
    [InlineData("", "it is empty", 1, 0)]
    [InlineData("{\"a\":1,\n \"a\":2}", "appears twice", 2, 9)]
    [InlineData("{\"a\":1,\n \"\\u0061\":2}", "appears twice", 2, 9)]
    [InlineData("[NaN]", "'N' is an invalid start of a value", 1, 1)]
    [InlineData("{\"a\":1,}", "trailing comma", 1, 7)]
    [InlineData("[1\n,\n2", "Expected", 3, 6)]
    [InlineData("[\"\\ud800\"]", "half a surrogate pair", 1, 2)]
    [InlineData("[\"x\\udc00\\ud800\"]", "half a surrogate pair", 1, 3)]
    [InlineData("\uFEFF{}", "byte order mark", 1, 0)]
    public void A_fault_says_what_is_wrong_and_where(string text, string reason, long line, long at)
    {
        Parsed<JsonTree> read = Read(Encoding.UTF8.GetBytes(text));

        Assert.False(read.Ok);
        Assert.Contains(reason, read.Fault.Reason, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(new SourceLocation("f", line, at), read.Fault.Where);
    }

    [Theory]
    [InlineData("{\"a\":1,}", "trailing comma at the end")]
    [InlineData(" \n ", "does not contain any JSON tokens")]
    public void Advice_for_programmers_is_left_out(string text, string end) =>
        Assert.EndsWith(end, Read(Encoding.UTF8.GetBytes(text)).Fault.Reason, StringComparison.Ordinal);

    [Fact]
    public void Other_encodings_and_broken_bytes_are_told()
    {
        Assert.Contains("UTF-16", Read(Encoding.Unicode.GetBytes("{}")).Fault.Reason, StringComparison.Ordinal);
        Assert.Contains("UTF-16", Read([0xFE, 0xFF, 0, (byte)'{']).Fault.Reason, StringComparison.Ordinal);
        Fault broken = Read([.. "[1,\n\""u8, 0xC3, 0x28, .. "\"]"u8]).Fault;
        Assert.Equal(("byte 0xc3 is not UTF-8", new SourceLocation("f", 2, 5)), (broken.Reason, broken.Where));
    }

    [Fact]
    public void Nesting_is_bounded_and_said_in_our_words()
    {
        Assert.True(Read(Nested(JsonTree.Deepest)).Ok);
        Assert.Contains("deeper than 256", Read(Nested(JsonTree.Deepest + 1)).Fault.Reason, StringComparison.Ordinal);
        Assert.Contains("deeper than 256", Read(Nested(200_000)).Fault.Reason, StringComparison.Ordinal);

        static byte[] Nested(int depth) => [.. Enumerable.Repeat((byte)'[', depth), .. Enumerable.Repeat((byte)']', depth)];
    }

    [Fact]
    public void Repeated_names_are_found_in_long_objects_too()
    {
        string many = string.Join(",", Enumerable.Range(0, 5_000).Select(i => $"\"k{i}\":{i}"));
        Assert.True(Read(Encoding.UTF8.GetBytes($"{{{many}}}")).Ok);
        Assert.Contains("'k7' appears twice", Read(Encoding.UTF8.GetBytes($"{{{many},\"k7\":0}}")).Fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_are_found_by_name_and_place()
    {
        JsonValue root = Read("{\"a\":[1,{\"b\\u0063\":\"\\ud83d\\ude00\\n\"},null,true],\"n\":-1.5e3,\"e\":{}}"u8.ToArray()).Value.Root;

        Assert.Equal(3, root.Count);
        Assert.True(root.TryGet("a", out JsonValue list));
        Assert.Equal([JsonKind.Number, JsonKind.Object, JsonKind.Null, JsonKind.True], list.Items.Select(item => item.Kind));
        Assert.Equal("\U0001F600\n", list.Items.ElementAt(1).TextOf("bc"));
        Assert.True(root.TryGet("n", out JsonValue number));
        Assert.Equal(-1500, number.Number);
        Assert.Equal(["a", "n", "e"], root.Properties.Select(property => property.Name));
        Assert.False(root.Has("b"));
    }

    [Fact]
    public void Many_values_stay_in_order_across_the_table()
    {
        string text = "[" + string.Join(",", Enumerable.Range(0, 150_000).Select(i => $"[{i}]")) + "]";
        JsonValue root = Read(Encoding.ASCII.GetBytes(text)).Value.Root;

        Assert.Equal(Enumerable.Range(0, 150_000).Select(i => (double)i), root.Items.Select(item => item.Items.Single().Number));
    }

    private static Parsed<JsonTree> Read(byte[] bytes) => JsonTree.Read(bytes, "f");
}
