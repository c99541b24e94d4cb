namespace Tidemark.Forensics.Documents;

/// <summary>
/// What the readers of documents spend at most on one file. Every number lies far above what documents of people need and far
/// below what hurts a machine; what is left out because of one is said in the verdict. The disposable process is the second line.
/// </summary>
internal static class Limits
{
    /// <summary>Decompressed bytes of one part: the largest text of a Word document seen holds 9 MB.</summary>
    public const int PartBytes = 48 << 20;

    /// <summary>Decompressed bytes of one file, all parts together.</summary>
    public const long TotalBytes = 160L << 20;

    /// <summary>Entries of an archive, of a compound file, objects of a PDF that are listed.</summary>
    public const int Entries = 200_000;

    /// <summary>Nesting of anything: no writer nests metadata deeper than a dozen.</summary>
    public const int Depth = 64;

    /// <summary>Characters of one field; what is longer is cut and marked.</summary>
    public const int FieldCharacters = 4_000;

    /// <summary>Fields, dates and conflicts of one file, each.</summary>
    public const int Rows = 1_000;
}

/// <summary>Work left for one file. Whoever spends asks first, and stops where nothing is left.</summary>
/// <param name="units">Bytes decompressed or looked at.</param>
internal sealed class Budget(long units)
{
    private long _left = units;

    /// <summary>Whether something was refused.</summary>
    public bool Exhausted { get; private set; }

    /// <summary>What is left.</summary>
    public long Left => _left;

    /// <summary>Takes units; false, and nothing taken, where fewer are left.</summary>
    public bool Spend(long cost)
    {
        if (cost > _left)
        {
            Exhausted = true;
            return false;
        }
        _left -= cost;
        return true;
    }
}
