using System.Globalization;
using System.Text.Json.Nodes;
using Tidemark.Forensics.Mail;
using Tidemark.Forensics.Verdicts;

namespace Tidemark.Forensics.Phishing;

/// <summary>
/// The check <c>sender-history</c>: whether a mail departs from what its sender, and the archive, have done before in a way that ordinary life
/// does not explain.
/// </summary>
/// <remarks>
/// <para>Claims: two or more departures hold, at least one of them in what the mail wants of its reader (a link, a Reply-To, a file, a thread,
/// a borrowed name), and together they are rarer among the archive's own mails than <see cref="Judgement.Threshold"/>.</para>
/// <para>Does not claim: who wrote the mail, that a mail without departures is the sender's own, or that the history is. A change of the way in
/// alone is never told as inconsistent, however complete.</para>
/// <para>Fails innocently: a journey, a new machine or provider on the very day of the first link to a domain; a private address that looks like
/// the office's. Measured in docs/methods/phishing.md.</para>
/// <para>Each mail is judged against the archive alone, without its own copies there. Later mails count as known, and are counted apart in the
/// evidence. Time for one mail: its links and words, times the correspondents where a domain was never seen.</para>
/// </remarks>
public sealed class SenderHistory
{
    /// <summary>Name of the check.</summary>
    public const string Name = "sender-history";

    private const string DoesNotShow =
        "Who wrote the mail. Somebody who uses the sender's own machine or web mail looks like the sender, and the sender on a journey with a new telephone does not; a call on a number known from before settles it. The past is taken as this folder gives it, with whatever an intruder may have left there.";

    private readonly MailArchive _archive;

    /// <summary>A history to judge mails against; it does not change.</summary>
    public SenderHistory(MailArchive archive) => _archive = archive;

    /// <summary>The check for one mail.</summary>
    public Check Judge(RawMail mail)
    {
        MailSketch sketch = MailSketch.Read(mail);
        Judgement found = Judgement.Of(_archive, sketch);
        bool testable = found.Imitates is not null || (found.Sender is not null && found.Mails >= MailArchive.FewestMails);
        CheckOutcome outcome = !testable ? CheckOutcome.NotTestable : found.Departs ? CheckOutcome.Inconsistent : CheckOutcome.Consistent;
        return new Check(Name, outcome, Detail(sketch, found, outcome), Evidence(sketch, found), DoesNotShow);
    }

    private JsonObject Evidence(MailSketch mail, Judgement found)
    {
        var signals = new JsonArray();
        foreach (Sign sign in found.Signs)
        {
            var signal = new JsonObject
            {
                ["name"] = Departures.Name(sign.Kind),
                ["seen"] = sign.Seen,
                ["known"] = new JsonArray([.. sign.Known.Select(value => (JsonNode)value)]),
                ["mails"] = sign.Mails,
            };
            if (sign.Rate is { } rate)
            {
                signal["rate"] = Math.Round(rate, 5);
            }
            signal["innocent_reading"] = SignWords.Innocent(sign.Kind);
            signals.Add(signal);
        }
        var evidence = new JsonObject
        {
            ["sender"] = mail.From?.Address ?? "",
            ["mails"] = found.Mails,
            ["later"] = found.Later,
            ["copies_left_out"] = found.Copies,
            ["archive_mails"] = _archive.Mails,
            ["signals"] = signals,
            ["surprise"] = Math.Round(found.Surprise, 2),
            ["threshold"] = Judgement.Threshold,
        };
        if (found.Imitates is { } imitated)
        {
            evidence["imitates"] = imitated.Sender.Address.Address;
        }
        return evidence;
    }

    private static string Detail(MailSketch mail, Judgement found, CheckOutcome outcome)
    {
        if (outcome == CheckOutcome.NotTestable)
        {
            return mail.From is null
                ? "The mail names no sender's address, so there is no history to compare it with."
                : $"The history holds {Mails(found.Mails)} of this sender besides this one, and fewer than {MailArchive.FewestMails} do not show what is usual; the address looks like no known correspondent's.";
        }
        string whose = found.Imitates is { } imitated
            ? $"The sender is not the correspondent {imitated.Sender.Address.Address}, but looks like them; compared with their {Mails(found.Mails)}"
            : $"Compared with {Mails(found.Mails)} of this sender";
        if (found.Signs.Count == 0)
        {
            return $"{whose}, nothing departs: way in, program, Message-ID, zone, links and Reply-To are of a kind seen before.";
        }
        string ranked = string.Join("; ", found.Signs.Select((sign, i) => string.Create(CultureInfo.InvariantCulture, $"({i + 1}) {SignWords.Departs(sign)} (may be {SignWords.Innocent(sign.Kind)})")));
        string verdict = outcome == CheckOutcome.Inconsistent
            ? "together this is more than ordinary life explains in this archive; ask the sender another way before you follow a link or answer"
            : found.Signs.Count == 1 ? "one departure alone says nothing" : found.Signs.All(sign => Departures.IsWayIn(sign.Kind)) ? "a changed way in alone, however complete, is what a journey or a new machine brings" : "together this is no rarer than ordinary life makes it in this archive";
        return $"{whose}, it departs in this order of rarity: {ranked}; {verdict}.";
    }

    private static string Mails(int number) => number == 1 ? "1 mail" : string.Create(CultureInfo.InvariantCulture, $"{number} mails");
}
