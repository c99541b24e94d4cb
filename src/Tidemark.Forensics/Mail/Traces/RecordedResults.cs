using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tidemark.Forensics.Mail.Dkim;
using Tidemark.Forensics.Verdicts;

namespace Tidemark.Forensics.Mail.Traces;

/// <summary>
/// What servers wrote into a mail about tests they made (RFC 8601): hearsay, for whoever sends a mail can put such a field into it. It is shown with who
/// is said to have written it, and where it says something else than a test made here.
/// </summary>
internal static partial class RecordedResults
{
    private const int MostFields = 20;

    private static readonly string[] Names = ["Authentication-Results", "ARC-Authentication-Results", "Received-SPF"];

    /// <summary>One result: a method and what came out.</summary>
    internal sealed record Result(string Method, string Outcome, string? Domain);

    /// <summary>One field: who is said to have tested, and what.</summary>
    internal sealed record Record(HeaderField Field, string Server, IReadOnlyList<Result> Results);

    /// <summary>All such fields, topmost first.</summary>
    public static IReadOnlyList<Record> Read(RawMail mail) =>
        [.. mail.Fields.Where(field => Names.Any(field.Is)).Take(MostFields).Select(field => field.Is(Names[2]) ? Spf(field) : Read(field))];

    /// <summary>The row; null if no server wrote anything down.</summary>
    public static Check? Of(RawMail mail, IReadOnlyList<DkimResult> signatures)
    {
        IReadOnlyList<Record> records = Read(mail);
        if (records.Count == 0)
        {
            return null;
        }
        string[] said = [.. records.Where(record => record.Results.Count > 0).Take(4).Select(record =>
            $"{(record.Server.Length > 0 ? record.Server : "a server without a name")}: {string.Join(", ", record.Results.Take(6).Select(result => $"{result.Method}={result.Outcome}"))}")];
        string detail = said.Length == 0 ? "Servers wrote results into the mail, but none that can be read." : $"By hearsay, {string.Join("; ", said)}.";
        DkimResult? other = signatures.FirstOrDefault(one => one.Outcome == CheckOutcome.Inconsistent
            && records.Any(record => record.Results.Any(result => result.Method == "dkim" && result.Outcome == "pass" && result.Domain == one.Signature.Domain)));
        if (other is not null)
        {
            detail += $" They say that a signature of {other.Signature.Domain} fitted; tested here it does not. The mail may have been changed after it was delivered, or the line was put in.";
        }
        return new Check("recorded-results", CheckOutcome.NotTestable, detail, new JsonObject
        {
            ["records"] = new JsonArray([.. records.Select(record => (JsonNode)new JsonObject
            {
                ["line"] = record.Field.Line,
                ["server"] = record.Server,
                ["results"] = new JsonArray([.. record.Results.Select(result => (JsonNode)new JsonObject { ["method"] = result.Method, ["result"] = result.Outcome, ["domain"] = result.Domain })]),
            })]),
        }, "It shows what is written in the mail, not that any server tested anything: whoever sent the mail could have written these lines, except the topmost of a server you trust.");
    }

    private static Record Read(HeaderField field)
    {
        string text = WithoutComments(field.Text);
        string[] pieces = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var results = new List<Result>();
        string server = "";
        foreach (string piece in pieces)
        {
            Match match = Method().Match(piece);
            if (match.Success && match.Groups[1].Value is not ("i" or "action"))
            {
                Match domain = Domain().Match(piece);
                results.Add(new Result(match.Groups[1].Value.ToLowerInvariant(), match.Groups[2].Value.ToLowerInvariant(), domain.Success ? domain.Groups[1].Value.ToLowerInvariant() : null));
            }
            else if (server.Length == 0 && !piece.Contains('=', StringComparison.Ordinal))
            {
                server = piece.Split(' ')[0];
            }
        }
        return new Record(field, server, results);
    }

    private static Record Spf(HeaderField field)
    {
        string result = field.Text.Split([' ', '('], StringSplitOptions.RemoveEmptyEntries) is [string first, ..] ? first.ToLowerInvariant() : "";
        Match receiver = Receiver().Match(field.Text);
        return new Record(field, receiver.Success ? receiver.Groups[1].Value : "", result.Length is > 0 and < 20 ? [new Result("spf", result, null)] : []);
    }

    private static string WithoutComments(string text)
    {
        if (!text.Contains('(', StringComparison.Ordinal))
        {
            return text;
        }
        var plain = new System.Text.StringBuilder(text.Length);
        int depth = 0;
        foreach (char letter in text)
        {
            depth += letter == '(' ? 1 : letter == ')' && depth > 0 ? -1 : 0;
            if (depth == 0 && letter != ')')
            {
                plain.Append(letter);
            }
        }
        return plain.ToString();
    }

    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9-]{0,30})(?:/[0-9]+)?\s*=\s*([A-Za-z]{2,20})", RegexOptions.CultureInvariant)]
    private static partial Regex Method();

    [GeneratedRegex(@"header\.(?:d|i|from)\s*=\s*@?([^\s;]{1,255})", RegexOptions.CultureInvariant)]
    private static partial Regex Domain();

    [GeneratedRegex(@"receiver=([^\s;]{1,255})", RegexOptions.CultureInvariant)]
    private static partial Regex Receiver();
}
