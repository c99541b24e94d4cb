using Tidemark.Model.Pages;

namespace Tidemark.Evidence.Sources.Pages;

/// <summary>The rules that drop single blocks inside the body.</summary>
internal static class BlockRules
{
    /// <summary>Why a block is not body text, or null if it is.</summary>
    public static string? Drop(TextBlock block, BodyHints hints)
    {
        if (hints.Title is not null && block.Text.Equals(hints.Title, StringComparison.OrdinalIgnoreCase))
        {
            return "title";
        }
        if (!block.Text.AsSpan().ContainsAnyLetterOrDigit())
        {
            return "ornament";
        }
        if (block.LinkDensity > 0.8 && block.Words < 40)
        {
            return "links";
        }
        if (hints.Byline is not null && block.Words < 12 && block.Text.Contains(hints.Byline, StringComparison.OrdinalIgnoreCase) && !IsSentence(block))
        {
            return "author";
        }
        return TextRules.Of(block.Text, block.Words) ?? (block.Words <= 20 && DateLine.Is(block.Text) ? "meta" : null);
    }

    /// <summary>
    /// What stands under a heading that announces other articles goes with it: up to the next heading of its level, where that is not most
    /// of the body.
    /// </summary>
    public static void DropSections(TextBlocks page, string?[] why, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            if (why[i] is not ("related" or "newsletter" or "comments") || page.Blocks[i].Kind != PageBlockKind.Heading)
            {
                continue;
            }
            Box section = page.Blocks[i].Box.Parent ?? page.Blocks[i].Box;
            string level = page.Blocks[i].Box.Element.LocalName;
            int stop = i + 1;
            while (stop < Math.Min(end, section.End)
                && !(page.Blocks[stop].Kind == PageBlockKind.Heading && string.CompareOrdinal(page.Blocks[stop].Box.Element.LocalName, level) < 0))
            {
                stop++;
            }
            // A section of its own behind the text goes whole; among the paragraphs of the text itself only a small rest does.
            int before = Words(page, start, i), after = Words(page, i + 1, stop);
            if (before >= 50 && (Words(page, section.Start, i) == 0 || after <= before / 4))
            {
                for (int j = i + 1; j < stop; j++)
                {
                    why[j] ??= why[i];
                }
            }
        }
    }

    private static int Words(TextBlocks page, int start, int end)
    {
        int words = 0;
        for (int i = start; i < end; i++)
        {
            words += IsProse(page.Blocks[i]) ? page.Blocks[i].Words : 0;
        }
        return words;
    }

    /// <summary>Whether a block ends as a sentence does.</summary>
    public static bool IsSentence(TextBlock block) => ".!?:…\"”»'’)。！？」".Contains(block.Text[^1], StringComparison.Ordinal);

    /// <summary>
    /// Labels before the first full paragraph and behind the last one, and headings with nothing under them, are dropped: they name what
    /// was dropped already.
    /// </summary>
    public static void Trim(TextBlocks page, string?[] why, int start, int end)
    {
        int first = -1, last = -1;
        for (int i = start; i < end; i++)
        {
            if (why[i] is null && IsProse(page.Blocks[i]))
            {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (first < 0)
        {
            return;
        }
        for (int i = start; i < end; i++)
        {
            TextBlock block = page.Blocks[i];
            if (why[i] is null && i < first && block.Box.Element.LocalName == "h1")
            {
                why[i] = "title";
            }
            if (why[i] is not null || (i >= first && i <= last) || IsSentence(block))
            {
                continue;
            }
            if (i < first ? block.Words < 10 && block.Kind != PageBlockKind.Heading : block.Words < 5 && block.Kind is not PageBlockKind.ListItem and not PageBlockKind.Cell)
            {
                why[i] = "label";
            }
        }
        bool under = false;
        for (int i = end - 1; i >= start; i--)
        {
            if (page.Blocks[i].Kind == PageBlockKind.Heading && why[i] is null)
            {
                if (!under)
                {
                    why[i] = "heading";
                }
            }
            else
            {
                under |= why[i] is null;
            }
        }
    }

    private static bool IsProse(TextBlock block) =>
        block.Kind != PageBlockKind.Heading && block.LinkDensity < 0.5 && (block.Words >= 20 || (block.Words >= 8 && IsSentence(block)));
}

/// <summary>Lines that hold a date or a time and hardly anything else.</summary>
internal static class DateLine
{
    private static readonly HashSet<string> Words = new(PageData.Lines("date-line-words.txt").SelectMany(line => line.Split(' ')), StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether every word is a number, a month, a day, or a word that goes with them, and two of them at least are numbers.</summary>
    public static bool Is(ReadOnlySpan<char> text)
    {
        int numbers = 0, at = 0;
        while (at < text.Length)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                at++;
                continue;
            }
            int start = at;
            bool digit = char.IsDigit(text[at]);
            while (at < text.Length && char.IsLetterOrDigit(text[at]) && char.IsDigit(text[at]) == digit)
            {
                at++;
            }
            if (digit)
            {
                numbers++;
            }
            else if (!Known.Contains(text[start..at]))
            {
                return false;
            }
        }
        return numbers >= 2;
    }
}

file static class Spans
{
    public static bool ContainsAnyLetterOrDigit(this ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                return true;
            }
        }
        return false;
    }
}
