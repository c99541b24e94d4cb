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
        for (int at = 0; at < text.Length;)
        {
            Match match = Tokens().Match(text, at);
            if (!match.Success)
            {
                return string.Create(CultureInfo.InvariantCulture, $"unexpected character at {at}: {Shown.Text(text[at..Math.Min(at + 12, text.Length)])}");
            }
            tokens.Add(match switch
            {
                _ when match.Groups["text"] is { Success: true } g => new Token(TokenKind.Text, g.Value, g.Index),
                _ when match.Groups["number"] is { Success: true } g => new Token(TokenKind.Number, g.Value, g.Index),
                _ when match.Groups["word"] is { Success: true } g => new Token(TokenKind.Word, g.Value, g.Index),
                _ => new Token(TokenKind.Mark, match.Groups["mark"].Value, match.Groups["mark"].Index),
            });
            at = match.Index + match.Length;
        }
        var reading = new Reading(tokens);
        reading.Pattern(0);
        reading.End();
        return reading.Fault;
    }

    [GeneratedRegex(@"\G\s*(?:(?<text>[thb]?'(?:[^'\\]|\\[^\n])*')|(?<number>[+-]?[0-9]+(?:\.[0-9]+)?)|(?<word>[A-Za-z_][\w-]*(?::[A-Za-z_][\w-]*)?)|(?<mark>>=|<=|!=|==|<>|[\[\]().,=<>*]))")]
    private static partial Regex Tokens();

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
