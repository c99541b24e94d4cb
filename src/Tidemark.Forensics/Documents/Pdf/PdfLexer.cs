using System.Globalization;
using System.Text;

namespace Tidemark.Forensics.Documents.Pdf;

/// <summary>
/// Reads objects of ISO 32000-1, 7.3 from bytes. Nesting is limited, so no file can overflow the stack; what cannot be read is
/// <see cref="Nothing"/>, and the position still moves forward.
/// </summary>
internal ref struct PdfLexer(ReadOnlySpan<byte> bytes, int at)
{
    /// <summary>Stands for "nothing could be read".</summary>
    public static readonly object Nothing = new();

    private static readonly PdfWord CloseArray = new("]");
    private static readonly PdfWord CloseDictionary = new(">>");
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Offset of the next byte.</summary>
    public int At { get; set; } = at;

    public static bool IsBlank(byte b) => b is 0 or 9 or 10 or 12 or 13 or 32;

    public static bool IsDelimiter(byte b) => b is (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'/' or (byte)'%';

    /// <summary>Steps over blanks and comments.</summary>
    public void SkipBlanks()
    {
        while (At < _bytes.Length)
        {
            if (IsBlank(_bytes[At]))
            {
                At++;
            }
            else if (_bytes[At] == '%')
            {
                int end = _bytes[At..].IndexOfAny((byte)10, (byte)13);
                At = end < 0 ? _bytes.Length : At + end;
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>The next object; a reference where one stands. <see cref="Nothing"/> at the end or in what is none.</summary>
    public object? Read(int depth = 0)
    {
        object? value = Token(depth);
        if (value is double number && number >= 0 && number < int.MaxValue && number == Math.Floor(number))
        {
            int back = At;
            if (Whole(out int generation) && PeekWord('R'))
            {
                return new PdfReference((int)number, generation);
            }
            At = back;
        }
        return value;
    }

    /// <summary>The next token or composite object, without looking for references.</summary>
    public object? Token(int depth)
    {
        SkipBlanks();
        if (At >= _bytes.Length || depth > Limits.Depth)
        {
            At = depth > Limits.Depth ? _bytes.Length : At;
            return Nothing;
        }
        byte first = _bytes[At];
        switch (first)
        {
            case (byte)'/':
                At++;
                return new PdfName(NameText());
            case (byte)'(':
                return Literal();
            case (byte)'[':
                At++;
                return Array(depth);
            case (byte)'<' when At + 1 < _bytes.Length && _bytes[At + 1] == '<':
                At += 2;
                return Dictionary(depth);
            case (byte)'<':
                return Hexadecimal();
            case (byte)']':
                At++;
                return CloseArray;
            case (byte)'>' when At + 1 < _bytes.Length && _bytes[At + 1] == '>':
                At += 2;
                return CloseDictionary;
            case (byte)'>' or (byte)')' or (byte)'{' or (byte)'}':
                At++;
                return new PdfWord(((char)first).ToString());
            default:
                return Word();
        }
    }

    private object? Word()
    {
        int from = At;
        while (At < _bytes.Length && !IsBlank(_bytes[At]) && !IsDelimiter(_bytes[At]))
        {
            At++;
        }
        ReadOnlySpan<byte> word = _bytes[from..At];
        byte first = word[0];
        if (first is (>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-' or (byte)'.')
        {
            ReadOnlySpan<byte> digits = word.Length > 1 && first == '-' && word[1] == '-' ? word[1..] : word; // "--5" of some writers.
            if (digits.Length < 40 && double.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
            {
                return number;
            }
        }
        if (word.SequenceEqual("true"u8))
        {
            return true;
        }
        if (word.SequenceEqual("false"u8))
        {
            return false;
        }
        if (word.SequenceEqual("null"u8))
        {
            return null;
        }
        return new PdfWord(Encoding.Latin1.GetString(word.Length > 128 ? word[..128] : word));
    }

    private bool Whole(out int value)
    {
        value = 0;
        SkipBlanks();
        int from = At;
        while (At < _bytes.Length && At - from < 6 && char.IsAsciiDigit((char)_bytes[At]))
        {
            value = (value * 10) + (_bytes[At++] - '0');
        }
        return At > from && At < _bytes.Length && IsBlank(_bytes[At]);
    }

    private bool PeekWord(char letter)
    {
        SkipBlanks();
        if (At < _bytes.Length && _bytes[At] == letter && (At + 1 == _bytes.Length || IsBlank(_bytes[At + 1]) || IsDelimiter(_bytes[At + 1])))
        {
            At++;
            return true;
        }
        return false;
    }

    private string NameText()
    {
        StringBuilder name = new();
        while (At < _bytes.Length && !IsBlank(_bytes[At]) && !IsDelimiter(_bytes[At]))
        {
            byte b = _bytes[At++];
            if (b == '#' && At + 1 < _bytes.Length && Hex(_bytes[At]) is >= 0 and int high && Hex(_bytes[At + 1]) is >= 0 and int low)
            {
                b = (byte)((high << 4) | low);
                At += 2;
            }
            if (name.Length < 256)
            {
                name.Append((char)b);
            }
        }
        return name.ToString();
    }

    private object? Array(int depth)
    {
        List<object?> items = [];
        while (true)
        {
            object? item = Read(depth + 1);
            if (ReferenceEquals(item, Nothing))
            {
                return Nothing;
            }
            if (ReferenceEquals(item, CloseArray))
            {
                return items;
            }
            if (ReferenceEquals(item, CloseDictionary) || item is PdfWord { Value: "endobj" or "stream" })
            {
                return Nothing;
            }
            items.Add(item);
        }
    }

    private object? Dictionary(int depth)
    {
        PdfDictionary dictionary = new();
        while (true)
        {
            object? key = Token(depth + 1);
            if (ReferenceEquals(key, CloseDictionary))
            {
                return dictionary;
            }
            if (ReferenceEquals(key, Nothing) || key is PdfWord { Value: "endobj" or "stream" })
            {
                return Nothing;
            }
            if (key is not PdfName name)
            {
                continue; // A stray word between entries; readers step over it.
            }
            object? value = Read(depth + 1);
            if (ReferenceEquals(value, Nothing))
            {
                return Nothing;
            }
            if (ReferenceEquals(value, CloseDictionary))
            {
                return dictionary;
            }
            dictionary.Entries[name.Value] = value;
        }
    }

    private object? Literal()
    {
        At++;
        int open = 1;
        using MemoryStream text = new();
        while (At < _bytes.Length)
        {
            byte b = _bytes[At++];
            switch (b)
            {
                case (byte)'(':
                    open++;
                    break;
                case (byte)')' when --open == 0:
                    return new PdfString(text.ToArray());
                case (byte)13: // Any end of line is a line feed.
                    At += At < _bytes.Length && _bytes[At] == 10 ? 1 : 0;
                    b = 10;
                    break;
                case (byte)'\\' when At < _bytes.Length:
                    if (!Escape(ref b))
                    {
                        continue;
                    }
                    break;
                default:
                    break;
            }
            text.WriteByte(b);
        }
        return Nothing;
    }

    private bool Escape(ref byte b)
    {
        b = _bytes[At++];
        switch (b)
        {
            case (byte)'n':
                b = 10;
                return true;
            case (byte)'r':
                b = 13;
                return true;
            case (byte)'t':
                b = 9;
                return true;
            case (byte)'b':
                b = 8;
                return true;
            case (byte)'f':
                b = 12;
                return true;
            case 13:
                At += At < _bytes.Length && _bytes[At] == 10 ? 1 : 0;
                return false;
            case 10:
                return false;
            case >= (byte)'0' and <= (byte)'7':
                int value = b - '0';
                for (int i = 0; i < 2 && At < _bytes.Length && _bytes[At] is >= (byte)'0' and <= (byte)'7'; i++)
                {
                    value = (value * 8) + (_bytes[At++] - '0');
                }
                b = (byte)(value & 255);
                return true;
            default:
                return true;
        }
    }

    private object? Hexadecimal()
    {
        At++;
        int end = _bytes[At..].IndexOf((byte)'>');
        if (end < 0)
        {
            At = _bytes.Length;
            return Nothing;
        }
        ReadOnlySpan<byte> digits = _bytes.Slice(At, end);
        At += end + 1;
        byte[] value = new byte[(digits.Length + 1) / 2];
        int count = 0;
        foreach (byte digit in digits)
        {
            int nibble = Hex(digit);
            if (nibble >= 0)
            {
                value[count / 2] |= (byte)(count % 2 == 0 ? nibble << 4 : nibble);
                count++;
            }
        }
        return new PdfString(value[..((count + 1) / 2)]);
    }

    private static int Hex(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };
}
