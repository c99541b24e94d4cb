using System.Globalization;
using System.Text.Json.Nodes;
using Tidemark.Forensics.Verdicts;

namespace Tidemark.Forensics.Documents;

/// <summary>A date of the file, as text and as a stretch of time.</summary>
internal readonly record struct DatedClaim(string What, ClaimedTime Time, string Source);

/// <summary>What a reader gathers of what a file says of itself, bounded in rows and in length. Not a judgement: the checks come after.</summary>
internal sealed class SelfDescription
{
    private readonly List<Field> _fields = [];
    private readonly List<DatedClaim> _dates = [];
    private readonly List<Conflict> _conflicts = [];

    /// <summary>What the file says of itself, in the order read.</summary>
    public IReadOnlyList<Field> Fields => _fields;

    /// <summary>Its dates, in the order read.</summary>
    public IReadOnlyList<DatedClaim> Dates => _dates;

    /// <summary>What does not fit, or could not be read.</summary>
    public IReadOnlyList<Conflict> Conflicts => _conflicts;

    /// <summary>Fonts the file names, for the table of dated software.</summary>
    public SortedSet<string> Fonts { get; } = new(StringComparer.Ordinal);

    /// <summary>Dates of changes and comments inside the file, apart from the dates of the file itself.</summary>
    public List<DatedClaim> InnerDates { get; } = [];

    /// <summary>The date of the last change by each dated revision of a PDF, oldest first.</summary>
    public List<DatedClaim> RevisionDates { get; } = [];

    /// <summary>Sizes of picture and thumbnail where there are both; else null.</summary>
    public JsonObject? Thumbnail { get; set; }

    /// <summary>Whether the thumbnail has the shape of its picture, or one that cameras prescribe.</summary>
    public bool ThumbnailFits { get; set; }

    /// <summary>Things worth a sentence in the summary, such as "2 earlier revisions".</summary>
    public List<string> Traces { get; } = [];

    /// <summary>Adds a field, trimmed, without trailing NULs; an empty one is none.</summary>
    public void Add(string name, string? value, string source)
    {
        string text = Clean(value);
        if (text.Length > 0 && _fields.Count < Limits.Rows && !_fields.Exists(f => f.Name == name && f.Source == source && f.Value == text))
        {
            _fields.Add(new Field(name, text, source));
        }
    }

    /// <summary>Adds a number as a field.</summary>
    public void Add(string name, long value, string source) => Add(name, value.ToString(CultureInfo.InvariantCulture), source);

    /// <summary>Adds a date. Blanks and zeros are no date; what is neither and cannot be read is said.</summary>
    public void AddDate(string what, string? raw, string source)
    {
        string text = Clean(raw);
        if (IsZeros(text) || !text.Any(char.IsLetterOrDigit))
        {
            return;
        }
        ClaimedTime? time = ClaimedTime.Read(text, out string leftOver);
        if (time is null)
        {
            Conflict("date-unreadable", $"{source} holds '{text}', which is no date; it is shown as it stands and judged nowhere.",
                new JsonObject { ["source"] = source, ["value"] = text });
            return;
        }
        AddDate(what, time, leftOver.Length == 0 ? source : $"{source} ('{Cut(leftOver, 40)}' behind it is not understood)");
    }

    /// <summary>Adds a date that has been read.</summary>
    public void AddDate(string what, ClaimedTime? time, string source)
    {
        if (time is { } known && _dates.Count < Limits.Rows)
        {
            _dates.Add(new DatedClaim(what, known, source));
        }
    }

    /// <summary>Adds what does not fit.</summary>
    public void Conflict(string code, string detail, JsonObject evidence)
    {
        if (_conflicts.Count < Limits.Rows)
        {
            _conflicts.Add(new Conflict(code, detail, evidence));
        }
    }

    /// <summary>Says what could not be read, where and why.</summary>
    public void CannotRead(string where, string why) =>
        Conflict("cannot-read", $"{where} could not be read: {why}.", new JsonObject { ["where"] = where, ["why"] = why });

    /// <summary>Trimmed, trailing NULs cut, ill-formed surrogates replaced, no longer than a field may be.</summary>
    public static string Clean(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return "";
        }
        ReadOnlySpan<char> text = value.AsSpan().Trim().TrimEnd('\0').Trim();
        if (text.Length > Limits.FieldCharacters)
        {
            return string.Concat(WellFormed(text[..Limits.FieldCharacters].ToString()), " […]");
        }
        return WellFormed(text.Length == value.Length ? value : text.ToString());
    }

    /// <summary>The text, cut with a mark.</summary>
    public static string Cut(string text, int length) => text.Length <= length ? text : string.Concat(WellFormed(text[..length]), "…");

    private static string WellFormed(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                {
                    i++;
                    continue;
                }
                char[] mended = text.ToCharArray();
                for (int k = 0; k < mended.Length; k++)
                {
                    bool pair = char.IsHighSurrogate(mended[k]) && k + 1 < mended.Length && char.IsLowSurrogate(mended[k + 1]);
                    if (pair)
                    {
                        k++;
                    }
                    else if (char.IsSurrogate(mended[k]))
                    {
                        mended[k] = '\uFFFD';
                    }
                }
                return new string(mended);
            }
        }
        return text;
    }

    /// <summary>Digits that are all zero, with whatever stands between them: a clock that was never set.</summary>
    private static bool IsZeros(string text) => text.Contains('0', StringComparison.Ordinal) && !text.AsSpan().ContainsAnyInRange('1', '9');
}
