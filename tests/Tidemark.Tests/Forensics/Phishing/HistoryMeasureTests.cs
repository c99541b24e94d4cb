using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using Tidemark.Forensics.Mail;
using Tidemark.Forensics.Phishing;
using Xunit;

namespace Tidemark.Tests.Forensics.Phishing;

/// <summary>
/// Recall and false flags on real correspondence, where the shared material is at hand. Every second correspondent (by address) was looked at
/// while thresholds were chosen; the bars are asked of the others.
/// </summary>
public sealed class HistoryMeasureTests(ITestOutputHelper output)
{
    private const int Seeds = 2, FewestMails = 10;

    [Fact]
    public void Takeovers_of_real_correspondents_are_found_and_ordinary_changes_are_not()
    {
        byte[][] mails = [.. Read("easy-ham-1.tar.gz"), .. Read("easy-ham-2.tar.gz")];
        MailSketch[] sketches = [.. mails.AsParallel().AsOrdered().Select(Sketch)];
        var archive = new MailArchive(sketches);
        Dictionary<string, byte[][]> byAddress = sketches.Zip(mails).Where(pair => pair.First.From is not null)
            .GroupBy(pair => pair.First.From!.Value.Address, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Select(pair => pair.Second).ToArray(), StringComparer.Ordinal);
        // The one feed of the archive is no correspondent.
        string[] correspondents = [.. byAddress.Where(pair => pair.Value.Length is >= FewestMails and < 600).Select(pair => pair.Key).Order(StringComparer.Ordinal)];
        var found = new SortedDictionary<(bool Kept, bool Takeover, string Kind), (int Flagged, int All)>();
        for (int seed = 1; seed <= Seeds; seed++)
        {
            var random = new Random(seed);
            for (int c = 0; c < correspondents.Length; c++)
            {
                string address = correspondents[c];
                byte[][] own = byAddress[address];
                foreach (string kind in TakeoverMails.Kinds)
                {
                    Count((c % 2 == 1, true, kind), TakeoverMails.Make(kind, own[random.Next(own.Length)], address, random));
                }
                foreach (string kind in InnocentMails.Kinds)
                {
                    Count((c % 2 == 1, false, kind), InnocentMails.Make(kind, own[random.Next(own.Length)], address, random));
                }
            }
        }
        foreach ((byte[] mail, int i) in mails.Select((mail, i) => (mail, i)))
        {
            Count((i % 2 == 1, false, "as it came"), mail);
        }
        foreach (((bool kept, bool takeover, string kind), (int flagged, int all)) in found)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(kept ? "kept aside" : "develop   ")} {(takeover ? "takeover" : "innocent")} {kind,-18} {flagged,4} of {all,4} ({100.0 * flagged / all:0.0} %)"));
        }
        foreach (Departure departure in Enum.GetValues<Departure>())
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Departures.Name(departure),-22} {100 * archive.Rates.Of(departure):0.00} % of innocent mails"));
        }
        Assert.InRange(correspondents.Length, 60, 100);
        Assert.True(Share(takeover: true) >= 0.85, $"recall {Share(takeover: true):0.000}");
        Assert.True(Share(takeover: false) <= 0.02, $"false flags {Share(takeover: false):0.000}");

        void Count((bool, bool, string) key, byte[] mail)
        {
            (int flagged, int all) = found.GetValueOrDefault(key);
            found[key] = (flagged + (Judgement.Of(archive, Sketch(mail)).Departs ? 1 : 0), all + 1);
        }

        double Share(bool takeover)
        {
            (int Flagged, int All)[] rows = [.. found.Where(pair => pair.Key.Kept && pair.Key.Takeover == takeover && pair.Key.Kind != "as it came").Select(pair => pair.Value)];
            return rows.Sum(row => row.Flagged) / (double)rows.Sum(row => row.All);
        }
    }

    private static MailSketch Sketch(byte[] mail) => MailSketch.Read(MailReader.Read(mail, "mail").Value);

    private static IEnumerable<byte[]> Read(string name)
    {
        using FileStream file = File.OpenRead(Evidence.Sources.Collected.Shared("data/mail-spamassassin/" + name));
        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        using var tar = new TarReader(gzip);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is { } data)
            {
                using var copy = new MemoryStream();
                data.CopyTo(copy);
                yield return copy.ToArray();
            }
        }
    }
}
