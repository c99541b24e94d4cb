using System.Globalization;
using System.Text.RegularExpressions;
using Tidemark.Publishing.Reports;
using Xunit;

namespace Tidemark.Tests.Publishing;

/// <summary>Contrast after WCAG 2.2; colour blindness after Machado, Oliveira and Fernandes (2009), full severity; distance CIE76.</summary>
public sealed class PaletteTests
{
    private static readonly double[][,] Sights =
    [
        new double[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
        new double[,] { { .152286, 1.052583, -.204868 }, { .114503, .786281, .099216 }, { -.003882, -.048116, 1.051998 } },
        new double[,] { { .367322, .860646, -.227968 }, { .280085, .672501, .047413 }, { -.011820, .042940, .968881 } },
        new double[,] { { 1.255528, -.076749, -.178779 }, { -.078411, .930809, .147602 }, { .004733, .691367, .303900 } },
    ];

    public static TheoryData<int> Themes => [0, 1, 2];

    [Theory]
    [MemberData(nameof(Themes))]
    public void Text_has_a_contrast_of_four_and_a_half_and_marks_of_three(int theme)
    {
        Dictionary<string, string> colours = Theme(theme);
        foreach (string ground in new[] { "paper", "sheet", "field" })
        {
            Assert.All(new[] { "ink", "quiet", "link", "accent", "caution", "may", "may-not" }, c => AtLeast(4.5, colours[c], colours[ground], $"{c} on {ground}"));
            Assert.All(new[] { "g0", "g1", "g2", "g3", "g4", "g5", "g6", "mark", "ring" }, c => AtLeast(3, colours[c], colours[ground], $"{c} on {ground}"));
        }
        AtLeast(4.5, colours["caution"], colours["caution-ground"], "caution");
        AtLeast(4.5, colours["loud"], colours["loud-ground"], "loud");
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Groups_stay_apart_for_every_kind_of_sight(int theme)
    {
        Dictionary<string, string> colours = Theme(theme);
        foreach (double[,] sight in Sights)
        {
            for (int a = 1; a <= 6; a++)
            {
                for (int b = a + 1; b <= 6; b++)
                {
                    double apart = Distance(Seen(colours[$"g{a}"], sight), Seen(colours[$"g{b}"], sight));
                    Assert.True(apart >= 14, $"g{a} and g{b}: {apart:F1}");
                }
            }
        }
    }

    private static Dictionary<string, string> Theme(int theme) =>
        Regex.Matches(Regex.Matches(ReportHtml.StyleSheet, ":root \\{(.*?)\\}", RegexOptions.Singleline)[theme].Groups[1].Value, "--([a-z0-9-]+): (#[0-9a-f]{6})")
            .ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

    private static void AtLeast(double least, string a, string b, string what)
    {
        double x = Luminance(Linear(a)), y = Luminance(Linear(b)), ratio = (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
        Assert.True(ratio >= least, $"{what}: {ratio:F2} < {least}");
    }

    private static double[] Linear(string hex) => [.. new[] { 1, 3, 5 }.Select(i => int.Parse(hex.AsSpan(i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
        .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))];

    private static double Luminance(double[] c) => 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];

    private static double[] Seen(string hex, double[,] sight)
    {
        double[] c = Linear(hex);
        double[] seen = [.. Enumerable.Range(0, 3).Select(i => Math.Clamp(sight[i, 0] * c[0] + sight[i, 1] * c[1] + sight[i, 2] * c[2], 0, 1))];
        double x = (0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.95047, y = Luminance(seen), z = (0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.08883;
        return [116 * F(y) - 16, 500 * (F(x) - F(y)), 200 * (F(y) - F(z))];
    }

    private static double F(double t) => t > 0.008856 ? Math.Cbrt(t) : 7.787 * t + 16.0 / 116;

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());
}
