using System.Globalization;
using System.Text;
using Tidemark.Model;

namespace Tidemark.Detection.Duplicates;

/// <summary>
/// The distinct runs of three words of texts. A word is a run of letters, digits and marks, in lower case; what stands between words plays no
/// part. Words are numbered in the order in which they first appear, and three numbers are packed into 63 bits, so that no two runs collide.
/// </summary>
/// <remarks>O(length) and a sort of the runs. At most 2,097,152 distinct words; beyond, the rest count as one word.</remarks>
internal sealed class WordTrigrams
{
    private const int Bits = 21;
    private const int MostWords = (1 << Bits) - 1;
    private const ulong Three = (1UL << (3 * Bits)) - 1;

    private readonly Names _words = new(1 << 12);

    /// <summary>The runs of a text, ascending and each once; none where it has fewer than three words.</summary>
    public ulong[] Of(string text)
    {
        var runs = new List<ulong>();
        Span<byte> utf8 = stackalloc byte[4];
        var word = new List<byte>(32);
        ulong last = 0;
        int count = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsOfWord(rune))
            {
                int length = Rune.ToLowerInvariant(rune).EncodeToUtf8(utf8);
                word.AddRange(utf8[..length]);
            }
            else
            {
                End();
            }
        }
        End();
        runs.Sort();
        return [.. runs.Distinct()];

        void End()
        {
            if (word.Count == 0)
            {
                return;
            }
            int number = Math.Min(MostWords, _words.Intern(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(word)));
            word.Clear();
            last = (last << Bits | (uint)number) & Three;
            if (++count >= 3)
            {
                runs.Add(last);
            }
        }
    }

    private static bool IsOfWord(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
