using System.Text;
using Tidemark.Model;

namespace Tidemark.Detection.Activation;

/// <summary>
/// The distinct words of every text, as numbers, with a weight a word: the rarer among the posts, the more it says about a subject.
/// </summary>
/// <remarks>
/// A word is a run of letters and digits with at least one letter, in lower case, three characters or more; links are left out. Scripts
/// without blanks between words (Chinese, Japanese, Thai and their neighbours) give pairs of characters. O(bytes).
/// </remarks>
internal sealed class PostWords
{
    // Beyond one post in a thousand rarity says nothing more about a subject: it is a name, a slip, a thread.
    private const double Rarest = 0.001;
    private const double Commonest = 0.2;
    private const int Shortest = 3;
    private const int Longest = 40;

    private readonly int[] _start;
    private readonly int[] _words;

    private PostWords(Names vocabulary, int[] start, int[] words, int[] posts, double[] weight)
    {
        (Vocabulary, _start, _words, Posts, Weight) = (vocabulary, start, words, posts, weight);
        Mark = new ulong[vocabulary.Count];
        for (int word = 0; word < Mark.Length; word++)
        {
            Mark[word] = MarkOf(vocabulary[word]);
        }
    }

    /// <summary>The words.</summary>
    public Names Vocabulary { get; }

    /// <summary>The weight of each word; 0 for words in more than one post in five.</summary>
    public double[] Weight { get; }

    /// <summary>How many posts hold each word.</summary>
    public int[] Posts { get; }

    /// <summary>A number that hangs on the bytes of each word alone (FNV-1a), so that it is the same in every run.</summary>
    public ulong[] Mark { get; }

    /// <summary>The distinct words of a text.</summary>
    public ReadOnlySpan<int> this[int text] => _words.AsSpan(_start[text], _start[text + 1] - _start[text]);

    /// <summary>Reads all texts.</summary>
    public static PostWords Of(PostColumns posts)
    {
        Names vocabulary = new(1 << 14);
        int[] start = new int[posts.Texts.Count + 1];
        var words = new List<int>(posts.Texts.Count * 12);
        var lastIn = new List<int>();
        Span<byte> utf8 = stackalloc byte[Longest * 3];
        for (int text = 0; text < posts.Texts.Count; text++)
        {
            Read(posts.Texts.Text(text), text, vocabulary, words, lastIn, utf8);
            start[text + 1] = words.Count;
        }
        int[] posted = new int[vocabulary.Count];
        int[] all = [.. words];
        for (int i = 0; i < posts.Count; i++)
        {
            foreach (int word in all.AsSpan(start[posts.Text[i]], start[posts.Text[i] + 1] - start[posts.Text[i]]))
            {
                posted[word]++;
            }
        }
        double[] weight = Array.ConvertAll(posted, count =>
        {
            double share = Math.Max(Rarest, (double)count / posts.Count);
            return share > Commonest ? 0 : -Math.Log(share);
        });
        return new PostWords(vocabulary, start, all, posted, weight);
    }

    /// <summary>FNV-1a of bytes.</summary>
    public static ulong MarkOf(ReadOnlySpan<byte> bytes)
    {
        unchecked
        {
            ulong mark = 14_695_981_039_346_656_037;
            foreach (byte b in bytes)
            {
                mark = (mark ^ b) * 1_099_511_628_211;
            }
            return mark;
        }
    }

    private static void Read(string text, int number, Names vocabulary, List<int> words, List<int> lastIn, Span<byte> utf8)
    {
        for (int i = 0; i < text.Length;)
        {
            if (text[i] is 'h' or 'H' && text.AsSpan(i).StartsWith("http", StringComparison.OrdinalIgnoreCase) && text.AsSpan(i).IndexOf("://", StringComparison.Ordinal) is 4 or 5)
            {
                while (i < text.Length && !char.IsWhiteSpace(text[i]))
                {
                    i++;
                }
                continue;
            }
            if (!char.IsLetterOrDigit(text[i]))
            {
                i++;
                continue;
            }
            int from = i;
            bool letter = false, blankless = IsBlankless(text[i]);
            while (i < text.Length && char.IsLetterOrDigit(text[i]) && IsBlankless(text[i]) == blankless)
            {
                letter |= char.IsLetter(text[i++]);
            }
            if (blankless)
            {
                for (int at = from; at + 2 <= i; at++)
                {
                    Take(text.AsSpan(at, 2), number, vocabulary, words, lastIn, utf8);
                }
            }
            else if (letter && i - from is >= Shortest and <= Longest)
            {
                Take(text.AsSpan(from, i - from), number, vocabulary, words, lastIn, utf8);
            }
        }
    }

    private static void Take(ReadOnlySpan<char> word, int text, Names vocabulary, List<int> words, List<int> lastIn, Span<byte> utf8)
    {
        Span<char> lower = stackalloc char[Longest];
        int length = word.ToLowerInvariant(lower);
        int id = vocabulary.Intern(utf8[..Encoding.UTF8.GetBytes(lower[..length], utf8)]);
        if (id == lastIn.Count)
        {
            lastIn.Add(-1);
        }
        if (lastIn[id] != text)
        {
            lastIn[id] = text;
            words.Add(id);
        }
    }

    private static bool IsBlankless(char c) => c is >= '\u0E00' and <= '\u0EFF' or >= '\u1000' and <= '\u109F' or >= '\u1780' and <= '\u17FF' or >= '\u2E80' and <= '\u9FFF';
}
