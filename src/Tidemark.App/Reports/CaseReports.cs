using System.Security.Cryptography;
using System.Text;
using Tidemark.App.Coordination;
using Tidemark.App.Findings;
using Tidemark.App.Ledgers;
using Tidemark.App.Texts;
using Tidemark.Casework;
using Tidemark.Casework.Ledger;
using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Index;
using Tidemark.Evidence.Texts;
using Tidemark.Model;
using Tidemark.Publishing.Assets;
using Tidemark.Publishing.Reports;

namespace Tidemark.App.Reports;

/// <summary>The reports a case holds the figures of, checked against what the case says today.</summary>
internal static class CaseReports
{
    /// <summary>Whether anything was looked for in the case.</summary>
    public static bool Any(CaseFolder folder)
    {
        string findings = Path.Combine(folder.Root, CaseFolder.FindingsName);
        return folder.Entries.Any(entry => entry.Kind == JournalKind.Detected) || Directory.Exists(findings) && Directory.EnumerateFiles(findings, "*" + ReportFile.Ending).Any();
    }

    /// <summary>Reads every report of a case, by name: "coordination".</summary>
    /// <exception cref="Refusal">There is none, or one cannot be read.</exception>
    public static IReadOnlyList<(string Name, CoordinationReport Report)> Read(CaseFolder folder, bool mayBeNone = false)
    {
        CaseFindings.RefuseChanged(folder);
        string findings = Path.Combine(folder.Root, CaseFolder.FindingsName);
        string[] files = Directory.Exists(findings) ? [.. Directory.GetFiles(findings, "*" + ReportFile.Ending).Order(StringComparer.Ordinal)] : [];
        if (files.Length == 0 && !mayBeNone)
        {
            throw new Refusal($"{folder.Root}: nothing was looked for in this case yet; run `tidemark detect {folder.Root}` first.");
        }
        return [.. files.Select(file =>
        {
            using FileStream stream = File.OpenRead(file);
            Parsed<CoordinationReport> read = ReportFile.Read(stream, Path.GetRelativePath(folder.Root, file));
            return read.Ok ? (Path.GetFileName(file)[..^ReportFile.Ending.Length], read.Value) : throw new Refusal($"{read.Fault}.");
        })];
    }

    /// <summary>The report with the case's title and question as they are now, and a notice if originals came in after it was computed.</summary>
    /// <exception cref="Refusal">It rests on retracted evidence; the answer is no.</exception>
    public static CoordinationReport Checked(CaseFolder folder, string name, CoordinationReport report)
    {
        var retracted = folder.Record.Originals.Where(o => o.Retracted is not null).ToDictionary(o => o.Sha256, StringComparer.Ordinal);
        var rests = new SortedSet<string>(report.Material.Sources.Select(s => s.Sha256).Where(retracted.ContainsKey), StringComparer.Ordinal);
        rests.UnionWith(StaleFindings.RestingOn(report.Findings, retracted.Keys.ToHashSet(StringComparer.Ordinal)).SelectMany(s => s.Retracted));
        if (rests.Count > 0)
        {
            throw new Refusal(
                $"{folder.Root}: the {name} report rests on evidence that was retracted: {string.Join("; ", rests.Select(sha => $"{retracted[sha].Name} ({retracted[sha].Short}): {retracted[sha].Retracted}"))}. "
                + $"Run `tidemark detect {folder.Root}` again.", Exit.AnswerIsNo);
        }
        var held = report.Material.Sources.Select(s => s.Sha256).ToHashSet(StringComparer.Ordinal);
        int later = folder.Record.Originals.Count(o => o.Retracted is null && o.Finished && !held.Contains(o.Sha256));
        CaseDescription description = Describe(folder);
        return report with
        {
            Title = description.Title.Length > 0 ? description.Title : report.Title,
            Question = description.Question.Length > 0 ? description.Question : report.Question,
            Texts = Texts(folder),
            Assets = CaseAssets.Read(folder),
            Notices = later == 0 ? report.Notices : [.. report.Notices, $"The case holds {Figures.Count(later, "original", "originals")} that this report does not use."],
        };
    }

    /// <summary>The ledger of a case as its page shows it, with the case's title and question as they are now.</summary>
    /// <exception cref="Refusal">It cannot be read, or rests on retracted evidence.</exception>
    public static LedgerReport Ledger(CaseFolder folder)
    {
        DecidedLedger decided = CaseLedger.Read(folder);
        CaseDescription description = Describe(folder);
        int later = CaseLedger.Later(folder, decided.Ledger);
        return new LedgerReport(decided)
        {
            Title = description.Title.Length > 0 ? description.Title : Path.GetFileName(Path.GetFullPath(folder.Root)),
            Question = description.Question, ToolVersion = CoordinationReporting.Version,
            Season = description is { From: { } from, To: { } to } ? (from, to) : null,
            Notices = later == 0 ? [] : [$"The case holds {Figures.Count(later, "text", "texts")} that this ledger does not use."],
        };
    }

    /// <summary>The page of assets of a case in which nothing else was looked for, with the case's title and question as they are now.</summary>
    public static AssetsView Assets(CaseFolder folder, AssetsReport assets, ReportOptions options)
    {
        CaseDescription description = Describe(folder);
        return new AssetsView(assets, options)
        {
            Title = description.Title.Length > 0 ? description.Title : Path.GetFileName(Path.GetFullPath(folder.Root)),
            Question = description.Question, ToolVersion = CoordinationReporting.Version,
        };
    }

    /// <summary>What texts the case holds; nothing where the index, from which they are listed, cannot be used now, and that is said.</summary>
    private static IReadOnlyList<string> Texts(CaseFolder folder)
    {
        Parsed<CaseIndex> opened = CaseIndex.Open(folder);
        if (!opened.Ok)
        {
            return [$"Which texts the case holds cannot be said: {opened.Fault.Reason}."];
        }
        using CaseIndex index = opened.Value;
        return CaseTextWords.Of(CaseTexts.Of(folder, index));
    }

    /// <summary>
    /// The key of the case's pseudonyms. It comes from the first line of the journal, which nothing changes and no report prints:
    /// the same case gives the same numbers, and only who holds the case can compute them.
    /// </summary>
    public static byte[] PseudonymKey(CaseFolder folder) => SHA256.HashData(Encoding.UTF8.GetBytes($"tidemark pseudonyms {folder.Entries[0].Hash}"));

    /// <summary>What the case is about, as case.yaml has it now.</summary>
    /// <exception cref="Refusal">It is missing or cannot be read.</exception>
    public static CaseDescription Describe(CaseFolder folder)
    {
        string file = Path.Combine(folder.Root, CaseFolder.CaseFile);
        if (!File.Exists(file))
        {
            throw new Refusal($"{file} is missing; it holds the case's title and question.");
        }
        Parsed<CaseDescription> read = CaseYaml.Read(File.ReadAllBytes(file), file);
        return read.Ok ? read.Value : throw new Refusal($"{read.Fault}.");
    }
}
