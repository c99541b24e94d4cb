namespace Tidemark.Detection.Places;

/// <summary>
/// Names in hashtags: "#OhioVotes", "#NorthCarolina", "#txwx". The tag is cut where capitals begin; a tag without capitals must be
/// a name as a whole, or a long name with something behind it that people put there.
/// </summary>
internal static class Hashtags
{
    private static readonly string[] Tails =
    [
        "votes", "vote", "voter", "voters", "strong", "news", "wx", "weather", "proud", "pride", "pol", "politics", "gov", "primary", "caucus", "caucuses", "football", "basketball", "baseball", "hockey",
        "soccer", "food", "foodie", "eats", "life", "love", "living", "bound", "born", "beer", "wine", "music", "art", "arts", "history", "traffic", "flood", "floods", "fire", "fires", "storm", "snow",
        "schools", "teachers", "farmers", "marathon", "fair", "statefair", "city", "state", "beach", "summer", "winter", "spring", "fall", "tourism", "travel", "together", "rising", "first", "forward",
        "strongertogether", "2014", "2015", "2016", "2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024", "2025", "2026", "2027", "2028", "tech", "jobs", "events", "legis", "leg", "ed", "homes", "realestate", "nights", "outdoors",
    ];

    public static void Find(PlaceText text, List<Candidate> found, bool[] inName)
    {
        for (int i = 0; i + 1 < text.Count; i++)
        {
            if (text.Text(i) is not ("#" or "＃") || !text.Adjoins(i) || text[i + 1].Shape == Shape.Mark || text.IsClosed(i))
            {
                continue;
            }
            found.RemoveAll(candidate => candidate.First <= i + 1 && candidate.Last >= i + 1);
            PlaceToken word = text[i + 1];
            if (InTag(text, word.Start, word.End) is { } hit)
            {
                found.Add(new Candidate(i + 1, i + 1, hit.Name) { Inside = (hit.Start, hit.End), InTag = true });
                inName[i + 1] = true;
            }
        }
        found.Sort((a, b) => a.First.CompareTo(b.First));
    }

    private static (Name Name, int Start, int End)? InTag(PlaceText text, int start, int end)
    {
        string source = text.Source;
        ReadOnlySpan<char> tag = source.AsSpan(start, end - start);
        if (tag.Length > 60)
        {
            return null;
        }
        var cuts = new List<int> { start };
        for (int at = start + 1; at < end; at++)
        {
            bool camel = char.IsUpper(source[at]) && (char.IsLower(source[at - 1]) || (at + 1 < end && char.IsLower(source[at + 1])));
            bool number = char.IsDigit(source[at]) != char.IsDigit(source[at - 1]);
            if (camel || number)
            {
                cuts.Add(at);
            }
        }
        cuts.Add(end);
        if (Parts(text, cuts) is { } part)
        {
            return part;
        }
        return cuts.Count <= 3 ? Whole(text, start, end) : null;
    }

    private static (Name Name, int Start, int End)? Parts(PlaceText text, List<int> cuts)
    {
        for (int i = 0; i < cuts.Count - 1; i++)
        {
            for (int k = Math.Min(cuts.Count - 1, i + 4); k > i; k--)
            {
                var words = new List<Word>();
                for (int at = i; at < k; at++)
                {
                    if (text.Gazetteer.Find(text.Source.AsSpan(cuts[at], cuts[at + 1] - cuts[at])) is { } word)
                    {
                        words.Add(word);
                    }
                }
                if (words.Count == k - i && Named(words) is { } name && !IsPerson(name, i > 0) && (k - i < cuts.Count - 1 || Alone(name)) && char.IsUpper(text.Source[cuts[i]]))
                {
                    return name.IsTrap ? null : (name, cuts[i], cuts[k]);
                }
            }
        }
        return null;
    }

    private static Name? Named(List<Word> words)
    {
        foreach (Name name in words[0].Names)
        {
            if (name.Words.Length == words.Count && name.Words.AsSpan().SequenceEqual(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(words))
                && (name.IsTrap || name.Senses[0].Kind is not (NameKind.Postal or NameKind.Abbreviation)))
            {
                return name;
            }
        }
        return null;
    }

    // "#BrantleyGilbert" and "#MarcusTulliusCicero" are people; so is a surname that is no large town's.
    private static bool IsPerson(Name name, bool inner) =>
        inner && name.Words.Length == 1 && (name.Marks & (NameMarks.FirstName | NameMarks.Surname)) != 0 || (name.Marks & NameMarks.Surname) != 0 && !name.IsTrap && !name.Foremost.Foremost && name.Senses[0].Kind == NameKind.Town;

    // "#Reading" and "#Mobile" are words; "#Savannah" is more often the town than somebody.
    private static bool Alone(Name name) => (name.Marks & NameMarks.Word) == 0;

    private static (Name Name, int Start, int End)? Whole(PlaceText text, int start, int end)
    {
        string tag = Gazetteer.Fold(text.Source.AsSpan(start, end - start)).ToLowerInvariant();
        if (tag.Length != end - start)
        {
            return null;
        }
        for (int length = tag.Length; length >= 4; length--)
        {
            string tail = tag[length..];
            if (tail.Length > 0 && !Tails.Contains(tail))
            {
                continue;
            }
            if (text.Gazetteer.Run(tag[..length]) is { } name && (name.Marks & NameMarks.Word) == 0 && !IsPerson(name, false))
            {
                return (name, start, start + length);
            }
        }
        // "#madisonwi": a town and the postal code of its state.
        if (tag.Length > 6 && text.Gazetteer.Run(tag[..^2]) is { } town)
        {
            foreach (Sense sense in town.Senses)
            {
                if (sense.Place.Length > 2 && sense.Place.AsSpan(3).Equals(tag.AsSpan(tag.Length - 2), StringComparison.OrdinalIgnoreCase))
                {
                    return (town, start, end - 2);
                }
            }
        }
        // Weather and politics have tags of the postal code: #ohwx, #gapol.
        if (tag.Length is 4 or 5 && tag[2..] is "wx" or "pol" or "leg" && text.Gazetteer.Find(tag.AsSpan(0, 2)) is { } code)
        {
            foreach (Name name in code.Names)
            {
                if (name.Words.Length == 1 && name.Senses.Count > 0 && name.Senses[0].Kind == NameKind.Postal)
                {
                    return (name, start, start + 2);
                }
            }
        }
        return null;
    }
}
