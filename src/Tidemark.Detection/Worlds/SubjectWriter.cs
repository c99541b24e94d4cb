using System.Globalization;
using System.Text;

namespace Tidemark.Detection.Worlds;

/// <summary>
/// Writes posts on made-up subjects with made-up words: common words, words of a subject, favourite words of the asset, words of a
/// thread that lasts a few posts. No word means anything.
/// </summary>
internal sealed class SubjectWriter
{
    private static readonly string[] Onsets = ["b", "br", "d", "dr", "f", "g", "gl", "h", "k", "kl", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "tr", "v", "w"];
    private static readonly string[] Vowels = ["a", "e", "i", "o", "u", "ai", "ou", "ea"];

    private readonly SeededRandom _random;
    private readonly string[] _common;
    private readonly string[][] _subjects;
    private int _words;

    public SubjectWriter(SeededRandom random, int subjects, int subjectWords)
    {
        _random = random;
        _common = Words(350);
        _subjects = new string[subjects][];
        for (int s = 0; s < subjects; s++)
        {
            _subjects[s] = Words(subjectWords);
        }
    }

    /// <summary>How many subjects there are.</summary>
    public int Subjects => _subjects.Length;

    /// <summary>Words nobody has used so far.</summary>
    public string[] Words(int count)
    {
        string[] words = new string[count];
        for (int i = 0; i < count; i++)
        {
            words[i] = Word(_words++);
        }
        return words;
    }

    /// <summary>A post: a third to a half of its words are of the subject, few are favourites or of the thread.</summary>
    public string Post(int subject, string[] favourites, string[] thread)
    {
        int length = 7 + _random.Below(12);
        double topical = 0.25 + 0.25 * _random.Unit();
        var text = new StringBuilder();
        for (int i = 0; i < length; i++)
        {
            double draw = _random.Unit();
            string[] from = draw < topical ? _subjects[subject] : draw < topical + 0.06 ? favourites : draw < topical + 0.16 && thread.Length > 0 ? thread : _common;
            text.Append(i == 0 ? "" : " ").Append(from[Common(from.Length)]);
        }
        if (_random.Chance(0.2))
        {
            text.Append(CultureInfo.InvariantCulture, $" https://example.org/{_random.Below(100_000)}");
        }
        return text.ToString();
    }

    /// <summary>Low numbers come more often, as words do.</summary>
    private int Common(int count) => (int)(count * Math.Pow(_random.Unit(), 1.7));

    private static string Word(int number)
    {
        var word = new StringBuilder();
        int rest = number + 200;
        do
        {
            word.Append(Onsets[rest % Onsets.Length]);
            rest /= Onsets.Length;
            word.Append(Vowels[rest % Vowels.Length]);
            rest /= Vowels.Length;
        }
        while (rest > 0);
        return word.ToString();
    }
}
