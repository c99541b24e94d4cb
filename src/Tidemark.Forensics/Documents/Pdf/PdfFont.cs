using System.Text;

namespace Tidemark.Forensics.Documents.Pdf;

/// <summary>Widths and Unicode of the codes of a font, as far as its dictionary gives them (ISO 32000-1, 9.6 to 9.10). The font file is not opened.</summary>
internal sealed class PdfFont
{
    private const int CodeLimit = 70_000;
    private readonly Dictionary<int, double> _widths = [];
    private readonly Dictionary<int, string> _unicode = [];
    private double _usual = 0.5;

    private PdfFont() { }

    /// <summary>Whether codes have two bytes.</summary>
    public bool Wide { get; private set; }

    /// <summary>Width of a code in units of the font size.</summary>
    public double Width(int code) => _widths.GetValueOrDefault(code, _usual);

    /// <summary>What a code stands for; a mark where the font does not say.</summary>
    public string Text(int code) => _unicode.TryGetValue(code, out string? text) ? text
        : Wide ? "\u25A1"
        : code is >= 32 and < 256 ? ((char)code).ToString() : "";

    /// <summary>Reads a font dictionary.</summary>
    public static PdfFont Of(PdfFile file, PdfDictionary dictionary)
    {
        PdfFont font = new() { Wide = dictionary.Name("Subtype") == "Type0" };
        if (font.Wide)
        {
            font._usual = 1;
            if (file.Resolve(dictionary["DescendantFonts"]) is List<object?> { Count: > 0 } below && file.Dictionary(below[0]) is { } descendant)
            {
                font._usual = file.Resolve(descendant["DW"]) is double usual ? usual / 1000 : 1;
                font.WideWidths(file, descendant);
            }
        }
        else if (file.Resolve(dictionary["Widths"]) is List<object?> widths)
        {
            int first = file.Resolve(dictionary["FirstChar"]) is double from ? (int)Math.Clamp(from, 0, 255) : 0;
            for (int i = 0; i < widths.Count && i < 256; i++)
            {
                if (file.Resolve(widths[i]) is double width)
                {
                    font._widths[first + i] = width / 1000;
                }
            }
        }
        if (dictionary["ToUnicode"] is PdfReference reference && file.Dictionary(reference) is { StreamAt: >= 0 } map)
        {
            font.Map(file.Decode(map, reference.Number, out _));
        }
        return font;
    }

    private void WideWidths(PdfFile file, PdfDictionary descendant)
    {
        if (file.Resolve(descendant["W"]) is not List<object?> rows)
        {
            return;
        }
        for (int i = 0; i + 1 < rows.Count && _widths.Count < CodeLimit;)
        {
            if (rows[i] is not double first || first is < 0 or > 65535)
            {
                return;
            }
            object? second = file.Resolve(rows[i + 1]);
            if (second is List<object?> each)
            {
                for (int k = 0; k < each.Count && k < 65536; k++)
                {
                    _widths[(int)first + k] = each[k] is double width ? width / 1000 : 1;
                }
                i += 2;
            }
            else if (second is double last && i + 2 < rows.Count && rows[i + 2] is double same)
            {
                for (int code = (int)first; code <= Math.Min(last, 65535) && _widths.Count < CodeLimit; code++)
                {
                    _widths[code] = same / 1000;
                }
                i += 3;
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>The pairs and ranges of a ToUnicode map (9.10.3).</summary>
    private void Map(byte[] map)
    {
        PdfLexer lexer = new(map, 0);
        List<object?> operands = [];
        while (true)
        {
            object? token = lexer.Token(0);
            if (ReferenceEquals(token, PdfLexer.Nothing))
            {
                return;
            }
            if (token is not PdfWord word)
            {
                if (operands.Count < 1000)
                {
                    operands.Add(token);
                }
                continue;
            }
            if (word.Value == "endbfchar")
            {
                for (int i = 0; i + 1 < operands.Count && _unicode.Count < CodeLimit; i += 2)
                {
                    if (operands[i] is PdfString code && operands[i + 1] is PdfString text)
                    {
                        _unicode[Code(code.Bytes)] = Utf16(text.Bytes);
                    }
                }
            }
            else if (word.Value == "endbfrange")
            {
                for (int i = 0; i + 2 < operands.Count; i += 3)
                {
                    if (operands[i] is PdfString low && operands[i + 1] is PdfString high)
                    {
                        Range(Code(low.Bytes), Code(high.Bytes), operands[i + 2]);
                    }
                }
            }
            operands.Clear();
        }
    }

    private void Range(int low, int high, object? to)
    {
        for (int code = low; code <= high && code - low < 65536 && _unicode.Count < CodeLimit; code++)
        {
            if (to is List<object?> each)
            {
                if (code - low >= each.Count)
                {
                    return;
                }
                _unicode[code] = each[code - low] is PdfString own ? Utf16(own.Bytes) : "";
            }
            else if (to is PdfString { Bytes.Length: >= 2 } first)
            {
                string text = Utf16(first.Bytes);
                _unicode[code] = text.Length == 0 ? "" : text[..^1] + (char)((text[^1] + (code - low)) & 0xFFFF);
            }
        }
    }

    private static int Code(byte[] bytes)
    {
        int code = 0;
        foreach (byte b in bytes.AsSpan(0, Math.Min(2, bytes.Length)))
        {
            code = (code << 8) | b;
        }
        return code;
    }

    private static string Utf16(byte[] bytes) => Encoding.BigEndianUnicode.GetString(bytes, 0, Math.Min(bytes.Length, 32) & ~1);
}
