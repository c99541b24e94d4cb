using System.Buffers.Text;
using System.Text;

namespace Tidemark.Evidence.Sources;

/// <summary>The characters of a JSON string.</summary>
internal static class JsonText
{
    /// <summary>
    /// Undoes the escapes of a string whose syntax was checked. The result is never longer than the source. False where an escape is half
    /// a surrogate pair, which is no character.
    /// </summary>
    public static bool TryUnescape(ReadOnlySpan<byte> source, Span<byte> target, out int length)
    {
        length = 0;
        while (true)
        {
            int slash = source.IndexOf((byte)'\\');
            if (slash < 0)
            {
                source.CopyTo(target[length..]);
                length += source.Length;
                return true;
            }
            source[..slash].CopyTo(target[length..]);
            length += slash;
            byte what = source[slash + 1];
            source = source[(slash + 2)..];
            if (what != 'u')
            {
                target[length++] = what switch
                {
                    (byte)'b' => (byte)'\b',
                    (byte)'f' => (byte)'\f',
                    (byte)'n' => (byte)'\n',
                    (byte)'r' => (byte)'\r',
                    (byte)'t' => (byte)'\t',
                    _ => what,
                };
                continue;
            }
            int unit = Unit(source);
            source = source[4..];
            if (char.IsSurrogate((char)unit))
            {
                if (!char.IsHighSurrogate((char)unit) || source.Length < 6 || source[0] != '\\' || source[1] != 'u'
                    || !char.IsLowSurrogate((char)Unit(source[2..])))
                {
                    return false;
                }
                unit = char.ConvertToUtf32((char)unit, (char)Unit(source[2..]));
                source = source[6..];
            }
            length += new Rune(unit).EncodeToUtf8(target[length..]);
        }
    }

    private static int Unit(ReadOnlySpan<byte> hex) =>
        Utf8Parser.TryParse(hex[..4], out int unit, out int used, 'x') && used == 4 ? unit : 0xFFFD;
}
