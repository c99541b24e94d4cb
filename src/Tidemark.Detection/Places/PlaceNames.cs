namespace Tidemark.Detection.Places;

/// <summary>Codes and names of the places the gazetteer knows.</summary>
public static class PlaceNames
{
    /// <summary>The code of a state or country, given as ISO code or by name, or null. "Georgia" alone is the state.</summary>
    public static string? Code(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        SortedDictionary<string, string> places = Gazetteer.Shared.Places;
        string code = text.ToUpperInvariant();
        if (places.ContainsKey(code))
        {
            return code;
        }
        string? found = null;
        foreach ((string key, string name) in places)
        {
            if (string.Equals(name, text, StringComparison.OrdinalIgnoreCase) && (found is null || key.Length > found.Length))
            {
                found = key;
            }
        }
        return found;
    }

    /// <summary>The name of a code, or the code itself.</summary>
    public static string Of(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return Gazetteer.Shared.Places.GetValueOrDefault(code, code);
    }
}
