namespace Tidemark.Forensics.Documents.Pdf;

/// <summary>
/// A PDF as its newest cross-reference sections describe it, and where they lead nowhere, as a pass over its bytes found it. Objects are
/// read when asked for; every chain (<c>/Prev</c>, references, object streams) has an end.
/// </summary>
internal sealed class PdfFile
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly Dictionary<int, (int Kind, long Where, int Index)> _places = []; // 1 at an offset, 2 in an object stream.
    private readonly Dictionary<int, object?> _objects = [];
    private readonly Dictionary<int, Dictionary<int, object?>> _containers = [];
    private readonly HashSet<int> _open = [];
    private PdfSecurity? _security;
    private int _encryptNumber = -1;

    private PdfFile(ReadOnlyMemory<byte> bytes, PdfScan scan, Budget budget)
    {
        (_bytes, Scan, Budget) = (bytes, scan, budget);
        int header = bytes.Span[..Math.Min(1024, bytes.Length)].IndexOf("%PDF-"u8);
        HeaderAt = Math.Max(0, header);
    }

    /// <summary>Bytes before the header.</summary>
    public int HeaderAt { get; }

    /// <summary>What a pass over the bytes found.</summary>
    public PdfScan Scan { get; }

    /// <summary>What decoding may still cost.</summary>
    public Budget Budget { get; }

    /// <summary>The trailer: of every key, the newest entry.</summary>
    public PdfDictionary Trailer { get; } = new();

    /// <summary>Why the cross-reference sections were not followed to the end; null where they were.</summary>
    public string? TableFault { get; private set; }

    /// <summary>Whether the file is encrypted.</summary>
    public bool Encrypted { get; private set; }

    /// <summary>Whether the file is encrypted and the empty password does not open it.</summary>
    public bool Locked => Encrypted && _security is null;

    /// <summary>Opens a file. Never fails; a file without anything has an empty trailer.</summary>
    public static PdfFile Open(ReadOnlyMemory<byte> bytes, PdfScan scan, Budget budget)
    {
        PdfFile file = new(bytes, scan, budget);
        file.Tables();
        file.Security();
        if (file.TableFault is not null || (!file.Locked && file.Dictionary(file.Trailer["Root"]) is null))
        {
            file.TableFault ??= "the catalogue is not where the cross-reference table says";
            file.Rebuild();
            file.Security();
        }
        return file;
    }

    /// <summary>The thing itself: follows references, at most <see cref="Limits.Depth"/>.</summary>
    public object? Resolve(object? value)
    {
        for (int i = 0; value is PdfReference reference; i++)
        {
            value = i < Limits.Depth ? Object(reference.Number) : null;
        }
        return value;
    }

    /// <summary>The dictionary behind a value; null where it is none.</summary>
    public PdfDictionary? Dictionary(object? value) => Resolve(value) as PdfDictionary;

    /// <summary>Numbers of all objects known.</summary>
    public IEnumerable<int> Numbers => _places.Keys.Order();

    /// <summary>Whether an object lies in an object stream, so that a pass over the bytes does not see it.</summary>
    public bool IsPacked(int number) => _places.TryGetValue(number, out var place) && place.Kind == 2;

    /// <summary>The text of a string entry, decrypted; null where it is none.</summary>
    public string? Text(PdfDictionary dictionary, string key, int owner)
    {
        object? value = dictionary[key];
        int number = owner;
        if (value is PdfReference reference)
        {
            number = reference.Number;
        }
        return Resolve(value) is PdfString text ? PdfText.Decode(Plain(text.Bytes, number)) : (Resolve(value) as PdfName)?.Value;
    }

    /// <summary>The decoded bytes of a stream.</summary>
    /// <param name="dictionary">Its dictionary.</param>
    /// <param name="number">The number of its object; below zero where it is not encrypted.</param>
    /// <param name="fault">Why there are none or not all.</param>
    public byte[] Decode(PdfDictionary dictionary, int number, out string? fault)
    {
        fault = null;
        if (dictionary.StreamAt < 0 || dictionary.StreamAt + dictionary.StreamLength > _bytes.Length)
        {
            fault = "it has no stream";
            return [];
        }
        ReadOnlyMemory<byte> data = _bytes.Slice(dictionary.StreamAt, dictionary.StreamLength);
        if (_security is not null && number >= 0 && dictionary.Name("Type") != "XRef")
        {
            data = _security.Decrypt(number, 0, data.Span);
        }
        List<object?> filters = Resolve(dictionary["Filter"] ?? dictionary["F"]) switch
        {
            PdfName name => [name],
            List<object?> list => list,
            _ => [],
        };
        object? parameters = Resolve(dictionary["DecodeParms"] ?? dictionary["DP"]);
        for (int i = 0; i < filters.Count && i < 8; i++)
        {
            PdfDictionary? with = parameters as PdfDictionary ?? (parameters is List<object?> all && i < all.Count ? Dictionary(all[i]) : null);
            string filter = (Resolve(filters[i]) as PdfName)?.Value ?? "";
            if (PdfFilters.Decode(filter, with, data, Budget) is not { } plain)
            {
                fault = $"its filter {filter} is not read";
                return [];
            }
            data = plain;
        }
        if (data.IsEmpty && dictionary.StreamLength > 0)
        {
            fault = Budget.Exhausted ? "the file holds more than is unpacked of one file" : "its compression is damaged";
        }
        return data.ToArray();
    }

    private byte[] Plain(byte[] bytes, int number) =>
        _security is null || number < 0 || IsPacked(number) || number == _encryptNumber ? bytes : _security.Decrypt(number, 0, bytes);

    private object? Object(int number)
    {
        if (_objects.TryGetValue(number, out object? known))
        {
            return known;
        }
        if (!_open.Add(number))
        {
            return null;
        }
        object? value = null;
        if (_places.TryGetValue(number, out var place))
        {
            value = place.Kind == 2 ? Packed((int)place.Where, number) : At(place.Where, number);
        }
        if (value is null && Scan.Offsets.TryGetValue(number, out int found) && place.Kind != 2)
        {
            value = At(found, number);
        }
        _open.Remove(number);
        _objects[number] = value;
        return value;
    }

    private object? At(long offset, int number)
    {
        ReadOnlySpan<byte> bytes = _bytes.Span;
        foreach (long candidate in (ReadOnlySpan<long>)[offset + HeaderAt, offset])
        {
            if (candidate < 0 || candidate >= bytes.Length)
            {
                continue;
            }
            PdfLexer lexer = new(bytes, (int)candidate);
            if (lexer.Token(0) is double of && (int)Math.Clamp(of, 0, int.MaxValue) == number && lexer.Token(0) is double
                && lexer.Token(0) is PdfWord { Value: "obj" })
            {
                object? value = lexer.Read();
                if (value is PdfDictionary dictionary)
                {
                    int at = lexer.At;
                    _ = Scan.Stream(bytes, dictionary, ref at);
                }
                return ReferenceEquals(value, PdfLexer.Nothing) || value is PdfWord ? null : value;
            }
        }
        return null;
    }

    private object? Packed(int container, int number)
    {
        if (!_containers.TryGetValue(container, out Dictionary<int, object?>? content))
        {
            content = [];
            _containers[container] = content;
            if (!IsPacked(container) && Object(container) is PdfDictionary { StreamAt: >= 0 } dictionary)
            {
                byte[] bytes = Decode(dictionary, container, out _);
                long count = Math.Min(Resolve(dictionary["N"]) is double n ? (long)Math.Clamp(n, 0, Limits.Entries) : 0, bytes.Length / 2);
                long first = Resolve(dictionary["First"]) is double f ? (long)Math.Clamp(f, 0, bytes.Length) : 0;
                PdfLexer header = new(bytes, 0);
                for (int i = 0; i < count; i++)
                {
                    if (header.Token(0) is not double of || header.Token(0) is not double at || header.At > first + 1
                        || of is < 0 or > int.MaxValue || at < 0 || at + first >= bytes.Length)
                    {
                        break;
                    }
                    PdfLexer lexer = new(bytes, (int)(at + first));
                    object? value = lexer.Read();
                    // Paid for each, because offsets that all lead to one long object would cost the square.
                    if (!Budget.Spend(lexer.At - (long)(at + first)))
                    {
                        break;
                    }
                    content[(int)of] = ReferenceEquals(value, PdfLexer.Nothing) ? null : value;
                }
            }
        }
        return content.GetValueOrDefault(number);
    }

    private void Tables()
    {
        if (Scan.Ends.Count == 0)
        {
            TableFault = "no end of file leads to a cross-reference table";
            return;
        }
        Queue<long> next = new([Scan.Ends[^1].Target]);
        HashSet<long> seen = [];
        Budget search = new(64L * _bytes.Length);
        while (next.TryDequeue(out long target))
        {
            if (!seen.Add(target))
            {
                continue; // A loop of /Prev, or the same section by two ways.
            }
            if (seen.Count > 10_000 || PdfRevisions.Section(_bytes.Span, target, _bytes.Length, HeaderAt, search) is not { } section)
            {
                TableFault = FormattableString.Invariant($"at offset {target} stands no cross-reference section");
                return;
            }
            PdfDictionary? dictionary = _bytes.Span[section.At..].StartsWith("xref"u8) ? Table(section.At) : Stream(section.At);
            if (dictionary is null)
            {
                TableFault = FormattableString.Invariant($"the cross-reference section at offset {section.At} is damaged");
                return;
            }
            foreach ((string key, object? value) in dictionary.Entries)
            {
                Trailer.Entries.TryAdd(key, value);
            }
            if (dictionary.Integer("XRefStm") is { } hybrid)
            {
                next.Enqueue(hybrid);
            }
            if (dictionary.Integer("Prev") is { } previous)
            {
                next.Enqueue(previous);
            }
        }
    }

    private PdfDictionary? Table(int at)
    {
        PdfLexer lexer = new(_bytes.Span, at + 4);
        while (true)
        {
            object? first = lexer.Token(0);
            if (first is PdfWord { Value: "trailer" })
            {
                return lexer.Read() as PdfDictionary;
            }
            if (first is not double from || lexer.Token(0) is not double count || from < 0 || from > int.MaxValue || count < 0)
            {
                return null;
            }
            for (long i = 0; i < count; i++)
            {
                int back = lexer.At;
                if (lexer.Token(0) is not double offset || lexer.Token(0) is not double || lexer.Token(0) is not PdfWord use)
                {
                    lexer.At = back; // Fewer entries than stated.
                    break;
                }
                if (use.Value == "n" && offset > 0 && _places.Count < Limits.Entries && from + i <= int.MaxValue)
                {
                    _places.TryAdd((int)(from + i), (1, (long)offset, 0));
                }
                else if (use.Value is not ("n" or "f"))
                {
                    lexer.At = back;
                    break;
                }
            }
        }
    }

    private PdfDictionary? Stream(int at)
    {
        PdfLexer lexer = new(_bytes.Span, at);
        _ = lexer.Token(0);
        _ = lexer.Token(0);
        _ = lexer.Token(0);
        if (lexer.Read() is not PdfDictionary dictionary)
        {
            return null;
        }
        int behind = lexer.At;
        if (!Scan.Stream(_bytes.Span, dictionary, ref behind))
        {
            return null;
        }
        byte[] rows = Decode(dictionary, -1, out _);
        if (dictionary["W"] is not List<object?> { Count: >= 3 } widths)
        {
            return null;
        }
        Span<int> width = stackalloc int[3];
        for (int i = 0; i < 3; i++)
        {
            width[i] = widths[i] is double w ? (int)Math.Clamp(w, 0, 8) : 0;
        }
        int row = width[0] + width[1] + width[2];
        if (row == 0)
        {
            return null;
        }
        List<object?> index = dictionary["Index"] as List<object?> ?? [0d, dictionary["Size"]];
        int read = 0;
        for (int pair = 0; pair + 1 < index.Count; pair += 2)
        {
            if (index[pair] is not double from || index[pair + 1] is not double count || from < 0 || from > int.MaxValue)
            {
                break;
            }
            for (long i = 0; i < count && read + row <= rows.Length; i++, read += row)
            {
                long kind = width[0] == 0 ? 1 : Big(rows.AsSpan(read, width[0]));
                long where = Big(rows.AsSpan(read + width[0], width[1]));
                if (kind is 1 or 2 && from + i <= int.MaxValue && where is >= 0 and <= int.MaxValue && _places.Count < Limits.Entries)
                {
                    _places.TryAdd((int)(from + i), ((int)kind, where, 0));
                }
            }
        }
        return dictionary;
    }

    private static long Big(ReadOnlySpan<byte> bytes)
    {
        long value = 0;
        foreach (byte b in bytes)
        {
            value = unchecked((value << 8) | b);
        }
        return value;
    }

    /// <summary>Without a table: the last object of each number counts, and the last trailer that names a catalogue.</summary>
    private void Rebuild()
    {
        _objects.Clear();
        _containers.Clear();
        foreach ((int number, int offset) in Scan.Offsets)
        {
            _places[number] = (1, (long)offset - HeaderAt, 0);
        }
        ReadOnlySpan<byte> bytes = _bytes.Span;
        int trailers = 0;
        for (int at = bytes.LastIndexOf("trailer"u8); at >= 0 && trailers < 100; at = bytes[..at].LastIndexOf("trailer"u8), trailers++)
        {
            if (new PdfLexer(bytes, at + "trailer".Length).Read() is PdfDictionary trailer)
            {
                foreach ((string key, object? value) in trailer.Entries)
                {
                    Trailer.Entries.TryAdd(key, value);
                }
            }
        }
        for (int i = Scan.Dictionaries.Count - 1; i >= 0; i--)
        {
            (int number, int generation, PdfDictionary dictionary) = Scan.Dictionaries[i];
            switch (dictionary.Name("Type"))
            {
                case "Catalog":
                    Trailer.Entries.TryAdd("Root", new PdfReference(number, generation));
                    break;
                case "XRef":
                    foreach (string key in (string[])["Info", "Root", "Encrypt", "ID"])
                    {
                        if (dictionary[key] is { } value)
                        {
                            Trailer.Entries.TryAdd(key, value);
                        }
                    }
                    break;
                case "ObjStm":
                    Unpack(number, dictionary);
                    break;
                default:
                    break;
            }
        }
    }

    private void Unpack(int container, PdfDictionary dictionary)
    {
        if (Encrypted || Trailer["Encrypt"] is not null)
        {
            return; // Decrypted only where the table says what lies in it.
        }
        _ = Packed(container, -1);
        foreach (int number in _containers[container].Keys)
        {
            if (_places.Count < Limits.Entries)
            {
                _places.TryAdd(number, (2, container, 0));
            }
        }
    }

    private void Security()
    {
        if (Trailer["Encrypt"] is not { } encrypt || Dictionary(encrypt) is not { } dictionary)
        {
            return;
        }
        Encrypted = true;
        _encryptNumber = encrypt is PdfReference reference ? reference.Number : -1;
        byte[] id = Resolve(Trailer["ID"]) is List<object?> { Count: > 0 } ids && Resolve(ids[0]) is PdfString first ? first.Bytes : [];
        _security = PdfSecurity.Open(dictionary, id, Resolve);
        // What was decoded before the key was known was decoded wrongly.
        _objects.Clear();
        _containers.Clear();
    }
}
