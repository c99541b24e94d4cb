namespace Tidemark.Detection.Statements.Grammar;

/// <summary>A noun phrase by its tokens, both ends included.</summary>
/// <param name="First">First token.</param>
/// <param name="Last">Last token.</param>
internal readonly record struct NounPhrase(int First, int Last)
{
    /// <summary>Where its head stands: before apposition and relative clause.</summary>
    public int HeadLast { get; init; } = Last;

    /// <summary>It is taken over from before ("confirmed … but declined").</summary>
    public bool Elided { get; init; }

    /// <summary>A relative pronoun; the phrase it stands for is the antecedent.</summary>
    public bool Relative { get; init; }

    /// <summary>Something was guessed.</summary>
    public bool Weak { get; init; }
}
