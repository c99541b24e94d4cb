using System.ComponentModel;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Tidemark.Detection.Worlds;
using Xunit;

namespace Tidemark.Tests.House;

/// <summary>The packages others may build on: what is in them, and that their README tells the truth.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_example_in_the_README_is_the_one_that_is_compiled_here()
    {
        string readme = Repository.Read("src", "Tidemark.Detection", "README.md");
        string[] shown = readme.Split("```csharp\n")[1].Split("\n```")[0].Split('\n');
        string[] source = Repository.Read("tests", "Tidemark.Tests", "House", "PackageExample.cs").Split('\n');
        int begin = Array.FindIndex(source, line => line.Trim() == "// The example begins.");
        int end = Array.FindIndex(source, line => line.Trim() == "// The example ends.");
        string[] compiled = [.. source[(begin + 1)..end].Select(line => line.Length > 8 ? line[8..] : line.Trim())];
        string[] usings = [.. shown.TakeWhile(line => line.StartsWith("using ", StringComparison.Ordinal))];
        Assert.Equal(compiled, shown[(usings.Length + 1)..]);
        Assert.All(usings, line => Assert.Contains(line, source));
        Assert.NotEmpty(usings);
    }

    [Fact]
    public void The_example_finds_what_was_planted_and_names_p_and_q()
    {
        World world = WorldBuilder.Build(WorldOptions.Nasty(0) with { Planted = [new PlantedGroup(PlantedStyle.Seconds, Members: 6, Acts: 20)] }, 11);
        using var to = new StringWriter();
        PackageExample.Run(
            world.Shares.Select(s => (World.AccountName(s.Account), World.ItemLink(s.Item), DateTimeOffset.FromUnixTimeSeconds(s.Seconds))), to);
        string[] lines = to.ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join('\n', lines));
        string group = Assert.Single(lines, line => line.StartsWith("group ", StringComparison.Ordinal));
        Assert.All(world.Planted[0], member => Assert.Contains(World.AccountName(member), group, StringComparison.Ordinal));
        Assert.EndsWith("; stable", group, StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains(" links, p ", StringComparison.Ordinal) && line.Contains(", q ", StringComparison.Ordinal));
        Assert.Equal("kept with the timing destroyed: 0 pairs", lines[^1]);
    }

    [Theory]
    [InlineData("Tidemark.Model", "")]
    [InlineData("Tidemark.Detection", "Tidemark.Model")]
    public void A_package_holds_the_library_its_documentation_and_README_and_names_licence_and_dependencies(string project, string dependencies)
    {
        Dictionary<string, byte[]> files = Pack(project, "one");
        var nuspec = XDocument.Parse(Encoding.UTF8.GetString(files[project + ".nuspec"]).TrimStart('\uFEFF'));
        string? Field(string name) => nuspec.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
        Assert.Equal(project, Field("id"));
        Assert.Equal("Apache-2.0", Field("license"));
        Assert.Equal("README.md", Field("readme"));
        Assert.True(Field("description")!.Length > 60);
        Assert.Contains("coordination", Field("tags"), StringComparison.Ordinal);
        Assert.Equal(dependencies, string.Join(' ', nuspec.Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => e.Attribute("id")!.Value)));
        Assert.Equal(
            [$"lib/net10.0/{project}.dll", $"lib/net10.0/{project}.xml"],
            files.Keys.Where(name => name.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(File.ReadAllBytes(Repository.At("src", project, "README.md")), files["README.md"]);
        Assert.Contains("<summary>", Encoding.UTF8.GetString(files[$"lib/net10.0/{project}.xml"]), StringComparison.Ordinal);
        foreach ((string name, byte[] bytes) in files)
        {
            // No folder of the machine it was built on, in either encoding a library holds texts in.
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Repository.Root)) < 0, name);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(Repository.Root)) < 0, name);
        }
        Dictionary<string, byte[]> again = Pack(project, "two");
        Assert.Equal(files.Keys, again.Keys);
        Assert.All(files, file => Assert.Equal(file.Value, again[file.Key]));
    }

    /// <summary>What a package of what was built holds, without the packaging's own parts. Needs no network: nothing is restored or built.</summary>
    private Dictionary<string, byte[]> Pack(string project, string into)
    {
        string configuration = AppContext.BaseDirectory.Contains("release", StringComparison.Ordinal) ? "Release" : "Debug";
        string output = Path.Combine(_folder, into);
        string[] call = ["pack", Repository.Projects[project], "-c", configuration, "--no-build", "--no-restore", "-nologo", "-v", "quiet", "-o", output, "-nodeReuse:false"];
        var start = new ProcessStartInfo("dotnet", call) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        try
        {
            using Process dotnet = Process.Start(start)!;
            Task<string> error = dotnet.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string said = dotnet.StandardOutput.ReadToEnd();
            dotnet.WaitForExit();
            Assert.True(dotnet.ExitCode == 0, said + error.Result);
        }
        catch (Win32Exception)
        {
            Assert.Skip("needs dotnet on the path");
        }
        using ZipArchive package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(output, "*.nupkg")));
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (ZipArchiveEntry entry in package.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            if (!entry.FullName.StartsWith("package/", StringComparison.Ordinal) && !entry.FullName.StartsWith("_rels/", StringComparison.Ordinal))
            {
                using Stream stream = entry.Open();
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                files.Add(entry.FullName, bytes.ToArray());
            }
        }
        return files;
    }
}
