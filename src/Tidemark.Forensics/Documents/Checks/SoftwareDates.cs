using System.Globalization;
using System.Reflection;

namespace Tidemark.Forensics.Documents.Checks;

/// <summary>One line of the table of dated software and fonts.</summary>
/// <param name="Where">Where the words are looked for: <c>pdf</c>, <c>office</c>, <c>image</c>, or <c>font</c>.</param>
/// <param name="Words">The words; behind them must not follow a digit.</param>
/// <param name="Seen">Ticks of the day from which a preview existed outside its makers; dates before it contradict.</param>
/// <param name="Released">Ticks of the day of release.</param>
/// <param name="Source">Who says so.</param>
internal readonly record struct SoftwareDate(string Where, string Words, long Seen, long Released, string Source);

/// <summary>When software and fonts came out, from <c>software-dates.tsv</c>: anybody who doubts a verdict can read the line.</summary>
internal static class SoftwareDates
{
    // Where no preview is dated: previews of office programs and systems were public for up to half a year.
    private const int PreviewDays = 200;

    /// <summary>All lines.</summary>
    public static IReadOnlyList<SoftwareDate> All { get; } = Load();

    /// <summary>The line whose words stand in a value; the longest where there are several; null where there is none.</summary>
    public static SoftwareDate? Find(string where, string value)
    {
        SoftwareDate? best = null;
        foreach (SoftwareDate line in All)
        {
            if (line.Where == where && Stands(value, line.Words) && (best is not { } known || known.Words.Length < line.Words.Length))
            {
                best = line;
            }
        }
        return best;
    }

    private static bool Stands(string value, string words)
    {
        int at = value.IndexOf(words, StringComparison.OrdinalIgnoreCase);
        int behind = at + words.Length;
        return at >= 0 && (at == 0 || !char.IsLetterOrDigit(value[at - 1])) && (behind == value.Length || !char.IsAsciiDigit(value[behind]));
    }

    private static List<SoftwareDate> Load()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("software-dates.tsv")
            ?? throw new InvalidOperationException("The table software-dates.tsv is not in the program.");
        using StreamReader reader = new(stream);
        List<SoftwareDate> lines = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }
            string[] cells = line.Split('\t');
            long released = Day(cells[3]);
            lines.Add(new SoftwareDate(cells[0], cells[1], cells[2].Length == 0 ? released - (PreviewDays * TimeSpan.TicksPerDay) : Day(cells[2]), released, cells[4]));
        }
        return lines;
    }

    private static long Day(string text) => DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture).Ticks;
}
