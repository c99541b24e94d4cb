using Tidemark.Publishing.Json;

namespace Tidemark.Publishing.Checks;

/// <summary>One thing that is wrong in a file for exchange.</summary>
/// <param name="Code">Which kind of rule: see the checker.</param>
/// <param name="Where">The object's id, or a path.</param>
/// <param name="Sentence">What is wrong and what to change; holds text of the file.</param>
public readonly record struct Problem(char Code, string Where, string Sentence)
{
    /// <summary>"T identity--…: name: 5 is not text".</summary>
    public override string ToString() => $"{Code} {Where}: {Sentence}";
}

/// <summary>What a check found: the same thing is told once, and a file cannot make the list grow without end.</summary>
/// <param name="failing">The codes that make a file invalid; null = every one.</param>
public sealed class ProblemList(string? failing = null)
{
    /// <summary>So many are kept; the rest is counted. A person reads a few, a program a verdict.</summary>
    public const int Most = 100_000;

    private readonly HashSet<Problem> _told = [];
    private readonly List<Problem> _problems = [];

    /// <summary>What was found, in the order of the file.</summary>
    public IReadOnlyList<Problem> All => _problems;

    /// <summary>How many more there are than are kept.</summary>
    public long More { get; private set; }

    /// <summary>Whether nothing was found that makes the file invalid.</summary>
    public bool Valid { get; private set; } = true;

    /// <summary>Whether a problem makes the file invalid, or only warns.</summary>
    public bool Fails(Problem problem) => Fails(problem.Code);

    /// <summary>Adds one.</summary>
    public void Add(char code, string where, string sentence)
    {
        Valid &= !Fails(code);
        if (_problems.Count >= Most)
        {
            More++;
            return;
        }
        var problem = new Problem(code, Shown.Bare(where), sentence);
        if (_told.Add(problem))
        {
            _problems.Add(problem);
        }
    }

    private bool Fails(char code) => failing is null || failing.Contains(code, StringComparison.Ordinal);
}
