using System.Globalization;
using System.Text.RegularExpressions;
using Tidemark.Publishing.Json;

namespace Tidemark.Publishing.Stix;

/// <summary>Whether a text is a pattern of STIX 2.1 (chapter 9): a recogniser by recursive descent; nothing is evaluated.</summary>
/// <remarks>Linear in the text; brackets nest up to <see cref="Deepest"/>.</remarks>
public static partial class StixPattern
{
    /// <summary>So deep may brackets stand in each other.</summary>
    public const int Deepest = 200;

    private enum TokenKind
    {
        End,
        Text,
        Number,
        Word,
        Mark,
    }

    /// <summary>What is wrong with a pattern, with the place in it; null if it is one.</summary>
    public static string? Fault(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var tokens = new List<Token>();
        string text = pattern.TrimEnd();
        int at = 0;
        foreach (ValueMatch match in Tokens().EnumerateMatches(text))
        {
            at = match.Index + match.Length;
            string token = text[match.Index..at].TrimStart();
            tokens.Add(new Token(Kind(token), token, at - token.Length));
        }
        if (at < text.Length)
        {
            return string.Create(CultureInfo.InvariantCulture, $"unexpected character at {at}: {Shown.Text(text[at..Math.Min(at + 12, text.Length)])}");
        }
        var reading = new Reading(tokens);
        reading.Pattern(0);
        reading.End();
        return reading.Fault;
    }

    [GeneratedRegex(@"\G\s*(?:[thb]?'(?:[^'\\]|\\[^\n])*'|[+-]?[0-9]+(?:\.[0-9]+)?|[A-Za-z_][\w-]*(?::[A-Za-z_][\w-]*)?|>=|<=|!=|==|<>|[\[\]().,=<>*])")]
    private static partial Regex Tokens();

    private static TokenKind Kind(string token) => token[0] switch
    {
        _ when token[^1] == '\'' => TokenKind.Text,
        '+' or '-' or (>= '0' and <= '9') => TokenKind.Number,
        '_' or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') => TokenKind.Word,
        _ => TokenKind.Mark,
    };

    private readonly record struct Token(TokenKind Kind, string Text, int At);

    /// <summary>The grammar of 9.4 to 9.7, one method a rule. After the first fault every rule returns at once.</summary>
    private sealed class Reading(List<Token> tokens)
    {
        private int _at;

        public string? Fault { get; private set; }

        private Token Next => Fault is null && _at < tokens.Count ? tokens[_at] : default;

        /// <summary>Observations joined by AND, OR, FOLLOWEDBY.</summary>
        public void Pattern(int depth)
        {
            do
            {
                Observation(depth);
            }
            while (Take("AND", "OR", "FOLLOWEDBY"));
        }

        public void End()
        {
            if (_at < tokens.Count)
            {
                Fail("the end", Next);
            }
        }

        private void Observation(int depth)
        {
            if (Take("("))
            {
                if (Deeper(depth))
                {
                    Pattern(depth + 1);
                    Expect(")");
                }
            }
            else
            {
                Expect("[");
                Comparisons(depth);
                Expect("]");
            }
            Qualifiers();
        }

        private void Qualifiers()
        {
            while (true)
            {
                if (Take("START"))
                {
                    Expect(TokenKind.Text, "a time");
                    Expect("STOP");
                    Expect(TokenKind.Text, "a time");
                }
                else if (Take("WITHIN"))
                {
                    Expect(TokenKind.Number, "a number");
                    Expect("SECONDS");
                }
                else if (Take("REPEATS"))
                {
                    Expect(TokenKind.Number, "a number");
                    Expect("TIMES");
                }
                else
                {
                    return;
                }
            }
        }

        private void Comparisons(int depth)
        {
            do
            {
                Comparison(depth);
            }
            while (Take("AND", "OR"));
        }

        private void Comparison(int depth)
        {
            Take("NOT");
            if (Take("EXISTS"))
            {
                Path();
                return;
            }
            if (Take("("))
            {
                if (Deeper(depth))
                {
                    Comparisons(depth + 1);
                    Expect(")");
                }
                return;
            }
            Path();
            Take("NOT");
            if (Take("=", "!=", "<>", "==", "<", ">", "<=", ">="))
            {
                Literal();
            }
            else if (Take("IN"))
            {
                Expect("(");
                do
                {
                    Literal();
                }
                while (Take(","));
                Expect(")");
            }
            else if (Take("LIKE", "MATCHES", "ISSUBSET", "ISSUPERSET"))
            {
                Expect(TokenKind.Text, "a text");
            }
            else
            {
                Fail("a comparison", Next);
            }
        }

        /// <summary>An object path: type, colon, property, then steps.</summary>
        private void Path()
        {
            if (Next is not { Kind: TokenKind.Word } word || !word.Text.Contains(':', StringComparison.Ordinal))
            {
                Fail("an object path", Next);
                return;
            }
            _at++;
            while (true)
            {
                if (Take("."))
                {
                    if (Next.Kind is not (TokenKind.Word or TokenKind.Text))
                    {
                        Fail("a property name", Next);
                    }
                    _at++;
                }
                else if (Take("["))
                {
                    if (!Take("*"))
                    {
                        Expect(TokenKind.Number, "a list index");
                    }
                    Expect("]");
                }
                else
                {
                    return;
                }
            }
        }

        private void Literal()
        {
            if (Take("true", "false"))
            {
                return;
            }
            if (Next.Kind is TokenKind.Text or TokenKind.Number)
            {
                _at++;
                return;
            }
            Fail("a literal (text takes single quotes)", Next);
        }

        private bool Deeper(int depth)
        {
            if (depth >= Deepest && Fault is null)
            {
                Fault = string.Create(CultureInfo.InvariantCulture, $"brackets nest deeper than {Deepest}");
            }
            return Fault is null;
        }

        private bool Take(params ReadOnlySpan<string> wanted)
        {
            if (Next.Kind is not (TokenKind.Word or TokenKind.Mark) || !wanted.Contains(Next.Text))
            {
                return false;
            }
            _at++;
            return true;
        }

        private void Expect(string mark)
        {
            if (!Take(mark))
            {
                Fail($"'{mark}'", Next);
            }
        }

        private void Expect(TokenKind kind, string what)
        {
            if (Next.Kind == kind)
            {
                _at++;
                return;
            }
            Fail(what, Next);
        }

        private void Fail(string wanted, Token found) => Fault ??= found.Kind == TokenKind.End
            ? $"{wanted} is missing at the end"
            : string.Create(CultureInfo.InvariantCulture, $"{wanted} is expected at {found.At}, not {Shown.Text(found.Text)}");
    }
}
