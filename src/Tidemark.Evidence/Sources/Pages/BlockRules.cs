using Tidemark.Model.Pages;

namespace Tidemark.Evidence.Sources.Pages;

/// <summary>The rules that drop single blocks inside the body.</summary>
internal static class BlockRules
{
    /// <summary>Why a block is not body text, or null if it is.</summary>
    public static string? Drop(TextBlock block, BodyHints hints)
    {
        if (block.Box.Element.LocalName == "h1" || (hints.Title is not null && block.Text.Equals(hints.Title, StringComparison.OrdinalIgnoreCase)))
        {
            return "title";
        }
        if (block.LinkDensity > 0.8 && block.Words < 40)
        {
            return "links";
        }
        if (hints.Byline is not null && block.Words < 12 && block.Text.Contains(hints.Byline, StringComparison.OrdinalIgnoreCase) && !IsSentence(block))
        {
            return "author";
        }
        return TextRules.BuiltIn.Of(block.Text, block.Words);
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
            if (why[i] is not null || (i >= first && i <= last) || IsSentence(block))
            {
                continue;
            }
            if (i < first ? block.Words < 10 && block.Kind != PageBlockKind.Heading : block.Words < 8 && block.Kind is not PageBlockKind.ListItem and not PageBlockKind.Cell)
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
