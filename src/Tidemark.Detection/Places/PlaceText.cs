namespace Tidemark.Detection.Places;

/// <summary>A text cut into words and sentences, with what stands in links and handles marked as no language.</summary>
internal sealed class PlaceText
{
    private readonly int[] _sentence;
    private readonly bool[] _closed;
    private readonly bool[] _named;

    public PlaceText(string text, Gazetteer gazetteer)
    {
        (Source, Gazetteer) = (text, gazetteer);
        Tokens = PlaceTokens.Cut(text, gazetteer);
        _sentence = new int[Tokens.Count];
        _closed = new bool[Tokens.Count];
        _named = new bool[Tokens.Count];
        CloseLinks();
    }

    public string Source { get; }

    public Gazetteer Gazetteer { get; }

    public List<PlaceToken> Tokens { get; }

    public int Count => Tokens.Count;

    /// <summary>A token; an empty mark outside the text, so that a rule may look past the ends.</summary>
    public PlaceToken this[int index] => index >= 0 && index < Count ? Tokens[index] : default;

    /// <summary>Part of a place that was found and kept.</summary>
    public bool IsNamed(int token) => token >= 0 && token < Count && _named[token];

    /// <summary>Marks the tokens of a place.</summary>
    public void Name(int first, int last) => _named.AsSpan(first, last - first + 1).Fill(true);

    /// <summary>In a link, an address or a handle.</summary>
    public bool IsClosed(int token) => _closed[token];

    /// <summary>The characters of a token; none outside the text.</summary>
    public ReadOnlySpan<char> Text(int token) => token >= 0 && token < Count ? Source.AsSpan(Tokens[token].Start, Tokens[token].Length) : default;

    /// <summary>Whether this token is this mark or lower-case word.</summary>
    public bool Is(int token, string key) =>
        Text(token).Equals(key, StringComparison.OrdinalIgnoreCase);

    public bool Is(int token, WordKinds kind) => token >= 0 && token < Count && Tokens[token].Is(kind);

    public bool IsMark(int token) => token >= 0 && token < Count && Tokens[token].Shape == Shape.Mark;

    public bool IsCapital(int token) => token >= 0 && token < Count && Tokens[token].IsCapital;

    public bool IsWord(int token) => token >= 0 && token < Count && Tokens[token].IsWord;

    /// <summary>No space between a token and the next.</summary>
    public bool Adjoins(int token) => token >= 0 && token + 1 < Count && Tokens[token].End == Tokens[token + 1].Start;

    /// <summary>Between two neighbours lies a line end, or more than a few blanks.</summary>
    public bool Apart(int token)
    {
        if (token < 0 || token + 1 >= Count)
        {
            return true;
        }
        ReadOnlySpan<char> gap = Source.AsSpan(Tokens[token].End, Tokens[token + 1].Start - Tokens[token].End);
        return gap.Length > 3 || gap.Count('\n') > 1;
    }

    public int Sentence(int token) => _sentence[Math.Clamp(token, 0, Count - 1)];

    public int SentenceStart(int token)
    {
        int at = Math.Min(token, Count - 1);
        while (at > 0 && _sentence[at - 1] == _sentence[at])
        {
            at--;
        }
        return at;
    }

    /// <summary>Behind the last token of the sentence.</summary>
    public int SentenceEnd(int token)
    {
        int at = token;
        while (at < Count && _sentence[at] == _sentence[token])
        {
            at++;
        }
        return at;
    }

    /// <summary>Numbers the sentences.</summary>
    /// <param name="inName">Tokens that belong to a name: the full stop in "Ga." ends no sentence unless a line ends there.</param>
    public void Split(bool[] inName)
    {
        int number = 0;
        int lineStart = 0;
        for (int i = 0; i < Count; i++)
        {
            _sentence[i] = number;
            if (i + 1 >= Count)
            {
                break;
            }
            ReadOnlySpan<char> gap = Source.AsSpan(Tokens[i].End, Tokens[i + 1].Start - Tokens[i].End);
            int lines = gap.Count('\n');
            bool end = false;
            if (lines > 0)
            {
                // A line that ends well before the margin ends for a reason; others are wrapped.
                end = lines > 1 || Tokens[i].End - lineStart < 48;
                lineStart = Tokens[i + 1].Start;
            }
            if (!end && Text(i) is "." or "!" or "?" or "…" && (gap.Length > 0 || !Tokens[i + 1].IsWord))
            {
                end = EndsSentence(i, inName);
            }
            if (!end && gap.Length > 0 && i > 0 && Adjoins(i - 1) && Text(i) is "\"" or "”" or ")" or "’" && Text(i - 1) is "." or "!" or "?")
            {
                end = !IsWord(i + 1) || Tokens[i + 1].Shape != Shape.Lower;
            }
            if (end || Text(i) is "|" or "•")
            {
                number++;
            }
        }
    }

    private bool EndsSentence(int i, bool[] inName)
    {
        if (Text(i) is not ".")
        {
            // "Yahoo! Inc." is rarer than "Come on! Join us".
            return Text(i) is "…" ? IsCapital(i + 1) : !(Adjoins(i) && IsMark(i + 1) && Text(i + 1) is "!" or "?" or "\"" or "”" or "’" or "'");
        }
        if (Adjoins(i) && IsMark(i + 1) && Text(i + 1) is "\"" or "”" or ")" or "’" or "." or "," or "…")
        {
            return false;
        }
        if (inName[i])
        {
            return false;
        }
        if (i > 0 && Adjoins(i - 1) && Tokens[i - 1].IsCapital && Tokens[i - 1].Length == 1)
        {
            return false;
        }
        if (i > 0 && Is(i - 1, WordKinds.TitleName) && Tokens[i - 1].Length <= 4 && Tokens[i - 1].IsCapital)
        {
            return false;
        }
        return !IsWord(i + 1) || Tokens[i + 1].Shape != Shape.Lower;
    }

    // What stands between blanks with "://", "www.", "@" in front or inside, or a path, is an address.
    private void CloseLinks()
    {
        int i = 0;
        while (i < Count)
        {
            int end = i + 1;
            while (end < Count && Tokens[end - 1].End == Tokens[end].Start)
            {
                end++;
            }
            ReadOnlySpan<char> run = Source.AsSpan(Tokens[i].Start, Tokens[end - 1].End - Tokens[i].Start);
            if (end - i > 1 && (run.Contains("://", StringComparison.Ordinal) || run.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || IsAddress(run)))
            {
                _closed.AsSpan(i, end - i).Fill(true);
            }
            else
            {
                for (int at = i; at + 1 < end; at++)
                {
                    if (Text(at) is "@")
                    {
                        for (int name = at; name < end && (Tokens[name].Shape != Shape.Mark || Text(name) is "@" or "_" or "."); name++)
                        {
                            _closed[name] = true;
                        }
                    }
                }
            }
            i = end;
        }
    }

    private static bool IsAddress(ReadOnlySpan<char> run)
    {
        foreach (string ending in (ReadOnlySpan<string>)[".com", ".org", ".net", ".gov", ".edu", ".info", ".io", ".co/", ".ly/", ".gl/", ".us/"])
        {
            int at = run.IndexOf(ending, StringComparison.OrdinalIgnoreCase);
            if (at > 0)
            {
                return true;
            }
        }
        return false;
    }
}
