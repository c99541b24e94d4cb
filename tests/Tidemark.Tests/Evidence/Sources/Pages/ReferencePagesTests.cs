using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tidemark.Evidence.Sources.Pages;
using Tidemark.Model.Pages;
using Xunit;

namespace Tidemark.Tests.Evidence.Sources.Pages;

/// <summary>Real pages with known answers, where they are at hand. The figures are floors a little below what was measured.</summary>
public sealed partial class ReferencePagesTests
{
    [Fact]
    public void Bodies_are_as_people_marked_them()
    {
        double found = Bodies("golden/pages/aeb", k => $"html/{k}.html.gz", truth => truth.GetProperty("articleBody").GetString()!);
        Assert.True(found >= 0.965, $"{found:0.0000}");
    }

    [Fact]
    public void News_bodies_are_as_their_publishers_parsers_find_them()
    {
        double found = Bodies("golden/pages/fundus", k => $"html/{k}", truth => string.Join('\n', truth.GetProperty("body").EnumerateArray().Select(text => text.GetString())));
        Assert.True(found >= 0.95, $"{found:0.0000}");
    }

    [Fact]
    public void Days_of_publication_are_right()
    {
        using JsonDocument truth = JsonDocument.Parse(File.ReadAllText(Collected.Shared("golden/pages/htmldate/truth.json")));
        Dictionary<string, byte[]> files = Unpack(Collected.Shared("golden/pages/htmldate/html.tar.gz"));
        int right = 0, wrong = 0, none = 0;
        foreach (JsonProperty page in truth.RootElement.EnumerateObject())
        {
            if (files.TryGetValue(page.Value.GetProperty("file").GetString()!, out byte[]? bytes))
            {
                Page read = PageReader.Read(bytes, page.Name).Value;
                string? day = read.Published?[..10];
                (right, wrong, none) = day is null ? (right, wrong, none + 1) : day == page.Value.GetProperty("date").GetString() ? (right + 1, wrong, none) : (right, wrong + 1, none);
                Assert.True(day is null || read.Witnesses.Any(w => w.Iso?.StartsWith(day, StringComparison.Ordinal) == true), page.Name);
            }
        }
        double precision = (double)right / (right + wrong), recall = (double)right / (right + none);
        double f = 2 * precision * recall / (precision + recall);
        TestContext.Current.TestOutputHelper?.WriteLine($"right {right}, wrong {wrong}, none {none}, F {f:0.0000}");
        Assert.True(f >= 0.93, $"{f:0.0000}");
    }

    [Fact]
    public void Titles_are_as_expected()
    {
        Dictionary<string, byte[]> files = Unpack(Collected.Shared("golden/pages/readability/test-pages.tar.gz"), whole: true);
        int right = 0, all = 0;
        foreach ((string name, byte[] bytes) in files.Where(file => file.Key.EndsWith("/source.html", StringComparison.Ordinal)))
        {
            using JsonDocument expected = JsonDocument.Parse(files[name.Replace("source.html", "expected-metadata.json", StringComparison.Ordinal)]);
            all++;
            right += (expected.RootElement.GetProperty("title").GetString() ?? "") == (PageReader.Read(bytes).Value.Title ?? "") ? 1 : 0;
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{right} of {all}");
        Assert.True(all == 130 && right >= 128, $"{right} of {all}");
    }

    private static double Bodies(string folder, Func<string, string> file, Func<JsonElement, string> body)
    {
        string root = Collected.Shared(folder);
        using JsonDocument truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, "ground-truth.json")));
        var precisions = new List<double>();
        var recalls = new List<double>();
        foreach (JsonProperty page in truth.RootElement.EnumerateObject())
        {
            string path = Path.Combine(root, file(page.Name));
            if (!File.Exists(path))
            {
                continue;
            }
            using var unpacked = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            using var bytes = new MemoryStream();
            unpacked.CopyTo(bytes);
            Dictionary<string, int> wanted = Shingles(body(page.Value)), given = Shingles(PageReader.Read(bytes.ToArray()).Value.Text);
            int common = wanted.Sum(pair => Math.Min(pair.Value, given.GetValueOrDefault(pair.Key)));
            if (given.Count > 0)
            {
                precisions.Add((double)common / given.Values.Sum());
            }
            if (wanted.Count > 0)
            {
                recalls.Add((double)common / wanted.Values.Sum());
            }
        }
        double precision = precisions.Average(), recall = recalls.Average();
        TestContext.Current.TestOutputHelper?.WriteLine($"{recalls.Count} pages, precision {precision:0.0000}, recall {recall:0.0000}");
        return 2 * precision * recall / (precision + recall);
    }

    private static Dictionary<string, int> Shingles(string text)
    {
        string[] words = [.. Word().Matches(text).Select(match => match.Value)];
        var shingles = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < Math.Max(1, words.Length - 3) && words.Length > 0; i++)
        {
            string shingle = string.Join(' ', words.Skip(i).Take(4));
            shingles[shingle] = shingles.GetValueOrDefault(shingle) + 1;
        }
        return shingles;
    }

    private static Dictionary<string, byte[]> Unpack(string path, bool whole = false)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        using var unpacked = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var tar = new TarReader(unpacked);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is { } data)
            {
                using var bytes = new MemoryStream();
                data.CopyTo(bytes);
                files[whole ? entry.Name : Path.GetFileName(entry.Name)] = bytes.ToArray();
            }
        }
        return files;
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
