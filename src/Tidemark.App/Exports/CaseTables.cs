using Tidemark.App.Ledgers;
using Tidemark.App.Terminal;
using Tidemark.App.Texts;
using Tidemark.Casework.Ledger;
using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Index;
using Tidemark.Evidence.Texts;
using Tidemark.Forensics.Mail;
using Tidemark.Model;
using Tidemark.Publishing.Graphs;
using Tidemark.Publishing.Tables;

namespace Tidemark.App.Exports;

/// <summary>
/// A case as a folder of CSV tables. Rows and their order depend on the content alone: neither the order of additions nor a time of
/// adding nor a number of the index shows.
/// </summary>
internal sealed class CaseTables(CaseFolder folder, CaseIndex index, StandingFindings found)
{
    private static readonly string[] Kinds = [.. Enum.GetNames<TraceKind>().Select(name => name.ToLowerInvariant())];
    private static readonly string[] Zones = [.. Enum.GetNames<ZoneSource>().Select(name => name.ToLowerInvariant())];

    private DecidedLedger? Ledger => field ??= CaseLedger.Any(folder) ? CaseLedger.Read(folder) : null;

    /// <summary>The tables, in the order they are written.</summary>
    public IReadOnlyList<(string File, Action<Stream> Write)> All =>
    [
        ("posts.csv", Posts), ("accounts.csv", Accounts), ("traces.csv", Traces), ("sources.csv", Sources), ("refused.csv", Refused),
        ("pages.csv", Pages), ("mails.csv", Mails), ("statements.csv", stream => LedgerTables.WriteStatements(Ledger, stream)), ("ledger.csv", stream => LedgerTables.WriteLedger(Ledger, stream)),
        ("findings.csv", stream => FindingTables.WriteFindings(found.Findings, stream)),
        ("edges.csv", stream => FindingTables.WriteEdges(found.Network ?? new Network("", [], []), stream)),
    ];

    private void Posts(Stream stream)
    {
        using var progress = new Progress("Writing posts.csv", "posts", index.PostCount);
        using var table = new CsvTable(
            stream, "id", "account", "time", "zone", "language", "text", "source_sha256", "line", "byte_offset", "byte_length");
        index.EachPost((in PostCells post) =>
        {
            table.Text(post.Id);
            table.Text(post.Account);
            table.Text(post.Time.ToString());
            table.Text(Zones[(int)post.Zone]);
            table.Text(post.Language);
            table.Text(post.Text);
            Place(table, post.Evidence);
            table.EndRow();
            Step(progress, table);
        });
    }

    private void Traces(Stream stream)
    {
        using var progress = new Progress("Writing traces.csv", "traces", index.TraceCounts().Values.Sum());
        using var table = new CsvTable(
            stream, "account", "post_id", "time", "kind", "value", "source_sha256", "line", "byte_offset", "byte_length");
        index.EachTrace((in TraceCells trace) =>
        {
            table.Text(trace.Account);
            table.Text(trace.PostId);
            table.Text(trace.Time.ToString());
            table.Text(Kinds[(int)trace.Kind]);
            table.Text(trace.Value);
            Place(table, trace.Evidence);
            table.EndRow();
            Step(progress, table);
        });
    }

    private void Accounts(Stream stream)
    {
        Dictionary<string, NetworkNode> nodes = (found.Network?.Nodes ?? []).ToDictionary(node => node.Id, StringComparer.Ordinal);
        using var table = new CsvTable(stream, "account", "posts", "first_post", "last_post", "group");
        foreach (AccountActivity account in index.AccountsByName())
        {
            table.Text(account.Account);
            table.Number(account.Posts);
            table.Text(account.First.ToString());
            table.Text(account.Last.ToString());
            table.Number(nodes.TryGetValue(account.Account, out NetworkNode? node) && node.Group > 0 ? (long?)node.Group : null);
            table.EndRow();
        }
    }

    /// <summary>Retracted originals too: that something was withdrawn is part of what was collected.</summary>
    private void Sources(Stream stream)
    {
        var read = index.Sources.ToDictionary(source => source.Sha256, StringComparer.Ordinal);
        using var table = new CsvTable(stream, "sha256", "name", "size", "from", "format", "rows", "refused", "failure", "notes", "retracted");
        foreach (Original original in folder.Record.Originals.OrderBy(original => original.Sha256, StringComparer.Ordinal))
        {
            IndexedSource? source = read.GetValueOrDefault(original.Sha256);
            table.Text(original.Sha256);
            table.Text(original.Name);
            table.Number(original.Size);
            table.Text(original.From);
            table.Text(source?.Format);
            table.Number(source?.Rows);
            table.Number(source?.Refused);
            table.Text(source?.Failure);
            table.Text(source is null ? null : string.Join('\n', source.Notes));
            table.Text(original.Retracted);
            table.EndRow();
        }
    }

    private void Pages(Stream stream)
    {
        using var progress = new Progress("Writing pages.csv", "texts", index.TextCount);
        long read = 0;
        PageTable.Write(CaseArticle.Each(folder, index).Select(text =>
        {
            Interrupt.Token.ThrowIfCancellationRequested();
            progress.Report(++read);
            return Row(text.Source, text.Article);
        }), stream);
    }

    private void Mails(Stream stream) => MailTable.Write(CaseMail.Each(folder, CaseTexts.Of(folder, index)).Select(Row), stream);

    private static MailRow Row(CaseMail one)
    {
        var row = new MailRow { Sha256 = one.Source.Original.Sha256, Name = one.Source.Original.Name, Number = one.Number == 0 ? null : one.Number };
        if (!one.Mail.Ok)
        {
            return row with { Failure = one.Mail.Fault.ToString() };
        }
        RawMail raw = one.Mail.Value;
        MailContent mail = MailContent.Of(raw);
        return row with
        {
            Place = (raw.BodyOffset + raw.Body.Length - raw.Bytes.Length, raw.Bytes.Length),
            MessageId = mail.MessageId,
            From = Addresses(mail.From),
            To = Addresses(mail.To),
            Cc = Addresses(mail.Cc),
            Subject = mail.Subject,
            Date = raw.First("Date")?.Text,
        };
    }

    private static MailTableAddress[] Addresses(IReadOnlyList<NamedAddress> addresses) =>
        [.. addresses.Select(address => new MailTableAddress(address.Address, address.Name))];

    private static PageRow Row(CaseText source, Parsed<CaseArticle> article) => new()
    {
        Sha256 = source.Original.Sha256,
        Name = source.Original.Name,
        Kind = source.Kind.ToString().ToLowerInvariant(),
        Place = source.Place is { } place ? (place.Member, place.Number, place.Offset, place.Length) : null,
        Urls = source.Urls,
        Captured = source.Captured,
        Page = article.Ok ? article.Value.Page : null,
        Language = article.Ok ? article.Value.Language : null,
        Characters = article.Ok ? article.Value.Text.EnumerateRunes().LongCount() : null,
        Failure = article.Ok ? null : article.Fault.ToString(),
    };

    private void Refused(Stream stream)
    {
        using var table = new CsvTable(stream, "source_sha256", "source_name", "line", "byte_offset", "byte_length", "reason");
        foreach (IndexedSource source in index.Sources.OrderBy(source => source.Sha256, StringComparer.Ordinal))
        {
            foreach (RefusedRow row in index.Refused(source.Sha256))
            {
                table.Text(source.Sha256);
                table.Text(source.Name);
                table.Number(row.Line);
                table.Number(row.Offset);
                table.Number(row.Length);
                table.Text(row.Reason);
                table.EndRow();
            }
        }
    }

    private static void Place(CsvTable table, EvidenceRef evidence)
    {
        table.Text(evidence.Sha256);
        table.Number(evidence.Line);
        table.Number(evidence.Offset);
        table.Number(evidence.Length);
    }

    private static void Step(Progress progress, CsvTable table)
    {
        if ((table.Rows & 4095) == 0)
        {
            progress.Report(table.Rows);
            Interrupt.Token.ThrowIfCancellationRequested();
        }
    }
}
