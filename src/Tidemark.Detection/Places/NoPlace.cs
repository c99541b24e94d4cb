namespace Tidemark.Detection.Places;

/// <summary>
/// Tells places from people, streets, waters, languages and works that are called like one. Every drop and every keep has a named reason; a
/// name that could be something else is kept only if more speaks for the place than against it.
/// </summary>
internal static class NoPlace
{
    private static readonly HashSet<string> ThingsBehindHyphen = new(StringComparer.Ordinal) { "style", "class", "type", "inspired", "esque", "like" };

    private static readonly HashSet<string> Animals = new(StringComparer.Ordinal) { "dog", "puppy", "terrier", "spaniel", "retriever", "poodle", "hound", "cat", "kitten", "horse", "pony", "mare", "colt", "foal", "stallion", "gelding", "donkey", "mule", "cow", "calf", "goat", "pig", "parrot", "tortoise", "rabbit", "hamster" };

    private static readonly HashSet<string> GeorgianThings = new(StringComparer.Ordinal) { "house", "mansion", "townhouse", "terrace", "architecture", "windows", "style", "era", "facade", "manor", "square", "revival", "period", "building", "silver" };

    public static void Drop(PlaceText text, List<Candidate> found)
    {
        HashSet<string> people = People(text, found);
        for (int i = 0; i < found.Count; i++)
        {
            Candidate candidate = found[i];
            if (candidate.InTag)
            {
                candidate.Rule = candidate.Rule.Length > 0 ? candidate.Rule : "in a hashtag";
                continue;
            }
            if (candidate.Joined)
            {
                continue;
            }
            if (Thing(text, candidate))
            {
                candidate.Dropped = true;
                continue;
            }
            if (candidate.Kind is NameKind.Outlet)
            {
                candidate.Rule = "name of an outlet";
                continue;
            }
            Weigh(text, found, i, people);
        }
        found.RemoveAll(candidate => candidate.Dropped);
    }

    /// <summary>Names that stand as a person's somewhere in the text: behind a first name or title, or before a surname.</summary>
    private static HashSet<string> People(PlaceText text, List<Candidate> found)
    {
        var people = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i + 1 < text.Count; i++)
        {
            // Traps such as "Savannah Guthrie" are no candidates, and yet they introduce the person.
            if (text.IsCapital(i) && text.IsCapital(i + 1) && text[i].Word is { } word && text.Is(i, WordKinds.FirstNames) && word.Names.Exists(name => (name.Marks & NameMarks.FirstName) != 0 && name.Words.Length == 1)
                && !found.Exists(candidate => candidate.First <= i && candidate.Last >= i))
            {
                people.Add(word.Key);
            }
        }
        foreach (Candidate candidate in found)
        {
            if (!candidate.Joined && !candidate.InTag && candidate.Name.Words.Length == 1 && (NamedBefore(text, candidate) || SurnameBehind(text, candidate, found)))
            {
                people.Add(candidate.Name.Words[0].Key);
            }
        }
        return people;
    }

    private static bool Thing(PlaceText text, Candidate candidate)
    {
        int next = candidate.Last + 1;
        int before = candidate.First - 1;
        if (text.Text(Math.Min(next, text.Count - 1)) is "-" && next < text.Count && text.Adjoins(candidate.Last) && text.Adjoins(next) && text.IsWord(next + 1)
            && ThingsBehindHyphen.Contains(text.Text(next + 1).ToString()))
        {
            return true;
        }
        bool town = candidate.Kind is NameKind.Town or NameKind.State or NameKind.Country;
        if (town && candidate.Last == candidate.First + candidate.Name.Words.Length - 1 && text.IsCapital(next) && !text.Apart(candidate.Last))
        {
            // "St." is a street only where a name of a saint does not follow.
            bool street = text.Is(next, WordKinds.Street) && !(text.Is(next, "st") && text.Text(Math.Min(next + 1, text.Count - 1)) is "." && text.IsCapital(next + 2) && !text.Apart(next + 1) && text.Sentence(next + 2) == text.Sentence(next));
            // The highway patrol is a body of the state, not a road.
            street = street && !(text.Is(next, "highway") && text.IsCapital(next + 1) && (text.Is(next + 1, "patrol") || text.Is(next + 1, WordKinds.Institution)));
            if (street && !text.Is(next, "court") && !text.Is(next, "way") && !text.Is(next, "square") || text.Is(next, WordKinds.Water) && text.Text(next) is not ("Mountain" or "Valley" or "Harbor" or "Falls" or "Lake" or "Island"))
            {
                return true;
            }
            if ((candidate.Name.Marks & NameMarks.Surname) != 0 && text.Is(next, WordKinds.NameFollow))
            {
                return true;
            }
        }
        if (town && (text.Is(before, "lake") || text.Is(before, "mount") || text.Is(before, "river") || text.Is(before, "cape")) && text.IsCapital(before))
        {
            return true;
        }
        if ((candidate.Name.Marks & NameMarks.Language) != 0 || candidate.Kind is NameKind.DemonymAdjective or NameKind.Demonym)
        {
            bool pastry = candidate.Place == "DK" && text.Is(before, "a") && !text.IsWord(next) | text.Is(next, WordKinds.Common);
            return pastry || Language(text, candidate) || candidate.Name.Words[0].Key == "georgian" && next < text.Count && GeorgianThings.Contains(text.Text(next).ToString().ToLowerInvariant());
        }
        return town && Work(text, candidate);
    }

    private static bool Language(PlaceText text, Candidate candidate)
    {
        int next = candidate.Last + 1;
        int before = candidate.First - 1;
        if (candidate.Place is not { Length: 2 })
        {
            return false;
        }
        if (text.Text(Math.Min(next, text.Count - 1)) is "-" && text.Is(next + 1, WordKinds.LanguageAfter))
        {
            return true;
        }
        bool endsPhrase = next >= text.Count || !text.IsWord(next) || text.Is(next, WordKinds.Common) || text.Is(next, WordKinds.LanguageAfter);
        if (text.Is(next, WordKinds.LanguageAfter))
        {
            return true;
        }
        if (endsPhrase && (text.Is(before, WordKinds.LanguageBefore) || text.Is(before, "in") || (text.Is(before, "and") || text.Is(before, ",") || text.Is(before, "or")) && SpokenBefore(text, before)))
        {
            // "in French" is a language, and so is "speaks Spanish and German".
            return !text.Is(before, "in") || candidate.Kind is NameKind.DemonymAdjective || (candidate.Name.Marks & NameMarks.Language) != 0 || candidate.Kind == NameKind.Demonym;
        }
        bool some = text.Is(before, "no") || text.Is(before, "some") || text.Is(before, "any") || text.Is(before, "little") || text.Is(before, "her") || text.Is(before, "his") || text.Is(before, "my") || text.Is(before, "fluent") || text.Is(before, "broken");
        if (endsPhrase && some && (text.Is(before - 1, WordKinds.LanguageBefore) || text.Is(before - 2, WordKinds.LanguageBefore)))
        {
            return true;
        }
        return endsPhrase && (candidate.Name.Marks & NameMarks.Language) != 0 && !text.Is(before, "the") && !text.Is(before, "is") && !text.Is(before, "was");
    }

    private static bool SpokenBefore(PlaceText text, int at)
    {
        for (int i = at; i >= Math.Max(0, at - 7); i--)
        {
            if (text.Is(i, WordKinds.LanguageBefore) && !text.Is(i, "into"))
            {
                return true;
            }
        }
        return false;
    }

    // "the musical Chicago", "the film \"Philadelphia\"", "a song called Nebraska".
    private static bool Work(PlaceText text, Candidate candidate)
    {
        int before = candidate.First - 1;
        bool quoted = before >= 0 && text.Text(before) is "\"" or "“" or "‘" or "'" or "*" or "_" or "«";
        if (quoted)
        {
            int next = candidate.Last + 1;
            bool closed = next < text.Count && text.Text(next) is "\"" or "”" or "’" or "'" or "*" or "_" or "»" or "," or "!" or "?";
            return closed && (text.Is(before - 1, WordKinds.WorkBefore) || text.Adjoins(candidate.Last) && text.Text(next) is "\"" or "”" or "*" or "_" && !text.Is(before - 1, ",") && text.IsWord(before - 1));
        }
        // "the film Fargo", "Hurricane Florence", "a song called Nebraska"; but "England play Wales".
        if (before >= 0 && text[before].Shape == Shape.Lower && Animals.Contains(text.Text(before).ToString()) && text.Sentence(before) == text.Sentence(candidate.First))
        {
            // "her dog Memphis"
            return true;
        }
        bool named = text.Is(before, "called") || text.Is(before, "titled") || text.Is(before, "entitled") || text.Is(before, "named") || text.Is(before, "hurricane") || text.Is(before, "storm") && text.IsCapital(before);
        return named || text.Is(before, WordKinds.WorkBefore) && text[before].Shape == Shape.Lower && (text.Is(before - 1, "the") || text.Is(before - 1, "a") || text.Is(before - 1, "an") || text.Is(before - 1, "his") || text.Is(before - 1, "her") || text.Is(before - 1, "their") || text.Is(before - 1, "new") || text.Is(before - 1, "old") || text.Is(before - 1, "racehorse"));
    }

    private static void Weigh(PlaceText text, List<Candidate> found, int at, HashSet<string> people)
    {
        Candidate candidate = found[at];
        NameMarks marks = candidate.Name.Marks & (NameMarks.FirstName | NameMarks.Surname | NameMarks.Word);
        bool named = candidate.Name.Words.Length == 1 && NamedBefore(text, candidate);
        if (marks == NameMarks.None)
        {
            if (named && candidate.Kind is NameKind.Town or NameKind.State or NameKind.Country && text.Is(candidate.First - 1, WordKinds.FirstNames) && !text.Is(candidate.First - 1, WordKinds.NotFirstHere) && !PlaceGoesOn(text, candidate))
            {
                candidate.Dropped = true;
                return;
            }
            candidate.Rule = candidate.Rule.Length > 0 ? candidate.Rule : candidate.Name.IsFolk ? "demonym" : candidate.Kind == NameKind.Nickname ? "nickname or team" : "name of one place";
            return;
        }
        double score = candidate.Kind is NameKind.State or NameKind.Country || IsForemost(candidate) ? 1 : 0;
        if (candidate.IsFolk)
        {
            score = 1;
        }
        if ((marks & NameMarks.Word) != 0)
        {
            // A capital inside a sentence makes it a name, if not always this one.
            bool name = candidate.First > text.SentenceStart(candidate.First) && text[candidate.First].Shape == Shape.Title && !text.IsCapital(candidate.First - 1) && (marks & (NameMarks.FirstName | NameMarks.Surname)) == 0;
            score -= candidate.Kind == NameKind.Country || name ? 0 : 1;
            if (candidate.First == text.SentenceStart(candidate.First) && candidate.Kind != NameKind.Country)
            {
                score -= 1;
            }
        }
        string rule = "likelier the place than the person or thing of the name";
        Add(For(text, found, at, ref rule));
        Add(-Against(text, found, at, named, people));
        if (score < 1)
        {
            candidate.Dropped = true;
        }
        else
        {
            candidate.Rule = candidate.Rule is "its state or country is named" or "named with its state before" && rule.StartsWith("likelier", StringComparison.Ordinal) ? candidate.Rule : rule;
        }

        void Add(double points) => score += points;
    }

    private static bool IsForemost(Candidate candidate)
    {
        foreach (Sense sense in candidate.Name.Senses)
        {
            if (sense.Place == candidate.Place)
            {
                return sense.Foremost;
            }
        }
        return false;
    }

    private static bool PlaceGoesOn(PlaceText text, Candidate candidate) =>
        text.Is(candidate.Last + 1, WordKinds.Office);

    private static double For(PlaceText text, List<Candidate> found, int at, ref string rule)
    {
        Candidate candidate = found[at];
        int before = candidate.First - 1;
        int next = candidate.Last + 1;
        double score = 0;
        if (text.Is(before, WordKinds.Direction) && (text.IsCapital(before) || text[before].Shape == Shape.Lower))
        {
            (score, rule) = (3, "behind a direction");
        }
        else if (text.Is(before, WordKinds.Locative))
        {
            (score, rule) = (2.5, "behind a word of place");
        }
        else if (text.Is(before, WordKinds.MotionVerb))
        {
            (score, rule) = (1.5, "behind a verb of travel");
        }
        else if (text.Is(before, WordKinds.WeakLocative))
        {
            bool strong = text.Is(before, "of") && (text.Is(before - 1, WordKinds.TownNoun) || text.Is(before - 1, WordKinds.Institution) || text.Is(before - 1, WordKinds.OfficeOf) || text.Is(before - 1, WordKinds.OfHome) || text.Is(before - 1, WordKinds.Direction))
                || text.Is(before, "from") || text.Is(before, "leaving");
            (score, rule) = (strong ? 2 : text.Is(before, "to") ? 1 : 0.3, "behind a word of place");
            if ((text.Is(before, "to") || text.Is(before, "for")) && Travels(text, before - 1))
            {
                score += 1.5;
            }
        }
        if (text[candidate.First].Shape == Shape.Upper && OutletRules.IsDateline(text, candidate))
        {
            // "BISMARCK -- Snow closed two roads"
            (score, rule) = (score + 3, "opens the text as a dateline");
        }
        if (text.Is(before, "of") && before >= 2 && text.Text(before - 1) is "," && text[before - 2].Shape == Shape.Number && text[before - 2].Length <= 3)
        {
            // "Helen P., 88, of Macon, died"
            (score, rule) = (score + 3, "behind a person's age");
        }
        if (next < text.Count && !text.Apart(candidate.Last))
        {
            if (text.Is(next, WordKinds.Institution) && text.IsCapital(next) || text.Is(next, WordKinds.Office) || text.Is(next, WordKinds.TownNoun) || text.Is(next, WordKinds.OutletNoun) || text.Is(next, WordKinds.OutletEnd) && text.IsCapital(next)
                || text.Is(next, WordKinds.PeopleNoun) || text.Is(next, WordKinds.PersonNoun) || text.Is(next, "area") || text.Is(next, "airport") || text.Is(next, "police") || text.Is(next, "weather") || text.Is(next, "native") || text.Is(next, "region"))
            {
                (score, rule) = (score + 2, "before a word that goes with places");
            }
            if (text.Text(next) is "-" && text.Adjoins(candidate.Last) && (text.Is(next + 1, "based") || text.Is(next + 1, "born") || text.Is(next + 1, "area") || text.Is(next + 1, "bound") || text.Is(next + 1, "raised")))
            {
                (score, rule) = (score + 3, "before -based or -born");
            }
            if (text.Text(next) is "'" or "’" && (text.Is(next + 1, "s")) && (text.Is(next + 2, WordKinds.TownNoun) || text.Is(next + 2, WordKinds.Office) || text.Is(next + 2, WordKinds.Direction) || text.Is(next + 2, "economy") || text.Is(next + 2, "downtown") || text.Is(next + 2, "voters") || text.Is(next + 2, "riverfront") || text.Is(next + 2, "government") || text.Is(next + 2, WordKinds.Institution)))
            {
                (score, rule) = (score + 2, "has what places have");
            }
        }
        if (text.Text(next) is "'" or "’" && text.Is(next + 1, "s") && text.IsCapital(next + 2) && candidate.Kind is NameKind.State or NameKind.Country)
        {
            (score, rule) = (score + 1.5, "has what places have");
        }
        if (at > 0 && Evidence.Linked(text, found[at - 1], candidate) && IsPlain(found[at - 1]) || at + 1 < found.Count && Evidence.Linked(text, candidate, found[at + 1]) && IsPlain(found[at + 1]))
        {
            (score, rule) = (score + 2, "listed with places");
        }
        foreach (Candidate other in found)
        {
            if (!ReferenceEquals(other, candidate) && other.Place == candidate.Place && (other.Joined || IsPlain(other)))
            {
                // Politicians are called Clinton in every state.
                bool weak = (candidate.Name.Marks & NameMarks.Surname) != 0 && !IsForemost(candidate);
                score += weak ? 0.5 : text.Sentence(other.First) == text.Sentence(candidate.First) ? 1.5 : 1;
                rule = rule.StartsWith("likelier", StringComparison.Ordinal) ? "its state or country is named" : rule;
                break;
            }
        }
        if (before >= 0 && (text.Text(before) is "," && text.Is(before - 1, "hey") || text.Is(before, WordKinds.Greeting) && candidate.Kind is NameKind.State))
        {
            score += 1;
        }
        if (candidate.IsFolk && (text.Is(before, "a") || text.Is(before, "an")))
        {
            score += 3;
        }
        if (candidate.Kind == NameKind.State && next < text.Count && text.Text(next) is "," or ":" or "!")
        {
            score += 1;
        }
        return score;
    }

    private static bool IsPlain(Candidate candidate) =>
        candidate.Joined || !candidate.Dropped && candidate.Place is not null && (candidate.Name.Marks & (NameMarks.FirstName | NameMarks.Surname | NameMarks.Word)) == 0 && !candidate.IsFolk;

    private static bool Travels(PlaceText text, int at)
    {
        for (int i = at; i >= Math.Max(0, at - 3); i--)
        {
            if (text.Text(i) is var word && (word.StartsWith("mov", StringComparison.OrdinalIgnoreCase) || word.StartsWith("travel", StringComparison.OrdinalIgnoreCase) || word.StartsWith("driv", StringComparison.OrdinalIgnoreCase)
                || word.StartsWith("drov", StringComparison.OrdinalIgnoreCase) || word.StartsWith("fl", StringComparison.OrdinalIgnoreCase) || word.StartsWith("trip", StringComparison.OrdinalIgnoreCase) || word.StartsWith("head", StringComparison.OrdinalIgnoreCase)
                || word.StartsWith("went", StringComparison.OrdinalIgnoreCase) || word.StartsWith("go", StringComparison.OrdinalIgnoreCase) || word.StartsWith("road", StringComparison.OrdinalIgnoreCase) || word.StartsWith("return", StringComparison.OrdinalIgnoreCase)
                || word.StartsWith("came", StringComparison.OrdinalIgnoreCase) || word.StartsWith("com", StringComparison.OrdinalIgnoreCase) || word.StartsWith("train", StringComparison.OrdinalIgnoreCase) || word.StartsWith("bus", StringComparison.OrdinalIgnoreCase)
                || word.StartsWith("ship", StringComparison.OrdinalIgnoreCase) || word.StartsWith("relocat", StringComparison.OrdinalIgnoreCase) || word.StartsWith("visit", StringComparison.OrdinalIgnoreCase) || word.StartsWith("route", StringComparison.OrdinalIgnoreCase)
                || word.StartsWith("left", StringComparison.OrdinalIgnoreCase) || word.StartsWith("welcome", StringComparison.OrdinalIgnoreCase) || word.StartsWith("back", StringComparison.OrdinalIgnoreCase) || word.StartsWith("way", StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }
        return false;
    }

    private static double Against(PlaceText text, List<Candidate> found, int at, bool named, HashSet<string> people)
    {
        Candidate candidate = found[at];
        NameMarks marks = candidate.Name.Marks;
        int before = candidate.First - 1;
        int next = candidate.Last + 1;
        double score = named ? 4 : 0;
        bool person = (marks & (NameMarks.FirstName | NameMarks.Surname)) != 0;
        bool state = candidate.Kind is NameKind.State or NameKind.Country;
        bool adjoining = next < text.Count && !text.Apart(candidate.Last);
        if (!person)
        {
            return score;
        }
        if ((marks & NameMarks.FirstName) != 0 && SurnameBehind(text, candidate, found))
        {
            score += text.Is(before, WordKinds.Locative) ? 1.5 : 3.5;
        }
        if (adjoining && text.Is(next, WordKinds.PersonVerb) && text[next].Shape == Shape.Lower)
        {
            score += text.Is(next, WordKinds.PersonVerbStrong) ? 3 : 0;
        }
        if (adjoining && text.Text(next) is "," && (text.Is(next + 1, WordKinds.Pronoun) || text.Is(next + 1, "my") || text.Is(next + 1, "our") || text.Is(next + 1, "their")) && !text.Is(next + 1, "he") && !text.Is(next + 1, "she"))
        {
            // "Savannah, her granddaughter, …".
            score += 3;
        }
        if (text.Text(before) is "," && (text.Is(before - 1, WordKinds.BodyNoun) || text.Is(before - 1, WordKinds.PersonNoun) || text.Is(before - 1, WordKinds.PersonBefore) && text[before - 1].Shape == Shape.Lower && !text.Is(before - 1, "hello")))
        {
            // "a son, Austin".
            score += 2.5;
        }
        if ((marks & NameMarks.FirstName) != 0 && !text.Is(before, WordKinds.Locative) && !text.Is(before, WordKinds.WeakLocative) && (at + 1 < found.Count && Evidence.Linked(text, candidate, found[at + 1]) && IsFirstName(found[at + 1]) || at > 0 && Evidence.Linked(text, found[at - 1], candidate) && IsFirstName(found[at - 1])))
        {
            // "Charlotte and Madison were late".
            score += state ? 0.5 : 1;
        }
        if (adjoining && (text.Is(next, "and") && (text.Is(next + 1, "i") || text.Is(next + 1, "her") || text.Is(next + 1, "his")) || text.Text(next) is "," && text.Is(next + 1, "who") || !candidate.IsFolk && text.Text(next) is "," && (text.Is(next + 1, "the") || text.Is(next + 1, "a") || text.Is(next + 1, "an")) && (text.Is(next + 2, WordKinds.PersonNoun) || text.Is(next + 3, WordKinds.PersonNoun))))
        {
            score += 4;
        }
        if (adjoining && text.Text(next) is "," && next + 1 < text.Count && text[next + 1].Shape == Shape.Number && next + 2 < text.Count && text.Text(next + 2) is "," && text[next + 1].Length <= 2)
        {
            score += 3;
        }
        if (adjoining && text.Text(next) is "'" or "’" && text.Is(next + 1, "s") && text.Is(next + 2, WordKinds.BodyNoun))
        {
            score += 3;
        }
        if (text.Is(before, WordKinds.PersonBefore) && !text.Is(before, WordKinds.Locative) && !(state && text.Is(before, WordKinds.Greeting)))
        {
            score += text.Is(before, "and") || text.Is(before, "with") || text.Is(before, "by") ? (state ? 0.5 : 1) : 2.5;
        }
        if (!state && Pronoun(text, candidate))
        {
            score += 1;
        }
        if (people.Contains(candidate.Name.Words[0].Key))
        {
            score += 2;
        }
        return score;
    }

    private static bool IsFirstName(Candidate candidate) => !candidate.Joined && (candidate.Name.Marks & NameMarks.FirstName) != 0;

    private static bool Pronoun(PlaceText text, Candidate candidate)
    {
        int end = Math.Min(text.SentenceEnd(candidate.Last), candidate.Last + 12);
        for (int i = candidate.Last + 1; i < end; i++)
        {
            if (text.Is(i, WordKinds.Pronoun))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>A first name, an initial or a title right in front: "Denzel Washington", "Samuel L. Jackson", "Mrs. Dallas".</summary>
    private static bool NamedBefore(PlaceText text, Candidate candidate)
    {
        int before = candidate.First - 1;
        if (before < 0 || text.Apart(before))
        {
            return false;
        }
        if (text.Text(before) is "." && before > 0 && text.Adjoins(before - 1) && text.IsCapital(before - 1))
        {
            bool initial = text[before - 1].Length == 1 && (before < 2 || !text.Adjoins(before - 2) || text.IsMark(before - 2)) && !(before >= 3 && text.Text(before - 2) is ".") && text.IsCapital(before - 2);
            return initial || text.Is(before - 1, WordKinds.TitleName) && !text.Is(before - 1, "gov") && !text.Is(before - 1, "sen") && !text.Is(before - 1, "rep") || (candidate.Name.Marks & NameMarks.Surname) != 0 && text.Is(before - 1, WordKinds.TitleName);
        }
        if (!text.IsCapital(before) || text.Sentence(before) != text.Sentence(candidate.First))
        {
            return false;
        }
        if (text.Is(before, WordKinds.TitleName))
        {
            return (candidate.Name.Marks & (NameMarks.Surname | NameMarks.FirstName)) != 0;
        }
        bool surname = (candidate.Name.Marks & NameMarks.Surname) != 0;
        if (text.Is(before, WordKinds.FirstNames) && !text.Is(before, WordKinds.NotFirstHere) && (surname || !IsPlaceName(text[before].Word!)))
        {
            return true;
        }
        // "Keisha Washington": a capitalised word nobody knows, before a name that is also a surname.
        return (candidate.Name.Marks & NameMarks.Surname) != 0 && candidate.Kind != NameKind.Country && text[before].Shape == Shape.Title
            && (text[before].Word is null || text[before].Word!.Kinds is WordKinds.None or WordKinds.FirstNames && text[before].Word!.Names.Count == 0);
    }

    private static bool IsPlaceName(Word word) => word.Names.Exists(name => name.Words.Length == 1 && !name.IsTrap);

    /// <summary>A capitalised word behind that goes with no place: "Virginia Woolf".</summary>
    private static bool SurnameBehind(PlaceText text, Candidate candidate, List<Candidate> found)
    {
        int next = candidate.Last + 1;
        if ((candidate.Name.Marks & NameMarks.FirstName) == 0 || next >= text.Count || text.Apart(candidate.Last) || text[next].Shape != Shape.Title || text.Sentence(next) != text.Sentence(candidate.First) || text[candidate.First].Shape == Shape.Upper)
        {
            return false;
        }
        const WordKinds goesOn = WordKinds.Institution | WordKinds.Outlet | WordKinds.OutletMid | WordKinds.Office | WordKinds.NameFollow | WordKinds.TownNoun | WordKinds.Common | WordKinds.Street | WordKinds.TitleName | WordKinds.PeopleNoun;
        if (text.Is(next, goesOn))
        {
            return false;
        }
        foreach (Candidate other in found)
        {
            if (other.First == next)
            {
                return (other.Name.Marks & NameMarks.Surname) != 0;
            }
        }
        return true;
    }
}
