using System.Text.Json.Nodes;
using Tidemark.Forensics.Mail.Arc;
using Tidemark.Forensics.Mail.Dkim;
using Tidemark.Forensics.Mail.Parts;
using Tidemark.Forensics.Mail.Traces;
using Tidemark.Forensics.Verdicts;
using Tidemark.Model;

namespace Tidemark.Forensics.Mail;

/// <summary>
/// What can be said of a file of mail: the signatures of servers against archived keys, what contradicts what, and what the mail says of itself.
/// </summary>
/// <remarks>
/// Time O(size × signatures), memory O(size). Nothing is looked up on the network. Never throws for bad data: a file that cannot be read is a
/// verdict with the conflict <c>cannot-read</c>.
/// </remarks>
public static class MailExaminer
{
    /// <summary>Examines one mail, or all mails of a mailbox; in a mailbox the evidence of each row names the mail, 0 for the first.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="keys">Archived keys.</param>
    /// <param name="history">Rows about a mail against earlier ones; null if there are none to compare with.</param>
    public static FileVerdict Examine(ReadOnlyMemory<byte> file, KeyArchive keys, Func<RawMail, IEnumerable<Check>>? history)
    {
        ArgumentNullException.ThrowIfNull(keys);
        IReadOnlyList<Parsed<RawMail>> mails = Mailbox.Read(file, "", out int total);
        var checks = new List<Check>();
        var fields = new List<Field>();
        var dates = new List<DateWitness>();
        var conflicts = new List<Conflict>();
        for (int i = 0; i < mails.Count; i++)
        {
            FileVerdict one = mails[i].Ok ? One(mails[i].Value, keys, history) : CannotRead(mails[i].Fault);
            if (total > 1)
            {
                one = Numbered(one, i, total);
            }
            checks.AddRange(one.Checks);
            fields.AddRange(one.Fields);
            dates.AddRange(one.Dates);
            conflicts.AddRange(one.Conflicts);
        }
        if (total > mails.Count)
        {
            conflicts.Add(new Conflict("cannot-read", $"The mailbox holds {total} mails; the first {mails.Count} were examined. Split the file to examine the others.", new JsonObject { ["mails"] = total, ["examined"] = mails.Count }));
        }
        return new FileVerdict("mail", Summary(checks, conflicts, total), checks, fields, dates, conflicts);
    }

    private static FileVerdict One(RawMail mail, KeyArchive keys, Func<RawMail, IEnumerable<Check>>? history)
    {
        var bodies = new BodyHashes(mail);
        IReadOnlyList<DkimResult> signatures = DkimVerifier.Check(mail, bodies, keys);
        var checks = new List<Check>();
        foreach (DkimResult result in signatures)
        {
            checks.AddRange(MailChecks.Of(result, mail));
        }
        checks.Add(ArcChain.Check(mail, bodies, keys));
        checks.AddRange(PersonalSignatures.Of(mail, MailParts.Read(mail)));
        IReadOnlyList<ReceivedHop> way = ReceivedHop.Way(mail);
        checks.AddRange(new[] { ReceivedPath.Of(mail, way), RecordedResults.Of(mail, signatures) }.OfType<Check>());
        if (history is not null)
        {
            checks.AddRange(history(mail));
        }
        return new FileVerdict("mail", "", checks, MailFacts.Fields(mail), MailFacts.Dates(mail, way, signatures), MailConflicts.Of(mail, signatures));
    }

    private static FileVerdict CannotRead(Fault fault) => new(
        "mail", "", [ArcChain.None("No header of the mail could be read, so no chain of servers either.")], [], [],
        [new Conflict("cannot-read", $"Line {fault.Where.Line}, byte {fault.Where.Byte}: {fault.Reason}.", new JsonObject { ["line"] = fault.Where.Line, ["byte"] = fault.Where.Byte })]);

    private static FileVerdict Numbered(FileVerdict verdict, int index, int total)
    {
        string prefix = $"Mail {index + 1} of {total}: ";
        foreach (JsonObject evidence in verdict.Checks.Select(check => check.Evidence).Concat(verdict.Conflicts.Select(conflict => conflict.Evidence)))
        {
            evidence["mail"] = index;
        }
        return verdict with
        {
            Checks = [.. verdict.Checks.Select(check => check with { Detail = prefix + check.Detail })],
            Fields = [.. verdict.Fields.Select(field => field with { Source = $"mail {index + 1}, {field.Source}" })],
            Dates = [.. verdict.Dates.Select(date => date with { Source = $"mail {index + 1}, {date.Source}" })],
            Conflicts = [.. verdict.Conflicts.Select(conflict => conflict with { Detail = prefix + conflict.Detail })],
        };
    }

    private static string Summary(List<Check> checks, List<Conflict> conflicts, int total)
    {
        string what = total > 1 ? $"A mailbox of {total} mails. " : "";
        Check[] signed = [.. checks.Where(check => check.Name == "dkim")];
        string signatures = signed.Length == 0 ? "No server signed it (there is no DKIM signature), so no bytes can be tied to a domain."
            : $"Signatures of mail servers: {Count(signed, CheckOutcome.Consistent)} consistent, {Count(signed, CheckOutcome.Inconsistent)} inconsistent, {Count(signed, CheckOutcome.NotTestable)} not testable.";
        string[] codes = [.. conflicts.Select(conflict => conflict.Code).Distinct(StringComparer.Ordinal)];
        return what + signatures + History(checks) + (codes.Length == 0 ? "" : $" To note: {string.Join(", ", codes)}.");
    }

    /// <summary>What the comparison with the sender's past came to, if one was made; it is the row a reader looks for.</summary>
    private static string History(List<Check> checks)
    {
        Check[] compared = [.. checks.Where(check => check.Name == Phishing.SenderHistory.Name)];
        return compared.Length == 0 ? ""
            : compared.Length > 1 ? $" Senders' earlier mails (sender-history): {Count(compared, CheckOutcome.Consistent)} consistent, {Count(compared, CheckOutcome.Inconsistent)} inconsistent, {Count(compared, CheckOutcome.NotTestable)} not testable."
            : compared[0].Outcome switch
            {
                CheckOutcome.Consistent => " It is consistent with the sender's earlier mails (sender-history).",
                CheckOutcome.Inconsistent => " It departs from the sender's earlier mails by more than ordinary life explains (sender-history: inconsistent).",
                _ => " There is too little earlier mail of the sender to compare it with (sender-history: not testable).",
            };
    }

    private static int Count(Check[] checks, CheckOutcome outcome) => checks.Count(check => check.Outcome == outcome);
}
