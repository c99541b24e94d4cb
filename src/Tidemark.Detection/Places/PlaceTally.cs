namespace Tidemark.Detection.Places;

/// <summary>
/// Counts documents, and those that target a place, by writer. A document counts once for a place, however often it addresses it.
/// </summary>
/// <remarks>A writer is an account; a document without one is its own writer. Memory: one entry a writer and place.</remarks>
public sealed class PlaceTally
{
    private readonly Dictionary<string, long> _byWriter = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, long>> _targets = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long[]> _roles = new(StringComparer.Ordinal);

    /// <summary>Documents without a writer, each a writer of one.</summary>
    private long _single;

    /// <summary>All documents.</summary>
    public long Documents { get; private set; }

    /// <summary>Documents by place and role, the roles in the order of <see cref="PlaceRole"/>.</summary>
    public IReadOnlyDictionary<string, long[]> ByRole => _roles;

    /// <summary>Places that at least one document targets.</summary>
    public IEnumerable<string> Targeted => _targets.Keys.Order(StringComparer.Ordinal);

    /// <summary>Adds a document.</summary>
    /// <param name="writer">Its account, or null.</param>
    /// <param name="mentions">What <see cref="PlaceReader"/> found in it.</param>
    public void Add(string? writer, IReadOnlyList<PlaceMention> mentions)
    {
        ArgumentNullException.ThrowIfNull(mentions);
        Documents++;
        if (writer is null)
        {
            _single++;
        }
        else
        {
            _byWriter[writer] = _byWriter.GetValueOrDefault(writer) + 1;
        }
        if (mentions.Count == 0)
        {
            return;
        }
        var seen = new HashSet<(string, PlaceRole)>();
        foreach (PlaceMention mention in mentions)
        {
            if (!seen.Add((mention.Place, mention.Role)))
            {
                continue;
            }
            if (!_roles.TryGetValue(mention.Place, out long[]? counts))
            {
                _roles.Add(mention.Place, counts = new long[4]);
            }
            counts[(int)mention.Role]++;
            if (mention.Role == PlaceRole.Target)
            {
                if (!_targets.TryGetValue(mention.Place, out Dictionary<string, long>? writers))
                {
                    _targets.Add(mention.Place, writers = new Dictionary<string, long>(StringComparer.Ordinal));
                }
                string key = writer is null ? "\0" : writer;
                writers[key] = writers.GetValueOrDefault(key) + 1;
            }
        }
    }

    /// <summary>Documents that target the place.</summary>
    public long Targets(string place) => _targets.TryGetValue(place, out Dictionary<string, long>? writers) ? writers.Values.Sum() : 0;

    /// <summary>
    /// By how much writers that write much, and each much the same, inflate the variance of the share: Rao and Scott's design effect
    /// (1992, doi:10.2307/2532311), at least 1.
    /// </summary>
    internal double DesignEffect(string place)
    {
        long hits = Targets(place);
        long clusters = _byWriter.Count + _single;
        if (hits == 0 || hits == Documents || clusters < 2)
        {
            return 1;
        }
        double share = (double)hits / Documents;
        double sum = 0;
        Dictionary<string, long> writers = _targets[place];
        foreach ((string writer, long size) in _byWriter)
        {
            double residue = writers.GetValueOrDefault(writer) - share * size;
            sum += residue * residue;
        }
        long singleHits = writers.GetValueOrDefault("\0");
        sum += singleHits * (1 - share) * (1 - share) + (_single - singleHits) * share * share;
        double variance = clusters / (clusters - 1.0) * sum / ((double)Documents * Documents);
        return Math.Max(1, Documents * variance / (share * (1 - share)));
    }
}
