using System.Buffers;

namespace Tidemark.Evidence.Sources.Pages;

/// <summary>
/// Values of known names in scripts: <c>"datePublished": "2027-03-14T18:20"</c>, <c>publishedAt=1773505200000</c>, also inside a quoted
/// string with its quotes escaped. The script is searched for the names; it is not parsed.
/// </summary>
internal static class ScriptDates
{
    private const int Shortest = 8, Longest = 40;

    private static SearchValues<string>? _names;

    /// <summary>Every name with its value, in the order of the script. O(length) and a constant for each place where a name stands.</summary>
    /// <param name="script">The script.</param>
    /// <param name="names">The names; always the same ones.</param>
    public static IEnumerable<(string Name, string Value)> In(ReadOnlyMemory<char> script, IReadOnlyCollection<string> names)
    {
        SearchValues<string> any = _names ??= SearchValues.Create([.. names], StringComparison.Ordinal);
        int at = 0;
        while (at < script.Length)
        {
            int next = script.Span[at..].IndexOfAny(any);
            if (next < 0)
            {
                yield break;
            }
            at += next;
            string? found = null, value = null;
            int end = 0;
            if (at == 0 || !IsWord(script.Span[at - 1]))
            {
                foreach (string name in names)
                {
                    if (script.Span[at..].StartsWith(name, StringComparison.Ordinal) && Value(script.Span, at + name.Length, out end) is { } read)
                    {
                        (found, value) = (name, read);
                        break;
                    }
                }
            }
            if (found is not null)
            {
                yield return (found, value!);
            }
            at = found is null ? at + 1 : end;
        }
    }

    /// <summary>What is given to a name that ends at <paramref name="at"/>: 8 to 40 characters in quotes, or seconds or milliseconds.</summary>
    private static string? Value(ReadOnlySpan<char> script, int at, out int end)
    {
        end = at;
        at += At(script, at) == '\\' ? 1 : 0;
        at += At(script, at) is '"' or '\'' ? 1 : 0;
        at += char.IsWhiteSpace(At(script, at)) ? 1 : 0;
        if (At(script, at) is not (':' or '='))
        {
            return null;
        }
        at++;
        at += char.IsWhiteSpace(At(script, at)) ? 1 : 0;
        int start = at + (At(script, at) == '\\' ? 1 : 0);
        if (At(script, start) is '"' or '\'')
        {
            start++;
            int length = script[start..Math.Min(script.Length, start + Longest + 1)].IndexOfAny('"', '\'', '\\');
            if (length < Shortest)
            {
                return null;
            }
            end = start + length + (script[start + length] == '\\' ? 1 : 0);
            return At(script, end++) is '"' or '\'' ? script.Slice(start, length).ToString() : null;
        }
        int digits = script[at..].IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? script.Length - at : digits;
        end = at + digits;
        return digits is 10 or 13 && script[at] == '1' && !IsWord(At(script, end)) ? script.Slice(at, digits).ToString() : null;
    }

    private static char At(ReadOnlySpan<char> script, int at) => at < script.Length ? script[at] : '\0';

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';
}
