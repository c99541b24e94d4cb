using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tidemark.Publishing.Checks;
using Tidemark.Publishing.Json;
using Tidemark.Publishing.Misp;
using Tidemark.Tests.House;
using Xunit;

namespace Tidemark.Tests.Publishing;

/// <summary>Our checks against reference checkers that are not part of this repository, on files that nobody wrote by hand.</summary>
public sealed class ReferenceCheckerTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-reference-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("stix", 400, 1)]
    [InlineData("misp", 300, 2)]
    public void Mutants_get_the_verdict_of_the_reference(string format, int number, int seed)
    {
        string checker = Shared("tools", "validate-" + format);
        var mutants = new Mutants((ulong)seed);
        List<JsonNode> sound = [format == "stix" ? Exchange.Bundle() : Exchange.Event(), JsonNode.Parse(File.ReadAllText(Shared("golden", format, "good.json")))!];
        var files = new List<string>();
        for (int i = 0; i < number; i++)
        {
            string file = Path.Combine(_folder, $"{i:d4}.json");
            JsonNode mutant = i < sound.Count ? sound[i] : mutants.Of(sound[i % sound.Count]);
            while (Ends(mutant))
            {
                mutant = mutants.Of(sound[i % sound.Count]);
            }
            File.WriteAllText(file, mutant.ToJsonString());
            files.Add(file);
        }
        foreach (bool lax in (bool[])[false, true])
        {
            Dictionary<string, bool> expected = Verdicts(checker, files, lax);
            int invalid = 0;
            foreach (string file in files)
            {
                ProblemList found = ExchangeFile.Check(JsonTree.Read(File.ReadAllBytes(file), file).Value.Root, lax).Problems;
                Assert.True(expected[file] == found.Valid, $"{(lax ? "lax" : "strict")} {string.Join("; ", found.All)}\n{File.ReadAllText(file)}");
                invalid += found.Valid ? 0 : 1;
            }
            output.WriteLine($"{format} {(lax ? "lax" : "strict")}: {number} files, {invalid} invalid, no disagreement");
            Assert.InRange(invalid, number / 10, number * 9 / 10);
        }
    }

    [Theory]
    [InlineData("stix")]
    [InlineData("misp")]
    public void Sound_files_pass_and_broken_ones_fail_with_a_reason(string format)
    {
        Assert.Equal((0, true), Validate(Shared("golden", format, "good.json")));
        foreach (string file in Directory.GetFiles(Shared("golden", format, "bad")))
        {
            (int exit, bool told) = Validate(file);
            Assert.True(exit is 1 or 2 && told, file);
        }

        static (int Exit, bool Told) Validate(string file)
        {
            Cli run = Cli.Run("validate", file);
            return (run.Exit, run.Exit == 2 ? run.Error.Contains("line", StringComparison.Ordinal) : run.Out.Length > 0);
        }
    }

    [Fact]
    public void Every_tag_of_a_galaxy_is_known_and_no_other()
    {
        using JsonDocument tables = JsonDocument.Parse(File.ReadAllText(Shared("tools", "misp-tables.json")));
        int tags = 0;
        foreach (JsonProperty galaxy in tables.RootElement.GetProperty("galaxies").EnumerateObject())
        {
            foreach (string value in galaxy.Value.EnumerateArray().Select(value => value.GetString()!))
            {
                Assert.False(MispTables.IsMissing(galaxy.Name, value), $"{galaxy.Name} {value}");
                Assert.True(MispTables.IsMissing(galaxy.Name, value + "."), $"{galaxy.Name} {value}");
                tags++;
            }
        }
        Assert.Equal(tags, TableFile.Lines("misp-galaxies.txt").Count(line => line[0] == ' '));
    }

    [Fact]
    public void Published_bundles_can_be_read_lax_and_strict_lists_their_faults()
    {
        foreach (string file in Directory.GetFiles(Shared("data", "viginum-stix"), "*.json"))
        {
            Assert.Equal(0, Cli.Run("validate", "--lax", file).Exit);
            Cli strict = Cli.Run("validate", file);
            Assert.Equal(1, strict.Exit);
            Assert.True(strict.Out.Split('\n').Length > 100);
        }
    }

    /// <summary>Extensions that are text or a list end the reference checker itself, which then says nothing about any file.</summary>
    private static bool Ends(JsonNode document) => document is JsonObject whole && whole["objects"] is JsonArray objects
        && objects.Any(item => item is JsonObject one && one["extensions"] is not (null or JsonObject));

    private static string Shared(params string[] parts)
    {
        string path = Repository.At(["..", "shared", .. parts]);
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"needs ../shared/{string.Join('/', parts)}");
        return path;
    }

    private Dictionary<string, bool> Verdicts(string checker, List<string> files, bool lax)
    {
        var start = new ProcessStartInfo("python3", ["-B", checker, "--json", .. lax ? ["--lax"] : (string[])[], .. files]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 };
        Process python;
        try
        {
            python = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("needs python3");
            throw;
        }
        using (python)
        {
            using JsonDocument answers = JsonDocument.Parse(python.StandardOutput.ReadToEnd());
            python.WaitForExit();
            return answers.RootElement.EnumerateArray().ToDictionary(one => one.GetProperty("file").GetString()!, one => one.GetProperty("valid").GetBoolean(), StringComparer.Ordinal);
        }
    }
}
