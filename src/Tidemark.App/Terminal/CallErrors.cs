using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace Tidemark.App.Terminal;

/// <summary>What the parser of the command line says, without the names of .NET's types.</summary>
internal static partial class CallErrors
{
    /// <summary>The error as a sentence without its full stop.</summary>
    public static string Words(ParseError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        Match type = OfType().Match(error.Message);
        if (!type.Success)
        {
            return error.Message.TrimEnd('.', ' ');
        }
        string range = type.Groups["type"].Value switch
        {
            var name when name.Contains("UInt64", StringComparison.Ordinal) => "a whole number from 0 to 18446744073709551615",
            var name when name.Contains("Int32", StringComparison.Ordinal) => "a whole number, at most 2147483647",
            var name when name.Contains("Double", StringComparison.Ordinal) => "a number such as 60 or 0.01",
            _ => "something else",
        };
        return $"{type.Groups["option"].Value} takes {range}, not '{type.Groups["value"].Value}'";
    }

    [GeneratedRegex(@"^Cannot parse argument '(?<value>.*)' for (?:option|argument|command) '(?<option>[^']*)' as expected type '(?<type>.*)'\.?$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex OfType();
}
