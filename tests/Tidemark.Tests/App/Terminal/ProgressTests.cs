using Tidemark.App.Terminal;
using Xunit;

namespace Tidemark.Tests.App.Terminal;

public sealed class ProgressTests
{
    [Fact]
    public void The_line_says_rows_rate_and_time_left() => Assert.Equal(
        "Reading posts.csv: 1,200,000 of 3,000,000 rows, 600,000 a second, 3 s left",
        Progress.Line("Reading posts.csv", "rows", 1_200_000, 3_000_000, TimeSpan.FromSeconds(2)));

    [Fact]
    public void Without_a_total_no_time_left_is_promised() => Assert.Equal(
        "Counting: 500 pairs, 250 a second",
        Progress.Line("Counting", "pairs", 500, 0, TimeSpan.FromSeconds(2)));

    [Fact]
    public void The_line_never_wraps_and_keeps_its_figures()
    {
        string line = Progress.Line("Reading " + new string('a', 200), "rows", 1, 2, TimeSpan.FromSeconds(1));

        Assert.Equal(79, line.Length);
        Assert.EndsWith("1 of 2 rows, 1 a second, 1 s left", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_shown_for_work_that_is_over_in_a_moment()
    {
        using var terminal = new StringWriter();
        using (var progress = new Progress("Reading", "rows", 10, terminal))
        {
            progress.Report(5);
            progress.Report(10);
        }
        Assert.Equal("", terminal.ToString());
    }

    [Fact]
    public void A_shown_line_is_cleared_at_the_end_and_a_name_cannot_act()
    {
        using var terminal = new StringWriter();
        using (var progress = new Progress("Reading \u001b[2J.csv", "rows", 10, terminal))
        {
            Thread.Sleep(400);
            progress.Report(5);
        }
        string written = terminal.ToString();
        Assert.StartsWith("\rReading \\u{001B}[2J.csv: 5 of 10 rows", written, StringComparison.Ordinal);
        Assert.EndsWith("\r\u001b[K", written, StringComparison.Ordinal);
    }
}
