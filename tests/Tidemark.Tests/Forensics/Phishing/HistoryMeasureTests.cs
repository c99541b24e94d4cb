using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using Tidemark.Forensics.Phishing;
using Xunit;

namespace Tidemark.Tests.Forensics.Phishing;

/// <summary>Recall and false flags on real correspondence, where the shared material is at hand; halves of correspondents kept apart.</summary>
public sealed class HistoryMeasureTests(ITestOutputHelper output)
{
    [Fact]
    public void Takeovers_of_real_correspondents_are_found_and_ordinary_changes_are_not()
    {
        List<byte[]> mails = [.. Read("easy-ham-1.tar.gz"), .. Read("easy-ham-2.tar.gz")];
        MailSketch[] sketches = [.. mails.AsParallel().AsOrdered().Select(mail => Sketch(mail))];
        var archive = new MailArchive(sketches);
        var byAddress = sketches.Zip(mails).Where(pair => pair.First.From is not null).GroupBy(pair => pair.First.From!.Value.Address, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Select(pair => pair.Second).ToArray(), StringComparer.Ordinal);
        string[] correspondents = [.. byAddress.Where(pair => pair.Value.Length >= 10 && !pair.Key.StartsWith("rssfeeds", StringComparison.Ordinal)).Select(pair => pair.Key).Order(StringComparer.Ordinal)];
        byte[][] few = [.. byAddress.Where(pair => pair.Value.Length < 5).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value[0])];
        int seeds = int.Parse(Environment.GetEnvironmentVariable("HIST_SEEDS") ?? "1", CultureInfo.InvariantCulture);
        using StreamWriter? dump = Environment.GetEnvironmentVariable("HIST_DUMP") is { } path ? new StreamWriter(path) : null;
        for (int seed = 1; seed <= seeds; seed++)
        {
            var random = new Random(seed);
            for (int c = 0; c < correspondents.Length; c++)
            {
                string address = correspondents[c];
                byte[][] own = byAddress[address];
                foreach (string kind in TakeoverMails.Kinds)
                {
                    Tell("takeover", c, kind, address, TakeoverMails.Make(kind, own[random.Next(own.Length)], address, random));
                }
                foreach (string kind in InnocentMails.Kinds)
                {
                    Tell("innocent", c, kind, address, InnocentMails.Make(kind, own[random.Next(own.Length)], address, random));
                }
            }
            for (int i = 0; i < few.Length; i++)
            {
                Tell("innocent", i, "few mails", "", few[i]);
            }
        }

        void Tell(string truth, int c, string kind, string address, byte[] mail)
        {
            Judgement j = Judgement.Of(archive, Sketch(mail));
            dump?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{truth}\t{c % 2}\t{kind}\t{(j.Departs ? 1 : 0)}\t{j.Surprise:0.00}\t{string.Join(' ', j.Signs.Select(s => $"{Departures.Name(s.Kind)}:{s.Rate:0.000}"))}\t{address}\t{j.Imitates?.Address}\t{j.Imitates?.Sender.Address.Address}\t{string.Join(" | ", j.Signs.Select(s => s.Seen))}"));
        }
        foreach (int i in Enumerable.Range(0, Departures.Count))
        {
            output.WriteLine($"{(Departure)i} {archive.Rates.Of((Departure)i):0.0000}");
        }
    }

    private static MailSketch Sketch(byte[] mail) => MailSketch.Read(Tidemark.Forensics.Mail.MailReader.Read(mail, "mail").Value);

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
