namespace Tidemark.Detection.Places;

/// <summary>Gives each place its role: the outlet first, then who is addressed, then who comes from there; a list shares the role of its head.</summary>
internal static class Roles
{
    public static void Give(PlaceText text, List<Candidate> found)
    {
        foreach (Candidate candidate in found)
        {
            text.Name(candidate.First, candidate.Last);
        }
        foreach (Candidate candidate in found)
        {
            if (OutletRules.Of(text, candidate) is { } outlet)
            {
                (candidate.Role, candidate.RoleRule) = (PlaceRole.Outlet, outlet);
            }
            else if (TargetRules.Of(text, candidate) is { } target)
            {
                (candidate.Role, candidate.RoleRule) = (PlaceRole.Target, target);
            }
            else if (BiographyRules.Of(text, candidate) is { } biography)
            {
                (candidate.Role, candidate.RoleRule) = (PlaceRole.Biography, biography);
            }
        }
        for (int i = 1; i < found.Count; i++)
        {
            if (found[i].Role == PlaceRole.Mention && found[i - 1].Role is PlaceRole.Biography or PlaceRole.Target && SharesList(text, found[i - 1], found[i], found[i - 1].Role))
            {
                (found[i].Role, found[i].RoleRule) = (found[i - 1].Role, "listed with the one before");
            }
        }
        for (int i = found.Count - 2; i >= 0; i--)
        {
            if (found[i].Role == PlaceRole.Mention && found[i + 1].Role == PlaceRole.Target && Evidence.Linked(text, found[i], found[i + 1]))
            {
                (found[i].Role, found[i].RoleRule) = (PlaceRole.Target, "listed with the one behind");
            }
        }
    }

    private static bool SharesList(PlaceText text, Candidate left, Candidate right, PlaceRole role)
    {
        if (Evidence.Linked(text, left, right))
        {
            return left.IsFolk == right.IsFolk;
        }
        int gap = right.First - left.Last - 1;
        if (role != PlaceRole.Biography || gap is < 1 or > 4 || text.Sentence(left.First) != text.Sentence(right.First) || left.RoleRule is not ("lives, was born or was trained there" or "listed with the one before" or "home or training of a person"))
        {
            return false;
        }
        bool joined = false;
        for (int i = left.Last + 1; i < right.First; i++)
        {
            bool word = text.Text(i) is "," || text.Is(i, "and") || text.Is(i, "then") || text.Is(i, "later") || text.Is(i, "in") || text.Is(i, "at") || text.Is(i, "near") || text.Is(i, "or") || text.Is(i, "before") || text.Is(i, "now") || text.Is(i, "from") || text.Is(i, "to");
            joined |= text.Is(i, "and") || text.Is(i, "then") || text.Text(i) is ",";
            if (!word)
            {
                return false;
            }
        }
        return joined;
    }
}
