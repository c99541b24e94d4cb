using Tidemark.Detection.Statements.Languages;

namespace Tidemark.Detection.Statements.Retelling;

/// <summary>
/// Compares a statement with a retelling of it and names what was changed on the way: a hedge or a bound lost, a figure or a date changed, a
/// part made the whole, a denial put to something else.
/// </summary>
/// <remarks>
/// <para><b>Claims</b> that the words given for each change stand in the two texts and that nothing else in the retelling keeps what was lost. Whole
/// clauses that are left out are no drift here, nor is another order of words, active for passive, "nine" for 9, "2 March" for "March 2",
/// or another word of the same hedge.</para>
/// <para><b>Does not claim</b> that a change was made on purpose, nor by whom: the text retold may itself have been a retelling, and a
/// translation there and back loses hedges by itself. Irony, tense and implicature are not seen; nor is a change in words of no list.</para>
/// <para><b>Innocent explanations</b>: a later statement with newer figures; another source for the same matter; an editor's cut for length;
/// a correction by the speaker. Both texts are always shown side by side.</para>
/// <para>English has lists of its own (<c>Languages/en/drift.txt</c>); where a language has none, figures alone are compared. O(words²).</para>
/// </remarks>
public static class DriftFinder
{
    /// <summary>A denial whose object shares less than this part of its words with the original's object denies something else.</summary>
    private const double SameObject = 0.25;

    /// <summary>The changes, in the order of <see cref="DriftKind"/>; empty for a faithful retelling.</summary>
    /// <param name="original">The statement.</param>
    /// <param name="retold">The retelling.</param>
    /// <param name="language">ISO 639-1 code of both; null to tell it from the words.</param>
    public static IReadOnlyList<Drift> Compare(string original, string retold, string? language = null)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(retold);
        Language of = language is null ? LanguageFiles.Recognise(original + "\n" + retold) : LanguageFiles.Of(language);
        var a = new RetoldText(original, of);
        var b = new RetoldText(retold, of);
        return [.. Hedges(a, b), .. Bounds(a, b), .. Numbers(a, b), .. Dates(a, b), .. Parts(a, b), .. Wholes(a, b), .. Plurals(a, b, of), .. DenialTargets(a, b), .. ChangedRoles.Find(a, b, of)];
    }

    /// <summary>A hedge is lost where what it spoke of is still said and the retelling has fewer hedges, none of them on it.</summary>
    private static IEnumerable<Drift> Hedges(RetoldText a, RetoldText b)
    {
        if (b.Hedges.Count >= a.Hedges.Count)
        {
            yield break;
        }
        HashSet<string> stillHedged = [.. b.Hedges.Select(hedge => b.Anchor(hedge.First + hedge.Count)).Where(at => at >= 0).Select(at => b.Stems[at])];
        foreach ((int first, int count) in a.Hedges)
        {
            int anchor = a.Anchor(first + count);
            int there = anchor < 0 ? -1 : Array.IndexOf(b.Stems, a.Stems[anchor]);
            if (there >= 0 && !stillHedged.Contains(a.Stems[anchor]))
            {
                int from = Math.Max(0, there - 1);
                yield return new Drift(DriftKind.LostHedge, a.Cut(first, anchor - first + 1), b.Cut(from, there - from + 1));
            }
        }
    }

    private static IEnumerable<Drift> Bounds(RetoldText a, RetoldText b)
    {
        foreach ((int at, decimal value) in a.Numbers)
        {
            if (!IsBound(a, at, out int first, out int count))
            {
                continue;
            }
            int there = b.Numbers.Where(number => number.Value == value).Select(number => number.At).DefaultIfEmpty(-1).First();
            if (there >= 0 && !b.Numbers.Any(number => number.Value == value && IsBound(b, number.At, out _, out _)))
            {
                yield return new Drift(DriftKind.LostBound, a.Cut(first, count), b.Cut(there, Math.Min(2, b.Words.Count - there)));
            }
        }
    }

    private static bool IsBound(RetoldText text, int number, out int first, out int count)
    {
        foreach ((int start, int length) in text.Found("bounds"))
        {
            if (number >= start + length && number <= start + length + 1 + text.Ordering(start + length))
            {
                (first, count) = (start, number - start + 1);
                return true;
            }
        }
        foreach ((int start, int length) in text.Found("bounds-after"))
        {
            if (start > number && start <= number + 3)
            {
                (first, count) = (number, start + length - number);
                return true;
            }
        }
        (first, count) = (number, 1);
        return false;
    }

    /// <summary>A figure of the original that is gone while another one is new; the two that count the same thing first.</summary>
    private static IEnumerable<Drift> Numbers(RetoldText a, RetoldText b)
    {
        var gone = a.Numbers.Where(x => b.Numbers.All(y => y.Value != x.Value)).ToList();
        foreach ((int at, _) in b.Numbers.Where(y => a.Numbers.All(x => x.Value != y.Value)))
        {
            if (gone.Count == 0)
            {
                yield break;
            }
            int counted = b.Anchor(at + 1);
            int match = gone.FindIndex(x => counted >= 0 && a.Anchor(x.At + 1) is >= 0 and var of && a.Stems[of] == b.Stems[counted]);
            (int At, decimal) old = gone[Math.Max(0, match)];
            gone.RemoveAt(Math.Max(0, match));
            yield return new Drift(DriftKind.ChangedNumber, Counted(a, old.At), Counted(b, at));
        }
    }

    private static string Counted(RetoldText text, int at) => text.Cut(at, text.EndsClause(at) ? 1 : Math.Min(2, text.Words.Count - at));

    private static IEnumerable<Drift> Dates(RetoldText a, RetoldText b)
    {
        foreach (bool weekday in (bool[])[false, true])
        {
            (int First, int Count, string Date)[] old = [.. a.Dates.Where(date => IsWeekday(date) == weekday)];
            (int First, int Count, string Date)[] now = [.. b.Dates.Where(date => IsWeekday(date) == weekday)];
            var gone = old.Where(x => !now.Any(y => SameDate(x.Date, y.Date))).ToList();
            foreach ((int First, int Count, string) date in now.Where(y => !old.Any(x => SameDate(x.Date, y.Date))))
            {
                if (gone.Count == 0)
                {
                    break;
                }
                yield return new Drift(DriftKind.MovedDate, a.Cut(gone[0].First, gone[0].Count), b.Cut(date.First, date.Count));
                gone.RemoveAt(0);
            }
        }
    }

    private static bool IsWeekday((int First, int Count, string Date) date) => date.Date.StartsWith("weekday", StringComparison.Ordinal);

    /// <summary>A month without a day agrees with any of its days.</summary>
    private static bool SameDate(string a, string b) =>
        a == b || (a.EndsWith("-0", StringComparison.Ordinal) || b.EndsWith("-0", StringComparison.Ordinal)) && a.Split('-')[0] == b.Split('-')[0];

    /// <summary>"some of the files were genuine" became "the files were genuine".</summary>
    private static IEnumerable<Drift> Parts(RetoldText a, RetoldText b)
    {
        if (b.Found("parts").Any())
        {
            yield break;
        }
        foreach ((int first, int count) in a.Found("parts"))
        {
            int anchor = a.Anchor(first + count);
            int there = anchor < 0 ? -1 : Array.IndexOf(b.Stems, a.Stems[anchor]);
            if (there >= 0)
            {
                int from = Math.Max(0, there - 2);
                yield return new Drift(DriftKind.WidenedScope, a.Cut(first, anchor - first + 1), b.Cut(from, there - from + 1));
            }
        }
    }

    private static IEnumerable<Drift> Wholes(RetoldText a, RetoldText b)
    {
        if (a.Found("wholes").Any())
        {
            yield break;
        }
        HashSet<int> idioms = [.. b.Found("not-wholes").SelectMany(idiom => Enumerable.Range(idiom.First, idiom.Count))];
        foreach ((int first, int count) in b.Found("wholes").Where(whole => !idioms.Contains(whole.First)))
        {
            yield return new Drift(DriftKind.WidenedScope, null, b.Cut(first, Math.Min(count + 2, b.Words.Count - first)));
            yield break;
        }
    }

    /// <summary>One thing became several: a noun that stands with a determiner in the singular and only in the plural now.</summary>
    private static IEnumerable<Drift> Plurals(RetoldText a, RetoldText b, Language language)
    {
        string[] determiners = language.Phrases("determiners");
        for (int i = 1; i < a.Words.Count; i++)
        {
            string one = a.Words[i];
            if (one.Length < 4 || one[^1] == 's' || !Enumerable.Range(Math.Max(0, i - 2), Math.Min(2, i)).Any(k => determiners.Contains(a.Words[k], StringComparer.Ordinal)))
            {
                continue;
            }
            string many = one[^1] == 'y' && !"aeiou".Contains(one[^2], StringComparison.Ordinal) ? one[..^1] + "ies" : one + "s";
            int there = b.Words.Select((word, k) => word == many ? k : -1).Where(k => k > 0).DefaultIfEmpty(-1).First();
            if (there < 0 || a.Words.Contains(many, StringComparer.Ordinal) || b.Words.Contains(one, StringComparer.Ordinal) || IsVerb(b, there, language))
            {
                continue;
            }
            yield return new Drift(DriftKind.WidenedScope, a.Cut(Math.Max(0, i - 2), i - Math.Max(0, i - 2) + 1), b.Cut(Math.Max(0, there - 2), there - Math.Max(0, there - 2) + 1));
        }
    }

    /// <summary>"the group targets": a form in -s right behind a pronoun or a noun without determiner of its own is taken for a verb.</summary>
    private static bool IsVerb(RetoldText text, int at, Language language) =>
        (language.Find(text.Words[at - 1]).Classes & (WordClass.SubjectPronoun | WordClass.Relative)) != 0
        || (at + 1 < text.Words.Count && language.Phrases("determiners").Contains(text.Words[at + 1], StringComparer.Ordinal));

    private static IEnumerable<Drift> DenialTargets(RetoldText a, RetoldText b)
    {
        (int First, int Count)[] denials = [.. a.Found("denial-verbs")];
        if (denials.Length == 0 && !a.Found("negations").Any())
        {
            yield break;
        }
        if (!a.Found("questions-before").Any())
        {
            foreach ((int first, int count) in b.Found("questions-before"))
            {
                IReadOnlyList<string> about = b.Clause(first + count);
                if (about.Count >= 2 && about.Count(stem => !a.Stems.Contains(stem, StringComparer.Ordinal)) * 2 >= about.Count)
                {
                    int end = first + count;
                    while (end < b.Words.Count - 1 && !b.EndsClause(end))
                    {
                        end++;
                    }
                    yield return new Drift(DriftKind.WrongDenialTarget, null, b.Cut(first, end - first + 1));
                    yield break;
                }
            }
        }
        (int First, int Count)[] again = [.. b.Found("denial-verbs")];
        if (denials.Length == 0 || again.Length == 0)
        {
            yield break;
        }
        IReadOnlyList<string> denied = a.Clause(denials[0].First + 1);
        IReadOnlyList<string> now = b.Clause(again[0].First + 1);
        if (denied.Count >= 2 && now.Count >= 2
            && now.Count(stem => denied.Contains(stem, StringComparer.Ordinal)) < SameObject * Math.Min(denied.Count, now.Count))
        {
            yield return new Drift(
                DriftKind.WrongDenialTarget, Object(a, denials[0].First), Object(b, again[0].First));
        }
    }

    private static string Object(RetoldText text, int verb)
    {
        int end = verb;
        while (end < text.Words.Count - 1 && !text.EndsClause(end))
        {
            end++;
        }
        return text.Cut(verb, end - verb + 1);
    }
}
