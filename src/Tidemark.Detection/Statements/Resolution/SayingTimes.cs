using System.Globalization;
using Tidemark.Detection.Statements.Article;
using Tidemark.Detection.Statements.Grammar;
using Tidemark.Detection.Statements.Languages;
using Tidemark.Detection.Statements.Reading;
using Tidemark.Detection.Statements.Rules;

namespace Tidemark.Detection.Statements.Resolution;

/// <summary>
/// When a statement was made, or else when what it speaks of happened, as far as the words and the article's date allow: "on Friday" is
/// the last Friday up to that date, "in January" a month whose year nobody stated.
/// </summary>
internal static class SayingTimes
{
    public static (TextSpan Span, string From, string To, bool OfSaying)? Of(Draft draft, DateOnly? published)
    {
        Passage passage = draft.Passage;
        if (draft.CueFirst >= 0)
        {
            int behind = draft.CueLast + 1;
            if (draft.Addressee is { } whom && whom.First >= behind)
            {
                behind = whom.Last + 1;
            }
            if (Resolve(passage, behind, draft.Sentence.End, published) is { } after)
            {
                return (after.Span, after.From, after.To, true);
            }
            int before = draft.CueFirst - 1;
            int start = TimePhrases.SkipLeft(passage, before, draft.Sentence.First);
            if (start < before && Resolve(passage, start + 1, draft.CueFirst, published) is { } inside)
            {
                return (inside.Span, inside.From, inside.To, true);
            }
        }
        foreach (Piece piece in draft.Content)
        {
            for (int i = Index(passage, piece.Span.Start); i < passage.Count && passage.Tokens[i].Start < piece.Span.End; i++)
            {
                if (passage.Has(i, WordClass.Time | WordClass.Preposition) && Resolve(passage, i, passage.Count, published) is { } content && content.Span.End <= piece.Span.End)
                {
                    return (content.Span, content.From, content.To, false);
                }
            }
        }
        return null;
    }

    private static int Index(Passage passage, int offset)
    {
        int lo = 0;
        int hi = passage.Count;
        while (lo < hi)
        {
            int mid = (lo + hi) / 2;
            if (passage.Tokens[mid].Start < offset)
            {
                lo = mid + 1;
            }
            else
            {
                hi = mid;
            }
        }
        return lo;
    }

    private static (TextSpan Span, string From, string To)? Resolve(Passage passage, int i, int end, DateOnly? published)
    {
        int behind = TimePhrases.Skip(passage, i, end);
        if (behind <= i)
        {
            return null;
        }
        TextSpan span = passage.Between(i, behind - 1);
        int? month = null;
        int? day = null;
        int? year = null;
        int weekday = -1;
        int relative = int.MinValue;
        for (int k = i; k < behind; k++)
        {
            if (passage.Has(k, WordClass.Weekday))
            {
                weekday = Array.FindIndex(passage.Language.Phrases("weekdays"), names => names.Split(' ').Contains(passage.Tokens[k].Word.Text));
            }
            else if (passage.Has(k, WordClass.Month) && passage.Tokens[k].Capital)
            {
                month = PublishedDate.Month(passage.Tokens[k].Word.Text.TrimEnd('.'), passage.Language);
            }
            else if (passage.Has(k, WordClass.Number) && int.TryParse(passage.Written(k), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                (year, day) = number is >= 1900 and < 2200 ? (number, day) : number <= 31 ? (year, number) : (year, day);
            }
            else
            {
                int at = Array.IndexOf(passage.Language.Phrases("relative-days"), passage.Tokens[k].Word.Text);
                relative = at >= 0 ? at - 1 : relative;
            }
        }
        if (month is int m)
        {
            string y = year is int stated ? stated.ToString("0000", CultureInfo.InvariantCulture) : "XXXX";
            int days = DateTime.DaysInMonth(year ?? 2000, m);
            if (day is int d && d <= days)
            {
                string date = string.Create(CultureInfo.InvariantCulture, $"{y}-{m:00}-{d:00}");
                return (span, date, date);
            }
            if (LaterMonth(passage, behind, end, m) is { } second)
            {
                // "in late June and early July": somewhere in both.
                (span, days) = (passage.Between(i, second.Last), DateTime.DaysInMonth(year ?? 2000, second.Month));
                return (span, string.Create(CultureInfo.InvariantCulture, $"{y}-{m:00}-01"), string.Create(CultureInfo.InvariantCulture, $"{y}-{second.Month:00}-{days:00}"));
            }
            return (span, string.Create(CultureInfo.InvariantCulture, $"{y}-{m:00}-01"), string.Create(CultureInfo.InvariantCulture, $"{y}-{m:00}-{days:00}"));
        }
        if (published is not { } today)
        {
            return null;
        }
        if (weekday >= 0)
        {
            int back = ((int)today.DayOfWeek - weekday + 7) % 7;
            string date = Iso(today.AddDays(-back));
            return (span, date, date);
        }
        if (relative != int.MinValue)
        {
            string date = Iso(today.AddDays(relative));
            return (span, date, date);
        }
        return null;
    }

    /// <summary>A later month of the same year that is joined to one, with nothing but "early" or "late" between; null for "in June and on 3 July".</summary>
    private static (int Month, int Last)? LaterMonth(Passage passage, int behind, int end, int month)
    {
        if (behind >= end || !passage.Has(behind, WordClass.Conjunction) || !passage.IsWord(behind))
        {
            return null;
        }
        int at = behind + 1;
        while (at < end && passage.Has(at, WordClass.TimeModifier) && !passage.Has(at, WordClass.Month))
        {
            at++;
        }
        return at < end && passage.Has(at, WordClass.Month) && passage.Tokens[at].Capital && !passage.Has(at + 1, WordClass.Number)
            && PublishedDate.Month(passage.Tokens[at].Word.Text.TrimEnd('.'), passage.Language) is int later && later > month ? (later, at) : null;
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
