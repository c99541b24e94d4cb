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
            to.Add(new TextSpan(start, end));
            i = end;
        }
    }
}
