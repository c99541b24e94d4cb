namespace Tidemark.Forensics.Documents.Pdf;

/// <summary>
/// One pass over the bytes of a PDF, trusting no table: where objects stand, where their streams end, and which ends of file
/// (<c>startxref</c> and <c>%%EOF</c>) lie outside of them.
/// </summary>
/// <remarks>Time: O(bytes), bounded by a budget of eight times the length where objects do not close. Memory: O(objects).</remarks>
internal sealed class PdfScan
{
    private readonly List<(int From, int To)> _objects = [];
    private Dictionary<int, long>? _integers;
    private int _noEndStreamBehind = int.MaxValue;

    private PdfScan() { }

    /// <summary>The last object of each number: its offset.</summary>
    public Dictionary<int, int> Offsets { get; } = [];

    /// <summary>The dictionaries of top-level objects, in order; those with streams know where their bytes are.</summary>
    public List<(int Number, int Generation, PdfDictionary Dictionary)> Dictionaries { get; } = [];

    /// <summary>Ends of file outside objects: offset of the word, the offset it states, and the offset behind <c>%%EOF</c> and its line end.</summary>
    public List<(int WordAt, long Target, int End)> Ends { get; } = [];

    /// <summary>Whether the pass ran to the end of the file.</summary>
    public bool Complete { get; private set; } = true;

    /// <summary>Scans a file.</summary>
    public static PdfScan Of(ReadOnlySpan<byte> bytes)
    {
        PdfScan scan = new();
        scan.ScanObjects(bytes);
        scan.ScanEnds(bytes);
        return scan;
    }

    /// <summary>Where the stream of a dictionary that ends at <paramref name="at"/> lies; false where no stream follows.</summary>
    public bool Stream(ReadOnlySpan<byte> bytes, PdfDictionary dictionary, ref int at)
    {
        PdfLexer lexer = new(bytes, at);
        lexer.SkipBlanks();
        int start = lexer.At;
        if (start + 6 > bytes.Length || !bytes.Slice(start, 6).SequenceEqual("stream"u8))
        {
            return false;
        }
        start += 6;
        while (start < bytes.Length && bytes[start] == ' ')
        {
            start++;
        }
        start += start < bytes.Length && bytes[start] == 13 ? 1 : 0;
        start += start < bytes.Length && bytes[start] == 10 ? 1 : 0;
        long? stated = dictionary["Length"] switch
        {
            double number when number >= 0 && number <= bytes.Length => (long)number,
            PdfReference reference => Integer(bytes, reference.Number),
            _ => null,
        };
        if (stated is { } length && length >= 0 && start + length <= bytes.Length && EndsAt(bytes, (int)(start + length)) is { } behind)
        {
            (dictionary.StreamAt, dictionary.StreamLength, at) = (start, (int)length, behind);
            return true;
        }
        int found = start >= _noEndStreamBehind ? -1 : bytes[start..].IndexOf("endstream"u8);
        if (found < 0)
        {
            _noEndStreamBehind = Math.Min(_noEndStreamBehind, start);
            (dictionary.StreamAt, dictionary.StreamLength) = (start, bytes.Length - start);
            at = start;
            return true;
        }
        int end = found;
        end -= end > 0 && bytes[start + end - 1] == 10 ? 1 : 0;
        end -= end > 0 && bytes[start + end - 1] == 13 ? 1 : 0;
        (dictionary.StreamAt, dictionary.StreamLength, at) = (start, end, start + found + "endstream".Length);
        return true;
    }

    /// <summary>Reads "12 0 obj" that ends with the word at <paramref name="word"/>; false where that is none.</summary>
    public static bool Header(ReadOnlySpan<byte> bytes, int word, out int number, out int generation, out int at)
    {
        (number, generation) = (0, 0);
        at = word;
        return Before(bytes, ref at, out generation) && Before(bytes, ref at, out number);
    }

    private static int? EndsAt(ReadOnlySpan<byte> bytes, int at)
    {
        int from = at;
        while (at < bytes.Length && at - from < 8 && PdfLexer.IsBlank(bytes[at]))
        {
            at++;
        }
        return bytes[at..].StartsWith("endstream"u8) ? at + "endstream".Length : null;
    }

    private static bool Before(ReadOnlySpan<byte> bytes, ref int at, out int value)
    {
        value = 0;
        int end = at;
        while (end > 0 && PdfLexer.IsBlank(bytes[end - 1]))
        {
            end--;
        }
        int start = end;
        while (start > 0 && end - start < 9 && char.IsAsciiDigit((char)bytes[start - 1]))
        {
            start--;
        }
        if (start == end)
        {
            return false;
        }
        for (int i = start; i < end; i++)
        {
            value = (value * 10) + (bytes[i] - '0');
        }
        at = start;
        return true;
    }

    private void ScanObjects(ReadOnlySpan<byte> bytes)
    {
        long budget = 8L * bytes.Length;
        int at = 0;
        while (at < bytes.Length)
        {
            int found = bytes[at..].IndexOf("obj"u8);
            if (found < 0)
            {
                return;
            }
            int word = at + found;
            at = word + 3;
            if (word == 0 || !PdfLexer.IsBlank(bytes[word - 1]) || !Header(bytes, word, out int number, out int generation, out int from))
            {
                continue;
            }
            if (Offsets.Count >= Limits.Entries || budget <= 0)
            {
                Complete = false;
                return;
            }
            Offsets[number] = from;
            PdfLexer lexer = new(bytes, at);
            object? value = lexer.Read();
            budget -= lexer.At - at + 1;
            if (ReferenceEquals(value, PdfLexer.Nothing) || value is PdfWord)
            {
                continue; // Not an object; whatever stands inside is looked at again.
            }
            int end = lexer.At;
            if (value is PdfDictionary dictionary)
            {
                _ = Stream(bytes, dictionary, ref end);
                Dictionaries.Add((number, generation, dictionary));
            }
            _objects.Add((from, end));
            at = Math.Max(at, end);
        }
    }

    private void ScanEnds(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        int open = 0;
        while (true)
        {
            int found = bytes[at..].IndexOf("startxref"u8);
            if (found < 0)
            {
                return;
            }
            int word = at + found;
            at = word + "startxref".Length;
            while (open < _objects.Count && _objects[open].To <= word)
            {
                open++;
            }
            if (open < _objects.Count && _objects[open].From <= word)
            {
                continue; // Inside an object: an attached PDF, or a text about PDF.
            }
            PdfLexer lexer = new(bytes, at);
            if (lexer.Token(0) is not double target || target < 0 || target > bytes.Length)
            {
                continue;
            }
            // Only blanks belong between the number and the mark; some writers leave a line of their own there.
            ReadOnlySpan<byte> behind = bytes.Slice(lexer.At, Math.Min(256, bytes.Length - lexer.At));
            int next = behind.IndexOf("startxref"u8);
            int mark = (next < 0 ? behind : behind[..next]).IndexOf("%%EOF"u8);
            if (mark < 0)
            {
                continue;
            }
            int end = lexer.At + mark + 5;
            end += end < bytes.Length && bytes[end] == 13 ? 1 : 0;
            end += end < bytes.Length && bytes[end] == 10 ? 1 : 0;
            if (Ends.Count < 100_000)
            {
                Ends.Add((word, (long)target, end));
            }
        }
    }

    private long? Integer(ReadOnlySpan<byte> bytes, int number)
    {
        if (_integers is null)
        {
            // Lengths stand in objects of their own, often behind their stream: one pass over everything that looks like "12 0 obj 34".
            _integers = [];
            for (int at = 0; at < bytes.Length;)
            {
                int found = bytes[at..].IndexOf("obj"u8);
                if (found < 0)
                {
                    break;
                }
                int word = at + found;
                at = word + 3;
                if (word == 0 || !PdfLexer.IsBlank(bytes[word - 1]) || !Header(bytes, word, out int of, out _, out _))
                {
                    continue;
                }
                int digit = at;
                while (digit < bytes.Length && PdfLexer.IsBlank(bytes[digit]))
                {
                    digit++;
                }
                if (digit < bytes.Length && char.IsAsciiDigit((char)bytes[digit]) && new PdfLexer(bytes, digit).Token(0) is double value
                    && value <= bytes.Length && _integers.Count < Limits.Entries)
                {
                    _integers[of] = (long)value;
                }
            }
        }
        return _integers.TryGetValue(number, out long length) ? length : null;
    }
}
