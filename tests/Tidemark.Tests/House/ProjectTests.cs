using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using System.Xml.Linq;
using Xunit;

namespace Tidemark.Tests.House;

/// <summary>docs/adr/0001: seven projects, one direction. Changing these tables is changing the architecture.</summary>
public sealed class ProjectTests
{
    private static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        ["Tidemark.Model"] = [],
        ["Tidemark.Evidence"] = ["Tidemark.Model"],
        ["Tidemark.Detection"] = ["Tidemark.Model"],
        ["Tidemark.Forensics"] = ["Tidemark.Model"],
        ["Tidemark.Casework"] = ["Tidemark.Model"],
        ["Tidemark.Publishing"] = ["Tidemark.Casework", "Tidemark.Model"],
        ["Tidemark.App"] = ["Tidemark.Casework", "Tidemark.Detection", "Tidemark.Evidence", "Tidemark.Forensics", "Tidemark.Model", "Tidemark.Publishing"],
    };

    private static readonly Dictionary<string, string[]> Packages = new(StringComparer.Ordinal)
    {
        ["Tidemark.Model"] = [],
        ["Tidemark.Evidence"] = ["AngleSharp", "DuckDB.NET.Data.Full", "ZstdSharp.Port"],
        ["Tidemark.Detection"] = [],
        ["Tidemark.Forensics"] = ["BouncyCastle.Cryptography"],
        ["Tidemark.Casework"] = ["YamlDotNet"],
        ["Tidemark.Publishing"] = [],
        ["Tidemark.App"] = ["Spectre.Console", "System.CommandLine"],
        ["Tidemark.Tests"] = ["CsCheck", "DuckDB.NET.Data.Full", "xunit.v3.mtp-v2"],
        ["Tidemark.BrowserTests"] = ["Microsoft.Playwright", "xunit.v3.mtp-v2"],
        ["Tidemark.Bench"] = ["BenchmarkDotNet", "DuckDB.NET.Data.Full"],
    };

    [Fact]
    public void There_are_exactly_seven_projects_in_src() => Assert.Equal(
        MayUse.Keys.Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Repository.At("src"), "*.csproj", SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string[] listed = [.. XDocument.Load(Repository.At("Tidemark.slnx")).Descendants("Project").Select(project => Path.GetFileNameWithoutExtension(project.Attribute("Path")!.Value)).Order(StringComparer.Ordinal)];

        Assert.Equal(Repository.Projects.Keys.Order(StringComparer.Ordinal), listed);
    }

    [Fact]
    public void A_project_file_refers_to_the_allowed_projects_and_no_others()
    {
        foreach ((string project, string[] allowed) in MayUse)
        {
            Assert.Equal(allowed, Repository.Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void A_compiled_assembly_refers_to_the_allowed_assemblies_only()
    {
        foreach ((string project, string[] allowed) in MayUse)
        {
            string[] used = [.. References(project).Where(name => name.StartsWith("Tidemark", StringComparison.OrdinalIgnoreCase))];

            Assert.All(used, name => Assert.Contains(name, allowed));
        }
    }

    [Fact]
    public void Model_and_Detection_compile_against_the_base_library_alone()
    {
        foreach (string project in (string[])["Tidemark.Model", "Tidemark.Detection"])
        {
            Assert.All(
                References(project).Where(name => name != "Tidemark.Model"),
                name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_project_uses_the_packages_listed_for_it_and_no_others()
    {
        Assert.Equal(Packages.Keys.Order(StringComparer.Ordinal), Repository.Projects.Keys.Order(StringComparer.Ordinal));
        foreach ((string project, string[] allowed) in Packages)
        {
            Assert.All(Repository.Items(project, "PackageReference"), package => Assert.Contains(package, allowed));
        }
    }

    [Fact]
    public void Versions_stand_in_one_place()
    {
        foreach (string path in Repository.Projects.Values)
        {
            Assert.DoesNotContain(XDocument.Load(path).Descendants("PackageReference"), element => element.Attribute("Version") is not null || element.Attribute("VersionOverride") is not null);
        }
        string[] central = [.. CentralPackages()];
        string[] used = [.. Packages.Values.SelectMany(names => names).Append("Microsoft.CodeAnalysis.BannedApiAnalyzers").Distinct().Order(StringComparer.OrdinalIgnoreCase)];
        Assert.Equal(used, central.Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Every_package_is_accounted_for_in_the_docs()
    {
        string docs = Repository.Read("docs", "dependencies.md");
        Assert.All(CentralPackages(), name => Assert.Contains($"| `{name}` |", docs, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_project_has_a_lock_file_that_names_its_packages()
    {
        foreach ((string project, string path) in Repository.Projects)
        {
            using JsonDocument locked = JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, "packages.lock.json")));
            JsonElement packages = locked.RootElement.GetProperty("dependencies").GetProperty("net10.0");
            foreach (string package in Repository.Items(project, "PackageReference").Append("Microsoft.CodeAnalysis.BannedApiAnalyzers"))
            {
                Assert.NotEmpty(packages.GetProperty(package).GetProperty("contentHash").GetString()!);
            }
        }
    }

    private static IEnumerable<string> CentralPackages() =>
        XDocument.Load(Repository.At("Directory.Packages.props")).Descendants("PackageVersion").Select(element => element.Attribute("Include")!.Value);

    private static IReadOnlyList<string> References(string project)
    {
        string file = project == "Tidemark.App" ? "tidemark.dll" : project + ".dll";
        using var image = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, file)));
        MetadataReader metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)).Order(StringComparer.Ordinal)];
    }
}
