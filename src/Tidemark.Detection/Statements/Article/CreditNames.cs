using Tidemark.Detection.Statements.Languages;

namespace Tidemark.Detection.Statements.Article;

/// <summary>
/// The names in a credit line: "with material from the news agencies TSP and Veridal" are two. After "reporting by" or behind the word
/// "agency" a name is one that is credited; a place ("in Dorst") is not.
/// </summary>
internal static class CreditNames
{
    public static void Find(string text, TextSpan line, Language language, List<TextSpan> to)
    {
        int i = line.Start;
        bool open = false;
        bool agency = false;
        while (i < line.End)
        {
            while (i < line.End && !char.IsLetterOrDigit(text[i]))
            {
                open &= text[i] is not (';' or '.');
                i++;
            }
            int start = i;
            while (i < line.End && (char.IsLetterOrDigit(text[i]) || text[i] is '-' or '\'' or '’' or '.' && i + 1 < line.End && char.IsLetter(text[i + 1]) || char.IsSurrogate(text[i])))
            {
                i++;
            }
            if (i == start)
            {
                continue;
            }
            string lower = text[start..i].ToLowerInvariant();
            if (!char.IsUpper(text[start]) || start == line.Start)
            {
                if (language.Phrases("credit-hands").Contains(lower))
                {
                    // "editing by Lena Voss": a person, up to the next semicolon.
                    int stop = text.AsSpan(i, line.End - i).IndexOf(';');
                    i = stop < 0 ? line.End : i + stop;
                    open = false;
                    agency = false;
                    continue;
                }
                agency |= (language.Find(lower).Classes & WordClass.Agency) != 0 || lower is "agencies" or "material";
                bool leads = language.Phrases("agency-leads").Contains(lower);
                open = leads || (open && (lower is "and" or "the" or "news" || (language.Find(lower).Classes & (WordClass.Determiner | WordClass.Conjunction | WordClass.Agency)) != 0));
                continue;
            }
            if (!open)
            {
                continue;
            }
            int end = i;
            // Following capitalised words belong to the name.
            while (end + 1 < line.End && text[end] == ' ' && char.IsUpper(text[end + 1]))
            {
                end++;
                while (end < line.End && (char.IsLetterOrDigit(text[end]) || text[end] is '-' or '\'' or '’'))
                {
                    end++;
                }
            }
            // Two capitalised words without a sign of an agency are a reporter's name.
            string name = text[start..end];
            string[] words = name.Split(' ');
            if (agency || words.Length == 1 || Array.Exists(words, word => language.Phrases("media-words").Contains(word.ToLowerInvariant()) || word.Length > 1 && !word.Any(char.IsLower)))
            {
                to.Add(new TextSpan(start, end));
            }
            i = end;
        }
    }
}
