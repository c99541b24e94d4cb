namespace Tidemark.Detection.Coordination;

/// <summary>Which accounts are sources, and on which objects one of them acted: on most objects none did, and nothing need be looked for.</summary>
internal sealed class FoundSources
{
    private readonly bool[] _are;
    private readonly bool[] _on;

    /// <summary>O(rows of the sources).</summary>
    public FoundSources(ShareIndex index, bool[] are)
    {
        _are = are;
        _on = new bool[index.Objects];
        for (int a = 0; a < are.Length; a++)
        {
            if (are[a])
            {
                Any = true;
                for (int i = index.AccountStart[a]; i < index.AccountStart[a + 1]; i++)
                {
                    _on[index.AccountObjects[i]] = true;
                }
            }
        }
    }

    /// <summary>Whether there is one at all.</summary>
    public bool Any { get; }

    /// <summary>Whether an account is one.</summary>
    public bool Is(int account) => _are[account];

    /// <summary>Whether one acted on an object.</summary>
    public bool ActedOn(int item) => _on[item];
}
