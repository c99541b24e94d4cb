using Tidemark.Detection.Statements.Languages;

namespace Tidemark.Detection.Statements.Retelling;

/// <summary>
/// Finds a thing that a retelling gives to somebody else: "a message to an official from the account of an adviser" became "the account of
/// an official".
/// </summary>
/// <remarks>
/// <b>Claims</b> that a thing both texts name is one's in the first and another's in the second, and that this other stands in the first text in
/// another place. <b>Does not claim</b> that the second is wrong: it may know more. Whose it is is read from "of", from a genitive and from "from"; phrases
/// end at a mark, a preposition or a verb of the closed classes. O(words²).
/// </remarks>
internal static class ChangedRoles
{
    public static IEnumerable<Drift> Find(RetoldText a, RetoldText b, Language language)
    {
        List<Role> before = Read(a, language);
        if (before.Count == 0)
        {
            yield break;
        }
        foreach (Role now in Read(b, language))
        {
            Role[] same = [.. before.Where(role => role.Thing == now.Thing)];
            if (same.Length > 0 && !same.Any(role => role.Whose == now.Whose) && now.Whose != now.Thing && Stands(a, now.Whose))
            {
                yield return new Drift(DriftKind.ChangedRole, a.Cut(same[0].First, same[0].Count), b.Cut(now.First, now.Count));
                yield break;
            }
        }
    }

    private static bool Stands(RetoldText text, string stem) => Array.IndexOf(text.Stems, stem) >= 0;

    private static List<Role> Read(RetoldText text, Language language)
    {
        var roles = new List<Role>();
        string[] skip = language.Phrases("possession-skip");
        for (int i = 1; i + 1 < text.Words.Count; i++)
        {
            if (text.Words[i] == "of" && !text.EndsClause(i - 1) && !skip.Contains(text.Words[i - 1], StringComparer.Ordinal) && Head(text, i + 1, language) is { } head)
            {
                roles.Add(new Role(text.Stems[i - 1], text.Stems[head], i - 1, head - i + 2));
            }
            if (text.IsGenitive(i) && !text.EndsClause(i) && Head(text, i + 1, language) is { } thing)
            {
                roles.Add(new Role(text.Stems[thing], text.Stems[i], i, thing - i + 1));
            }
        }
        return roles;
    }

    /// <summary>The last word of the noun phrase that begins here: before the next preposition, verb, conjunction or mark.</summary>
    private static int? Head(RetoldText text, int first, Language language)
    {
        const WordClass stops = WordClass.Preposition | WordClass.Conjunction | WordClass.Complementizer | WordClass.Subordinator | WordClass.Finite | WordClass.Relative | WordClass.Modal | WordClass.Be | WordClass.Have | WordClass.Do;
        int? head = null;
        for (int i = first; i < text.Words.Count && i < first + 6; i++)
        {
            // A determiner begins the next phrase: "the mailbox of the caretaker a letter was sent".
            if ((language.Find(text.Words[i]).Classes & (i > first ? stops | WordClass.Determiner : stops)) != 0 || text.Words[i] == "of")
            {
                break;
            }
            head = i;
            if (text.EndsClause(i) || text.IsGenitive(i))
            {
                break;
            }
        }
        // A pronoun or an article alone is nobody.
        return head is { } at && (language.Find(text.Words[at]).Classes & (WordClass.Determiner | WordClass.SubjectPronoun)) == 0 && text.Words[at].Length > 2 ? head : null;
    }

    private readonly record struct Role(string Thing, string Whose, int First, int Count);
}
