using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tidemark.Detection.Coordination;
using Tidemark.Model;
using Tidemark.Publishing.Reports;

namespace Tidemark.App.Coordination;

/// <summary>report.html of a call without a case. Only tested results get one: a threshold alone accuses innocents.</summary>
internal static class QuickReport
{
    public static void Write(
        Stream to, CoordinationCall call, ShareMaterial material, CoordinationResult result, IReadOnlyList<string> notes, params NamedFile[] further)
    {
        ShareColumns shares = material.Shares;
        CoordinationReport report = CoordinationReporting.Build(shares, result, new MaterialFacts
        {
            Title = string.Join(", ", material.Files.Select(f => Path.GetFileName(f.Name))),
            Sources = Sources(material),
            Command = Command(call),
            Notices = notes,
            CompleteTables =
            [
                new NamedFile("edges.csv", "every kept pair"), new NamedFile("accounts.csv", "every account with its group"),
                .. further,
                .. call.Pairs ? [new NamedFile("pairs.csv", "every pair row behind the kept pairs")] : Array.Empty<NamedFile>(),
                .. material.Refused.Count > 0 ? [new NamedFile("rejected.csv", "every refused row")] : Array.Empty<NamedFile>(),
            ],
            Post = (content, time) => new ActingPost(shares.Contents?.Text(content), time, null, null),
        });
        var options = new ReportOptions { ShowAccounts = call.ShowAccounts, PseudonymKey = Key(material) };
        to.Write(Encoding.UTF8.GetBytes(ReportHtml.Render(report, options)));
    }

    /// <summary>The same files give the same numbers; who has the files knows the accounts anyway.</summary>
    private static byte[] Key(ShareMaterial material) =>
        SHA256.HashData(Encoding.UTF8.GetBytes("tidemark pseudonyms " + string.Join(' ', material.Files.Select(f => f.Sha256))));

    private static string Command(CoordinationCall call)
    {
        var command = new StringBuilder("tidemark coordination ");
        command.AppendJoin(' ', call.Files.Select(Path.GetFileName));
        command.Append(CultureInfo.InvariantCulture, $" --window {call.Window.Text} --min-weight {call.MinWeight} --q {call.Q} --seed {call.Seed}");
        command.Append(call.Traces.Count > 0 ? $" --trace {TraceWords.Words(call.Traces)}" : "");
        command.Append(call.MinParticipation > 1 ? string.Create(CultureInfo.InvariantCulture, $" --min-participation {call.MinParticipation}") : "");
        return command.Append(" --out DIR").ToString();
    }

    private static List<CollectedSource> Sources(ShareMaterial material)
    {
        var sources = new List<CollectedSource>();
        foreach (ReadFile file in material.Files)
        {
            Fault[] refused = [.. material.Refused.Where(f => f.Where.File == file.Name).Take(5)];
            sources.Add(new CollectedSource
            {
                Name = Path.GetFileName(file.Name),
                Sha256 = file.Sha256,
                Bytes = file.Bytes,
                Format = "shares",
                RowsIn = file.Rows,
                RowsRefused = file.Refused,
                FirstRefused = refused,
                Zone = file.Zone,
                Notes = file.Notes,
                Accounts = material.Files.Count == 1 ? material.Shares.Accounts.Count : 0,
                Posts = material.Files.Count == 1 ? material.Shares.Contents?.Count ?? file.Rows : file.Rows,
            });
        }
        return sources;
    }
}
