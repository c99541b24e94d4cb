using System.Text;
using System.Text.Json.Nodes;

namespace Tidemark.Forensics.Documents.Pdf;

/// <summary>
/// Text that lies under filled rectangles: what somebody blacked out by a box, and what copying or searching still finds.
/// </summary>
/// <remarks>
/// What it claims: characters stand in the content of the page, and a filled rectangle was painted over their middles afterwards. What it
/// does not: that anybody meant to hide them. Programs also paint boxes over text they replace. Text painted again above the box is not
/// counted, nor is text that was invisible anyway, nor lines thinner than three fifths of the letters (underlined, struck out).
/// Time: O(operators + characters × boxes), both bounded.
/// </remarks>
internal static class HiddenText
{
    private const int PageLimit = 2_000;
    private const int Operators = 1_000_000;
    private const int Fewest = 3;
    private const long Comparisons = 50_000_000;

    /// <summary>Searches all pages.</summary>
    public static void Search(PdfFile file, SelfDescription into)
    {
        int left = Operators;
        long comparisons = Comparisons;
        int number = 0;
        int total = 0;
        JsonArray pages = [];
        foreach ((PdfDictionary page, PdfDictionary? resources) in Pages(file))
        {
            number++;
            PageContent content = new(file, left);
            content.Run(Streams(file, page), resources);
            left = content.OperatorsLeft;
            Annotations(file, page, content);
            string hidden = Covered(content, ref comparisons, out int count);
            if (count >= Fewest)
            {
                total += count;
                if (pages.Count < 20)
                {
                    pages.Add((JsonNode)new JsonObject { ["page"] = number, ["characters"] = count, ["begins"] = SelfDescription.Cut(SelfDescription.Clean(hidden), 60) });
                }
            }
            if (left <= 0 || comparisons <= 0)
            {
                into.CannotRead(FormattableString.Invariant($"the pages behind page {number}, for text under boxes"), "the pages hold more than is followed of one file");
                break;
            }
        }
        if (total > 0)
        {
            into.Traces.Add($"{total} characters under filled boxes");
            into.Conflict("hidden-text",
                $"{total} characters lie under boxes that were painted over them and can still be copied out; blacking out by a box leaves this, and so do programs that paint over what they replace.",
                new JsonObject { ["characters"] = total, ["pages"] = pages });
        }
    }

    private static string Covered(PageContent content, ref long comparisons, out int count)
    {
        count = 0;
        StringBuilder hidden = new();
        if (content.Boxes.Count == 0 || content.Characters.Count == 0)
        {
            return "";
        }
        // The last character painted near a place: text above the box shows what stands there.
        Dictionary<(long, long), int> last = [];
        foreach (PaintedCharacter character in content.Characters)
        {
            last[Cell(character)] = character.Order;
        }
        foreach (PaintedCharacter character in content.Characters)
        {
            if (string.IsNullOrWhiteSpace(character.Text))
            {
                if (hidden.Length > 0 && hidden[^1] != ' ')
                {
                    hidden.Append(' ');
                }
                continue;
            }
            for (int i = content.Boxes.Count - 1; i >= 0 && content.Boxes[i].Order > character.Order && comparisons > 0; i--)
            {
                comparisons--;
                PaintedBox box = content.Boxes[i];
                if (character.X > box.Left && character.X < box.Right && character.Y > box.Bottom && character.Y < box.Top
                    && box.Top - box.Bottom >= 0.6 * character.Size && !ShownAgain(last, character, box.Order))
                {
                    count++;
                    if (hidden.Length < 200)
                    {
                        hidden.Append(character.Text);
                    }
                    break;
                }
            }
        }
        return hidden.ToString();
    }

    private static (long, long) Cell(PaintedCharacter character) => ((long)(character.X / 4), (long)(character.Y / 4));

    private static bool ShownAgain(Dictionary<(long, long), int> last, PaintedCharacter character, int box)
    {
        (long x, long y) = Cell(character);
        for (int dx = -1; dx <= 1; dx++)
        {
            for (int dy = -1; dy <= 1; dy++)
            {
                if (last.TryGetValue((x + dx, y + dy), out int order) && order > box)
                {
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>Filled rectangles that stand as comments above the page: the commonest way of blacking out in viewers.</summary>
    private static void Annotations(PdfFile file, PdfDictionary page, PageContent content)
    {
        if (file.Resolve(page["Annots"]) is not List<object?> annotations)
        {
            return;
        }
        foreach (object? entry in annotations.Take(5_000))
        {
            if (file.Dictionary(entry) is { } annotation && annotation.Name("Subtype") is "Square" or "Redact"
                && file.Resolve(annotation["IC"]) is List<object?> { Count: > 0 } && (file.Resolve(annotation["CA"]) is not double opacity || opacity >= 0.99)
                && file.Resolve(annotation["Rect"]) is List<object?> { Count: 4 } r && r is [double x1, double y1, double x2, double y2])
            {
                content.Boxes.Add(new PaintedBox(Math.Min(x1, x2), Math.Min(y1, y2), Math.Max(x1, x2), Math.Max(y1, y2), content.NextOrder));
            }
        }
    }

    private static byte[] Streams(PdfFile file, PdfDictionary page)
    {
        List<object?> parts = page["Contents"] is PdfReference one && file.Resolve(one) is PdfDictionary ? [one] : file.Resolve(page["Contents"]) as List<object?> ?? [];
        using MemoryStream content = new();
        foreach (object? part in parts.Take(1_000))
        {
            if (part is PdfReference reference && file.Dictionary(reference) is { StreamAt: >= 0 } stream && content.Length < Limits.PartBytes)
            {
                content.Write(file.Decode(stream, reference.Number, out _));
                content.WriteByte((byte)'\n');
            }
        }
        return content.ToArray();
    }

    /// <summary>The pages in order, each once, with the resources they inherit.</summary>
    private static IEnumerable<(PdfDictionary Page, PdfDictionary? Resources)> Pages(PdfFile file)
    {
        Stack<(object? Node, PdfDictionary? Resources)> open = new();
        open.Push((file.Dictionary(file.Trailer["Root"])?["Pages"], null));
        HashSet<PdfDictionary> seen = [];
        int pages = 0;
        while (pages < PageLimit && open.TryPop(out (object? Node, PdfDictionary? Resources) next))
        {
            if (file.Dictionary(next.Node) is not { } node || !seen.Add(node))
            {
                continue;
            }
            PdfDictionary? resources = file.Dictionary(node["Resources"]) ?? next.Resources;
            if (file.Resolve(node["Kids"]) is List<object?> kids)
            {
                for (int i = Math.Min(kids.Count, 50_000) - 1; i >= 0; i--)
                {
                    open.Push((kids[i], resources));
                }
            }
            else
            {
                pages++;
                yield return (node, resources);
            }
        }
    }
}
