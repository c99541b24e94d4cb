using System.Buffers;

namespace Tidemark.Evidence.Sources.Traces;

/// <summary>
/// Walks the values of a cell that holds several: <c>['a', 'b']</c> as Python writes it, <c>["a","b"]</c>, <c>[a, b]</c>, or plain
/// values between separators. One value is a list of one. Escapes inside quotes are passed over, not undone: links and tags have none.
/// </summary>
internal ref struct ListCell(ReadOnlySpan<byte> cell, SearchValues<byte> separators)
{
    /// <summary>Between tags: commas, semicolons, bars and blanks.</summary>
    public static readonly SearchValues<byte> BetweenWords = SearchValues.Create(",;| \t\n"u8);

    /// <summary>Between links: blanks and bars, for a comma or semicolon can be part of one.</summary>
    public static readonly SearchValues<byte> BetweenLinks = SearchValues.Create("| \t\n"u8);

    private static readonly SearchValues<byte> InBrackets = SearchValues.Create(","u8);

    private readonly bool _brackets = cell.Length >= 2 && cell[0] == '[' && cell[^1] == ']';
    private readonly SearchValues<byte> _separators = cell.Length >= 2 && cell[0] == '[' && cell[^1] == ']' ? InBrackets : separators;
    private ReadOnlySpan<byte> _rest = cell.Length >= 2 && cell[0] == '[' && cell[^1] == ']' ? cell[1..^1] : cell;

    /// <summary>The value.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>So that it can be walked with foreach.</summary>
    public readonly ListCell GetEnumerator() => this;

    /// <summary>Goes to the next value that is not empty.</summary>
    public bool MoveNext()
    {
        while (true)
        {
            _rest = _rest.TrimStart(" \t"u8);
            if (_rest.IsEmpty)
            {
                return false;
            }
            byte quote = _rest[0];
            if (_brackets && quote is (byte)'\'' or (byte)'"' && TryQuoted(quote))
            {
                if (!Current.IsEmpty)
                {
                    return true;
                }
                continue;
            }
            int end = _rest.IndexOfAny(_separators);
            // Links in a plain list are often joined by commas: "https://a,https://b".
            int joined = _brackets ? -1 : _rest.IndexOf(",http"u8);
            end = joined >= 0 && (end < 0 || joined < end) ? joined : end;
            Current = (end < 0 ? _rest : _rest[..end]).Trim(" \t"u8);
            _rest = end < 0 ? default : _rest[(end + 1)..];
            if (!Current.IsEmpty)
            {
                return true;
            }
        }
    }

    private bool TryQuoted(byte quote)
    {
        for (int i = 1; i < _rest.Length; i++)
        {
            if (_rest[i] == '\\')
            {
                i++;
            }
            else if (_rest[i] == quote)
            {
                Current = _rest[1..i];
                ReadOnlySpan<byte> after = _rest[(i + 1)..];
                int comma = after.IndexOf((byte)',');
                _rest = comma < 0 ? default : after[(comma + 1)..];
                return true;
            }
        }
        return false;
    }
}
