using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Tidemark.Tests.House;

public sealed partial class TrackedFileTests
{
    private const long Largest = 512 * 1024;

    [Fact]
    public void No_tracked_file_is_larger_than_half_a_megabyte() =>
        Assert.All(Repository.Tracked(), path => Assert.True(new FileInfo(Repository.At(path)).Length <= Largest, path));

    [Fact]
    public void Nothing_built_is_tracked() =>
        Assert.DoesNotContain(Repository.Tracked(), path => path.Split('/').Any(part => part is "bin" or "obj" or "artifacts" or "node_modules"));

    [Fact]
    public void No_tracked_text_names_a_machines_folders_or_a_package_host()
    {
        foreach ((string path, string text) in Texts())
        {
            Match hit = MachineBound().Match(text);
            Assert.False(hit.Success, $"{path} holds '{hit.Value}'");
        }
    }

    [Fact]
    public void Tracked_texts_are_UTF8_with_plain_line_ends_and_show_what_they_hold()
    {
        foreach ((string path, string text) in Texts())
        {
            Assert.False(text.Contains('\uFFFD', StringComparison.Ordinal) && !path.EndsWith(".cs", StringComparison.Ordinal), $"{path} is not UTF-8");
            Assert.False(text.Contains('\r', StringComparison.Ordinal), $"{path} has carriage returns");
            // A direction override in a source file can make code read as what it is not.
            Assert.False(Hidden().IsMatch(text), $"{path} holds an invisible character that changes how it reads");
        }
    }

    [Fact]
    public void The_scripts_can_be_run()
    {
        foreach (string script in (string[])["tidemark", "check", ".ci/run"])
        {
            Assert.StartsWith("#!/usr/bin/env bash\n", Repository.Read(script), StringComparison.Ordinal);
            if (!OperatingSystem.IsWindows())
            {
                Assert.True(File.GetUnixFileMode(Repository.At(script)).HasFlag(UnixFileMode.UserExecute), script);
            }
        }
    }

    private static IEnumerable<(string Path, string Text)> Texts()
    {
        foreach (string path in Repository.Tracked())
        {
            byte[] bytes = File.ReadAllBytes(Repository.At(path));
            if (!bytes.AsSpan().Contains((byte)0) && Path.GetExtension(path) is not (".gz" or ".zst" or ".bin"))
            {
                yield return (path, Encoding.UTF8.GetString(bytes));
            }
        }
    }

    // Spelt so that this file does not find itself.
    [GeneratedRegex(@"/(work|root|home/[a-z]+|Users/[A-Za-z]+)/[A-Za-z.]|[A-Z]:\\Users\\|/tmp/[a-z]+-?brief|api\.(nuget)\.org|registry\.(npmjs)\.org|(nuget)\.org/v3|\b(npmjs|pypi|crates)\.(com|org|io)\b")]
    private static partial Regex MachineBound();

    [GeneratedRegex(@"[\u202A-\u202E\u2066-\u2069\u200B\u200E\u200F]")]
    private static partial Regex Hidden();
}
