using System.Diagnostics;
using System.Xml.Linq;
using Xunit;

namespace Tidemark.Tests.House;

/// <summary>The repository these tests were built from, and what git tracks in it.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Projects of src, tests and bench, by name.</summary>
    public static IReadOnlyDictionary<string, string> Projects { get; } =
        new[] { "src", "tests", "bench" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories))
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.Ordinal);

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(At(parts));

    /// <summary>The values of an item in a project file: "PackageReference", "ProjectReference".</summary>
    public static string[] Items(string project, string item) =>
        [.. XDocument.Load(Projects[project]).Descendants(item).Select(element => element.Attribute("Include")!.Value).Order(StringComparer.Ordinal)];

    /// <summary>
    /// Paths git tracks, relative to the root. Skips the test where there is no git, as in an unpacked archive.
    /// </summary>
    public static IReadOnlyList<string> Tracked()
    {
        try
        {
            var start = new ProcessStartInfo("git", ["-C", Root, "ls-files", "-z"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using Process git = Process.Start(start)!;
            string paths = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            Assert.SkipUnless(git.ExitCode == 0, "needs a git checkout");
            return [.. paths.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(path => File.Exists(At(path)))];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("needs git");
            throw;
        }
    }

    private static string Find()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Tidemark.slnx")))
            {
                return folder;
            }
        }
        throw new InvalidOperationException($"No Tidemark.slnx above {AppContext.BaseDirectory}: tests run from artifacts/ inside the repository.");
    }
}
