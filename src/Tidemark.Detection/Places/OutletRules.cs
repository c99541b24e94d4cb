namespace Tidemark.Detection.Places;

/// <summary>The dateline a text opens with, and the place in the name of a newspaper, a station or an agency.</summary>
internal static class OutletRules
{
    public static string? Of(PlaceText text, Candidate candidate)
    {
        if (candidate.InTag)
        {
            return null;
        }
        return candidate.Kind == NameKind.Outlet ? "name of an outlet"
            : IsDateline(text, candidate) ? "dateline"
            : NameGoesOn(text, candidate) || NameBegins(text, candidate) ? "part of the name of an outlet"
            : CallSign(text, candidate) ? "call sign beside it"
            : OutletNoun(text, candidate) ? "before a word for an outlet"
            : null;
    }

    internal static bool IsDateline(PlaceText text, Candidate candidate)
    {
        if (candidate.IsFolk || !OpensLine(text, candidate.First, out int line) || line > 6)
        {
            return false;
        }
        bool shouted = text[candidate.First].Shape == Shape.Upper && text[candidate.First].Length > 2;
        if (!shouted && (line > 2 || (!candidate.Joined && candidate.Kind is not NameKind.Town)))
        {
            return false;
        }
        int end = Math.Min(text.Count, candidate.Last + 12);
        for (int i = candidate.Last + 1; i < end; i++)
        {
            ReadOnlySpan<char> mark = text.Text(i);
            if (mark is "—" or "–" or "-" && (text.Is(i + 1, "-") || !text.Adjoins(i) || i > 0 && !text.Adjoins(i - 1)))
            {
                return shouted || !(text.Is(i + 1, WordKinds.Imperative) && text[Math.Min(i + 1, text.Count - 1)].Shape == Shape.Lower || text.Is(i + 1, WordKinds.Second) || text.Is(i + 1, WordKinds.WeCall));
            }
            if (shouted && mark is ":" && i == candidate.Last + 1)
            {
                return !text.Is(i + 1, WordKinds.Imperative) && !text.Is(i + 1, WordKinds.Second);
            }
            // Between place and dash: a state, a date, an agency in brackets.
            bool allowed = text.IsMark(i) && mark is "," or "." or "(" or ")" or "/" || text[i].Shape == Shape.Number || text[i].IsCapital;
            if (!allowed)
            {
                return false;
            }
        }
        return false;
    }

    private static bool OpensLine(PlaceText text, int token, out int line)
    {
        int start = text[token].Start;
        line = text.Source.AsSpan(0, start).Count('\n');
        if (token == 0)
        {
            return true;
        }
        return text.Source.AsSpan(text[token - 1].End, start - text[token - 1].End).Contains('\n');
    }

    // "Savannah Morning News", "Anchorage Daily News", "the Tulsa World".
    private static bool NameGoesOn(PlaceText text, Candidate candidate)
    {
        if (candidate.Joined || candidate.Name.Has(NameKind.Postal) && candidate.Name.Words.Length == 1 && candidate.Kind == NameKind.Postal)
        {
            return false;
        }
        bool ended = false;
        for (int i = candidate.Last + 1; i < Math.Min(text.Count, candidate.Last + 6); i++)
        {
            if (text.Apart(i - 1))
            {
                break;
            }
            if (text.Text(i) is "-" or "&" or "–" && i > candidate.Last + 1)
            {
                continue;
            }
            if (!text.IsCapital(i) || !text.Is(i, WordKinds.OutletMid | WordKinds.OutletEnd | WordKinds.Outlet))
            {
                break;
            }
            ended = text.Is(i, WordKinds.OutletEnd);
        }
        return ended;
    }

    // "Times of India", "CBS Boston", "Fox 5 Atlanta", "Radio Vermont".
    private static bool NameBegins(PlaceText text, Candidate candidate)
    {
        int before = candidate.First - 1;
        if (before >= 0 && text[before].Shape == Shape.Number && text[before].Length <= 2)
        {
            before--;
        }
        if (text.Is(before, "of") && text.Is(before - 1, "times") && text.IsCapital(before - 1))
        {
            return true;
        }
        return before >= 0 && !text.Apart(before) && text.Is(before, WordKinds.OutletPrefix) && !text.Is(before, "news") && !text.Is(before, "times") && !text.Is(before, "channel") && text.IsCapital(before) && candidate.Kind is not (NameKind.Postal or NameKind.Abbreviation) && !candidate.IsFolk;
    }

    private static bool CallSign(PlaceText text, Candidate candidate)
    {
        if (candidate.IsFolk || text[candidate.First].Shape == Shape.Upper && text[candidate.First].Length > 2)
        {
            return false;
        }
        // "WRAL in Raleigh", "KSL-TV, Salt Lake City", "WBEZ Chicago".
        for (int i = candidate.First - 1; i >= Math.Max(0, candidate.First - 4); i--)
        {
            if (IsCallSign(text, i))
            {
                return true;
            }
            bool link = text.Is(i, "in") || text.Is(i, "of") || text.Is(i, "at") || text.Text(i) is "," or "-" or "(" || text.Is(i, "tv") || text.Is(i, "fm") || text.Is(i, "am") || text.Is(i, "radio") || text.Is(i, "from");
            if (!link)
            {
                break;
            }
        }
        // "Boise's KTVB", "Raleigh station WRAL", "Philadelphia public radio station WHYY".
        for (int i = candidate.Last + 1; i < Math.Min(text.Count, candidate.Last + 6); i++)
        {
            if (IsCallSign(text, i))
            {
                return true;
            }
            bool link = text.Is(i, WordKinds.OutletNoun) || text.Text(i) is "'" or "’" or "(" || text.Is(i, "s") || text.Is(i, "radio") || text.Is(i, "television") || text.Is(i, "tv") || text.Is(i, "public") || text.Is(i, "news") || text.Is(i, "affiliate");
            if (!link)
            {
                break;
            }
        }
        return false;
    }

    private static bool IsCallSign(PlaceText text, int token)
    {
        if (text[token].Shape != Shape.Upper || text[token].Length != 4 && text.Text(token) is not ("KSL" or "WGN" or "KOA" or "WBZ" or "WWL" or "WSB" or "WJR" or "WOR" or "KFI" or "KGO" or "KYW" or "WRC" or "WLS") || text[token].Word is { } known && known.Kinds != WordKinds.None || text.Text(token)[0] is not ('K' or 'W'))
        {
            return false;
        }
        bool shouted = token > 0 && text[token - 1].Shape == Shape.Upper && text[token - 1].Length > 1 || token + 1 < text.Count && text[token + 1].Shape == Shape.Upper && text[token + 1].Length > 2;
        return !shouted && text.Text(token) is not "WWII";
    }

    // "a Duluth radio station", "the Reno newspaper", "Tulsa's public radio station".
    private static bool OutletNoun(PlaceText text, Candidate candidate)
    {
        bool aired = false;
        for (int i = candidate.Last + 1; i < Math.Min(text.Count, candidate.Last + 6); i++)
        {
            if (text.Text(i) is "station" or "stations" or "affiliate")
            {
                return aired;
            }
            if (text.Is(i, WordKinds.OutletNoun) && text[i].Shape == Shape.Lower)
            {
                return text.Text(i) switch
                {
                    "daily" or "weekly" => text.IsMark(i + 1) || text.Is(i + 1, "newspaper") || text.Is(i + 1, "paper") || text.Is(i + 1, "reported") || text.Is(i + 1, "said"),
                    "paper" or "website" or "magazine" => text.IsMark(i + 1) || text.Is(i + 1, WordKinds.Common) || text.Is(i + 1, WordKinds.PersonVerb) || text.Is(i + 1, "reported"),
                    _ => true,
                };
            }
            bool link = text.Text(i) is "'" or "’" || text.Is(i, "s") || text.Is(i, WordKinds.OutletMid) || text.Is(i, "television") || text.Is(i, "broadcast");
            aired |= text.Is(i, "radio") || text.Is(i, "tv") || text.Is(i, "television") || text.Is(i, "news");
            if (!link)
            {
                return false;
            }
        }
        return false;
    }
}
