using Tidemark.Model;

namespace Tidemark.Evidence.Sources;

/// <summary>What the user said about a source, and how much a hostile source may cost.</summary>
public sealed record ReadOptions
{
    /// <summary>Everything left to the readers.</summary>
    public static ReadOptions Default { get; } = new();

    /// <summary>Fields named by the user (<c>--map field=column</c>), in the order given; they go before every guess.</summary>
    public IReadOnlyList<ColumnChoice> Map { get; init; } = [];

    /// <summary>The zone of times that name none (<c>--zone</c>); null takes them as UTC and says so.</summary>
    public SourceZone? Zone { get; init; }

    /// <summary>The format to read as (<c>--as</c>); null asks the bytes.</summary>
    public SourceFormat? Format { get; init; }

    /// <summary>
    /// Longest record in bytes. 16 MiB: no platform has posts near it, and a hundred such buffers still fit in memory.
    /// </summary>
    public int MaxRecord { get; init; } = 16 << 20;

    /// <summary>
    /// Longest JSON document or array element in bytes where the file is not one value a line. 64 MiB: some exports are one object.
    /// </summary>
    public int MaxDocument { get; init; } = 64 << 20;

    /// <summary>
    /// How many times its size a compressed source may grow, once it is past 64 MiB. Real post tables grow 3 to 30 times; gzip can do
    /// 1,032 and Zstandard far more.
    /// </summary>
    public int MaxRatio { get; init; } = 250;

    /// <summary>Most bytes to read from one source after decompression.</summary>
    public long MaxBytes { get; init; } = 1L << 40;

    /// <summary>
    /// After this many refused rows without a single good one the source is given up: what it says is not what was assumed.
    /// </summary>
    public int HopelessAfter { get; init; } = 100_000;
}

/// <summary>A field of a post and the column that holds it.</summary>
/// <param name="Field">The field: id, account, time, text, language, url, domain, hashtag, mention, repost, reply, media, object, is-repost.</param>
/// <param name="Column">The column's name as the header writes it, or a key of a JSON object.</param>
public readonly record struct ColumnChoice(string Field, string Column)
{
    /// <summary>Reads "field=column".</summary>
    public static Parsed<ColumnChoice> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int at = text.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0 || at == text.Length - 1)
        {
            return Parsed<ColumnChoice>.Failed(default, $"'{text}' is not of the form field=column");
        }
        string field = text[..at].Trim().ToLowerInvariant();
        return PostFields.Find(field) is null
            ? Parsed<ColumnChoice>.Failed(default, $"there is no field '{field}'; the fields are {string.Join(", ", PostFields.Names)}")
            : Parsed<ColumnChoice>.Of(new ColumnChoice(field, text[(at + 1)..]));
    }
}

/// <summary>What came of reading a source.</summary>
/// <param name="Source">What it was.</param>
/// <param name="Rows">Good rows.</param>
/// <param name="Refused">Refused rows.</param>
/// <param name="Mapping">Which column was taken for which field, in the order of the fields.</param>
/// <param name="Bytes">Bytes read, after decompression and in UTF-8.</param>
public sealed record ReadSummary(Recognised Source, long Rows, long Refused, IReadOnlyList<ColumnChoice> Mapping, long Bytes);
