namespace Tidemark.Detection.Statements;

/// <summary>
/// A stretch of a text. Inside this stage offsets count UTF-16 units; whatever leaves it (<see cref="Cut"/>) counts Unicode code points.
/// </summary>
/// <param name="Start">First position.</param>
/// <param name="End">Position behind the last; not before <paramref name="Start"/>.</param>
public readonly record struct TextSpan(int Start, int End)
{
    /// <summary>How many positions it holds.</summary>
    public int Length => End - Start;

    internal bool Covers(TextSpan other) => Start <= other.Start && other.End <= End;

    internal bool Meets(TextSpan other) => Start < other.End && other.Start < End;
}

/// <summary>A stretch of the text with what it cuts out; offsets in Unicode code points, end exclusive.</summary>
/// <param name="Start">First code point, 0 for the first of the text.</param>
/// <param name="End">Code point behind the last.</param>
/// <param name="Text">Exactly what the offsets cut.</param>
public readonly record struct Cut(int Start, int End, string Text);
