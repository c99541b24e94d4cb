using System.Security.Cryptography;
using Tidemark.App.Coordination;
using Tidemark.App.Outputs;
using Tidemark.Casework;
using Tidemark.Evidence.Custody;
using Tidemark.Model;
using Tidemark.Publishing.Findings;
using Tidemark.Publishing.Reports;

namespace Tidemark.App.Findings;

/// <summary>The findings of a case: one file of findings, one of the network and one of the report's figures for each detector.</summary>
internal static class CaseFindings
{
    /// <summary>The journal's word for it: a detector ran, with its options and the hashes of what it wrote.</summary>
    public const string Detected = JournalKind.Detected;

    /// <summary>Writes what a detector found and enters it in the journal; what the detector had found before is replaced.</summary>
    public static void Write(CaseFolder folder, string detector, CoordinationReport report)
    {
        string place = Path.Combine(folder.Root, CaseFolder.FindingsName);
        Directory.CreateDirectory(place);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Put(detector + ".jsonl", stream => FindingLines.Write(report.Findings, stream));
        Put(NetworkFile.Name, stream => NetworkFile.Write(
            NetworkFile.Of(report.Network, TraceWords.Word(report.Run.Kind),
                "Pairs of accounts that were synchronised more often than three null models explain; who gave the signal, and whether anybody did, it does not say.",
                [.. report.Material.Sources.Select(s => s.Sha256).Distinct().Order(StringComparer.Ordinal)]),
            stream));
        Put(ReportFile.Name, stream => ReportFile.Write(report, stream));
        folder.Journal.Append(Clock.Now(), Detected, json =>
        {
            json.WriteString("detector", detector);
            json.WriteStartObject("options");
            foreach ((string name, string value) in report.Run.Options)
            {
                json.WriteString(name, value);
            }
            json.WriteEndObject();
            json.WriteNumber("seed", report.Run.Seed);
            json.WriteStartArray("inputs");
            foreach (CollectedSource source in report.Material.Sources)
            {
                json.WriteStringValue(source.Sha256);
            }
            json.WriteEndArray();
            json.WriteNumber("findings", report.Findings.Count);
            json.WriteStartObject("files");
            foreach ((string name, string sha256) in files)
            {
                json.WriteString(name, sha256);
            }
            json.WriteEndObject();
        });
        DetectedFiles.Place(folder.Root, files.Keys);

        void Put(string name, Action<Stream> write)
        {
            WholeFile.Write(Path.Combine(place, name + DetectedFiles.Coming), file =>
            {
                write(file);
                file.Flush(flushToDisk: true);
                file.Position = 0;
                files.Add(name, Convert.ToHexStringLower(SHA256.HashData(file)));
            });
        }
    }

    /// <summary>Refuses findings that are not what a detector wrote, byte for byte.</summary>
    /// <exception cref="Refusal">A file was changed, removed or slipped in.</exception>
    public static void RefuseChanged(CaseFolder folder)
    {
        var unfinished = new List<string>();
        IReadOnlyList<string> problems = DetectedFiles.Check(folder.Root, folder.Entries, unfinished);
        if (problems.Count > 0)
        {
            string more = problems.Count > 1 ? $" And {problems.Count - 1} more: `tidemark audit {folder.Root}` tells all." : "";
            throw new Refusal($"{folder.Root}: {problems[0]}.{more}");
        }
        if (unfinished.Count > 0)
        {
            throw new Refusal($"{folder.Root}: {unfinished[0]}");
        }
    }

    /// <summary>All findings of a case, by file, then in the order of the file.</summary>
    /// <exception cref="Refusal">A line is no finding, or a file is not as a detector wrote it.</exception>
    public static IReadOnlyList<Finding> Read(CaseFolder folder)
    {
        RefuseChanged(folder);
        string place = Path.Combine(folder.Root, CaseFolder.FindingsName);
        string[] files = Directory.Exists(place) ? [.. Directory.GetFiles(place, "*.jsonl").Order(StringComparer.Ordinal)] : [];
        var findings = new List<Finding>();
        foreach (string file in files)
        {
            foreach (Parsed<Finding> line in FindingLines.Read(File.ReadLines(file), Path.GetRelativePath(folder.Root, file)))
            {
                findings.Add(line.Ok ? line.Value : throw new Refusal($"{line.Fault}. Run `tidemark detect {folder.Root}` again."));
            }
        }
        return findings;
    }

    /// <summary>Which of them rest on retracted evidence, by id.</summary>
    public static IReadOnlySet<string> Stale(CaseFolder folder, IReadOnlyList<Finding> findings)
    {
        var retracted = folder.Record.Originals.Where(o => o.Retracted is not null).Select(o => o.Sha256).ToHashSet(StringComparer.Ordinal);
        return StaleFindings.RestingOn(findings, retracted).Select(s => s.Finding.Id).ToHashSet(StringComparer.Ordinal);
    }
}
