namespace Tidemark.Forensics.Documents.Pdf;

/// <summary>One complete revision: the file from its first byte to the end of this length.</summary>
/// <param name="SectionAt">Offset of its newest cross-reference section.</param>
/// <param name="AddedAt">Where its own bytes begin: the end of the revision before.</param>
/// <param name="Length">Length of the file as it was then.</param>
internal readonly record struct PdfRevision(int SectionAt, int AddedAt, int Length);

/// <summary>
/// Counts the complete revisions of a PDF (ISO 32000-1, 7.5.6): ends of file outside objects whose <c>startxref</c> leads to a
/// cross-reference section that stands before it. The two ends of a linearised file (annex F) are one: there the first section points
/// forward to the main one.
/// </summary>
internal static class PdfRevisions
{
    /// <summary>The revisions, oldest first; none where no end leads anywhere.</summary>
    public static List<PdfRevision> Of(ReadOnlySpan<byte> bytes, PdfScan scan, int headerAt)
    {
        List<PdfRevision> revisions = [];
        Budget budget = new(64L * bytes.Length); // Searching for trailers, once an end.
        Dictionary<int, int> seen = []; // Section to place in the list; the main section of a linearised file to that of its first page.
        foreach ((int wordAt, long target, int end) in scan.Ends)
        {
            if (Section(bytes, target, wordAt, headerAt, budget) is not { } section)
            {
                continue;
            }
            int sectionAt = section.At;
            if (seen.TryGetValue(sectionAt, out int known))
            {
                // The last end of a linearised file names the section of its first page again.
                if (known == revisions.Count - 1 && section.PointsForward)
                {
                    revisions[known] = revisions[known] with { Length = end };
                }
                continue;
            }
            seen[sectionAt] = revisions.Count;
            if (section.PointsForward && Section(bytes, section.Previous, bytes.Length, headerAt, budget) is { } main)
            {
                if (seen.TryGetValue(main.At, out int at) && at == revisions.Count - 1)
                {
                    seen[sectionAt] = at;
                    revisions[at] = revisions[at] with { Length = end };
                    continue;
                }
                seen[main.At] = revisions.Count;
            }
            revisions.Add(new PdfRevision(sectionAt, revisions.Count == 0 ? 0 : revisions[^1].Length, end));
        }
        return revisions;
    }

    /// <summary>The cross-reference section at a stated offset, with the offset of the one before; null where there is none.</summary>
    internal static (int At, long Previous, bool PointsForward)? Section(ReadOnlySpan<byte> bytes, long target, int before, int headerAt, Budget budget)
    {
        // Offsets count from the header, and by many writers from the first byte of the file.
        foreach (long candidate in (ReadOnlySpan<long>)[target + headerAt, target])
        {
            if (candidate <= 0 || candidate >= before)
            {
                continue;
            }
            PdfLexer lexer = new(bytes, (int)candidate);
            lexer.SkipBlanks();
            int at = lexer.At;
            if (bytes[at..].StartsWith("xref"u8) && (at == 0 || !char.IsAsciiLetterOrDigit((char)bytes[at - 1])))
            {
                long previous = TrailerPrevious(bytes[..before], at, budget);
                return (at, previous, previous + headerAt > at && previous < bytes.Length);
            }
            if (lexer.Token(0) is double && lexer.Token(0) is double && lexer.Token(0) is PdfWord { Value: "obj" }
                && lexer.Read() is PdfDictionary dictionary && dictionary.Name("Type") == "XRef")
            {
                long previous = dictionary.Integer("Prev") ?? -1;
                return (at, previous, previous + headerAt > at && previous < bytes.Length);
            }
        }
        return null;
    }

    private static long TrailerPrevious(ReadOnlySpan<byte> bytes, int at, Budget budget)
    {
        if (!budget.Spend(Math.Min(bytes.Length - at, 1 << 16)))
        {
            return -1;
        }
        int trailer = bytes[at..].IndexOf("trailer"u8);
        int end = bytes[at..].IndexOf("%%EOF"u8);
        _ = budget.Spend(Math.Max(trailer, end));
        if (trailer < 0 || (end >= 0 && end < trailer))
        {
            return -1;
        }
        PdfLexer lexer = new(bytes, at + trailer + "trailer".Length);
        return lexer.Read() is PdfDictionary dictionary ? dictionary.Integer("Prev") ?? -1 : -1;
    }
}
