namespace Tidemark.Forensics.Phishing;

/// <summary>What the comparison of one mail with the archive came to.</summary>
/// <param name="Sender">Profile it was compared with: the sender's own or the imitated correspondent's; null where there is none.</param>
/// <param name="Mails">Mails of that profile, copies of this one left out.</param>
/// <param name="Later">How many of them are dated after this one.</param>
/// <param name="Copies">Copies of this mail that were left out.</param>
/// <param name="Imitates">How the sender looks like somebody else, or null.</param>
/// <param name="Signs">The departures, most surprising first.</param>
/// <param name="Surprise">Decimal places by which all of them together are rarer than an ordinary mail: 3 is one in a thousand.</param>
/// <param name="Departs">Whether this is more than ordinary life explains.</param>
internal sealed record Judgement(
    SenderProfile? Sender, int Mails, int Later, int Copies, Imitation? Imitates, IReadOnlyList<Sign> Signs, double Surprise, bool Departs)
{
    /// <summary>
    /// Surprise from which on departures count together (one innocent mail in two hundred of those with anything to show), chosen on one half of the correspondents and measured on the other
    /// (docs/methods/phishing.md).
    /// </summary>
    internal const double Threshold = 2.3;

    /// <summary>
    /// The least a change of the way in is taken to happen by itself. An archive of some months holds few journeys and new machines; that it
    /// holds none of this sender's does not make the first one rarer than it is in life.
    /// </summary>
    internal const double OrdinaryLife = 0.012;

    /// <summary>Compares one mail with the archive.</summary>
    public static Judgement Of(MailArchive archive, MailSketch mail)
    {
        if (mail.From is not { } from)
        {
            return new Judgement(null, 0, 0, 0, null, [], 0, false);
        }
        if (archive.Sender(from.Address) is { } own && new Comparison(archive, own, mail) is var comparison && comparison.Mails >= MailArchive.FewestMails)
        {
            (List<Sign> signs, double surprise) = Weigh(archive, own, mail, comparison);
            // The way in alone accuses nobody: people travel, change programs, machines and providers, all at once if it has to be.
            bool departs = signs.Count(sign => Counts(sign.Kind, signs)) >= 2 && signs.Exists(sign => !Departures.IsWayIn(sign.Kind)) && surprise >= Threshold;
            return new Judgement(own, comparison.Mails, LaterThan(own, mail), comparison.Copies.Count, null, signs, surprise, departs);
        }
        Imitation? imitation = archive.Names.ImitatedBy(from);
        if (imitation is null)
        {
            SenderProfile? few = archive.Sender(from.Address);
            int copies = archive.CopiesOf(mail).Count;
            return new Judgement(few, Math.Max(0, (few?.Mails.Count ?? 0) - copies), 0, copies, null, [], 0, false);
        }
        return OfStranger(archive, mail, imitation);
    }

    private static Judgement OfStranger(MailArchive archive, MailSketch mail, Imitation imitation)
    {
        SenderProfile sender = imitation.Sender;
        var comparison = new Comparison(archive, sender, mail);
        (List<Sign> signs, double surprise) = Weigh(archive, sender, mail, comparison);
        bool name = imitation.SameName || (imitation.SameLocal && imitation.Address != Likeness.None);
        bool content = signs.Exists(sign => !Departures.IsWayIn(sign.Kind));
        bool wayIn = signs.Exists(sign => sign.Kind == Departure.FirstHop);
        bool inThread = archive.Thread(mail, comparison.Copies).Any(other => other.From?.Address == sender.Address.Address);
        (bool imitates, bool departs) = imitation.Address switch
        {
            // One character off and the same name: nobody has such a second address by chance.
            Likeness.Deceptive => (name || content, name || content),
            // The same name under another ending may be their own; it takes a link, a Reply-To or another way in besides.
            Likeness.Related => (name, name && (content || wayIn)),
            // People have several addresses. A name alone counts only in a thread its bearer took part in, by another way and with a purpose.
            _ => (imitation.SameName && inThread && wayIn && content, imitation.SameName && inThread && wayIn && content),
        };
        if (!imitates)
        {
            SenderProfile? few = archive.Sender(mail.From!.Value.Address);
            return new Judgement(few, Math.Max(0, (few?.Mails.Count ?? 0) - comparison.Copies.Count), 0, comparison.Copies.Count, null, [], 0, false);
        }
        string shown = mail.From!.Value.Name.Length > 0 ? mail.From.Value.Name : mail.From.Value.Address;
        if (name)
        {
            signs.Insert(0, new Sign(Departure.NameBorrowed, shown, [sender.Address.Address], sender.Mails.Count, null));
        }
        if (imitation.Address != Likeness.None)
        {
            signs.Insert(0, new Sign(Departure.SenderLooksAlike, mail.From.Value.Address, [sender.Address.Address], sender.Mails.Count, null));
        }
        return new Judgement(sender, sender.Mails.Count, LaterThan(sender, mail), comparison.Copies.Count, imitation, signs, surprise, departs);
    }

    /// <summary>
    /// The departures with their rates and the surprise of all together. The first counts in full; each further one by the most charitable
    /// story: its rate with this sender, times how much more often the archive shows it together with one of those before it.
    /// </summary>
    private static (List<Sign> Signs, double Surprise) Weigh(MailArchive archive, SenderProfile sender, MailSketch mail, Comparison comparison)
    {
        InnocentRates rates = archive.Rates;
        var signs = new List<Sign>();
        int mask = comparison.Mask();
        for (int i = 0; i < Departures.Count; i++)
        {
            if ((mask >> i & 1) != 0)
            {
                var kind = (Departure)i;
                signs.Add(new Sign(kind, comparison.Seen(kind), comparison.Known(kind), comparison.Mails, rates.Of(kind, sender, comparison.Copies)));
            }
        }
        signs.Sort((a, b) => Charitable(a) != Charitable(b) ? Charitable(a).CompareTo(Charitable(b)) : a.Kind.CompareTo(b.Kind));
        double surprise = 0;
        for (int i = 0; i < signs.Count; i++)
        {
            double lift = 1;
            for (int j = 0; j < i; j++)
            {
                lift = Math.Max(lift, rates.Lift(signs[i].Kind, signs[j].Kind));
            }
            surprise -= Math.Log10(Math.Min(1, Charitable(signs[i]) * lift));
        }
        return (signs, surprise);
    }

    // A long silence says too little to be one of the two, and a new form of Message-ID says something only beside a new program or way in:
    // its letters and digits fall by chance.
    private static bool Counts(Departure kind, List<Sign> signs) =>
        kind != Departure.Dormant && (kind != Departure.MessageId || signs.Exists(sign => sign.Kind is Departure.Client or Departure.FirstHop));

    private static double Charitable(Sign sign) => Departures.IsWayIn(sign.Kind) ? Math.Max(sign.Rate ?? 1, OrdinaryLife) : sign.Rate ?? 1;

    private static int LaterThan(SenderProfile sender, MailSketch mail) =>
        mail.Date is { } date ? sender.Dates.Length - Upper(sender.Dates, date) : 0;

    private static int Upper(DateTimeOffset[] dates, DateTimeOffset date)
    {
        int at = Array.BinarySearch(dates, date);
        at = at < 0 ? ~at : at;
        while (at < dates.Length && dates[at] <= date)
        {
            at++;
        }
        return at;
    }
}
