using System.Numerics;

namespace Tidemark.Forensics.Phishing;

/// <summary>
/// How often an innocent mail departs, measured on the archive itself: every mail of every sender with enough of them is compared with that
/// sender's other mails (leave one out), and each departure and each pair of departures is counted. Senders count alike up to
/// <see cref="MostWeight"/> mails, so that one busy feed does not speak for everybody. The archive is taken as innocent: what an intruder
/// left in it makes his next mail look ordinary.
/// </summary>
/// <remarks>
/// Estimates are pulled towards a prior as if it had been seen in a few mails (additive smoothing, Lidstone): a sender's rate towards the
/// archive's, the archive's towards <see cref="Prior"/>, so that neither a rare event nor a small archive gives a rate of zero. Time is
/// linear in the mails, with one comparison each.
/// </remarks>
internal sealed class InnocentRates
{
    /// <summary>Mails after which a sender weighs no more.</summary>
    internal const int MostWeight = 30;

    /// <summary>As many mails of the archive's average are added to a sender's own count.</summary>
    internal const double SenderPrior = 4;

    private const double ArchivePrior = 20, PairPrior = 4;

    private readonly double[] _weight = new double[Departures.Count];
    private readonly double[,] _pairs = new double[Departures.Count, Departures.Count];
    private readonly Dictionary<SenderProfile, int[]> _own = [];
    private readonly Dictionary<MailSketch, int> _masks = [];
    private double _total;

    private InnocentRates()
    {
    }

    public static InnocentRates Of(MailArchive archive)
    {
        var rates = new InnocentRates();
        foreach (SenderProfile sender in archive.Senders.Where(sender => sender.Mails.Count >= MailArchive.FewestMails))
        {
            rates.Add(archive, sender);
        }
        return rates;
    }

    /// <summary>Mails compared, each sender's up to <see cref="MostWeight"/>.</summary>
    public double Weight => _total;

    /// <summary>Share of the archive's mails that show it.</summary>
    public double Of(Departure departure) => (_weight[(int)departure] + ArchivePrior * Prior(departure)) / (_total + ArchivePrior);

    /// <summary>Share of this sender's mails that show it, his copies of the mail in question left out.</summary>
    public double Of(Departure departure, SenderProfile sender, IReadOnlyList<MailSketch> without)
    {
        int count = _own.TryGetValue(sender, out int[]? own) ? own[(int)departure] : 0;
        int mails = sender.Mails.Count;
        foreach (MailSketch copy in without)
        {
            if (copy.From?.Address == sender.Address.Address)
            {
                mails--;
                count -= (_masks.GetValueOrDefault(copy) >> (int)departure) & 1;
            }
        }
        return (Math.Max(0, count) + SenderPrior * Of(departure)) / (Math.Max(0, mails) + SenderPrior);
    }

    /// <summary>Of the mails that show one departure, the share that shows the other as well.</summary>
    public double Of(Departure departure, Departure given) =>
        Math.Min(1, (_pairs[(int)departure, (int)given] + PairPrior * PairAtFirst(departure, given)) / (_weight[(int)given] + PairPrior));

    /// <summary>How many times more often a departure comes with another than by itself; at least 1.</summary>
    public double Lift(Departure departure, Departure given) => Math.Max(1, Of(departure, given) / Of(departure));

    // What is assumed of an archive too small to tell, rounded from measurements on mailing lists and correspondence (docs/methods/phishing.md).
    private static double Prior(Departure departure) => departure switch
    {
        Departure.FirstHop or Departure.Client => 0.04,
        Departure.MessageId => 0.08,
        Departure.Zone or Departure.Dormant => 0.02,
        Departure.LinkDomain => 0.07,
        Departure.ReplyTo or Departure.Attachment => 0.01,
        _ => 0.005,
    };

    // A new machine brings its own program and its own form of Message-ID; a nested or disguised target is itself a domain never seen.
    private double PairAtFirst(Departure departure, Departure given) =>
        Departures.IsWayIn(departure) && Departures.IsWayIn(given) ? Math.Max(0.3, Of(departure))
        : departure == Departure.LinkDomain && given is Departure.NestedTarget or Departure.TextAndTarget or Departure.LinkLooksAlike ? 1
        : Of(departure);

    private void Add(MailArchive archive, SenderProfile sender)
    {
        int[] own = new int[Departures.Count];
        double weight = Math.Min(1.0, MostWeight / (double)sender.Mails.Count);
        foreach (MailSketch mail in sender.Mails)
        {
            int mask = new Comparison(archive, sender, mail).Mask();
            _masks[mail] = mask;
            _total += weight;
            for (int rest = mask; rest != 0; rest &= rest - 1)
            {
                int i = BitOperations.TrailingZeroCount(rest);
                own[i]++;
                _weight[i] += weight;
                for (int other = mask; other != 0; other &= other - 1)
                {
                    _pairs[BitOperations.TrailingZeroCount(other), i] += weight;
                }
            }
        }
        _own.Add(sender, own);
    }
}
