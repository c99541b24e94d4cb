using System.Text;
using Tidemark.Publishing.Json;
using Xunit;

namespace Tidemark.Tests.Publishing.Json;

public sealed class CanonicalJsonTests
{
    // ECMA-262, Number::toString; the first rows are those of RFC 8785, appendix B.
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("5e-324", "5e-324")]
    [InlineData("-1.7976931348623157e308", "-1.7976931348623157e+308")]
    [InlineData("9007199254740992", "9007199254740992")]
    [InlineData("295147905179352830000", "295147905179352830000")]
    [InlineData("1e21", "1e+21")]
    [InlineData("9.999999999999997e22", "9.999999999999997e+22")]
    [InlineData("1e-6", "0.000001")]
    [InlineData("1e-7", "1e-7")]
    [InlineData("333333333.33333329", "333333333.3333333")]
    [InlineData("1424953923781206.25", "1424953923781206.2")]
    [InlineData("4.50", "4.5")]
    [InlineData("2e-3", "0.002")]
    [InlineData("1E30", "1e+30")]
    [InlineData("-100.0", "-100")]
    public void Numbers_are_printed_as_ECMAScript_does(string written, string canonical) => Assert.Equal(canonical, Of(written));

    [Fact]
    public void Names_sort_by_UTF_16_and_only_what_must_be_is_escaped()
    {
        // U+1F600 begins with 0xD83D, which sorts before U+FB33 though its code point is larger.
        Assert.Equal("{\"\\r\":1,\"1\":2,\"\u00F6\":3,\"\u20AC\":4,\"\U0001F600\":5,\"\uFB33\":6}",
            Of("{\"\uFB33\":6,\"\U0001F600\":5,\"\u20AC\":4,\"\u00F6\":3,\"1\":2,\"\\r\":1}"));
        Assert.Equal("\"\\u000f\\n\\\"\\\\/<\u007F\u2028\"", Of("\"\\u000F\\u000a\\\"\\\\\\/\\u003c\\u007f\\u2028\""));
        Assert.Equal("[true,false,null,{},[]]", Of("[ true , false , null , { } , [ ] ]"));
    }

    [Fact]
    public void What_no_double_holds_has_no_canonical_text()
    {
        JsonValue value = JsonTree.Read("[{\"a\":1e400}]"u8.ToArray(), "f").Value.Root;

        Assert.True(CanonicalJson.Overflows(value));
        Assert.Throws<OverflowException>(() => CanonicalJson.Of(value));
    }

    private static string Of(string json) => CanonicalJson.Of(JsonTree.Read(Encoding.UTF8.GetBytes(json), "f").Value.Root);
}
