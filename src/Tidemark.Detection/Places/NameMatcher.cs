namespace Tidemark.Detection.Places;

/// <summary>Finds the names of the gazetteer in a text: at each word the longest, written as such a name may be written.</summary>
internal static class NameMatcher
{
    /// <summary>Finds names; those in longer names that are no place are left out with them. O(tokens × names that begin alike).</summary>
    /// <param name="text">The text.</param>
    /// <param name="inName">Set for tokens that belong to a name or a trap.</param>
    public static List<Candidate> Find(PlaceText text, bool[] inName)
    {
        var found = new List<Candidate>();
        int i = 0;
        while (i < text.Count)
        {
            PlaceToken token = text[i];
            if (token.Word is null || token.Word.Names.Count == 0 || text.IsClosed(i))
            {
                i++;
                continue;
            }
            Name? name = Longest(text, i, out int length);
            if (name is null)
            {
                i++;
                continue;
            }
            for (int at = i; at < i + length; at++)
            {
                inName[at] = length > 1;
            }
            if (!name.IsTrap)
            {
                found.Add(new Candidate(i, i + length - 1, name));
            }
            i += length;
        }
        return found;
    }

    private static Name? Longest(PlaceText text, int at, out int length)
    {
        foreach (Name name in text[at].Word!.Names)
        {
            length = name.Words.Length;
            if (at + length <= text.Count && Matches(text, at, name) && MayBeWrittenSo(text, at, name))
            {
                return name;
            }
        }
        length = 0;
        return null;
    }

    private static bool Matches(PlaceText text, int at, Name name)
    {
        for (int k = 1; k < name.Words.Length; k++)
        {
            if (!ReferenceEquals(text[at + k].Word, name.Words[k]) || text.Apart(at + k - 1))
            {
                return false;
            }
        }
        // "Washington-Lee" and "Ohio-class" hold the name, "O'Brien" does not; a number glued to it is another name.
        return true;
    }

    /// <summary>Capitals as in a name; lower case only where nothing but the place is called so.</summary>
    private static bool MayBeWrittenSo(PlaceText text, int at, Name name)
    {
        PlaceToken first = text[at];
        if (name.IsTrap)
        {
            // "china cabinet" blocks nothing that could be found, "Boston terrier" does; a trap with a capital in front needs it.
            return true;
        }
        if (name.Senses[0].Kind == NameKind.Postal && name.Words.Length == 1 && first.Length == 2)
        {
            return first.Shape == Shape.Upper;
        }
        if (name.Has(NameKind.Abbreviation) && name.Words.Length == 2 && name.Words[1].Key == ".")
        {
            return first.IsCapital && text.Adjoins(at);
        }
        for (int k = 1; k < name.Words.Length; k++)
        {
            if (name.Words[k].Key == "." && !text.Adjoins(at + k - 1))
            {
                return false;
            }
        }
        if (first.Shape is Shape.Title or Shape.Number)
        {
            return true;
        }
        if (first.Shape == Shape.Upper)
        {
            // An acronym with full stops, "DFW", or a word in a line of capitals.
            return first.Length > 2 || name.Words.Length > 1 || name.Words[0].Key.Length <= 3;
        }
        if (first.Shape == Shape.Mark)
        {
            return false;
        }
        if (name.Marks != NameMarks.None || name.Words[0].Key.Length < 4)
        {
            return name.Words.Length > 1 && name.Marks == NameMarks.None && name.Words[0].Key is not ("the" or "big" or "holy" or "down" or "air");
        }
        Sense sense = name.Senses[0];
        return sense.Kind switch
        {
            NameKind.State or NameKind.Country => true,
            NameKind.Town => name.Words.Length > 1 ? LastIsNoCommonWord(name) : text.Is(at - 1, WordKinds.LowercaseOk),
            NameKind.Demonym or NameKind.DemonymNoun or NameKind.DemonymPlural => sense.Place.StartsWith("US-", StringComparison.Ordinal) || name.Words[0].Key.Length > 6,
            NameKind.Nickname => false,
            _ => false,
        };
    }

    // "central park", "golden gate", "long beach" and "the hamptons" in lower case are too often no names.
    private static bool LastIsNoCommonWord(Name name) => name.Words[^1].Key is "york" or "orleans" or "angeles" or "diego" or "francisco" or "vegas" or "lauderdale" or "louis" or "paul"
        or "worth" or "antonio" or "kong" or "delhi" or "aires" or "juan" or "janeiro" or "moines" or "rapids" or "rouge" or "fe" or "arbor";
}
