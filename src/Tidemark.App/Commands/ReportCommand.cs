using System.CommandLine;
using System.Text;
using Tidemark.App.Ledgers;
using Tidemark.App.Outputs;
using Tidemark.App.Reports;
using Tidemark.App.Terminal;
using Tidemark.Detection.Coordination;
using Tidemark.Detection.Statements.Ledger;
using Tidemark.Evidence.Custody;
using Tidemark.Publishing.Assets;
using Tidemark.Publishing.Reports;

namespace Tidemark.App.Commands;

/// <summary><c>tidemark report CASE</c>: what was found in a case as one HTML file, and on demand as PDF.</summary>
internal static class ReportCommand
{
    public static CommandEntry Entry { get; } = new(
        "report", "write what was found as one HTML file that loads and runs nothing",
        ["tidemark report harbour", "tidemark report harbour --out harbour.html --pdf"], Make);

    private static Command Make()
    {
        var root = new Argument<string>("CASE") { Description = "the case folder" };
        // The parser takes an option it does not know for a name.
        root.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] mistyped }])
            {
                result.AddError($"there is no option '{mistyped}'");
            }
        });
        var to = new Option<string?>("--out") { Description = "the file to write; without it out/ in the case" };
        var pdf = new Option<bool>("--pdf") { Description = "print it to PDF too, with the Chromium installed here" };
        var show = new Option<bool>("--show-accounts") { Description = "show accounts and post ids as they stand in the material, not as numbers" };
        var overwrite = new Option<bool>(OutputGuard.Overwrite) { Description = OutputGuard.OverwriteHelp };
        var command = new Command("report", "Writes what `tidemark detect` found: bottom line, evidence, null model, control run, limits, lives of accounts; and, where there is one, the ledger of statements as a page of its own. Accounts are numbered unless --show-accounts is given; speakers of statements have the names the texts give them.")
        {
            root, to, pdf, show, overwrite,
        };
        command.SetAction(call => Run(call.GetValue(root)!, call.GetValue(to), call.GetValue(pdf), call.GetValue(show), call.GetValue(overwrite)));
        return command;
    }

    private static int Run(string root, string? to, bool pdf, bool show, bool overwrite)
    {
        string? chromium = pdf ? ChromiumPrinter.Find() : null;
        if (pdf && chromium is null)
        {
            throw new Refusal("--pdf needs Chromium, and none is installed here: sudo apt-get install -y chromium. Or open the HTML file in any browser and print it.");
        }
        if (to is not null)
        {
            Check(OutputGuard.Named(to, isFolder: false), pdf, overwrite);
        }
        LookFirst(CaseAt.Named(root));
        using CaseFolder folder = CaseAt.Read(root);
        bool ledger = CaseLedger.Any(folder);
        AssetsReport? assets = CaseAssets.Read(folder);
        IReadOnlyList<(string Name, CoordinationReport Report)> reports = CaseReports.Read(folder, mayBeNone: ledger || assets is not null);
        // Assets are sections of the report on coordination, and a page of their own only where there is none.
        bool apart = assets is not null && reports.Count == 0;
        int pages = reports.Count + (ledger ? 1 : 0) + (apart ? 1 : 0);
        if (to is not null && pages > 1)
        {
            throw new Refusal($"--out names one file, and this case has {pages} reports ({string.Join(", ", reports.Select(r => r.Name).Concat(apart ? ["assets"] : []).Concat(ledger ? ["ledger"] : []))}); leave it out and take them from {Path.Combine(root, CaseFolder.OutName)}.");
        }
        var options = new ReportOptions { ShowAccounts = show, PseudonymKey = CaseReports.PseudonymKey(folder) };
        foreach ((string name, CoordinationReport report) in reports)
        {
            string html = ReportHtml.Render(CaseReports.Checked(folder, name, report), options);
            Write(html, reports.Count == 1 ? "report.html" : $"report-{name}.html");
        }
        if (apart)
        {
            Write(ReportHtml.Render(CaseReports.Assets(folder, assets!, options)), "assets.html");
        }
        if (ledger)
        {
            Write(ReportHtml.Render(CaseReports.Ledger(folder)), "ledger.html");
        }
        return Exit.Done;

        void Write(string html, string name)
        {
            string file = to ?? Path.Combine(folder.Root, CaseFolder.OutName, name);
            Check(file, pdf, overwrite || to is null);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            WholeFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(html)));
            Console.Out.WriteLine(Plain.Text(file));
            if (chromium is not null)
            {
                string printed = Printed(file);
                ChromiumPrinter.Print(chromium, file, printed);
                Console.Out.WriteLine(Plain.Text(printed));
            }
        }
    }

    /// <summary>A case in which nothing was looked for yet gets the detector's defaults, and the user is told.</summary>
    private static void LookFirst(string root)
    {
        using (CaseFolder folder = CaseAt.Read(root))
        {
            if (CaseReports.Any(folder))
            {
                return;
            }
        }
        Console.Error.WriteLine($"tidemark: nothing was looked for in this case yet; running `tidemark detect {Plain.Text(root)}` with its defaults.");
        string[] detectors = DetectCommand.Fitting(root);
        if (detectors.Contains(CoordinationDetector.Name, StringComparer.Ordinal))
        {
            DetectCommand.Coordination(root, null, DetectCommand.Defaults);
        }
        if (detectors.Contains(LedgerBuilder.Name, StringComparer.Ordinal))
        {
            using CaseFolder folder = CaseAt.Write(root);
            CaseLedger.Detect(folder);
        }
    }

    private static string Printed(string file) => Path.ChangeExtension(file, ".pdf");

    /// <summary>Before anything is computed: nothing but an earlier report, and what was printed of it, is replaced.</summary>
    private static void Check(string file, bool pdf, bool overwrite)
    {
        OutputGuard.RefuseRecord(file);
        bool earlier = false;
        OutputGuard.RefuseForeign(file, there => earlier = ReportHtml.IsOurs(there), "a report of Tidemark", overwrite);
        if (pdf)
        {
            string printed = Printed(file);
            if (printed == file)
            {
                throw new Refusal($"{file} names the PDF; --out names the HTML file, and --pdf prints it beside that.");
            }
            OutputGuard.RefuseForeign(printed, there => earlier && ChromiumPrinter.IsPrinted(there), "what was printed of an earlier report", overwrite);
        }
    }
}
