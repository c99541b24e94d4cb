using Tidemark.Publishing.Stix;
using Xunit;

namespace Tidemark.Tests.Publishing.Stix;

public sealed class StixPatternTests
{
    [Theory]
    [InlineData("[url:value = 'https://a.example/']")]
    [InlineData("[file:hashes.'SHA-256' = 'ab' AND NOT file:size > 5] FOLLOWEDBY [x-y:z[*].a[0] IN (1, 'b', t'2024-01-01T00:00:00Z')] WITHIN 5.5 SECONDS")]
    [InlineData("([a:b LIKE 'x%'] OR [c:d MATCHES '^y']) AND [EXISTS e:f] REPEATS 3 TIMES START t'2024' STOP t'2025'")]
    [InlineData("[(ipv4-addr:value ISSUBSET '192.0.2.0/24' OR a:b NOT = true) AND c:d != h'ff']")]
    [InlineData("[a:b = 'it\\'s']")]
    public void A_pattern_is_taken(string pattern) => Assert.Null(StixPattern.Fault(pattern));

    [Theory]
    [InlineData("", "missing at the end")]
    [InlineData("[]", "an object path is expected at 1")]
    [InlineData("a:b = 'x'", "'[' is expected at 0")]
    [InlineData("[a:b = \"x\"]", "unexpected character at 6")]
    [InlineData("[a:b]", "a comparison is expected at 4")]
    [InlineData("[a:b = ]", "a literal")]
    [InlineData("[a:b = 'x'", "']' is missing at the end")]
    [InlineData("[a:b = 'x'] [c:d = 'y']", "the end is expected")]
    [InlineData("[a:b LIKE 5]", "a text")]
    [InlineData("[a = 5]", "an object path")]
    [InlineData("[a:b = 1] WITHIN 'x' SECONDS", "a number")]
    [InlineData("[a:b[x] = 1]", "a list index")]
    public void A_fault_says_what_was_expected_where(string pattern, string words) =>
        Assert.Contains(words, StixPattern.Fault(pattern), StringComparison.Ordinal);

    [Fact]
    public void Deep_and_long_patterns_end()
    {
        Assert.Contains("nest deeper", StixPattern.Fault(new string('(', 100_000)), StringComparison.Ordinal);
        Assert.Contains("nest deeper", StixPattern.Fault("[" + new string('(', 100_000)), StringComparison.Ordinal);
        Assert.Null(StixPattern.Fault(string.Join(" OR ", Enumerable.Repeat("[a:b = 1]", 10_000))));
        Assert.NotNull(StixPattern.Fault("[a:b = '" + new string('\\', 100_001)));
    }
}
