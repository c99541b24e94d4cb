namespace Tidemark.Detection.Places;

/// <summary>Where a person comes from, lives, was trained or holds office.</summary>
internal static class BiographyRules
{
    private static readonly HashSet<string> Hyphened = new(StringComparer.Ordinal) { "born", "raised", "trained", "educated", "bred", "reared", "native", "schooled", "dwelling" };

    // "Police met a man in Reno" tells where he was, "a baker in Reno" where she lives.
    private static readonly HashSet<string> Passing = new(StringComparer.Ordinal) { "man", "woman", "boy", "girl", "suspect", "prisoner", "inmate", "tourist", "visitor", "traveler", "traveller", "witness", "baby", "driver", "defendant", "candidate", "fan", "runner", "hiker", "customer", "buyer", "family", "couple", "democrat", "republican" };

    // Goods and firms come, move and are based somewhere, too: these need a person in front.
    private static readonly HashSet<string> NeedPerson = new(StringComparer.Ordinal) { "comes", "came", "moved", "based", "brought", "settled", "taught", "teaches", "stationed", "reared", "bred", "immigrated", "emigrated", "relocated", "living", "retired", "trained", "learned" };

    public static string? Of(PlaceText text, Candidate candidate)
    {
        int start = text.SentenceStart(candidate.First);
        int end = text.SentenceEnd(candidate.Last);
        return Folk(text, candidate, start, end) ?? OfficeBehind(text, candidate, start, end) ?? OfficeBefore(text, candidate, start)
            ?? Lives(text, candidate, start) ?? Home(text, candidate, start) ?? PersonOf(text, candidate, start, end) ?? Profile(text, candidate, start, end);
    }

    // "an Ohioan", "the Kenyan won", "Kenyan Eliud K.", "proud Texan".
    private static string? Folk(PlaceText text, Candidate candidate, int start, int end)
    {
        int next = candidate.Last + 1;
        int before = candidate.First - 1;
        if (candidate.Kind is NameKind.DemonymNoun)
        {
            return "a person of the place";
        }
        if (candidate.Kind is NameKind.DemonymPlural)
        {
            return text.Is(before, "two") || text.Is(before, "three") || text.Is(before, "both") ? "persons of the place" : null;
        }
        if (candidate.Kind is not (NameKind.Demonym or NameKind.DemonymAdjective or NameKind.Nickname) || candidate.InTag)
        {
            return null;
        }
        if (candidate.Kind != NameKind.Nickname && next < end && !text.Is(next, WordKinds.Institution) && text.IsCapital(next) && !text.Apart(candidate.Last) && (text.Is(next, WordKinds.FirstNames) || text[next].Word is null) && text.IsCapital(next + 1) && !text.Is(next + 1, WordKinds.Institution))
        {
            return "demonym before a name";
        }
        if (candidate.Kind == NameKind.DemonymAdjective)
        {
            return null;
        }
        bool noun = next >= end || text.IsMark(next) && text.Text(next) is not "-" || text.Is(next, WordKinds.Common) || text.Is(next, WordKinds.PersonVerb) || text.Is(next, WordKinds.OfHome) || text.Is(next, "who") || text.Is(next, "won") || text.Is(next, "finished") || text[next].Shape == Shape.Lower && text.Text(next).EndsWith("ed");
        bool article = text.Is(before, "a") || text.Is(before, "an") || text.Is(before, WordKinds.Proud) || text.Is(before, "the") || text.Is(before, "fellow") || text.Is(before, "another") || text.Is(before, "am") || text.Is(before, "old") || text.Is(before, "young");
        bool alone = before < start || text.IsMark(before);
        if (candidate.Kind == NameKind.Nickname && !(text.Is(before, "a") || text.Is(before, "an") || text.Is(before, WordKinds.Proud)))
        {
            return null;
        }
        return noun && (article || alone) ? "a person of the place" : null;
    }

    // "Ohio senator", "Tulsa man", "Kansas Republican Sen. X", "Oregon's governor", "Georgia-born".
    private static string? OfficeBehind(PlaceText text, Candidate candidate, int start, int end)
    {
        int next = candidate.Last + 1;
        if (next >= end || text.Apart(candidate.Last))
        {
            return null;
        }
        if (text.Text(next) is "-" or "–" && text.Adjoins(candidate.Last) && next + 1 < end)
        {
            string word = text.Text(next + 1).ToString().ToLowerInvariant();
            if (Hyphened.Contains(word))
            {
                return "before -born, -raised or -trained";
            }
            if (word is "based" or "area")
            {
                for (int i = next + 2; i < Math.Min(end, next + 5); i++)
                {
                    if (text.Is(i, WordKinds.PersonNoun))
                    {
                        return "a person based there";
                    }
                }
            }
            return null;
        }
        if (candidate.Joined && text.Text(next) is ",")
        {
            // "a Nampa, Idaho, teacher".
            next++;
        }
        if (text.Text(Math.Min(next, text.Count - 1)) is "'" or "’" && text.Is(next + 1, "s"))
        {
            next += 2;
        }
        if (text.IsCapital(next) && text.Is(next, WordKinds.FirstNames) && text.IsCapital(next + 1) && next > candidate.Last + 1 && !text.IsNamed(next))
        {
            return "a named person of the place";
        }
        if (text[next].Shape == Shape.Lower && !text.Is(next, WordKinds.Common) && !text.Is(next, WordKinds.PersonVerb) && !candidate.InTag)
        {
            int name = text[next + 1].Shape == Shape.Lower && !text.Is(next + 1, WordKinds.Common) ? next + 2 : next + 1;
            if (text.IsCapital(name) && text.Is(name, WordKinds.FirstNames) && text.IsCapital(name + 1) && !text.IsNamed(name) && name < end && !Verbal(text, next, name) && !text.Text(name - 1).EndsWith("s") && !text.Text(name - 1).EndsWith("ing"))
            {
                return "before a word for a person and a name";
            }
        }
        int limit = Math.Min(end, next + 4);
        for (int i = next; i < limit; i++)
        {
            if (text.Text(i) is "." or "-" && i > next && text.Adjoins(i - 1))
            {
                continue;
            }
            if (text.Is(i, WordKinds.Office) && !(text.Is(i, "state") && text[i].Shape == Shape.Lower))
            {
                // "Ohio lawmakers passed …": holding the office is why they are named.
                bool street = text.Is(i + 1, "street") || text.Is(i + 1, "system");
                return street ? null : "before an office";
            }
            if (text.Is(i, WordKinds.PersonNoun) && !text.Is(i + 1, "of") | text.Is(i + 1, "of"))
            {
                bool compound = i + 1 < end && text[i + 1].Shape == Shape.Lower && !text.Is(i + 1, WordKinds.Common) && !text.Is(i + 1, WordKinds.PersonVerb) && (text.Is(i + 1, "shortage") || text.Is(i + 1, "shop") || text.Is(i + 1, "union") || text.Is(i + 1, "association") || text.Is(i + 1, "market") || text.Is(i + 1, "camp") || text.Is(i + 1, "pay"));
                return compound ? null : i == next || !Verbal(text, next, i) ? "before a word for a person" : null;
            }
            bool passes = text[i].Shape == Shape.Lower && !text.Is(i, WordKinds.Common) && !text.Is(i, WordKinds.PersonVerb) && !text.Is(i, WordKinds.PeopleNoun) || text.IsCapital(i) && (text.Is(i, WordKinds.Institution) || text.Is(i, "republican") || text.Is(i, "democratic") || text.Is(i, "democrat")) || text[i].Shape == Shape.Number;
            if (!passes)
            {
                return null;
            }
        }
        return null;
    }

    private static bool Verbal(PlaceText text, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            ReadOnlySpan<char> word = text.Text(i);
            if (word.EndsWith("ed") || text.Is(i, WordKinds.CallVerb) || text.Is(i, "law"))
            {
                return true;
            }
        }
        return false;
    }

    // "governor of Vermont", "senator from Ohio", "native of Boise", "(D-Ga.)", "represents Utah".
    private static string? OfficeBefore(PlaceText text, Candidate candidate, int start)
    {
        int before = candidate.First - 1;
        if (before < start)
        {
            return null;
        }
        if (text.Text(before) is "-" or "–" && text.Adjoins(before) && before > 0 && text[before - 1].Length == 1 && text.Text(before - 1) is "R" or "D" or "I" or "L")
        {
            return "party and state";
        }
        if (text.Is(before, "native") || text.Is(before, "represents") || text.Is(before, "representing") || text.Is(before, "represented") || text.Is(before, "homestate"))
        {
            return text.Is(before, "native") && !(text.Is(before - 1, WordKinds.Common) || text.Is(before - 1, "s")) ? null : "holds office or comes from there";
        }
        int at = before;
        while (at > start && (text.Is(at, "the") || text.Is(at, WordKinds.Direction) || text.Is(at, WordKinds.Proud)))
        {
            at--;
        }
        bool of = text.Is(at, "of");
        bool prep = of || text.Is(at, "for") || text.Is(at, "from") || text.Is(at, "to") || text.Is(at, "in");
        if (!prep || at <= start)
        {
            return null;
        }
        int head = at - 1;
        if (text.Is(head, "state") && text.Is(head - 1, "of") && text.Is(head - 2, "secretary") || text.Is(head, "general") && text.Is(head - 1, WordKinds.Office | WordKinds.Common) is false && text.Is(head - 1, "attorney"))
        {
            return "office of the place";
        }
        bool office = text.Is(head, WordKinds.OfficeOf) && (of || !text.Is(head, "state") && !text.Is(head, "general") && !text.Is(head, "chief"));
        if (office && (of || text.Is(at, "from") || text.Is(at, "for") || text.Is(at, "to") && (text.Is(head, "ambassador") || text.Is(head, "envoy")) || text.Is(at, "in") && !text.Is(head, "state")))
        {
            return text.Is(head, "state") || text.Is(head, "general") || text.Is(head, "chief") || text.Is(head, "coach") && !of ? null : "office of the place";
        }
        if (text.Is(head, WordKinds.OfHome) && (of && !text.Is(head, "people") && !text.Is(head, "inhabitants") && !text.Is(head, "residents") && !text.Is(head, "citizens") || text.Is(at, "from") && text.Is(head, "graduate")))
        {
            return "native or resident of the place";
        }
        return null;
    }

    // "born in", "grew up in", "lives with her family near", "studied in".
    private static string? Lives(PlaceText text, Candidate candidate, int start)
    {
        int prep = candidate.First - 1;
        while (prep > start && (text.Is(prep, "the") || text.Is(prep, WordKinds.Direction) || text.Is(prep, "rural") || text.Is(prep, "a") || text.Is(prep, WordKinds.TownNoun) || text.Is(prep, "of") && text.Is(prep - 1, WordKinds.TownNoun) || text.Text(prep) is "#"))
        {
            prep--;
        }
        if (prep < start || !text.Is(prep, WordKinds.LivePrep))
        {
            return attended();
        }
        for (int i = prep - 1; i >= Math.Max(start, prep - 9); i--)
        {
            if (text.Text(i) is ";" or ":" or "—")
            {
                return null;
            }
            if (text.Is(i, "live") && (text.Is(i - 1, WordKinds.Self) || text.Is(i - 1, "who") || text.Is(i - 1, "they") || text.Is(i - 1, "to") || text.Is(i - 1, "now") || text.Is(i - 1, "still") || text.Is(i - 1, "both") || text.Is(i - 1, "also")) && prep - i <= 6)
            {
                return "lives, was born or was trained there";
            }
            if (text.Is(i, WordKinds.LiveVerb))
            {
                string verb = text.Text(i).ToString().ToLowerInvariant();
                if (verb is "grew" && !text.Is(i + 1, "up"))
                {
                    return null;
                }
                if (verb is "came" or "comes" && !text.Is(prep, "from") || verb is "moved" or "relocated" or "retired" or "emigrated" or "immigrated" && text.Is(prep, "at") || verb is "came" or "comes" or "moved" && prep - i > 3)
                {
                    return null;
                }
                if (verb is "raised" && prep - i > 5 || verb is "raised" && i + 1 < prep && (text[i + 1].Shape == Shape.Number || text.Text(i + 1) is "$"))
                {
                    return null;
                }
                if (prep - i > 6 && verb is not ("born" or "lives" or "live" or "lived" or "studied" or "grew" or "graduated"))
                {
                    return null;
                }
                bool moving = verb is "came" or "comes" or "moved" or "brought";
                return !NeedPerson.Contains(verb) || (moving ? Subject(text, start, i) : Person(text, start, i)) ? "lives, was born or was trained there" : null;
            }
        }
        bool from = text.Is(prep, "from") && (text.Is(prep - 1, "is") || text.Is(prep - 1, "was") || text.Is(prep - 1, "am") || text.Is(prep - 1, "are") || text.Is(prep - 1, "i'm") || text.Is(prep - 1, "originally") || text.Is(prep - 1, "she's") || text.Is(prep - 1, "he's") || text.Is(prep - 1, "were") || text.Is(prep - 1, "hail"));
        return from && (Person(text, start, prep) || text.Is(prep - 1, "originally")) ? "comes from there" : null;

        string? attended()
        {
            bool school = candidate.Kind == NameKind.Nickname || text.Is(candidate.Last + 1, "state") || text.Is(candidate.Last + 1, "university") || text.Is(candidate.Last + 1, "tech");
            return school && (text.Is(prep, "attended") || text.Is(prep, "attends") || text.Is(prep, "attending") || text.Is(prep, "joined") && false) ? "was trained there" : null;
        }
    }

    // Right in front of the verb: "her china came from" is no person.
    private static bool Subject(PlaceText text, int start, int verb)
    {
        for (int i = verb - 1; i >= Math.Max(start, verb - 3); i--)
        {
            if (text.Is(i, "he") || text.Is(i, "she") || text.Is(i, WordKinds.Self) && !text.Is(i, "my") || text.Is(i, "they") || text.Is(i, "who") || text.Is(i, WordKinds.PersonNoun) || text.Is(i, WordKinds.PeopleNoun) || text.Is(i, "family") || text.Is(i, "parents") || text.Is(i, "grandparents") || text.Is(i, WordKinds.FirstNames) && text.IsCapital(i) || text.IsCapital(i) && text[i].Word is null)
            {
                return true;
            }
        }
        return verb == start;
    }

    private static bool Person(PlaceText text, int start, int until)
    {
        for (int i = until - 1; i >= start; i--)
        {
            if (text.Is(i, WordKinds.Pronoun) || text.Is(i, WordKinds.Self) || text.Is(i, WordKinds.PersonNoun) || text.Is(i, WordKinds.Office) || text.Is(i, WordKinds.TitleName) || text.Is(i, "who") || text.Is(i, "they") || text.Is(i, WordKinds.BodyNoun) || text.Is(i, "you")
                || text.Is(i, WordKinds.FirstNames) && text.IsCapital(i) || text.Is(i, "parents") || text.Is(i, "ancestors") || text.Is(i, "family") || text.Is(i, "grandparents") || text.Is(i, "she's") || text.Is(i, "he's") || text.Is(i, WordKinds.PeopleNoun) || text.Is(i, "whose"))
            {
                return true;
            }
            if (text.IsCapital(i) && text[i].Word is null && (i + 1 < until && text.IsCapital(i + 1) || i == start))
            {
                return true;
            }
        }
        return until == start;
    }

    // "her home in Savannah", "a degree from Duke", "childhood in Ohio", "Hometown: Boise".
    private static string? Home(PlaceText text, Candidate candidate, int start)
    {
        int prep = candidate.First - 1;
        while (prep > start && (text.Is(prep, "the") || text.Is(prep, WordKinds.Direction) || text.Is(prep, WordKinds.TownNoun) || text.Is(prep, "of") && text.Is(prep - 1, WordKinds.TownNoun)))
        {
            if (text.Is(prep, "hometown"))
            {
                break;
            }
            prep--;
        }
        if (text.Text(Math.Max(prep, 0)) is ":" && (text.Is(prep - 1, WordKinds.HomeNoun) || text.Is(prep - 1, "location") || text.Is(prep - 1, "lives") || text.Is(prep - 1, "based")))
        {
            return "home of a person";
        }
        if (prep < start)
        {
            return null;
        }
        if (text.Is(prep, "hometown"))
        {
            return "home of a person";
        }
        bool linked = text.Is(prep, "in") || text.Is(prep, "from") || text.Is(prep, "at") || text.Is(prep, "of") || text.Is(prep, "near") || text.Is(prep, "outside");
        for (int i = prep - 1; linked && i >= Math.Max(start, prep - 3); i--)
        {
            if (text.Is(i, WordKinds.HomeNoun))
            {
                bool owned = text.Is(i, "degree") || text.Is(i, "diploma") || text.Is(i, "doctorate") || text.Is(i, "childhood") || text.Is(i, "boyhood") || text.Is(i, "girlhood") || text.Is(i, "upbringing") || text.Is(i, "hometown") || text.Is(i, "birthplace") || text.Is(i, "roots") || text.Is(i, "residency") || text.Is(i, "apprenticeship")
                    || text.Is(i - 1, "her") || text.Is(i - 1, "his") || text.Is(i - 1, "my") || text.Is(i - 1, "their") || text.Is(i - 1, "our") || text.Is(i - 1, "family") || text.Is(i - 1, "a") && (text.Is(i - 2, "makes") || text.Is(i - 2, "made")) || text.Is(i - 1, "s") || text.Is(i - 1, "boyhood") || text.Is(i - 1, "childhood");
                return owned ? "home or training of a person" : null;
            }
        }
        return null;
    }

    // "Maria Lopez, 34, of Boise", "a farmer from Iowa", "students from Utah", "Jane Doe, Tulsa".
    private static string? PersonOf(PlaceText text, Candidate candidate, int start, int end)
    {
        int prep = candidate.First - 1;
        while (prep > start && (text.Is(prep, "the") || text.Is(prep, WordKinds.Direction) || text.Is(prep, "nearby") || text.Is(prep, "rural")))
        {
            prep--;
        }
        if (prep < start)
        {
            return Signature(text, candidate, start, end);
        }
        bool of = text.Is(prep, "of");
        bool from = text.Is(prep, "from");
        bool inside = text.Is(prep, "in") || text.Is(prep, "near") || text.Is(prep, "at") || text.Is(prep, "outside");
        if (!of && !from && !inside)
        {
            return Signature(text, candidate, start, end);
        }
        int head = prep - 1;
        if (text.Is(head, WordKinds.PersonNoun) && head >= start && (from || of || inside && !Passing.Contains(text.Text(head).ToString().ToLowerInvariant()) && (text.Is(head - 1, WordKinds.Common) || text[Math.Max(head - 1, 0)].Shape == Shape.Lower)))
        {
            return "a person from there";
        }
        if (from && (text.Is(head, WordKinds.PeopleNoun) || text.Is(head, "people") || text.Text(head) is [.., 's'] && text.Gazetteer.Find(text.Text(head)[..^1]) is { } one && (one.Kinds & WordKinds.PersonNoun) != 0))
        {
            return "persons from there";
        }
        if (inside)
        {
            return null;
        }
        if (text.IsMark(head) && text.Text(head) is ",")
        {
            head--;
            if (head >= start && text[head].Shape == Shape.Number && text[head].Length <= 3)
            {
                head--;
                if (text.Is(head, ","))
                {
                    head--;
                }
                return IsName(text, head, start, loose: true) ? "a named person from there" : null;
            }
            return IsName(text, head, start, loose: true) || text.Is(head, WordKinds.PersonNoun) ? "a named person from there" : null;
        }
        return IsName(text, head, start, loose: false) ? "a named person from there" : null;
    }

    private static bool IsName(PlaceText text, int last, int start, bool loose)
    {
        if (text.IsNamed(last) || last <= start - 1 || last < 1 || !text.IsCapital(last) || text.Is(last, WordKinds.Institution) || text.Is(last, WordKinds.Common) || text.Is(last, WordKinds.Office) || text.Is(last, WordKinds.OutletEnd) && !loose)
        {
            return false;
        }
        if (text.Is(last - 1, WordKinds.FirstNames) && text.IsCapital(last - 1) || text.Is(last - 1, WordKinds.TitleName) || text.Text(last - 1) is "." && last >= 2 && (text.Is(last - 2, WordKinds.TitleName) || text[last - 2].Length == 1))
        {
            return true;
        }
        if (text.Is(last, WordKinds.FirstNames))
        {
            return true;
        }
        return text.IsCapital(last - 1) && last - 1 >= start && text[last].Word is null && !text.Is(last - 1, WordKinds.Institution) && !text.Is(last - 1, WordKinds.Common) && (text[last - 1].Word is null || text[last - 1].Word!.Names.Count == 0);
    }

    // A letter ends "Jane Doe, Tulsa" or with the town under the name.
    private static string? Signature(PlaceText text, Candidate candidate, int start, int end)
    {
        int before = candidate.First - 1;
        int next = candidate.Last + 1;
        bool closes = next >= end || next >= text.Count || text.IsMark(next) && text.Text(next) is not ("," or ":" or "-") && next + 1 >= end;
        if (!closes || candidate.IsFolk || before < 0)
        {
            return null;
        }
        if (text.Text(before) is "," && IsName(text, before - 1, start, loose: true) && (before - 2 <= start || text.IsMark(before - 3) || before - 3 < start))
        {
            return "signature";
        }
        bool line = text.Source.AsSpan(text[before].End, text[candidate.First].Start - text[before].End).Contains('\n');
        return line && candidate.First > 4 && IsName(text, before, text.SentenceStart(before), loose: true) && before - text.SentenceStart(before) <= 4 ? "signature" : null;
    }

    // "Mom | Runner | Tulsa, OK", "📍 Boise".
    private static string? Profile(PlaceText text, Candidate candidate, int start, int end)
    {
        int before = candidate.First - 1;
        int next = candidate.Last + 1;
        if (before >= 0 && text.IsMark(before) && text.Source.AsSpan(text[before].Start, text[before].Length) is "📍" or "🏠" or "🏡")
        {
            return "self-description";
        }
        if (text.Source.Length > 300)
        {
            return null;
        }
        while (text.Is(before, "in") || text.Is(before, "now") || text.Is(before, "currently") || text.Is(before, "living") || text.Is(before, "from") || text.Is(before, "via") || text.Is(before, "near"))
        {
            before--;
        }
        if (before < candidate.First - 1 && text.Is(before, WordKinds.PersonNoun))
        {
            // "Nurse in Seattle."
            before--;
        }
        if (text.Text(next) is "'" or "’" && text[next + 1].Shape == Shape.Number)
        {
            next += 2;
        }
        if (text[next].Shape == Shape.Number && text[next].Length is 2 or 4)
        {
            next++;
        }
        bool opens = before < 0 || before < start || text.IsMark(before) && text.Text(before) is not ("(" or "#" or "\"" or "'" or "-" or "$");
        bool closes = next >= text.Count || next >= end || text.IsMark(next) && text.Text(next) is not ("'" or "’" or "-" or ":" or "!");
        if (!opens || !closes)
        {
            return null;
        }
        int pieces = 0;
        int persons = 0;
        int verbs = 0;
        for (int i = 0; i < text.Count; i++)
        {
            pieces += text.Text(i) is "|" or "." or "•" or "/" or "·" or ";" or "," ? 1 : 0;
            persons += text.Is(i, WordKinds.PersonNoun) || text.Is(i, WordKinds.BodyNoun) || text.Is(i, WordKinds.Proud) || text.Is(i, "retired") || text.Is(i, "lover") || text.Is(i, "grad") || text.Is(i, "alum") ? 1 : 0;
            verbs += text.Is(i, "is") || text.Is(i, "was") || text.Is(i, "are") || text.Is(i, "were") || text.Is(i, "has") || text.Is(i, "said") || text.Is(i, "will") || text.Is(i, "the") ? 1 : 0;
        }
        return pieces >= 2 && persons >= 1 && verbs == 0 ? "self-description" : null;
    }
}
