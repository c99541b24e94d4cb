namespace Tidemark.Detection.Places;

/// <summary>
/// Joins a town with the state or country behind it ("Paris, Texas", "ATHENS, Ga.", "Tulsa OK"), known town or not. What counts only
/// behind a town ("Miss.", "OR") is dropped where none stands in front.
/// </summary>
internal static class TownWithState
{
    // Codes that are hardly anything else when written in capitals inside a text that is not.
    private static readonly HashSet<string> SafeAlone = new(StringComparer.Ordinal) { "tx", "fl", "nj", "nc", "ny", "nh", "vt", "ky", "tn", "az", "nm", "nv", "wy", "wv", "nd", "sd", "wi", "mn", "ks", "ri", "dc", "ga", "ut", "mi", "oh", "ar" };

    private static readonly HashSet<string> InnerWords = new(StringComparer.Ordinal) { "de", "la", "del", "of", "upon", "on", "el", "du", "le", "the", "am", "an", "der", "das", "do", "da", "and" };

    public static void Join(PlaceText text, List<Candidate> found, bool[] inName)
    {
        for (int i = 0; i < found.Count; i++)
        {
            Candidate here = found[i];
            if (here.InTag || here.Dropped || !NamesState(here.Name))
            {
                continue;
            }
            if (JoinKnown(text, found, i) || JoinUnknown(text, found, i, inName))
            {
                continue;
            }
            DropLoose(text, here);
        }
        found.RemoveAll(candidate => candidate.Dropped);
    }

    private static bool NamesState(Name name) => name.Has(NameKind.State) || name.Has(NameKind.Country) || name.Has(NameKind.Abbreviation) || name.Has(NameKind.Postal);

    private static bool JoinKnown(PlaceText text, List<Candidate> found, int at)
    {
        if (at == 0)
        {
            return false;
        }
        (Candidate town, Candidate state) = (found[at - 1], found[at]);
        int between = state.First - town.Last - 1;
        bool comma = between == 1 && text.Text(town.Last + 1) is ",";
        if (town.InTag || town.Dropped || town.Joined || (!comma && between != 0) || text.Apart(town.Last))
        {
            return false;
        }
        Sense? known = null;
        foreach (Sense sense in state.Name.Senses)
        {
            foreach (Sense home in town.Name.Senses)
            {
                if (home.Place == sense.Place && home.Kind is NameKind.Town or NameKind.State && sense.Kind is not (NameKind.Town or NameKind.Demonym) && (known is null || sense.Foremost))
                {
                    known = sense;
                }
            }
        }
        bool both = ReferenceEquals(town.Name, state.Name);
        if (both && !(comma && state.Name.Words[0].Key == "new"))
        {
            return false;
        }
        if (known is null)
        {
            // "Memphis, Alabama and Ohio" lists; a town that is in no list of ours for this state may still lie there.
            bool townOnly = town.Name.Has(NameKind.Town) && !NamesState(town.Name);
            bool list = at + 1 < found.Count && found[at + 1].First - state.Last is 2 or 3 && (text.Is(state.Last + 1, "and") || text.Is(state.Last + 2, "and")) && NamesState(found[at + 1].Name);
            bool shortForm = state.Name.Has(NameKind.Postal) || state.Name.Has(NameKind.Abbreviation);
            if (!townOnly || list || (!comma && !(shortForm && text[state.First].Shape == Shape.Upper)))
            {
                return false;
            }
            known = state.Name.Foremost;
        }
        Merge(state, town.First, known.Value.Place, "town with its state or country");
        town.Dropped = true;
        return true;
    }

    private static bool JoinUnknown(PlaceText text, List<Candidate> found, int at, bool[] inName)
    {
        Candidate state = found[at];
        int comma = state.First - 1;
        int last = comma - 1;
        bool postal = state.Name.Has(NameKind.Postal) && state.Name.Words.Length == 1;
        if (last < 0 || text.Text(comma) is not "," || text.Apart(last) || text.Apart(comma) || !text.IsCapital(last) || text.IsClosed(last))
        {
            return false;
        }
        int first = last;
        while (first > 0 && last - first < 3 && !text.Apart(first - 1) && Continues(text, first - 1))
        {
            first--;
        }
        while (first < last && !text.IsCapital(first))
        {
            first++;
        }
        foreach (Candidate other in found)
        {
            if (!other.Dropped && other.First <= last && other.Last >= first && other != state)
            {
                if (other.Last >= last)
                {
                    return false;
                }
                first = other.Last + 1;
            }
        }
        if (first > last || !text.IsCapital(first) || inName[last])
        {
            return false;
        }
        bool behindPlaceWord = text.Is(first - 1, WordKinds.Locative) || text.Is(first - 1, "from") || text.Is(first - 1, "of") || text.Is(first - 1, "to") || text.Is(first - 1, "on");
        bool person = text.Is(first, WordKinds.FirstNames) && !behindPlaceWord;
        bool common = text.Is(last, WordKinds.Common) || text.Is(last, WordKinds.FirstNames) && first == last && !behindPlaceWord || text.Is(last, WordKinds.Office);
        bool shortForm = postal || state.Name.Has(NameKind.Abbreviation);
        int start = text.SentenceStart(first);
        if (person || common || text.Is(first - 1, WordKinds.TitleName) || text.Is(first - 1, WordKinds.FirstNames))
        {
            return false;
        }
        bool alone = first == start || text.IsMark(first - 1);
        if (!behindPlaceWord && !shortForm && !(alone && first == last))
        {
            return false;
        }
        if (state.Name.IsFolk || (postal && text[state.First].Shape != Shape.Upper))
        {
            return false;
        }
        Merge(state, first, Foremost(state.Name), "town with its state or country");
        return true;
    }

    private static string Foremost(Name name) => name.Foremost.Place;

    private static bool Continues(PlaceText text, int token) =>
        (text.IsCapital(token) && !text.Is(token, WordKinds.Common)) || (text.Text(token) is "." or "-" or "'" && text.Adjoins(token - 1))
        || (text[token].Shape == Shape.Lower && text[token].Word is { } word && InnerWords.Contains(word.Key) && text.IsCapital(token - 1) && word.Key != "and" && !text.Is(token - 1, WordKinds.Common));

    private static void Merge(Candidate state, int first, string place, string rule)
    {
        state.First = first;
        (state.Place, state.Kind, state.Rule) = (place, NameKind.Town, rule);
        (state.Joined, state.Certain) = (true, true);
    }

    private static void DropLoose(PlaceText text, Candidate candidate)
    {
        Name name = candidate.Name;
        bool onlyCode = name.Words.Length == 1 && name.Has(NameKind.Postal);
        bool party = candidate.First >= 2 && text.Text(candidate.First - 1) is "-" or "–" && text.Adjoins(candidate.First - 1) && text[candidate.First - 2].Length == 1 && text[candidate.First - 2].Shape == Shape.Upper;
        if (party)
        {
            return;
        }
        if (onlyCode && name.Senses[0].Kind == NameKind.Postal)
        {
            bool shouted = text.IsCapital(candidate.First + 1) && text[candidate.First + 1].Shape == Shape.Upper && text[candidate.First + 1].Length > 1
                || text.IsCapital(candidate.First - 1) && text[candidate.First - 1].Shape == Shape.Upper && text[candidate.First - 1].Length > 1;
            candidate.Dropped = !SafeAlone.Contains(name.Words[0].Key) || shouted || text.Adjoins(candidate.First - 1) && !text.IsMark(candidate.First - 1) || text.Is(candidate.First - 1, "dr");
        }
        else if ((name.Marks & NameMarks.BehindTown) != 0)
        {
            candidate.Dropped = true;
        }
    }
}
