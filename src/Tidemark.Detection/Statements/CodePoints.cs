using System.Diagnostics.CodeAnalysis;

namespace Tidemark.Detection.Statements;

/// <summary>
/// Leads from UTF-16 offsets, which .NET counts in, to Unicode code points, which the ledger counts in. A text without astral
/// characters needs no table. Making it costs O(n), a look-up O(log number of astral characters).
/// </summary>
public sealed class CodePoints
{
    private readonly string _text;

    // Positions of the low surrogates: each makes everything behind it one unit shorter in code points.
    private readonly int[] _low;

    /// <summary>Maps the offsets of this text.</summary>
    public CodePoints(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
        List<int>? low = null;
        for (int i = 1; i < text.Length; i++)
        {
            if (char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1]))
            {
                (low ??= []).Add(i);
            }
        }
        _low = low is null ? [] : [.. low];
    }

    /// <summary>Number of code points in the text.</summary>
    public int Count => _text.Length - _low.Length;

    /// <summary>The code point offset of a UTF-16 offset. Inside a pair it is that of the pair.</summary>
    public int Of(int utf16)
    {
        int below = Array.BinarySearch(_low, utf16);
        // A low surrogate at this very position means that the offset lies inside a pair: the pair's own code point.
        return below >= 0 ? utf16 - below - 1 : utf16 - ~below;
    }

    /// <summary>The UTF-16 offset of a code point offset.</summary>
    public int ToUtf16(int codePoint)
    {
        int lo = 0;
        int hi = _low.Length;
        while (lo < hi)
        {
            int mid = (lo + hi) / 2;
            // The pair whose low half stands at _low[mid] is code point _low[mid] - 1 - mid.
            if (_low[mid] - 1 - mid < codePoint)
            {
                lo = mid + 1;
            }
            else
            {
                hi = mid;
            }
        }
        return codePoint + lo;
    }

    /// <summary>Cuts a stretch out of the text.</summary>
    /// <exception cref="InvalidOperationException">The offsets do not lead back to the same text: a bug, and one that must never be printed.</exception>
    public Cut Cut(TextSpan span)
    {
        var cut = new Cut(Of(span.Start), Of(span.End), _text[span.Start..span.End]);
        if (span.Start >= span.End || ToUtf16(cut.Start) != span.Start || ToUtf16(cut.End) != span.End)
        {
            ThrowAstray(span);
        }
        return cut;
    }

    [DoesNotReturn]
    private static void ThrowAstray(TextSpan span) =>
        throw new InvalidOperationException($"UTF-16 span {span.Start}..{span.End} is empty or cuts a character in two.");
}
