using Tidemark.App.Commands;
using Xunit;

namespace Tidemark.Tests.Hostile;

/// <summary>Sound material, but a call that makes no sense, a place that cannot be written to, or a line longer than memory should grow.</summary>
public sealed class HostileCallTests : IDisposable
{
    private readonly Corpus _corpus = new();

    public void Dispose() => _corpus.Dispose();

    [Theory]
    [InlineData("--window", "")]
    [InlineData("--window", "-5")]
    [InlineData("--window", "NaN")]
    [InlineData("--window", "1e400")]
    [InlineData("--window", "99999999999999999999999999")]
    [InlineData("--window", "60\u001b[2J")]
    [InlineData("--q", "2")]
    [InlineData("--q", "NaN")]
    [InlineData("--q", "-0.1")]
    [InlineData("--seed", "-1")]
    [InlineData("--seed", "1e3")]
    [InlineData("--min-weight", "-1")]
    [InlineData("--min-weight", "99999999999")]
    [InlineData("--min-participation", "-2")]
    [InlineData("--compat", "\u202Ereversed")]
    [InlineData("--only", "everything")]
    public void An_option_that_makes_no_sense_is_refused(string option, string value)
    {
        Assert.NotNull(Catalogue.Find("coordination"));
        string[] rest = option == "--window" ? [] : ["--window", "60"];

        Assert.Equal(2, Bounded.Run(["coordination", _corpus.At("good.csv"), "--out", Path.Combine(_corpus.NewFolder(), "out"), option, value, .. rest]).Exit);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("below a file")]
    [InlineData("link in a circle")]
    [InlineData("below a pipe")]
    [InlineData("/proc/nowhere/out")]
    [InlineData("/dev/null")]
    [InlineData("")]
    public void A_folder_that_cannot_be_written_to_is_refused(string place)
    {
        string output = place switch
        {
            "file" => _corpus.At("empty.csv"),
            "below a file" => Path.Combine(_corpus.At("empty.csv"), "out"),
            "below a pipe" => Path.Combine(_corpus.At("pipe"), "out"),
            _ => _corpus.At(place),
        };

        Assert.Equal(2, Bounded.Run("coordination", _corpus.At("good.csv"), "--window", "60", "--out", output).Exit);
    }

    [Theory]
    [InlineData("account_id,content_id,object_id,timestamp_share\na,b,c,1\n", "d,e,c,2\n")]
    [InlineData("account_id,content_id,object_id,timestamp_share\na,b,c,1\n\"", "\"d,e,c,2\n")]
    [InlineData("", ",account_id\n")]
    [InlineData("{\"id\":\"1\",\"author_id\":\"a\",\"created_at\":\"2024-01-01T00:00:00Z\",\"text\":\"", "\"}\n")]
    [InlineData("[", "]\n")]
    public void A_line_of_a_hundred_megabytes_costs_neither_the_machine_nor_the_patience(string before, string after)
    {
        string path = Path.Combine(_corpus.NewFolder(), "long.csv");
        using (var file = new StreamWriter(path))
        {
            file.Write(before);
            string piece = new('x', 1 << 20);
            for (int i = 0; i < 100; i++)
            {
                file.Write(piece);
            }
            file.Write(after);
        }

        Bounded.RunAlone("coordination", path, "--window", "60", "--out", Path.Combine(_corpus.NewFolder(), "out"));
        if (Catalogue.Find("add") is not null)
        {
            string root = Path.Combine(_corpus.NewFolder(), "case");
            Assert.Equal(0, Cli.Run("new", root).Exit);
            Bounded.RunAlone("add", root, path);
            Assert.Equal(0, Bounded.RunAlone("audit", root).Exit);
        }
    }
}
