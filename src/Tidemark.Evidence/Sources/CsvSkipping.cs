namespace Tidemark.Evidence.Sources;

/// <summary>Where in a record a byte stands.</summary>
internal enum CsvSkip
{
    FieldStart,
    InField,
    InQuotes,
    AfterQuote,
    Done,
}

/// <summary>Follows a record to its end without keeping it. The same rules as <see cref="Utf8CsvReader"/>, one byte at a time.</summary>
internal static class CsvSkipping
{
    /// <summary>Passes over bytes up to and including the line end that ends the record; returns how many.</summary>
    public static int Pass(ReadOnlySpan<byte> block, ref CsvSkip state, byte separator, byte newLine, ref long line)
    {
        CsvSkip now = state;
        for (int i = 0; i < block.Length; i++)
        {
            byte b = block[i];
            line += b == newLine ? 1 : 0;
            now = now switch
            {
                CsvSkip.InQuotes => b == '"' ? CsvSkip.AfterQuote : CsvSkip.InQuotes,
                CsvSkip.AfterQuote when b == '"' => CsvSkip.InQuotes,
                CsvSkip.FieldStart when b == '"' => CsvSkip.InQuotes,
                _ when b == separator => CsvSkip.FieldStart,
                _ when b == newLine => CsvSkip.Done,
                _ => CsvSkip.InField,
            };
            if (now == CsvSkip.Done)
            {
                state = now;
                return i + 1;
            }
        }
        state = now;
        return block.Length;
    }
}
