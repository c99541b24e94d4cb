namespace Tidemark.Detection.Places;

/// <summary>
/// Settles which of several places of one name is meant, by what else the text names: the state itself counts three, a town or team of
/// it one and a half, in the same sentence more; the foremost place counts one. No claim beyond that: a text that names nothing
/// else gets the foremost.
/// </summary>
internal static class Evidence
{
    private static readonly Dictionary<string, string[]> Neighbours = new(StringComparer.Ordinal)
    {
        ["GE"] = ["AM", "AZ", "RU", "TR", "UA"],
        ["JO"] = ["IL", "SY", "IQ", "LB", "EG", "PS", "SA"],
        ["LB"] = ["IL", "SY", "JO", "PS"],
        ["CU"] = ["MX", "HT", "JM"],
    };

    private static readonly HashSet<string> OfCountries = new(StringComparer.Ordinal) { "minister", "parliament", "embassy", "ambassador", "lari", "caucasus", "soviet", "ussr", "republic", "eurovision", "nato", "olympic", "president", "khachapuri", "black", "passport", "airspace", "euro", "monarchy", "wine", "wines", "winemaker", "winemakers", "kvevri", "polyphony", "churchkhela" };

    private static readonly HashSet<string> OfStates = new(StringComparer.Ordinal) { "governor", "gov", "senator", "sen", "legislature", "statehouse", "general", "county", "interstate", "highway", "republican", "republicans", "democrat", "democrats", "turnpike", "bulldogs", "peach", "peaches", "pecan", "pecans", "peanut", "peanuts", "southern", "south", "sheriff" };

    public static void Settle(PlaceText text, List<Candidate> found)
    {
        var weight = new Dictionary<string, double>(StringComparer.Ordinal);
        var joined = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Candidate candidate in found)
        {
            if (!candidate.Joined && candidate.Name.Senses.Count == 1)
            {
                (candidate.Place, candidate.Kind) = (candidate.Name.Senses[0].Place, candidate.Name.Senses[0].Kind);
            }
            if (candidate.Place is { } place && (candidate.Joined || (candidate.Name.Marks & ~NameMarks.Language) == 0))
            {
                bool whole = candidate.Joined || candidate.Kind is NameKind.State or NameKind.Country or NameKind.Abbreviation;
                weight[place] = Math.Min(6, weight.GetValueOrDefault(place) + (whole ? 3 : 1.5));
                candidate.Certain = true;
                if (candidate.Joined)
                {
                    joined.TryAdd(Key(text, candidate), place);
                }
            }
            else if (candidate.Place is { } marked)
            {
                weight[marked] = Math.Min(6, weight.GetValueOrDefault(marked) + 0.7);
            }
        }
        double american = weight.Where(pair => pair.Key.StartsWith("US-", StringComparison.Ordinal)).Sum(pair => pair.Value);
        double foreign = weight.Values.Sum() - american;
        for (int i = 0; i < found.Count; i++)
        {
            if (found[i].Place is null)
            {
                Choose(text, found, i, weight, joined, american, foreign);
            }
        }
    }

    // The town alone, in front of the comma.
    private static string Key(PlaceText text, Candidate candidate) => text[candidate.First].Word?.Key ?? text.Text(candidate.First).ToString();

    private static void Choose(PlaceText text, List<Candidate> found, int at, Dictionary<string, double> weight, Dictionary<string, string> joined, double american, double foreign)
    {
        Candidate candidate = found[at];
        Sense best = default;
        double bestScore = double.NegativeInfinity;
        string bestRule = "";
        foreach (Sense sense in candidate.Name.Senses)
        {
            double score = sense.Foremost ? 1 : 0;
            string rule = sense.Foremost ? "foremost of its name" : "one of its name";
            double named = weight.GetValueOrDefault(sense.Place);
            foreach (string neighbour in Neighbours.GetValueOrDefault(sense.Place, []))
            {
                named += 0.5 * weight.GetValueOrDefault(neighbour);
            }
            if (named > 0)
            {
                score += Math.Min(4, named);
                rule = "its state or country is named";
            }
            score += sense.Place.StartsWith("US-", StringComparison.Ordinal) ? 0.12 * Math.Min(8, american) : 0.12 * Math.Min(8, foreign);
            if (Nearby(text, found, at, sense.Place))
            {
                score += 1.5;
            }
            if (joined.TryGetValue(Key(text, candidate), out string? place) && place == sense.Place)
            {
                (score, rule) = (score + 5, "named with its state before");
            }
            score += Cue(text, found, at, sense, ref rule);
            if (sense.Kind == NameKind.State && candidate.Name.Words[0].Key == "washington" && found.Exists(other => other.Name.Words.Length > 1 && other.Name.Words[0].Key == "washington" && other.Name.Words[^1].Key == "state"))
            {
                // Who writes "Washington state" once means the city by the bare name.
                score -= 4;
            }
            if (score > bestScore)
            {
                (best, bestScore, bestRule) = (sense, score, rule);
            }
        }
        (candidate.Place, candidate.Kind, candidate.Rule) = (best.Place, best.Kind, bestRule);
    }

    private static bool Nearby(PlaceText text, List<Candidate> found, int at, string place)
    {
        for (int i = Math.Max(0, at - 4); i < Math.Min(found.Count, at + 5); i++)
        {
            if (i != at && found[i].Certain && found[i].Place == place && text.Sentence(found[i].First) == text.Sentence(found[at].First))
            {
                return true;
            }
        }
        return false;
    }

    private static double Cue(PlaceText text, List<Candidate> found, int at, Sense sense, ref string rule)
    {
        Candidate candidate = found[at];
        bool isState = sense.Kind == NameKind.State;
        double score = 0;
        bool hasCountry = candidate.Name.Senses.Exists(other => other.Place.Length == 2 && (other.Kind == NameKind.Country || candidate.Name.IsFolk));
        bool hasState = candidate.Name.Senses.Exists(other => other.Place.Length > 2);
        if (hasCountry && hasState && (candidate.Name.Has(NameKind.State) || candidate.Name.IsFolk))
        {
            int countries = 0;
            int states = 0;
            for (int i = Math.Max(text.SentenceStart(candidate.First), candidate.First - 6); i < Math.Min(text.SentenceEnd(candidate.Last), candidate.Last + 7); i++)
            {
                string key = text[i].Word?.Key ?? text.Text(i).ToString().ToLowerInvariant();
                countries += OfCountries.Contains(key) ? 1 : 0;
                states += OfStates.Contains(key) ? 1 : 0;
            }
            bool country = sense.Place.Length == 2;
            if (country && countries > 0)
            {
                (score, rule) = (score + 2, "words of a country beside it");
            }
            if (!country && states > 0)
            {
                (score, rule) = (score + 2, "words of a US state beside it");
            }
            if (country && sense.Kind == NameKind.Demonym)
            {
                // "Georgian wine" is from the Caucasus; people of the state are more often met as "Georgians".
                score += 1.2;
            }
            if (!country && sense.Kind is NameKind.State or NameKind.DemonymPlural)
            {
                score += 1;
            }
        }
        else if (!isState && sense.Place == "US-DC" && Capital(text, candidate))
        {
            (score, rule) = (score + 3, "words of the capital beside it");
        }
        else if (isState && candidate.Name.Has(NameKind.Town))
        {
            bool listed = (at > 0 && Linked(text, found[at - 1], candidate) && found[at - 1].Kind == NameKind.State) || (at + 1 < found.Count && Linked(text, candidate, found[at + 1]) && found[at + 1].Name.Has(NameKind.State) && found[at + 1].Name.Senses.Count == 1);
            bool state = text.Is(candidate.First - 1, WordKinds.Direction) || text.Is(candidate.First - 1, "across") || text.Is(candidate.Last + 1, "state") || text.Is(candidate.First - 2, "governor") || text.Is(candidate.Last + 1, "apple") || text.Is(candidate.Last + 1, "apples") || text.Is(candidate.Last + 1, "gov") || text.Is(candidate.Last + 1, "governor") || text.Is(candidate.First - 2, "senator") || text.Is(candidate.Last + 1, "ferries") || text.Is(candidate.Last + 1, "wheat") || text.Is(candidate.Last + 1, "voters") || text.Is(candidate.Last + 1, "wine") || text.Is(candidate.Last + 1, "cherries") || text.Is(candidate.First - 2, "state");
            if (listed || state)
            {
                (score, rule) = (score + 2.5, listed ? "listed with states" : "words of a US state beside it");
            }
        }
        return score;
    }

    private static readonly HashSet<string> OfCapital = new(StringComparer.Ordinal) { "congress", "capitol", "federal", "lobby", "lobbied", "lobbying", "lobbyist", "lobbyists", "testify", "testified", "argue", "argued", "supreme", "embassy", "president", "bill", "pentagon", "secretary", "agency", "agencies", "diplomats", "lawmakers", "senate", "smithsonian", "mall", "monument" };

    private static bool Capital(PlaceText text, Candidate candidate)
    {
        for (int i = text.SentenceStart(candidate.First); i < text.SentenceEnd(candidate.Last); i++)
        {
            if (OfCapital.Contains(text.Text(i).ToString().ToLowerInvariant()))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Only a comma, "and", "or" or "&amp;" between two names.</summary>
    public static bool Linked(PlaceText text, Candidate left, Candidate right)
    {
        int gap = right.First - left.Last - 1;
        if (gap is < 1 or > 2 || left.InTag || right.InTag)
        {
            return false;
        }
        for (int i = left.Last + 1; i < right.First; i++)
        {
            if (!(text.Text(i) is "," or "&" or "/" || text.Is(i, "and") || text.Is(i, "or") || text.Is(i, "nor")))
            {
                return false;
            }
        }
        return text.Sentence(left.First) == text.Sentence(right.First);
    }
}
