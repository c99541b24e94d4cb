namespace Tidemark.Model;

/// <summary>
/// Names that seldom repeat, as posts do: they are only written down as they come, and <see cref="DropRepeats"/> finds the repeats
/// all at once. A dictionary of a million posts would be asked a million times for nothing, 100 ns and 24 bytes each.
/// Names are compared byte for byte. Memory: the bytes and 11 more a name.
/// </summary>
public sealed class PostNames : NameList
{
    private uint[] _hashes;

    /// <summary>No names.</summary>
    /// <param name="expected">How many to expect; a hint.</param>
    public PostNames(int expected = 256)
        : base(expected) => _hashes = new uint[Math.Max(16, expected)];

    /// <summary>Adds a name and returns its number so far: that of the name before if it is the same, as where a post has several rows.</summary>
    /// <exception cref="InvalidOperationException">More than 16 GiB of names: the caller's memory limit came too late.</exception>
    public int Add(ReadOnlySpan<byte> name)
    {
        uint hash = NameHash.Of(name);
        int last = Count - 1;
        if (last >= 0 && _hashes[last] == hash && this[last].SequenceEqual(name))
        {
            return last;
        }
        if (Count == _hashes.Length)
        {
            Array.Resize(ref _hashes, (int)Math.Min(Array.MaxLength, Count * 2L));
        }
        _hashes[Count] = hash;
        Append(name);
        return last + 1;
    }

    /// <summary>Makes room for so many names in all.</summary>
    public new void Reserve(long names)
    {
        base.Reserve(names);
        if (names > _hashes.Length)
        {
            Array.Resize(ref _hashes, (int)Math.Min(Array.MaxLength, names));
        }
    }

    /// <summary>
    /// Keeps each name once. Afterwards ids are dense in order of first appearance, as <see cref="Names"/> would have given them,
    /// and no name may be added.
    /// </summary>
    /// <returns>For each number handed out the id of its name; null if nothing repeats, and the numbers are the ids.</returns>
    public int[]? DropRepeats()
    {
        int[]? first = Repeats.Find(this, _hashes.AsSpan(0, Count));
        _hashes = [];
        if (first is null)
        {
            return null;
        }
        int next = 0;
        for (int i = 0; i < first.Length; i++)
        {
            if (first[i] == i)
            {
                Move(i, next);
                first[i] = next++;
            }
            else
            {
                first[i] = first[first[i]];
            }
        }
        Cut(next);
        return first;
    }
}
