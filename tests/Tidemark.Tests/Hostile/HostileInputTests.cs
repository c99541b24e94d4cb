using Tidemark.App.Commands;
using Xunit;

namespace Tidemark.Tests.Hostile;

/// <summary>Every command on every hostile thing: exit code 0, 1 or 2, a sentence, nothing that acts, within bounds.</summary>
public sealed class HostileInputTests(HostileInputTests.Files files) : IClassFixture<HostileInputTests.Files>
{
    /// <summary>The ways in which a command meets a file, by command; {0} is the file, {1} an empty folder, {2} a sound case.</summary>
    private static readonly Dictionary<string, string[][]> Calls = new(StringComparer.Ordinal)
    {
        ["coordination"] = [["coordination", "{0}", "--window", "60", "--out", "{1}"], ["coordination", "{0}", "--window", "60", "--trace", "text", "--zone", "UTC", "--out", "{1}"]],
        ["activation"] = [["activation", "{0}", "--out", "{1}"], ["activation", "{0}", "--events", "{0}", "--out", "{1}"]],
        ["new"] = [["new", "{0}"]],
        ["add"] = [["add", "{2}", "{0}"]],
        ["audit"] = [["audit", "{0}"]],
        ["reindex"] = [["reindex", "{0}"]],
        ["retract"] = [["retract", "{0}", "posts.csv", "--reason", "a test"]],
        ["detect"] = [["detect", "{0}"]],
        ["findings"] = [["findings", "{0}"], ["findings", "{0}", "--json"]],
        ["ledger"] = [["ledger", "{0}"], ["ledger", "{0}", "--json"], ["ledger", "{0}", "accept", "r123", "--reason", "a test"]],
        ["copies"] = [["copies", "{0}", "{0}"], ["copies", "{0}", "{0}", "--json"]],
        ["report"] = [["report", "{0}", "--out", "{1}/report.html"]],
        ["export"] = [["export", "{0}", "csv", "--out", "{1}/out"], ["export", "{0}", "gexf", "--out", "{1}/out.gexf"]],
        ["issues"] = [["issues", "{0}", "--out", "{1}"], ["issues", "{0}", "--background", "{0}", "--out", "{1}"]],
        ["statements"] = [["statements", "{0}"], ["statements", "{0}", "--json"]],
        ["places"] = [["places", "{0}", "--out", "{1}"], ["places", "{0}", "--baseline", "{0}", "--contested", "{0}", "--out", "{1}"]],
        ["page"] = [["page", "{0}"], ["page", "{0}", "--json"]],
        ["sites"] = [["sites", "{0}"], ["sites", "{0}", "--json"]],
        ["validate"] = [["validate", "{0}"], ["validate", "{0}", "--lax", "--json"], ["validate", "--ids", "{0}"]],
        ["verify"] = [["verify", "{0}"], ["verify", "{0}", "--keys", "{0}", "--json"]],
        ["demo"] = [["demo", "--out", "{0}"]],
        ["no-such-command"] = [["no-such-command", "{0}"]],
    };

    // These write where they are pointed at; a small file or a thing in the way is their hostile input, and one is enough.
    private static readonly string[] Writers = ["new", "demo"];

    public static TheoryData<string, string> EveryCommandOnEveryFile()
    {
        var cases = new TheoryData<string, string>();
        foreach (string file in Corpus.Things.Append("\u001b[2Jname that acts\u202E.csv"))
        {
            cases.Add("no-such-command", file);
        }
        foreach (CommandEntry entry in Catalogue.All)
        {
            if (Calls.ContainsKey(entry.Name))
            {
                foreach (string file in Corpus.Small.Keys.Concat(Corpus.Things))
                {
                    // `new` and `demo` may make a folder where nothing is, which is no hostile input.
                    bool makes = Writers.Contains(entry.Name)
                        && (file is "missing.csv" or "folder" or "link to a folder" || (Corpus.Small.ContainsKey(file) && file != "good.csv"));
                    // Commands on a case take its folder; what kind of file is named instead makes no difference after a few.
                    bool same = entry.Name is not ("coordination" or "activation" or "issues" or "places" or "add" or "statements" or "page" or "validate" or "verify" or "copies") && Corpus.Small.ContainsKey(file)
                        && file is not ("empty.csv" or "noise.csv" or "good.csv" or "index.duckdb" or "case.yaml" or "\u001b[2Jname that acts\u202E.csv");
                    // `sites` reads a folder.
                    bool reads = entry.Name == "sites" && file is ("folder" or "link to a folder");
                    if (!makes && !same && !reads)
                    {
                        cases.Add(entry.Name, file);
                    }
                }
            }
        }
        return cases;
    }

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(EveryCommandOnEveryFile))]
    public void It_ends_well(string command, string file)
    {
        bool large = file.StartsWith("gigabyte", StringComparison.Ordinal);
        foreach (string[] template in Calls[command])
        {
            string work = files.Corpus.NewFolder();
            string sound = Path.Combine(work, "case");
            if (template.Contains("{2}"))
            {
                Assert.Equal(0, Cli.Run("new", sound).Exit);
            }
            string[] call = [.. template.Select(part => part
                .Replace("{1}", Path.Combine(work, "out"), StringComparison.Ordinal)
                .Replace("{2}", sound, StringComparison.Ordinal)
                .Replace("{0}", files.Corpus.At(file), StringComparison.Ordinal))];

            Cli run = large ? Bounded.RunAlone(call) : Bounded.Run(call);

            if (Corpus.Things.Contains(file) && !Writers.Contains(command))
            {
                Assert.Equal(2, run.Exit);
            }
            if (template.Contains("{2}"))
            {
                // Whatever came of it, the case is sound afterwards.
                Assert.Equal(0, Bounded.Run("audit", sound).Exit);
            }
        }
    }

    [Fact]
    public void Every_command_is_tried_here() =>
        Assert.All(Catalogue.All, entry => Assert.True(Calls.ContainsKey(entry.Name), $"'{entry.Name}' has no hostile call"));

    [Fact]
    public void Without_arguments_every_command_says_what_is_missing()
    {
        foreach (CommandEntry entry in Catalogue.All.Where(entry => entry.Name != "demo"))
        {
            Assert.Equal(2, Bounded.Run(entry.Name).Exit);
        }
    }

    public sealed class Files : IDisposable
    {
        internal Corpus Corpus { get; } = new();

        public void Dispose() => Corpus.Dispose();
    }
}
