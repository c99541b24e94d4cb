using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace Tidemark.Tests.House;

/// <summary>Law three, on the compiled program: nothing leaves the machine.</summary>
public sealed class NetworkTests
{
    // Names and addresses as values are fine; whatever opens, listens or resolves is not.
    private static readonly string[] Allowed =
        ["System.Net.IPAddress", "System.Net.IPNetwork", "System.Net.WebUtility", "System.Net.Mail.MailAddress", "System.Net.Sockets.AddressFamily"];

    [Fact]
    public void No_assembly_of_ours_refers_to_a_type_that_could_reach_the_network()
    {
        string[] ours = [.. Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Where(path => IsOurs(Path.GetFileNameWithoutExtension(path)))];
        Assert.Equal(7, ours.Length);
        foreach (string path in ours)
        {
            using var image = new PEReader(File.OpenRead(path));
            MetadataReader metadata = image.GetMetadataReader();
            Assert.DoesNotContain(
                metadata.TypeReferences.Select(metadata.GetTypeReference).Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}"),
                name => (name.StartsWith("System.Net.", StringComparison.Ordinal) && !Allowed.Contains(name))
                    || name.StartsWith("Microsoft.AspNetCore.Server.", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void No_file_of_the_program_is_fetched_from_elsewhere()
    {
        foreach (string path in Repository.Tracked().Where(path => path.StartsWith("src/", StringComparison.Ordinal)
            && Path.GetExtension(path) is ".razor" or ".css" or ".js" or ".ts" or ".html"))
        {
            string text = Repository.Read(path);
            foreach (string fetching in (string[])["src=\"http", "src='http", "href=\"http", "url(http", "@import", "fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon"])
            {
                Assert.False(text.Contains(fetching, StringComparison.OrdinalIgnoreCase), $"{path} holds {fetching}");
            }
        }
    }

    [Fact]
    public void The_docs_list_each_touch_of_the_network_and_there_is_none()
    {
        string docs = Repository.Read("docs", "network.md");
        Assert.Contains("touches the network nowhere", docs, StringComparison.Ordinal);
        Assert.Contains("| every command | no |", docs, StringComparison.Ordinal);
    }

    private static bool IsOurs(string name) =>
        name == "tidemark" || (name.StartsWith("Tidemark.", StringComparison.Ordinal) && !name.EndsWith("Tests", StringComparison.Ordinal));
}
