using System.Globalization;
using System.Text;
using Tidemark.Detection;

namespace Tidemark.Bench;

/// <summary>
/// A share table made from a seed. Objects have a popularity with a heavy tail and a life that begins at some moment of thirty days
/// and fades; a part of the rows falls into bursts of minutes on a few objects. A few accounts act in step, so that there are edges.
/// </summary>
internal sealed record Workload(string Name, int Rows, int Accounts, int Objects, double LifeSeconds, double BurstShare, int Bursts, double BurstSeconds)
{
    private const long Start = 1_700_000_000;
    private const int Span = 30 * 86_400;

    public static IReadOnlyList<Workload> All { get; } =
    [
        // About 0.6 pairs of rows within 60 s a row.
        new("mild 1M", 1_000_000, 100_000, 120_000, 30_000, 0, 1, 1),
        // Storms: a hundred objects with a thousand rows in minutes each.
        new("viral 1M", 1_000_000, 100_000, 120_000, 30_000, 0.12, 100, 600),
        // About 50 million pairs.
        new("hot 5M", 5_000_000, 300_000, 400_000, 30_000, 0.09, 250, 600),
    ];

    /// <summary>Smaller and larger ones, for the table beside other tools.</summary>
    private static IReadOnlyList<Workload> Further { get; } =
    [
        new("mild 100k", 100_000, 10_000, 12_000, 30_000, 0, 1, 1),
        new("mild 5M", 5_000_000, 500_000, 600_000, 30_000, 0, 1, 1),
    ];

    /// <summary>The mild one ten and fifty times as large, to see how the cost of a row grows.</summary>
    public static IReadOnlyList<Workload> Growing { get; } =
    [
        All[0],
        new("mild 10M", 10_000_000, 1_000_000, 1_200_000, 30_000, 0, 1, 1),
        new("mild 50M", 50_000_000, 5_000_000, 6_000_000, 30_000, 0, 1, 1),
    ];

    public static Workload Named(string name) => All.Concat(Growing).Concat(Further).First(w => w.Name.Replace(' ', '-') == name.Replace(' ', '-'));

    public void Write(string path)
    {
        var random = SeededRandom.Stream(20_240_815, (ulong)Name.Length * 7919 + (ulong)Rows);
        double[] popularity = Cumulative(Objects, 0.75);
        double[] activity = Cumulative(Accounts, 0.6);
        long[] born = new long[Objects];
        for (int o = 0; o < Objects; o++)
        {
            born[o] = Start + random.Below(Span);
        }
        using var to = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 20);
        to.Write("account_id,content_id,object_id,timestamp_share\n");
        int crew = Accounts / 1000;
        for (int row = 0; row < Rows; row++)
        {
            int account = Pick(activity, random.Unit());
            int obj;
            long time;
            if (random.Chance(BurstShare))
            {
                obj = random.Below(Bursts);
                time = born[obj] + (long)random.Exponential(BurstSeconds);
            }
            else if (random.Chance(0.01))
            {
                account = random.Below(crew);
                obj = Objects / 2 + random.Below(Objects / 400);
                time = born[obj] + random.Below(30);
            }
            else
            {
                obj = Pick(popularity, random.Unit());
                time = born[obj] + (long)random.Exponential(LifeSeconds * 4);
            }
            to.Write(string.Create(CultureInfo.InvariantCulture, $"user_{account:D7},post_{row:D9},https://example.org/story/{obj:D7},{time}\n"));
        }
    }

    private static double[] Cumulative(int count, double exponent)
    {
        double[] sum = new double[count];
        double total = 0;
        for (int i = 0; i < count; i++)
        {
            total += Math.Pow(i + 1, -exponent);
            sum[i] = total;
        }
        for (int i = 0; i < count; i++)
        {
            sum[i] /= total;
        }
        return sum;
    }

    private static int Pick(double[] cumulative, double at)
    {
        int found = Array.BinarySearch(cumulative, at);
        return Math.Min(found < 0 ? ~found : found, cumulative.Length - 1);
    }
}
