using AngleSharp.Dom;
using Tidemark.Model.Pages;

namespace Tidemark.Evidence.Sources.Pages;

/// <summary>
/// Decides for every block whether it is body text. First an element is chosen as the body: the one whose blocks, each worth its words if
/// it reads as prose and costing something if it reads as a label or a link, have the greatest sum; names that templates give to the
/// body raise it. Then each block inside is kept, or dropped by a named rule. O(blocks × depth).
/// </summary>
internal sealed class BodyScorer
{
    private readonly TextBlocks _page;
    private readonly BodyHints _hints;

    private BodyScorer(TextBlocks page, BodyHints hints) => (_page, _hints) = (page, hints);

    /// <summary>Every block with its verdict, in document order.</summary>
    public static List<PageBlock> Judge(TextBlocks page, BodyHints hints) => new BodyScorer(page, hints).Judge();

    private List<PageBlock> Judge()
    {
        int total = _page.Blocks.Count;
        if (total == 0)
        {
            return [];
        }
        int prose = _page.Boxes[0].Prose;
        // What holds most of the page's prose is the page, whatever its class says.
        string?[] dropped = new string?[total];
        foreach (Box box in _page.Boxes)
        {
            if (box.Drop is { } reason && !(box.Prose > 0.5 * prose && box.Prose > 300))
            {
                for (int i = box.Start; i < box.End; i++)
                {
                    dropped[i] ??= reason;
                }
            }
        }
        double[] sums = new double[total + 1];
        for (int i = 0; i < total; i++)
        {
            sums[i + 1] = sums[i] + (dropped[i] is null ? Worth(_page.Blocks[i]) : 0);
        }
        Box body = _page.Boxes[0];
        double best = double.NegativeInfinity;
        foreach (Box box in _page.Boxes)
        {
            double score = (sums[box.End] - sums[box.Start]) * BodyNames.Weight(box.Element);
            if (score > best || (score >= best && box.Depth > body.Depth))
            {
                (best, body) = (score, box);
            }
        }
        string?[] why = new string?[total];
        for (int i = 0; i < total; i++)
        {
            why[i] = dropped[i] ?? (i < body.Start || i >= body.End ? "outside" : BlockRules.Drop(_page.Blocks[i], _hints));
        }
        BlockRules.DropSections(_page, why, body.Start, body.End);
        BlockRules.Trim(_page, why, body.Start, body.End);
        var verdicts = new List<PageBlock>(total);
        for (int i = 0; i < total; i++)
        {
            verdicts.Add(new PageBlock(_page.Blocks[i].Kind, _page.Blocks[i].Text, why[i] is null, why[i] ?? "body"));
        }
        return verdicts;
    }

    private static double Worth(TextBlock block)
    {
        double density = block.LinkDensity;
        if (density > 0.6)
        {
            return -Math.Min(10, 3 + block.Words * 0.5);
        }
        if (block.Kind == PageBlockKind.ListItem && block.LeadingLink >= 15)
        {
            return -2; // A headline that links, with its summary: a teaser.
        }
        if (block.Kind == PageBlockKind.Heading)
        {
            return 0;
        }
        bool sentence = block.Words >= 8 || (block.Words >= 4 && BlockRules.IsSentence(block));
        return sentence ? block.Words * (1 - density) : block.Kind == PageBlockKind.ListItem && density < 0.2 ? 0 : -2;
    }
}

/// <summary>What else the page says about its article.</summary>
/// <param name="Title">The headline.</param>
/// <param name="Byline">The authors.</param>
internal sealed record BodyHints(string? Title, string? Byline);

/// <summary>Names that templates give to the element with the article's text.</summary>
internal static class BodyNames
{
    /// <summary>How much an element's name raises its score.</summary>
    public static double Weight(IElement element)
    {
        if (element.GetAttribute("itemprop") is { } property && property.Contains("articleBody", StringComparison.OrdinalIgnoreCase))
        {
            return 1.5;
        }
        return element.LocalName switch { "article" => 1.1, _ => 1.0 };
    }
}
