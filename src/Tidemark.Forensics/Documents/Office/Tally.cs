using System.Text.Json.Nodes;

namespace Tidemark.Forensics.Documents.Office;

/// <summary>How many changes or comments by whom, and the first and last of their dates.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<string, int> _people = new(StringComparer.Ordinal);
    private string? _first;
    private string? _last;

    /// <summary>How many were counted.</summary>
    public int Count { get; private set; }

    /// <summary>"2 people" in words.</summary>
    public string People => _people.Count == 1 ? "one name" : FormattableString.Invariant($"{_people.Count} names");

    /// <summary>Counts one.</summary>
    public void Add(string? author, string? date)
    {
        Count++;
        string name = SelfDescription.Cut(SelfDescription.Clean(author), 200);
        if (_people.Count < 200 || _people.ContainsKey(name))
        {
            _people[name] = _people.GetValueOrDefault(name) + 1;
        }
        if (!string.IsNullOrEmpty(date) && date.Length < 64)
        {
            // ISO dates of one form sort as text; a mixture of forms still gives two of its dates.
            _first = _first is null || string.CompareOrdinal(date, _first) < 0 ? date : _first;
            _last = _last is null || string.CompareOrdinal(date, _last) > 0 ? date : _last;
        }
    }

    /// <summary>The first and last date as dates within the file.</summary>
    /// <remarks>Word writes the local time and a "Z" behind it, so the zone is not believed.</remarks>
    public void Dates(SelfDescription into, string what, string source)
    {
        foreach (string? date in (string?[])[_first, _last == _first ? null : _last])
        {
            if (date is not null && ClaimedTime.Read(date.TrimEnd('Z'), out _) is { } time)
            {
                into.InnerDates.Add(new DatedClaim(what, time, source));
            }
        }
    }

    /// <summary>The evidence of a conflict.</summary>
    public JsonObject Evidence(string part)
    {
        JsonObject people = [];
        foreach ((string name, int count) in _people)
        {
            people[name] = count;
        }
        return new JsonObject { ["part"] = part, ["count"] = Count, ["by"] = people, ["first"] = _first, ["last"] = _last };
    }
}
