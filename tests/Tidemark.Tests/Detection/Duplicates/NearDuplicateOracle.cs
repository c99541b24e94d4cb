using System.Text;
using Tidemark.Detection.Duplicates;

namespace Tidemark.Tests.Detection.Duplicates;

/// <summary>The definition of docs/methods/traces.md written down once more, slowly and with strings: every text against every representative.</summary>
internal static class NearDuplicateOracle
{
    /// <summary>For each text the index of its representative, -1 where it is too short.</summary>
    public static int[] LeaderOf(IReadOnlyList<string> texts, IReadOnlyList<long> seen, NearDuplicateOptions options)
    {
        HashSet<string>[] grams = [.. texts.Select(Grams)];
        bool[] longEnough = [.. grams.Select(g => g.Count >= options.LeastTrigrams)];
        var texts3 = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string gram in grams.Where((_, i) => longEnough[i]).SelectMany(g => g))
        {
            texts3[gram] = texts3.GetValueOrDefault(gram) + 1;
        }
        double all = Math.Max(longEnough.Count(l => l), 1000);
        long Weight(IEnumerable<string> of) => of.Sum(gram => (long)Math.Max(1, Math.Round(1000 * Math.Log((all + 1) / Math.Max(texts3[gram], all / 100)))));

        int[] leaderOf = new int[texts.Count];
        var leaders = new List<int>();
        foreach (int text in Enumerable.Range(0, texts.Count).OrderBy(i => seen[i]).ThenBy(i => Convert.ToHexString(Encoding.UTF8.GetBytes(texts[i])), StringComparer.Ordinal))
        {
            leaderOf[text] = -1;
            if (!longEnough[text])
            {
                continue;
            }
            foreach (int leader in leaders)
            {
                long a = Weight(grams[text]);
                long b = Weight(grams[leader]);
                long shared = Weight(grams[text].Intersect(grams[leader]));
                if (Math.Min(a, b) >= options.LeastShare * Math.Max(a, b) && shared >= Math.Ceiling(options.Threshold * Math.Min(a, b)))
                {
                    leaderOf[text] = leader;
                    break;
                }
            }
            if (leaderOf[text] < 0)
            {
                leaders.Add(text);
                leaderOf[text] = text;
            }
        }
        return leaderOf;
    }

    /// <summary>Texts of ASCII letters, digits, punctuation and hashtags.</summary>
    private static HashSet<string> Grams(string text)
    {
        string plain = " " + string.Join(' ', System.Text.RegularExpressions.Regex.Replace(text.ToLowerInvariant(), "(?<![a-z0-9])#[a-z0-9_]*", " ")
            .Split([.. Enumerable.Range(0, 128).Select(c => (char)c).Where(c => !char.IsAsciiLetterOrDigit(c))], StringSplitOptions.RemoveEmptyEntries)) + " ";
        return [.. Enumerable.Range(0, Math.Max(0, plain.Length - 2)).Select(i => plain.Substring(i, 3)).Where(gram => gram.Trim().Length > 0)];
    }
}
