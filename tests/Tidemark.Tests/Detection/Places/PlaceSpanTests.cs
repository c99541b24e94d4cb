using System.Text;
using CsCheck;
using Tidemark.Detection.Places;
using Xunit;

namespace Tidemark.Tests.Detection.Places;

/// <summary>Whatever the text, a span cuts its own text, and the role is one of the four.</summary>
public sealed class PlaceSpanTests
{
    private static readonly string[] Pieces =
    [
        "Ohio", "Georgia", "Paris, Texas", "ATHENS, Ga.", "#OhioVotes", "Vermonters", "São Paulo", "Sa\u0303o Paulo", "Savannah", "D.C.", "St. Louis", "#", "😀", "🇺🇸", "👩‍🌾", "\r\n", "\n\n", "\n", " ", "\t", ", ", ". ", "! ", "—", "-", "'s", "’s", "“", "”", "(", ")",
        "\u0301", "\u200D", "\uFEFF", "in", "the", "lend a hand", "senator", "governor of", "Morning News", "(D-Ga.)", "OK", "OR", "R-", "you", "come", "born in", "http://example.com/", "@", "of", "Kenya", "U.S.", "WRAL", "76ers", "10", "Ｏｈｉｏ", "İstanbul", "ß", "ǅ", "\u0000", "東京", "Москва", "ً", "|", "•", "📍", "Mr.", "Lopez, 34,",
    ];

    private static readonly Gen<string> Words = Gen.Select(Gen.Int[0, Pieces.Length - 1], Gen.Bool, (piece, blank) => Pieces[piece] + (blank ? " " : "")).Array[0, 40].Select(string.Concat);
    private static readonly Gen<string> Noise = Gen.Int[0, 0x10FFFF].Where(Rune.IsValid).Select(value => new Rune(value).ToString()).Array[0, 30].Select(string.Concat);

    [Fact]
    public void A_span_cuts_its_text() =>
        Gen.Select(Words, Noise, Words).Sample((before, noise, after) => Check(before + noise + after), iter: 3000);

    [Fact]
    public void Half_a_surrogate_pair_breaks_nothing() =>
        Gen.Select(Words, Gen.Char, Words).Sample((before, odd, after) => Check(before + odd + after), iter: 1000);

    [Fact]
    public void A_long_text_is_read_in_pieces_and_its_spans_still_cut()
    {
        var text = new StringBuilder();
        for (int i = 0; i < 9000; i++)
        {
            text.Append(i % 7 == 0 ? "😀 in Ohio, " : "and then ");
        }
        Check(text.ToString());
        Check(string.Concat(Enumerable.Repeat("Ohio😀", 20_000)));
        Assert.True(PlaceReader.Read(text.ToString()).Count >= 1200);
    }

    private static void Check(string text)
    {
        int[] points = [.. Points(text)];
        int last = 0;
        foreach (PlaceMention mention in PlaceReader.Read(text))
        {
            Assert.True(mention.Cut.Start >= last && mention.Cut.End > mention.Cut.Start && mention.Cut.End <= points.Length);
            Assert.Equal(mention.Cut.Text, Text(points.AsSpan(mention.Cut.Start, mention.Cut.End - mention.Cut.Start)));
            Assert.Contains(PlaceRoles.Word(mention.Role), (string[])["mention", "target", "biography", "outlet"]);
            Assert.NotNull(PlaceNames.Code(mention.Place));
            last = mention.Cut.End;
        }
    }

    // Counted here on its own, not by the class under test.
    private static IEnumerable<int> Points(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            bool pair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            yield return pair ? char.ConvertToUtf32(text[i], text[i + 1]) : text[i];
            i += pair ? 1 : 0;
        }
    }

    private static string Text(ReadOnlySpan<int> points)
    {
        var text = new StringBuilder();
        foreach (int point in points)
        {
            _ = point > 0xFFFF ? text.Append(char.ConvertFromUtf32(point)) : text.Append((char)point);
        }
        return text.ToString();
    }
}
