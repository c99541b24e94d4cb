using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tidemark.Detection.Coordination;
using Tidemark.Evidence.Sources;
using Tidemark.Model;
using Tidemark.Publishing.Reports;

namespace Tidemark.App.Coordination;

/// <summary>report.html of a call without a case. Only tested results get one: a threshold alone accuses innocents.</summary>
internal static class QuickReport
{
    public static void Write(
        Stream to, CoordinationCall call, ShareMaterial material, CoordinationRun run, IReadOnlyList<string> notes, WindowSweepResult? sweep, CancellationToken cancel,
        params NamedFile[] further)
    {
        ShareColumns shares = material.Shares;
        CoordinationReport report = CoordinationReporting.Build(DescribedResult.Of(shares, run.Tested!, run.Profiles), new MaterialFacts
        {
            Title = string.Join(", ", material.Files.Select(f => Path.GetFileName(f.Name))),
            Sources = Sources(material),
            Command = Command(call),
            Notices = [.. notes.Select(Sentence)],
            CompleteTables =
            [
                new NamedFile("edges.csv", "every kept pair"), new NamedFile("accounts.csv", "every account with its group"),
                new NamedFile("groups.csv", "every group with its figures"),
                .. further,
                .. call.Pairs ? [new NamedFile("pairs.csv", "every pair row behind the kept pairs")] : Array.Empty<NamedFile>(),
                .. material.Refused.Count > 0 ? [new NamedFile("rejected.csv", "every refused row")] : Array.Empty<NamedFile>(),
            ],
            Post = QuickPosts.Of(call, material, run.Tested!, cancel),
            Sweep = sweep,
        });
        var options = new ReportOptions { ShowAccounts = call.ShowAccounts, PseudonymKey = Key(shares.Accounts) };
        to.Write(Encoding.UTF8.GetBytes(ReportHtml.Render(report, options)));
    }

    /// <summary>
    /// The same files give the same numbers. The key is made of what a report does not hold (the files' hashes stand in it): who can
    /// compute it has the accounts already.
    /// </summary>
    private static byte[] Key(Names accounts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("tidemark pseudonyms"u8);
        for (int account = 0; account < accounts.Count; account++)
        {
            hash.AppendData([0]);
            hash.AppendData(accounts[account]);
        }
        return hash.GetHashAndReset();
    }

    private static string Sentence(string note) => char.ToUpperInvariant(note[0]) + note[1..] + (note.EndsWith('.') ? "" : ".");

    internal static string Command(CoordinationCall call)
    {
        var command = new StringBuilder("tidemark coordination ");
        command.AppendJoin(' ', call.Files.Select(Path.GetFileName));
        command.Append(call.Sweep == SweepWish.None ? "" : " --sweep").Append(call.Sweep == SweepWish.Alone ? "" : $" --window {call.Window.Text}");
        command.Append(CultureInfo.InvariantCulture, $" --min-weight {call.MinWeight} --q {call.Q} --seed {call.Seed}");
        command.Append(call.Traces.Count > 0 ? $" --trace {TraceWords.Words(call.Traces)}" : "");
        foreach (ColumnChoice choice in call.Reading.Map)
        {
            command.Append(CultureInfo.InvariantCulture, $" --map '{choice.Field}={choice.Column}'");
        }
        command.Append(call.Reading.Zone is { } zone ? $" --zone {zone.Name}" : "");
        command.Append(call.MinParticipation > 1 ? string.Create(CultureInfo.InvariantCulture, $" --min-participation {call.MinParticipation}") : "");
        return command.Append(" --out DIR").ToString();
    }

    private static List<CollectedSource> Sources(ShareMaterial material)
    {
        var sources = new List<CollectedSource>();
        // Files stand one after another in the table, unless accounts with few shares were left out of it.
        bool whole = material.Files.Sum(file => file.Rows) == material.Shares.Count;
        int next = 0;
        foreach (ReadFile file in material.Files)
        {
            Fault[] refused = [.. material.Refused.Where(f => f.Where.File == file.Name).Take(5)];
            sources.Add(new CollectedSource
            {
                Name = Path.GetFileName(file.Name),
                Sha256 = file.Sha256,
                Bytes = file.Bytes,
                Format = file.HasPosts ? "posts" : "shares",
                RowsIn = file.HasPosts ? file.Posts : file.Rows,
                RowsRefused = file.Refused,
                FirstRefused = refused,
                From = whole && file.Rows > 0 ? new UnixTime(material.Shares.Time.AsSpan(next, (int)file.Rows).ToArray().Min()) : null,
                To = whole && file.Rows > 0 ? new UnixTime(material.Shares.Time.AsSpan(next, (int)file.Rows).ToArray().Max()) : null,
                Zone = file.Zone,
                Notes = file.Notes,
                Accounts = material.Files.Count == 1 ? material.Shares.Accounts.Count : 0,
                Posts = material.Files.Count == 1 ? material.Shares.Contents?.Count ?? file.Rows : file.HasPosts ? file.Posts : file.Rows,
            });
            next += (int)file.Rows;
        }
        return sources;
    }
}
