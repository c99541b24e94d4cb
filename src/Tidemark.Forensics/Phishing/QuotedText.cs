namespace Tidemark.Forensics.Phishing;

/// <summary>
/// The words of a mail as hashes of four in a row (shingles), quoted lines apart from the rest, to tell whether what a reply quotes was ever
/// said in the thread it answers. Four words survive the re-wrapping of lines and are rarely shared by chance.
/// </summary>
/// <param name="All">Shingles of the whole text, sorted.</param>
/// <param name="Quoted">Shingles of the quoted lines, sorted.</param>
internal sealed record QuotedText(ulong[] All, ulong[] Quoted)
{
    private const int Words = 4, MostWords = 4_000;

    public static QuotedText Nothing { get; } = new([], []);

    public static QuotedText Of(IReadOnlyList<MessagePart> parts)
    {
        var all = new HashSet<ulong>();
        var quoted = new HashSet<ulong>();
        foreach (MessagePart part in parts)
        {
            if (part.Text is not { } text || part.MediaType == "text/html")
            {
                continue;
            }
            Add(text, all, onlyQuoted: false);
            Add(text, quoted, onlyQuoted: true);
        }
        return all.Count == 0 ? Nothing : new QuotedText(Sorted(all), Sorted(quoted));
    }

    /// <summary>Share of this mail's quoted shingles that the others hold.</summary>
    public double HeldBy(IEnumerable<QuotedText> others)
    {
        var found = new HashSet<ulong>();
        foreach (QuotedText other in others)
        {
            foreach (ulong shingle in Quoted)
            {
                if (Array.BinarySearch(other.All, shingle) >= 0)
                {
                    found.Add(shingle);
                }
            }
        }
        return Quoted.Length == 0 ? 1 : found.Count / (double)Quoted.Length;
    }

    private static void Add(string text, HashSet<ulong> shingles, bool onlyQuoted)
    {
        Span<ulong> last = stackalloc ulong[Words];
        int count = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> trimmed = line.TrimStart();
            bool isQuoted = trimmed.Length > 0 && trimmed[0] is '>' or '|';
            if (onlyQuoted && !isQuoted)
            {
                continue;
            }
            ulong word = 0;
            for (int i = 0; i <= trimmed.Length && count < MostWords; i++)
            {
                if (i < trimmed.Length && char.IsLetterOrDigit(trimmed[i]))
                {
                    word = unchecked((word ^ char.ToLowerInvariant(trimmed[i])) * 0x100000001B3UL + 0x9E37UL); // FNV-1a with an offset: equality is all that is asked of it.
                }
                else if (word != 0)
                {
                    last[count++ % Words] = word;
                    word = 0;
                    if (count >= Words)
                    {
                        ulong hash = 0;
                        for (int k = 0; k < Words; k++)
                        {
                            hash = unchecked((hash ^ last[(count + k) % Words]) * 0x9E3779B97F4A7C15UL);
                            hash ^= hash >> 29;
                        }
                        shingles.Add(hash);
                    }
                }
            }
        }
    }

    private static ulong[] Sorted(HashSet<ulong> set)
    {
        ulong[] array = [.. set];
        Array.Sort(array);
        return array;
    }
}
