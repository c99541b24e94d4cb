using System.Text.RegularExpressions;
using Xunit;

namespace Tidemark.Tests.House;

public sealed partial class BannedSymbolsTests
{
    private static readonly string[] Central = File.ReadAllLines(Repository.At("BannedSymbols.txt"));

    [Theory]
    [InlineData("System.DateTime.UtcNow")]
    [InlineData("System.DateTime.Now")]
    [InlineData("System.DateTimeOffset.UtcNow")]
    [InlineData("System.Random.Shared")]
    [InlineData("System.Random.#ctor")]
    [InlineData("System.Guid.NewGuid")]
    [InlineData("System.Net.Http.HttpClient")]
    [InlineData("System.Net.Sockets.Socket")]
    [InlineData("System.Net.Dns")]
    public void What_would_break_a_law_is_banned_everywhere(string symbol) =>
        Assert.Contains(Central, line => line[2..].Split(';')[0] == symbol);

    [Fact]
    public void Every_ban_names_something_that_exists()
    {
        // A ban with a slip of the pen bans nothing, and says nothing about it either.
        foreach (string line in Central.Concat(File.ReadAllLines(Repository.At("src", "Tidemark.Detection", "BannedSymbols.txt"))).Where(line => line.Length > 0))
        {
            Match ban = Ban().Match(line);
            Assert.True(ban.Success, line);
            string name = ban.Groups["name"].Value;
            if (ban.Groups["kind"].Value == "N")
            {
                continue;
            }
            bool exists = ban.Groups["kind"].Value == "T"
                ? TypeOf(name) is not null
                : TypeOf(name[..name.LastIndexOf('.')]) is { } type
                    && (name.EndsWith(".#ctor", StringComparison.Ordinal) ? type.GetConstructors().Length > 0 : type.GetMember(name[(name.LastIndexOf('.') + 1)..]).Length > 0);
            Assert.True(exists, line);
            Assert.True(ban.Groups["reason"].Value.Length > 10, $"'{line}' does not say why.");
        }
    }

    [Fact]
    public void The_analyzer_runs_in_every_project_and_its_warnings_are_errors()
    {
        string props = Repository.Read("Directory.Build.props");
        Assert.Contains("<PackageReference Include=\"Microsoft.CodeAnalysis.BannedApiAnalyzers\"", props, StringComparison.Ordinal);
        Assert.Contains("<AdditionalFiles Include=\"$(MSBuildThisFileDirectory)BannedSymbols.txt\" />", props, StringComparison.Ordinal);
        Assert.Contains("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", props, StringComparison.Ordinal);
        foreach ((string project, string path) in Repository.Projects)
        {
            string lockFile = File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, "packages.lock.json"));
            Assert.True(lockFile.Contains("\"Microsoft.CodeAnalysis.BannedApiAnalyzers\"", StringComparison.Ordinal), $"{project} does not restore the analyzer");
            string text = File.ReadAllText(path);
            Assert.False(text.Contains("RS0030", StringComparison.Ordinal) || text.Contains("<TreatWarningsAsErrors>", StringComparison.Ordinal), $"{project} opts out");
        }
    }

    [Fact]
    public void A_ban_is_lifted_only_where_the_house_agreed()
    {
        string[] agreed = ["src/Tidemark.App/Clock.cs"];
        string[] lifted = [.. Repository.Tracked()
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) && path.StartsWith("src/", StringComparison.Ordinal))
            .Where(path => Repository.Read(path).Contains("RS0030", StringComparison.Ordinal))];

        Assert.Equal(agreed, lifted);
    }

    private static Type? TypeOf(string name) =>
        AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(name)).FirstOrDefault(type => type is not null)
        ?? Trusted().Select(path => System.Reflection.Assembly.LoadFrom(path).GetType(name)).FirstOrDefault(type => type is not null);

    private static IEnumerable<string> Trusted() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) == "AngleSharp.dll");

    [GeneratedRegex(@"^(?<kind>[TMPFEN]):(?<name>[A-Za-z0-9_.#]+)(\([^)]*\))?;(?<reason>.+)$")]
    private static partial Regex Ban();
}
