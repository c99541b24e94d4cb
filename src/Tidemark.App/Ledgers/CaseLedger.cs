using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tidemark.App.Commands;
using Tidemark.App.Findings;
using Tidemark.App.Reports;
using Tidemark.App.Statements;
using Tidemark.App.Terminal;
using Tidemark.App.Texts;
using Tidemark.Casework;
using Tidemark.Casework.Ledger;
using Tidemark.Detection.Statements;
using Tidemark.Detection.Statements.Ledger;
using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Index;
using Tidemark.Evidence.Texts;
using Tidemark.Model;
using Tidemark.Model.Ledger;
using Tidemark.Publishing.Findings;

namespace Tidemark.App.Ledgers;

/// <summary>The ledger of a case: made from its texts, kept beside its findings, read back with people's decisions.</summary>
internal static class CaseLedger
{
    /// <summary>Reads the texts of a case, builds the ledger and keeps it; what it found before is replaced, what people decided is not touched.</summary>
    /// <returns>The ledger, and the texts that could not be read, a sentence each.</returns>
    public static (StatementLedger Ledger, IReadOnlyList<string> Unread) Detect(CaseFolder folder)
    {
        Parsed<CaseIndex> opened = CaseIndex.Open(folder);
        using CaseIndex index = opened.Ok ? opened.Value : throw CaseAt.Refused(opened.Fault);
        var unread = new List<string>();
        var sources = new List<LedgerSource>();
        var places = new Dictionary<string, CaseArticle>(StringComparer.Ordinal);
        using (var progress = new Progress("Reading texts", "texts", index.TextCount))
        {
            foreach ((CaseText text, Parsed<CaseArticle> article) in CaseArticle.Each(folder, index, ArticleFile.MostBytes))
            {
                Interrupt.Token.ThrowIfCancellationRequested();
                if (!article.Ok)
                {
                    unread.Add($"{article.Fault}");
                    continue;
                }
                // Mails have speakers of their own kind and are read elsewhere.
                if (text.Kind == TextKind.Mail)
                {
                    continue;
                }
                LedgerSource source = Source(article.Value);
                sources.Add(source);
                places[source.Sha256] = article.Value;
                progress.Report(sources.Count + unread.Count);
            }
        }
        CaseDescription description = CaseReports.Describe(folder);
        var options = new LedgerOptions { From = description.From, To = description.To };
        StatementLedger ledger = LedgerBuilder.Build(sources, options, Interrupt.Token);
        var words = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["from"] = Day(options.From), ["many_texts"] = options.ManyTexts.ToString(CultureInfo.InvariantCulture), ["to"] = Day(options.To),
        };
        string[] inputs = [.. places.Values.Select(article => article.Source.Original.Sha256).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Finding[] findings = [.. ledger.Checks.Select(check => Found(ledger, check, words, inputs, places))];
        CaseFindings.Write(folder, LedgerBuilder.Name, words, 0, inputs, findings.Length,
        [
            (LedgerBuilder.Name + ".jsonl", stream => FindingLines.Write(findings, stream)),
            (LedgerFile.Name, stream => LedgerFile.Write(ledger, stream)),
        ]);
        return (ledger, unread);
    }

    /// <summary>Whether a ledger was made in this case.</summary>
    public static bool Any(CaseFolder folder) => File.Exists(At(folder));

    /// <summary>The ledger of a case with people's decisions.</summary>
    /// <exception cref="Refusal">There is none, it was changed, or it rests on retracted evidence (exit 1).</exception>
    public static DecidedLedger Read(CaseFolder folder)
    {
        CaseFindings.RefuseChanged(folder);
        if (!Any(folder))
        {
            throw new Refusal($"{folder.Root}: no ledger was made in this case yet; run `tidemark detect {folder.Root} {LedgerBuilder.Name}` first.");
        }
        using FileStream file = File.OpenRead(At(folder));
        Parsed<StatementLedger> read = LedgerFile.Read(file, Path.GetRelativePath(folder.Root, At(folder)));
        StatementLedger ledger = read.Ok ? read.Value : throw new Refusal($"{read.Fault}.");
        string[] retracted = [.. folder.Record.Originals.Where(original => original.Retracted is not null && ledger.Texts.Any(text => Original(text.Sha256) == original.Sha256))
            .Select(original => $"{original.Name} ({original.Short}): {original.Retracted}")];
        return retracted.Length == 0
            ? new DecidedLedger(ledger, CaseDecisions.Of(folder))
            : throw new Refusal($"{folder.Root}: the ledger rests on evidence that was retracted: {string.Join("; ", retracted)}. Run `tidemark detect {folder.Root} {LedgerBuilder.Name}` again.", Exit.AnswerIsNo);
    }

    /// <summary>Texts that came in after the ledger was made.</summary>
    public static int Later(CaseFolder folder, StatementLedger ledger)
    {
        Parsed<CaseIndex> opened = CaseIndex.Open(folder);
        if (!opened.Ok)
        {
            return 0;
        }
        using CaseIndex index = opened.Value;
        HashSet<string> known = [.. ledger.Texts.Select(text => text.Sha256)];
        return CaseTexts.Of(folder, index).Count(text => text.Kind != TextKind.Mail && !known.Contains(text.Reference));
    }

    /// <summary>A text as the ledger takes it: a page says who and when by its own witnesses.</summary>
    internal static LedgerSource Source(CaseArticle article)
    {
        string reference = article.Source.Reference;
        string name = article.Source.Original.Name;
        if (article.Page is not { } page)
        {
            return LedgerSource.Of(reference, name, null, article.Text);
        }
        ArticleStatements read = StatementReader.Read(article.Text);
        string? host = article.Source.Url is { } url && Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Host.Length > 0 ? address.IdnHost : null;
        return new LedgerSource(reference, name, page.Site ?? host, article.Text, read, page.Published ?? read.Article.Published, page.Title, page.Byline);
    }

    private static string At(CaseFolder folder) => Path.Combine(folder.Root, CaseFolder.FindingsName, LedgerFile.Name);

    /// <summary>The original of a text: what stands before the place of a record in an archive.</summary>
    private static string Original(string reference) => reference.Split('#', 2)[0];

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static Finding Found(
        StatementLedger ledger, LedgerCheck check, SortedDictionary<string, string> options, string[] inputs, Dictionary<string, CaseArticle> places)
    {
        LedgerRow[] rows = [.. check.Rows.Select(id => ledger.Rows.First(row => row.Id == id))];
        string subject = $"{LedgerBuilder.Name} {LedgerBuilder.Version} {check.Kind} {string.Join(' ', check.Rows)} {check.Sentence}";
        return new Finding
        {
            Id = "S" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(subject)))[..11],
            Detector = LedgerBuilder.Name, Version = LedgerBuilder.Version, Options = options, Seed = 0, Inputs = inputs,
            Subjects = check.Rows, Sentence = check.Sentence, Measures = [new Measure("rows", rows.Length, "rows")],
            Evidence = [.. rows.Select(row => Place(row, places[row.Text]))],
            InnocentExplanations = [check.Innocent], WouldRefute = [check.Refutes],
        };
    }

    /// <summary>The bytes of a row in a plain text; in a page, whose body is a view, the whole original.</summary>
    private static EvidenceRef Place(LedgerRow row, CaseArticle article)
    {
        Original original = article.Source.Original;
        int mark = (int)(original.Size - Encoding.UTF8.GetByteCount(article.Text));
        if (article.Page is not null || article.Source.Place is not null || mark is not (0 or 3))
        {
            return new EvidenceRef(original.Sha256, 0, 0, original.Size);
        }
        var points = new CodePoints(article.Text);
        int start = points.ToUtf16(row.Start);
        int end = points.ToUtf16(row.End);
        return new EvidenceRef(
            original.Sha256, row.Line, mark + Encoding.UTF8.GetByteCount(article.Text.AsSpan(0, start)), Encoding.UTF8.GetByteCount(article.Text.AsSpan(start, end - start)));
    }
}
