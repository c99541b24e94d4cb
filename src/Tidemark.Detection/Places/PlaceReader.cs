using Tidemark.Detection.Statements;

namespace Tidemark.Detection.Places;

/// <summary>
/// Finds the US states and other countries a text names, in itself or by a town, a demonym, a team or an outlet, and what role each has.
/// </summary>
/// <remarks>
/// It claims that a name stands for a place and how the text uses it, with the rule for each; not that anything happened there, nor who is
/// meant to be reached. It fails innocently: an address to the people of a place is what every local paper, campaign and weather
/// service writes, and towns that share their names with people are taken for one another where the text gives no sign. The method
/// is a closed gazetteer with named rules over the words beside a name and over co-mentioned places (the setting of Leidner 2008, "Toponym
/// Resolution in Text", and Amitay et al. 2004, doi:10.1145/1008992.1009040). English only.
/// <para>O(n) in the text for texts of ordinary make; a text with m names costs O(m²) for the evidence they give each other, m bounded by
/// <see cref="MostNames"/> a piece, longer texts being read in pieces.</para>
/// </remarks>
public static class PlaceReader
{
    /// <summary>Longest piece read at once, in UTF-16 units; longer texts are cut at line ends or blanks.</summary>
    private const int Piece = 60_000;

    /// <summary>Names weighed against each other at once; a longer list of towns than this is a table, not a text.</summary>
    public const int MostNames = 4_000;

    /// <summary>Finds places.</summary>
    /// <param name="text">A decoded text without byte order mark.</param>
    /// <returns>In the order of the text; spans in code points, none overlapping.</returns>
    public static IReadOnlyList<PlaceMention> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var mentions = new List<PlaceMention>();
        CodePoints? points = null;
        int from = 0;
        while (from < text.Length)
        {
            int to = EndOfPiece(text, from);
            string piece = from == 0 && to == text.Length ? text : text[from..to];
            foreach (Candidate candidate in Find(piece))
            {
                points ??= new CodePoints(text);
                mentions.Add(Mention(piece, from, candidate, points));
            }
            from = to;
        }
        return mentions;
    }

    private static int EndOfPiece(string text, int from)
    {
        if (text.Length - from <= Piece)
        {
            return text.Length;
        }
        int end = from + Piece;
        int line = text.LastIndexOf('\n', end - 1, Piece / 2);
        int blank = line > 0 ? line : text.LastIndexOf(' ', end - 1, Piece / 2);
        if (blank > from)
        {
            return blank + 1;
        }
        return char.IsLowSurrogate(text[end]) ? end + 1 : end;
    }

    private static PlaceMention Mention(string piece, int from, Candidate candidate, CodePoints points)
    {
        (int start, int end) = candidate.Inside!.Value;
        Cut cut = points.Cut(new TextSpan(from + start, from + end));
        return new PlaceMention(cut, candidate.Place!, candidate.Role, candidate.RoleRule.Length == 0 ? candidate.Rule : candidate.Rule + "; " + candidate.RoleRule);
    }

    private static List<Candidate> Find(string piece)
    {
        var text = new PlaceText(piece, Gazetteer.Shared);
        bool[] inName = new bool[text.Count];
        List<Candidate> found = NameMatcher.Find(text, inName);
        Hashtags.Find(text, found, inName);
        if (found.Count == 0)
        {
            return found;
        }
        if (found.Count > MostNames)
        {
            found.RemoveRange(MostNames, found.Count - MostNames);
        }
        text.Split(inName);
        TownWithState.Join(text, found, inName);
        Evidence.Settle(text, found);
        NoPlace.Drop(text, found);
        Roles.Give(text, found);
        foreach (Candidate candidate in found)
        {
            candidate.Inside ??= (text[candidate.First].Start, text[candidate.Last].End);
        }
        return found;
    }
}
