namespace Tidemark.Detection.Places;

/// <summary>
/// Whether the people of a place are addressed, called upon or urged: by name in front of or behind what they should do, as "you in", or
/// by a third party that asks them. It says whom a text speaks to; not who wrote it for what end.
/// </summary>
internal static class TargetRules
{
    public static string? Of(PlaceText text, Candidate candidate)
    {
        if (candidate.Kind == NameKind.DemonymAdjective && !text.Is(candidate.Last + 1, WordKinds.PeopleNoun))
        {
            return null;
        }
        int start = text.SentenceStart(candidate.First);
        int end = text.SentenceEnd(candidate.Last);
        int behind = candidate.Last + 1;
        bool people = false;
        if (behind < end && text.Is(behind, WordKinds.PeopleNoun))
        {
            (behind, people) = (behind + 1, true);
        }
        bool folk = people || candidate.Kind is NameKind.DemonymPlural || candidate.Kind == NameKind.Nickname && candidate.Name.Words[^1].Key.EndsWith('s');
        return Vocative(text, candidate, start, behind, end, folk) ?? AtTheEnd(text, candidate, start, behind, end) ?? YouIn(text, candidate, start, end)
            ?? CalledUpon(text, candidate, start, behind, end, folk) ?? Asked(text, candidate, start, behind, end, folk);
    }

    // "Vermonters, lend a hand", "Kentucky: come on Friday", "Good morning, Tulsa!", "Dear neighbors in Boise,".
    private static string? Vocative(PlaceText text, Candidate candidate, int start, int behind, int end, bool folk)
    {
        bool greeted = false;
        for (int i = candidate.First - 1; i >= start; i--)
        {
            if (text.Is(i, WordKinds.Greeting) || text.Is(i, "our") || text.Is(i, "my") || text.Is(i, "the") && folk)
            {
                greeted |= text.Is(i, WordKinds.Greeting) && !text.Is(i, "so") && !text.Is(i, "and") && !text.Is(i, "now") && !text.Is(i, "on") && !text.Is(i, "in");
                continue;
            }
            if (text.IsNamed(i) || text.Is(i, "and") && text.IsNamed(i - 1) || text.Text(i) is "," && text.IsNamed(i - 1))
            {
                continue;
            }
            if (text.IsMark(i))
            {
                if (text.Text(i) is "#" or "\"" or "“" or "," or "!" or ":" or "—" or "–" or "*" or "(" or "‘" or "'" || text.Source[text[i].Start] > 0x2190)
                {
                    continue;
                }
                return null;
            }
            return null;
        }
        bool ends = behind >= end;
        ReadOnlySpan<char> mark = ends ? default : text.Text(behind);
        bool punctuated = mark is "," or ":" or "!" or "—" or "–" or "-" or "…" or ".";
        if (greeted && candidate.First > start)
        {
            bool strong = false;
            for (int i = start; i < candidate.First; i++)
            {
                strong |= text.Is(i, "hey") || text.Is(i, "hello") || text.Is(i, "hi") || text.Is(i, "dear") || text.Is(i, "attention") || text.Is(i, "calling") || text.Is(i, "thank") && text.Is(i + 1, "you") || text.Is(i, "thanks") || text.Is(i, "morning") || text.Is(i, "evening") || text.Is(i, "congratulations") || text.Is(i, "howdy")
                    || text.Is(i, "afternoon") || text.Is(i, "night") || text.Is(i, "you") || text.Is(i, "listen") || text.Is(i, "wake") || text.Is(i, "come") || text.Is(i, "go") && i == candidate.First - 1 || text.Is(i, "bravo") || text.Is(i, "congrats") || text.Is(i, "fellow") || text.Is(i, "yo") || text.Is(i, "sorry") || text.Is(i, "greetings");
            }
            bool bare = text.Is(candidate.First - 1, "in") || text.Is(candidate.First - 1, "on");
            if (strong && !bare && (ends || punctuated || text.Is(behind, WordKinds.Imperative) || text.Is(behind, WordKinds.Second) || text.Is(behind, WordKinds.WeCall) || text.Is(behind, "for") || text.IsMark(behind)))
            {
                return "addressed with a greeting";
            }
            if (ends || mark is "!" or ".")
            {
                return strong && !bare ? "addressed with a greeting" : null;
            }
        }
        if (!punctuated || mark is ".")
        {
            return folk && mark is not "." && text.Is(behind, "please") ? "addressed and asked" : null;
        }
        int next = behind + 1;
        while (next < text.Count && text.IsMark(next) && text.Text(next) is not ("." or "?"))
        {
            next++;
        }
        if (mark is "!" or "…" or "—" or "–" or ":" && next < text.Count && text.Sentence(next) != text.Sentence(candidate.First))
        {
            end = text.SentenceEnd(next);
        }
        if (next >= text.Count || next >= end && mark is ",")
        {
            return null;
        }
        end = Math.Max(end, Math.Min(text.Count, next + 1));
        // What stands in apposition ("Ohio, home of …", "Boise, a city …", "Reno, Sparks and …") is no call.
        while (next < end && (text.Is(next, "please") || text.Is(next, "just") || text.Is(next, "do") || text.Is(next, "now") || text.Is(next, "so") || text.Is(next, "and") && text.Is(next + 1, WordKinds.Imperative) || text.Is(next, "today") || text.Is(next, "tonight") || text.Is(next, "kindly") || text.Is(next, "then") || text.Is(next, "also")))
        {
            if (text.Is(next, "please") || text.Is(next, "kindly"))
            {
                return "addressed and asked";
            }
            next++;
        }
        if (text.Is(next, WordKinds.Imperative) && !IsNounUse(text, next, end))
        {
            return "addressed and told what to do";
        }
        if (text.Is(next, WordKinds.Second) || text.Is(next, WordKinds.WeCall) || text.Is(next, "never") && text.Is(next + 1, WordKinds.Imperative))
        {
            return "addressed as you";
        }
        bool opens = text.Is(next, "we") || text.Is(next, "i") || text.Is(next, "it's") || text.Is(next, "it") || text.Is(next, "are") || text.Is(next, "will") || text.Is(next, "can") || text.Is(next, "who") && mark is not "," || text.Is(next, "what") || text.Is(next, "how") || text.Is(next, "this") || text.Is(next, "there's")
            || text.Is(next, "have") || text.Is(next, "is") || text.Is(next, "if") || text.Is(next, "thank") || text.Is(next, "thanks") || text.Is(next, "i'm") || text.Is(next, "the") || text.Is(next, "don't") || text.Is(next, "no") || text.Is(next, "when") || text.Is(next, "did") || text.Is(next, "that's") || text.Is(next, "here") || text.Is(next, "where") || text.Is(next, "tomorrow") || text.Is(next, "on") || text.Is(next, "before") || text.Is(next, "not");
        if (opens && Has(text, next, end, WordKinds.Second))
        {
            return "addressed as you";
        }
        if (text.Is(next, "it") && text.Is(next + 1, "'") || text.Is(next, "it's") || text.Is(next, "it"))
        {
            for (int i = next; i < Math.Min(end, next + 5); i++)
            {
                if (text.Is(i, "time") && text.Is(i + 1, "to"))
                {
                    return "addressed and told what to do";
                }
            }
        }
        return null;
    }

    // "Use of water fell" begins with a noun; "Show on Friday" too. Behind an address it is a call unless a verb follows at once.
    private static bool IsNounUse(PlaceText text, int at, int end) =>
        at + 1 < end && (text.Is(at + 1, "of") && !text.Is(at, "think") && !text.Is(at, "get") && !text.Is(at, "dream") || text.Is(at + 1, "is") || text.Is(at + 1, "was") || text.Is(at + 1, "were") || text.Is(at + 1, "are"));

    // "Show up on Saturday, Vermont.", "See you there, Boise!"
    private static string? AtTheEnd(PlaceText text, Candidate candidate, int start, int behind, int end)
    {
        for (int i = behind; i < end; i++)
        {
            if (!text.IsMark(i) || text.Text(i) is "," or ":" or "(" or "-")
            {
                return null;
            }
        }
        int before = candidate.First - 1;
        while (before > start && (text.Text(before) is "#" || text.Is(before, "my") || text.Is(before, "dear") || text.Is(before, "fellow") || text.Is(before, "all")))
        {
            before--;
        }
        if (before <= start || text.Text(before) is not ("," or "—" or "–"))
        {
            return null;
        }
        int first = start;
        while (first < before && text.IsMark(first))
        {
            first++;
        }
        bool call = text.Is(first, WordKinds.Imperative) || text.Is(first, WordKinds.WeCall) || text.Is(first, WordKinds.Second) || text.Is(first, "thank") || text.Is(first, "thanks") || text.Is(first, "welcome") || text.Is(first, "hello") || text.Is(first, "good") || text.Is(first, "happy") || text.Is(first, "sorry") || text.Is(first, "congratulations") || text.Is(first, "goodbye") || text.Is(first, "farewell") || text.Is(first, "congrats") || text.Is(first, "please") || text.Is(first, "never");
        if (!call && !Has(text, first, before, WordKinds.Second))
        {
            return null;
        }
        // "You can fly to Boise, Reno." is a list and no address.
        for (int i = before - 1; i > Math.Max(start, before - 4); i--)
        {
            if (text.Is(i, WordKinds.Locative) && i == before - 2 && text.IsCapital(before - 1))
            {
                return null;
            }
        }
        return "addressed at the end";
    }

    // "all of you in Utah", "if you live in Ohio", "to the people of Iowa: …", "neighbors in Boise, bring …"
    private static string? YouIn(PlaceText text, Candidate candidate, int start, int end)
    {
        int prep = candidate.First - 1;
        while (prep > start && (text.Is(prep, "the") || text.Text(prep) is "#" || text.Is(prep, WordKinds.Direction) || text.Is(prep, "greater")))
        {
            prep--;
        }
        bool dedicated = Dedicated(text, start, candidate.First);
        if (dedicated && (text.Is(prep, "for") || text.Is(prep, "to")))
        {
            return "a thing is dedicated to them";
        }
        bool placed = text.Is(prep, "in") || text.Is(prep, "from") || text.Is(prep, "of") || text.Is(prep, "across") || text.Is(prep, "throughout") || text.Is(prep, "around") || text.Is(prep, "near") || text.Is(prep, "outside") || text.Is(prep, "at");
        if (!placed || prep <= start)
        {
            return null;
        }
        int head = prep - 1;
        while (head > start && (text.Is(head, "here") || text.Is(head, "out") || text.Is(head, "there") || text.Is(head, "over") || text.Is(head, "back") || text.Is(head, "up") || text.Is(head, "down") || text.Is(head, "all") && text.Is(head - 1, WordKinds.Second)))
        {
            head--;
        }
        if (text.Is(head, WordKinds.Second) && !text.Is(head, "your"))
        {
            bool met = text.Is(head - 1, "see") || text.Is(head - 1, "saw") || text.Is(head - 1, "met") || text.Is(head - 1, "meet");
            bool being = text.Is(head, "you're") || text.Is(head, "ye");
            if (!met && !(being && !text.Is(prep, "from") && !If(text, start, head)))
            {
                return "you in the place";
            }
            return null;
        }
        if ((text.Is(head, "live") || text.Is(head, "are") || text.Is(head, "reside") || text.Is(head, "vote") || text.Is(head, "farm") || text.Is(head, "work") || text.Is(head, "lives") || text.Is(head, "living")) && (text.Is(head - 1, WordKinds.Second) || text.Is(head - 1, "who")) && (text.Is(head, "live") || If(text, start, head)) && Has(text, start, end, WordKinds.Second))
        {
            return "you in the place";
        }
        bool heads = text.Is(head, WordKinds.PeopleNoun) || text.Is(head, "everyone") || text.Is(head, "everybody") || text.Is(head, "anyone") || text.Is(head, "anybody") || text.Is(head, "those") || text.Is(head, "all") || text.Is(head, "one") && text.Is(head - 1, "every");
        if (!heads)
        {
            return null;
        }
        if (dedicated)
        {
            return "a thing is dedicated to them";
        }
        // "to our friends in Ohio: thank you", "People of Boise, bring …"
        int first = head;
        while (first > start && (text.Is(first - 1, "the") || text.Is(first - 1, "all") || text.Is(first - 1, "our") || text.Is(first - 1, "my") || text.Is(first - 1, "to") || text.Is(first - 1, "good") || text.IsMark(first - 1) || text.Is(first - 1, WordKinds.Greeting) || text.Is(first - 1, WordKinds.Proud)))
        {
            first--;
        }
        if (first > start)
        {
            return null;
        }
        int next = candidate.Last + 1;
        bool greeted = Has(text, start, head, WordKinds.Greeting) && (text.Is(start, "dear") || text.Is(start, "attention") || text.Is(start, "calling") || text.Is(start, "hello") || text.Is(start, "hey") || text.Is(start, "hi") || text.Is(start, "thank") || text.Is(start, "thanks"));
        if (greeted || text.Is(start, "to") && next < text.Count && text.Text(next) is "," or ":" or "—" or "–")
        {
            return "people of the place are addressed";
        }
        if (next < end && text.IsMark(next) && (text.Is(next + 1, WordKinds.Imperative) || text.Is(next + 1, "please") || text.Is(next + 1, WordKinds.WeCall) || text.Is(next + 1, WordKinds.Second) || Has(text, next, end, WordKinds.Second)))
        {
            return "people of the place are addressed";
        }
        if (text.Is(start, "to"))
        {
            for (int i = next; i < Math.Min(end, next + 6); i++)
            {
                if (text.Text(i) is ":" or "—" or "–")
                {
                    return "people of the place are addressed";
                }
            }
        }
        return next < end && text.Is(next, "please") ? "people of the place are addressed" : null;
    }

    private static bool If(PlaceText text, int start, int head)
    {
        for (int i = start; i < head; i++)
        {
            if (text.Is(i, "if"))
            {
                return true;
            }
        }
        return false;
    }

    // "this one is for", "this goes out to", "a shout-out to", "a message for".
    private static bool Dedicated(PlaceText text, int start, int until)
    {
        for (int i = start; i < until; i++)
        {
            if (text.Is(i, "this") && (text.Is(i + 1, "one") || text.Is(i + 1, "goes") || text.Is(i + 1, "song") || text.Is(i + 1, "message") || text.Is(i + 1, "is") && text.Is(i + 2, "for")) || text.Is(i, "shoutout") || text.Is(i, "shout") && text.Is(i + 2, "out")
                || text.Is(i, "message") && (text.Is(i + 1, "to") || text.Is(i + 1, "for")) || text.Is(i, "love") && text.Is(i + 1, "to") && i == start || text.Is(i, "reminder") && (text.Is(i + 1, "to") || text.Is(i + 1, "for")) || text.Is(i, "note") && (text.Is(i + 1, "to") || text.Is(i + 1, "for")) || text.Is(i, "appeal") && text.Is(i + 1, "to"))
            {
                return true;
            }
        }
        return false;
    }

    // "urged Texans to save power", "called on Ohio to …", "asks residents of Boise to …"
    private static string? CalledUpon(PlaceText text, Candidate candidate, int start, int behind, int end, bool folk)
    {
        int at = candidate.First - 1;
        bool of = false;
        bool on = false;
        for (int steps = 0; at > start && steps < 7; steps++, at--)
        {
            if (text.Is(at, WordKinds.CallVerb) && !(text.Is(at, "asked") && steps == 0 && false))
            {
                break;
            }
            bool preposition = text.Is(at, "of") || text.Is(at, "in") || text.Is(at, "from") || text.Is(at, "across") || text.Is(at, "around");
            if (preposition)
            {
                if (!text.Is(at - 1, WordKinds.PeopleNoun) && !text.Is(at - 1, "everyone") && !text.Is(at - 1, "anyone"))
                {
                    return null;
                }
                of = true;
                continue;
            }
            on |= text.Is(at, "on") || text.Is(at, "upon");
            bool filler = on && (text.Is(at, "on") || text.Is(at, "upon")) || text.Is(at, "the") || text.Is(at, "all") || text.Is(at, "our") || text.Is(at, "every") || text.Is(at, "fellow") || text.Is(at, "his") || text.Is(at, "her") || text.Is(at, "their") || text.Is(at, WordKinds.PeopleNoun) || text.Is(at, "everyone") || text.Is(at, "anyone")
                || text.Is(at, WordKinds.Direction) || text.Is(at, "young") || text.Is(at, "many") || text.Is(at, "more") || text.Is(at, "older") || text.Is(at, "to") && text.Is(at - 1, WordKinds.CallOn) || text.Is(at, "with") && text.Is(at - 1, WordKinds.CallOn) || text.Is(at, "eligible") || text.Is(at, "those") || text.Is(at, "any") || text.Is(at, "and") && text.IsCapital(at - 1) || text.IsCapital(at) && text.Is(at + 1, "and");
            if (!filler)
            {
                return null;
            }
        }
        if (at < start || !text.Is(at, WordKinds.CallVerb))
        {
            return null;
        }
        bool plain = text.Is(at, "want") || text.Is(at, "wants") || text.Is(at, "wanted") || text.Is(at, "need") || text.Is(at, "needs") || text.Is(at, "needed") || text.Is(at, "expect") || text.Is(at, "expects") || text.Is(at, "tell") || text.Is(at, "tells") || text.Is(at, "told");
        if (plain && !folk && !of)
        {
            return null;
        }
        // "ordered Kentucky clerk to …" is one person, "asked Ohio lawmakers to …" is not the people either.
        bool direct = text.Is(behind, "to") || text.Is(behind, "not") || text.Is(behind, "and") || text.Is(behind, "or") || !text.IsWord(behind) || folk || text.IsNamed(behind) || text.Is(behind, "gop") || text.IsCapital(behind) && text.Is(behind + 1, WordKinds.PeopleNoun);
        if (!direct)
        {
            return null;
        }
        bool called = text.Is(at, WordKinds.CallOn) && (on || text.Is(at + 1, "to") || text.Is(at + 1, "with"));
        if (text.Is(at, WordKinds.CallOn) && !called)
        {
            return null;
        }
        if (called)
        {
            return "called upon";
        }
        for (int i = behind; i < Math.Min(end, behind + 6); i++)
        {
            if (text.Is(i, "to") && (i + 1 >= end || text[i + 1].Shape == Shape.Lower))
            {
                return "asked or urged by somebody";
            }
        }
        return null;
    }

    // "Utah residents are asked to boil water", "Texans should sign up".
    private static string? Asked(PlaceText text, Candidate candidate, int start, int behind, int end, bool folk)
    {
        int before = candidate.First - 1;
        bool of = (text.Is(before, "of") || text.Is(before, "in") || text.Is(before, "from") || text.Is(before, "across")) && before > start && (text.Is(before - 1, WordKinds.PeopleNoun) || text.Is(before - 1, "everyone") || text.Is(before - 1, "anyone") || text.Is(before - 1, "those"));
        if (!folk && !of)
        {
            return null;
        }
        int at = candidate.Joined && text.Text(behind) is "," ? behind + 1 : behind;
        if (folk && text.Is(candidate.Last + 1, WordKinds.PeopleNoun) && (text.Is(at, "may") || text.Is(at, "can")))
        {
            return "told what they may do";
        }
        if (text.Is(at, WordKinds.Should))
        {
            return text.Is(at, "ought") || !text.Is(at + 1, "have") ? "told what they should do" : null;
        }
        bool be = text.Is(at, "are") || text.Is(at, "were") || text.Is(at, "is") || text.Is(at, "was") || text.Is(at, "being") || text.Is(at, "have") && text.Is(at + 1, "been");
        if (!be)
        {
            return null;
        }
        for (int i = at + 1; i < Math.Min(end, at + 5); i++)
        {
            if (text.Is(i, WordKinds.CallPassive))
            {
                return text.Is(i + 1, "to") || text.Is(i + 1, "not") || text.Is(i + 1, "on") || text.Is(i + 1, "upon") ? "asked or urged by somebody" : null;
            }
        }
        return null;
    }

    private static bool Has(PlaceText text, int from, int to, WordKinds kind)
    {
        for (int i = from; i < to; i++)
        {
            if (text.Is(i, kind))
            {
                return true;
            }
        }
        return false;
    }
}
