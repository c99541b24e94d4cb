using System.Text.RegularExpressions;
using Tidemark.Forensics.Mail.Dkim;

namespace Tidemark.Forensics.Mail.Arc;

/// <summary>What one server added to a chain: what it saw, its signature, and its seal over all there was (RFC 8617, section 4.2).</summary>
internal sealed record ArcSet(int Instance, HeaderField Results, HeaderField Signature, HeaderField Seal);

/// <summary>The sets of a chain, or what is wrong with their structure.</summary>
internal sealed partial class ArcSets
{
    // RFC 8617, section 4.2.1: more than 50 must be taken for failed.
    private const int MostInstances = 50;

    // The first is not spelt out in sentences: a verdict leaves out its word.
    private static readonly string[] Spoken = ["the field of recorded results", "ARC-Message-Signature", "ARC-Seal"];

    private static readonly string[] Names = ["ARC-Authentication-Results", "ARC-Message-Signature", "ARC-Seal"];

    /// <summary>The sets, oldest first; empty if there are none or the structure is broken.</summary>
    public IReadOnlyList<ArcSet> Sets { get; private init; } = [];

    /// <summary>What is wrong with the structure, as a clause; null if nothing is.</summary>
    public string? Fault { get; private init; }

    /// <summary>Whether the mail has any header field of a chain.</summary>
    public bool Any { get; private init; }

    public static ArcSets Read(RawMail mail)
    {
        var found = new Dictionary<(int Instance, string Name), HeaderField>();
        int last = 0;
        bool any = false;
        foreach (string name in Names)
        {
            foreach (HeaderField field in mail.All(name))
            {
                any = true;
                if (Instance(field, name) is not { } instance)
                {
                    return new ArcSets { Any = true, Fault = $"{Spoken[Array.IndexOf(Names, name)]} in line {field.Line} has no instance number 'i=' from 1 to {MostInstances}" };
                }
                if (!found.TryAdd((instance, name), field))
                {
                    return new ArcSets { Any = true, Fault = $"{Spoken[Array.IndexOf(Names, name)]} occurs twice with 'i={instance}'" };
                }
                last = Math.Max(last, instance);
            }
        }
        var sets = new List<ArcSet>();
        for (int i = 1; i <= last; i++)
        {
            HeaderField?[] set = [.. Names.Select(name => found.GetValueOrDefault((i, name)))];
            if (Array.IndexOf(set, null) is >= 0 and int missing)
            {
                return new ArcSets { Any = true, Fault = $"{Spoken[missing]} with 'i={i}' is missing" };
            }
            sets.Add(new ArcSet(i, set[0]!, set[1]!, set[2]!));
        }
        return new ArcSets { Any = any, Sets = sets };
    }

    private static int? Instance(HeaderField field, string name)
    {
        string? text = name == Names[0] ? ResultsInstance().Match(field.Text) is { Success: true } match ? match.Groups[1].Value : null : TagList.Read(field.Value.Span)["i"];
        return text is { Length: > 0 and <= 3 } && text.All(char.IsAsciiDigit) && int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) is >= 1 and <= MostInstances and int value ? value : null;
    }

    // RFC 8617, section 4.1.1: "i=" stands before everything else.
    [GeneratedRegex(@"^\s*i\s*=\s*([0-9]{1,3})\s*;", RegexOptions.CultureInvariant)]
    private static partial Regex ResultsInstance();
}
