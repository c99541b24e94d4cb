namespace Tidemark.Evidence.Custody;

/// <summary>How the user said an original is to be read, as written on the command line; kept so that reading can be repeated.</summary>
/// <param name="As">The format (<c>--as</c>), or null.</param>
/// <param name="Map">Column choices (<c>--map field=column</c>), in order.</param>
/// <param name="Zone">The zone of times without one (<c>--zone</c>), or null.</param>
public sealed record ReadingChoice(string? As, IReadOnlyList<string> Map, string? Zone)
{
    /// <summary>Nothing was said.</summary>
    public static ReadingChoice None { get; } = new(null, [], null);

    /// <inheritdoc/>
    public bool Equals(ReadingChoice? other) =>
        other is not null && As == other.As && Zone == other.Zone && Map.SequenceEqual(other.Map);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Map.Count, As is null, Zone is null);
}

/// <summary>An original the journal knows.</summary>
public sealed record Original
{
    /// <summary>SHA-256 of its bytes, as they came in.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The file's name when it came in first; hostile text.</summary>
    public required string Name { get; init; }

    /// <summary>Size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>From whom it came, as the user said, or null.</summary>
    public string? From { get; init; }

    /// <summary>The addresses it was found at, as the user said, in the order they were told; hostile text. Empty where nobody said.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>How it is to be read; the latest choice counts.</summary>
    public required ReadingChoice Reading { get; init; }

    /// <summary>When it came in first: ISO 8601.</summary>
    public required string Added { get; init; }

    /// <summary>The number its addition has in the journal: the line that announced it.</summary>
    public required long Begun { get; init; }

    /// <summary>Whether its addition has come to its end: it was read, or kept without being read.</summary>
    public bool Finished { get; init; }

    /// <summary>Why it was retracted, or null.</summary>
    public string? Retracted { get; init; }

    /// <summary>"ab/cdef…": where it lies under evidence/.</summary>
    public string RelativePath => Originals.RelativePath(Sha256);

    /// <summary>The first eight characters of the hash, as people quote it.</summary>
    public string Short => Sha256[..8];
}

/// <summary>An addition that was begun and has not come to its end.</summary>
/// <param name="Begun">The journal line that announced it.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Size">Its size when it was announced.</param>
/// <param name="Time">When it was begun.</param>
/// <param name="Sha256">The original's hash if its bytes are complete in the case and only the reading is missing; else null.</param>
public sealed record OpenAddition(long Begun, string Name, long Size, string Time, string? Sha256);

/// <summary>What the journal says is in the case: a fold over its entries, nothing else.</summary>
public sealed class CaseRecord
{
    private readonly List<Original> _originals = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<OpenAddition> _open = [];

    /// <summary>Folds a journal.</summary>
    public CaseRecord(IEnumerable<JournalEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        foreach (JournalEntry entry in entries)
        {
            Take(entry);
        }
    }

    /// <summary>Every original, in the order of first arrival, retracted ones too.</summary>
    public IReadOnlyList<Original> Originals => _originals;

    /// <summary>Additions that have not come to their end, in the order they were begun.</summary>
    public IReadOnlyList<OpenAddition> Open => _open;

    /// <summary>The original with this hash, or null.</summary>
    public Original? Find(string sha256) => _places.TryGetValue(sha256, out int place) ? _originals[place] : null;

    /// <summary>Originals a person may mean by a file name, a hash or its beginning (8 characters or more).</summary>
    public IReadOnlyList<Original> Meant(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return [.. _originals.Where(original => original.Name == words
            || (words.Length >= 8 && original.Sha256.StartsWith(words, StringComparison.OrdinalIgnoreCase)))];
    }

    private void Take(JournalEntry entry)
    {
        switch (entry.Kind)
        {
            case JournalKind.AddBegun when entry.Text("name") is { } name && entry.Whole("size") is { } size:
                // The same file again takes up the addition that was interrupted.
                _open.RemoveAll(open => open.Name == name && open.Size == size);
                _open.Add(new OpenAddition(entry.Number, name, size, entry.Time, null));
                break;
            case JournalKind.Added when Hash(entry) is { } sha256:
                Added(entry, sha256);
                break;
            case JournalKind.Read when Hash(entry) is { } sha256:
                Change(sha256, original => original with { Finished = true });
                _open.RemoveAll(open => open.Sha256 == sha256);
                break;
            case JournalKind.AddStopped when entry.Whole("begun") is { } begun:
                _open.RemoveAll(open => open.Begun == begun);
                break;
            case JournalKind.Retracted when Hash(entry) is { } sha256:
                Change(sha256, original => original with { Retracted = entry.Text("reason") ?? "", Finished = true });
                _open.RemoveAll(open => open.Sha256 == sha256);
                break;
            default:
                break;
        }
    }

    private void Added(JournalEntry entry, string sha256)
    {
        long begun = entry.Whole("begun") ?? entry.Number;
        var reading = new ReadingChoice(entry.Text("as"), entry.Texts("map"), entry.Text("zone"));
        string name = entry.Text("name") ?? sha256;
        long size = entry.Whole("size") ?? 0;
        string? url = entry.Text("url");
        int place = _open.FindIndex(open => open.Begun == begun);
        if (place >= 0)
        {
            _open[place] = _open[place] with { Sha256 = sha256 };
        }
        else
        {
            _open.Add(new OpenAddition(begun, name, size, entry.Time, sha256));
        }
        if (_places.ContainsKey(sha256))
        {
            Change(sha256, known => known with
            {
                Reading = reading,
                Begun = begun,
                Finished = false,
                Retracted = null,
                Urls = url is null || known.Urls.Contains(url, StringComparer.Ordinal) ? known.Urls : [.. known.Urls, url],
            });
            return;
        }
        _places.Add(sha256, _originals.Count);
        _originals.Add(new Original
        {
            Sha256 = sha256, Name = name, Size = size, From = entry.Text("from"), Urls = url is null ? [] : [url], Reading = reading,
            Added = entry.Time, Begun = begun,
        });
    }

    private void Change(string sha256, Func<Original, Original> change)
    {
        if (_places.TryGetValue(sha256, out int place))
        {
            _originals[place] = change(_originals[place]);
        }
    }

    private static string? Hash(JournalEntry entry) =>
        entry.Text("sha256") is { Length: 64 } hash && hash.All(char.IsAsciiHexDigitLower) ? hash : null;
}
