namespace Tidemark.Model;

/// <summary>
/// Names on their way into a dictionary, a few dozen at a time. A dictionary larger than the processor's caches answers after two
/// waits for memory, about 100 ns each; for names of a batch the waits happen at the same time. The ids are those that
/// interning one by one gives.
/// </summary>
/// <param name="names">The dictionary; nobody else may add to it while names wait here.</param>
public sealed class NameBatch(Names names)
{
    /// <summary>More than the loads a processor has under way at once (a few dozen), few enough that what was fetched is still there.</summary>
    private const int MostNames = 64;

    /// <summary>So that long names do not pile up.</summary>
    private const int MostBytes = 1 << 16;

    private readonly uint[] _hashes = new uint[MostNames];
    private readonly int[] _ends = new int[MostNames];
    private byte[] _bytes = new byte[4096];

    /// <summary>How many names wait.</summary>
    public int Count { get; private set; }

    /// <summary>Whether it is time for <see cref="Intern"/>.</summary>
    public bool IsFull => Count == MostNames || (Count > 0 && _ends[Count - 1] >= MostBytes);

    /// <summary>Takes a name.</summary>
    /// <exception cref="InvalidOperationException">The batch is full: a bug of the caller.</exception>
    public void Add(ReadOnlySpan<byte> name)
    {
        if (Count == MostNames)
        {
            ThrowFull();
        }
        int start = Count == 0 ? 0 : _ends[Count - 1];
        int end = start + name.Length;
        if (end > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(end, _bytes.Length * 2L)));
        }
        name.CopyTo(_bytes.AsSpan(start));
        uint hash = NameHash.Of(name);
        names.FetchEntry(hash);
        _hashes[Count] = hash;
        _ends[Count++] = end;
    }

    /// <summary>Hands out the ids in the order the names came, and is empty afterwards.</summary>
    /// <param name="ids">As many as names wait.</param>
    public void Intern(Span<int> ids)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(ids.Length, Count);
        int start = 0;
        for (int i = 0; i < ids.Length; i++)
        {
            int end = _ends[i];
            names.FetchName(_hashes[i], end - start);
            start = end;
        }
        start = 0;
        for (int i = 0; i < ids.Length; i++)
        {
            int end = _ends[i];
            ids[i] = names.Intern(_bytes.AsSpan(start, end - start), _hashes[i]);
            start = end;
        }
        Count = 0;
    }

    private void ThrowFull() => throw new InvalidOperationException($"The batch already holds {Count} names.");
}
