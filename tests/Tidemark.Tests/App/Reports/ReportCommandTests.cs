using System.Text;
using Tidemark.App.Reports;
using Tidemark.Casework;
using Tidemark.Evidence.Custody;
using Tidemark.Model;
using Tidemark.Publishing.Reports;
using Tidemark.Tests.Evidence.Custody;
using Tidemark.Tests.Publishing;
using Xunit;

namespace Tidemark.Tests.App.Reports;

public sealed class ReportCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-report-").FullName;

    private string Case => Path.Combine(_folder, "harbour");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_case_where_nothing_was_looked_for_is_looked_at_first_and_says_so()
    {
        Create(null);
        Cli cli = Cli.Run("report", Case);
        Assert.Equal(0, cli.Exit);
        Assert.Contains("tidemark detect", cli.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Case, "out", "report.html")));
    }

    [Fact]
    public void No_case_is_a_sentence()
    {
        Cli cli = Cli.Run("report", Path.Combine(_folder, "nowhere"));
        Assert.Equal(2, cli.Exit);
        Assert.Contains("there is no such case", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_is_written_into_the_case_under_the_cases_title_and_repeats_byte_for_byte()
    {
        Create(SampleReport.Rich());
        Cli cli = Cli.Run("report", Case);
        Assert.Equal((0, ""), (cli.Exit, cli.Error));
        string file = Path.Combine(Case, "out", "report.html");
        Assert.Equal(file, cli.Out.TrimEnd());
        string html = File.ReadAllText(file);
        Assert.Contains("<h1><bdi>Harbour &amp; quay</bdi></h1>", html, StringComparison.Ordinal);
        Assert.DoesNotContain(SampleReport.Rich().Groups[0].Members[0], html, StringComparison.Ordinal);
        Cli.Run("report", Case);
        Assert.Equal(html, File.ReadAllText(file));
    }

    [Fact]
    public void Accounts_are_shown_only_when_asked_for()
    {
        Create(SampleReport.Rich());
        string file = Path.Combine(_folder, "open.html");
        Assert.Equal(0, Cli.Run("report", Case, "--out", file, "--show-accounts").Exit);
        Assert.Contains(SampleReport.Rich().Groups[0].Members[0], File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_figures_are_a_sentence_and_no_report()
    {
        Create(SampleReport.Rich());
        File.WriteAllText(Path.Combine(Case, "findings", ReportFile.Name), "{\"format\":1,\"report\":{}}");
        TestCase.Detected(Case);
        Cli cli = Cli.Run("report", Case);
        Assert.Equal(2, cli.Exit);
        Assert.Contains("findings/coordination.report.json", cli.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Case, "out", "report.html")));
    }

    [Fact]
    public void A_report_on_retracted_evidence_is_refused_and_later_evidence_is_told()
    {
        CoordinationReport report = SampleReport.Rich();
        Create(report);
        string used = report.Material.Sources[0].Sha256;
        Append(JournalKind.Added, used, "posts.csv");
        Append(JournalKind.Read, used, "posts.csv");
        Append(JournalKind.Added, new string('a', 64), "more.csv");
        Append(JournalKind.Read, new string('a', 64), "more.csv");
        Assert.Equal(0, Cli.Run("report", Case).Exit);
        Assert.Contains("The case holds 1 original that this report does not use.", File.ReadAllText(Path.Combine(Case, "out", "report.html")), StringComparison.Ordinal);
        File.Delete(Path.Combine(Case, "out", "report.html"));
        Append(JournalKind.Retracted, used, "posts.csv");
        Cli cli = Cli.Run("report", Case);
        Assert.Equal(1, cli.Exit);
        Assert.Contains("posts.csv", cli.Error, StringComparison.Ordinal);
        Assert.Contains("tested", cli.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Case, "out", "report.html")));
    }

    [Fact]
    public void Out_may_not_be_a_folder()
    {
        Create(SampleReport.Rich());
        Cli cli = Cli.Run("report", Case, "--out", _folder);
        Assert.Equal(2, cli.Exit);
        Assert.Contains("is a folder", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Pdf_is_printed_by_the_chromium_installed_here()
    {
        Assert.SkipWhen(ChromiumPrinter.Find() is null, "needs Chromium: sudo apt-get install -y chromium");
        Create(SampleReport.Nothing());
        Cli cli = Cli.Run("report", Case, "--pdf");
        Assert.Equal((0, ""), (cli.Exit, cli.Error));
        byte[] pdf = File.ReadAllBytes(Path.Combine(Case, "out", "report.pdf"));
        Assert.Equal("%PDF-", Encoding.ASCII.GetString(pdf, 0, 5));
        Assert.Equal(["report.html", "report.pdf"], Directory.GetFiles(Path.Combine(Case, "out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private void Append(string kind, string sha256, string name)
    {
        using CaseFolder folder = CaseFolder.OpenForWriting(Case).Value;
        folder.Journal.Append(UnixTime.FromSeconds(1_700_000_100), kind, json =>
        {
            json.WriteString("sha256", sha256);
            json.WriteString("name", name);
            json.WriteString("reason", "tested");
        });
    }

    private void Create(CoordinationReport? report)
    {
        using (CaseFolder.Create(Case, CaseYaml.Template("Harbour & quay"), UnixTime.FromSeconds(1_700_000_000), "tidemark 0").Value)
        {
        }
        if (report is not null)
        {
            Directory.CreateDirectory(Path.Combine(Case, "findings"));
            using (FileStream file = File.Create(Path.Combine(Case, "findings", ReportFile.Name)))
            {
                ReportFile.Write(report, file);
            }
            TestCase.Detected(Case);
        }
    }
}
