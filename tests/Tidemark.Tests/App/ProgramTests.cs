using Tidemark.App.Commands;
using Xunit;

namespace Tidemark.Tests.App;

public sealed class ProgramTests
{
    [Fact]
    public void The_version_is_one_line()
    {
        Cli run = Cli.Run("--version");

        Assert.Equal(0, run.Exit);
        Assert.Matches(@"^tidemark \d+\.\d+\.\d+\n$", run.Out.ReplaceLineEndings("\n"));
        Assert.Equal("", run.Error);
    }

    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    public void The_overview_lists_every_command_with_one_line(params string[] args)
    {
        Cli run = Cli.Run(args);

        Assert.Equal(0, run.Exit);
        foreach (CommandEntry entry in Catalogue.All)
        {
            Assert.Contains($"  {entry.Name}", run.Out, StringComparison.Ordinal);
            Assert.Contains(entry.Summary, run.Out, StringComparison.Ordinal);
        }
        Assert.All(run.Out.Split('\n'), line => Assert.True(line.Length <= 110, line));
    }

    [Fact]
    public void Every_command_explains_itself_with_an_example_of_its_own()
    {
        foreach (CommandEntry entry in Catalogue.All)
        {
            Cli run = Cli.Run(entry.Name, "--help");

            Assert.Equal(0, run.Exit);
            Assert.Equal("", run.Error);
            Assert.NotEmpty(entry.Examples);
            Assert.All(entry.Examples, example =>
            {
                Assert.StartsWith($"tidemark {entry.Name} ", example, StringComparison.Ordinal);
                Assert.Contains(example, run.Out, StringComparison.Ordinal);
            });
            Assert.Equal(run.Out, Cli.Run("help", entry.Name).Out);
        }
    }

    [Fact]
    public void Every_example_is_a_call_the_command_understands()
    {
        foreach (CommandEntry entry in Catalogue.All)
        {
            foreach (string example in entry.Examples)
            {
                var root = new System.CommandLine.RootCommand();
                root.Subcommands.Add(entry.Make());
                Assert.Empty(root.Parse(example["tidemark ".Length..]).Errors.Select(error => $"{example}: {error.Message}"));
            }
        }
    }

    [Fact]
    public void Every_command_has_the_name_it_is_listed_under_and_no_two_share_one()
    {
        Assert.All(Catalogue.All, entry => Assert.Equal(entry.Name, entry.Make().Name));
        Assert.Equal(Catalogue.All.Count, Catalogue.All.Select(entry => entry.Name).Distinct().Count());
    }

    [Fact]
    public void An_unknown_option_is_refused_in_one_sentence_that_leads_to_the_help()
    {
        foreach (CommandEntry entry in Catalogue.All)
        {
            Cli run = Cli.Run(entry.Name, "--no-such-option");

            Assert.Equal(2, run.Exit);
            Assert.Equal("", run.Out);
            Assert.StartsWith("tidemark: ", run.Error, StringComparison.Ordinal);
            Assert.Contains($"`tidemark {entry.Name} --help`", run.Error, StringComparison.Ordinal);
            Assert.Single(run.Error.TrimEnd().Split('\n'));
        }
    }

    [Theory]
    [InlineData("frobnicate", "no command 'frobnicate'")]
    [InlineData("--frobnicate", "no option '--frobnicate'")]
    [InlineData("@somewhere", "no command '@somewhere'")]
    [InlineData("[diagram]", "no command '[diagram]'")]
    [InlineData("", "no command ''")]
    [InlineData("a\u001b[31mb\u202Ec", "no command 'a\\u{001B}[31mb\\u{202E}c'")]
    public void An_unknown_command_is_refused_and_cannot_act_on_the_terminal(string name, string sentence)
    {
        Cli run = Cli.Run(name);

        Assert.Equal(2, run.Exit);
        Assert.Equal("", run.Out);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_very_long_name_is_not_repeated_in_full()
    {
        Cli run = Cli.Run(new string('x', 1_000_000));

        Assert.Equal(2, run.Exit);
        Assert.True(run.Error.Length < 300);
    }
}
