using Tidemark.App.Commands;
using Xunit;

namespace Tidemark.Tests.Hostile;

/// <summary>A case folder that came from somebody else, with one part of it made to hurt whoever opens it.</summary>
public sealed class HostileCaseTests : IDisposable
{
    private readonly Corpus _corpus = new();

    public void Dispose() => _corpus.Dispose();

    public static TheoryData<string, string> PartsAndContents()
    {
        var cases = new TheoryData<string, string>();
        foreach (string part in (string[])["case.yaml", "journal.jsonl", "journal.head", "index.duckdb"])
        {
            foreach (string content in (string[])["empty.csv", "nuls.csv", "noise.csv", "deep array.json", "broken lines.jsonl", "keys that act.jsonl", "header that acts.csv", "case.yaml", "folder", "pipe", "link in a circle", "link to /etc/passwd", "missing.csv"])
            {
                cases.Add(part, content);
            }
        }
        return cases;
    }

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(PartsAndContents))]
    public void No_command_trips_over_it(string part, string content)
    {
        Assert.SkipWhen(Catalogue.Find("new") is null || Catalogue.Find("add") is null, "needs the commands of a case");
        string work = _corpus.NewFolder();
        string root = Path.Combine(work, "case");
        Assert.Equal(0, Cli.Run("new", root).Exit);
        Assert.Equal(0, Cli.Run("add", root, _corpus.At("good.csv")).Exit);
        Replace(Path.Combine(root, part), content);

        foreach (string[] call in (string[][])
            [
                ["audit", root], ["findings", root], ["detect", root], ["report", root, "--out", Path.Combine(work, "report.html")],
                ["export", root, "csv", "--out", Path.Combine(work, "tables")], ["add", root, _corpus.At("formulas.csv")], ["reindex", root], ["audit", root],
            ])
        {
            if (Catalogue.Find(call[0]) is null)
            {
                continue;
            }
            Cli run = Bounded.Run(call);
            if (call[0] == "audit" && part.StartsWith("journal", StringComparison.Ordinal))
            {
                // A journal or its anchor that was replaced is never "intact".
                Assert.True(run.Exit != 0, $"audit found nothing wrong with {part} = {content}: {run.Out}");
            }
        }
    }

    private void Replace(string path, string content)
    {
        File.Delete(path);
        switch (content)
        {
            case "missing.csv":
                break;
            case "folder":
                Directory.CreateDirectory(path);
                break;
            case "pipe":
                using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [path]))
                {
                    mkfifo.WaitForExit();
                }
                break;
            case "link in a circle":
                File.CreateSymbolicLink(path, path);
                break;
            case "link to /etc/passwd":
                File.CreateSymbolicLink(path, "/etc/passwd");
                break;
            default:
                File.Copy(_corpus.At(content), path);
                break;
        }
    }
}
