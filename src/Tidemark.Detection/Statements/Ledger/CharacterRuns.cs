namespace Tidemark.Detection.Statements.Ledger;

/// <summary>
/// The distinct runs of four characters of texts, each weighed by how few of the other texts have it: 1 for a run in one
/// text or two, 1/(n−1) in n, because a copy must not make light what it copies. Four UTF-16 units fill a number of 64 bits exactly, so that no run is mistaken for another.
/// </summary>
internal sealed class CharacterRuns
{
    private const int Run = 4;

    private readonly Dictionary<ulong, int> _having = [];

    /// <summary>Makes the runs of texts. O(characters).</summary>
    public CharacterRuns(IEnumerable<string> texts)
    {
        Runs = [.. texts.Select(Of)];
        foreach (ulong run in Runs.SelectMany(runs => runs))
        {
            _having[run] = _having.GetValueOrDefault(run) + 1;
        }
        Weights = [.. Runs.Select(runs => runs.Sum(Weight))];
    }

    /// <summary>For each text its runs, ascending.</summary>
    public IReadOnlyList<ulong[]> Runs { get; }

    /// <summary>For each text the weight of its runs.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>Weight of a run.</summary>
    public double Weight(ulong run) => 1.0 / Math.Max(1, _having.GetValueOrDefault(run) - 1);

    /// <summary>Share of the lighter text's weight that another text has; 0 to 1.</summary>
    public double Score(int text, ulong[] other)
    {
        double shared = 0;
        double weight = 0;
        ulong[] mine = Runs[text];
        int i = 0;
        // Both ascend: one walk. The order of the sum is fixed by it.
        foreach (ulong run in other)
        {
            weight += Weight(run);
            while (i < mine.Length && mine[i] < run)
            {
                i++;
            }
            shared += i < mine.Length && mine[i] == run ? Weight(run) : 0;
        }
        return shared / Math.Max(1e-9, Math.Min(weight, Weights[text]));
    }

    /// <summary>The distinct runs of a text, ascending.</summary>
    public static ulong[] Of(string text)
    {
        var plain = new System.Text.StringBuilder(text.Length + 2).Append(' ');
        foreach (char c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                plain.Append(char.ToLowerInvariant(c));
            }
            else if (plain[^1] != ' ')
            {
                plain.Append(' ');
            }
        }
        if (plain[^1] != ' ')
        {
            plain.Append(' ');
        }
        string of = plain.ToString();
        var runs = new SortedSet<ulong>();
        for (int i = 0; i + Run <= of.Length; i++)
        {
            runs.Add(((ulong)of[i] << 48) | ((ulong)of[i + 1] << 32) | ((ulong)of[i + 2] << 16) | of[i + 3]);
        }
        return [.. runs];
    }
}
