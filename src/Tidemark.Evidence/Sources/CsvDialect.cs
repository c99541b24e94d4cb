namespace Tidemark.Evidence.Sources;

/// <summary>How a table separates fields and records.</summary>
/// <param name="Separator">The byte between fields: a comma, semicolon, tab or bar.</param>
/// <param name="NewLine">The byte that ends a record: LF (a CR before it belongs to the line end), or CR where a file has no LF at all.</param>
public readonly record struct CsvDialect(byte Separator, byte NewLine)
{
    private const int SampledRecords = 12;

    /// <summary>RFC 4180: commas and LF or CRLF.</summary>
    public static CsvDialect Rfc4180 { get; } = new((byte)',', (byte)'\n');

    /// <summary>The separator in words.</summary>
    public string SeparatorName => Separator switch
    {
        (byte)',' => "commas",
        (byte)';' => "semicolons",
        (byte)'\t' => "tabs",
        (byte)'|' => "bars",
        _ => $"'{(char)Separator}'",
    };

    /// <summary>
    /// The dialect of a table by its first records: the separator that cuts the most records into as many fields as the header, then
    /// the one that makes the most fields; the comma where nothing separates.
    /// </summary>
    public static CsvDialect Detect(ReadOnlySpan<byte> head)
    {
        byte newLine = head.Contains((byte)'\n') || !head.Contains((byte)'\r') ? (byte)'\n' : (byte)'\r';
        CsvDialect best = new((byte)',', newLine);
        (int Alike, int Fields) bestScore = (0, 1);
        foreach (byte separator in ",;\t|"u8)
        {
            CsvDialect dialect = new(separator, newLine);
            (int Alike, int Fields) score = Score(head, dialect);
            if (score.Fields > 1 && score.CompareTo(bestScore) > 0)
            {
                (best, bestScore) = (dialect, score);
            }
        }
        return best;
    }

    /// <summary>The names in the header line, without quotes; at most the first 4,096.</summary>
    public string[] Header(ReadOnlySpan<byte> head)
    {
        using MemoryStream stream = new(head.ToArray());
        using SourceBytes bytes = SourceBytes.Open(stream, "");
        Utf8CsvReader reader = new(bytes, this);
        if (!reader.Read() || reader.Problem is not (CsvProblem.None or CsvProblem.Cut))
        {
            return [];
        }
        string[] names = new string[Math.Min(reader.FieldCount, 4096)];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = System.Text.Encoding.UTF8.GetString(reader.Field(i));
        }
        return names;
    }

    private static (int Alike, int Fields) Score(ReadOnlySpan<byte> head, CsvDialect dialect)
    {
        int fields = 1, header = 0, records = 0, alike = 0;
        bool quoted = false, fieldStart = true;
        foreach (byte b in head)
        {
            if (b == '"' && (quoted || fieldStart))
            {
                quoted = !quoted;
                fieldStart = quoted ? false : fieldStart;
                // A doubled quote closes and opens again: the next quote must count.
                fieldStart = !quoted || fieldStart;
                continue;
            }
            if (quoted)
            {
                continue;
            }
            if (b == dialect.NewLine)
            {
                header = records == 0 ? fields : header;
                alike += fields == header ? 1 : 0;
                (fields, fieldStart) = (1, true);
                if (++records == SampledRecords)
                {
                    break;
                }
            }
            else
            {
                fieldStart = b == dialect.Separator;
                fields += fieldStart ? 1 : 0;
            }
        }
        return records == 0 ? (1, fields) : (alike, header);
    }
}
