using Tidemark.Detection.Statements.Languages;

namespace Tidemark.Detection.Statements.Article;

/// <summary>
/// Sorts the lines of a plain text: title, byline, date, body, headings, related links, credits. What is not body never becomes a
/// statement. Hard-wrapped paragraphs are put together; a line of more than <see cref="Longest"/> characters is read in pieces.
/// O(n) in the text.
/// </summary>
internal sealed class ArticleReader
{
    /// <summary>Characters read as one paragraph. The longest seen in 840 articles had 6,200.</summary>
    public const int Longest = 16_384;

    private readonly string _text;
    private readonly Language _language;
    private readonly List<Line> _lines = [];

    public ArticleReader(string text, Language language)
    {
        _text = text;
        _language = language;
        SplitLines();
        Head();
        Tail();
        Headings();
    }

    public IReadOnlyList<Line> Lines => _lines;

    public TextSpan? Title { get; private set; }

    public TextSpan? Byline { get; private set; }

    public string? Published { get; private set; }

    public DateOnly? Day { get; private set; }

    public TextSpan? Dateline { get; private set; }

    public List<TextSpan> Agencies { get; } = [];

    public List<TextSpan> HeadingSpans { get; } = [];

    public List<TextSpan> Related { get; } = [];

    /// <summary>The paragraphs of the body.</summary>
    public IEnumerable<TextSpan> Paragraphs()
    {
        int i = 0;
        while (i < _lines.Count)
        {
            if (_lines[i].Kind != LineKind.Body)
            {
                i++;
                continue;
            }
            int start = _lines[i].Span.Start;
            if (Dateline is { } place && place.Start == start)
            {
                start = BehindDateline(place, _lines[i].Span);
            }
            int end = _lines[i].Span.End;
            while (i + 1 < _lines.Count && Wrapped(_lines[i], _lines[i + 1]))
            {
                end = _lines[++i].Span.End;
            }
            i++;
            while (end - start > Longest)
            {
                int cut = start + Longest;
                int blank = _text.LastIndexOf(' ', cut, Longest / 2);
                cut = blank > start ? blank : char.IsLowSurrogate(_text[cut]) ? cut - 1 : cut;
                yield return new TextSpan(start, cut);
                start = cut;
            }
            if (end > start)
            {
                yield return new TextSpan(start, end);
            }
        }
    }

    private void SplitLines()
    {
        int number = 1;
        int start = 0;
        for (int i = 0; i <= _text.Length; i++)
        {
            bool ends = i == _text.Length || _text[i] is '\n' or '\u2028' or '\u2029' || (_text[i] == '\r' && !(i + 1 < _text.Length && _text[i + 1] == '\n'));
            if (!ends)
            {
                continue;
            }
            int from = start;
            int to = i;
            while (from < to && Blank(_text[from]))
            {
                from++;
            }
            while (to > from && Blank(_text[to - 1]))
            {
                to--;
            }
            if (to > from)
            {
                _lines.Add(new Line(number, new TextSpan(from, to), LineKind.Body));
            }
            number++;
            start = i + 1;
        }
    }

    private static bool Blank(char c) => char.IsWhiteSpace(c) || c is '\uFEFF' or '\u200B';

    private ReadOnlySpan<char> Written(int line) => _text.AsSpan(_lines[line].Span.Start, _lines[line].Span.Length);

    private void Mark(int line, LineKind kind) => _lines[line] = _lines[line] with { Kind = kind };

    private void Head()
    {
        int i = 0;
        for (; i < Math.Min(_lines.Count, 8); i++)
        {
            ReadOnlySpan<char> line = Written(i);
            if (Byline is null && BylineOf(line) is int skip and > 0 && line.Length < 160)
            {
                Mark(i, LineKind.Byline);
                Byline = BylineSpan(_lines[i].Span, skip);
            }
            else if (Published is null && line.Length < 120 && PublishedDate.Of(_text, _lines[i].Span, _language, out int other) is { } date && other <= 3)
            {
                Mark(i, LineKind.Published);
                (Published, Day) = (date.Iso, date.Day);
            }
            else if (Title is null && i == 0 && _lines.Count > 1 && LooksLikeTitle(i))
            {
                Mark(i, LineKind.Title);
                Title = _lines[i].Span;
            }
            else if (i > 0 && i < 4 && LooksLikeHeading(i) && Byline is null && Published is null && FollowedByHead(i))
            {
                // A subtitle between headline and byline.
                Mark(i, LineKind.Heading);
            }
            else
            {
                break;
            }
        }
        if (i < _lines.Count)
        {
            Dateline = DatelineOf(i);
        }
    }

    private bool FollowedByHead(int i)
    {
        for (int k = i + 1; k < Math.Min(_lines.Count, i + 3); k++)
        {
            if (BylineOf(Written(k)) > 0 || (Written(k).Length < 120 && PublishedDate.Of(_text, _lines[k].Span, _language, out int other) is not null && other <= 3))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>How many characters "By " takes, 0 where the line is no byline.</summary>
    private int BylineOf(ReadOnlySpan<char> line)
    {
        foreach (string word in _language.Phrases("byline"))
        {
            if (line.Length > word.Length + 2 && line.StartsWith(word, StringComparison.OrdinalIgnoreCase) && line[word.Length] is ' ' or ':'
                && !Terminal(line[^1]))
            {
                int at = word.Length + 1;
                while (at < line.Length && line[at] == ' ')
                {
                    at++;
                }
                return at < line.Length && (char.IsUpper(line[at]) || !char.IsLetter(line[at])) ? at : 0;
            }
        }
        return 0;
    }

    private TextSpan BylineSpan(TextSpan line, int skip)
    {
        int end = line.End;
        int bar = _text.AsSpan(line.Start, line.Length).IndexOfAny('|', '·', '•');
        if (bar > skip)
        {
            end = line.Start + bar;
        }
        while (end > line.Start + skip && char.IsWhiteSpace(_text[end - 1]))
        {
            end--;
        }
        return new TextSpan(line.Start + skip, end);
    }

    private bool LooksLikeTitle(int i)
    {
        ReadOnlySpan<char> line = Written(i);
        if (line.Length > 200 || Words(line) > 30)
        {
            return false;
        }
        char last = line[^1];
        bool stopped = Terminal(last) && last is not ('?' or '!');
        if (!stopped && last is not (':' or ',' or ';' or '”' or '"' or '»'))
        {
            return true;
        }
        if (!stopped && line[0] is '“' or '"' or '«' or '„' && !Terminal(line[^2]) && line[^2] != ',')
        {
            return true;
        }
        return TitleCase(line) && FollowedByBlank(i);
    }

    private bool FollowedByBlank(int i) => i + 1 < _lines.Count && _lines[i + 1].Number > _lines[i].Number + 1;

    // "Obama Power Plant Rules Face Key Test": nearly every long word begins with a capital.
    private static bool TitleCase(ReadOnlySpan<char> line)
    {
        int words = 0;
        int capitals = 0;
        foreach (Range range in line.Split(' '))
        {
            ReadOnlySpan<char> word = line[range].Trim("“”\"'‘’(),.:;!?");
            if (word.Length >= 4)
            {
                words++;
                capitals += char.IsUpper(word[0]) || char.IsDigit(word[0]) ? 1 : 0;
            }
        }
        return words >= 3 && capitals >= 0.8 * words;
    }

    private TextSpan? DatelineOf(int i)
    {
        TextSpan span = _lines[i].Span;
        ReadOnlySpan<char> line = Written(i);
        int limit = Math.Min(line.Length, 90);
        for (int k = 2; k < limit; k++)
        {
            bool dash = line[k] is '—' or '–' || (line[k] == '-' && line[k - 1] is ' ' or '-');
            if (!dash)
            {
                continue;
            }
            int end = k;
            while (end > 0 && line[end - 1] is ' ' or '-' or '—')
            {
                end--;
            }
            int place = end;
            int bracket = line[..end].IndexOf('(');
            if (bracket > 0)
            {
                int close = line[bracket..end].IndexOf(')');
                if (close > 1)
                {
                    TextSpan agency = new(span.Start + bracket + 1, span.Start + bracket + close);
                    if (char.IsUpper(_text[agency.Start]))
                    {
                        Agencies.Add(agency);
                    }
                }
                place = bracket;
                while (place > 0 && line[place - 1] == ' ')
                {
                    place--;
                }
            }
            int comma = line[..place].IndexOf(',');
            ReadOnlySpan<char> name = comma > 0 ? line[..comma] : line[..place];
            int upper = 0;
            bool lower = false;
            foreach (char c in name)
            {
                upper += char.IsUpper(c) ? 1 : 0;
                lower |= char.IsLower(c);
            }
            if (upper >= 3 && !lower)
            {
                return new TextSpan(span.Start, span.Start + (comma > 0 ? comma : place));
            }
            return null;
        }
        return null;
    }

    private int BehindDateline(TextSpan place, TextSpan line)
    {
        for (int i = place.End; i < line.End; i++)
        {
            if (_text[i] is '—' or '–' or '-')
            {
                while (i < line.End && (_text[i] is '—' or '–' or '-' || char.IsWhiteSpace(_text[i])))
                {
                    i++;
                }
                return i;
            }
        }
        return place.Start;
    }

    /// <summary>Related links and credits, wherever they stand; a marker's list ends at a line that reads like body again.</summary>
    private void Tail()
    {
        for (int i = 0; i < _lines.Count; i++)
        {
            if (_lines[i].Kind != LineKind.Body)
            {
                continue;
            }
            if (RelatedMarker(Written(i), out int rest))
            {
                Mark(i, LineKind.RelatedMarker);
                if (rest > 0)
                {
                    Related.Add(new TextSpan(_lines[i].Span.Start + rest, _lines[i].Span.End));
                    continue;
                }
                bool listed = i + 1 < _lines.Count && Bullet(Written(i + 1)) > 0;
                while (i + 1 < _lines.Count && (Bullet(Written(i + 1)) > 0 || (!listed && !SentenceLike(Written(i + 1)) && Written(i + 1).Length < 200)))
                {
                    i++;
                    Mark(i, LineKind.Related);
                    int skip = Bullet(Written(i));
                    Related.Add(new TextSpan(_lines[i].Span.Start + skip, _lines[i].Span.End));
                }
            }
            else if (i >= _lines.Count / 3 && Credit(Written(i)))
            {
                Mark(i, LineKind.Credit);
                CreditNames.Find(_text, _lines[i].Span, _language, Agencies);
            }
        }
    }

    private bool RelatedMarker(ReadOnlySpan<char> line, out int rest)
    {
        rest = 0;
        foreach (string marker in _language.Phrases("related-markers"))
        {
            if (!line.StartsWith(marker, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }
            ReadOnlySpan<char> behind = line[marker.Length..].TrimStart();
            if (behind.Length == 0)
            {
                return line.Length < 40;
            }
            if (behind[0] is ':' or '»' or '>' or '|' or '→')
            {
                ReadOnlySpan<char> more = behind[1..].TrimStart();
                rest = more.Length == 0 ? 0 : line.Length - more.Length;
                return marker.Length > 4 || rest == 0;
            }
        }
        return false;
    }

    private static int Bullet(ReadOnlySpan<char> line)
    {
        if (line.Length > 2 && line[0] is '•' or '-' or '*' or '–' or '·' or '▪' or '►' or '>' or '→' or '»' && (line[1] == ' ' || line[1] == '\t'))
        {
            return 1 + (line[1..].Length - line[1..].TrimStart().Length);
        }
        return 0;
    }

    private static bool SentenceLike(ReadOnlySpan<char> line) => Terminal(line[^1]) && Words(line) > 8;

    private bool Credit(ReadOnlySpan<char> line)
    {
        if (line.Length > 220)
        {
            return false;
        }
        ReadOnlySpan<char> bare = line.TrimStart("(—–-*[ ");
        foreach (string opening in _language.Phrases("credit-openings"))
        {
            if (bare.StartsWith(opening, StringComparison.OrdinalIgnoreCase)
                && (opening.Length > 14 || opening.EndsWith("by", StringComparison.Ordinal) || HasCreditWord(bare)))
            {
                return true;
            }
        }
        return false;
    }

    private bool HasCreditWord(ReadOnlySpan<char> line)
    {
        foreach (string noun in _language.Phrases("credit-nouns"))
        {
            if (line.Contains(noun, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return line.Contains("translated", StringComparison.OrdinalIgnoreCase) || line.Contains("material from", StringComparison.OrdinalIgnoreCase);
    }

    private void Headings()
    {
        for (int i = 0; i < _lines.Count; i++)
        {
            if (_lines[i].Kind == LineKind.Heading || (_lines[i].Kind == LineKind.Body && LooksLikeHeading(i) && !Continues(i)))
            {
                Mark(i, LineKind.Heading);
                HeadingSpans.Add(_lines[i].Span);
            }
        }
    }

    // A hard-wrapped line is short and has no stop, too; but the next goes on in lower case, or it goes on from the one before.
    private bool Continues(int i) =>
        (i + 1 < _lines.Count && Wrapped(_lines[i], _lines[i + 1])) || (i > 0 && Wrapped(_lines[i - 1], _lines[i]));

    private bool LooksLikeHeading(int i)
    {
        ReadOnlySpan<char> line = Written(i);
        if (line.Length > 110 || line.Length < 2 || Words(line) > 14 || _lines.Count < 2)
        {
            return false;
        }
        if (line[0] is '—' or '–' or '-' or '•' or '*' or '(' or '[')
        {
            return false;
        }
        char last = line[^1];
        if (last is '”' or '"' or '»' or '“' or '’')
        {
            // A heading in quotation marks has no stop in them; a spoken sentence has.
            return line[0] is '“' or '"' or '«' or '„' or '‘' && !Terminal(line[^2]) && line[^2] != ',';
        }
        if (last is ':' or ',' or ';' or '…' or '-' or '—')
        {
            return false;
        }
        if (last is '?' or '!')
        {
            return Words(line) <= 9 && line.IndexOfAny('“', '"', '”') < 0 && line[..^1].IndexOfAny('.', '?', '!') < 0 && i + 1 < _lines.Count;
        }
        return !Terminal(last) && char.IsLetterOrDigit(line[0]) | line[0] is '“' or '"' or '‘' or '«' && i + 1 < _lines.Count;
    }

    private bool Wrapped(Line line, Line next)
    {
        if (next.Number != line.Number + 1 || line.Kind != LineKind.Body || next.Kind != LineKind.Body || line.Span.Length is < 40 or > 140)
        {
            return false;
        }
        char last = _text[line.Span.End - 1];
        char first = _text[next.Span.Start];
        return !Terminal(last) && (char.IsLower(first) || last is ',' || (line.Span.Length >= 60 && char.IsLower(last) && Lowercase(line)));
    }

    private bool Lowercase(Line line) => !TitleCase(_text.AsSpan(line.Span.Start, line.Span.Length)) && line.Span.Length >= 68;

    private static bool Terminal(char c) => c is '.' or '!' or '?' or '…' or '。';

    private static int Words(ReadOnlySpan<char> line)
    {
        int words = 0;
        bool inside = false;
        foreach (char c in line)
        {
            bool blank = char.IsWhiteSpace(c);
            words += !blank && !inside ? 1 : 0;
            inside = !blank;
        }
        return words;
    }
}
