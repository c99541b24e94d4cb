using System.Globalization;
using System.Text;

namespace Tidemark.Publishing.Json;

/// <summary>
/// JSON canonicalization scheme (JCS, RFC 8785): one text for one value. Names sort by UTF-16 code units; of characters only quote,
/// backslash and what lies below U+0020 are escaped; numbers are written as ECMAScript writes doubles.
/// </summary>
public static class CanonicalJson
{
    /// <summary>The canonical text of a value.</summary>
    /// <exception cref="OverflowException">A number is beyond a double; <see cref="Overflows"/> tells beforehand.</exception>
    public static string Of(JsonValue value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    /// <summary>Writes the canonical text of a value.</summary>
    /// <exception cref="OverflowException">A number is beyond a double.</exception>
    public static void Write(JsonValue value, StringBuilder to)
    {
        ArgumentNullException.ThrowIfNull(to);
        switch (value.Kind)
        {
            case JsonKind.Null:
                to.Append("null");
                break;
            case JsonKind.True:
                to.Append("true");
                break;
            case JsonKind.False:
                to.Append("false");
                break;
            case JsonKind.Number:
                to.Append(Number(value.Number));
                break;
            case JsonKind.Text:
                Quote(value.Text, to);
                break;
            case JsonKind.List:
                to.Append('[');
                int item = 0;
                foreach (JsonValue entry in value.Items)
                {
                    to.Append(item++ > 0 ? "," : "");
                    Write(entry, to);
                }
                to.Append(']');
                break;
            default:
                to.Append('{');
                int property = 0;
                foreach ((string name, JsonValue entry) in value.Properties.OrderBy(one => one.Name, StringComparer.Ordinal))
                {
                    to.Append(property++ > 0 ? "," : "");
                    Quote(name, to);
                    to.Append(':');
                    Write(entry, to);
                }
                to.Append('}');
                break;
        }
    }

    /// <summary>Whether a number in it is beyond a double, so that there is no canonical text.</summary>
    public static bool Overflows(JsonValue value) => value.Kind switch
    {
        JsonKind.Number => double.IsInfinity(value.Number),
        JsonKind.List => value.Items.Any(Overflows),
        JsonKind.Object => value.Properties.Any(property => Overflows(property.Value)),
        _ => false,
    };

    /// <summary>A text in quotes, escaped as little as JCS allows.</summary>
    public static void Quote(string text, StringBuilder to)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(to);
        to.Append('"');
        foreach (char c in text)
        {
            switch (c)
            {
                case '"' or '\\':
                    to.Append('\\').Append(c);
                    break;
                case '\b':
                    to.Append("\\b");
                    break;
                case '\f':
                    to.Append("\\f");
                    break;
                case '\n':
                    to.Append("\\n");
                    break;
                case '\r':
                    to.Append("\\r");
                    break;
                case '\t':
                    to.Append("\\t");
                    break;
                case < ' ':
                    to.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    break;
                default:
                    to.Append(c);
                    break;
            }
        }
        to.Append('"');
    }

    /// <summary>A double as ECMAScript prints it (ECMA-262, Number::toString): <c>1e+21</c>, <c>1e-7</c>, <c>0</c> for -0.</summary>
    /// <exception cref="OverflowException">It is infinite or no number.</exception>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new OverflowException("JSON has no number beyond a double.");
        }
        if (value == 0)
        {
            return "0";
        }
        // "R" gives the fewest digits that read back, which is what ECMAScript asks for.
        (string digits, int point) = Digits(Math.Abs(value).ToString("R", CultureInfo.InvariantCulture));
        string sign = value < 0 ? "-" : "";
        if (point is > 0 and <= 21)
        {
            return digits.Length <= point
                ? sign + digits + new string('0', point - digits.Length)
                : $"{sign}{digits[..point]}.{digits[point..]}";
        }
        if (point is > -6 and <= 0)
        {
            return $"{sign}0.{new string('0', -point)}{digits}";
        }
        string fraction = digits.Length > 1 ? "." + digits[1..] : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1)}");
    }

    /// <summary>The significant digits of a printed number, and where its point stands before the first of them (1 for 5.5, 0 for 0.55).</summary>
    private static (string Digits, int Point) Digits(string printed)
    {
        int e = printed.IndexOf('E', StringComparison.Ordinal);
        string mantissa = e < 0 ? printed : printed[..e];
        int exponent = e < 0 ? 0 : int.Parse(printed.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        int dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        string all = dot < 0 ? mantissa : mantissa.Remove(dot, 1);
        int point = (dot < 0 ? mantissa.Length : dot) + exponent;
        string significant = all.TrimStart('0');
        return (significant.TrimEnd('0'), point - (all.Length - significant.Length));
    }
}
