using System.Buffers;
using System.Globalization;
using System.Text;

namespace Tidemark.Evidence.Sources.Traces;

/// <summary>
/// What makes two texts one: NFKC, case folded, invisible characters, links and @mentions removed, white space collapsed. Empty where
/// nothing but punctuation is left, for such texts match by accident.
/// </summary>
/// <remarks>
/// Case folding is the simple one (upper, then lower, by character; ß as ss), so that final and other sigma are one; dotted and dotless
/// i of Turkish stay apart. Characters of category Cf (zero-width blanks, direction marks, soft hyphens) and variation selectors are
/// dropped, as NFKC_Casefold does, since they are used to make copies look different. Texts over 1,024 characters are normalised in
/// pieces of that size: combining marks in a row make the library's sorting quadratic. Complexity: O(length).
/// Source: Unicode Standard Annex 15; coordination-network-toolkit's text comparison, without its tool of taking all up to a blank as handle.
/// </remarks>
internal sealed class TextForm
{
    private const int Piece = 1024;

    private static readonly SearchValues<byte> AsciiWord = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789"u8);
    private static readonly SearchValues<byte> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(b => (byte)b), 0x7F]);

    private char[] _chars = new char[2048];
    private char[] _piece = new char[Piece * 4];
    private readonly ArrayBufferWriter<byte> _folded = new(1024);
    private byte[] _out = new byte[1024];

    /// <summary>NFKC and case folded, with blanks where any white space was. The span is valid until the next call.</summary>
    public ReadOnlySpan<byte> Fold(ReadOnlySpan<byte> utf8)
    {
        _folded.ResetWrittenCount();
        if (Ascii.IsValid(utf8))
        {
            Ascii.ToLower(utf8, _folded.GetSpan(Math.Max(1, utf8.Length)), out int length);
            _folded.Advance(length);
            return _folded.WrittenSpan;
        }
        Reserve(ref _chars, utf8.Length);
        int count = Visible(_chars.AsSpan(0, Encoding.UTF8.GetChars(utf8, _chars)));
        for (int start = 0; start < count;)
        {
            int end = Math.Min(count, start + Piece);
            end -= end < count && char.IsHighSurrogate(_chars[end - 1]) ? 1 : 0;
            FoldPiece(_chars.AsSpan(start, end - start));
            start = end;
        }
        return _folded.WrittenSpan;
    }

    /// <summary>The text as others are compared with it; empty where there is nothing to compare. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Comparable(ReadOnlySpan<byte> utf8)
    {
        ReadOnlySpan<byte> text = Fold(utf8).TrimStart((byte)' ');
        Reserve(ref _out, text.Length);
        Span<byte> to = _out;
        unchecked
        {
            // Up to the first thing that is taken out, the text goes over whole: most texts have none, or one link at the end.
            int i = FirstToTakeOut(text);
            text[..i].CopyTo(to);
            int length = i;
            while (i < text.Length)
            {
                byte b = text[i];
                if (b <= ' ' || b == 0x7F)
                {
                    if (length > 0 && to[length - 1] != ' ')
                    {
                        to[length++] = (byte)' ';
                    }
                    i++;
                    continue;
                }
                int skip = b switch
                {
                    (byte)'h' or (byte)'w' => TextScan.LinkLength(text, i, withLooseEnd: true),
                    (byte)'@' when !TextScan.IsWordBefore(text, i) => TextScan.HandleLength(text, i),
                    _ => 0,
                };
                if (skip > 0)
                {
                    i += skip;
                    continue;
                }
                int run = 1 + text[(i + 1)..].IndexOfAnyExcept(AsciiWord);
                run = run == 0 ? text.Length - i : run;
                text.Slice(i, run).CopyTo(to[length..]);
                length += run;
                i += run;
            }
            length -= length > 0 && to[length - 1] == ' ' ? 1 : 0;
            ReadOnlySpan<byte> kept = to[..length];
            return kept.ContainsAny(AsciiWord) || !Ascii.IsValid(kept) ? kept : default;
        }
    }

    private static int FirstToTakeOut(ReadOnlySpan<byte> text)
    {
        text = Before(text, text.IndexOf((byte)'@'));
        text = Before(text, text.IndexOf("http"u8));
        text = Before(text, text.IndexOf("www"u8));
        text = Before(text, text.IndexOf("  "u8));
        text = Before(text, text.IndexOfAny(Controls));
        return text.Length;
    }

    private static ReadOnlySpan<byte> Before(ReadOnlySpan<byte> text, int at) => at < 0 ? text : text[..at];

    /// <summary>Drops what cannot be seen and makes all white space a blank; returns how many characters are left.</summary>
    private static int Visible(Span<char> text)
    {
        int kept = 0;
        foreach (char c in text)
        {
            if (c < 0x80)
            {
                text[kept++] = c;
                continue;
            }
            // U+FFFE is no character, and the library's normalisation throws on it.
            bool drop = c is '\uFFFE' or '\u034F' or (>= '\uFE00' and <= '\uFE0F') || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format;
            if (!drop)
            {
                text[kept++] = char.IsWhiteSpace(c) ? ' ' : c;
            }
        }
        return kept;
    }

    private void FoldPiece(ReadOnlySpan<char> text)
    {
        int length;
        while (!text.TryNormalize(_piece, out length, NormalizationForm.FormKC))
        {
            Array.Resize(ref _piece, _piece.Length * 2);
        }
        Span<char> folded = _piece.AsSpan(0, length);
        char[] upper = ArrayPool<char>.Shared.Rent(Math.Max(1, length));
        ((ReadOnlySpan<char>)folded).ToUpperInvariant(upper);
        ((ReadOnlySpan<char>)upper.AsSpan(0, length)).ToLowerInvariant(folded);
        ArrayPool<char>.Shared.Return(upper);
        while (true)
        {
            int sharp = folded.IndexOf('ß');
            ReadOnlySpan<char> head = sharp < 0 ? folded : folded[..sharp];
            Span<byte> room = _folded.GetSpan(head.Length * 3 + 2);
            int written = Encoding.UTF8.GetBytes(head, room);
            if (sharp < 0)
            {
                _folded.Advance(written);
                return;
            }
            "ss"u8.CopyTo(room[written..]);
            _folded.Advance(written + 2);
            folded = folded[(sharp + 1)..];
        }
    }

    private static void Reserve<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[Math.Max(length, array.Length * 2)];
        }
    }
}
