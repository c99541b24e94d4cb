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

    private static readonly Role[] Roles = RolesOfBytes();

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
        ReadOnlySpan<byte> text = Fold(utf8);
        Reserve(ref _out, text.Length);
        Span<byte> to = _out;
        int length = 0;
        bool words = false;
        unchecked
        {
            for (int i = 0; i < text.Length;)
            {
                byte b = text[i];
                Role role = Roles[b];
                if (role == Role.Word)
                {
                    // Most bytes by far: the run of letters and digits goes over whole, if no link begins with it. Scripts without
                    // blanks put links right behind their letters.
                    int skip = b == 'h' && i + 3 < text.Length && text[i + 1] == 't' && text[i + 2] == 't' && text[i + 3] == 'p'
                        || b == 'w' && i + 1 < text.Length && text[i + 1] == 'w' ? TextScan.LinkLength(text, i, withLooseEnd: true) : 0;
                    if (skip > 0)
                    {
                        i += skip;
                        continue;
                    }
                    words = true;
                    do
                    {
                        to[length++] = text[i++];
                    }
                    while (i < text.Length && Roles[text[i]] == Role.Word && !(text[i] is (byte)'h' or (byte)'w' && text[i - 1] >= 0x80));
                    continue;
                }
                if (role == Role.Blank)
                {
                    if (length > 0 && to[length - 1] != ' ')
                    {
                        to[length++] = (byte)' ';
                    }
                    i++;
                    continue;
                }
                int handle = b == '@' && !TextScan.IsWordBefore(text, i) ? TextScan.HandleLength(text, i) : 0;
                if (handle > 0)
                {
                    i += handle;
                    continue;
                }
                to[length++] = b;
                i++;
            }
        }
        length -= length > 0 && to[length - 1] == ' ' ? 1 : 0;
        return words ? to[..length] : default;
    }

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

    private enum Role : byte
    {
        Blank,
        Word,
        Mark,
    }

    private static Role[] RolesOfBytes()
    {
        Role[] roles = new Role[256];
        for (int b = 0; b < roles.Length; b++)
        {
            roles[b] = b <= ' ' || b == 0x7F ? Role.Blank : b >= 0x80 || char.IsAsciiLetterOrDigit((char)b) ? Role.Word : Role.Mark;
        }
        return roles;
    }

    private static void Reserve<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[Math.Max(length, array.Length * 2)];
        }
    }
}
