using System.Globalization;
using Tidemark.Model;

namespace Tidemark.Publishing.Reports;

/// <summary>Figures as people read them; always the invariant culture, so that the same figure is the same bytes.</summary>
public static class Figures
{
    private static readonly string[] Superscripts = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];

    /// <summary>"12,345".</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"1 pair", "12,345 pairs".</summary>
    public static string Count(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    /// <summary>Three significant figures: "0.0213", "412", "12,300", "3.1 × 10⁻⁹"; 0 is "0".</summary>
    public static string Number(double value)
    {
        double size = Math.Abs(value);
        if (size == 0 || !double.IsFinite(value))
        {
            return value.ToString("0", CultureInfo.InvariantCulture);
        }
        if (size < 0.001)
        {
            return Scientific(value);
        }
        if (size >= 1000)
        {
            return value.ToString("N0", CultureInfo.InvariantCulture);
        }
        int decimals = Math.Clamp(2 - (int)Math.Floor(Math.Log10(size)), 0, 5);
        return Math.Round(value, decimals).ToString("0.#####", CultureInfo.InvariantCulture);
    }

    /// <summary>A probability. What a double cannot tell from 0 is said to be small, never 0: "&lt; 10⁻³⁰⁰".</summary>
    public static string Probability(double value) => value switch
    {
        <= 1e-300 => "< 10⁻³⁰⁰",
        < 0.001 => Scientific(value),
        _ => Number(value),
    };

    /// <summary>A length of time: "0.52 s", "42 s", "4 min 10 s", "3 h 5 min", "12 days".</summary>
    public static string Duration(double seconds)
    {
        if (seconds < 60)
        {
            return $"{Number(seconds)} s";
        }
        long whole = (long)Math.Round(seconds);
        return whole switch
        {
            < 3600 => whole % 60 == 0 ? $"{whole / 60} min" : $"{whole / 60} min {whole % 60} s",
            < 172_800 => whole / 60 % 60 == 0 ? $"{whole / 3600} h" : $"{whole / 3600} h {whole / 60 % 60} min",
            _ => Count((long)Math.Round(seconds / 86_400), "day", "days"),
        };
    }

    /// <summary>A window as it is spoken of: "60 seconds", "5 minutes", "2.5 seconds".</summary>
    public static string Window(double seconds)
    {
        if (seconds >= 300 && seconds % 3600 == 0)
        {
            return Count((long)seconds / 3600, "hour", "hours");
        }
        return seconds >= 300 && seconds % 60 == 0
            ? Count((long)seconds / 60, "minute", "minutes")
            : $"{Number(seconds)} {(seconds == 1 ? "second" : "seconds")}";
    }

    /// <summary>A mean of seconds apart by clocks that are read to so many seconds: below their step nothing is known.</summary>
    public static string MeanSeconds(double seconds, double clock) =>
        clock <= 1 ? Seconds(seconds) : seconds < clock ? $"under {Number(clock)}" : Seconds(Math.Round(seconds));

    /// <summary>Seconds between two acts, in a table: as many decimals as they have, at most three.</summary>
    public static string Seconds(double seconds) => Math.Round(seconds, 3).ToString("#,0.###", CultureInfo.InvariantCulture);

    /// <summary>"2020-11-26 22:39:30.518", in UTC, which the head of the column says.</summary>
    public static string Time(UnixTime time)
    {
        string iso = time.ToString();
        int dot = iso.IndexOf('.', StringComparison.Ordinal);
        string shown = dot < 0 ? iso[..^1] : iso[..Math.Min(iso.Length - 1, dot + 4)];
        return shown.Replace('T', ' ');
    }

    /// <summary>"2020-11-26 22:39", in UTC.</summary>
    public static string Minute(UnixTime time) => time.ToString()[..16].Replace('T', ' ');

    /// <summary>"2020-11-26".</summary>
    public static string Day(UnixTime time) => time.ToString()[..10];

    /// <summary>"512 bytes", "3.4 MB".</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 10_000 => Count(bytes, "byte", "bytes"),
        < 10_000_000 => $"{Number(bytes / 1e3)} kB",
        < 10_000_000_000 => $"{Number(bytes / 1e6)} MB",
        _ => $"{Number(bytes / 1e9)} GB",
    };

    /// <summary>A coordinate in a picture.</summary>
    public static string Coordinate(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Scientific(double value)
    {
        string[] parts = value.ToString("0.#E+0", CultureInfo.InvariantCulture).Split('E');
        string power = string.Concat(parts[1].TrimStart('+').Select(c => c == '-' ? "⁻" : Superscripts[c - '0']));
        // No-break spaces: a power of ten alone on the next line is another figure.
        return parts[0] == "1" ? $"10{power}" : $"{parts[0]}\u00A0×\u00A010{power}";
    }
}
