using System.Globalization;
using System.Text.Json.Nodes;
using Tidemark.Forensics.Verdicts;

namespace Tidemark.Forensics.Mail.Traces;

/// <summary>
/// How often the mails of a domain in an archive carry a signature of that domain, by month: "signed 98 % of its mail that month; this mail is unsigned".
/// </summary>
/// <remarks>
/// Claims: so it was in this archive. Does not claim that an unsigned mail is not the domain's: one server of many, a newsletter service, a mailing list
/// that strips signatures, or the first weeks of signing look the same. So a departure is told and never counted as inconsistent. Whether the signatures
/// fit is not asked here; that needs keys. Memory O(domains × months).
/// </remarks>
public sealed class SigningHabits
{
    // Below this a share says nothing; the months around are taken together instead.
    private const int Enough = 10;

    private const double Usual = 0.9;

    private const string DoesNotShow =
        "It shows what is usual in this archive, not that a mail which departs from it is not the domain's: other servers, services and mailing lists of one owner sign differently, and an archive is a sample.";

    private readonly Dictionary<(string Domain, int Month), (int Mails, int Signed)> _counts = [];

    /// <summary>Counts a mail of the archive; one without an address in From or without a time is passed over.</summary>
    public void Add(RawMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        if (Place(mail) is { } place)
        {
            (int mails, int signed) = _counts.GetValueOrDefault(place);
            _counts[place] = (mails + 1, signed + (IsSigned(mail, place.Domain) ? 1 : 0));
        }
    }

    /// <summary>The row for a mail; null if it has no address in From or no time.</summary>
    public Check? Judge(RawMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        if (Place(mail) is not { } place)
        {
            return null;
        }
        (int mails, int signed) = _counts.GetValueOrDefault(place);
        string when = $"in {Text(place.Month)}";
        if (mails < Enough)
        {
            // Half a year to each side: habits change, but not every month.
            var around = _counts.Where(count => count.Key.Domain == place.Domain && Math.Abs(count.Key.Month - place.Month) <= 6).ToList();
            (mails, signed) = (around.Sum(count => count.Value.Mails), around.Sum(count => count.Value.Signed));
            when = $"within six months of {Text(place.Month)}";
        }
        bool self = IsSigned(mail, place.Domain);
        var evidence = new JsonObject { ["domain"] = place.Domain, ["month"] = Text(place.Month), ["period"] = when, ["mails"] = mails, ["signed"] = signed, ["this_mail_signed"] = self };
        if (mails < Enough)
        {
            return new Check("signing-habit", CheckOutcome.NotTestable, $"The archive holds {mails} mails of {place.Domain} {when}: too few to say what is usual.", evidence, DoesNotShow);
        }
        double share = (double)signed / mails;
        string sentence = string.Create(CultureInfo.InvariantCulture, $"In the archive {share:P0} of the {mails} mails of {place.Domain} {when} carry a signature of that domain; this mail {(self ? "does" : "does not")}.");
        bool usual = self ? share >= Usual : share <= 1 - Usual;
        return new Check("signing-habit", usual ? CheckOutcome.Consistent : CheckOutcome.NotTestable, sentence, evidence, DoesNotShow);
    }

    private static (string Domain, int Month)? Place(RawMail mail) =>
        mail.First("From") is { } from && MailAddress.Read(from.Text) is [MailAddress sender, ..] && ReceivedHop.Receipt(mail) is { } receipt
            ? (OrganisationalDomain.Of(sender.Domain), receipt.Date.Instant.UtcDateTime.Year * 12 + receipt.Date.Instant.UtcDateTime.Month - 1)
            : null;

    private static bool IsSigned(RawMail mail, string domain) =>
        mail.All("DKIM-Signature").Take(MailLimits.Signatures).Any(field => Dkim.TagList.Read(field.Value.Span)["d"] is { } signer && OrganisationalDomain.Of(signer) == domain);

    private static string Text(int month) => string.Create(CultureInfo.InvariantCulture, $"{month / 12:0000}-{month % 12 + 1:00}");
}
