using System.Globalization;
using System.Text.RegularExpressions;
using Tidemark.Detection.Places;
using Tidemark.Tests.House;

namespace Tidemark.Tests.Detection.Places;

/// <summary>Texts with their places marked inline, <c>[[words|place|role]]</c>, and the score of what was found in them.</summary>
internal static partial class PlaceGold
{
    /// <summary>A place somebody marked; UTF-16 offsets, and the roles that can be argued.</summary>
    public sealed record Mark(int Start, int End, string Place, string[] Roles);

    /// <summary>Found and marked: the same place, overlapping spans. The role is judged on those.</summary>
    public sealed record Score(int Marks, int Hits, int Found, int Right, IReadOnlyList<string> Slips)
    {
        public double F1 => 2.0 * Hits / (Marks + Found);

        public double Role => (double)Right / Hits;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Marks} marked, {Hits} hit, {Found} found, F1 {F1:0.000}, role {Role:0.000}");
    }

    public static IReadOnlyList<(string Name, string Text, IReadOnlyList<Mark> Marks)> Read(string name)
    {
        string all = File.ReadAllText(Repository.At($"tests/Tidemark.Tests/Detection/Places/Gold/{name}.txt"));
        var texts = new List<(string, string, IReadOnlyList<Mark>)>();
        foreach (string part in all.Split("\n=== ").Skip(1))
        {
            int line = part.IndexOf('\n', StringComparison.Ordinal);
            string body = part[(line + 1)..];
            var marks = new List<Mark>();
            var text = new System.Text.StringBuilder();
            int at = 0;
            foreach (Match match in Inline().Matches(body))
            {
                text.Append(body, at, match.Index - at);
                marks.Add(new Mark(text.Length, text.Length + match.Groups[1].Length, match.Groups[2].Value, match.Groups[3].Value.Split('/')));
                text.Append(match.Groups[1].Value);
                at = match.Index + match.Length;
            }
            texts.Add((part[..line], text.Append(body, at, body.Length - at).ToString(), marks));
        }
        return texts;
    }

    public static Score ScoreOf(string name)
    {
        int marked = 0, hits = 0, found = 0, right = 0;
        var slips = new List<string>();
        foreach ((string title, string text, IReadOnlyList<Mark> marks) in Read(name))
        {
            IReadOnlyList<PlaceMention> mentions = PlaceReader.Read(text);
            var used = new HashSet<PlaceMention>();
            foreach (Mark mark in marks)
            {
                // The texts of the gold set hold no astral characters before a mark; code points are UTF-16 units there, bar the one pin.
                int shift = text.AsSpan(0, mark.Start).Count('\uD83D');
                PlaceMention[] same = [.. mentions.Where(mention => mention.Place == mark.Place && mention.Cut.Start < mark.End - shift && mention.Cut.End > mark.Start - shift)];
                used.UnionWith(same);
                hits += same.Length > 0 ? 1 : 0;
                bool role = same.Any(mention => mark.Roles.Contains(PlaceRoles.Word(mention.Role)));
                right += role ? 1 : 0;
                if (!role)
                {
                    slips.Add($"{title}: {(same.Length == 0 ? "missed" : "other role")} {text[mark.Start..mark.End]} {mark.Place}");
                }
            }
            slips.AddRange(mentions.Where(mention => !used.Contains(mention)).Select(mention => $"{title}: not marked {mention.Cut.Text} {mention.Place}"));
            (marked, found) = (marked + marks.Count, found + mentions.Count);
        }
        return new Score(marked, hits, found, right, slips);
    }

    [GeneratedRegex(@"\[\[([^|\]]*)\|([^|\]]*)\|([^|\]]*)\]\]")]
    private static partial Regex Inline();
}
