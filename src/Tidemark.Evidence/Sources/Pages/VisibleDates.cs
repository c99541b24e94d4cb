using Tidemark.Model.Pages;

namespace Tidemark.Evidence.Sources.Pages;

/// <summary>A date a reader sees.</summary>
/// <param name="Text">As it stands there.</param>
/// <param name="Date">As understood.</param>
/// <param name="Modified">Whether its label says that the page was changed then.</param>
/// <param name="Rank">28 (beside the headline, labelled) to 39; the lower, the surer.</param>
internal readonly record struct VisibleDate(string Text, PageDate Date, bool Modified, int Rank);

/// <summary>
/// Dates in the visible text that speak of the page: in short lines near the headline, in elements named after dates, behind a label. Dates
/// inside running text speak of other things and are left alone, as are those of comments, related articles and footers.
/// </summary>
internal static class VisibleDates
{
    private static readonly HashSet<string> ModifiedLabels = Labels("modified"), PublishedLabels = Labels("published");

    /// <summary>The surest ones, at most eight, in document order.</summary>
    public static List<VisibleDate> Find(TextBlocks page, string? title, bool monthFirst)
    {
        int headline = Headline(page, title);
        var found = new List<(VisibleDate Date, int Index)>();
        for (int i = 0; i < page.Blocks.Count && found.Count < 60; i++)
        {
            TextBlock block = page.Blocks[i];
            bool leads = headline >= 0 && i > headline && i <= headline + 6 && block.Kind != PageBlockKind.Heading;
            if ((block.Words > 40 && !leads) || !block.Text.AsSpan().ContainsAnyInRange('0', '9') || Elsewhere(block.Box, headline < 0 ? null : page.Blocks[headline].Box, headline >= 0 && i >= headline - 5 && i <= headline + 4))
            {
                continue;
            }
            if (DateText.FindAt(block.Text, monthFirst, out int start, out int length) is not { } date)
            {
                continue;
            }
            if (block.Words > 40 && start > 30)
            {
                continue;
            }
            (bool modified, bool labelled) = Label(block.Text.AsSpan(0, start));
            bool named = Named(block.Box);
            int near = headline < 0 ? 20 : i - headline;
            int rank = 39 - (labelled ? 3 : 0) - (named ? 4 : 0) - (block.Words <= 12 ? 2 : 0) - (near is >= -3 and <= 8 ? 3 : near is > 8 and <= 20 ? 1 : 0);
            if (block.Words > 14 && !labelled && !named && !(leads && start <= 2))
            {
                continue;
            }
            string text = block.Text.Substring(start, Math.Min(length, block.Text.Length - start)).Trim(' ', ',', '.', ';', '|', '(', ')');
            found.Add((new VisibleDate(text, date, modified, rank), i));
        }
        return [.. found.OrderBy(item => item.Date.Rank).ThenBy(item => item.Index).Take(8).OrderBy(item => item.Index).Select(item => item.Date)];
    }

    private static int Headline(TextBlocks page, string? title)
    {
        int first = -1;
        for (int i = 0; i < page.Blocks.Count; i++)
        {
            TextBlock block = page.Blocks[i];
            if (block.Kind != PageBlockKind.Heading && !(block.Words < 40 && block.Text.Equals(title, StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }
            if (title is not null && title.Contains(block.Text, StringComparison.OrdinalIgnoreCase) && block.Text.Length > 10)
            {
                return i;
            }
            first = first < 0 && block.Box.Element.LocalName == "h1" ? i : first;
        }
        return first;
    }

    private static (bool Modified, bool Labelled) Label(ReadOnlySpan<char> before)
    {
        bool modified = false, labelled = false;
        // The nearest label wins: "Published 3 May, updated 4 May" has its first date here.
        foreach (string word in DropRules.Words(before.Length > 60 ? before[^60..] : before))
        {
            if (ModifiedLabels.Contains(word))
            {
                (modified, labelled) = (true, true);
            }
            else if (PublishedLabels.Contains(word))
            {
                modified &= word.Length <= 3;
                labelled = true;
            }
        }
        return (modified, labelled);
    }

    private static bool Named(Box box)
    {
        int steps = 0;
        for (Box? at = box; at is not null && steps < 3; at = at.Parent, steps++)
        {
            string names = $"{at.Element.GetAttribute("class")} {at.Element.GetAttribute("id")}";
            foreach (string word in DropRules.Words(names.Length > 300 ? names.AsSpan(0, 300) : names))
            {
                if (word is "date" or "datum" or "time" or "timestamp" or "published" or "publish" or "posted" or "pubdate" or "meta" or "postmeta"
                    or "byline" or "dateline" or "fecha" or "datetime" or "postdate" or "entrydate" or "metadata" or "submitted" or "updated" or "info")
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static bool Elsewhere(Box box, Box? headline, bool beside)
    {
        for (Box? at = box; at is not null; at = at.Parent)
        {
            if (headline is not null && Above(at, headline))
            {
                return false;
            }
            if (at.Drop is "comments" or "navigation" or "advertisement" || (!beside && (at.Drop is "related" or "aside")))
            {
                return true;
            }
        }
        return false;
    }

    private static bool Above(Box box, Box headline)
    {
        for (Box? at = headline; at is not null; at = at.Parent)
        {
            if (at == box)
            {
                return true;
            }
        }
        return false;
    }

    private static HashSet<string> Labels(string what) =>
        [.. PageData.Rules("date-labels.txt").Where(rule => rule[0] == what).SelectMany(rule => rule[1..])];
}
