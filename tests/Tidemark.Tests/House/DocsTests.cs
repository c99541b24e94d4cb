using System.Text.RegularExpressions;
using Tidemark.App.Commands;
using Xunit;

namespace Tidemark.Tests.House;

public sealed partial class DocsTests
{
    [Fact]
    public void Every_command_in_the_docs_exists_with_its_options()
    {
        Assert.SkipWhen(Catalogue.Find("demo") is null, "needs every command");
        int checkedCalls = 0;
        foreach (string path in Documents())
        {
            foreach (Match call in Call().Matches(File.ReadAllText(path)))
            {
                string name = call.Groups["name"].Value;
                CommandEntry? entry = Catalogue.Find(name);
                Assert.True(entry is not null, $"{Path.GetFileName(path)}: there is no command '{name}'");
                string[] known = [.. entry.Make().Options.SelectMany(option => option.Aliases.Append(option.Name)), "--help"];
                foreach (Match option in Option().Matches(call.Groups["rest"].Value))
                {
                    Assert.True(known.Contains(option.Value), $"{Path.GetFileName(path)}: '{name}' has no option {option.Value}");
                }
                checkedCalls++;
            }
        }
        Assert.True(checkedCalls > 0);
    }

    [Fact]
    public void Every_command_is_in_the_README()
    {
        string readme = Repository.Read("README.md");
        Assert.All(Catalogue.All, entry => Assert.Contains($"tidemark {entry.Name}", readme, StringComparison.Ordinal));
    }

    [Fact]
    public void Links_between_documents_lead_somewhere()
    {
        foreach (string path in Documents())
        {
            foreach (Match link in Link().Matches(File.ReadAllText(path)))
            {
                string target = link.Groups["to"].Value;
                Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, target)), $"{Path.GetFileName(path)}: {target}");
            }
        }
    }

    [Fact]
    public void The_changelog_has_what_is_not_released_yet_and_names_security_first()
    {
        string log = Repository.Read("CHANGELOG.md");
        int unreleased = log.IndexOf("## Unreleased", StringComparison.Ordinal);
        Assert.True(unreleased > 0);
        Match first = Regex.Match(log[unreleased..], "^### (.+)$", RegexOptions.Multiline);
        Assert.Equal("Security", first.Groups[1].Value);
    }

    [Fact]
    public void The_licence_is_Apache_2_in_full()
    {
        string licence = Repository.Read("LICENSE");
        Assert.Contains("Apache License", licence, StringComparison.Ordinal);
        Assert.Contains("9. Accepting Warranty or Additional Liability", licence, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(Directory.EnumerateFiles(Repository.At("docs"), "*.md", SearchOption.AllDirectories));

    // "./tidemark name …" in a code block or between back quotes; placeholders in capitals are no command,
    // and neither is the first line of a head record.
    [GeneratedRegex(@"(?:\./|`|^[ \t]*|\$ )tidemark (?!journal head \d)(?<name>[a-z][a-z-]*)(?<rest>[^`\n]*)", RegexOptions.Multiline)]
    private static partial Regex Call();

    [GeneratedRegex(@"(?<=\s|\[)--[a-z][a-z-]*")]
    private static partial Regex Option();

    [GeneratedRegex(@"\]\((?<to>(?!https?:|#|mailto:)[^)#\s]+)[^)]*\)")]
    private static partial Regex Link();
}
