using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;

namespace Tidemark.Detection.Statements.Resolution;

/// <summary>Runs of capitalised words, with what binds them: "Corriero di Tessel", "Interior Ministry of Lorvania".</summary>
internal static class Names
{
    /// <summary>The last token of the name that begins here.</summary>
    public static int End(Passage passage, int first, int end)
    {
        int last = first;
        int i = first + 1;
        while (i < end)
        {
            if (passage.IsWord(i) && passage.Has(i, WordClass.Proper | WordClass.Number) && passage.Tokens[i].Capital | passage.Has(i, WordClass.Number) && !passage.Has(i, WordClass.Weekday) && !passage.Has(i, WordClass.PersonTitle))
            {
                if (passage.Has(i, WordClass.Number) && passage.Has(last, WordClass.Month))
                {
                    break;
                }
                last = i++;
                continue;
            }
            bool connects = passage.IsWord(i) && i + 1 < end && passage.Has(i + 1, WordClass.Proper) && Connects(passage, i)
                && (!passage.Is(i, "of") || passage.Has(last, WordClass.Organisation | WordClass.Document));
            if (!connects)
            {
                break;
            }
            last = ++i;
            i++;
        }
        return last;
    }

    private static bool Connects(Passage passage, int i)
    {
        ReadOnlySpan<char> written = passage.Written(i);
        foreach (string connector in passage.Language.Phrases("name-connectors"))
        {
            if (written.SequenceEqual(connector))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The name, without title in front.</summary>
    public static string Text(Passage passage, int first, int last)
    {
        while (first < last && passage.Has(first, WordClass.PersonTitle))
        {
            first++;
        }
        return passage.Cut(first, last);
    }
}
