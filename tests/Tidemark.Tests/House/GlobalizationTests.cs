using System.Globalization;
using System.Text;
using Tidemark.App;
using Xunit;

namespace Tidemark.Tests.House;

/// <summary>
/// InvariantGlobalization=true looks like a harmless saving. It silently turns NFKC into a no-op for everything but ASCII, so that
/// texts and tags that are the same would no longer match, and it breaks punycode.
/// </summary>
public sealed class GlobalizationTests
{
    [Fact]
    public void Compatibility_forms_are_unfolded() => Assert.Equal("fi", "ﬁ".Normalize(NormalizationForm.FormKC));

    [Fact]
    public void Accents_compose() => Assert.Equal("é", "e\u0301".Normalize(NormalizationForm.FormC));

    [Fact]
    public void Internationalised_names_go_to_punycode_and_back()
    {
        var names = new IdnMapping();
        Assert.Equal("xn--mnchen-3ya.example", names.GetAscii("münchen.example"));
        Assert.Equal("münchen.example", names.GetUnicode("xn--mnchen-3ya.example"));
    }

    [Fact]
    public void The_program_itself_is_built_with_it()
    {
        string settings = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "tidemark.runtimeconfig.json"));
        Assert.Contains("\"System.Globalization.Invariant\": false", settings, StringComparison.Ordinal);
        Assert.Equal("tidemark", typeof(Exit).Assembly.GetName().Name);
    }
}
